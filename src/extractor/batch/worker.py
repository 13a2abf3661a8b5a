"""What a worker process does: one document in, its fact set as packed JSON and as a file out.

A worker is started anew, not forked from the parent, and loads its extractor once. Whatever a
document does to it costs that document only: errors come back as failures, memory is limited, and
the parent ends a worker that takes too long. A worker whose parent is gone ends itself.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import threading
import warnings
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from extractor.batch.outcome import Extracted, Failure, Outcome, Stage
from extractor.errors import ExtractorError, MissingExtra, SourceError, brief

if TYPE_CHECKING:
    from extractor.records import FactSet
    from extractor.sinks.json_files import Drafts
    from extractor.sources import RawDocument
    from extractor.text import Setting

MEMORY = 2 * 1024**3
"""Bytes of memory that documents may make a worker take, beyond what it needs to start."""

_WARM_UP = "全区156.7万名低保对象基本生活得到保障。"

_work: Work | None = None
_drafts: Drafts | None = None


class Work(Protocol):
    """What a worker does with documents; made once in each, importable by its name.

    Args:
        patterns: Folder of rules laid over the built-in ones, or None.
        conversion: How traditional characters become simplified.
    """

    def __init__(self, patterns: Path | None, conversion: Setting) -> None: ...

    def __call__(self, raw: RawDocument) -> Outcome:
        """What becomes of a document; what is raised here costs that document only."""


class Extraction:
    """Reads documents, extracts their facts, and packs them; see `Work`."""

    def __init__(self, patterns: Path | None, conversion: Setting) -> None:
        from extractor.pipeline import load  # noqa: PLC0415 - the parent does not need it

        self._extractor = load(*([patterns] if patterns else []), conversion=conversion)
        self._extractor.extract(_WARM_UP)

    def __call__(self, raw: RawDocument) -> Outcome:
        """The facts of a document, or why it has none."""
        from extractor.batch.stored import pack  # noqa: PLC0415 - the parent does not need it
        from extractor.sources import parse_document  # noqa: PLC0415

        try:
            release = parse_document(raw)
        except Exception as error:
            return failure_of(error, "read")
        facts = self._extractor.extract_release(release)
        return Extracted(pack(facts), len(facts.facts))


def start(
    work: type[Work], patterns: Path | None, conversion: Setting, drafts: Path | None
) -> None:
    """Make this process ready for documents.

    Args:
        work: What it is to do with them.
        patterns: As `work` takes it.
        conversion: As `work` takes it.
        drafts: Folder of the sink of `json` that fact sets are to be drafted for, or None.
    """
    global _work, _drafts  # noqa: PLW0603 - one a process, loaded once, is what workers are for
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Libraries that remark on a document would write across the progress bar.
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    _work = work(patterns, conversion)
    _drafts = _drafts_for(drafts)
    gc.collect()
    gc.freeze()  # what was loaded stays; the collector need not look through it again and again
    _limit_memory()


def run(raw: RawDocument, seconds: float) -> Outcome:
    """Do the work.

    The parent ends workers that take too long. If it is gone, code that never gives the
    interpreter up would keep even the thread that looks for the parent from running; so the kernel
    is asked to end this process if a document takes much longer than the parent allows.

    Args:
        raw: The document.
        seconds: Until the end of this process.
    """
    if _work is None:
        raise RuntimeError("start() comes first")
    if not hasattr(signal, "setitimer"):
        return _drafted(_work(raw))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return _drafted(_work(raw))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def failure_of(error: Exception, stage: Stage) -> Failure:
    """What an error that a document raised is told as.

    Args:
        error: The error.
        stage: Where it was raised.
    """
    if isinstance(error, SourceError):
        return Failure(stage, error.reason, error.hint)
    if isinstance(error, ExtractorError):
        final = not isinstance(error, MissingExtra)
        return Failure(stage, str(error), error.hint, final=final)
    if isinstance(error, MemoryError):
        reason = f"needs more than {MEMORY // 1024**2:,} MiB of memory"
        return Failure(stage, reason, "split it into one document a release", final=False)
    reason = f"{type(error).__name__}: {brief(error)}"
    return Failure(stage, reason, "a fault of this program: please report it")


def _drafts_for(folder: Path | None) -> Drafts | None:
    from extractor.sinks.json_files import Drafts  # noqa: PLC0415 - the parent does not need it

    return Drafts(folder) if folder else None


def _drafted(outcome: Outcome) -> Outcome:
    """The same outcome, its facts written to a file if that is asked for and can be done."""
    from extractor.batch.stored import StoredFacts  # noqa: PLC0415 - the parent does not need it

    if _drafts is not None and isinstance(outcome, Extracted):
        with suppress(OSError):  # the parent will write it itself, and tell why it cannot
            return replace(
                outcome, draft=_drafts.write(cast("FactSet", StoredFacts(outcome.packed)))
            )
    return outcome


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _limit_memory() -> None:
    """Limit the address space to what is taken now and `MEMORY` more, where that can be told."""
    try:
        import resource  # noqa: PLC0415 - not on Windows

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        return
    taken = pages * os.sysconf("SC_PAGE_SIZE")
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = taken + MEMORY
    if most == resource.RLIM_INFINITY or limit < most:
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))
