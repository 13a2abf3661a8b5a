"""Fixtures for the tests of normalisation."""

from __future__ import annotations

import pytest

from extractor.resources import Patterns
from extractor.text import Normalizer


@pytest.fixture(scope="session")
def patterns() -> Patterns:
    return Patterns()


@pytest.fixture(scope="session")
def normalizer(patterns: Patterns) -> Normalizer:
    return Normalizer(patterns)
