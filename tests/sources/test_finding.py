"""Which documents inputs name, in which order, and what is told of those that cannot be read."""

from __future__ import annotations

import gzip
import io
import os
import struct
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from extractor.errors import NoSuchInput, SourceError
from extractor.sources import Limits, RawDocument, find_documents, parse_document
from tests.sources.builders import make_docx, make_pdf, make_zip

TEXT = "全市新建学校30所。"


def sources(*inputs: Path | str, **limits: int) -> list[str]:
    """The sources of what is found; of what cannot be read, with the reason."""
    found = find_documents(map(str, inputs), limits=Limits(**limits))
    return [str(each) if isinstance(each, SourceError) else each.source for each in found]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to be in, so that sources are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str, data: bytes = TEXT.encode()) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def test_a_folder_is_walked_in_the_order_of_names() -> None:
    """Folders and files in one order, whatever the file system says; suffixes in any case."""
    write("in/b.txt", "in/a/z.HTML", "in/c.md", "in/a/y/x.text", "in/10.txt", "in/2.txt")
    assert sources("in") == [
        *("in/10.txt", "in/2.txt", "in/a/y/x.text", "in/a/z.HTML", "in/b.txt", "in/c.md")
    ]


def test_what_is_no_document_is_passed_over_in_a_folder() -> None:
    """Hidden files, locks of editors, and suffixes that say nothing."""
    write("in/.hidden.txt", "in/.git/a.txt", "in/~$a.docx", "in/a.exe", "in/noname", "in/b.txt")
    assert sources("in") == ["in/b.txt"]


def test_each_file_is_given_once() -> None:
    """By whatever names it is reached."""
    write("in/a.txt", "in/b.txt")
    Path("link.txt").symlink_to("in/a.txt")
    assert sources("in/b.txt", "in", "./in/a.txt", "in/*", "link.txt") == ["in/b.txt", "in/a.txt"]


def test_links_in_a_circle_end() -> None:
    """Each folder is entered once."""
    write("in/a/x.txt", "in/b/y.txt")
    for here in ("in/a", "in/b"):
        for there in ("in", "in/a", "in/b"):
            (Path(here) / f"to-{Path(there).name}").symlink_to(Path(there).resolve())
    assert sources("in") == ["in/a/to-b/y.txt", "in/a/x.txt"]
    assert sources("in/**/*.txt") == ["in/a/to-b/y.txt", "in/a/x.txt"]


PATTERNS = {
    "names": ("in/*.txt", ["in/a.txt", "in/b.txt"]),
    "one character": ("in/?.txt", ["in/a.txt", "in/b.txt"]),
    "a choice": ("in/[bc].*", ["in/b.txt", "in/c.html"]),
    "any folders": ("in/**/*.txt", ["in/a.txt", "in/b.txt", "in/d/e.txt", "in/d/f/g.txt"]),
    "all below": ("in/**", ["in/a.txt", "in/b.txt", "in/c.html", "in/d/e.txt", "in/d/f/g.txt"]),
    "a folder": ("i*/d*", ["in/d/e.txt", "in/d/f/g.txt"]),
    "folders between": ("**/f/*", ["in/d/f/g.txt"]),
    "nothing": ("in/*.pdf", ["in/*.pdf: matches no document"]),
    "no such folder": ("out/*.txt", ["out/*.txt: matches no document"]),
}


@pytest.mark.parametrize(("pattern", "found"), PATTERNS.values(), ids=PATTERNS.keys())
def test_patterns_are_those_of_a_shell(pattern: str, found: list[str]) -> None:
    """For shells that do not expand them; a folder that is matched is taken whole."""
    write("in/a.txt", "in/b.txt", "in/c.html", "in/d/e.txt", "in/d/f/g.txt", "in/h.bin")
    assert sources(pattern) == found


def test_a_name_that_looks_like_a_pattern_is_a_name_if_it_exists() -> None:
    """Brackets are common in the names of releases."""
    write("a[1].txt")
    assert sources("a[1].txt") == ["a[1].txt"]


CONTENTS = {
    "a text": (TEXT.encode("gb18030"), "text"),
    "a page": (f"\ufeff<!-- x -->\n<!DOCTYPE html><p>{TEXT}".encode(), "html"),
    "a page in UTF-16": (f"<html><p>{TEXT}".encode("utf-16"), "html"),
    "a PDF": (make_pdf([[TEXT]]), "pdf"),
    "a Word document": (make_docx([TEXT]), "docx"),
    "angle brackets": (f"<通知>{TEXT}".encode(), "text"),
}


@pytest.mark.parametrize(("data", "media"), CONTENTS.values(), ids=CONTENTS.keys())
def test_a_file_named_outright_is_read_as_what_it_is(data: bytes, media: str) -> None:
    """A suffix that says nothing costs nothing."""
    write("file", data=data)
    (found,) = find_documents(["file"])
    assert isinstance(found, RawDocument)
    assert found.media == media
    assert TEXT in parse_document(found).text


def test_standard_input_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is a document like any other, known by its content."""
    data = f"<html><p>{TEXT}".encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (found,) = find_documents(["-", "-"])
    assert isinstance(found, RawDocument)
    assert (found.source, found.media) == (f"-#{found.sha256[:12]}", "html")


def test_gzip_of_a_document_is_the_document() -> None:
    """Named by the file as it is, hashed by its content."""
    write("a.txt.gz", data=gzip.compress(TEXT.encode()))
    write("a.txt")
    packed, plain = find_documents(["a.txt.gz", "a.txt"])
    assert isinstance(packed, RawDocument)
    assert isinstance(plain, RawDocument)
    assert (packed.source, packed.media, packed.sha256) == ("a.txt.gz", "text", plain.sha256)


def test_members_of_an_archive_are_documents() -> None:
    """In the order of the archive; tables in it have rows; what is no document is passed over."""
    members = {
        "b/甲.txt": TEXT.encode(),
        "__MACOSX/b/._甲.txt": b"x",
        "picture.png": b"x",
        "a.csv": f"id,text\n7,{TEXT}".encode(),
        "inner.zip": make_zip({"c.txt": b"x"}),
        "d.txt.gz": b"x",
        "../../e.txt": TEXT.encode(),
    }
    write("z.zip", data=make_zip(members))
    assert sources("z.zip") == [
        "z.zip!b/甲.txt",
        "z.zip!a.csv#7",
        "z.zip!inner.zip: is an archive inside an archive",
        "z.zip!d.txt.gz: is an archive inside an archive",
        "z.zip!../../e.txt",
    ]
    assert sorted(path.name for path in Path().rglob("*")) == ["z.zip"]


def test_names_that_chinese_windows_packed_are_read() -> None:
    """Names without a mark for UTF-8 are GBK, not the code page of the first IBM PC."""
    # as zipfile marks any name that is not ASCII, the mark is taken away in both records
    data = make_zip({"XX.txt": TEXT.encode()}).replace(b"XX.txt", "甲".encode("gbk") + b".txt")
    write("z.zip", data=data)
    assert sources("z.zip") == ["z.zip!甲.txt"]


def test_names_that_are_told_in_unicode_beside_the_old_one_are_read() -> None:
    """Packers on Chinese Windows add them; some versions of Python put them in place already."""
    old, new = "甲.txt".encode("gbk"), "甲.txt".encode()
    member = zipfile.ZipInfo("XX.txt")
    member.extra = struct.pack("<HHBL", 0x7075, 5 + len(new), 1, zlib.crc32(old)) + new
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(member, TEXT)
    write("z.zip", data=written.getvalue().replace(b"XX.txt", old))
    assert sources("z.zip") == ["z.zip!甲.txt"]


def test_an_encrypted_member_costs_only_itself() -> None:
    """The others are given."""
    data = bytearray(make_zip({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    write("z.zip", data=bytes(data))
    assert sources("z.zip") == ["z.zip!a.txt: is encrypted", "z.zip!b.txt"]


NOT_READ = {
    "a cut archive": ("a.zip", make_zip({"a.txt": TEXT.encode()})[:-30], "damaged or cut off"),
    "no archive": ("a.zip", b"x" * 100, "damaged or cut off"),
    "a cut gzip": ("a.txt.gz", gzip.compress(TEXT.encode())[:-12], "damaged or cut off"),
    "no gzip": ("a.txt.gz", TEXT.encode(), "damaged or cut off"),
    "gzip of an archive": ("a.zip.gz", b"", "archive inside an archive"),
    "damage in a member packed by LZMA": (
        # the first byte of the properties of LZMA, which follow version and size
        *("a.zip", make_zip({"a.txt": b"x"}, zipfile.ZIP_LZMA).replace(b"\5\0]", b"\5\0\xff")),
        "damaged or cut off",
    ),
    "an archive of no documents": (
        *("a.zip", make_zip({"a.png": b"x", "b.doc": b"x"})),
        "is an archive without documents",
    ),
    "a large file": ("a.txt", b"x" * 1001, "larger than 1,000 bytes"),
    "a large gzip": ("a.txt.gz", gzip.compress(b"x" * 1001), "larger than 1,000 bytes"),
    "a large member": ("a.zip", make_zip({"a.txt": b"x" * 1001}), "larger than 1,000 bytes"),
    "a bomb of members": (
        *("a.zip", make_zip({f"{n}.txt": b"" for n in range(21)})),
        "more than 20 members",
    ),
}


@pytest.mark.parametrize(("name", "data", "reason"), NOT_READ.values(), ids=NOT_READ.keys())
def test_what_cannot_be_read_costs_only_itself(name: str, data: bytes, reason: str) -> None:
    """It is told with its name, and the next input is read."""
    write(name, data=data)
    write("z.txt")
    bad, good = sources(name, "z.txt", max_bytes=1000, max_members=20)
    assert bad.startswith(name)
    assert reason in bad
    assert good == "z.txt"


BOMBS = {
    "gzip": ("a.csv.gz", gzip.compress(b"text\n" + b"\n" * 3_000_000)),
    "zip": ("a.zip", make_zip({"a.csv": b"text\n" + b"\n" * 3_000_000})),
}


@pytest.mark.parametrize(("name", "data"), BOMBS.values(), ids=BOMBS.keys())
def test_a_stream_that_grows_beyond_reason_is_stopped(name: str, data: bytes) -> None:
    """Even where each piece of it is small."""
    write(name, data=data)
    (told,) = sources(name)
    assert "grows more than 200 times" in told


def test_an_archive_that_gives_too_much_is_left() -> None:
    """The total is that of all members."""
    write("a.zip", data=make_zip({"a.txt": TEXT.encode(), "b.txt": TEXT.encode()}))
    first, second = sources("a.zip", max_total=40)
    assert first == "a.zip!a.txt"
    assert second.startswith("a.zip!b.txt: gives more than 40 bytes")


def test_an_archive_with_too_large_a_directory_is_refused_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The directory would be read into memory whole."""
    write("a.zip", data=make_zip({f"{'n' * 400}{n}.txt": b"" for n in range(60)}))
    monkeypatch.setattr(zipfile, "ZipFile", None)
    (told,) = sources("a.zip", max_members=20)
    assert "more than 20 members" in told


def test_a_large_file_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is known before it is opened."""
    with Path("large.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    monkeypatch.setattr(Path, "open", None)
    (told,) = sources("large.txt")
    assert "larger than 33,554,432 bytes" in told


def test_an_input_that_names_nothing_is_told_apart() -> None:
    """It is a mistake of the user, not of a document."""
    Path("empty").mkdir()
    found = list(find_documents(["absent.txt", "*.pdf", "empty"]))
    assert [type(each) for each in found] == [NoSuchInput, NoSuchInput, SourceError]


def test_a_broken_link_costs_only_itself() -> None:
    """A folder is read on."""
    write("in/b.txt")
    Path("in/a.txt").symlink_to("nowhere")
    assert sources("in") == ["in/a.txt: no such file", "in/b.txt"]


def test_names_are_fit_to_be_shown() -> None:
    """A name in GBK is decoded; what would steer a terminal is not passed on."""
    Path("in").mkdir()
    for name in ("甲.txt".encode("gbk"), b"b\x1b[2J.txt"):
        Path(os.fsdecode(b"in/" + name)).write_text(TEXT, encoding="utf-8")
    assert sources("in") == ["in/b\ufffd[2J.txt", "in/甲.txt"]


def test_documents_are_found_one_by_one() -> None:
    """The second is not looked at before it is asked for."""
    write("a.txt", "b.txt")
    found = find_documents(["a.txt", "b.txt"])
    next(found)
    Path("b.txt").unlink()
    assert isinstance(next(found), SourceError)
