"""Entry point of the command line: one line on standard error for each fault, and an exit code.

Exit codes: 0 done, 1 some inputs failed, 2 wrong use, 130 and 143 interrupted.
"""

from __future__ import annotations

import io
import os
import sys
from signal import SIGINT
from typing import TYPE_CHECKING

from extractor.batch.interrupts import EXIT_CODES, Interrupted, Interrupts
from extractor.terminal import WRONG_USE, print_error

if TYPE_CHECKING:
    from typer.exceptions import TyperException

_MISSING = "Missing argument"
_PIPED = "- reads standard input"  # what the help of an argument says of it
_VALIDATOR = "Value error, "  # what pydantic puts before a reason


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: What follows the program's name; ``sys.argv`` by default.

    Returns:
        The exit code.
    """
    _make_streams_speak_chinese()
    with Interrupts() as interrupts:
        try:
            with interrupts.anywhere():
                return _run(sys.argv[1:] if arguments is None else arguments, interrupts)
        except Interrupted:
            print_error("interrupted")
            return EXIT_CODES[interrupts.signal or SIGINT]


def _make_streams_speak_chinese() -> None:
    """Let files and pipes be UTF-8 whatever the system's encoding; nothing is too odd to print."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
            if not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
                stream.reconfigure(encoding="utf-8")


def _run(arguments: list[str], interrupts: Interrupts) -> int:
    # Imported only here, as it takes a while, and signals are told in a line by now.
    from typer.exceptions import TyperException  # noqa: PLC0415

    from extractor.cli import app  # noqa: PLC0415
    from extractor.errors import ExtractorError  # noqa: PLC0415

    try:
        result = app(
            args=arguments or ["--help"],
            prog_name="extractor",
            standalone_mode=False,
            obj=interrupts,
        )
    except TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "extractor"
        print_error(_reason(error), hint=f"see {command} --help")
        return error.exit_code
    except ExtractorError as error:
        print_error(str(error), hint=error.hint)
        return WRONG_USE
    except BrokenPipeError:
        # The reader went away (`| head`); nothing more can be said on standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0


def _reason(error: TyperException) -> str:
    """What is wrong with a command line; of an unknown option the one that is nearest."""
    possible = getattr(error, "possibilities", None)
    if possible:
        names = ", ".join(map(repr, possible))
        return f"{str(error).rstrip('.')}. Did you mean {names}?"
    message = error.format_message().replace(_VALIDATOR, "", 1)
    missing = getattr(error, "param", None) if message.startswith(_MISSING) else None
    piped = _PIPED in (getattr(missing, "help", None) or "")
    return f"{message.rstrip('.')}; - reads what is piped in" if piped else message


if __name__ == "__main__":
    sys.exit(main())
