"""What the subject stage works with and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from extractor.tokens import Tokens


class Part(NamedTuple):
    """A run of tokens in a subject.

    Attributes:
        start: Its first token.
        end: The token behind its last.
        text: What it reads as, where that is not the words themselves (城市, of 城乡).
    """

    start: int
    end: int
    text: str | None = None


Subject = tuple[Part, ...]
"""The parts of a subject in reading order; no parts where no subject was found."""


@dataclass(slots=True)
class Answer:
    """How the four questions were answered for one quantity.

    Attributes:
        token: Index of the quantity's token.
        subject: Who or what the number is about.
        kind: level, change, share, rank, ratio or multiple.
        change: up, down or None.
        basis: Token range of what a change is against, or None.
        place: Token index of the area named before the number, or None.
        time: Token index of the time expression that governs the number, or None.
        frame: Id of the rule that said how the number stands to its noun.
        phrase: Which mechanism found the noun phrase.
        completion: Which mechanism completed it from the discourse, or None.
        coordination: Which mechanism dealt a list out, or None.
    """

    token: int
    subject: Subject
    kind: str
    change: str | None
    basis: tuple[int, int] | None
    place: int | None
    time: int | None
    frame: str
    phrase: str
    completion: str | None = None
    coordination: str | None = None


def subject_text(subject: Subject, tokens: Tokens) -> str:
    """The words of a subject, joined."""
    return "".join(
        "".join(tokens.words[part.start : part.end]) if part.text is None else part.text
        for part in subject
    )
