"""The command line, which tells in its last line on standard error what memory it took in MiB.

It is a file of its own so that the process holds nothing else. Where neither /proc nor the module
`resource` is there, 0 is told.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from extractor.__main__ import main

_STATUS = Path("/proc/self/status")


def _peak() -> float:
    if _STATUS.exists():  # the other figure may be that of the process that started this one
        peak = re.search(r"VmHWM:\s+(\d+) kB", _STATUS.read_text(encoding="ascii"))
        if peak:
            return int(peak[1]) / 1024
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return 0.0
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    code = main()
    print(f"{_peak():.1f}", file=sys.stderr)
    sys.exit(code)
