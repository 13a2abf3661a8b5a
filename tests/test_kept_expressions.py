"""Expressions that were kept do what those do that are compiled."""

from pathlib import Path

import pytest
import regex

from extractor import PatternError, cache, expressions, load
from extractor.kept_expressions import compile_regex, kept_expressions

DEMO = Path(__file__).parents[1] / "corpus" / "releases" / "demo.txt"


@pytest.fixture(autouse=True)
def _empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path / "cache"))


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("(?P<year>[0-9]{4})年(?:(?P<month>[0-9]{1,2})月)?", "2024年10月"),
        ("(?r)(?:约|近)", "大约"),
        ("(?>万|亿|\\u4ebf元){1,3}+", "万亿元"),
        ("(?i)gdp\\b", "GDP"),
        ("(?<![第0-9])[一二三]+(?=个)", "二三个"),
        ("(a)(?P<x>b)\\2(?1)", "abba"),
        ("(?:学校){e<=1}", "学笑"),
        ('\ud800|\0|"', "\0"),
        ("", ""),
    ],
)
def test_one(pattern: str, text: str) -> None:
    """Finds, groups, partial matches and the expression itself are the same."""
    for _ in range(2):
        with kept_expressions("rules"):
            made = compile_regex(pattern)
        plain = regex.compile(pattern)
        assert (made.pattern, made.flags, made.groupindex) == (
            plain.pattern,
            plain.flags,
            plain.groupindex,
        )
        for part in (text, text[:1], text[-1:], "x" + text + "x", ""):
            for partial in (False, True):
                found, expected = (
                    (one and (one.span(), one.groups(), one.partial))
                    for one in (
                        made.search(part, partial=partial),
                        plain.search(part, partial=partial),
                    )
                )
                assert found == expected


def test_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second start compiles nothing, and finds the same; other rules compile their own."""
    text = DEMO.read_text(encoding="utf-8")
    first = load().extract(text)
    monkeypatch.setattr(expressions.regex, "compile", None)
    assert load().extract(text) == first


def test_faults(tmp_path: Path) -> None:
    """A fault is told at each start, with file and line, also where the rest was kept."""
    (tmp_path / "times.jsonl").write_text(
        '{"id": "time.mine", "regex": "(2024", "anchor": ["年"], "resolve": "year"}\n',
        encoding="utf-8",
    )
    load()
    for _ in range(2):
        with pytest.raises(PatternError, match=r"times\.jsonl:1: .*not a valid regex"):
            load(tmp_path)


def test_nothing_kept_of_what_failed(tmp_path: Path) -> None:
    """What is raised while expressions are compiled is told, and nothing is kept."""
    with pytest.raises(regex.error), kept_expressions("rules"):
        compile_regex("(")
    assert not (tmp_path / "cache").exists()
