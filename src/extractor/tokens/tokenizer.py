"""Our segmentation as a spaCy tokenizer, under the name ``extractor.JiebaTokenizer.v1``.

spaCy's own wrapper for jieba uses the global jieba, whose dictionary any other code may change, and
knows nothing of quantities. This one holds a jieba of its own with the words of the domain. The
name is an entry point of the package, so spaCy finds it without an import.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from extractor.quantities import QuantityFinder
from extractor.resources import Patterns
from extractor.tokens import Lexicon, Segmenter, make_doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


class JiebaTokenizer:
    """Cuts clean text into words with our tags; each quantity is one token.

    Args:
        vocab: The vocabulary of the documents.
        patterns: Where words and units are read from.
    """

    def __init__(self, vocab: Vocab, patterns: Patterns) -> None:
        self._vocab = vocab
        self._quantities = QuantityFinder(patterns)
        self._segmenter = Segmenter(Lexicon(patterns))

    def __call__(self, text: str) -> Doc:
        """The document of a text; the words are the text, nothing is normalised."""
        spans = [(q.start, q.end, "Q") for q in self._quantities.find(text).quantities]
        tokens = self._segmenter.segment(text, spans)
        return make_doc(self._vocab, tokens.words, tokens.tags)


def create_tokenizer() -> Callable[[Language], JiebaTokenizer]:
    """What spaCy's configuration calls to make the tokenizer of a pipeline."""

    def make(nlp: Language) -> JiebaTokenizer:
        return JiebaTokenizer(nlp.vocab, Patterns())

    return make
