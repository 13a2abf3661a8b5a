"""What the documentation tells its readers to do works as it stands."""

from pathlib import Path

import pytest

from tests.website.pages import WIDTH, blocks, done

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", ["quickstart", "tutorial"])
def test_page(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of a page, done in order in an empty folder, print what the page says."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", WIDTH)
    said = blocks((DOCS / f"{name}.md").read_text(encoding="utf-8"))
    assert {block.language for block in said} >= {"console", "pycon", "text"}
    assert [done(block) for block in said] == [block.text for block in said]
