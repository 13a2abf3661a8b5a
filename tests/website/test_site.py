"""What the site is made of: sections, links, references, navigation."""

import re
from pathlib import Path

import pytest

from extractor.records import json_schema
from website.assemble import assemble, navigation
from website.check import requests
from website.generated import columns, commands, records
from website.links import LinkError, Links
from website.pages import PAGES, Page
from website.sections import section

README = "# A\n\n## One\n\ntext\n\n```\n## no heading\n```\n\n### Deep\n\n## Two, *2*\n\nmore\n"
FILES = {
    "README.md": README,
    "docs/page.md": "",
    "docs/flow.svg": "",
    "patterns/units.jsonl": "",
    "SECURITY.md": "",
}
SITE = [
    Page("", "Page", "page.md", "docs/page.md"),
    Page("", "One", "one.md", "README.md#one"),
    Page("", "Security", "security.md", "SECURITY.md"),
]

LINKS = [
    ("docs/page.md", "[a](../SECURITY.md)", "[a](security.md)"),
    ("docs/page.md", "[a](../SECURITY.md#part)", "[a](security.md#part)"),
    ("README.md", "[a](docs/page.md)", "[a](page.md)"),
    ("docs/page.md", "[a](../README.md)", "[a](index.md)"),
    ("docs/page.md", "[a](../README.md#one)", "[a](one.md#one)"),
    ("docs/page.md", "[a](../README.md#deep)", "[a](one.md#deep)"),
    ("docs/page.md", "![a](flow.svg)", "![a](pictures/flow.svg)"),
    ("docs/page.md", "[a](../patterns/units.jsonl)", "[a](files/patterns/units.jsonl.md)"),
    ("docs/page.md", "[a](https://example.org/)", "[a](https://example.org/)"),
    ("docs/page.md", "[a](#part)", "[a](#part)"),
    ("docs/page.md", "`[a](none)`", "`[a](none)`"),
    ("docs/page.md", "```\n[a](none)\n```\n", "```\n[a](none)\n```\n"),
]

NOWHERE = [
    ("docs/page.md", "[a](none.md)"),
    ("docs/page.md", "[a](../patterns)"),
    ("docs/page.md", "[a](../README.md#two-2)"),
]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("file", "markdown", "expected"), LINKS)
def test_links_lead_to_pages(repository: Path, file: str, markdown: str, expected: str) -> None:
    assert Links(repository, SITE).rewrite(markdown, file, "page.md") == expected


@pytest.mark.parametrize(("file", "markdown"), NOWHERE)
def test_links_that_lead_nowhere_are_told(repository: Path, file: str, markdown: str) -> None:
    with pytest.raises(LinkError, match=file):
        Links(repository, SITE).rewrite(markdown, file, "page.md")


def test_section() -> None:
    """A section ends at the next of its level; what is in code is no heading."""
    assert section(README, "one") == "# One\n\ntext\n\n```\n## no heading\n```\n\n## Deep\n\n"
    with pytest.raises(ValueError, match="three"):
        section(README, "three")


def test_every_field_is_in_the_data_model() -> None:
    page = records()
    schema = json_schema()
    for name, definition in {**schema["$defs"], "FactSet": schema}.items():
        assert f"\n## {name}\n" in f"\n{page}"
        for field, about in definition["properties"].items():
            row = next(line for line in page.splitlines() if line.startswith(f"| `{field}` |"))
            assert row.count("|") == 4
            assert about["description"] in page
    assert "`quantity_span_start`" in columns()


def test_every_command_is_in_the_reference() -> None:
    page = commands()
    sections = re.findall(r"^## extractor (.+)$", page, re.MULTILINE)
    assert {"extract", "batch", "eval", "patterns check", "corpus import"} <= set(sections)
    assert "<code>--conversion &lt;auto&#124;t2s&#124;tw2s&#124;hk2s&#124;none&gt;</code>" in page
    assert "Rules of your own, laid over the built-in." in page


def test_all_pages_are_written(tmp_path: Path) -> None:
    """All that is in the navigation is there, and nothing is left to be generated."""
    pages = assemble(tmp_path / "site")
    assert {page.source for page in PAGES if not page.optional} <= {page.source for page in pages}
    for page in pages:
        text = (tmp_path / "site/pages" / page.target).read_text(encoding="utf-8")
        assert text.startswith("# ")
        assert "<!-- generated" not in text


def test_navigation() -> None:
    pages = [
        Page("", "Home", "index.md", ""),
        Page("Use", "A", "a.md", ""),
        Page("Use", "B", "b.md", ""),
    ]
    assert navigation(pages) == [{"Home": "index.md"}, {"Use": [{"A": "a.md"}, {"B": "b.md"}]}]


@pytest.mark.parametrize(
    ("name", "text", "asks"),
    [
        ("a.html", '<script src="https://example.org/a.js"></script>', True),
        ("a.html", '<link rel="stylesheet" href="//example.org/a.css">', True),
        ("a.html", '<img src="pictures/flow.svg"><script src="a.js"></script>', False),
        ("a.html", '<a href="https://example.org/">a</a>', False),
        ("a.css", "@import 'https://example.org/a.css';", True),
        ("a.css", "a { background: url(a.svg) }", False),
    ],
)
def test_what_a_site_asks_of_the_web(tmp_path: Path, name: str, text: str, asks: bool) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert bool(requests(tmp_path)) == asks
