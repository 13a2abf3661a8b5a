"""From raw text to clean text: readings, scripts, widths, white space, furniture; aligned."""

from extractor.text.model import Block, CleanText, Conversion, Metadata, Role, Setting
from extractor.text.normalizer import Normalizer

__all__ = [
    "Block",
    "CleanText",
    "Conversion",
    "Metadata",
    "Normalizer",
    "Role",
    "Setting",
]
