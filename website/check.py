"""Tells whether a built site asks anything of the web: `python -m website.check FOLDER`."""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

_WEB = re.compile(r"\s*(https?:)?//", re.IGNORECASE)
_IN_CSS = re.compile(r"(?:url\(|@import)\s*[\"']?\s*((?:https?:)?//[^\"')\s]+)", re.IGNORECASE)
_LOADING = {"stylesheet", "preload", "prefetch", "preconnect", "dns-prefetch", "icon", "manifest"}


def requests(folder: Path) -> list[str]:
    """What pages and style sheets under a folder would load from the web, as `file: address`."""
    found = []
    for file in sorted(folder.rglob("*.html")):
        page = _Page()
        page.feed(file.read_text(encoding="utf-8"))
        found += [f"{file.relative_to(folder)}: {address}" for address in page.addresses]
    for file in sorted(folder.rglob("*.css")):
        addresses = _IN_CSS.findall(file.read_text(encoding="utf-8"))
        found += [f"{file.relative_to(folder)}: {address}" for address in addresses]
    return found


class _Page(HTMLParser):
    """Notes the addresses that a browser loads by itself; links to click on are none."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        loaded = [values.get("src", ""), values.get("srcset", ""), values.get("data", "")]
        if tag == "link" and _LOADING & set(values.get("rel", "").lower().split()):
            loaded.append(values.get("href", ""))
        self.addresses += [address for address in loaded if _WEB.match(address)]
        self.addresses += _IN_CSS.findall(values.get("style", ""))


if __name__ == "__main__":
    asked = requests(Path(sys.argv[1]))
    sys.stderr.write("".join(f"{line}\n" for line in asked))
    sys.exit(1 if asked else 0)
