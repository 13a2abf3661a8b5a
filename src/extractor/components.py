"""The stages as spaCy components, for any pipeline.

To a ``spacy.blank("zh")`` they are added by name::

    nlp.add_pipe("quantities")
    nlp.add_pipe("subjects")

``quantities`` sets ``doc.spans["quantities"]`` (label: unit code) and makes each quantity one
token where the tokens allow it; ``subjects`` sets ``doc.spans["subjects"]`` (label: id of the
fact) and ``doc._.facts``, the same records as `Extractor.extract` gives. Both read the text of the
document itself, so they do not depend on who tokenised it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.pipeline import Extractor, load
from extractor.text import Setting

if TYPE_CHECKING:
    from collections.abc import Callable

_EXTRACTORS: dict[tuple[str | None, Setting], Extractor] = {}


def _extractor(patterns: str | None, conversion: Setting) -> Extractor:
    """One extractor for all components of the same settings: its dictionaries are large."""
    key = patterns, conversion
    if key not in _EXTRACTORS:
        _EXTRACTORS[key] = load(*([patterns] if patterns else []), conversion=conversion)
    return _EXTRACTORS[key]


@Language.factory("quantities", default_config={"patterns": None, "conversion": "auto"})
def make_quantities(
    nlp: Language, name: str, *, patterns: str | None, conversion: Setting
) -> Callable[[Doc], Doc]:
    """Make the component that finds quantities.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        patterns: A folder to lay over the built-in patterns, or None.
        conversion: How traditional characters are read; see `extractor.Extractor`.
    """
    del nlp, name
    return _Quantities(_extractor(patterns, conversion))


@Language.factory("subjects", default_config={"patterns": None, "conversion": "auto"})
def make_subjects(
    nlp: Language, name: str, *, patterns: str | None, conversion: Setting
) -> Callable[[Doc], Doc]:
    """Make the component that finds subjects and writes facts; arguments as `make_quantities`."""
    del nlp, name
    return _Subjects(_extractor(patterns, conversion))


class _Quantities:
    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor

    def __call__(self, doc: Doc) -> Doc:
        clean, quantities = self._extractor.find_quantities(doc.text)
        spans = [clean.raw_span(q.start, q.end) for q in quantities]
        with doc.retokenize() as retokenizer:
            for start, end in spans:
                span = doc.char_span(start, end)
                if span is not None and len(span) > 1:
                    retokenizer.merge(span)
        doc.spans["quantities"] = [
            _span(doc, start, end, quantity.code)
            for (start, end), quantity in zip(spans, quantities, strict=True)
        ]
        return doc


class _Subjects:
    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        if not Doc.has_extension("facts"):
            Doc.set_extension("facts", default=())

    def __call__(self, doc: Doc) -> Doc:
        facts = self._extractor.extract(doc.text).facts
        doc._.facts = facts
        doc.spans["subjects"] = [
            _span(doc, *span, fact.id) for fact in facts for span in fact.subject.spans
        ]
        return doc


def _span(doc: Doc, start: int, end: int, label: str) -> Span:
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    if span is None:
        raise ValueError(f"characters {start} to {end} are not in the document")
    return span
