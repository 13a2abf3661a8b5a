"""What the clauses around a number tell, as the mechanisms of this stage ask for it."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.subjects.arguments import Arguments
from extractor.subjects.model import TaggedText
from extractor.subjects.owners import Owners
from extractor.subjects.partitives import Partitives
from extractor.subjects.phrase import PhraseGrower
from extractor.subjects.shares import Shares
from extractor.subjects.superlatives import Superlatives
from extractor.subjects.topics import Topics


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of one text.

    Attributes:
        topics: Says what they are about.
        arguments: Says who does what in them, and to what.
        owners: Says of what a measure is that stands apart from it.
        partitives: Says whether parts of a whole are told in them.
        superlatives: Says what there is most of in them.
    """

    topics: Topics
    arguments: Arguments
    owners: Owners
    partitives: Partitives
    superlatives: Superlatives

    @classmethod
    def of(cls, text: TaggedText, grower: PhraseGrower) -> Clauses:
        """The clauses of a text.

        Args:
            text: The tokens.
            grower: Grows phrases over them.
        """
        superlatives = Superlatives(text, grower)
        return cls(
            topics=Topics(text, grower, superlatives),
            arguments=Arguments(text, grower),
            owners=Owners(text, grower),
            partitives=Partitives(text),
            superlatives=superlatives,
        )


class ClauseFinder:
    """What finds something for the numbers of one text by what its clauses tell.

    Args:
        text: The tokens.
        clauses: Says what the clauses around tell.
        shares: Takes apart what says a share.
    """

    def __init__(self, text: TaggedText, clauses: Clauses, shares: Shares) -> None:
        self._text = text
        self._topics = clauses.topics
        self._arguments = clauses.arguments
        self._owners = clauses.owners
        self._partitives = clauses.partitives
        self._superlatives = clauses.superlatives
        self._shares = shares
