"""Reads web pages by trafilatura: the main text, without menus, and the page's metadata.

The library is given a tree, never the bytes: the encoding is found as that of any text, whatever
the page says of itself, and a page whose tree is deeper or whose tags are larger than any editor
makes them is not given at all. Of such a page, and of one without a main text that could be told,
all visible text is taken by a single pass over its tags.
"""

from __future__ import annotations

import html
import logging
import re
from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING

from extractor.errors import require_extra
from extractor.sources.encoding import HAN
from extractor.sources.page_metadata import page_metadata
from extractor.sources.raw import RawDocument
from extractor.sources.release import Release, decode_text, require_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator
    from configparser import ConfigParser

    from lxml.etree import _Element
    from lxml.html import HtmlElement

# Characters below which the library takes all paragraphs there are. Its default, 250, is for
# English; a short Chinese release would come with the menus around it.
_SHORTEST = 25
_LONGEST_CELL = 100  # characters of a cell that is not one line
_MOST_TAGS = 100_000
_LONGEST_TAG = 2_000  # characters outside quotes; the parser takes the square of the attributes

_LONG_TAG = re.compile(
    rf"<[A-Za-z](?:[^<>\"']|\"[^\"]*+\"|'[^']*+'){{{_LONGEST_TAG},}}+", re.DOTALL
)
_HIDDEN = re.compile(
    r"<(script|style|template|noscript|svg|title)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|cite|code|em|font|i|ins|kbd|label|mark|o:p|q|s|samp|small|span"
    r"|strong|sub|sup|tt|u|var|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_NEXT_CELL = re.compile(r"</t[dh]\s*>\s*(?=<t[dh]\b)", re.IGNORECASE)
_TAG = re.compile(r"<[!/?A-Za-z][^<>]*>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")

# The library's own elements that do not end a line.
_WITHIN_LINES = frozenset({"hi", "ref", "del", "graphic"})

for _name in ("trafilatura", "htmldate"):
    # what is wrong with a page is told once, as an error
    logging.getLogger(_name).addHandler(logging.NullHandler())


def parse_html(raw: RawDocument) -> Release:
    """Read a web page.

    Args:
        raw: The document as found.

    Returns:
        Its main text, one paragraph a line, the cells of a table's row on one line with tabs
        between; title, publisher and time of publishing as far as the page tells them.

    Raises:
        SourceError: It is in no known encoding, or holds no Chinese text.
        MissingExtra: trafilatura is not installed.
    """
    page, encoding = decode_text(raw.data, raw.source)
    with require_extra("reading web pages", "documents"):
        import trafilatura  # noqa: F401, PLC0415 - an optional extra
    visible = _visible_text(page)
    tree = _tree(page)
    text = _main_text(tree) if tree is not None else ""
    if not HAN.search(text) or ("\t" not in text and _bare(text) == _bare(visible)):
        # where the library took everything, it took it without regard to what is marked inside
        text = visible
    require_chinese(
        text, raw.source, "it may be filled in by a script; save what the browser shows"
    )
    told = page_metadata(tree, visible)
    return Release(
        text, raw.source, raw.sha256, encoding, told.title, told.publisher, told.published
    )


def _tree(page: str) -> HtmlElement | None:
    """The tree of a page; None if it has none, or not all of it."""
    from lxml import etree  # noqa: PLC0415 - with trafilatura
    from lxml import html as lxml_html  # noqa: PLC0415

    if page.count("<") > _MOST_TAGS or _LONG_TAG.search(page):
        return None
    parser = lxml_html.HTMLParser(encoding="utf-8")
    try:
        tree = lxml_html.document_fromstring(page.encode(errors="replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    # at a depth that only a mistake or malice makes, the parser stops and the rest is lost
    stopped = any(fault.level == etree.ErrorLevels.FATAL for fault in parser.error_log)
    return None if stopped else tree


def _main_text(tree: HtmlElement) -> str:
    """What trafilatura takes for the text of a page; empty if nothing."""
    import trafilatura  # noqa: PLC0415 - an optional extra

    try:
        found = trafilatura.bare_extraction(tree, include_comments=False, config=_config())
    except Exception:  # a page that the library fails at still has its visible text
        return ""
    body = getattr(found, "body", None)
    return "" if body is None else _tidy("".join(_pieces(body)))


@cache
def _config() -> ConfigParser:
    from trafilatura.settings import DEFAULT_CONFIG  # noqa: PLC0415 - an optional extra

    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = str(_SHORTEST)
    return config


def _pieces(element: _Element) -> Iterator[str]:
    """The text of the library's tree, in pieces; a line feed around whatever is a block."""
    if element.tag == "row":
        cells = [_tidy("".join(_pieces(cell))) for cell in element]
        # old pages are laid out by tables: a cell that holds paragraphs is no cell of data
        is_layout = len(cells) == 1 or any(
            "\n" in cell and len(cell) > _LONGEST_CELL for cell in cells
        )
        lines = cells if is_layout else ["\t".join(cell.replace("\n", " ") for cell in cells)]
        yield "\n" + "\n".join(lines) + "\n"
        return
    edge = "" if element.tag in _WITHIN_LINES else "\n"
    yield edge + _SPACE.sub(" ", element.text or "")
    for child in element:
        yield from _pieces(child)
        yield _SPACE.sub(" ", child.tail or "")
    yield edge


def _visible_text(page: str) -> str:
    """All text of a page but what scripts and comments hold; one pass, whatever the nesting."""
    text = _SPACE.sub(" ", _HIDDEN.sub("", page))
    text = _NEXT_CELL.sub("\t", _INLINE.sub("", text))
    # the cell that follows a tab has its tag still, which is no line break
    text = re.sub(r"\t<[^<>]*>", "\t", text)
    return _tidy(html.unescape(_TAG.sub("\n", text)))


def _bare(text: str) -> str:
    return "".join(text.split())


def _tidy(text: str) -> str:
    """Lines without white space around them, and none of them empty."""
    lines = (line.strip() for line in _CONTROL.sub("", text).replace("\u00a0", " ").split("\n"))
    return "\n".join(line for line in lines if line)
