"""Rules of the user's own that a part of a spaCy pipeline carries along.

A pipeline is saved in one place and loaded in another, or sent to another process. The folder that
its config names is not there, so each part holds the files themselves, and saves them in its own
folder of the pipeline.
"""

from __future__ import annotations

from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Self

import srsly

from extractor.errors import PatternError
from extractor.resources import RuleFolder

if TYPE_CHECKING:
    from collections.abc import Iterable


class CarriesRules:
    """A part of a pipeline that saves and loads its rules as spaCy asks for it.

    Args:
        folder: The folder of rules that the config names, or None. One that is missing is an error
            only when the rules are needed: they may be loaded with the pipeline.

    Raises:
        OSError: A file in the folder cannot be read.
    """

    def __init__(self, folder: str | None) -> None:
        self._folder = Path(folder) if folder else None
        self._rules: RuleFolder | None = None
        if self._folder and self._folder.is_dir():
            self._rules = RuleFolder.read(self._folder)

    @property
    def rules(self) -> RuleFolder | None:
        """The rules to lay over the built-in ones, or None.

        Raises:
            PatternError: The config names a folder that is missing, and none was loaded.
        """
        if self._folder and self._rules is None:
            hint = "name another in the config, or load a pipeline that was saved with its rules"
            raise PatternError(self._folder, 0, "is not a folder of pattern files", hint=hint)
        return self._rules

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Save the rules as a folder of pattern files, an empty one if there are none."""
        del exclude
        folder = Path(path)
        (self.rules or RuleFolder((), folder)).write(folder)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Take the rules that `to_disk` saved in the place of those that the config names."""
        del exclude
        if Path(path).is_dir():
            self._take(RuleFolder.read(Path(path)))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The rules as bytes."""
        del exclude
        return bytes(srsly.msgpack_dumps(dict(self.rules.files) if self.rules else {}))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Take the rules of `to_bytes` in the place of those that the config names.

        Raises:
            ValueError: A file has a name that is none of a pattern file.
        """
        del exclude
        files = srsly.msgpack_loads(data)
        for name in files:
            # They may be written to a folder some day, and must stay in there.
            if PureWindowsPath(name).name != name or not name.endswith(".jsonl"):
                raise ValueError(f"{name!r} is no name of a pattern file")
        self._take(RuleFolder(tuple(files.items()), Path("rules")))
        return self

    def _take(self, rules: RuleFolder) -> None:
        self._folder = None
        self._rules = rules if rules.files else None
