"""What the tests of times share."""

import time
from collections.abc import Callable

import pytest


@pytest.fixture(scope="session")
def benchmark_seconds() -> Callable[[Callable[[], object]], float]:
    """The shortest of three runs of a function, in seconds of processor time."""

    def measure(function: Callable[[], object]) -> float:
        runs = []
        for _ in range(3):
            start = time.process_time()
            function()
            runs.append(time.process_time() - start)
        return min(runs)

    return measure
