"""Finds time expressions in clean text and resolves them to ISO dates."""

from extractor.times.finder import TimeExpression, TimeFinder
from extractor.times.resolver import TimeResolver

__all__ = ["TimeExpression", "TimeFinder", "TimeResolver"]
