"""jieba's dictionary, read as far as it is asked for.

Half a million entries take most of a second to read, and a release has a few hundred different
characters. The file has the words that begin with the same character one behind the other, but for
a dozen characters; so it is parted into these blocks, and a block is read when it is needed.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Entries = tuple[list[str], list[int], list[str]]
"""Words, how often each was counted, and the tag of each."""


class JiebaWords:
    """The words that jieba comes with.

    Args:
        source: jieba's dictionary: word, frequency and tag a line, in UTF-8.

    Attributes:
        total: The sum of all frequencies.
        beginnings: The characters that words begin with.
    """

    def __init__(self, source: bytes) -> None:
        text = "\n" + source.decode("utf-8").strip() + "\n"
        codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
        spaces = np.flatnonzero(codes == ord(" "))
        self.total = _sum(codes, spaces[::2] + 1, spaces[1::2])
        lines = np.flatnonzero(codes == ord("\n"))
        # The character behind the last line is none, and differs from all.
        first = np.append(codes[lines[:-1] + 1], 0)
        changes = np.flatnonzero(np.append(1, np.diff(first.astype(np.int64))))
        blocks: dict[str, str] = {}
        for start, end in pairwise(lines[changes].tolist()):
            # Each line stands between two ends of lines, so that a word can be searched for.
            blocks[text[start + 1]] = blocks.get(text[start + 1], "") + text[start : end + 1]
        self._blocks = blocks
        self.beginnings = blocks.keys()

    def frequency(self, word: str) -> int | None:
        """How often a word was counted, or None for what is no word."""
        block = self._blocks.get(word[0], "")
        start = block.find(f"\n{word} ")
        return None if start < 0 else int(block[start + len(word) + 2 :].split(maxsplit=1)[0])

    def beginning_with(self, character: str) -> Entries:
        """The words that begin with a character."""
        fields = self._blocks.get(character, "").split()
        return fields[::3], list(map(int, fields[1::3])), fields[2::3]


def _sum(codes: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> int:
    """The sum of numbers, each of which stands in digits in one of these half-open spans."""
    total, place = 0, 1
    while starts.size:
        total += place * int((codes[ends - 1] - ord("0")).sum())
        longer = ends - starts > 1
        starts, ends, place = starts[longer], ends[longer] - 1, place * 10
    return total
