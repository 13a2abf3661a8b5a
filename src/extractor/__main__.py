"""Entry point of the command line: one line on standard error for each fault, and an exit code.

Exit codes: 0 done, 1 some inputs failed, 2 wrong use.
"""

from __future__ import annotations

import os
import sys

from typer.exceptions import Abort, TyperException

from extractor.cli import app
from extractor.errors import ExtractorError
from extractor.terminal import print_error

WRONG_USE = 2
INTERRUPTED = 130


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: What follows the program's name; ``sys.argv`` by default.

    Returns:
        The exit code.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        result = app(args=arguments or ["--help"], prog_name="extractor", standalone_mode=False)
    except TyperException as error:
        print_error(error.format_message(), hint="extractor --help lists commands and options")
        return error.exit_code
    except ExtractorError as error:
        print_error(str(error), hint=error.hint)
        return WRONG_USE
    except BrokenPipeError:
        # The reader went away (`| head`); nothing more can be said on standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (Abort, KeyboardInterrupt):
        print_error("interrupted")
        return INTERRUPTED
    return result if isinstance(result, int) else 0


if __name__ == "__main__":
    sys.exit(main())
