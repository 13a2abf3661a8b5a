"""SIGINT and SIGTERM: the work that is done is kept, then the program ends."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any, Self

EXIT_CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}


class Interrupted(BaseException):
    """A signal asked the program to end; like KeyboardInterrupt no error that code should catch."""


class Interrupts:
    """Takes SIGINT and SIGTERM while its context lasts.

    The first one is noted, and raised only where the program says that it may be: never in the
    middle of what has to be done whole. The second one ends the program at once.

    Attributes:
        signal: The signal that came, or None.
    """

    def __init__(self) -> None:
        self.signal: signal.Signals | None = None
        self._may_raise = False
        self._before: dict[signal.Signals, Any] = {}

    def check(self) -> None:
        """Raise if a signal has come.

        Raises:
            Interrupted: One has.
        """
        if self.signal is not None:
            raise Interrupted

    @contextmanager
    def anywhere(self) -> Iterator[None]:
        """Let a signal be raised at any point inside: what is done there may be cut short.

        Raises:
            Interrupted: A signal came, now or before.
        """
        with self._raising(True):
            self.check()
            try:
                yield
            except Exception:
                self.check()  # a library may have made an error of its own of it, as DuckDB does
                raise

    @contextmanager
    def nowhere(self) -> Iterator[None]:
        """Let no signal be raised inside `anywhere` but where the program says so again.

        Raises:
            Interrupted: A signal came before; libraries that were imported may have dropped it.
        """
        with self._raising(False):
            self.check()
            yield

    @contextmanager
    def _raising(self, may: bool) -> Iterator[None]:
        before, self._may_raise = self._may_raise, may
        try:
            yield
        finally:
            self._may_raise = before

    def __enter__(self) -> Self:
        for number in EXIT_CODES:
            self._before[number] = signal.signal(number, self._take)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _take(self, number: int, frame: FrameType | None) -> None:
        del frame
        self.signal = signal.Signals(number)
        for each in EXIT_CODES:
            signal.signal(each, signal.SIG_DFL)
        if self._may_raise:
            raise Interrupted


@contextmanager
def blocking(number: signal.Signals) -> Iterator[None]:
    """Hold a signal back for a moment, and for good from the processes that are started in it.

    To ignore it would lose one that comes just then. Not for Windows.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
