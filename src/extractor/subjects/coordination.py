"""Fourth question: which member of a list each number belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.subjects.model import Part, Subject, TaggedText
from extractor.tokens import Tokens

if TYPE_CHECKING:
    from extractor.resources import Patterns


class Coordination:
    """Splits lists and heads that hold a list in one word.

    Args:
        patterns: Where ``splits`` (城乡 → 城市, 农村) and ``measures`` are read from.
    """

    def __init__(self, patterns: Patterns) -> None:
        self._splits: dict[str, list[_Split]] = {}
        for rule in patterns.rules("splits"):
            split = _Split(rule.id, tuple(rule.field("parts")), tuple(rule.data.get("before", ())))
            self._splits.setdefault(rule.field("form"), []).append(split)
        self._measures = {
            ending: rule.id
            for rule in patterns.rules("measures")
            for ending in rule.field("endings")
        }
        self._longest = max(map(len, self._measures), default=0)

    def deal(self, text: TaggedText, part: Part, count: int) -> tuple[list[Subject], str]:
        """The `count` members that a noun phrase names, and the mechanism that told them apart.

        Returns:
            The members and ``list``, or the rule of the head that they share or of the word that
            was split; no members where the phrase does not name that many.
        """
        members, how = self._members(text, part, count)
        return (members, how) if members else self._expand(text.tokens, part, count)

    def _members(self, text: TaggedText, part: Part, count: int) -> tuple[list[Subject], str]:
        """The members of a list, each with the head that they share.

        Where 、 and 和 both stand, they may divide at different depths; the depth that gives
        `count` is taken.
        """
        for marks in (("LIST", "AND"), ("LIST",), ("AND",)):
            cuts = self._cuts(text, part, marks)
            edges = [part.start, *(cut + 1 for cut in cuts), part.end]
            ends = [*cuts, part.end]
            items = [(a, b) for a, b in zip(edges, ends, strict=False) if a < b]
            if len(items) == count:
                return self._with_shared_head(text.tokens, items)
        return [], ""

    def _expand(self, tokens: Tokens, part: Part, count: int) -> tuple[list[Subject], str]:
        """A phrase whose one word stands for `count` members, dealt out."""
        for i in range(part.start, part.end):
            following = tokens.words[i + 1] if i + 1 < part.end else ""
            for split in self._splits.get(tokens.words[i], ()):
                if len(split.parts) == count and (
                    not split.before or following.startswith(split.before)
                ):
                    ends = Part(part.start, i), Part(i + 1, part.end)
                    members = [
                        tuple(
                            p for p in (ends[0], Part(i, i + 1, text), ends[1]) if p.start < p.end
                        )
                        for text in split.parts
                    ]
                    return members, split.rule
        return [], ""

    @staticmethod
    def _cuts(text: TaggedText, part: Part, marks: tuple[str, ...]) -> list[int]:
        cuts, depth = [], 0
        for i in range(part.start, part.end):
            tag = text.tags[i]
            if text.roles[i] == "open":
                depth += 1
            elif text.roles[i] == "close":
                depth -= 1
            elif depth == 0 and tag in marks:
                cuts.append(i)
        return cuts

    def _with_shared_head(
        self, tokens: Tokens, items: list[tuple[int, int]]
    ) -> tuple[list[Subject], str]:
        """Give members that lack a head the one of the last member (货物、旅客周转量)."""
        start, end = items[-1]
        rule = self.measure(tokens, end)
        headless = [(a, b) for a, b in items[:-1] if not self.measure(tokens, b)]
        if rule is None or not headless:
            return [(Part(a, b),) for a, b in items], "list"
        head = min(start + max(b - a for a, b in headless), end - 1)
        return [
            (Part(a, b), Part(head, end)) if (a, b) in headless else (Part(a, b),) for a, b in items
        ], rule

    def measure(self, tokens: Tokens, end: int) -> str | None:
        """The rule that says that the word before `end` names a measure."""
        word = tokens.words[end - 1]
        for length in range(min(self._longest, len(word)), 0, -1):
            if rule := self._measures.get(word[-length:]):
                return rule
        return None


class _Split(NamedTuple):
    """A word that holds a list: the rule, its members, and what must follow the word."""

    rule: str
    parts: tuple[str, ...]
    before: tuple[str, ...]
