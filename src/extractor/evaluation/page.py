"""One self-contained HTML page: the scores, and each wrong fact in its sentence beside the gold."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from extractor.evaluation.intervals import f1_intervals
from extractor.evaluation.matching import ASPECTS
from extractor.html import render_template

if TYPE_CHECKING:
    from extractor.evaluation.gold import GoldFact
    from extractor.evaluation.matching import Judged, Prediction
    from extractor.evaluation.scores import ReleaseResult, Report

_MARKS = re.compile("[\u3002\uff01\uff1f\n]")
_FIELDS = ("value", "high", "unit", "modifier", "subject", "kind", "change", "basis", "time")
# Aspects that are wrong only because another is.
_COMPOUND = frozenset({"found", "triple strict", "triple relaxed"})


class _Row(NamedTuple):
    """A field as gold has it and as the system has it."""

    field: str
    gold: str
    fact: str
    differs: bool


class _Wrong(NamedTuple):
    """A wrong fact: what is wrong, its sentence cut around the number, and both sides."""

    release: str
    offset: int
    verdicts: list[str]
    before: str
    number: str
    after: str
    rows: list[_Row]
    alternatives: str


def render_page(report: Report, *, hidden_split: str | None = None) -> str:
    """The page of a report.

    Args:
        report: What to show.
        hidden_split: A split whose scores are shown but not its wrong facts.

    Returns:
        HTML that needs nothing else; all that comes from texts is escaped.
    """
    shown = [r for r in report.results if r.release.card.split != hidden_split]
    wrong = list(chain.from_iterable(map(_wrong_facts, shown)))
    return render_template(
        "extractor.evaluation",
        "page.html.j2",
        aspects=ASPECTS,
        groups=report.groups,
        intervals=f1_intervals(report, ASPECTS),
        crashes=report.crashes,
        agreement=report.twin_agreement,
        hidden=hidden_split,
        verdicts=sorted({verdict for each in wrong for verdict in each.verdicts}),
        wrong=wrong,
    )


def _wrong_facts(result: ReleaseResult) -> list[_Wrong]:
    text, name = result.release.text, result.release.name
    return [_wrong(judged, text, name) for judged in result.judged if _verdicts(judged)]


def _verdicts(judged: Judged) -> list[str]:
    if judged.gold is None:
        return ["false fact"]
    if judged.fact is None:
        return ["missed"]
    return [a for a in ASPECTS if a not in judged.right and a not in _COMPOUND]


def _wrong(judged: Judged, text: str, release: str) -> _Wrong:
    start, end = judged.span
    opening = max((m.end() for m in _MARKS.finditer(text, 0, start)), default=0)
    closing = _MARKS.search(text, end)
    gold, fact = judged.gold, judged.fact
    rows = []
    for field in _FIELDS:
        ours, theirs = _shown(fact, field), _shown(gold, field)
        if field == "subject" and gold is not None:
            differs = ours not in gold.wordings
        else:
            differs = ours != theirs
        rows.append(_Row(field, theirs, ours, differs))
    return _Wrong(
        release=release,
        offset=start,
        verdicts=_verdicts(judged),
        before=text[opening:start],
        number=text[start:end],
        after=text[end : closing.end() if closing else len(text)],
        rows=rows,
        alternatives=" · ".join(gold.alternatives) if gold else "",
    )


def _shown(side: GoldFact | Prediction | None, field: str) -> str:
    value = getattr(side, field, None)
    return "" if value is None else str(value)
