"""Turns links between files of the repository into links between pages of the site."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path, PurePosixPath

from website.pages import HOME, Page
from website.sections import anchor, headings, prose, section

_LINK_OR_CODE = re.compile(r"(`+).*?\1|\]\(([^)\s]+)\)")
_ELSEWHERE = re.compile(r"[a-z][a-z+.-]*:|//", re.IGNORECASE)
_PICTURES = {".svg", ".png"}


class LinkError(Exception):
    """A link leads nowhere. The message names the file and the link."""


class Links:
    """Knows where each file of the repository is on the site.

    What is linked and is no page is noted: pictures in `pictures`, other files in `files`, both as
    paths in the repository. They go to the site under the names that the links have.

    Args:
        root: The repository.
        pages: The pages of the site.
    """

    def __init__(self, root: Path, pages: list[Page]) -> None:
        self._root = root
        self._whole = {page.source: page.target for page in pages} | HOME
        self._sections: dict[str, str] = {}
        for page in pages:
            file, _, wanted = page.source.partition("#")
            if wanted:
                text = section((root / file).read_text(encoding="utf-8"), wanted)
                for _, heading in headings(text):
                    self._sections[f"{file}#{anchor(heading)}"] = page.target
        self.pictures: set[str] = set()
        self.files: set[str] = set()

    def rewrite(self, markdown: str, file: str, target: str) -> str:
        """The text with its links leading to pages.

        Args:
            markdown: The text.
            file: The file of the repository that it is from.
            target: The page that it becomes.

        Raises:
            LinkError: A link leads to nothing in the repository.
        """

        def moved(match: re.Match[str]) -> str:
            link = match[2]
            if link is None or _ELSEWHERE.match(link) or link.startswith("#"):
                return match[0]
            return f"]({self._moved(link, file, target)})"

        return "".join(
            _LINK_OR_CODE.sub(moved, line) if is_prose else line
            for line, is_prose in prose(markdown)
        )

    def _moved(self, link: str, file: str, target: str) -> str:
        path, _, wanted = link.partition("#")
        linked = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
        if not (self._root / linked).is_file():
            raise LinkError(f"{file}: the link {link} leads to no file of the repository")
        page = self._sections.get(f"{linked}#{wanted}") or self._whole.get(linked)
        if page is None and PurePosixPath(linked).suffix in _PICTURES:
            self.pictures.add(linked)
            page = picture_name(linked)
        elif page is None:
            self.files.add(linked)
            page = file_name(linked)
        elif page == HOME.get(linked) and wanted:
            raise LinkError(f"{file}: the section of {link} is on no page of the site")
        relative = posixpath.relpath(page, posixpath.dirname(target) or ".")
        return f"{relative}#{wanted}" if wanted else relative


def picture_name(path: str) -> str:
    """Where a picture of the repository is on the site."""
    return f"pictures/{posixpath.basename(path)}"


def file_name(path: str) -> str:
    """The page that shows a file of the repository."""
    return f"files/{path}.md"
