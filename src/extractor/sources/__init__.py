"""From inputs of any kind to the raw text of releases: finding, decoding, parsing."""

from extractor.sources.fields import TableFields
from extractor.sources.finding import find_documents, holds_one_document
from extractor.sources.limits import MAX_BYTES, Limits
from extractor.sources.notes import FindingNotes
from extractor.sources.parsing import parse_document, read_release
from extractor.sources.raw import RawDocument
from extractor.sources.release import Release, decode_release

__all__ = [
    "MAX_BYTES",
    "FindingNotes",
    "Limits",
    "RawDocument",
    "Release",
    "TableFields",
    "decode_release",
    "find_documents",
    "holds_one_document",
    "parse_document",
    "read_release",
]
