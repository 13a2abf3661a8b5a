"""One self-contained HTML page: releases with their facts marked in the text, and a table of them.

The page holds a release as it was read and its fact set as `extractor extract` prints it; all that
is seen is made of these by the scripts of this folder, in the browser. A Content Security Policy
lets it run these scripts only, and load nothing.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from extractor.html import as_data, render_template, source_hash
from extractor.report.columns import flat_columns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.records import FactSet

# In the order in which they build on each other.
_SCRIPTS = ("model.js", "export.js", "reading.js", "table.js", "main.js")


class Shown(NamedTuple):
    """A release as the page holds it.

    Attributes:
        text: Its raw text, which the spans of the facts count in.
        facts: Its fact set.
    """

    text: str
    facts: FactSet


def render_page(releases: Iterable[Shown]) -> bytes:
    """The page of releases.

    Args:
        releases: What to show, in the order of the list.

    Returns:
        HTML in UTF-8 that needs nothing else; the same for the same releases. It takes some 500
        bytes a fact and three a Chinese character.
    """
    from markupsafe import Markup  # noqa: PLC0415 - only pages need it

    style = _part("report.css")
    # one scope for all scripts, which nothing else in the page can reach
    script = "\n".join(('"use strict";', "{", *map(_part, _SCRIPTS), "}"))
    return render_template(
        __package__,
        "page.html.j2",
        style=Markup(style),  # noqa: S704 - our own
        script=Markup(script),  # noqa: S704 - our own
        style_hash=source_hash(style),
        script_hash=source_hash(script),
        columns=as_data(json.dumps(flat_columns())),
        releases=as_data("[" + ",\n".join(map(_embedded, releases)) + "]"),
    ).encode()


def _embedded(release: Shown) -> str:
    text = json.dumps(release.text, ensure_ascii=False)
    return f'{{"text":{text},"set":{release.facts.to_json()}}}'


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
