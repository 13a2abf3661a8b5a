"""No expression takes time out of proportion, whatever the text; one of the user's is stopped."""

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
import regex

from extractor import PatternError, errors, load
from extractor.resources import Patterns
from extractor.sources import lines, media, moment
from extractor.text.furniture import FurnitureClassifier
from tests.expressions import hostile_texts, patterns_of, patterns_of_modules

_LENGTH = 1600
_FLOOR = 0.004  # seconds below which a time tells nothing
_MOST = 8.0  # times as long for four times the text: between 4, in proportion, and 16, squared
# Seconds in which all of these end by far; only backtracking without end takes longer.
_PATIENCE = 20.0


def _examples() -> list[str]:
    """The examples of all rules: an expression is tried on those that it matches."""
    patterns = Patterns()
    rules = [rule for name in patterns.names for rule in patterns.rules(name)]
    return [*dict.fromkeys(text for rule in rules for text in rule.match)]


EXAMPLES = "\n".join(_examples())


# These are matched where a line or a document starts, and searched for nowhere.
AT_A_START = frozenset(
    pattern.pattern
    for pattern in (
        *(errors._REQUIRED, media._PAGE, lines._PAGE_NUMBER, moment._WRITTEN),
        *patterns_of(FurnitureClassifier(Patterns())),
    )
)


def _seconds(pattern: Any, text: str) -> float:
    method = pattern.match if pattern.pattern in AT_A_START else pattern.search
    start = time.process_time()
    if isinstance(pattern, re.Pattern):
        method(text)
    else:
        method(text, timeout=_PATIENCE)
    return time.process_time() - start


def _is_in_proportion(pattern: Any, text: str) -> bool:
    """Whether four times the text takes about four times as long.

    A search tries each place of the text, so this asks that no place costs more than a constant.
    """
    _seconds(pattern, text[:30] + text[-1])  # enough for what has no end, and seconds at most
    short = text[: len(text) // 4] + text[-1]
    for _ in range(5):
        long = _seconds(pattern, text)
        if long < _FLOOR or long < _MOST * max(_seconds(pattern, short), _FLOOR / 8):
            return True
    return False


def _spoilt(pattern: Any) -> list[str]:
    """What the expression matches in the examples, as units to repeat."""
    found = pattern.search(EXAMPLES)
    return [found[0]] if found and found[0] else []


def test_no_expression_takes_time_out_of_proportion() -> None:
    """Each of the rules and of the code, on repeats of what it nearly matches."""
    regex.purge()  # the same expression may be another object
    own = load()
    own.extract("全区156.7万名低保对象，同比增长5%。")
    patterns = {*patterns_of(own), *patterns_of_modules()}
    assert len(patterns) > 500
    slow = [
        (pattern.pattern, text[:12])
        for pattern in patterns
        if isinstance(pattern.pattern, str)
        for text in hostile_texts(pattern.pattern, _spoilt(pattern), _LENGTH)
        if not _is_in_proportion(pattern, text)
    ]
    assert slow == []


def test_the_search_for_hostile_texts_finds_a_bad_expression() -> None:
    """The test above can fail: on what is squared, and on what has no end."""
    squared = re.compile(r"[a-z]+\(")
    texts = hostile_texts(squared.pattern, ["ab("], _LENGTH * 4)
    assert not all(_is_in_proportion(squared, text) for text in texts)
    endless = regex.compile(r"(?:a|aa)+$")
    text = next(text for text in hostile_texts(endless.pattern, [], _LENGTH) if "aa" in text)
    with pytest.raises(TimeoutError):
        endless.search(text, timeout=0.5)


_NESTED = "(?:企|企企)+年"
_TEXT = "全省新建坨3坨" + "企" * 80 + "号。\n全省，\n" + "企" * 80 + "号\n" + "體" * 80 + "\n"
HANGING = {
    "characters": {"kind": "invisible", "regex": _NESTED},
    "conversion": {"kind": "mend", "regex": "(?:体|体体)+年", "to": "体"},
    "exclusions": {"kind": "name", "regex": _NESTED},
    "furniture": {"role": "furniture", "regex": _NESTED},
    "layout": {"kind": "break", "regex": _NESTED},
    "modifiers": {"position": "after", "forms": ["坨"], "not_before": _NESTED},
    "times": {"regex": _NESTED, "anchor": ["企"], "resolve": "year"},
    "units": {"forms": ["坨"], "code": "1", "dimension": "count", "not_before": _NESTED},
}


@pytest.mark.parametrize("name", HANGING)
def test_a_rule_of_ones_own_that_hangs_is_named(name: str, tmp_path: Path) -> None:
    """Extraction ends, with the file, the line and the rule."""
    rule = {"id": "mine.hangs", **HANGING[name]}
    file = tmp_path / f"{name}.jsonl"
    file.write_text(f"\n{json.dumps(rule)}\n", encoding="utf-8")
    own = load(tmp_path)
    with pytest.raises(PatternError, match=r"'mine\.hangs'.* takes too long") as error:
        own.extract(_TEXT if name != "modifiers" else _TEXT.replace("3坨", "3家坨"))
    assert (error.value.file, error.value.line) == (file, 2)


def test_many_slow_calls_are_added_up(tmp_path: Path) -> None:
    """None of them hangs, all of them together do."""
    rule = {"id": "mine.slow", "kind": "name", "after": "(?:企|企企){1,30}年"}
    (tmp_path / "exclusions.jsonl").write_text(json.dumps(rule), encoding="utf-8")
    own = load(tmp_path)
    with pytest.raises(PatternError, match=r"'mine\.slow'"):
        own.extract(("3" + "企" * 24 + "，") * 2000)


def test_a_fault_tells_one_rule_of_many(tmp_path: Path) -> None:
    """Lines are judged by one expression made of all rules; the one at fault is found."""
    rules = [
        {"id": f"mine.{name}", "role": "furniture", "regex": source}
        for name, source in (("fine", "企业号外"), ("hangs", _NESTED), ("fine2", "企+号外"))
    ]
    text = "\n".join(map(json.dumps, rules))
    (tmp_path / "furniture.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(PatternError, match=r"'mine\.hangs'"):
        load(tmp_path).extract(_TEXT)


BAD = {
    "a regex that is none": ("exclusions", {"kind": "name", "regex": "("}, "not a valid regex"),
    "a number for a regex": ("exclusions", {"kind": "name", "regex": 3}, "not a text"),
    "flags that do not go together": (
        *("exclusions", {"kind": "name", "regex": "(?au)x"}),
        "not a valid regex",
    ),
    "an expression for a numeral": (
        *("numerals", {"role": "digit", "values": {"](?:a+)+$[": 1}}),
        "not one character",
    ),
    "a word for a value": (
        *("numerals", {"role": "digit", "values": {"乙": "x"}}),
        "not a whole number",
    ),
    "no scale of 10,000": (
        *("numerals", {"id": "numeral.scale", "role": "scale", "values": {"乙": 100}}),
        "a scale of 10,000",
    ),
    "a pair of nothing": (
        *("numerals", {"id": "numeral.pair", "role": "pair", "forms": ["甲"]}),
        "not two digits",
    ),
    "brackets that are no pair": (
        *("characters", {"kind": "pair", "half": "(", "full": "（）"}),
        "'half' has not 2",
    ),
}


@pytest.mark.parametrize(("name", "rule", "reason"), BAD.values(), ids=BAD.keys())
def test_a_rule_that_cannot_be_compiled_is_a_fault(
    name: str, rule: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    """It is told with its file before any text is read."""
    (tmp_path / f"{name}.jsonl").write_text(json.dumps({"id": "mine", **rule}), encoding="utf-8")
    with pytest.raises(PatternError, match=reason):
        load(tmp_path)


def test_a_line_that_is_nested_too_deep_is_a_fault(tmp_path: Path) -> None:
    """Reading JSON does not end the program."""
    (tmp_path / "units.jsonl").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(PatternError, match="nested too deep"):
        load(tmp_path)


_NUMBER = {"TAG": "Q"}
ENDLESS = {
    "an expression of re": ([{"ORTH": {"REGEX": "(?:a|aa)+$"}}, _NUMBER], "REGEX"),
    "any number of tokens": ([{"OP": "*"}, _NUMBER], "no bound"),
    "so many or more": ([{"OP": "{2,}"}, _NUMBER], "no bound"),
    "too many optional tokens": ([*[{"OP": "{0,5}"}] * 6, _NUMBER], "46,656 ways"),
    "no objects": (["Q"], "not a list of objects"),
}


@pytest.mark.parametrize(("pattern", "reason"), ENDLESS.values(), ids=ENDLESS.keys())
def test_a_frame_that_could_match_without_end_is_a_fault(
    pattern: list[Any], reason: str, tmp_path: Path
) -> None:
    """SpaCy's matcher has no time limit, so what could need one is refused."""
    rule = {"id": "mine", "frame": "noun", "pattern": pattern}
    (tmp_path / "frames.jsonl").write_text(json.dumps(rule), encoding="utf-8")
    with pytest.raises(PatternError, match=reason):
        load(tmp_path).extract("学校3所。")
