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


def check_fresh(old: Baseline, new: Baseline, file: Path) -> None:
    """Refuse a baseline that was made of other texts or other gold than a run.

    Args:
        old: The baseline.
        new: The baseline that the run would give; see `pin`.
        file: Where the old one stands.

    Raises:
        BaselineError: A release was added, taken away or changed since.
    """
    stale = list(new.releases.keys() ^ old.releases.keys())
    for name in new.releases.keys() & old.releases.keys():
        before, now = old.releases[name], new.releases[name]
        if (before.input, before.annotation) != (now.input, now.annotation):
            stale.append(name)
    if stale:
        named = ", ".join(sorted(stale)[:5]) + (" …" if len(stale) > 5 else "")
        raise BaselineError(
            f"{file}: is stale: text or gold differ for {named}",
            hint="run again with --update, and say why in the commit",
        )


def compare(old: Baseline, new: Baseline) -> Comparison:
    """What is broken and mended in a run against a baseline of the same texts and gold."""
    shifts: list[Shift] = []
    for name, current in new.releases.items():
        pinned = old.releases[name]
        for span in sorted({*pinned.wrong} | {*current.wrong}, key=_start):
            before, now = pinned.wrong.get(span, ()), current.wrong.get(span, ())
            for aspect in ASPECTS:
                if (aspect in before) != (aspect in now):
                    shifts.append(Shift(name, span, aspect, mended=aspect in before))
        for span in sorted({*pinned.false} ^ {*current.false}, key=_start):
            shifts.append(Shift(name, span, "false fact", mended=span in pinned.false))
    return Comparison(shifts, lowered(old, new))


def lowered(old: Baseline, new: Baseline) -> list[tuple[str, str, float, float]]:
    """Split, aspect, old and new value of each floor that would fall."""
    return [
        (split, aspect, floor, figure)
        for split, aspects in sorted(old.floors.items())
        for aspect, floor in aspects.items()
        if (figure := new.floors.get(split, {}).get(aspect, 0.0)) < floor
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
