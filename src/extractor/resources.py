"""The pattern folder: every rule that a linguist may change, read from JSON Lines.

A pattern file holds one rule a line. A line that is empty or starts with `//` is skipped. Every
rule has

* ``id``: unique in its file, dotted, stable (outputs name it),
* ``comment``: one line that says what the rule is for,
* ``match``: texts in which the rule must fire, ``no_match``: texts in which it must not,

and the fields of its kind, which the stage that owns the file reads from `Rule.data`. A folder of
the user's own is laid over the built-in one: a rule with a known id replaces the built-in rule in
its place, a new id is appended, and ``{"id": …, "remove": true}`` takes a rule away. What such a
folder holds and no stage reads (a file or a field of another name) is a fault, as it would be
without effect; `pattern_fields.py` says what there is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from extractor.errors import PatternError
from extractor.pattern_fields import PATTERN_FILES, field_faults, near

_ENDING = ".jsonl"
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
        """Read a folder. Hidden files, as systems and editors leave them, are none of its rules.

        Raises:
            PatternError: It is not a folder.
            OSError: A file cannot be read.
        """
        if not path.is_dir():
            raise PatternError(path, 0, "is not a folder of pattern files")
        files = sorted(path.glob(f"[!.]*{_ENDING}"))
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
        PatternError: An overlay is not a folder, or a file in it is not valid; further faults of
            the overlays come with it.
        OSError: A file cannot be read.
    """

    def __init__(self, *overlays: Path | RuleFolder) -> None:
        self._folders = [
            folder if isinstance(folder, RuleFolder) else RuleFolder.read(folder)
            for folder in (builtin_folder(), *overlays)
        ]
        self._cache: dict[str, tuple[Rule, ...]] = {}
        faults = [fault for folder in self._folders[1:] for fault in _misplaced(folder)]
        laid_over = {Path(file).stem for folder in self._folders[1:] for file, _ in folder.files}
        for name in sorted(laid_over.intersection(PATTERN_FILES)):
            self._cache[name] = self._read(name, faults)
        _raise_if_any(faults)

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
            faults: list[PatternError] = []
            self._cache[name] = self._read(name, faults)
            _raise_if_any(faults)
        return self._cache[name]

    def _read(self, name: str, faults: list[PatternError]) -> tuple[Rule, ...]:
        """The rules of one file; what is wrong with it is appended to `faults`.

        The fields of built-in rules are left to `unfit_built_in`, as this is asked at each start.
        """
        merged: dict[str, Rule] = {}
        built_in: list[dict[str, Any]] = []
        guarded = False
        for number, folder in enumerate(self._folders):
            content = dict(folder.files).get(f"{name}{_ENDING}")
            if content is not None:
                fresh = _merge(merged, folder.path / f"{name}{_ENDING}", content, faults)
                guarded = number > 0
                for rule in fresh if guarded else ():
                    faults += _unfit(rule, built_in)
            if number == 0:
                built_in = [rule.data for rule in merged.values()]
        return tuple(replace(rule, guarded=guarded) for rule in merged.values())

    @staticmethod
    def unfit_built_in() -> list[PatternError]:
        """The faults of the fields of the built-in rules.

        Raises:
            PatternError: A line is not a JSON object with the common fields, or an id is repeated.
        """
        built_in = Patterns()
        files = [built_in.rules(name) for name in built_in.names]
        data = [[rule.data for rule in rules] for rules in files]
        pairs = zip(files, data, strict=True)
        return [fault for rules, known in pairs for rule in rules for fault in _unfit(rule, known)]

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


def _unfit(rule: Rule, built_in: Collection[dict[str, Any]]) -> list[PatternError]:
    """The faults of the fields of a rule.

    Args:
        rule: The rule.
        built_in: The fields of each built-in rule of its file.
    """
    found = field_faults(rule.file.stem, rule.data, built_in)
    return [rule.fault(reason, hint=hint) for reason, hint in found]


def _raise_if_any(faults: list[PatternError]) -> None:
    if faults:
        faults[0].others = tuple(faults[1:])
        raise faults[0]


def _misplaced(folder: RuleFolder) -> Iterator[PatternError]:
    """The faults of a user's folder as such: what is in it that no stage reads, or nothing."""
    known = [f"{name}{_ENDING}" for name in PATTERN_FILES]
    if not folder.files:
        yield PatternError(folder.path, 0, "holds no pattern file", hint=near("", known))
    for name, _ in folder.files:
        if name not in known:
            reason = "is a file of patterns that no stage reads"
            yield PatternError(folder.path / name, 0, reason, hint=near(name, known))


def _merge(
    merged: dict[str, Rule], file: Path, content: bytes, faults: list[PatternError]
) -> list[Rule]:
    """Lay the rules of a file over those of the folders before it, and return its own."""
    own: dict[str, Rule] = {}
    for line, text in _lines(file, content, faults):
        try:
            record = _record(file, line, text)
            rule = _rule(record, file, line)
            removes = _removes(record, rule)
            if rule.id in own:
                raise PatternError(file, line, f"rule {rule.id!r} stands twice in this file")
            if removes and rule.id not in merged:
                raise rule.fault("is to be removed, and there is none with this id")
        except PatternError as fault:
            faults.append(fault)
            continue
        if removes:
            del merged[rule.id]
        else:
            own[rule.id] = merged[rule.id] = rule
    return [*own.values()]


def _lines(file: Path, content: bytes, faults: list[PatternError]) -> Iterator[tuple[int, str]]:
    """The lines that hold a rule, with their numbers."""
    try:
        whole = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        faults.append(PatternError(file, line, "is not in UTF-8", hint="save the file as UTF-8"))
        return
    for line, text in enumerate(whole.splitlines(), 1):
        if text.strip() and not text.startswith("//"):
            yield line, text


def _record(file: Path, line: int, text: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise PatternError(file, line, f"is not valid JSON: {error.msg}") from None
    except RecursionError:
        raise PatternError(file, line, "is nested too deep") from None
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        raise PatternError(file, line, "is not a JSON object with an 'id'")
    return record


def _removes(record: dict[str, Any], rule: Rule) -> bool:
    """Whether a line takes a rule away."""
    removes = record.get("remove", False)
    if not isinstance(removes, bool):
        raise rule.fault("field 'remove' is not true or false")
    return removes


def _rule(record: dict[str, Any], file: Path, line: int) -> Rule:
    examples = {}
    for name in ("match", "no_match"):
        value = record.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise PatternError(file, line, f"field {name!r} is not a list of texts")
        examples[name] = tuple(value)
    if not isinstance(record.get("comment", ""), str):
        raise PatternError(file, line, "field 'comment' is not a text")
    return Rule(
        id=record["id"],
        comment=record.get("comment", ""),
        match=examples["match"],
        no_match=examples["no_match"],
        data={key: value for key, value in record.items() if key not in _COMMON_FIELDS},
        file=file,
        line=line,
    )
