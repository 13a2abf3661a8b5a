"""What is measured: releases, ordinary text of any length, long sentences, hostile text."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import extractor
from measuring.plan import KB, MB

_SEED = 20240112
_SENTENCE_END = re.compile("(?<=[。\n])")
_MARKS = re.compile(r"[^\w%.]|_")
_CLAUSES = (
    "粮食产量{}万吨",
    "新建学校{}所",
    "财政收入增长{}%",
    "外贸进出口总额{}亿元",
    "城镇新增就业{}万人",
    "规模以上工业企业达到{}家",
    "空气质量优良天数占{}%",
)
_SENTENCES_AT_LEAST = 2_000  # quantities, so that a measurement takes long enough to be told


def releases(folder: Path, count: int | None) -> list[str]:
    """The first texts of a folder of .txt, or all of them.

    Raises:
        FileNotFoundError: There are none.
    """
    files = sorted(folder.glob("*.txt"))[:count]
    if not files:
        raise FileNotFoundError(f"no .txt in {folder}")
    return [file.read_text(encoding="utf-8") for file in files]


def some(texts: list[str], size: int) -> list[str]:
    """Texts from all over the list that have about that many bytes of UTF-8 together."""
    total = sum(len(text.encode()) for text in texts)
    return texts[:: max(1, total // size)]


def sample(texts: list[str], size: int, reader: extractor.Extractor) -> str:
    """Ordinary text: paragraphs of the bodies of all releases, shuffled.

    Page furniture is left out: nothing is read behind a footer, so that releases in a row would
    not be a long text but a short one with a long end.

    Args:
        texts: Releases.
        size: Bytes of UTF-8 to reach; paragraphs come again where there are too few.
        reader: Tells the body.
    """
    paragraphs: list[str] = []
    for text in texts:
        clean = reader.normalizer(text)
        for block in clean.blocks:
            if block.role == "body":
                start, end = clean.raw_span(block.start, block.end)
                paragraphs.append(text[start:end] + "\n")
    random.Random(_SEED).shuffle(paragraphs)  # noqa: S311 - the same text each time
    return next(_joined(cycle(paragraphs), size))


def pieces(text: str, size: int) -> list[str]:
    """A text in pieces of whole sentences, each of `size` bytes or a little more but the last."""
    return list(_joined(iter(_SENTENCE_END.split(text)), size))


def of_length(text: str, size: int) -> list[str]:
    """The same text in pieces of `size` bytes, or over and over in one piece of at least that."""
    length = len(text.encode())
    return pieces(text, size) if size < length else [text * -(-size // length)]


def sentences(quantities: int) -> str:
    """Sentences with that many quantities each, as many as are worth measuring."""
    count = max(quantities, _SENTENCES_AT_LEAST)
    numbers = random.Random(_SEED)  # noqa: S311 - the same text each time
    clauses = [
        clause.format(f"{numbers.uniform(2, 90):.1f}") for clause in islice(cycle(_CLAUSES), count)
    ]
    return "\n".join(
        "，".join(clauses[start : start + quantities]) + "。"
        for start in range(0, count, quantities)
    )


def hostile(text: str, million: int) -> dict[str, str]:
    """Texts that make a careless program slow, by name.

    Args:
        text: Ordinary text.
        million: What a million is; smaller to try them out.
    """
    plain = _MARKS.sub("", text)
    return {
        "a line without punctuation, 1 MB": plain * -(-million // len(plain.encode())),
        "a million digits": "1234567890" * (million // 10),
        "10,000 opening brackets": "（" * (million // 100),
        "a megabyte of `(ju) `": "(ju) " * (million // 5),
        "万, a million times": "万" * million,
        "one sentence, 20,000 quantities": sentences(million // 50),
    }


def size_name(size: int) -> str:
    """A number of bytes as people write it."""
    return f"{size // MB} MB" if size >= MB else f"{size // KB} KB"


def _joined(parts: Iterator[str], size: int) -> Iterator[str]:
    """Parts joined until they have that many bytes."""
    piece: list[str] = []
    length = 0
    for part in parts:
        piece.append(part)
        length += len(part.encode())
        if length >= size:
            yield "".join(piece)
            piece, length = [], 0
    if piece:
        yield "".join(piece)
