"""Names of files and members as people are shown them: always valid text, always one line."""

from __future__ import annotations

import os


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


def decode_name(name: bytes) -> str:
    """A name of which no encoding is told: UTF-8, or else that of Chinese Windows."""
    try:
        return name.decode("utf-8")
    except UnicodeDecodeError:
        return name.decode("gb18030", errors="replace")


def _has_undecoded(name: str) -> bool:
    return any("\udc80" <= char <= "\udcff" for char in name)
