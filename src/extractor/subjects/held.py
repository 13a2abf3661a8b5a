"""Which time holds from where: what `Timeline` notes, to be asked for by offset."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence


class Held:
    """Times, as indices, by the offset from which each holds."""

    def __init__(self) -> None:
        self._from: list[int] = [0]
        self._times: list[int | None] = [None]
        self._within: list[tuple[int, int, int]] = []

    def note(self, offset: int, time: int | None) -> None:
        """Let a time hold from an offset on, up to where the next one that is noted does."""
        place = bisect_right(self._from, offset)
        self._from.insert(place, offset)
        self._times.insert(place, time)

    def note_within(self, start: int, time: int, ends: Sequence[int]) -> None:
        """Let a time hold from an offset up to the next of some others, and not beyond.

        Args:
            start: The offset.
            time: The time.
            ends: Where it may end, in order.
        """
        after = bisect_left(ends, start)
        end = ends[after] if after < len(ends) else _NEVER
        self._within.append((start, end, time))

    def displace(self, start: int, time: int, stays: Callable[[int], bool]) -> None:
        """Let a time hold from an offset on, instead of those behind it that may not stay.

        Args:
            start: The offset.
            time: The time.
            stays: Whether a time that was noted holds all the same.
        """
        after = bisect_right(self._from, start)
        noted = zip(self._from[after:], self._times[after:], strict=True)
        kept = [(at, other) for at, other in noted if other is not None and stays(other)]
        self._from[after:] = [start, *(at for at, _ in kept)]
        self._times[after:] = [time, *(other for _, other in kept)]

    def at(self, offset: int) -> int | None:
        """The time that holds at an offset, or None."""
        noted = bisect_right(self._from, offset) - 1
        place = bisect_right(self._within, (offset + 1,)) - 1
        if place >= 0:
            start, end, time = self._within[place]
            if offset < end and start >= self._from[noted]:
                return time
        return self._times[noted]


_NEVER = 1 << 62
