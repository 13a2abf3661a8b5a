"""What is learned while documents are found, besides the documents."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class FindingNotes:
    """Filled by `find_documents`; whole when that has come to its end.

    Attributes:
        tables: Tables that were read to their end, of which no row has an id.
    """

    tables: list[str] = field(default_factory=list)
