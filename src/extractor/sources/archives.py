"""Members of zip archives, one by one, in the order of the archive; nothing is written to disk.

The name of a member only ever names it in messages: no path is made from it.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

from extractor.errors import SourceError
from extractor.sources.limits import Limits
from extractor.sources.media import is_hidden
from extractor.sources.names import decode_name, shown
from extractor.sources.streams import Stream, metered, telling_faults

_NESTED = (".zip", ".gz", ".tar", ".tgz", ".bz2", ".xz", ".7z", ".rar")
_UTF_8_NAME = 0x800
_ENCRYPTED = 0x1
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_END_TAIL = 22 + 65_535 + 76  # the longest end of an archive: record, comment, 64 bit records
_ENTRY = 46 + 1024  # bytes of a member in the directory, with a long name


def members(archive: Stream, limits: Limits) -> Iterator[tuple[str, Stream] | SourceError]:
    """The members of a zip archive that may be documents.

    Args:
        archive: The archive.
        limits: Limits on the members; `max_total` is for all of them together.

    Yields:
        The name of a member within the archive and its content, to be read before the next is
        asked for; an error for a member, or the rest of the archive, that cannot be read. Folders
        and hidden files are passed over, archives inside are told and not opened.
    """
    try:
        with telling_faults(archive.source), archive.open() as file:
            yield from _members(file, archive.source, limits)
    except SourceError as error:
        yield error


def _members(
    file: BinaryIO, source: str, limits: Limits
) -> Iterator[tuple[str, Stream] | SourceError]:
    if _directory_size(file) > limits.max_members * _ENTRY:
        raise _too_many(source, limits)
    with zipfile.ZipFile(file) as archive:
        if len(archive.filelist) > limits.max_members:
            raise _too_many(source, limits)
        total = 0
        for info in archive.filelist:
            name = _name(info)
            if info.is_dir() or _is_hidden(name):
                continue
            member = f"{source}!{name}"
            total += info.file_size
            if total > limits.max_total:
                reason = f"gives more than {limits.max_total:,} bytes from here on"
                yield SourceError(member, reason, hint="unpack it yourself if you trust it")
                return
            if name.lower().endswith(_NESTED):
                hint = "unpack the outer archive"
                yield SourceError(member, "is an archive inside an archive", hint=hint)
            elif info.flag_bits & _ENCRYPTED:
                yield SourceError(member, "is encrypted", hint="unpack it with its password")
            else:
                yield name, _content(archive, info, member, limits)


def _is_hidden(name: str) -> bool:
    """Whether a member or a folder that it is in is hidden, or what macOS adds to archives."""
    parts = (part for part in name.split("/") if part.strip("."))
    return any(is_hidden(part) or part == "__MACOSX" for part in parts)


def _content(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, member: str, limits: Limits
) -> Stream:
    def opened() -> BinaryIO:
        try:
            content = archive.open(info)
        except RuntimeError as error:  # packed in an unknown way, or its module missing
            raise SourceError(member, f"cannot be unpacked: {error}") from None
        return metered(content, member, limits, lambda: info.compress_size, content.close)

    # the declared size binds: zipfile gives not a byte more
    return Stream(member, opened, info.file_size)


def _directory_size(file: BinaryIO) -> int:
    """Bytes of the directory, which zipfile would read whole; 0 if there is none."""
    end = file.seek(0, io.SEEK_END)
    file.seek(max(0, end - _END_TAIL))
    tail = file.read()
    file.seek(0)
    record, record_64 = tail.rfind(_END), tail.rfind(_END_64)
    if record_64 >= 0 and len(tail) >= record_64 + 48:
        return int(struct.unpack_from("<Q", tail, record_64 + 40)[0])
    if record < 0 or len(tail) < record + 16:
        return 0
    return int(struct.unpack_from("<L", tail, record + 12)[0])


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a member in the encoding of whoever packed it, often GBK, fit to be shown."""
    name = info.filename
    if not info.flag_bits & _UTF_8_NAME:
        # From Python 3.12 on a name in UTF-8 beside it has been put in its place already.
        with suppress(UnicodeEncodeError):
            name = decode_name(name.encode("cp437"))
    return shown(name)


def _too_many(source: str, limits: Limits) -> SourceError:
    reason = f"has more than {limits.max_members:,} members"
    return SourceError(source, reason, hint="unpack it, or pack it in parts")
