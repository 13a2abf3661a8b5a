"""Texts that would do harm, texts without facts, and many of either."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from extractor import Extractor
from extractor.report import Shown
from extractor.sources import read_release
from tests.report.hostile import WORDS
from tests.sinks.conftest import make_set

RELEASES = Path(__file__).parents[3] / "corpus" / "releases"

Visit = Callable[..., Page]
Make = Callable[[dict[str, str]], list[Shown]]


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS.keys())
def test_a_hostile_word_is_shown_and_does_nothing(word: str, visit: Visit, shown: Make) -> None:
    """In title and text, beside a number and beyond 16 bits, where JavaScript counts otherwise."""
    releases = shown({word: f"{word}新建学校30所，{word}增长5%。", "乙": "新建医院3家。"})
    page = visit(releases)
    expect(page.locator("h2")).to_have_text(word)
    facts = releases[0].facts.facts
    numbers = page.locator("#text .number").all_inner_texts()
    assert numbers == [fact.quantity.text for fact in facts]
    page.locator("#table tbody tr").last.click()
    assert page.locator("#text .number.active").all_inner_texts() == ["5"]
    assert page.locator("#text .unit.active").all_inner_texts() == ["%"]
    page.locator("#search").fill(word)
    page.locator("#scope").select_option("all")
    page.get_by_role("tab", name="Totals").click()
    expect(page.locator("b, img")).to_have_count(0)
    expect(page.locator("script")).to_have_count(3)


def test_every_field_may_be_hostile(visit: Visit) -> None:
    """Facts whose every word is an element, and numbers at their edges."""
    element = "<img src=x onerror=alert(1)>"
    edges = make_set()
    record = edges.model_dump()
    for fact in record["facts"]:
        for name in ("unit", "subject", "statement"):
            fact[name]["text"] = element
        fact["basis"] = fact["rule"] = fact["unit"]["code"] = element
        fact["time"] = {"text": element, "start": None, "end": None}
        fact["place"] = {"text": element}
    record["document"] |= {"source": element, "publisher": element}
    text = "甲" * 9000
    page = visit([Shown(text, type(edges).model_validate(record)), Shown(text, edges)])
    page.locator("#scope").select_option("all")
    rows = page.locator("#table tbody tr")
    expect(rows).to_have_count(2 * len(record["facts"]))
    for row in rows.all():
        row.click()
    page.get_by_role("tab", name="Totals").click()
    expect(page.locator("img")).to_have_count(0)


def test_a_script_that_is_not_the_page_s_own_does_not_run(
    visit: Visit, shown: Make, told: list[str]
) -> None:
    """If anything of a text ever became an element, the policy would still stop it."""
    page = visit(shown({"甲": "新建学校30所。"}))
    ran = page.evaluate(
        """() => {
          const script = document.createElement("script");
          try { script.textContent = "window.ran = true"; document.body.append(script); }
          catch { return "refused"; }
          return window.ran ?? "stopped";
        }"""
    )
    assert ran == "refused"
    assert "TrustedScript" in told.pop()


def test_a_release_without_facts(visit: Visit, shown: Make) -> None:
    page = visit(shown({"甲": "今天天气很好。"}))
    expect(page.locator("#text")).to_have_text("今天天气很好。")
    expect(page.locator("#nothing")).to_be_visible()
    expect(page.locator("#csv")).to_be_disabled()


@pytest.mark.parametrize("name", ["demo", "test-hongkong", "economy-year-noisy"])
def test_marks_stand_where_the_facts_say(name: str, visit: Visit, extractor: Extractor) -> None:
    """Of releases of the corpus, in both scripts and with noise: number and all of a subject."""
    release = read_release(RELEASES / f"{name}.txt")
    facts = extractor.extract_release(release).facts
    page = visit([Shown(release.text, extractor.extract_release(release))])
    for number in range(0, len(facts), 7):
        page.locator("#table tbody tr").nth(number).click()
        fact = facts[number]
        subject = {at for start, end in fact.subject.spans for at in range(start, end)}
        for role, places in (("number", range(*fact.quantity.span)), ("subject", sorted(subject))):
            lit = "".join(page.locator(f"#text .{role}.active").all_text_contents())
            assert lit == "".join(release.text[at] for at in places).replace("\n", "")


def test_many_facts(visit: Visit, shown: Make) -> None:
    """Rows are made as they are scrolled to; the last one is a key away."""
    page = visit(shown({"长": "".join(f"第{n}路新建学校{n}所。\n" for n in range(100, 600))}))
    expect(page.locator("#count")).to_have_text("500 facts")
    rows = page.locator("#table tbody tr")
    assert rows.count() < 500
    rows.first.focus()
    page.keyboard.press("End")
    expect(rows).to_have_count(500)
    expect(rows.last).to_be_focused()
    expect(page.locator("#text .number.active")).to_have_text("599")
    expect(page.locator("#text .number.active")).to_be_in_viewport()


def test_many_releases(visit: Visit, shown: Make) -> None:
    """Only the text of the release that is read is in the page; all facts can be searched."""
    texts = {f"公报{n}": f"新建学校{n}所，增长5%。" * 10 for n in range(1, 201)}
    page = visit(shown(texts))
    assert page.title() == "200 releases, 4,000 facts"
    expect(page.locator("#text .number")).to_have_count(20)
    page.locator("#scope").select_option("all")
    for word in ("学", "学校", "学校 "):
        page.locator("#search").fill(word)
    expect(page.locator("#count")).to_have_text("4,000 facts")
    assert page.locator("#table tbody tr").count() < 300
    page.locator("#unit").select_option("所")
    expect(page.locator("#count")).to_have_text("2,000 of 4,000 facts")
    page.locator("#release-list li").last.click()
    expect(page.locator("h2")).to_have_text("公报200")


@pytest.mark.parametrize("width", [360, 700, 1000, 1440])
def test_no_window_is_too_narrow(width: int, visit: Visit, shown: Make) -> None:
    """Nothing hangs over the edge, and text and table are both in sight."""
    page = visit(
        shown({"甲" * 60: "新建学校30所。", "乙": "新建医院3家。"}),
        viewport={"width": width, "height": 700},
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    expect(page.locator("#text .number")).to_be_in_viewport()
    expect(page.locator("#table tbody tr")).to_be_in_viewport()
    if width < 1180:
        page.locator("#choose-release").select_option(label="乙 (1)")
        expect(page.locator("h2")).to_have_text("乙")
