"""Segmentation: a spaCy tokenizer on a jieba of its own, with each quantity as one token."""

from extractor.tokens.docs import make_doc
from extractor.tokens.lexicon import Lexicon
from extractor.tokens.segmenter import Segmenter, Tokens
from extractor.tokens.word_classes import NOT_A_WORD

__all__ = ["NOT_A_WORD", "Lexicon", "Segmenter", "Tokens", "make_doc"]
