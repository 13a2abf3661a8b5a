"""Fixtures that are dear to make: one extractor for all tests."""

from importlib.util import find_spec

import pytest

from extractor import Extractor, load

# PySpark is large and has an environment of its own: make spark.
collect_ignore = [] if find_spec("pyspark") else ["spark"]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return load()
