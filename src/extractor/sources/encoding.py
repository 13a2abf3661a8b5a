"""Finds the encoding of a Chinese plain text, with the codecs of the standard library alone.

A byte order mark settles it, and so does valid UTF-8, which no other encoding yields by chance.
UTF-16 without a mark shows by the zero bytes of its digits and line breaks, which no other text
has. What is left is GB18030 or Big5, which accept each other's bytes. Both standards order their
characters by use: the common ones fill the rows of level 1, the rare ones the rows of level 2. So
the encoding under which nearly all Han characters are of level 1, in the one standard or in the
other, is the right one; read in the wrong one, many are of level 2 or of neither.

Up to one character in a hundred of those that are not ASCII may be damaged; it becomes U+FFFD, and
the rest stays readable.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from fractions import Fraction

HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

_SAMPLE = 100_000  # bytes that are judged, from the first that is not ASCII
_FEWEST_COMMON = Fraction(7, 10)
_MOST_DAMAGED = Fraction(1, 100)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CANDIDATES = ("gb18030", "big5hkscs")
_UTF_16 = ("utf-16-le", "utf-16-be")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_ASCII = re.compile("[\x00-\x7f]")
# What UTF-16 holds besides Han: printable ASCII, white space, general, CJK and full-width signs.
_PLAIN = re.compile("[\t\n\r\x20-\x7e\u00a0-\u00ff\u2000-\u206f\u3000-\u303f\uff00-\uffef]")
# lead bytes of the rows of level 1
_LEVEL_1 = {
    "gb2312": frozenset(bytes([row]) for row in range(0xB0, 0xD8)),
    "big5": frozenset(bytes([row]) for row in range(0xA4, 0xC7)),
}


def decode(data: bytes) -> tuple[str, str] | None:
    """Decode a text in an encoding that is not told.

    Args:
        data: The bytes of the text.

    Returns:
        The text without its byte order mark, and the name of the encoding as Python knows it;
        None if no known encoding makes Chinese of the bytes.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _whole(data, encoding)
    if b"\0" in data:
        return _utf_16(data)
    text = _whole(data, "utf-8")
    if text:
        return text
    first = _NOT_ASCII.search(data)
    sample = data[first.start() if first else 0 :][:_SAMPLE]
    scores = {encoding: _score(sample, encoding) for encoding in _CANDIDATES}
    best = max(scores, key=lambda encoding: scores[encoding])
    return _whole(data, best) if scores[best] >= _FEWEST_COMMON else None


def _utf_16(data: bytes) -> tuple[str, str] | None:
    """The text of bytes with zeros among them, if UTF-16 makes nothing but plain text of them."""
    sample = data[: _SAMPLE & ~1]
    for encoding in _UTF_16:
        text = sample.decode(encoding, errors="replace")
        han = HAN.findall(text)
        common = sum(_is_common(char) for char in han)
        plain = common + len(_PLAIN.findall(text))
        if common >= len(han) * _FEWEST_COMMON and plain >= len(text) * (1 - _MOST_DAMAGED * 5):
            return _whole(data, encoding)
    return None


def _whole(data: bytes, encoding: str) -> tuple[str, str] | None:
    """The text under an encoding, unless too much of it is damaged."""
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
    damaged = text.count("\ufffd")
    written = len(text) - len(_ASCII.findall(text))
    return (text, encoding) if damaged <= written * _MOST_DAMAGED else None


def _score(data: bytes, encoding: str) -> Fraction:
    """The share of common characters among the Han characters, less the damaged ones."""
    text = data.decode(encoding, errors="replace")
    counts = Counter(HAN.findall(text))
    total = counts.total()
    if not total:
        return Fraction(0)
    common = sum(count for char, count in counts.items() if _is_common(char))
    return Fraction(common - text.count("\ufffd"), total)


def _is_common(char: str) -> bool:
    """Whether a character is of level 1 in either standard, so that both scripts have theirs."""
    return any(
        char.encode(standard, errors="ignore")[:1] in leads for standard, leads in _LEVEL_1.items()
    )
