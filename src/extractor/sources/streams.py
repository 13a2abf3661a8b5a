"""Streams of bytes that are read piece by piece, and never further than the limits allow."""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, BinaryIO

from extractor.errors import SourceError
from extractor.sources.limits import Limits

_GROWN_ENOUGH = 1024 * 1024  # bytes below which no ratio of compression is suspicious
_HINT_DAMAGED = "fetch it again"


@dataclass(frozen=True, slots=True)
class Stream:
    """Bytes that can be read from the start as often as needed.

    Attributes:
        source: Name of what is read, for messages.
        open: Opens them at their start.
        size: Their number, if that is known without reading them.
    """

    source: str
    open: Callable[[], BinaryIO]
    size: int | None = None

    def read(self, limits: Limits) -> bytes:
        """All bytes of one document.

        Raises:
            SourceError: They cannot be read, or are more than one document may have.
        """
        too_large = SourceError(
            self.source,
            f"is larger than {limits.max_bytes:,} bytes",
            hint="split it into one file a release, or raise the limit",
        )
        if self.size is not None and self.size > limits.max_bytes:
            raise too_large
        with telling_faults(self.source), self.open() as file:
            data = file.read(limits.max_bytes + 1)
        if len(data) > limits.max_bytes:
            raise too_large
        return data


@contextmanager
def telling_faults(source: str) -> Iterator[None]:
    """Tell what the system or a decompressor says inside as an error of the source.

    Raises:
        SourceError: Whatever was raised inside that says that bytes cannot be read.
    """
    try:
        yield
    except FileNotFoundError:
        raise SourceError(source, "no such file", hint="check the path") from None
    except (EOFError, gzip.BadGzipFile, zipfile.BadZipFile, lzma.LZMAError, zlib.error):
        raise SourceError(source, "is damaged or cut off", hint=_HINT_DAMAGED) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(source, f"cannot be read: {reason}") from None


def unzipped(stream: Stream, limits: Limits) -> Stream:
    """The content of a gzip stream."""

    def opened() -> BinaryIO:
        packed = stream.open()
        content = gzip.GzipFile(fileobj=packed)
        return metered(content, stream.source, limits, packed.tell, packed.close)

    return Stream(stream.source, opened)


class _Metered(io.RawIOBase):
    """Decompressed bytes, counted as they come."""

    def __init__(
        self,
        content: IO[bytes] | gzip.GzipFile,
        source: str,
        limits: Limits,
        packed: Callable[[], int],
        close: Callable[[], None],
    ) -> None:
        self._content = content
        self._source = source
        self._limits = limits
        self._packed = packed
        self._close = close
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._content.read(len(buffer))
        buffer[: len(data)] = data
        self._given += len(data)
        if self._given > self._limits.max_total:
            self._refuse(f"gives more than {self._limits.max_total:,} bytes")
        grown = self._given > _GROWN_ENOUGH
        if grown and self._given > self._limits.max_ratio * max(1, self._packed()):
            self._refuse(f"grows more than {self._limits.max_ratio} times when unpacked")
        return len(data)

    def _refuse(self, reason: str) -> None:
        hint = "unpack it yourself if you trust it"
        raise SourceError(self._source, reason, hint=hint)

    def close(self) -> None:
        if not self.closed:
            self._content.close()
            self._close()
        super().close()


def metered(
    content: IO[bytes] | gzip.GzipFile,
    source: str,
    limits: Limits,
    packed: Callable[[], int],
    close: Callable[[], None],
) -> BinaryIO:
    """Decompressed bytes that end with an error where they pass a limit.

    Args:
        content: The decompressed bytes.
        source: Their name, for messages.
        limits: The limits on ratio and total.
        packed: Tells how many compressed bytes were read for them so far.
        close: Closes what they are made from.
    """
    return io.BufferedReader(_Metered(content, source, limits, packed, close), 64 * 1024)
