"""What people see: on terminals of any width, with and without colours, and in a pipe."""

import fcntl
import os
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from rich.cells import cell_len

from extractor.__main__ import main

RELEASE = """青河市“民生账单”出炉
发布时间：2024-01-12 09:30:00 来源：青河市政府新闻办

2023年，城镇居民人均可支配收入52316元，同比增长4.8%，农村居民人均可支配收入27840元，同比增长7.1%。
智能手环覆盖率达92%，高于全省3.5个百分点。新建托育园（含社区托育点）126所，惠及3.4万户、9.8万人。
"""
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-8]|9[0-7])(?:;\d+)*m")
_OF_TERMINALS = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR")


def _environment(**settings: str) -> dict[str, str]:
    """That of the tests, without what may be told of a terminal there."""
    return {key: os.environ[key] for key in os.environ if key not in _OF_TERMINALS} | settings


@pytest.fixture
def release(tmp_path: Path) -> Path:
    file = tmp_path / "release.txt"
    file.write_text(RELEASE, encoding="utf-8")
    return file


def _on_a_terminal(*arguments: str, columns: int = 80, **environment: str) -> str:
    """What a command writes where both its streams are a terminal."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    command = [sys.executable, "-m", "extractor", *arguments]
    settings = _environment(**{"TERM": "xterm-256color", **environment})
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=settings)  # noqa: S603
    os.close(theirs)
    written = b""
    try:
        while data := os.read(ours, 1 << 16):
            written += data
    except OSError:  # what Linux says when the other end is closed
        pass
    os.close(ours)
    process.wait()
    return written.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("command", ["extract", "explain"])
@pytest.mark.parametrize("columns", [60, 80, 120])
def test_tables_fit_the_terminal(
    command: str,
    columns: int,
    release: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No line is longer than the terminal is wide, counting wide characters, and nothing is cut."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main([command, str(release)]) == 0
    shown = ESCAPE.sub("", capsys.readouterr().out).replace(str(release), "")
    lines = [line.rstrip() for line in shown.splitlines()]
    assert max(map(cell_len, lines)) <= columns
    assert "…" not in shown
    assert ("52,316" if command == "extract" else "52316") in shown


def test_columns_align(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Wide characters take two places: units begin in the same one in all rows."""
    assert main(["extract", "--format", "table", str(release)]) == 0
    title, head, _, *rows = capsys.readouterr().out.rstrip().splitlines()
    assert title.startswith("青河市“民生账单”出炉")
    unit = cell_len(head[: head.index("unit")])
    units = ["元", "%", "元", "%", "%", "个百分点", "所", "户", "人"]
    assert len(rows) == len(units)
    for row, written in zip(rows, units, strict=True):
        places = [i for i in range(len(row)) if cell_len(row[:i]) == unit]
        assert row[places[0] :].startswith(written)


@pytest.mark.parametrize("text", ["甲3所。", "甲3所。\n"], ids=["no line break", "a line break"])
def test_a_text_ends_its_line_on_a_terminal(text: str, release: Path) -> None:
    """In a pipe nothing is added, as offsets count in what is printed."""
    release.write_text(text, encoding="utf-8")
    assert _on_a_terminal("text", str(release)) == "甲3所。\n"


def test_a_release_without_facts(release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is said, not left to an empty table."""
    release.write_text("没有数字的新闻。", encoding="utf-8")
    assert main(["extract", "--format", "table", str(release)]) == 0
    assert capsys.readouterr().out == f"{release}\nnone\n\n"


COLOURS: dict[str, tuple[dict[str, str], bool]] = {
    "a terminal": ({}, True),
    "NO_COLOR": ({"NO_COLOR": "1"}, False),
    "TERM=dumb": ({"TERM": "dumb"}, False),
}


@pytest.mark.parametrize(("environment", "coloured"), COLOURS.values(), ids=COLOURS.keys())
def test_errors_have_colours_where_people_want_them(
    environment: dict[str, str],
    coloured: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The text is the same with and without."""
    monkeypatch.chdir(tmp_path)  # nothing there has nearly the name
    shown = _on_a_terminal("extract", "absent.txt", **environment)
    assert bool(COLOUR.search(shown)) == coloured
    assert ESCAPE.sub("", shown) == "extractor: absent.txt: no such file (check the path)\n"


@pytest.mark.parametrize(("environment", "coloured"), COLOURS.values(), ids=COLOURS.keys())
def test_the_bar_has_colours_where_people_want_them(
    environment: dict[str, str], coloured: bool, release: Path, tmp_path: Path
) -> None:
    """A dumb terminal, which cannot move its cursor, has no bar."""
    arguments = ("batch", str(release), "--out", str(tmp_path / "out"), "--jobs", "1")
    shown = _on_a_terminal(*arguments, **environment)
    assert bool(COLOUR.search(shown)) == coloured
    assert ("extracting" in shown) == ("TERM" not in environment)
    assert "1 done" in shown


@pytest.mark.parametrize("forced", [False, True])
def test_a_pipe_has_colours_only_if_forced(forced: bool, release: Path) -> None:
    """`FORCE_COLOR` is for those who pipe into a pager that shows them."""
    command = [sys.executable, "-m", "extractor", "extract", "--format", "table", str(release)]
    environment = _environment(**({"FORCE_COLOR": "1"} if forced else {}))
    done = subprocess.run(command, capture_output=True, env=environment, check=True)  # noqa: S603
    assert (b"\x1b[" in done.stdout) == forced


@pytest.mark.parametrize("output", ["json", "table"])
def test_a_pipe_is_utf_8(output: str, release: Path) -> None:
    """Whatever the locale says, as JSON has to be."""
    command = [sys.executable, "-m", "extractor", "extract", "--format", output, str(release)]
    latin = _environment(LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    done = subprocess.run(command, capture_output=True, env=latin, check=True)  # noqa: S603
    assert "城镇居民" in done.stdout.decode()


def test_an_encoding_that_was_asked_for_is_kept(release: Path) -> None:
    """What it has no characters for is escaped, not an error."""
    command = [sys.executable, "-m", "extractor", "extract", "--format", "jsonl", str(release)]
    environment = _environment(PYTHONIOENCODING="ascii")
    done = subprocess.run(command, capture_output=True, env=environment, check=True)  # noqa: S603
    assert rb"\u57ce\u9547" in done.stdout


NEAREST = {
    "a command": (["extarct", "x"], "Did you mean 'extract'? (see extractor --help)"),
    "a command of a group": (
        ["patterns", "chek"],
        "Did you mean 'check'? (see extractor patterns --help)",
    ),
    "an option": (
        ["extract", "--fromat", "json", "x"],
        "Did you mean '--format'? (see extractor extract --help)",
    ),
    "a value": (
        ["extract", "--format", "xml", "x"],
        "'xml' is not one of 'json', 'jsonl', 'table'",
    ),
    "a file": (["extract", "relaese.txt"], "did you mean 'release.txt'?"),
    "a folder": (["text", "inbix/a/b.txt"], "did you mean 'inbox/a/b.txt'?"),
    "a folder of something else": (["text", "inbix/x.txt"], "did you mean 'inbox'?"),
    "no rules": (["extract", "x", "--patterns", "absent"], "absent: is not a folder"),
    "no documents": (["extract", "empty"], "is a folder without documents (documents end in .txt"),
}


@pytest.mark.parametrize(("arguments", "told"), NEAREST.values(), ids=NEAREST.keys())
def test_errors_say_what_may_be_meant(
    arguments: list[str],
    told: str,
    release: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In the same line."""
    monkeypatch.chdir(release.parent)
    (release.parent / "inbox" / "a").mkdir(parents=True)
    (release.parent / "inbox" / "a" / "b.txt").touch()
    (release.parent / "empty").mkdir()
    assert main(arguments) > 0
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1


COMMANDS = [
    ["extract"],
    ["explain"],
    ["text"],
    ["schema"],
    ["batch"],
    ["watch"],
    ["spark"],
    ["eval"],
    ["patterns", "check"],
    *(
        ["corpus", name]
        for name in ("check", "place", "twin", "export", "import", "label-studio-config")
    ),
]


@pytest.mark.parametrize("option", ["--help", "-h"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_has_an_example(
    command: list[str], option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that begins with the command."""
    assert main([*command, option]) == 0
    text, _, examples = capsys.readouterr().out.partition("Examples:\n")
    assert text.startswith(f"Usage: extractor {' '.join(command)} ")
    lines = examples.rstrip().splitlines()
    assert lines
    for line in lines:
        assert line.startswith(f"    extractor {' '.join(command)}")


@pytest.mark.parametrize("arguments", [[], ["corpus"]], ids=["all", "corpus"])
def test_summaries_are_whole(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """The list of commands cuts no sentence off."""
    assert main([*arguments, "--help"]) == 0
    commands = capsys.readouterr().out.partition("Commands:")[2]
    assert "..." not in commands
    assert all(line.endswith(".") for line in commands.split("\n") if line)


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    """Of the program alone."""
    assert main(["--version"]) == 0
    assert re.fullmatch(r"extractor \d+\.\d+\.\d+\n", capsys.readouterr().out)


SHELLS = {
    "bash": lambda words: {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))},
    "zsh": lambda words: {"_TYPER_COMPLETE_ARGS": words},
    "fish": lambda words: {
        "_TYPER_COMPLETE_ARGS": words,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    },
}
COMPLETIONS = {
    "commands": ("extractor ex", {"extract", "explain"}),
    "commands of a group": ("extractor patterns ", {"check"}),
    "options": ("extractor extract --conv", {"--conversion"}),
    "formats": ("extractor extract --format ", {"json", "jsonl", "table"}),
    "formats of a batch": ("extractor batch in --format d", {"duckdb"}),
    "other values": ("extractor eval --split ", {"dev", "test"}),
}


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(("words", "expected"), COMPLETIONS.values(), ids=COMPLETIONS.keys())
def test_shells_complete(shell: str, words: str, expected: set[str]) -> None:
    """What the script of `--show-completion` asks, and what it is answered."""
    asked = {"_EXTRACTOR_COMPLETE": f"complete_{shell}", **SHELLS[shell](words)}
    done = subprocess.run(
        [sys.executable, "-m", "extractor"],
        env=_environment(**asked),
        capture_output=True,
        text=True,
        check=True,
    )
    if shell == "zsh":
        found = set(re.findall(r'^(?:.*\(\()?"([^":]+)"', done.stdout, re.MULTILINE))
    else:
        found = {line.partition("\t")[0] for line in done.stdout.splitlines()}
    assert found == expected


@pytest.mark.parametrize("shell", SHELLS)
def test_scripts_for_shells(shell: str) -> None:
    """The script calls the program by the name that it answers to."""
    done = subprocess.run(
        [sys.executable, "-m", "extractor"],
        env=_environment(_EXTRACTOR_COMPLETE=f"source_{shell}"),
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"_EXTRACTOR_COMPLETE=complete_{shell}" in done.stdout
