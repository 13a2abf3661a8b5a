"""Finds quantities in clean text: exact values, units, modifiers, and the numbers that are none."""

from extractor.quantities.finder import QuantityFinder
from extractor.quantities.model import Exclusion, Findings, Quantity

__all__ = ["Exclusion", "Findings", "Quantity", "QuantityFinder"]
