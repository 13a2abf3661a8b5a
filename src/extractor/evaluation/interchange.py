"""Gold in the formats of annotation tools: Label Studio's JSON and spaCy's ``DocBin``.

Both ways lose nothing: what was exported and is imported again is the same gold. Offsets are code
points in all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from extractor.errors import GoldError, brief
from extractor.evaluation.gold import GoldFact, GoldRelease, ReleaseCard
from extractor.evaluation.noise import occurrence

if TYPE_CHECKING:
    from spacy.tokens import DocBin

SPANS_KEY = "gold"
"""The group in ``doc.spans`` that holds the quotes, labelled with their kind."""

_REGION, _TEXT = "quote", "text"
_CHOICES = ("modifier", "change")
_LISTS = ("alternatives", "tags")
_TEXTS = ("value", "high", "unit", "subject", "basis", "time")


def label_studio_config() -> str:
    """The labelling interface for Label Studio (XML) that the exported tasks fit."""
    file = resources.files("extractor.evaluation") / "label_studio.xml"
    return file.read_text(encoding="utf-8")


def to_label_studio(releases: Iterable[GoldRelease]) -> list[dict[str, Any]]:
    """Tasks for Label Studio, one a release, each with one finished annotation."""
    return [
        {
            "data": {"text": release.text, "card": release.card.model_dump()},
            "annotations": [
                {"result": [part for fact in release.facts for part in _regions(fact)]}
            ],
        }
        for release in releases
    ]


def _regions(fact: GoldFact) -> list[dict[str, Any]]:
    """The region of a quote, and its fields as results of the same region."""
    place = {"start": fact.span[0], "end": fact.span[1], "text": fact.quote}
    region = f"{fact.span[0]}-{fact.span[1]}"

    def result(name: str, kind: str, key: str, value: Any) -> dict[str, Any]:
        # Regions of a choice or text area keep the place of the region they belong to.
        where = place if kind == "labels" else {k: place[k] for k in ("start", "end")}
        return {
            "id": region,
            "from_name": name,
            "to_name": _TEXT,
            "type": kind,
            "value": {**where, key: value},
        }

    results = [result(_REGION, "labels", "labels", [fact.kind])]
    for name in _CHOICES:
        if (chosen := getattr(fact, name)) is not None:
            results.append(result(name, "choices", "choices", [chosen]))
    if fact.optional:
        results.append(result("optional", "choices", "choices", ["optional"]))
    for name in _TEXTS:
        if (text := getattr(fact, name)) is not None:
            results.append(result(name, "textarea", "text", [text]))
    for name in _LISTS:
        if texts := getattr(fact, name):
            results.append(result(name, "textarea", "text", list(texts)))
    return results


def from_label_studio(file: Path) -> list[GoldRelease]:
    """Read an export of Label Studio; of several annotations of a task the last counts.

    Raises:
        GoldError: It is not such an export, or an annotation in it is not a gold fact.
    """
    try:
        tasks = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(tasks, list):
            raise TypeError("not a list of tasks")
        return [_from_task(task, file, number) for number, task in enumerate(tasks, 1)]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise GoldError(file, 0, f"is not an export of Label Studio: {error}") from None


def _from_task(task: dict[str, Any], file: Path, number: int) -> GoldRelease:
    data = task["data"]
    regions: dict[str, dict[str, Any]] = {}
    for result in task["annotations"][-1]["result"]:
        value, name = result["value"], result["from_name"]
        fields = regions.setdefault(result["id"], {})
        fields.setdefault("span", (value["start"], value["end"]))
        if name == _REGION:
            fields["kind"] = value["labels"][0]
        elif name in _CHOICES:
            fields[name] = value["choices"][0]
        elif name == "optional":
            fields[name] = True
        else:
            fields[name] = value["text"] if name in _LISTS else value["text"][0]
    return _release(data["text"], data["card"], regions.values(), file, number)


def _release(
    text: str, card: dict[str, Any], fields: Iterable[dict[str, Any]], file: Path, number: int
) -> GoldRelease:
    """A release from its text, its card and the fields of its facts but quote and `n`."""
    facts: list[GoldFact] = []
    for each in sorted(fields, key=lambda fact: tuple(fact["span"])):
        span = each["span"][0], each["span"][1]
        place = {"quote": text[slice(*span)], "n": occurrence(text, span)}
        try:
            facts.append(GoldFact.model_validate({**each, **place}))
        except ValidationError as error:
            where = f"release {number}, {place['quote']!r} at {span[0]}"
            raise GoldError(file, 0, f"{where} is not a gold fact: {brief(error)}") from None
    return GoldRelease(card=ReleaseCard.model_validate(card), text=text, facts=tuple(facts))


def to_doc_bin(releases: Iterable[GoldRelease]) -> DocBin:
    """One `Doc` a release, one token a character, as spaCy's Chinese cuts by default.

    ``doc.spans["gold"]`` holds the quotes, labelled with their kind; ``doc.user_data`` the card and
    all fields of the facts.
    """
    import spacy  # noqa: PLC0415 - most of a second
    from spacy.tokens import Doc, DocBin, Span  # noqa: PLC0415

    vocab = spacy.blank("zh").vocab
    docs = DocBin(store_user_data=True)
    for release in releases:
        doc = Doc(vocab, words=list(release.text), spaces=[False] * len(release.text))
        doc.spans[SPANS_KEY] = [Span(doc, *fact.span, label=fact.kind) for fact in release.facts]
        doc.user_data["card"] = release.card.model_dump()
        doc.user_data[SPANS_KEY] = [fact.model_dump(mode="json") for fact in release.facts]
        docs.add(doc)
    return docs


def from_doc_bin(file: Path) -> list[GoldRelease]:
    """Read a ``DocBin`` that `to_doc_bin` made; spans that were moved or labelled anew count.

    Raises:
        GoldError: It is not one, or a span in it has no fields.
    """
    import spacy  # noqa: PLC0415
    from spacy.tokens import DocBin  # noqa: PLC0415

    vocab = spacy.blank("zh").vocab
    try:
        docs = list(DocBin().from_disk(file).get_docs(vocab))
    except Exception as error:  # msgpack, zlib and spaCy each raise their own
        raise GoldError(file, 0, f"is not a DocBin: {error}") from None
    releases = []
    for number, doc in enumerate(docs, 1):
        spans, facts = doc.spans.get(SPANS_KEY, []), doc.user_data.get(SPANS_KEY, [])
        if len(spans) != len(facts):
            reason = f"document {number} has {len(spans)} spans and fields for {len(facts)}"
            raise GoldError(file, 0, reason)
        fields = [
            {**fact, "span": (span.start_char, span.end_char), "kind": span.label_}
            for span, fact in zip(spans, facts, strict=True)
        ]
        releases.append(_release(doc.text, doc.user_data["card"], fields, file, number))
    return releases


def write_corpus(releases: Sequence[GoldRelease], corpus: Path) -> None:
    """Write releases, gold and manifest as `load_gold` reads them.

    Args:
        releases: What to write.
        corpus: The folder, made if missing; files of the same names are replaced.
    """
    for folder in ("releases", "gold"):
        (corpus / folder).mkdir(parents=True, exist_ok=True)
    for release in releases:
        (corpus / "releases" / f"{release.name}.txt").write_bytes(release.text.encode())
        write_gold(release.facts, corpus / "gold" / f"{release.name}.jsonl")
    cards = "".join(release.card.model_dump_json() + "\n" for release in releases)
    (corpus / "manifest.jsonl").write_text(cards, encoding="utf-8", newline="\n")


def write_gold(facts: Iterable[GoldFact], file: Path) -> None:
    """Write the gold file of one release."""
    file.write_text(gold_lines(facts), encoding="utf-8", newline="\n")


def gold_lines(facts: Iterable[GoldFact]) -> str:
    """The lines of a gold file: one fact a line, fields in the order of `GoldFact`."""
    dumps = (json.dumps(fact.model_dump(mode="json"), ensure_ascii=False) for fact in facts)
    return "".join(f"{line}\n" for line in dumps)
