"""What became of every number of a text: the fact it is in, or the rule that dropped it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from extractor.quantities.accounting import account
from extractor.subjects import subject_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extractor.pipeline import Extractor, Reading
    from extractor.quantities import Quantity
    from extractor.subjects import Answer
    from extractor.text import Block

FACT, DROPPED, UNEXPLAINED = "fact", "dropped", "unexplained"
FURNITURE, BEHIND_FOOTER = "furniture of the page", "behind the footer of the page"


@dataclass(frozen=True, slots=True)
class ExplainedNumber:
    """A number of a fact, or a run of digits or numerals that is in none.

    Attributes:
        text: The number as it stands in the clean text.
        span: Where it stands in the raw text, in code points.
        verdict: fact, dropped or unexplained.
        rule: The frame that took it, or the rule that dropped it.
        subject: What the fact is about.
        phrase: How its noun was found.
        completion: How the noun was completed from the discourse.
        coordination: How a list was dealt out.
        place: Why it is dropped, if where it stands is why: it is furniture of the page, or stands
            behind the footer. The rule is then the one for that line, or for the footer.
    """

    text: str
    span: tuple[int, int]
    verdict: str
    rule: str | None
    subject: str | None = None
    phrase: str | None = None
    completion: str | None = None
    coordination: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The numbers of one release.

    Attributes:
        source: Where the release came from.
        numbers: Its numbers, in order.
    """

    source: str
    numbers: tuple[ExplainedNumber, ...]

    def _count(self, verdict: str) -> int:
        return sum(number.verdict == verdict for number in self.numbers)

    @property
    def facts(self) -> int:
        """Numbers that stand in a fact."""
        return self._count(FACT)

    @property
    def dropped(self) -> int:
        """Numbers that a named rule dropped, or that stand where nothing is read."""
        return self._count(DROPPED)

    @property
    def unexplained(self) -> int:
        """Numbers that nothing accounts for."""
        return self._count(UNEXPLAINED)

    def to_json(self, indent: int | None = None) -> str:
        """The explanation as JSON, with the counts."""
        counts = {name: self._count(name) for name in (FACT, DROPPED, UNEXPLAINED)}
        numbers = [asdict(number) for number in self.numbers]
        content = {"source": self.source, "counts": counts, "numbers": numbers}
        return json.dumps(content, ensure_ascii=False, indent=indent)


def explain_reading(source: str, reading: Reading, extractor: Extractor) -> Explanation:
    """Account for every number of a reading.

    Args:
        source: Name of the release.
        reading: What the stages found.
        extractor: Who found it; its segmenter tells numerals inside words.
    """
    return Explanation(source, tuple(_numbers(reading, extractor)))


def _numbers(reading: Reading, extractor: Extractor) -> Iterator[ExplainedNumber]:
    clean = reading.clean

    def segment(text: str) -> Iterator[tuple[int, int]]:
        tokens = extractor.segmenter.segment(text, ())
        return ((start, tokens.end(i)) for i, start in enumerate(tokens.starts))

    answers = {reading.quantities[answer.token].start: answer for answer in reading.answers}
    quantities = {
        offset: quantity
        for quantity in reading.findings.quantities
        for offset in range(quantity.start, quantity.end)
    }
    times = [(time.start, time.end, time.rule) for time in reading.times]
    seen: set[int] = set()
    for run in account(clean.text, reading.findings, times, segment):
        quantity = quantities.get(run.start)
        if quantity is None:
            text, span = clean.text[run.start : run.end], clean.raw_span(run.start, run.end)
            place, rule = _place(clean.block_at(run.start), run.rule)
            verdict = DROPPED if rule or place else UNEXPLAINED
            yield ExplainedNumber(text, span, verdict, rule, place=place)
        elif quantity.start not in seen:
            seen.add(quantity.start)
            yield _fact_number(reading, quantity, answers[quantity.start])


def _place(block: Block | None, rule: str | None) -> tuple[str | None, str | None]:
    """Where a number stands, if that is why it is in no fact, and the rule that dropped it.

    Args:
        block: The line of the number.
        rule: The rule for the number itself. Behind a footer it does not matter.
    """
    if block is None or block.role != "furniture" or (rule and not block.behind):
        return None, rule
    return BEHIND_FOOTER if block.behind else FURNITURE, block.rule


def _fact_number(reading: Reading, quantity: Quantity, answer: Answer) -> ExplainedNumber:
    start, end = quantity.number
    return ExplainedNumber(
        reading.clean.text[start:end],
        reading.clean.raw_span(start, end),
        FACT,
        answer.frame,
        subject_text(answer.subject, reading.tokens),
        answer.phrase,
        answer.completion,
        answer.coordination,
    )
