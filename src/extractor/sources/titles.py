"""Whether to believe a title that the properties of a document tell."""

from __future__ import annotations

import re

from extractor.sources.encoding import HAN

_SPACE = re.compile(r"\s+")


def title_in(text: str, title: str | None) -> str | None:
    """A title, if the text has it too.

    Properties often hold the name of a file, or the title of the older document that this one
    was written over; the text tells which.

    Args:
        text: The text of the document.
        title: The title in its properties.
    """
    title = " ".join((title or "").split())
    bare = _SPACE.sub("", title)
    return title if HAN.search(bare) and bare in _SPACE.sub("", text) else None
