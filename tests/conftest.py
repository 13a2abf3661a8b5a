"""Fixtures that are dear to make: one extractor for all tests."""

import pytest

from extractor import Extractor, load


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return load()
