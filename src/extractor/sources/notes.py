"""What is learned while documents are found, besides the documents."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath

_NO_SUFFIX = "no suffix"
_SUFFIX = re.compile(r"\.[a-z0-9]{1,9}")  # other endings are those of a title with a dot


@dataclass(slots=True)
class FindingNotes:
    """Filled by `find_documents`; whole when that has come to its end.

    Attributes:
        tables: Tables that were read to their end, of which no row has an id.
        passed_over: How many files of folders, patterns and archives are of no kind that is read,
            by suffix; hidden files do not count.
    """

    tables: list[str] = field(default_factory=list)
    passed_over: Counter[str] = field(default_factory=Counter)

    def pass_over(self, name: str) -> None:
        """Count a file that is not read."""
        suffix = PurePath(name).suffix.lower()
        self.passed_over[suffix if _SUFFIX.fullmatch(suffix) else _NO_SUFFIX] += 1
