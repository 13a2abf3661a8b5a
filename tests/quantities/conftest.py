"""One finder for all tests of quantities: it loads four pattern files."""

import pytest

from extractor.quantities import QuantityFinder
from extractor.resources import Patterns


@pytest.fixture(scope="session")
def finder() -> QuantityFinder:
    return QuantityFinder(Patterns())
