"""The one interface of all outputs."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

if TYPE_CHECKING:
    from extractor.records import FactSet


class Sink(Protocol):
    """Takes fact sets one by one, in constant memory.

    What was written becomes visible whole when the context ends without an error, and not at all
    otherwise: outputs are written under a temporary name and renamed.
    """

    def write(self, facts: FactSet) -> None:
        """Add the facts of one release.

        Raises:
            OSError: The output cannot be written: the disk is full, the folder read-only.
        """

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
