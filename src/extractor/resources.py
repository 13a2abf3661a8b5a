"""The pattern folder: every rule that a linguist may change, read from JSON Lines.

A pattern file holds one rule a line. A line that is empty or starts with `//` is skipped. Every
rule has

* ``id``: unique in its file, dotted, stable (outputs name it),
* ``comment``: one line that says what the rule is for,
* ``match``: texts in which the rule must fire, ``no_match``: texts in which it must not,

and the fields of its kind, which the stage that owns the file reads from `Rule.data`. A folder of
the user's own is laid over the built-in one: a rule with a known id replaces the built-in rule in
its place, a new id is appended, and ``{"id": …, "remove": true}`` takes a rule away.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from extractor.errors import PatternError

_COMMON_FIELDS = frozenset({"id", "comment", "match", "no_match", "remove"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of a pattern file.

    Attributes:
        id: Name of the rule, as outputs and `explain` show it.
        comment: What the rule is for.
        match: Texts in which the rule must fire.
        no_match: Texts in which the rule must not fire.
        data: The fields of the rule's kind.
        file: File that the rule was read from.
        line: Its line there, counted from 1.
        guarded: Whether a folder of the user's own changes this kind of rules, so that their
            expressions are not known to end in time.
    """

    id: str
    comment: str
    match: tuple[str, ...]
    no_match: tuple[str, ...]
    data: dict[str, Any]
    file: Path
    line: int
    guarded: bool = False

    def fault(self, reason: str, *, hint: str = "") -> PatternError:
        """An error that points at this rule's file and line."""
        return PatternError(self.file, self.line, f"rule {self.id!r}: {reason}", hint=hint)

    def field(self, name: str) -> Any:
        """The value of a field that the rule's kind requires.

        Raises:
            PatternError: The field is missing.
        """
        if name not in self.data:
            raise self.fault(f"has no field {name!r}")
        return self.data[name]


@dataclass(frozen=True, slots=True)
class RuleFolder:
    """The pattern files of a folder as they were when it was read, so that they can travel.

    Attributes:
        files: Name and content of each file, by name.
        path: The folder, for messages; folders with the same files are equal.
    """

    files: tuple[tuple[str, bytes], ...]
    path: Path = field(compare=False)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a folder.

        Raises:
            PatternError: It is not a folder.
            OSError: A file cannot be read.
        """
        if not path.is_dir():
            raise PatternError(path, 0, "is not a folder of pattern files")
        files = sorted(path.glob("*.jsonl"))
        return cls(tuple((file.name, file.read_bytes()) for file in files), path)

    def write(self, path: Path) -> None:
        """Make `path` a folder of these pattern files and of no others."""
        path.mkdir(parents=True, exist_ok=True)
        for old in path.glob("*.jsonl"):
            old.unlink()
        for name, content in self.files:
            (path / name).write_bytes(content)


class Patterns:
    """The rules of the built-in pattern folder, with the user's folders laid over it.

    Args:
        overlays: Folders with pattern files of the same names; later ones win.

    Raises:
        PatternError: An overlay is not a folder, or a file in it is not valid.
        OSError: A file cannot be read.
    """

    def __init__(self, *overlays: Path | RuleFolder) -> None:
        self._folders = [
            folder if isinstance(folder, RuleFolder) else RuleFolder.read(folder)
            for folder in (builtin_folder(), *overlays)
        ]
        self._cache: dict[str, tuple[Rule, ...]] = {}

    @property
    def names(self) -> list[str]:
        """Names of all pattern files, without their ending, sorted."""
        return sorted({Path(name).stem for folder in self._folders for name, _ in folder.files})

    def rules(self, name: str) -> tuple[Rule, ...]:
        """The rules of one file, in file order, overlays applied.

        Args:
            name: File name without its ending, for example ``units``.

        Raises:
            PatternError: A line is not a JSON object with the common fields, or an id is repeated.
        """
        if name not in self._cache:
            merged: dict[str, Rule] = {}
            guarded = False
            for number, folder in enumerate(self._folders):
                content = dict(folder.files).get(f"{name}.jsonl")
                if content is not None:
                    _merge(merged, folder.path / f"{name}.jsonl", content)
                    guarded = number > 0
            self._cache[name] = tuple(replace(r, guarded=guarded) for r in merged.values())
        return self._cache[name]

    @property
    def sha256(self) -> str:
        """Digest over the names and contents of all pattern files, as ``sha256:…``."""
        digest = hashlib.sha256()
        for folder in self._folders:
            for name, content in folder.files:
                digest.update(name.encode() + b"\0" + content + b"\0")
        return f"sha256:{digest.hexdigest()}"


def builtin_folder() -> Path:
    """The folder of built-in patterns: in the wheel inside the package, else in the checkout."""
    package = Path(__file__).resolve().parent
    packaged = package / "patterns"
    return packaged if packaged.is_dir() else package.parents[1] / "patterns"


def _merge(merged: dict[str, Rule], file: Path, content: bytes) -> None:
    seen: set[str] = set()
    for line, record in _records(file, content):
        rule = _rule(record, file, line)
        if rule.id in seen:
            raise PatternError(file, line, f"rule {rule.id!r} stands twice in this file")
        seen.add(rule.id)
        if record.get("remove"):
            merged.pop(rule.id, None)
        else:
            merged[rule.id] = rule


def _records(file: Path, content: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    for line, text in enumerate(content.decode("utf-8").splitlines(), 1):
        if not text.strip() or text.startswith("//"):
            continue
        try:
            record = json.loads(text)
        except json.JSONDecodeError as error:
            raise PatternError(file, line, f"is not valid JSON: {error.msg}") from None
        except RecursionError:
            raise PatternError(file, line, "is nested too deep") from None
        if not isinstance(record, dict) or not isinstance(record.get("id"), str):
            raise PatternError(file, line, "is not a JSON object with an 'id'")
        yield line, record


def _rule(record: dict[str, Any], file: Path, line: int) -> Rule:
    examples = {}
    for name in ("match", "no_match"):
        value = record.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise PatternError(file, line, f"field {name!r} is not a list of texts")
        examples[name] = tuple(value)
    return Rule(
        id=record["id"],
        comment=str(record.get("comment", "")),
        match=examples["match"],
        no_match=examples["no_match"],
        data={key: value for key, value in record.items() if key not in _COMMON_FIELDS},
        file=file,
        line=line,
    )
