"""Which page of the site is made of which file."""

from __future__ import annotations

from typing import NamedTuple


class Page(NamedTuple):
    """A page of the site.

    Args:
        part: Part of the navigation that it stands in; empty for the top.
        title: Its name there.
        target: Its file on the site.
        source: The file of the repository that it is made of; with ``#anchor`` one section of it.
        optional: Left out of the site where the file does not exist.
    """

    part: str
    title: str
    target: str
    source: str
    optional: bool = False


PAGES = (
    Page("", "Home", "index.md", "docs/index.md"),
    Page("Start", "Quick start", "quickstart.md", "docs/quickstart.md"),
    Page("Start", "Tutorial: rules of your own", "tutorial.md", "docs/tutorial.md"),
    Page("Start", "中文说明", "zh.md", "README.zh.md"),
    Page("Use", "Inputs, batches, outputs", "use.md", "README.md#use"),
    Page("Use", "Spark and scale", "scale.md", "docs/scale.md"),
    Page("Use", "spaCy components", "spacy.md", "docs/spacy.md", optional=True),
    Page("Reference", "Command line", "commands.md", "docs/commands.md"),
    Page("Reference", "Data model", "data-model.md", "docs/data-model.md"),
    Page("How it works", "Architecture", "architecture.md", "docs/architecture.md"),
    Page("How it works", "What a fact is: annotation", "annotation.md", "corpus/README.md"),
    Page("How it works", "How right it is", "accuracy.md", "README.md#how-right-it-is"),
    Page("How it works", "How fast it is", "speed.md", "README.md#how-fast-it-is"),
    Page("How it works", "Beside other tools", "comparison.md", "docs/comparison.md"),
    Page("Project", "Security", "security.md", "SECURITY.md"),
    Page("Project", "Contributing", "contributing.md", "CONTRIBUTING.md"),
    Page("Project", "Changelog", "changelog.md", "CHANGELOG.md"),
)
"""All pages, in the order of the navigation."""

HOME = {"README.md": "index.md"}
"""Pages that stand for files which are on the site only in sections."""
