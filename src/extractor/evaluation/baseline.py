"""The regression gate: a baseline file pins what was right, and a run is compared with it.

The file holds, for every release, the digests of its text and of its gold and the aspects in which
each fact is wrong; and the floors, F1 by split and aspect, that a run must not fall below. The idea
is that of ``tests/eval_gate.py`` of trafilatura.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import ExtractorError
from extractor.evaluation.matching import ASPECTS

if TYPE_CHECKING:
    from extractor.evaluation.matching import Judged
    from extractor.evaluation.scores import Report

_DIGITS = 4


class BaselineError(ExtractorError):
    """A baseline that cannot be compared with: missing, broken or of another corpus."""


class PinnedRelease(BaseModel):
    """What a baseline knows of one release.

    Attributes:
        input: Digest of the raw text.
        annotation: Digest of the gold.
        wrong: For each gold fact that is not wholly right, by its span, the aspects that are wrong.
        false: Spans of the facts that are none.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    input: str
    annotation: str
    wrong: dict[str, tuple[str, ...]]
    false: tuple[str, ...]


class Baseline(BaseModel):
    """A baseline file.

    Attributes:
        floors: F1 by split and aspect, rounded to four digits.
        releases: What was wrong, by release.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    floors: dict[str, dict[str, float]]
    releases: dict[str, PinnedRelease]

    def to_json(self) -> str:
        """The file's text; the same for the same scores."""
        return json.dumps(self.model_dump(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


class Shift(NamedTuple):
    """One aspect of one fact that is not as in the baseline.

    Attributes:
        release: The release.
        span: Where the number stands, ``start-end``, in code points of the raw text.
        aspect: What was or is wrong; ``false fact`` for a number that is none.
        mended: Whether it is right now.
    """

    release: str
    span: str
    aspect: str
    mended: bool


class Comparison(NamedTuple):
    """A run beside its baseline.

    Attributes:
        shifts: All that changed, in the order of releases and text.
        losses: Split, aspect, floor and F1 of each floor that was not held.
    """

    shifts: list[Shift]
    losses: list[tuple[str, str, float, float]]


def pin(report: Report) -> Baseline:
    """The baseline of a run."""
    releases: dict[str, PinnedRelease] = {}
    for result in report.results:
        judged = result.judged
        releases[result.release.name] = PinnedRelease(
            input=result.release.input_hash,
            annotation=result.release.annotation_hash,
            wrong={_key(each): _wrong(each) for each in judged if each.gold and _wrong(each)},
            false=tuple(_key(each) for each in judged if not each.gold),
        )
    return Baseline(floors=_f1(report), releases=releases)


def read_baseline(file: Path) -> Baseline:
    """Read a baseline file.

    Raises:
        BaselineError: It is missing or not a baseline.
    """
    hint = "`extractor eval CORPUS --baseline FILE --update` writes one"
    try:
        return Baseline.model_validate_json(file.read_bytes())
    except OSError as error:
        raise BaselineError(f"{file}: {error.strerror}", hint=hint) from None
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise BaselineError(f"{file}: is not a baseline: {reason}", hint=hint) from None


def check_fresh(baseline: Baseline, report: Report, file: Path) -> None:
    """Refuse a baseline that was made of other texts or other gold.

    Raises:
        BaselineError: A release was added, taken away or changed since.
    """
    current = pin(report).releases
    stale = sorted(current.keys() ^ baseline.releases.keys())
    for name in current.keys() & baseline.releases.keys():
        old, new = baseline.releases[name], current[name]
        if (old.input, old.annotation) != (new.input, new.annotation):
            stale.append(name)
    if stale:
        named = ", ".join(sorted(stale)[:5]) + (" …" if len(stale) > 5 else "")
        raise BaselineError(
            f"{file}: is stale: text or gold differ for {named}",
            hint="run again with --update, and say why in the commit",
        )


def compare(baseline: Baseline, report: Report) -> Comparison:
    """What is broken and mended against a baseline of the same texts and gold."""
    shifts: list[Shift] = []
    for name, new in pin(report).releases.items():
        old = baseline.releases[name]
        for span in sorted({*old.wrong} | {*new.wrong}, key=_start):
            before, now = old.wrong.get(span, ()), new.wrong.get(span, ())
            for aspect in ASPECTS:
                if (aspect in before) != (aspect in now):
                    shifts.append(Shift(name, span, aspect, mended=aspect in before))
        for span in sorted({*old.false} ^ {*new.false}, key=_start):
            shifts.append(Shift(name, span, "false fact", mended=span in old.false))
    return Comparison(shifts, _losses(baseline.floors, _f1(report)))


def lowered(old: Baseline, new: Baseline) -> list[tuple[str, str, float, float]]:
    """Split, aspect, old and new value of each floor that would fall."""
    return _losses(old.floors, new.floors)


def _losses(
    floors: dict[str, dict[str, float]], figures: dict[str, dict[str, float]]
) -> list[tuple[str, str, float, float]]:
    return [
        (split, aspect, floor, figures.get(split, {}).get(aspect, 0.0))
        for split, aspects in sorted(floors.items())
        for aspect, floor in aspects.items()
        if figures.get(split, {}).get(aspect, 0.0) < floor
    ]


def _f1(report: Report) -> dict[str, dict[str, Any]]:
    return {
        split: {aspect: round(scores.f1(aspect), _DIGITS) for aspect in ASPECTS}
        for split, scores in sorted(report.groups["split"].items())
    }


def _wrong(judged: Judged) -> tuple[str, ...]:
    return tuple(aspect for aspect in ASPECTS if aspect not in judged.right)


def _key(judged: Judged) -> str:
    return "-".join(map(str, judged.span))


def _start(span: str) -> int:
    return int(span.partition("-")[0])
