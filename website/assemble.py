"""Writes what MkDocs builds: `python -m website.assemble FOLDER`.

The folder then holds `mkdocs.yml`, the pages under `pages/`, and after `mkdocs build` the site
under `site/`. Pages are files of the repository (`website.pages`), with links turned from files to
pages (`website.links`) and references made of the program (`website.generated`). A file that is
linked and is no page has a page that shows it, so the site stands alone.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import sys
from pathlib import Path

from website.generated import GENERATED
from website.links import Links, file_name, picture_name
from website.pages import PAGES, Page
from website.sections import section

ROOT = Path(__file__).parents[1]
_GENERATED = re.compile(r"^<!-- generated: (\w+) -->$", re.MULTILINE)
_LANGUAGES = {".py": "python", ".jsonl": "json", ".json": "json", ".sql": "sql", ".toml": "toml"}


def assemble(folder: Path, root: Path = ROOT) -> list[Page]:
    """Write the pages and the configuration of the site.

    Args:
        folder: Where to; what it holds is replaced.
        root: The repository.

    Returns:
        The pages of the navigation.

    Raises:
        LinkError: A link leads to nothing in the repository.
    """
    shutil.rmtree(folder, ignore_errors=True)
    pages = [page for page in PAGES if not page.optional or (root / page.source).is_file()]
    links = Links(root, pages)
    for page in pages:
        file, _, wanted = page.source.partition("#")
        text = (root / file).read_text(encoding="utf-8")
        text = links.rewrite(section(text, wanted) if wanted else text, file, page.target)
        _write(folder, page.target, _GENERATED.sub(lambda match: GENERATED[match[1]](), text))
    for path in links.files:
        _write(folder, file_name(path), _shown(path, (root / path).read_text(encoding="utf-8")))
    for path in [*links.pictures, "website/site.css"]:
        copy = folder / "pages" / (picture_name(path) if path in links.pictures else "site.css")
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, copy)
    # MkDocs reads YAML, and all JSON is YAML.
    base = posixpath.relpath((root / "website/mkdocs.yml").as_posix(), folder.resolve().as_posix())
    config = {"INHERIT": base, "docs_dir": "pages", "site_dir": "site", "nav": navigation(pages)}
    (folder / "mkdocs.yml").write_text(json.dumps(config, ensure_ascii=False, indent=1))
    return pages


def navigation(pages: list[Page]) -> list[dict[str, object]]:
    """The navigation as MkDocs reads it: titles to pages, parts to lists of these."""
    top: list[dict[str, object]] = []
    parts: dict[str, list[dict[str, str]]] = {}
    for page in pages:
        if page.part and page.part not in parts:
            parts[page.part] = []
            top.append({page.part: parts[page.part]})
        entry = {page.title: page.target}
        if page.part:
            parts[page.part].append(entry)
        else:
            top.append({**entry})
    return top


def _write(folder: Path, target: str, text: str) -> None:
    file = folder / "pages" / target
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _shown(path: str, text: str) -> str:
    """A page that shows a file, kept out of the search."""
    language = _LANGUAGES.get(Path(path).suffix, "text")
    return f"---\nsearch:\n  exclude: true\n---\n# {path}\n\n~~~~{language}\n{text}\n~~~~\n"


if __name__ == "__main__":
    assemble(Path(sys.argv[1]))
