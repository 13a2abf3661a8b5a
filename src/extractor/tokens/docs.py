"""Tokens as a spaCy `Doc`, for token patterns and for those who go on in spaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


def make_doc(vocab: Vocab, words: list[str], tags: list[str]) -> Doc:
    """A document of these words, with our tags, and no space between them.

    Args:
        vocab: The vocabulary of the document.
        words: The words.
        tags: The tag of each.
    """
    from spacy.tokens import Doc  # noqa: PLC0415 - most of a second

    return Doc(vocab, words=words, tags=tags, spaces=[False] * len(words))
