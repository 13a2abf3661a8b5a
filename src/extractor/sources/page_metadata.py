"""What a web page says about itself: title, publisher, time of publishing.

Asked in this order: the `<meta>` names that the standard for Chinese government sites prescribes,
those of social media, `<time>`, the lines that readers see (来源, 发布时间); for title and site,
what trafilatura finds besides. The lines are read here and not where the text is normalised,
because the main text of a page comes without them. What their labels are is said in
``patterns/furniture.jsonl``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extractor.resources import Patterns
from extractor.sources.moment import iso_moment

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLE = ("articletitle", "og:title", "twitter:title")
_PUBLISHER = ("contentsource", "source")
_SITE = ("sitename", "og:site_name", "application-name")
_PUBLISHED = (
    "pubdate",
    "article:published_time",
    "publishdate",
    "publish_date",
    "datepublished",
    "firstpublishedtime",
    "dc.date.issued",
    "dc.date",
)

_MOST_READ = 100_000  # characters of a page in which such lines are looked for


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says about itself; None where it says nothing.

    Attributes:
        title: Its headline.
        publisher: Where it says its text is from; else the name of its site.
        published: Day or moment of publishing, ISO 8601.
    """

    title: str | None
    publisher: str | None
    published: str | None


def page_metadata(tree: HtmlElement | None, visible: str) -> PageMetadata:
    """Read what a page says about itself.

    Args:
        tree: The page; None if only its text is known.
        visible: The text that readers see, menus included.
    """
    told = _meta(tree) if tree is not None else {}
    title, site = _found(tree) if tree is not None else (None, None)
    visible = visible[:_MOST_READ]
    source = _label("page_from").search(visible)
    return PageMetadata(
        title=_first(told, _TITLE) or title,
        publisher=_first(told, _PUBLISHER)
        or (source["who"] if source else None)
        or _first(told, _SITE)
        or site,
        published=_moment(told)
        or (_time_element(tree) if tree is not None else None)
        or _moment_in_lines(visible),
    )


@cache
def _label(piece: str) -> re.Pattern[str]:
    """A piece of the built-in ``furniture`` rules, by its name."""
    rules = Patterns().rules("furniture")
    return re.compile(next(r.field("regex") for r in rules if r.data.get("define") == piece))


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The contents of the `<meta>` elements, by name in small letters; the first of each name."""
    contents: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop")
        content = " ".join((element.get("content") or "").split())
        if name and content:
            contents.setdefault(name.strip().lower(), content)
    return contents


def _first(told: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((told[name] for name in names if name in told), None)


def _moment(told: dict[str, str]) -> str | None:
    moments = (iso_moment(told[name]) for name in _PUBLISHED if name in told)
    return next(filter(None, moments), None)


def _time_element(tree: HtmlElement) -> str | None:
    """The moment of the first `<time>` that has one; those of sidebars come later."""
    for element in tree.iter("time"):
        moment = iso_moment(element.get("datetime") or element.text_content())
        if moment:
            return moment
    return None


def _moment_in_lines(visible: str) -> str | None:
    label = _label("page_when").search(visible)
    if label:
        return iso_moment(label["moment"])
    beside = _label("page_when_from").search(visible)
    return iso_moment(beside[0]) if beside else None


def _found(tree: HtmlElement) -> tuple[str | None, str | None]:
    """The title and the site that trafilatura finds in headings, links and structured data.

    Its dates are left: where no date is told it takes one from the text, and one that no calendar
    has is made into another.
    """
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415 - an optional extra

    try:
        found = extract_metadata(tree, extensive=False)
    except Exception:  # what the library fails at is not told
        return None, None
    return found.title, found.sitename
