"""Makes the noisy twin of a clean release, as mirror sites serve it, and carries its gold over.

The noise is that of real mirrors: traditional characters, readings injected behind characters in
two styles (``舉(ju) 行`` and ``養(yǎng)老``), half-width punctuation, full-width digits, stray
spaces. Each character of the clean text becomes a piece of the noisy one, so spans carry over.
"""

from __future__ import annotations

import random
import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.evaluation.gold import GoldFact, GoldRelease

_HAN = re.compile("[\u4e00-\u9fff]")
_HALF_WIDTH = str.maketrans("\uff0c\uff1b\uff1a\uff08\uff09", ",;:()")
_FULL_WIDTH = str.maketrans("0123456789", "".join(chr(0xFF10 + digit) for digit in range(10)))

_SHARE_PLAIN, _SHARE_TONED = 0.05, 0.03
_SHARE_HALF_WIDTH, _SHARE_SPACE, _SHARE_FULL_WIDTH = 0.5, 0.006, 0.06


def twin_of(clean: GoldRelease, name: str) -> GoldRelease:
    """The noisy twin of a release, its card included; the same name gives the same noise."""
    text, facts = make_twin(clean.text, clean.facts, seed=name)
    card = clean.card.model_copy(update={"id": name, "twin_of": clean.name})
    return clean.model_copy(update={"card": card, "text": text, "facts": facts})


def make_twin(
    text: str, facts: Sequence[GoldFact], *, seed: str
) -> tuple[str, tuple[GoldFact, ...]]:
    """The noisy twin of a release.

    Args:
        text: The clean text, simplified.
        facts: Its gold.
        seed: Names the noise; the same seed gives the same twin.

    Returns:
        The noisy text, and the gold with its quotes and spans moved.
    """
    pieces = _pieces(text, random.Random(seed))  # noqa: S311 - noise, no secret
    starts, ends, position = [], [], 0
    for own, injected in pieces:
        starts.append(position)
        ends.append(position + len(own))
        position += len(own) + len(injected)
    noisy = "".join(own + injected for own, injected in pieces)
    moved = [_moved(fact, noisy, (starts[fact.span[0]], ends[fact.span[1] - 1])) for fact in facts]
    return noisy, tuple(moved)


def _moved(fact: GoldFact, text: str, span: tuple[int, int]) -> GoldFact:
    quote = text[slice(*span)]
    return fact.model_copy(update={"quote": quote, "span": span, "n": occurrence(text, span)})


def occurrence(text: str, span: tuple[int, int]) -> int:
    """Which occurrence of its own string a span is, counted from 1; overlapping ones count."""
    quote = text[slice(*span)]
    number, start = 1, text.find(quote)
    while start < span[0]:
        number, start = number + 1, text.find(quote, start + 1)
    return number


def _pieces(text: str, rng: random.Random) -> list[tuple[str, str]]:
    """For each character what it becomes, and what is injected behind it."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - slow to load

    traditional = _traditional(text)
    pieces: list[tuple[str, str]] = []
    for i, (char, written) in enumerate(zip(text, traditional, strict=True)):
        chance = rng.random()
        if text[max(i - 1, 0) : i].isdigit() and text[i + 1 : i + 2].isdigit():
            # 增加2，417种: a half-width comma would make one number of two.
            pieces.append((written, ""))
            continue
        if not _HAN.match(char):
            half_width = written.translate(_HALF_WIDTH) if chance < _SHARE_HALF_WIDTH else written
            full_width = chance < _SHARE_FULL_WIDTH
            pieces.append((half_width.translate(_FULL_WIDTH) if full_width else half_width, ""))
        elif chance < _SHARE_PLAIN:
            pieces.append((written, f"({pinyin(char, style=Style.NORMAL)[0][0]}) "))
        elif chance < _SHARE_PLAIN + _SHARE_TONED:
            pieces.append((written, f"({pinyin(char, style=Style.TONE)[0][0]})"))
        elif chance < _SHARE_PLAIN + _SHARE_TONED + _SHARE_SPACE:
            pieces.append((written, " "))
        else:
            pieces.append((written, ""))
    return pieces


@cache
def _opencc(configuration: str) -> Any:
    from opencc import OpenCC  # noqa: PLC0415 - loads its dictionaries

    return OpenCC(configuration)


def _traditional(text: str) -> str:
    """The text in traditional characters, those left alone that would not come back the same."""
    traditional: str = _opencc("s2t").convert(text)
    back: str = _opencc("t2s").convert(traditional)
    if len(traditional) != len(text) or len(back) != len(text):
        return text
    return "".join(
        new if again == old else old
        for old, new, again in zip(text, traditional, back, strict=True)
    )
