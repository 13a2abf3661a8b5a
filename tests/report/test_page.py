"""The page holds texts and facts as they are, lets nothing of them run, and is always the same."""

import hashlib
import json
from base64 import b64encode
from html.parser import HTMLParser
from typing import Any

import pytest

from extractor import Extractor
from extractor.report import Shown, render_page
from extractor.report.columns import flat_columns
from extractor.sources import Release
from tests.report.hostile import WORDS
from tests.sinks.conftest import make_set

SENTENCE = "新建学校30所，增长5%。"


class _Elements(HTMLParser):
    """The elements of a page with their attributes, and the text up to the next tag."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.content: list[str] = []
        self._opened = False
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        self.content.append("")
        self._opened = True

    def handle_data(self, data: str) -> None:
        if self._opened:
            self.content[-1] += data

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._opened = False

    def of(self, tag: str, **attributes: str) -> str:
        """The content of the only element that has these attributes."""
        found = [
            content
            for (name, has), content in zip(self.seen, self.content, strict=True)
            if name == tag and attributes.items() <= has.items()
        ]
        assert len(found) == 1
        return found[0]


def _shown(extractor: Extractor, text: str, title: str = "公报") -> Shown:
    release = Release(text, f"{title}.txt", "0" * 64, "utf-8", title=title, publisher=title)
    return Shown(text, extractor.extract_release(release))


def _held(page: bytes) -> list[dict[str, Any]]:
    return list(json.loads(_Elements(page).of("script", id="data")))


def test_texts_and_fact_sets_are_held_as_they_are(extractor: Extractor) -> None:
    """The fact set is that of `extract`; the text is what its offsets count in."""
    text = f"　全市{SENTENCE}\r\n\t{SENTENCE}\n"
    shown = [_shown(extractor, text), _shown(extractor, SENTENCE)]
    held = _held(render_page(shown))
    assert [each["text"] for each in held] == [text, SENTENCE]
    assert [each["set"] for each in held] == [json.loads(each.facts.to_json()) for each in shown]


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS.keys())
def test_no_word_changes_the_elements_of_the_page(word: str, extractor: Extractor) -> None:
    """Those are always the same, and the word is held as it is."""
    plain = _Elements(render_page([_shown(extractor, f"甲{SENTENCE}")]))
    page = render_page([_shown(extractor, f"{word}{SENTENCE}", title=word)])
    assert _Elements(page).seen == plain.seen
    assert _held(page)[0]["text"] == f"{word}{SENTENCE}"
    assert _held(page)[0]["set"]["document"]["title"] == word
    assert "<" not in _Elements(page).of("script", id="data")


def test_the_same_releases_give_the_same_bytes(extractor: Extractor) -> None:
    """Nothing of the time or of the machine is in the page."""
    pages = {render_page([_shown(extractor, f"全市{SENTENCE}")]) for _ in range(2)}
    assert len(pages) == 1


def test_only_the_page_s_own_script_and_style_may_run(extractor: Extractor) -> None:
    """The policy names their hashes, allows nothing else, and no element has a handler or style."""
    elements = _Elements(render_page([_shown(extractor, SENTENCE)]))
    policy = next(has["content"] for tag, has in elements.seen if "http-equiv" in has)
    assert policy is not None
    told = dict(part.split(maxsplit=1) for part in policy.split("; "))
    assert told["default-src"] == "'none'"
    scripts = [
        content
        for (tag, has), content in zip(elements.seen, elements.content, strict=True)
        if tag == "script" and "type" not in has
    ]
    assert told["script-src"] == " ".join(f"'{_hash(script)}'" for script in scripts)
    assert told["style-src"] == f"'{_hash(elements.of('style'))}'"
    names = {name for _, has in elements.seen for name in has}
    assert not {name for name in names if name.startswith("on")} | (names & {"style", "src"})


def _hash(content: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


def test_the_csv_of_the_page_has_a_column_for_every_field() -> None:
    """Each path leads to what is there; but for places, which a fact may lack."""
    record = json.loads(make_set().to_json())
    sides = {"set": record, "fact": record["facts"][7]}
    names = [name for name, _, _ in flat_columns()]
    assert len(set(names)) == len(names)
    for _, of, path in flat_columns():
        value: Any = sides[of]
        for step in path:
            value = None if value is None else value[step]
