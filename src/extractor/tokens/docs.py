"""Tokens as a spaCy `Doc`, for token patterns and for those who go on in spaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from extractor.tokens.segmenter import Tokens


def make_doc(vocab: Vocab, tokens: Tokens) -> Doc:
    """A document of these tokens, with our tags, and no space between them.

    Args:
        vocab: The vocabulary of the document.
        tokens: Words and tags.
    """
    from spacy.tokens import Doc  # noqa: PLC0415 - most of a second

    return Doc(vocab, words=tokens.words, tags=tokens.tags, spaces=[False] * len(tokens.words))
