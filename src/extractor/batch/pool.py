"""Worker processes that may die or hang: pebble's pool, with the guilty document always found."""

from __future__ import annotations

import multiprocessing
import queue
import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.batch import worker
from extractor.batch.interrupts import blocking
from extractor.batch.outcome import Failure, Outcome
from extractor.errors import BatchError

if TYPE_CHECKING:
    from pebble import ProcessPool

    from extractor.sources import RawDocument
    from extractor.text import Setting

_TASKS_PER_WORKER = 4  # in flight, so that no worker waits for the parent
_BYTES_IN_FLIGHT = 64 * 1024**2
_GRACE = 60.0  # seconds beyond the time limit until a pool that is silent is given up


@dataclass(slots=True, eq=False)
class _Task:
    number: int
    raw: RawDocument
    alone: bool = False
    again: bool = False


class WorkerPool:
    """Hands documents to worker processes and their outcomes back, in whatever order they come.

    When a worker dies, the document that it had is known, as a rule. When it is not (the worker
    died before it said what it took), all documents in flight are tried again, one at a time. A
    document whose worker was ended by a signal is tried once more: it may have come from outside.

    Each worker takes a second and some hundred megabytes, so no more are started than there are
    documents: the first ones are held back until there are as many as workers may be.

    Args:
        jobs: How many worker processes at most.
        timeout: Seconds that one document may take.
        patterns: Folder of rules laid over the built-in ones, or None.
        conversion: How traditional characters become simplified.
        work: What is done with documents.
        drafts: Folder of the sink of `json` that workers write files for, or None.
    """

    def __init__(
        self,
        jobs: int,
        timeout: float,
        *,
        patterns: Path | None = None,
        conversion: Setting = "auto",
        work: type[worker.Work] = worker.Extraction,
        drafts: Path | None = None,
    ) -> None:
        self._jobs = jobs
        self._timeout = timeout
        self._arguments = (work, patterns, conversion, drafts)
        self._pool: ProcessPool | None = None
        self._workers = 0
        self._held: deque[_Task] = deque()
        self._flying: dict[Future[Outcome], _Task] = {}
        self._bytes = 0
        self._suspects: deque[_Task] = deque()
        self._ended: queue.SimpleQueue[Future[Outcome]] = queue.SimpleQueue()
        self._silence = 0.0

    @property
    def busy(self) -> bool:
        """Whether documents are held back or in flight."""
        return bool(self._held or self._flying or self._suspects)

    @property
    def full(self) -> bool:
        """Whether enough documents are in flight."""
        return bool(
            self._suspects
            or len(self._flying) >= self._jobs * _TASKS_PER_WORKER
            or (self._bytes >= _BYTES_IN_FLIGHT and len(self._flying) >= self._jobs)
        )

    def submit(self, number: int, raw: RawDocument) -> None:
        """Hand a document over.

        Args:
            number: What its outcome will be known by.
            raw: The document.
        """
        self._held.append(_Task(number, raw))
        if self._workers == self._jobs or len(self._held) == self._jobs:
            self.start()

    def start(self) -> None:
        """Begin with what was handed over; to be called when no more will come for now."""
        if len(self._held) > self._workers:  # the ones that run are idle now
            self._end_pool()
            self._workers = len(self._held)
        while self._held:
            self._schedule(self._held.popleft())

    def outcomes(self, patience: float) -> Iterator[tuple[int, Outcome]]:
        """The outcomes that are there.

        Args:
            patience: Seconds to wait for the first one.

        Yields:
            The number that came with a document, and what became of it.

        Raises:
            BatchError: Workers cannot be started.
        """
        wait = patience
        while self._flying:
            try:
                future = self._ended.get(timeout=wait) if wait else self._ended.get_nowait()
            except queue.Empty:
                self._notice_silence(wait)
                return
            self._silence = wait = 0.0
            task = self._flying.pop(future, None)
            if task is None:  # of a pool that was given up
                continue
            self._bytes -= len(task.raw.data)
            outcome = self._outcome(future, task)
            if outcome is not None:
                yield task.number, outcome
            if self._suspects and not self._flying:
                self._schedule(self._suspects.popleft())

    def stop(self) -> None:
        """End all workers at once; what they were doing is lost."""
        self._end_pool()
        self._held.clear()
        self._flying.clear()
        self._suspects.clear()
        self._bytes = 0

    def _outcome(self, future: Future[Outcome], task: _Task) -> Outcome | None:
        """What became of a task; None if it is to be tried again."""
        from pebble import ProcessExpired  # noqa: PLC0415 - `--help` does not need it

        try:
            return future.result()
        except TimeoutError:
            reason = f"took longer than {self._timeout:g} seconds"
            return Failure("extract", reason, "give it more with --timeout", final=False)
        except ProcessExpired as death:
            return self._outcome_of_death(task, death.exitcode)
        except BrokenProcessPool:
            if task.alone:
                self._end_pool()
                self._check_that_workers_start()
                return _death(None)
            task.alone = True
            self._suspects.append(task)
            if not self._flying:
                self._suspects = deque(sorted(self._suspects, key=lambda suspect: suspect.number))
                self._end_pool()
            return None
        except Exception as error:  # of the document or of what was made of it
            return worker.failure_of(error, "extract")

    def _outcome_of_death(self, task: _Task, exit_code: int) -> Outcome | None:
        if exit_code >= 0 or task.again:
            return _death(exit_code)
        task.again = True  # somebody else may have ended the worker
        self._schedule(task)
        return None

    def _schedule(self, task: _Task) -> None:
        try:
            future: Future[Outcome] = self._running().schedule(
                worker.run, args=(task.raw, self._timeout + _GRACE), timeout=self._timeout
            )
        except RuntimeError:  # the pool broke since
            future = Future[Outcome]()
            future.set_exception(BrokenProcessPool("the pool broke"))
        self._flying[future] = task
        self._bytes += len(task.raw.data)
        future.add_done_callback(self._ended.put)

    def _notice_silence(self, waited: float) -> None:
        """Give a pool up that ought to have said something: its pipe may have been damaged."""
        self._silence += waited
        if self._silence > self._timeout + _GRACE:
            self._silence = 0.0
            for future in tuple(self._flying):
                if not future.done():
                    future.set_exception(BrokenProcessPool("the pool is silent"))

    def _running(self) -> ProcessPool:
        if self._pool is None:
            from pebble import ProcessPool  # noqa: PLC0415 - `--help` does not need it

            self._pool = ProcessPool(
                max_workers=self._workers,
                initializer=worker.start,
                initargs=self._arguments,
                context=_context(),
            )
        return self._pool

    def _end_pool(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def _check_that_workers_start(self) -> None:
        try:
            self._running().schedule(_nothing).result()
        except BrokenProcessPool:
            raise BatchError(
                "worker processes end as soon as they start", hint="is there enough memory?"
            ) from None


def prepare() -> None:
    """Start what workers come from; it imports what they need while the parent goes on."""
    _context()


def _nothing() -> None:
    """A task that any worker survives."""


def _death(exit_code: int | None) -> Failure:
    how = "" if exit_code is None else f" ({_exit_name(exit_code)})"
    reason, hint = f"the worker process died of it{how}", "is there enough memory?"
    return Failure("extract", reason, hint, final=False)


def _exit_name(exit_code: int) -> str:
    return f"signal {-exit_code}" if exit_code < 0 else f"exit code {exit_code}"


def _context() -> Any:
    """How processes are started: never by forking the parent, whose threads hold locks."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker  # noqa: PLC0415 - not on Windows

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["extractor.batch.silence", "extractor.batch.preloaded"])
    resource_tracker.ensure_running()  # it unblocks signals when it has started
    # The server inherits that it hears nothing of Ctrl-C, which is sent to it too.
    with blocking(signal.SIGINT):
        forkserver.ensure_running()
    return context
