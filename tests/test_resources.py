"""Folders of rules of the user's own: what they may hold, and how a fault in one is told."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractor import PatternError
from extractor.__main__ import main
from extractor.resources import Patterns

BOATS = {
    "id": "unit.mine",
    "comment": "boats for hire: 扁舟",
    "forms": ["扁舟"],
    "code": "{扁舟}",
    "dimension": "count",
    "match": ["3扁舟游客"],
    "no_match": ["3艘船"],
}
VERB = {"id": "words.mine", "tag": "UP", "words": ["飙高"]}


def _line(rule: dict[str, Any]) -> str:
    return json.dumps(rule, ensure_ascii=False)


FIELDS: dict[str, tuple[str, dict[str, Any], str]] = {
    "a number for a list": ("units", BOATS | {"forms": 5}, "'forms' is not a list of texts"),
    "numbers in a list": ("units", BOATS | {"forms": [3]}, "'forms' is not a list of texts"),
    "a text for a list": ("units", BOATS | {"forms": "扁舟"}, "'forms' is not a list of texts"),
    "an empty list": ("units", BOATS | {"forms": []}, "'forms' is empty"),
    "an empty text in a list": ("units", BOATS | {"forms": [""]}, "'forms' is not a list of texts"),
    "a number for a text": ("units", BOATS | {"code": 5}, "'code' is not a text"),
    "an empty text": ("units", BOATS | {"code": ""}, "'code' is empty"),
    "a text for a number": ("units", BOATS | {"chinese_from": "2"}, "not a whole number"),
    "a number for yes": ("units", BOATS | {"scaled_only": 1}, "is not true or false"),
    "a number for a comment": ("units", BOATS | {"comment": 5}, "'comment' is not a text"),
    "an unknown field": ("units", BOATS | {"not_befor": "游"}, "unknown field 'not_befor'"),
    "an unknown dimension": ("units", BOATS | {"dimension": "cuont"}, "unknown dimension 'cuont'"),
    "a field of another file": ("words", VERB | {"forms": ["飙高"]}, "unknown field 'forms'"),
    "an unknown list of words": ("words", VERB | {"eventz": ["飙高"]}, "unknown field 'eventz'"),
    "a text for a list of words": ("words", VERB | {"events": "飙高"}, "'events' is not a list"),
    "a rule without its words": ("words", {"id": "x", "tag": "UP"}, "has no field 'words'"),
    "an unknown place": (
        *("furniture", {"id": "x", "regex": "号外", "role": "furniture", "where": "heat"}),
        "unknown where 'heat'",
    ),
    "an unknown role": ("numerals", {"id": "x", "role": "digits"}, "unknown role 'digits'"),
    "no pair of brackets": (
        *("units", {"id": "x", "brackets": ["（）)"], "joints": ["、"], "behind": ["等"]}),
        "'brackets' is not a list of texts of two characters",
    ),
    "nothing to remove": ("units", {"id": "unit.absent", "remove": True}, "none with this id"),
    "perhaps to remove": ("units", {"id": "unit.rate", "remove": "no"}, "is not true or false"),
}


@pytest.mark.parametrize(("name", "rule", "reason"), FIELDS.values(), ids=FIELDS.keys())
def test_a_rule_that_would_not_do_what_it_says_is_a_fault(
    name: str, rule: dict[str, Any], reason: str, tmp_path: Path
) -> None:
    """It is told with its file and line before anything is read with it."""
    file = tmp_path / f"{name}.jsonl"
    file.write_text(f"// mine\n{_line(rule)}\n", encoding="utf-8")
    with pytest.raises(PatternError, match=reason) as fault:
        Patterns(tmp_path)
    assert (fault.value.file, fault.value.line) == (file, 2)


FOLDERS: dict[str, tuple[str, bytes, str]] = {
    "GBK": ("units.jsonl", _line(BOATS).encode("gbk"), "units.jsonl:1: is not in UTF-8"),
    "GBK, further down": (
        *("units.jsonl", f"\n// ours\n{_line(BOATS)}".encode("gbk")),
        "units.jsonl:3: is not in UTF-8",
    ),
    "UTF-16": ("units.jsonl", _line(BOATS).encode("utf-16"), "units.jsonl:1: is not in UTF-8"),
    "a misspelt name": (
        *("unit.jsonl", _line(BOATS).encode()),
        "unit.jsonl: is a file of patterns that no stage reads (did you mean 'units.jsonl'?)",
    ),
    "no pattern file": ("units.json", _line(BOATS).encode(), "holds no pattern file"),
    "only a hidden one": ("._units.jsonl", b"\0\5\x16\7", "holds no pattern file"),
}


@pytest.mark.parametrize("command", ["check", "extract"])
@pytest.mark.parametrize(("name", "content", "reason"), FOLDERS.values(), ids=FOLDERS.keys())
def test_a_folder_that_cannot_be_read_as_rules_is_told_in_a_line(
    command: str,
    name: str,
    content: bytes,
    reason: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """By `patterns check` as a fault among others, by the rest as wrong use."""
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / name).write_bytes(content)
    arguments = {"check": ["patterns", "check"], "extract": ["extract", "absent.txt"]}[command]
    assert main([*arguments, "--patterns", str(rules)]) == (1 if command == "check" else 2)
    error = capsys.readouterr().err
    assert reason in error
    assert error.count("\n") == 1


def test_check_names_all_faults_of_all_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """So that they can be mended together."""
    lines = (_line({"id": "unit.absent", "remove": True}), "{", _line(BOATS | {"codes": "x"}))
    (tmp_path / "units.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "word.jsonl").write_text(_line(VERB), encoding="utf-8")
    assert main(["patterns", "check", "--patterns", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    places = [line.split(": ")[1].rpartition("/")[2] for line in captured.err.splitlines()]
    assert places == ["word.jsonl", "units.jsonl:1", "units.jsonl:2", "units.jsonl:3"]
    assert captured.out.endswith(", 4 faults\n")


def test_a_byte_order_mark_is_no_part_of_the_rules(tmp_path: Path) -> None:
    """Editors on Windows write one."""
    (tmp_path / "units.jsonl").write_text(_line(BOATS), encoding="utf-8-sig")
    assert Patterns(tmp_path).rules("units")[-1].data["forms"] == ["扁舟"]


def test_a_rule_is_removed_and_replaced(tmp_path: Path) -> None:
    """A folder that is laid over another changes what the other added."""
    first, second = tmp_path / "first", tmp_path / "second"
    for folder, rule in ((first, BOATS), (second, {"id": "unit.mine", "remove": True})):
        folder.mkdir()
        (folder / "units.jsonl").write_text(_line(rule), encoding="utf-8")
    assert Patterns(first).rules("units")[-1].id == "unit.mine"
    ids = [rule.id for rule in Patterns(first, second).rules("units")]
    assert ids == [rule.id for rule in Patterns().rules("units")]


def test_the_built_in_rules_have_the_fields_that_are_declared() -> None:
    """All files are known, and no rule is at fault."""
    assert Patterns.unfit_built_in() == []
