"""What a fact says beside its subject: kind, change and basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractor.subjects.bounds import changes_from
from extractor.subjects.frames import Frame
from extractor.subjects.model import Found, TaggedText
from extractor.terms import Change, Kind

if TYPE_CHECKING:
    from extractor.quantities import Quantity


_OF = frozenset({"multiple", "percent", "fraction"})
_TIMES = frozenset({"T", "t"})
_BEHIND_BASIS = frozenset({"a", "COMPARE", "DEAL", "Q"})
_WHOLES = _TIMES | {"PLACE", "WIDE"}
_EQUALS = frozenset({"LEVEL", "DONE", "TO", "COMPARE", "SHARE"})


class Describer:
    """Tells kind, change and basis of the numbers of one text.

    Args:
        text: The tokens.
    """

    def __init__(self, text: TaggedText) -> None:
        self._text = text

    def change(self, quantity: Quantity, frame: Frame, found: Found) -> Change | None:
        """Up or down where the number is an amount or rate of change, else None."""
        if quantity.form == "doubling":
            return "up"  # 翻一番
        changes, tags = self._text.lexicon.changes.tags, self._text.tags
        if frame.name == "change":
            for i in range(frame.end - 1, frame.start - 1, -1):
                direction = changes.get(tags[i]) or self._comparative(i)
                if direction is not None:
                    return direction
        if frame.name == "compare":
            return self._changed_since(frame)
        if frame.name == "noun" and found.subject and not self._has_share(found):
            head = self._text.words[found.subject[-1].end - 1]
            if head in self._text.lexicon.changes.heads:
                return self._text.lexicon.changes.heads[head]
        if found.verb is None or frame.name not in ("noun", "change"):
            return None
        # 提升50所学校: the schools are not more than before.
        improved = self._text.words[found.verb] in self._text.lexicon.lists.improving
        return None if improved else changes.get(tags[found.verb])

    def _comparative(self, token: int) -> Change | None:
        """Up or down where a word says that there is more or less: 降水偏少一成."""
        return self._text.lexicon.changes.comparatives.get(self._text.words[token])

    def _changed_since(self, frame: Frame) -> Change | None:
        """Up or down where a number is compared with that of another time: 比上年多3家."""
        tags, words = self._text.tags, self._text.words
        for i in range(frame.start, frame.end):
            against = tags[i] == "AGAINST" and tags[i + 1] in _TIMES
            if against or tags[i] == "BASIS":
                told = (words[j] for j in range(frame.end - 1, i, -1))
                comparatives = self._text.lexicon.changes.comparatives
                return next((comparatives[word] for word in told if word in comparatives), None)
        return None

    def _has_share(self, found: Found) -> bool:
        """Whether a subject holds the verb of a share."""
        tags = self._text.tags
        return any("SHARE" in tags[part.start : part.end] for part in found.subject)

    def kind(
        self, token: int, quantity: Quantity, frame: Frame, found: Found, change: Change | None
    ) -> Kind:
        """level, change, share, rank, ratio or multiple.

        Args:
            token: The number's token.
            quantity: The number.
            frame: Its frame.
            found: What it is about.
            change: Up or down where it is an amount or rate of change.
        """
        if quantity.form == "rank":
            kind: Kind = "rank"
        elif change is not None:
            kind = "change"
        elif quantity.form == "ratio":
            kind = "ratio"
        elif quantity.form == "multiple":
            kind = "multiple"
        else:
            part = quantity.form == "fraction" or self._is_share(quantity, found)
            part = part or (quantity.form == "percent" and self._is_of_whole(token, found))
            part = part or found.completion in ("contribution", "of a goal")
            part = part or (found.completion == "base" and quantity.form == "percent")
            kind = "share" if part and frame.name != "compare" else "level"
        return kind

    def basis(
        self, token: int, bounds: tuple[int, int], frame: Frame, quantity: Quantity
    ) -> tuple[int, int] | None:
        """Token range of what a change, comparison or multiple is against, or None.

        Args:
            token: The number's token.
            bounds: The first number of its run, and the first token of its clause.
            frame: Its frame.
            quantity: The number.
        """
        first, low = bounds
        if quantity.form in _OF and self._text.tags[first - 1] == "DE":
            return self._of_which(first - 1, low, quantity)
        if frame.name not in ("change", "compare") and quantity.form != "doubling":
            return None
        tags = self._text.tags
        openings = ("AGAINST",) if "AGAINST" in tags[low:token] else ("COMPARE",)
        for i in range(token - 1, low - 1, -1):
            if tags[i] == "BASIS":
                return i, i + 1
            if tags[i] in openings and (tags[i] == "AGAINST" or frame.name == "compare"):
                end = i + 1
                while end < token and self._is_against(end):
                    end += 1
                return i, end
        return None

    def _of_which(self, end: int, low: int, quantity: Quantity) -> tuple[int, int] | None:
        """What a multiple is of: 是|2020年|的3.4倍; of a share, at which time: 2019年|的九成."""
        start = end
        while start > low and self._text.tags[start - 1] not in _EQUALS:
            start -= 1
        told = low < start < end
        timed = set(self._text.tags[start:end]) <= _TIMES
        return (start, end) if told and (timed or quantity.form == "multiple") else None

    def _is_against(self, token: int) -> bool:
        """Whether a token can stand between 比 and the change."""
        tag = self._text.tags[token]
        ends = tag in self._text.lexicon.changes.tags or tag in _BEHIND_BASIS
        return not ends and self._text.roles[token] != "mean"

    def _is_of_whole(self, token: int, found: Found) -> bool:
        """Whether a number is what part of another amount is reached: 恢复到上年的90%."""
        tags, words = self._text.tags, self._text.words
        start = end = token - 1
        if tags[end] != "DE" or not found.subject:
            return False
        if changes_from(tags, token):
            return False  # 由3月的83%升至6月的94%: of then
        quotients = self._text.lexicon.quotients
        if words[found.subject[-1].end - 1].endswith(quotients):
            return False  # 入住率为5月的97%
        while (start and self._text.roles[start - 1] == "in") or tags[start - 1] in _WHOLES:
            start -= 1
        timed = set(tags[start:end]) <= _TIMES
        measured = self._text.lexicon.measure(words[end - 1]) is not None
        return start < end and tags[start - 1] in _EQUALS and (timed or measured)

    def _is_share(self, quantity: Quantity, found: Found) -> bool:
        """Whether a number is part of a whole: by its verb, its head, or for want of a measure."""
        if self._has_share(found):
            return True
        if quantity.form != "percent" or not found.subject:
            return False
        end = found.subject[-1].end
        if self._text.roles[end - 1] == "close":
            # 失业率（经季节性调整）
            inside = range(found.subject[-1].start + 1, end)
            end = max((i for i in inside if self._text.roles[i] == "open"), default=end)
        if self._text.words[end - 1] in self._text.lexicon.lists.share_heads:
            return True
        # 满意度97%: a measure that needs an owner is a level.
        bare = self._text.tags[end - 1] == "BARE"
        return not bare and self._text.lexicon.measure(self._text.words[end - 1]) is None
