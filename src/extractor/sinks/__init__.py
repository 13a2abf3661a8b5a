"""Where fact sets go: one interface for every form of output."""

from extractor.sinks.opening import Format, open_sink
from extractor.sinks.sink import Sink

__all__ = ["Format", "Sink", "open_sink"]
