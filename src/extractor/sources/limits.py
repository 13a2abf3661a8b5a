"""How much is read at most, so that no input takes the memory or the time of all others."""

from __future__ import annotations

from dataclasses import dataclass

MAX_BYTES = 32 * 1024 * 1024
"""The largest document that is read by default, in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What an input may ask for; an input that asks for more is refused, not cut.

    Attributes:
        max_bytes: Size of one document in bytes, after decompression; also of a Parquet file
            inside an archive, which has to be held in memory.
        max_members: Members of one archive, folders included.
        max_ratio: Times that compressed bytes may grow. Text grows some ten times, a bomb
            a thousand times.
        max_total: Bytes that one archive may give after decompression.
    """

    max_bytes: int = MAX_BYTES
    max_members: int = 100_000
    max_ratio: int = 200
    max_total: int = 16 * 1024 * 1024 * 1024
