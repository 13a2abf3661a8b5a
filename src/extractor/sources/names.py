"""Names of files and members as people are shown them: always valid text, always one line."""

from __future__ import annotations

import os
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

_NAMES_COMPARED = 5_000


def shown(name: str) -> str:
    """A name fit for messages and records.

    Args:
        name: A path as the system gives it; what is no UTF-8 in it may be GBK.

    Returns:
        The name without half characters and without what would steer a terminal.
    """
    if not name.isprintable():
        name = decode_name(os.fsencode(name)) if _has_undecoded(name) else name
        name = "".join(char if char.isprintable() else "\ufffd" for char in name)
    return name


def nearest(missing: Path) -> str:
    """A hint that names what is there and has nearly the name of a path that is not.

    Args:
        missing: A path that does not exist. Its first missing part is compared with what lies
            beside it, of very many the first few thousand.

    Returns:
        The hint, or an empty text if there is nothing like it.
    """
    try:
        part = missing
        while not part.parent.exists():
            part = part.parent
        with os.scandir(part.parent) as entries:
            names = [entry.name for entry in islice(entries, _NAMES_COMPARED)]
    except (OSError, ValueError):
        return ""
    matches = get_close_matches(part.name, sorted(names), n=1)
    if not matches:
        return ""
    found = part.with_name(matches[0])
    whole = found / missing.relative_to(part)
    return f"did you mean {shown(str(whole if whole.exists() else found))!r}?"


def decode_name(name: bytes) -> str:
    """A name of which no encoding is told: UTF-8, or else that of Chinese Windows."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("gb18030", errors="replace")


def _has_undecoded(name: str) -> bool:
    return any("\udc80" <= char <= "\udcff" for char in name)
