"""From bytes to the raw text of a release: encodings, and what cannot be read."""

from extractor.sources.release import MAX_BYTES, Release, decode_release, read_release

__all__ = ["MAX_BYTES", "Release", "decode_release", "read_release"]
