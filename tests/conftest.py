"""Fixtures that are dear to make: one extractor for all tests."""

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from extractor import Extractor, load
from extractor.cache import FOLDER_VARIABLE

# What is large has an environment of its own: make spark, make browser, make notebooks.
_NEEDED = {
    "spark": "pyspark",
    "report/browser": "playwright",
    "notebooks": "pylopdf_fonts_zh_cn",
}
collect_ignore = [folder for folder, library in _NEEDED.items() if not find_spec(library)]


@pytest.fixture(scope="session", autouse=True)
def _cache_of_this_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests keep nothing in the home of the user, and believe nothing that is there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return load()
