"""Our segmentation as a spaCy tokenizer, under the name ``extractor.JiebaTokenizer.v1``.

spaCy's own wrapper for jieba uses the global jieba, whose dictionary any other code may change, and
knows nothing of quantities. This one holds a jieba of its own with the words of the domain. The
name is an entry point of the package, so spaCy finds it without an import.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from extractor.carried_rules import CarriesRules
from extractor.quantities import QuantityFinder
from extractor.resources import Patterns
from extractor.tokens import Lexicon, Segmenter, make_doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from extractor.resources import RuleFolder

_RULES_KEPT = 4


class JiebaTokenizer(CarriesRules):
    """Cuts clean text into words with our tags; each quantity is one token.

    Args:
        vocab: The vocabulary of the documents.
        patterns: A folder to lay over the built-in patterns, or None. Its files are saved with the
            pipeline.
    """

    def __init__(self, vocab: Vocab, patterns: str | None = None) -> None:
        super().__init__(patterns)
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The document of a text; the words are the text, nothing is normalised."""
        finder, segmenter = _tools(self.rules)
        spans = [(q.start, q.end, "Q") for q in finder.find(text).quantities]
        tokens = segmenter.segment(text, spans)
        return make_doc(self._vocab, tokens.words, tokens.tags)


@lru_cache(maxsize=_RULES_KEPT)
def _tools(rules: RuleFolder | None) -> tuple[QuantityFinder, Segmenter]:
    """What cuts, made in the process that needs it and shared by all tokenizers of these rules."""
    patterns = Patterns(*([rules] if rules else []))
    return QuantityFinder(patterns), Segmenter(Lexicon(patterns))


def create_tokenizer(patterns: str | None = None) -> Callable[[Language], JiebaTokenizer]:
    """What spaCy's configuration calls to make the tokenizer of a pipeline.

    Args:
        patterns: As `JiebaTokenizer` takes it.
    """

    def make(nlp: Language) -> JiebaTokenizer:
        return JiebaTokenizer(nlp.vocab, patterns)

    return make
