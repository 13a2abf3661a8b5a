"""Which words say which way an amount moved, by ``words.jsonl`` and ``punctuation.jsonl``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.terms import Change
from extractor.tokens.word_lists import listed

if TYPE_CHECKING:
    from extractor.resources import Rule


@dataclass(frozen=True, slots=True)
class Changes:
    """Up or down, by what says so.

    Attributes:
        tags: The tags of verbs of change: 增长.
        heads: Nouns that name a change: 增幅.
        comparatives: Words that say that there is more or less: 偏少.
    """

    tags: dict[str, Change]
    heads: dict[str, Change]
    comparatives: dict[str, Change]

    @classmethod
    def read(cls, words: Sequence[Rule], punctuation: Sequence[Rule]) -> Changes:
        """The words of change that rules list.

        Args:
            words: The rules of ``words.jsonl``.
            punctuation: Those of ``punctuation.jsonl``; + says so too.
        """
        return cls(
            tags={
                rule.field("tag"): rule.data["change"]
                for rule in (*words, *punctuation)
                if "change" in rule.data
            },
            heads=_ways(words, up="up", down="down"),
            comparatives=_ways(words, up="more", down="less"),
        )


def _ways(rules: Sequence[Rule], *, up: str, down: str) -> dict[str, Change]:
    """Up or down for each word that one of two fields lists."""
    ways: dict[str, Change] = dict.fromkeys(listed(rules, up), "up")
    return ways | dict.fromkeys(listed(rules, down), "down")
