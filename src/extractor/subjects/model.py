"""What the subject stage works with and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from extractor.terms import Change, Kind
from extractor.tokens import Lexicon, Tokens


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


def without_last_word(subject: Subject) -> Subject:
    """A subject, which is not empty, without its last word."""
    last = subject[-1]._replace(end=subject[-1].end - 1)
    return (*subject[:-1], last) if last.end > last.start else subject[:-1]


class Phrase(NamedTuple):
    """Tokens ``[start, end)`` of a noun phrase, empty where there is none.

    Attributes:
        start: First token.
        end: The token behind the last.
        verb: The verb of doing that governs the phrase (its object), or None.
    """

    start: int
    end: int
    verb: int | None = None

    @property
    def empty(self) -> bool:
        """Whether there is no phrase here."""
        return self.start >= self.end


@dataclass(slots=True)
class TaggedText:
    """The tokens of a text with what their tags mean, as all mechanisms of this stage see them.

    Attributes:
        tokens: Words, tags, offsets.
        lexicon: What the tags mean.
        words: The words, and an empty one that closes the text.
        tags: The tag of each.
        roles: The role of each in a noun phrase; see `phrase`.
    """

    tokens: Tokens
    lexicon: Lexicon
    words: list[str] = field(init=False)
    tags: list[str] = field(init=False)
    roles: list[str] = field(init=False)

    def __post_init__(self) -> None:
        # A text may end anywhere; whoever asks what stands next, or before the first, sees a mark.
        self.words, self.tags = [*self.tokens.words, ""], [*self.tokens.tags, "END"]
        roles = self.lexicon.tags.roles
        self.roles = [roles[tag] for tag in self.tags]


def says_average(text: TaggedText, token: int) -> bool:
    """Whether a word says per what, or that something is an average."""
    return text.tags[token] in ("PER", "MEAN") or text.lexicon.averages(text.words[token])


def is_average(text: TaggedText, subject: Subject) -> bool:
    """Whether a subject names an average: 居民人均收入, 每人每月标准."""
    return any(says_average(text, i) for part in subject for i in range(part.start, part.end))


MOST_PARTS = 8
"""Parts of a subject that are kept, those nearest to its number: no reader names as many, but where
each number of an endless list adds one, texts would be read in the square of their length."""


class Found(NamedTuple):
    """A subject with how it was found.

    Attributes:
        subject: Its parts.
        phrase: Which mechanism found the noun phrase.
        completion: Which mechanism completed it from the discourse, or None.
        verb: Token of the verb of doing that governs it, or None.
        coordination: Which mechanism dealt a list out, or None.
    """

    subject: Subject
    phrase: str
    completion: str | None = None
    verb: int | None = None
    coordination: str | None = None


def is_plain_noun(found: Found, phrase: Phrase) -> bool:
    """Whether a phrase stands before its number, and no verb governs it."""
    return phrase.verb is None and found.phrase == "noun before"


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
        own_time: Whether the time was dealt out to the number from a list.
        whole: What it is told of a part of, behind 其中.
        frame: Id of the rule that said how the number stands to its noun.
        phrase: Which mechanism found the noun phrase.
        completion: Which mechanism completed it from the discourse, or None.
        coordination: Which mechanism dealt a list out, or None.
    """

    token: int
    subject: Subject
    kind: Kind
    change: Change | None
    basis: tuple[int, int] | None
    place: int | None
    time: int | None
    frame: str
    phrase: str
    completion: str | None = None
    coordination: str | None = None
    own_time: bool = False
    whole: Subject = ()


def subject_text(subject: Subject, tokens: Tokens) -> str:
    """The words of a subject, joined."""
    return "".join(
        "".join(tokens.words[part.start : part.end]) if part.text is None else part.text
        for part in subject
    )
