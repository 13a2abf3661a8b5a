"""Reads the day or moment of publishing in the forms that pages and tables write it in."""

from __future__ import annotations

import re
from datetime import datetime

_WRITTEN = re.compile(
    r"\s*(?P<year>[12][0-9]{3})\s?[-/.年]\s?(?P<month>[0-9]{1,2})\s?[-/.月]\s?"
    r"(?P<day>[0-9]{1,2})(?![0-9])(?:\s?日)?"
    r"(?:[T\s]{1,3}(?P<hour>[0-9]{1,2})[:：](?P<minute>[0-9]{2})"
    r"(?:[:：](?P<second>[0-9]{2})(?:\.[0-9]{1,9})?)?"
    r"\s?(?P<offset>Z|[+-][0-9]{2}:?[0-9]{2}(?![0-9:]))?)?"
)
_COMPACT = re.compile(
    "(?P<year>[12][0-9]{3})(?P<month>[0-9]{2})(?P<day>[0-9]{2})"
    "(?:(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})(?P<second>[0-9]{2})?)?(?P<offset>)"
)


def iso_moment(written: str) -> str | None:
    """The day or moment that a text opens with.

    Args:
        written: Such as `2024-01-12 09:30`, `2024年1月12日`, `20240112` or ISO 8601.

    Returns:
        ISO 8601, to the second: the day alone if no time is written, an offset only if one is.
        None if the text opens with no date, or with one that no calendar has.
    """
    match = _COMPACT.fullmatch(written.strip()) or _WRITTEN.match(written)
    if not match:
        return None
    parts = [int(match[name] or 0) for name in ("year", "month", "day", "hour", "minute", "second")]
    try:
        moment = datetime(*parts)  # type: ignore[arg-type]
    except ValueError:
        return None
    if match["hour"] is None:
        return moment.date().isoformat()
    offset = match["offset"] or ""
    if len(offset) == 5:
        offset = f"{offset[:3]}:{offset[3:]}"
    return moment.isoformat() + offset
