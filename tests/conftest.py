"""Fixtures that are dear to make: one extractor for all tests."""

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from extractor import Extractor, load
from extractor.cache import FOLDER_VARIABLE

# PySpark is large and has an environment of its own: make spark.
collect_ignore = [] if find_spec("pyspark") else ["spark"]


@pytest.fixture(scope="session", autouse=True)
def _cache_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests keep nothing in the home of the user, and believe nothing that is there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return load()
