"""Segmentation: a spaCy tokenizer on a jieba of its own, with each quantity as one token."""

from extractor.tokens.lexicon import Lexicon
from extractor.tokens.segmenter import Segmenter, Tokens

__all__ = ["Lexicon", "Segmenter", "Tokens"]
