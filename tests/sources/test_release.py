"""Bytes to text: encodings, and inputs that are no release."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import SourceError
from extractor.sources import decode_release, read_release

SIMPLIFIED = "去年，全市新建养老机构32家，新增床位5000张，入住率达到76.5%。\r\n"
TRADITIONAL = "去年，全市新建養老機構32家，新增床位5000張，入住率達到76.5%。\n"


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL + "衞生署於屋邨增設3間診所。", "big5hkscs", "big5hkscs"),
        (TRADITIONAL + "啲嘢喺𨋢度，共3部。", "big5hkscs", "big5hkscs"),
        (SIMPLIFIED + "镕、堃、喆三人筹款5万元。", "gbk", "gb18030"),
        (SIMPLIFIED + "㐂、𠮷、龦三镇新增学校3所。", "gb18030", "gb18030"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (TRADITIONAL, "utf-16-be", "utf-16-be"),
        ("<p>" * 40_000 + SIMPLIFIED, "gb18030", "gb18030"),
    ],
)
def test_the_encoding_is_found(text: str, encoding: str, named: str) -> None:
    """The text comes out as it went in, line breaks included and byte order mark not."""
    data = text.encode(encoding)
    release = decode_release(data, "甲.txt")
    assert (release.text, release.encoding) == (text, named)
    assert (release.source, release.sha256) == ("甲.txt", hashlib.sha256(data).hexdigest())


@given(st.text("全市养老机构新增床位达到家张万余，。0123456789\n", min_size=8))
def test_utf_8_is_never_taken_for_anything_else(text: str) -> None:
    """Valid UTF-8 is read as such."""
    if any("\u4e00" <= char <= "\u9fff" for char in text):
        assert decode_release(text.encode(), "-").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_cut_character_does_not_spoil_the_rest(encoding: str) -> None:
    """A file that was cut in the middle of a character is still read."""
    release = decode_release((SIMPLIFIED * 5).rstrip().encode(encoding) + b"\xe5", "-")
    assert release.text.startswith(SIMPLIFIED)
    assert release.text.endswith("\ufffd")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n", "is empty"),
        ("\u3000\n".encode(), "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is not a text but binary"),
        ("增长".encode() + b"\x01\x02\x03\x04" * 50, "is not a text but binary"),
        ("增长".encode("utf-16-le") + bytes(range(64)), "is not a text but binary"),
        ("Grüße aus Köln: 12 Stück".encode("latin-1"), "is in none of UTF-8"),
        (b"12 new homes, up 5%", "holds not a single Han character"),
    ],
)
def test_what_is_no_release_is_an_error(data: bytes, reason: str) -> None:
    """The message names the source and says what is wrong with it."""
    with pytest.raises(SourceError) as caught:
        decode_release(data, "甲.txt")
    assert str(caught.value).startswith("甲.txt: ")
    assert caught.value.reason.startswith(reason)


def test_a_file_is_read(tmp_path: Path) -> None:
    """The source of a file is its path as given."""
    path = tmp_path / "甲.txt"
    path.write_bytes(SIMPLIFIED.encode())
    release = read_release(path)
    assert (release.text, release.source) == (SIMPLIFIED, str(path))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """A missing file, a folder and a file that is too large are told apart."""
    large = tmp_path / "large.txt"
    large.write_bytes(SIMPLIFIED.encode())
    reasons = []
    for path in (tmp_path / "missing.txt", tmp_path, large):
        with pytest.raises(SourceError) as caught:
            read_release(path, max_bytes=10)
        reasons.append((caught.value.reason, bool(caught.value.hint)))
    assert reasons == [
        ("no such file", True),
        ("is a folder", True),
        ("is larger than 10 bytes", True),
    ]


def test_what_the_text_holds_of_replacement_characters_stays() -> None:
    """Valid UTF-8 is right as it is, even where it records that something was lost before."""
    text = "\ufffd增长\ufffd\ufffd"
    assert decode_release(text.encode(), "-").text == text


def test_a_file_that_may_hold_several_documents_is_none_release(tmp_path: Path) -> None:
    """Tables and archives are for `find_documents`."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "增长5%"}')
    with pytest.raises(SourceError, match="several documents"):
        read_release(path)


def test_a_path_that_no_file_can_have_is_an_error() -> None:
    """The system's own message is passed on in one line."""
    with pytest.raises(SourceError, match="cannot be read"):
        read_release(Path("a\0b"))
