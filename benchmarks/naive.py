"""The system to beat: a regular expression for numbers, and the nearest noun for a subject.

This is what people write first. A number is digits with a magnitude; the unit is a sign or the one
character behind it; what is written like a date is left out. The subject is the run of nouns
nearest to the number in its clause, before it if there is one on both sides; 增长 and 下降 in front
of the number make it a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import jieba.posseg

from extractor.evaluation import Prediction

_NUMBER = re.compile(
    r"(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<magnitude>[万亿]{0,2})(?![年月日号时])"
    r"(?P<unit>个百分点|[%％‰]|[\u4e00-\u9fff]?)"
)
_CLAUSE = re.compile(r"[^，。；：！？\n]+")
_CHANGE = re.compile(r"(?P<up>增长|上升|提高|增加)|(?P<down>下降|减少|降低|回落)")
_NOUN = re.compile(r"n|vn|an")
_MAGNITUDES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}


def extract(text: str) -> Iterator[Prediction]:
    """What the naive system finds in a raw text; spans are code points."""
    for clause in _CLAUSE.finditer(text):
        numbers = list(_NUMBER.finditer(text, clause.start(), clause.end()))
        if numbers:
            nouns = _noun_runs(clause.group(), clause.start())
            for number in numbers:
                yield _prediction(text, clause.start(), number, nouns)


def _noun_runs(clause: str, offset: int) -> list[tuple[int, int, str]]:
    """Start, end and text of each run of nouns in a clause."""
    runs: list[tuple[int, int, str]] = []
    for word, tag in jieba.posseg.cut(clause):
        end = offset + len(word)
        if _NOUN.match(tag):
            if runs and runs[-1][1] == offset:
                start, _, before = runs.pop()
                runs.append((start, end, before + word))
            else:
                runs.append((offset, end, word))
        offset = end
    return runs


def _prediction(
    text: str, low: int, number: re.Match[str], nouns: list[tuple[int, int, str]]
) -> Prediction:
    start, end = number.span()
    value = Decimal(number["digits"].replace(",", "")) * _MAGNITUDES.get(number["magnitude"], 1)
    distances = [
        (start - run[1] if run[1] <= start else run[0] - end + 0.5, run[2])
        for run in nouns
        if run[1] <= start or run[0] >= end
    ]
    changes = list(_CHANGE.finditer(text, low, start))
    change = changes[-1].lastgroup if changes and changes[-1].end() == start else None
    digits = format(value, "f")
    return Prediction(
        span=number.span("digits"),
        value=digits.rstrip("0").rstrip(".") if "." in digits else digits,
        unit=number["unit"].replace("％", "%"),
        subject=min(distances)[1] if distances else "",
        kind="change" if change else "level",
        change=change,
    )
