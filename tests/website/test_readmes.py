"""The README in English and the one in Chinese say the same."""

import re
from pathlib import Path
from typing import NamedTuple

from website.sections import headings, prose

ROOT = Path(__file__).parents[2]
_COMMENT = re.compile(r"\s+#.*$")
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")


class Readme(NamedTuple):
    """What both have in common: levels of headings, code without comments, figures of tables."""

    levels: list[int]
    code: list[str]
    figures: list[list[str]]


def read(name: str) -> Readme:
    text = (ROOT / name).read_text(encoding="utf-8")
    code, rows = [], []
    for line, is_prose in prose(text):
        if not is_prose:
            code.append(_COMMENT.sub("", line.rstrip()))
        elif line.startswith("|"):
            rows.append(sorted(_FIGURE.findall(line)))  # word order is a language's own
    return Readme([level for level, _ in headings(text)], code, rows)


def test_same_sections_commands_and_figures() -> None:
    """A section, a command or a figure that only one of them has is told."""
    english, chinese = read("README.md"), read("README.zh.md")
    assert chinese.levels == english.levels
    assert chinese.code == english.code
    assert chinese.figures == english.figures


def test_each_links_to_the_other() -> None:
    """The links stand at the top."""
    for one, other in (("README.md", "README.zh.md"), ("README.zh.md", "README.md")):
        top = (ROOT / one).read_text(encoding="utf-8").splitlines()[:4]
        assert any(f"]({other})" in line for line in top)
