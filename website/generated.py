"""Pages that are made of the program itself: its commands and its records."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

import extractor
from extractor.cli import app
from extractor.records import json_schema
from extractor.sinks.csv_table import CsvSink

EXAMPLE = "2023年，全区156.7万名低保对象基本生活得到保障，同比增长3.2%。"
_WIDTH = 10_000  # characters; wide enough that nothing is wrapped


def commands() -> str:
    """The reference of the command line: a section a command, with usage, arguments and options."""
    return "\n".join(_section(name, command) for name, command in _walk("extractor", _program()))


def records() -> str:
    """The reference of the records: a section a record, with all fields; then an example."""
    schema = json_schema()
    tables = "\n".join(_record(name, schema) for name in _reached("FactSet", schema))
    facts = extractor.load().extract(EXAMPLE)
    example = json.dumps(json.loads(facts.to_json()), ensure_ascii=False, indent=2)
    return f"{tables}\n## An example\n\n`{EXAMPLE}` becomes\n\n```json\n{example}\n```\n"


def columns() -> str:
    """The columns of `facts.csv`, in their order."""
    with TemporaryDirectory() as folder:
        with CsvSink(Path(folder)):
            pass
        (file,) = Path(folder).iterdir()
        with file.open(encoding="utf-8", newline="") as stream:
            (names,) = csv.reader(stream)
    return ", ".join(f"`{name}`" for name in names) + "\n"


GENERATED: dict[str, Callable[[], str]] = {
    "columns": columns,
    "commands": commands,
    "records": records,
}
"""What stands in a page for `<!-- generated: NAME -->`."""


def _program() -> Any:
    return get_command(app)


def _walk(path: str, command: Any) -> Iterator[tuple[str, TyperCommand]]:
    """The commands below one, by their full names, groups only for what is in them."""
    if not isinstance(command, TyperGroup):
        yield path, command
        return
    for name, child in command.commands.items():
        yield from _walk(f"{path} {name}", child)


def _section(name: str, command: Any) -> str:
    context = command.context_class(command, info_name=name, max_content_width=_WIDTH)
    context.terminal_width = _WIDTH
    usage = " ".join(command.collect_usage_pieces(context))
    rows: dict[str, list[str]] = {"argument": [], "option": []}
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record and "--help" not in parameter.opts:
            left, meaning = (_cell(text) for text in record)
            rows[parameter.param_type_name].append(f"| <code>{left}</code> | {meaning} |\n")
    tables = "".join(
        f"\n| {kind} | |\n| --- | --- |\n{''.join(lines)}" for kind, lines in rows.items() if lines
    )
    return f"## {name}\n\n```\n{name} {usage}\n```\n\n{command.help}\n{tables}"


def _cell(text: str) -> str:
    """Text in a cell of a table, none of it markup."""
    escaped = text.strip().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for mark in "\\`*_[]|":
        escaped = escaped.replace(mark, f"&#{ord(mark)};")
    return escaped


def _reached(name: str, schema: dict[str, Any]) -> Iterator[str]:
    """A record and those in it, each once, in the order of the fields."""
    seen, waiting = set(), [name]
    while waiting:
        current = waiting.pop(0)
        if current in seen:
            continue
        seen.add(current)
        yield current
        described = json.dumps(_definition(current, schema)["properties"])
        inner = [other for other in schema["$defs"] if f'"#/$defs/{other}"' in described]
        waiting = sorted(inner, key=lambda other: described.index(f'/{other}"')) + waiting


def _definition(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = schema["$defs"].get(name, schema)
    return found


def _record(name: str, schema: dict[str, Any]) -> str:
    definition = _definition(name, schema)
    rows = "".join(
        f"| `{field}` | {_type(about)} | {_described(about)} |\n"
        for field, about in definition["properties"].items()
    )
    head = "| field | type | |\n| --- | --- | --- |\n"
    return f"## {name}\n\n{definition['description']}\n\n{head}{rows}"


def _type(about: dict[str, Any]) -> str:
    """The type of a field in words; records as links to their sections."""
    if "anyOf" in about:
        return " or ".join(_type(one) for one in about["anyOf"])
    if "$ref" in about:
        name = about["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in about or "const" in about:
        values = about.get("enum", [about.get("const")])
        return " ".join(f"`{value}`" for value in values)
    if "prefixItems" in about:
        return "[" + ", ".join(_type(one) for one in about["prefixItems"]) + "]"
    if about["type"] == "array":
        return f"list of {_type(about['items'])}"
    return str(about["type"])


def _described(about: dict[str, Any]) -> str:
    return str(about["description"]).replace("|", "&#124;")
