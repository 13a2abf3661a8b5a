"""Which tokens the frame patterns can match at all, told by the patterns themselves.

spaCy's matcher tries every pattern at every token, and most tokens stand in no frame. All patterns
end at a number, so only what stands before one counts, up to a mark that no pattern holds, and of
that only what follows the first token that can begin a pattern.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from extractor.subjects.bounds import CLAUSE_MARKS

if TYPE_CHECKING:
    from extractor.tokens import Tokens

Pattern = list[dict[str, Any]]
"""A token pattern of spaCy's `Matcher`."""

_NUMBER = "Q"


class Reach:
    """How far before a number patterns reach.

    Args:
        patterns: The patterns; each ends at a number.
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._barriers = {
            tag
            for tag in CLAUSE_MARKS | {_NUMBER}
            if not any(_may_match(each, tag) for pattern in patterns for each in pattern[:-1])
        }
        firsts = [_beginning(pattern[0]) for pattern in patterns if pattern]
        self._words = frozenset(word for words, _ in filter(None, firsts) for word in words)
        self._tags = frozenset(tag for _, tags in filter(None, firsts) for tag in tags)
        self._everything = None in firsts or _NUMBER not in self._barriers

    def before(self, tokens: Tokens, numbers: Iterable[int]) -> list[tuple[int, int]]:
        """The stretches of tokens that patterns can match.

        No pattern goes on behind a number, so each number can be matched by itself, unless there
        are patterns of which that cannot be told: then the whole text is one stretch.

        Args:
            tokens: A text.
            numbers: The tokens in it that are numbers.

        Returns:
            The first token of each stretch, and the token behind its last, in order.
        """
        if self._everything:
            return [(0, len(tokens.tags))]
        near: list[tuple[int, int]] = []
        behind = 0
        for number in sorted(numbers):
            first = i = number
            while i > behind and tokens.tags[i - 1] not in self._barriers:
                i -= 1
                if tokens.tags[i] in self._tags or tokens.words[i] in self._words:
                    first = i
            near.append((first, number + 1))
            behind = number + 1
        return near


def _may_match(element: dict[str, Any], tag: str) -> bool:
    """Whether an element of a pattern may match a mark or a number with this tag."""
    if "ORTH" in element:  # a word, so neither
        return False
    asked = element.get("TAG")
    if isinstance(asked, str):
        return asked == tag
    if not isinstance(asked, dict):
        return True
    return tag in asked.get("IN", [tag]) and tag not in asked.get("NOT_IN", [])


def _beginning(element: dict[str, Any]) -> tuple[Sequence[str], Sequence[str]] | None:
    """Words or tags that an element matches; None if they cannot be listed, or it is optional."""
    if str(element.get("OP", "1")).startswith(_OPTIONAL):
        return None
    for name in ("ORTH", "TAG"):
        asked = element.get(name)
        listed = [asked] if isinstance(asked, str) else (asked or {}).get("IN")
        if listed is not None:
            return (listed, ()) if name == "ORTH" else ((), listed)
    return None


_OPTIONAL = ("?", "*", "!", "{0", "{,")
