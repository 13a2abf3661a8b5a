"""What workers do in tests, in place of `extractor.batch.worker.Extraction`.

Workers import these by their names, as they do with the real one. They load no dictionaries, so
that a test may start many workers.
"""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

from extractor import records
from extractor.batch import worker
from extractor.batch.outcome import Extracted, Outcome
from extractor.batch.stored import pack
from extractor.sources import RawDocument, parse_document


class Counting:
    """Finds the digits of a text, each run of them a fact."""

    def __init__(self, patterns: Path | None, conversion: str) -> None:
        del patterns, conversion

    def __call__(self, raw: RawDocument) -> Outcome:
        try:
            release = parse_document(raw)
        except Exception as error:
            return worker.failure_of(error, "read")
        document = records.Document(
            id=records.document_id(release.sha256),
            source=release.source,
            sha256=release.sha256,
            title=None,
            publisher=None,
            published=None,
            length=len(release.text),
        )
        facts = tuple(_fact(document.id, found) for found in re.finditer("[0-9]+", release.text))
        info = records.ExtractorInfo(version="0", patterns="sha256:0")
        made = records.FactSet(extractor=info, document=document, facts=facts)
        return Extracted(pack(made), len(facts))


class Deadly(Counting):
    """Counts, unless the text tells what is to go wrong."""

    def __call__(self, raw: RawDocument) -> Outcome:
        text = raw.data.decode(errors="replace")
        if "EXIT" in text:
            os._exit(3)
        if "KILL" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "HANG" in text:
            time.sleep(3600)
        if "MEMORY" in text:
            bytearray(8 * worker.MEMORY)
        if "FAULT" in text:
            raise ValueError("of this text")
        return super().__call__(raw)


class Idle(Counting):
    """Is not to be given anything."""

    def __call__(self, raw: RawDocument) -> Outcome:
        raise AssertionError(raw.source)


class KilledOnce(Counting):
    """Counts, but for each document the first worker is killed, as if from outside."""

    def __call__(self, raw: RawDocument) -> Outcome:
        mark = Path(raw.source).with_suffix(".killed")
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().__call__(raw)


class Noisy(Counting):
    """Says what nobody asked for, as Python does when a process is torn down while it starts."""

    def __init__(self, patterns: Path | None, conversion: str) -> None:
        super().__init__(patterns, conversion)
        os.write(2, b"Traceback (most recent call last):")


class Unready(Counting):
    """Cannot be made."""

    def __init__(self, patterns: Path | None, conversion: str) -> None:
        raise OSError(f"{patterns} {conversion}")


def _fact(document: str, found: re.Match[str]) -> records.Fact:
    return records.make_fact(
        id=records.fact_id(document, found.span(), found.group()),
        quantity=records.make_quantity(text=found.group(), span=found.span(), value=found.group()),
        unit=records.make_unit(text="", span=None, code="1", dimension="count"),
        subject=records.make_subject(text="", spans=()),
        kind="level",
        change=None,
        basis=None,
        time=None,
        place=None,
        statement=records.make_statement(text=found.group(), span=found.span()),
        rule="test",
    )
