"""Which nouns measure words count, by ``heads.jsonl``: 家 counts …企业."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.resources import Rule


@dataclass(frozen=True, slots=True)
class Heads:
    """What the patterns say of the heads of counted nouns.

    Attributes:
        endings: How the nouns end that a unit counts, and id of the rule, by code of the unit.
        counting_others: Codes of units that count other nouns too.
        acting: Codes of units that count those who can do something.
        within: Codes of units that count such people and places.
        holding: How the nouns end that have people and places of their own.
    """

    endings: dict[str, tuple[tuple[str, ...], str]]
    counting_others: frozenset[str]
    acting: frozenset[str]
    within: frozenset[str]
    holding: tuple[str, ...]

    @classmethod
    def read(cls, rules: Sequence[Rule]) -> Heads:
        """The heads that rules list.

        Args:
            rules: The rules of ``heads.jsonl``.
        """
        return cls(
            {
                code: (tuple(rule.field("endings")), rule.id)
                for rule in rules
                for code in rule.field("codes")
            },
            _codes(rules, "others"),
            _codes(rules, "acts"),
            _codes(rules, "within"),
            tuple(end for rule in rules if rule.data.get("holds") for end in rule.field("endings")),
        )

    def rule_of(self, code: str, word: str) -> str | None:
        """The rule that says that a word names what a unit counts (家: …企业), or None.

        Args:
            code: Code of the unit.
            word: The word that may end a noun phrase.
        """
        endings, rule = self.endings.get(code, ((), ""))
        return rule if word.endswith(endings) else None

    def are_listed(self, code: str) -> bool:
        """Whether the nouns that a unit counts are listed, and it counts no others."""
        return code in self.endings and code not in self.counting_others


def _codes(rules: Sequence[Rule], field: str) -> frozenset[str]:
    """The codes of the units of which a field of their rule is true."""
    return frozenset(code for rule in rules if rule.data.get(field) for code in rule.field("codes"))
