"""Tells work that grows with its input from work that grows with the square of it."""

import time
from collections.abc import Callable

_ROUNDS = 5
_MOST = 8.0  # times as long for four times the input: between 4, in proportion, and 16, squared


def seconds(act: Callable[[str], object], text: str) -> float:
    """Processor time of one call."""
    start = time.process_time()
    act(text)
    return time.process_time() - start


def grows_in_proportion(act: Callable[[str], object], text: str, *, floor: float = 0.002) -> bool:
    """Whether four times the text takes about four times as long, not sixteen.

    Other programs on the machine only ever add to a time, so that the shortest of several is
    compared, and it takes but one good round to show that the growth is in proportion.

    Args:
        act: What is measured.
        text: What it is given, whole and its first quarter.
        floor: Seconds below which a time tells nothing.
    """
    short = long = float("inf")
    for _ in range(_ROUNDS):
        short = min(short, seconds(act, text[: len(text) // 4]))
        long = min(long, seconds(act, text))
        if long < _MOST * max(short, floor):
            return True
    return False
