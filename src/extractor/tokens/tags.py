"""What each tag means, by ``tags.jsonl``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.resources import Rule

PHRASE_ROLES = frozenset(
    {"in", "verb", "nominal", "mean", "aspect", "wide", "link", "open", "close", "stop"}
)


@dataclass(frozen=True, slots=True)
class Tags:
    """What the patterns say of tags.

    Attributes:
        pos: The universal part of speech of each.
        roles: The role of each in a noun phrase.
        rules: Id of the rule of each.
    """

    pos: dict[str, str]
    roles: dict[str, str]
    rules: dict[str, str]

    @classmethod
    def read(cls, rules: Iterable[Rule]) -> Tags:
        """The tags that rules declare.

        Args:
            rules: The rules of ``tags.jsonl``.

        Raises:
            PatternError: A role is unknown.
        """
        tags = cls({}, {}, {})
        for rule in rules:
            role = rule.field("phrase")
            if role not in PHRASE_ROLES:
                raise rule.fault(f"phrase must be one of {', '.join(sorted(PHRASE_ROLES))}")
            for tag in rule.field("tags"):
                tags.pos[tag], tags.roles[tag] = rule.field("pos"), role
                tags.rules[tag] = rule.id
        return tags
