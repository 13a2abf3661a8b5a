"""Segmentation: a spaCy tokenizer on a jieba of its own, with each quantity as one token."""

from extractor.tokens.compiling import NOT_A_WORD
from extractor.tokens.docs import make_doc
from extractor.tokens.lexicon import Lexicon
from extractor.tokens.segmenter import Segmenter, Tokens

__all__ = ["NOT_A_WORD", "Lexicon", "Segmenter", "Tokens", "make_doc"]
