"""What the components leave on a spaCy document, and the attributes that read it.

Importing this module registers them:

* ``doc._.facts``: the facts of the document, a tuple of `extractor.Fact`;
* ``span._.fact``: the fact of a span in ``doc.spans["quantities"]`` or ``doc.spans["subjects"]``;
* ``span._.quantity``: the span of its quantity, of a span of either group;
* ``span._.subjects``: the spans of its subject, of a span of either group.

The facts lie in ``doc.user_data`` as the JSON of their fact set, so that they go wherever spaCy
takes a document. The records are made of it when they are asked for. The spans of a fact have its
id (``span.id_``).
"""

from __future__ import annotations

import warnings
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from spacy.tokens import Doc, Span

from extractor.records import FactSet

if TYPE_CHECKING:
    from collections.abc import Callable

    from extractor.records import Fact

QUANTITIES, SUBJECTS = "quantities", "subjects"
"""The groups of spans."""

SUBJECT = "subject"
"""The label of the spans of subjects."""

# In the form of spaCy's own attributes, so that it knows what to do with it where documents are
# joined or cut: offsets would be wrong there, and it is left out.
_KEY = ("._.", "extractor", None, None)
_DOCUMENTS_KEPT = 16


def keep(doc: Doc, facts: FactSet) -> None:
    """Put the facts of a document on it."""
    _data(doc)[_KEY] = facts.to_json()


def facts_of(doc: Doc) -> tuple[Fact, ...]:
    """The facts of a document, in text order; none where "subjects" was not in the pipeline."""
    return tuple(_by_id(doc).values())


def fact_of(span: Span) -> Fact | None:
    """The fact that a span belongs to, or None."""
    return _by_id(span.doc).get(span.id_)


def quantity_of(span: Span) -> Span | None:
    """The span of the quantity of a span's fact, or None."""
    fact = fact_of(span)
    if fact is None or QUANTITIES not in span.doc.spans:
        return None
    group = span.doc.spans[QUANTITIES]
    # It may begin before the number: 近, or a sign.
    index = bisect_right(group, fact.quantity.span[0], key=lambda each: each.start_char)
    before = (group[number] for number in range(index - 1, -1, -1))
    return next((each for each in before if each.id_ == fact.id), None)


def subjects_of(span: Span) -> tuple[Span, ...]:
    """The spans of the subject of a span's fact."""
    fact = fact_of(span)
    if fact is None:
        return ()
    return tuple(make_span(span.doc, place, SUBJECT, fact.id) for place in fact.subject.spans)


def make_span(doc: Doc, place: tuple[int, int], label: str, fact_id: str) -> Span:
    """A span of a fact, out to the borders of the tokens that it touches.

    Args:
        doc: The document.
        place: Half-open span of its text, in characters.
        label: What to call it.
        fact_id: The id of the fact.
    """
    span = doc.char_span(*place, label=label, span_id=fact_id, alignment_mode="expand")
    if span is None:
        raise ValueError(f"characters {place[0]} to {place[1]} are not in the document")
    return span


def _data(doc: Doc) -> dict[Any, str]:
    # spaCy's own keys are tuples too, which its stub does not know.
    return cast(dict[Any, str], doc.user_data)


def _by_id(doc: Doc) -> dict[str, Fact]:
    told = _data(doc).get(_KEY)
    return _records(told) if told else {}


@lru_cache(maxsize=_DOCUMENTS_KEPT)
def _records(told: str) -> dict[str, Fact]:
    return {fact.id: fact for fact in FactSet.model_validate_json(told).facts}


def register() -> None:
    """Register the attributes that are not registered yet; leave alone what others have."""
    for owner, name, getter in _ATTRIBUTES:
        if not owner.has_extension(name):
            owner.set_extension(name, getter=getter)
        elif owner.get_extension(name)[2] is not getter:
            warnings.warn(
                f"{owner.__name__}._.{name} is somebody else's and is left as it is; "
                f"extractor.extensions.{getter.__name__} gives ours",
                stacklevel=2,
            )


_ATTRIBUTES: tuple[tuple[type[Doc | Span], str, Callable[..., object]], ...] = (
    (Doc, "facts", facts_of),
    (Span, "fact", fact_of),
    (Span, "quantity", quantity_of),
    (Span, "subjects", subjects_of),
)
register()
