"""What is kept for the next start is used only if it is beyond doubt our own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from extractor import cache

DATA = "全区156.7万名低保对象\n".encode() * 1000
POSIX = pytest.mark.skipif(os.name != "posix", reason="owners and permissions are those of POSIX")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(cache.FOLDER_VARIABLE, str(tmp_path / "some" / "cache"))
    return tmp_path / "some" / "cache"


def _keep(name: str = "words-1", data: bytes = DATA) -> None:
    cache.write(name, lambda: data)


def _flip(file: Path, offset: int) -> None:
    data = bytearray(file.read_bytes())
    data[offset] ^= 1
    file.write_bytes(data)


def _replace(file: Path, make: Callable[[Path], object]) -> None:
    file.unlink()
    make(file)


def _link(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))
    file.symlink_to("elsewhere")


SPOILT = {
    "a byte of the content": lambda file: _flip(file, -1),
    "a byte of the digest": lambda file: _flip(file, 40),
    "a byte of the name": lambda file: _flip(file, 0),
    "cut off": lambda file: os.truncate(file, len(DATA) // 2),
    "one byte more": lambda file: file.write_bytes(file.read_bytes() + b" "),
    "empty": lambda file: file.write_bytes(b""),
    "another's content": lambda file: (
        _keep("words-2"),
        file.with_name("extractor-words-2").replace(file),
    ),
    "no file": lambda file: _replace(file, Path.mkdir),
    "a pipe": pytest.param(lambda file: _replace(file, os.mkfifo), marks=POSIX),
    "a link": pytest.param(_link, marks=POSIX),
    "others may write": pytest.param(lambda file: file.chmod(0o602), marks=POSIX),
    "its group may write": pytest.param(lambda file: file.chmod(0o620), marks=POSIX),
}


def test_kept(folder: Path) -> None:
    """What was kept is read again, and nobody else may read or write it."""
    assert cache.read("words-1") is None
    _keep()
    assert cache.read("words-1") == DATA
    assert cache.read("words-2") is None
    if os.name == "posix":
        assert {path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())} == {0}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_spoilt(folder: Path, spoil: Callable[[Path], object]) -> None:
    """What is damaged or may be another's is not believed; where a file was, it is made anew."""
    _keep()
    file = folder / "extractor-words-1"
    spoil(file)
    assert cache.read("words-1") is None
    _keep()
    assert cache.read("words-1") == (None if file.is_dir() else DATA)


@POSIX
@pytest.mark.parametrize("keeping", [True, False])
def test_another_user(folder: Path, monkeypatch: pytest.MonkeyPatch, keeping: bool) -> None:
    """Files of another user are not believed, and nothing is put into a folder of theirs."""
    _keep()
    before = {file: file.read_bytes() for file in folder.iterdir()}
    me = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: me + 1)
    if keeping:
        _keep("words-2")
    assert cache.read("words-1") is None
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


@POSIX
def test_folder_for_all(folder: Path) -> None:
    """A folder in which others may write is left alone, as the system's temporary one."""
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    _keep()
    assert not list(folder.iterdir())


@pytest.mark.parametrize("place", ["file/below", "file", "/proc/none", ""])
def test_no_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Where there can be no folder, or none is wanted, nothing is kept and nothing is said."""
    (tmp_path / "file").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(cache.FOLDER_VARIABLE, place)
    _keep()
    assert cache.read("words-1") is None
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_old_ones_go(folder: Path) -> None:
    """Few files stay, those that a killed process left too; files of others are not touched."""
    folder.mkdir(parents=True)
    folder.chmod(0o700)
    (folder / "notes.txt").touch()
    (folder / "extractor-words-0.k1ll3d").touch()
    os.utime(folder / "extractor-words-0.k1ll3d", (0, 0))
    for number in range(12):
        _keep(f"words-{number}")
        os.utime(folder / f"extractor-words-{number}", (number + 1, number + 1))
    names = {path.name for path in folder.iterdir()}
    assert names == {"notes.txt", *(f"extractor-words-{number}" for number in range(4, 12))}


RUN = "import extractor; print(extractor.load().extract('新建学校30所。').to_json())"
FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (9999, 9999)); "


def _start(code: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@POSIX
def test_processes(tmp_path: Path) -> None:
    """Two that keep the same, one on a full disk and one without a home, all at once: alike."""
    processes = [
        _start(RUN, EXTRACTOR_CACHE=str(tmp_path / "one")),
        _start(RUN, EXTRACTOR_CACHE=str(tmp_path / "one")),
        _start(FULL + RUN, EXTRACTOR_CACHE=str(tmp_path / "two")),
        _start("import os; del os.environ['EXTRACTOR_CACHE']; " + RUN, HOME="/proc/none"),
    ]
    told = {process.communicate() for process in processes}
    assert [process.returncode for process in processes] == [0] * 4
    (output, errors), *others = told
    assert not others
    assert '"30"' in output
    assert errors == ""
    kinds = [path.name.split("-")[1] for path in (tmp_path / "one").iterdir()]
    assert kinds == ["rules"]
    assert not list((tmp_path / "two").iterdir())
