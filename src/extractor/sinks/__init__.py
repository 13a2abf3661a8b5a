"""Where fact sets go: one interface for every form of output."""

from extractor.sinks.sink import Sink

__all__ = ["Sink"]
