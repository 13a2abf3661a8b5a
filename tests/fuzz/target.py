"""Coverage-guided fuzzing: ``python -m tests.fuzz.target CHECK [OPTIONS OF LIBFUZZER] [FOLDER]``.

CHECK is ``normalise``, ``quantities`` or ``pipeline``. What is found stands in a file
``crash-…`` or ``timeout-…``; ``python -m tests.fuzz.target CHECK FILE`` runs it again and prints
its text, to be cut down and put into ``findings.jsonl``.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["extractor"]):
    from tests.fuzz.checks import CHECKS, EXTRACTOR

    # Most modules are imported when the first text needs them.
    EXTRACTOR.extract("全区156.7万名低保对象基本生活得到保障，同比增长5%。")

from tests.fuzz.texts import text_of


def main() -> None:
    """Fuzz one check until libFuzzer's limits, or a finding, end it."""
    name = sys.argv.pop(1)
    check = CHECKS[name]
    for argument in sys.argv[1:]:
        if Path(argument).is_file():
            print(repr(text_of(Path(argument).read_bytes())))
    atheris.Setup(sys.argv, lambda data: check(text_of(data)))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
