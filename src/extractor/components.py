"""The stages as spaCy components, for any pipeline.

They are added by name::

    nlp = spacy.blank("zh")
    nlp.add_pipe("quantities")
    nlp.add_pipe("subjects")

``quantities`` sets ``doc.spans["quantities"]`` (label: unit code) and makes each quantity one
token where the tokens allow it; ``subjects`` sets ``doc.spans["subjects"]`` and ``doc._.facts``,
the same records as `Extractor.extract` gives. `extractor.extensions` has the attributes that lead
from one to the other. Both read the text of the document itself, so they do not depend on who
tokenised it, nor on each other; what ``quantities`` has read ``subjects`` does not read again.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from extractor.carried_rules import CarriesRules
from extractor.extensions import QUANTITIES, SUBJECT, SUBJECTS, keep, make_span
from extractor.pipeline import Extractor, Scan, load, release_of
from extractor.records import document_id, fact_id
from extractor.text import Setting

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractor.resources import RuleFolder

_EXTRACTORS_KEPT = 8


@Language.factory(
    "quantities",
    default_config={"patterns": None, "conversion": "auto", "merge": True},
    assigns=["doc.spans"],
    retokenizes=True,
)
def make_quantities(
    nlp: Language, name: str, *, patterns: str | None, conversion: Setting, merge: bool
) -> Callable[[Doc], Doc]:
    """Make the component that finds quantities.

    Args:
        nlp: The pipeline.
        name: The component's name in it.
        patterns: A folder to lay over the built-in patterns, or None. Its files are saved with the
            pipeline.
        conversion: How traditional characters are read; see `extractor.Extractor`.
        merge: Whether a quantity becomes one token where the tokens allow it.

    Raises:
        PatternError: A file in the folder is not valid.
    """
    del nlp, name
    return _Quantities(patterns, conversion, merge=merge)


@Language.factory(
    "subjects",
    default_config={"patterns": None, "conversion": "auto"},
    assigns=["doc.spans", "doc._.facts"],
)
def make_subjects(
    nlp: Language, name: str, *, patterns: str | None, conversion: Setting
) -> Callable[[Doc], Doc]:
    """Make the component that finds subjects and writes facts; arguments as `make_quantities`."""
    del nlp, name
    return _Subjects(patterns, conversion)


@lru_cache(maxsize=_EXTRACTORS_KEPT)
def _extractor(rules: RuleFolder | None, conversion: Setting) -> Extractor:
    """One extractor for all components of the same settings: its dictionaries are large."""
    return load(*([rules] if rules else []), conversion=conversion)


# What "quantities" found in documents that "subjects" has not seen yet, and with which extractor.
# On the document itself it would be written wherever the document is.
_SCANS: WeakKeyDictionary[Doc, tuple[Extractor, Scan]] = WeakKeyDictionary()


class _Component(CarriesRules):
    """Has settings and rules; the extractor is made of them in the process that needs it."""

    def __init__(self, patterns: str | None, conversion: Setting) -> None:
        super().__init__(patterns)
        self._conversion = conversion
        if self._rules:
            _ = self.extractor  # a fault in the rules is told at once

    @property
    def extractor(self) -> Extractor:
        return _extractor(self.rules, self._conversion)


class _Quantities(_Component):
    def __init__(self, patterns: str | None, conversion: Setting, *, merge: bool) -> None:
        super().__init__(patterns, conversion)
        self._merges = merge

    def __call__(self, doc: Doc) -> Doc:
        extractor = self.extractor
        scan = extractor.scan(doc.text)
        _SCANS[doc] = extractor, scan
        quantities = scan.findings.quantities
        places = [scan.clean.raw_span(q.start, q.end) for q in quantities]
        if self._merges:
            _merge(doc, places)
        document = document_id(release_of(doc.text).sha256)
        doc.spans[QUANTITIES] = [
            make_span(
                *(doc, place, quantity.code),
                fact_id(document, scan.clean.raw_span(*quantity.number), quantity.value),
            )
            for place, quantity in zip(places, quantities, strict=True)
        ]
        return doc


class _Subjects(_Component):
    def __call__(self, doc: Doc) -> Doc:
        extractor = self.extractor
        scanner, scan = _SCANS.pop(doc, (None, None))
        release = release_of(doc.text)
        facts = extractor.extract_release(release, scan if scanner is extractor else None)
        keep(doc, facts)
        doc.spans[SUBJECTS] = [
            make_span(doc, place, SUBJECT, fact.id)
            for fact in facts.facts
            for place in fact.subject.spans
        ]
        return doc


def _merge(doc: Doc, places: list[tuple[int, int]]) -> None:
    """Make one token of each of these places, where tokens begin and end there."""
    spans = [doc.char_span(*place) for place in places]
    merged = [span for span in spans if span is not None and len(span) > 1]
    if not merged:
        return
    # spaCy moves entities along with the tokens, but not the spans of groups.
    groups = {
        key: [
            ((span.start_char, span.end_char), (span.label, span.kb_id), span.id) for span in group
        ]
        for key, group in doc.spans.items()
    }
    with doc.retokenize() as retokenizer:
        for span in merged:
            retokenizer.merge(span)
    for key, held in groups.items():
        moved = (
            doc.char_span(*place, *names, span_id=number, alignment_mode="expand")
            for place, names, number in held
        )
        kept = [span for span in moved if span is not None]
        doc.spans[key] = SpanGroup(doc, name=key, attrs=doc.spans[key].attrs, spans=kept)
