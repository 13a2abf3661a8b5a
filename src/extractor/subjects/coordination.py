"""Fourth question: which member of a list each number belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.subjects.model import Part, Subject
from extractor.tokens import Tokens

if TYPE_CHECKING:
    from extractor.resources import Patterns


class Coordination:
    """Splits lists and heads that hold a list in one word.

    Args:
        patterns: Where ``splits`` (城乡 → 城市, 农村) and ``measures`` are read from.
    """

    def __init__(self, patterns: Patterns) -> None:
        self._splits: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for rule in patterns.rules("splits"):
            before = tuple(rule.data.get("before", ()))
            self._splits.setdefault(rule.field("form"), []).append((tuple(rule.field("parts")), before))
        self._measures = tuple(
            ending for rule in patterns.rules("measures") for ending in rule.field("endings")
        )

    def members(
        self, tokens: Tokens, roles: list[str], part: Part, count: int
    ) -> list[Subject]:
        """The `count` members of the list in a noun phrase, each with the head that they share.

        Returns:
            The members, or nothing where the phrase is no list of that many. Where 、 and 和 both
            stand, they may divide at different depths; the depth that gives `count` is taken.
        """
        for marks in (("LIST", "AND"), ("LIST",), ("AND",)):
            cuts = self._cuts(tokens, roles, part, marks)
            edges = [part.start, *(cut + 1 for cut in cuts), part.end]
            ends = [*cuts, part.end]
            items = [(a, b) for a, b in zip(edges, ends, strict=False) if a < b]
            if len(items) == count:
                return self._with_shared_head(tokens, items)
        return []

    def expand(self, tokens: Tokens, start: int, end: int, count: int) -> list[Subject]:
        """A phrase whose one word stands for `count` members, dealt out; empty if there is none."""
        for i in range(start, end):
            for parts, before in self._splits.get(tokens.words[i], ()):
                if len(parts) == count and (
                    not before or (i + 1 < end and tokens.words[i + 1].startswith(before))
                ):
                    return [
                        tuple(
                            part
                            for part in (
                                Part(start, i),
                                Part(i, i + 1, text),
                                Part(i + 1, end),
                            )
                            if part.start < part.end
                        )
                        for text in parts
                    ]
        return []

    @staticmethod
    def _cuts(
        tokens: Tokens, roles: list[str], part: Part, marks: tuple[str, ...]
    ) -> list[int]:
        cuts, depth = [], 0
        for i in range(part.start, part.end):
            tag = tokens.tags[i]
            if roles[i] == "open":
                depth += 1
            elif roles[i] == "close":
                depth -= 1
            elif depth == 0 and tag in marks:
                cuts.append(i)
        return cuts

    def _with_shared_head(self, tokens: Tokens, items: list[tuple[int, int]]) -> list[Subject]:
        """Give members that lack a head the one of the last member (货物、旅客周转量)."""
        start, end = items[-1]
        if not self._is_measure(tokens, end):
            return [(Part(a, b),) for a, b in items]
        headless = [b - a for a, b in items[:-1] if not self._is_measure(tokens, b)]
        head = min(start + max(headless, default=0), end - 1)
        return [
            (Part(a, b),)
            if b == end or self._is_measure(tokens, b)
            else (Part(a, b), Part(head, end))
            for a, b in items
        ]

    def _is_measure(self, tokens: Tokens, end: int) -> bool:
        return tokens.words[end - 1].endswith(self._measures)
