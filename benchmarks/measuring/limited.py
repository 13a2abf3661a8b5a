"""Measurements in a process of their own, which is ended when it takes too long."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import CancelledError
from functools import cache
from typing import ParamSpec, Self, TypeVar

import jieba
from pebble import ProcessExpired, ProcessPool

import extractor

_P = ParamSpec("_P")
_T = TypeVar("_T")
_WARM_UP = "全区156.7万名低保对象基本生活得到保障。"


class TookTooLongError(Exception):
    """A measurement was given up."""


@cache
def reader() -> extractor.Extractor:
    """The extractor of this process, which has read a text."""
    jieba.setLogLevel("WARNING")
    made = extractor.load()
    made.extract(_WARM_UP)
    return made


class LimitedWorker:
    """A process with a warm extractor that does one thing after another; a new one if it is ended.

    Args:
        limit: Seconds that one thing may take.
    """

    def __init__(self, limit: float) -> None:
        self.limit = limit
        self._pool = ProcessPool(
            max_workers=1, initializer=reader, context=multiprocessing.get_context("spawn")
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def run(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Do something in the process.

        Args:
            work: A function of a module.
            args: What it is given.
            kwargs: What it is given by name.

        Raises:
            TookTooLongError: It did not end in time.
            MemoryError: The process was ended from outside, as happens where memory is short.
        """
        future = self._pool.schedule(work, args=args, kwargs=kwargs, timeout=self.limit)
        try:
            result: _T = future.result()
        except TimeoutError:
            raise TookTooLongError from None
        except (ProcessExpired, CancelledError) as death:
            raise MemoryError(str(death)) from death
        return result
