"""What a reader does with the page: choose, filter, sort, by pointer and by keys, and download."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from extractor.report import Shown
from extractor.sinks import open_sink
from tests.sinks.conftest import make_set

TEXTS = {
    "教育": "全市新建学校30所，增长5%。\n城镇居民人均可支配收入52316元，下降0.5%。",
    "民政": "全区有养老机构692家，床位3.5万张。全区156.7万名低保对象基本生活得到保障。",
}
ROWS = [["学校", "30"], ["学校", "5"], ["城镇居民人均可支配收入", "52,316"]]
ROWS += [["城镇居民人均可支配收入", "0.5"]]

Visit = Callable[..., Page]
Make = Callable[[dict[str, str]], list[Shown]]


@pytest.fixture
def page(visit: Visit, shown: Make) -> Page:
    return visit(shown(TEXTS))


def rows(page: Page) -> Locator:
    return page.locator("#table tbody tr")


def seen(page: Page) -> list[list[str]]:
    """Subject and quantity of the rows of the table."""
    cells = [rows(page).locator(f"td.{name}").all_inner_texts() for name in ("subject", "quantity")]
    return [list(pair) for pair in zip(*cells, strict=True)]


def active(page: Page, role: str) -> list[str]:
    return page.locator(f"#text .{role}.active").all_inner_texts()


def test_the_facts_of_the_first_release_are_shown_in_its_text(page: Page) -> None:
    assert page.title() == "2 releases, 7 facts"
    assert seen(page) == ROWS
    assert page.locator("#text .number").all_inner_texts() == ["30", "5", "52316", "0.5"]
    assert page.locator("#text").inner_text().split() == TEXTS["教育"].split()


def test_a_row_shows_its_place_in_the_text(page: Page) -> None:
    """Number, unit and subject are lit up and tied by a line; the rest of the fact is told."""
    rows(page).nth(2).click()
    assert active(page, "number") == ["52316"]
    assert active(page, "unit") == ["元"]
    assert active(page, "subject") == ["城镇居民人均可支配收入"]
    expect(page.locator("#text svg .tie")).to_have_count(1)
    expect(rows(page).nth(2)).to_have_attribute("aria-selected", "true")
    expect(page.locator("#details")).to_contain_text("52,316 CNY")
    page.keyboard.press("Escape")
    assert active(page, "number") == []
    expect(page.locator("#details")).to_be_hidden()


def test_a_number_shows_its_row(page: Page) -> None:
    """Also where the filters had left it out."""
    page.locator("#search").fill("学校")
    page.locator("#text .number", has_text="52316").click()
    assert len(seen(page)) == 4
    expect(rows(page).nth(2)).to_have_attribute("aria-selected", "true")
    assert page.locator("#search").input_value() == ""


def test_pointing_at_any_part_ties_it_together(page: Page) -> None:
    """And what was chosen comes back when the pointer leaves."""
    rows(page).nth(0).click()
    page.locator("#text .subject").nth(1).hover()
    assert active(page, "number") == ["52316"]
    page.locator("#search").hover()
    assert active(page, "number") == ["30"]


def test_what_is_chosen_is_brought_into_sight(visit: Visit, shown: Make) -> None:
    text = "".join(f"第一{'甲' * n}路新建学校{n + 1}所。\n" for n in range(60))
    page = visit(shown({"长": text}))
    page.locator("#text .number").last.scroll_into_view_if_needed()
    page.locator("#text .number").last.click()
    expect(rows(page).last).to_be_in_viewport()
    rows(page).nth(0).scroll_into_view_if_needed()
    rows(page).nth(0).click()
    expect(page.locator("#text .number").first).to_be_in_viewport()


FILTERS = {
    "words of a subject": ({"search": "收入 居民"}, ["52,316", "0.5"]),
    "a unit": ({"unit": "%"}, ["5", "0.5"]),
    "a kind": ({"kind": "level"}, ["30", "52,316"]),
    "a change": ({"change": "down"}, ["0.5"]),
    "two at once": ({"unit": "%", "change": "up"}, ["5"]),
    "nothing": ({"search": "没有"}, []),
}


@pytest.mark.parametrize(("chosen", "left"), FILTERS.values(), ids=FILTERS.keys())
def test_filters(chosen: dict[str, str], left: list[str], page: Page) -> None:
    """Rows that do not pass are gone, and their numbers in the text are dim."""
    for name, value in chosen.items():
        if name == "search":
            page.locator("#search").fill(value)
        else:
            page.locator(f"#{name}").select_option(value)
    assert [quantity for _, quantity in seen(page)] == left
    expect(page.locator("#text .number.out")).to_have_count(4 - len(left))
    expect(page.locator("#count")).to_have_text(f"{len(left)} of 4 facts")
    page.locator("#clear").click()
    assert seen(page) == ROWS


def test_the_table_can_show_all_releases(page: Page) -> None:
    """A row opens the release that it is from."""
    page.locator("#scope").select_option("all")
    assert len(seen(page)) == 7
    row = rows(page).filter(has_text="养老机构").filter(has_text="692")
    expect(row.locator("td.release")).to_have_text("民政")
    row.click()
    expect(page.locator("h2")).to_have_text("民政")
    assert active(page, "number") == ["692"]


def test_a_release_is_found_and_opened(page: Page) -> None:
    page.locator("#find-release").fill("民")
    options = page.locator("#release-list li:visible")
    assert options.all_inner_texts() == ["民政\n3"]
    options.click()
    expect(page.locator("h2")).to_have_text("民政")
    expect(rows(page)).to_have_count(3)


@pytest.mark.parametrize(
    ("column", "order", "back"),
    [
        ("Quantity", ["0.5", "5", "30", "52,316"], ["52,316", "30", "5", "0.5"]),
        ("Kind", ["5", "0.5", "30", "52,316"], ["30", "52,316", "5", "0.5"]),
    ],
)
def test_sorting(column: str, order: list[str], back: list[str], page: Page) -> None:
    """Numbers by their size; what is equal stays in the order of the text."""
    heading = page.get_by_role("columnheader", name=column)
    heading.get_by_role("button").click()
    assert [quantity for _, quantity in seen(page)] == order
    expect(heading).to_have_attribute("aria-sort", "ascending")
    heading.get_by_role("button").click()
    assert [quantity for _, quantity in seen(page)] == back


def test_keys(page: Page) -> None:
    """Arrows move in the table, Enter goes to the text and back; one stop for the tab key each."""
    rows(page).nth(0).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert active(page, "number") == ["52316"]
    page.keyboard.press("Enter")
    focused = page.locator(":focus")
    expect(focused).to_have_text("52316")
    expect(focused).to_have_attribute("aria-label", "52316元, 城镇居民人均可支配收入")
    page.keyboard.press("ArrowRight")
    assert active(page, "number") == ["0.5"]
    page.keyboard.press("Enter")
    expect(rows(page).nth(3)).to_be_focused()
    page.keyboard.press("Home")
    expect(rows(page).nth(0)).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    for place in ("#table tbody", "#text", "#release-list"):
        expect(page.locator(f'{place} [tabindex="0"]')).to_have_count(1)


def test_keys_in_the_list_of_releases(page: Page) -> None:
    """Arrows open the next release, as far as there is one."""
    page.locator("#release-list li").first.focus()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    expect(page.locator("h2")).to_have_text("民政")
    expect(page.locator("#release-list li").last).to_be_focused()
    assert page.locator("#release-list [aria-selected=true]").all_inner_texts() == ["民政\n3"]


def test_the_focus_is_seen(page: Page) -> None:
    rows(page).nth(0).focus()
    page.keyboard.press("ArrowDown")
    style = "(row) => getComputedStyle(row).outlineStyle"
    assert rows(page).nth(1).evaluate(style) == "solid"


def test_every_control_has_a_name(page: Page) -> None:
    for control in page.locator("button, input, select, [role=grid], [role=listbox], nav").all():
        words = control.get_attribute("aria-label") or control.inner_text()
        labelled = control.evaluate("(each) => Boolean(each.labels?.length)")
        assert words.strip() or labelled, control


def test_totals(page: Page) -> None:
    """Counts by unit and kind of what the table shows; a unit is a filter."""
    page.locator("#scope").select_option("all")
    page.get_by_role("tab", name="Totals").click()
    totals = [row.inner_text().split("\t") for row in page.locator("#totals tr").all()]
    assert totals[0] == ["Unit", "All", "level", "change"]
    assert totals[1] == ["%", "2", "", "2"]
    assert totals[-1] == ["All", "7", "5", "2"]
    page.get_by_role("button", name="家").click()
    assert seen(page) == [["养老机构", "692"]]


def _background(page: Page) -> list[int]:
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return [int(part) for part in colour.strip("rgb()").split(",")]


def test_light_and_dark(visit: Visit, shown: Make) -> None:
    """As the system has it, until the reader wants it otherwise."""
    page = visit(shown(TEXTS), color_scheme="dark")
    assert max(_background(page)) < 60
    expect(page.locator("#theme")).to_have_attribute("aria-pressed", "true")
    page.emulate_media(color_scheme="light")
    expect(page.locator("#theme")).to_have_attribute("aria-pressed", "false")
    assert min(_background(page)) > 200
    page.locator("#theme").click()
    assert max(_background(page)) < 60


def _saved(page: Page, button: str, folder: Path) -> bytes:
    with page.expect_download() as started:
        page.locator(button).click()
    file = folder / started.value.suggested_filename
    started.value.save_as(file)
    return file.read_bytes()


def test_downloads_are_what_the_commands_write(visit: Visit, shown: Make, tmp_path: Path) -> None:
    """To the byte: JSON as of `extract`, CSV as of `batch --excel`, edges and formulas too."""
    releases = shown({**TEXTS, "=1+1": '全市新建"学校"30所,增长5%。'})
    releases.append(Shown("甲" * 9000, make_set()))
    page = visit(releases)
    page.locator("#scope").select_option("all")
    sets = ",\n".join(each.facts.to_json(indent=2) for each in releases)
    assert _saved(page, "#json", tmp_path).decode() == f"[\n{sets}\n]\n"
    with open_sink("csv", tmp_path / "out", excel=True) as sink:
        for each in releases:
            sink.write(each.facts)
    table = _saved(page, "#csv", tmp_path)
    assert table == (tmp_path / "out" / "facts.csv").read_bytes()
    assert b",'=1+1," in table


def test_downloads_hold_what_the_table_shows(page: Page, tmp_path: Path) -> None:
    page.locator("#unit").select_option("%")
    (one,) = json.loads(_saved(page, "#json", tmp_path))
    assert [fact["unit"]["text"] for fact in one["facts"]] == ["%", "%"]
    assert len(_saved(page, "#csv", tmp_path).decode().splitlines()) == 3
