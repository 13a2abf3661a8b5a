"""Web pages: main text, encoding, metadata, and pages that are made to hurt."""

from __future__ import annotations

import pytest

from extractor.errors import SourceError
from extractor.sources import RawDocument, Release, parse_document

BODY = """<p>　　去年，全市新建学校30所，<b>增长</b>5%。</p>
<p>　　新增学位2.4万个，<span>其中</span>小学1.5万个。<br>全年教育支出12.1亿元。</p>
<table><tr><th>指标</th><th>数量</th></tr><tr><td><p>学校</p></td><td>30 所</td></tr></table>"""

TEXT = """去年，全市新建学校30所，增长5%。
新增学位2.4万个，其中小学1.5万个。
全年教育支出12.1亿元。
指标\t数量
学校\t30 所"""

HEAD = '<meta charset="utf-8"><title>青河市去年新建学校30所_青河市人民政府</title>'
MENU = '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/a">政务</a></li></ul></div>'
FOOT = '<div class="footer">版权所有 青河市人民政府 网站标识码1234567890</div>'


def page(head: str = HEAD, info: str = "", body: str = BODY) -> str:
    """A page as government sites have them."""
    return (
        f"<!DOCTYPE html><html><head>{head}</head><body>{MENU}<div class='main'>"
        f"<h1>青河市去年新建学校30所</h1><div class='info'>{info}</div>"
        f"<div class='content'>{body}</div></div>{FOOT}</body></html>"
    )


def parse(text: str | bytes) -> Release:
    data = text.encode() if isinstance(text, str) else text
    return parse_document(RawDocument.of("a.html", data, "html"))


def test_the_main_text_is_what_offsets_count_in() -> None:
    """Paragraphs are lines, whatever is marked inside them; rows of tables are lines of cells."""
    assert parse(page()).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("told", ["utf-8", "gb2312", "iso-8859-1", "big5"])
def test_what_a_page_says_of_its_encoding_is_not_believed(encoding: str, told: str) -> None:
    """Servers and editors convert pages and leave the old name in."""
    head = HEAD.replace("utf-8", told)
    xml = f'<?xml version="1.0" encoding="{told}"?>'
    release = parse((xml + page(head)).encode(encoding))
    assert (release.text, release.encoding) == (TEXT, encoding)


LAYOUT = {
    "one cell": f"<table><tr><td id=zoom>{BODY}</td></tr></table>",
    "a menu beside it": (
        f"<table><tr><td>首页<br>政务</td><td>{BODY}<p>{'又增长' * 35}</p></td></tr></table>"
    ),
}


@pytest.mark.parametrize("body", LAYOUT.values(), ids=LAYOUT.keys())
def test_a_cell_that_holds_the_page_is_no_cell_of_data(body: str) -> None:
    """Old pages are laid out by tables; their paragraphs stay lines."""
    found = parse(page(body=body)).text.split("\n")
    assert set(TEXT.split("\n")) <= set(found)


def test_a_page_in_big5_is_read() -> None:
    """Traditional pages stay traditional."""
    release = parse("<p>去年，全市新建學校30所，增長5%。</p>".encode("big5"))
    assert (release.text, release.encoding) == ("去年，全市新建學校30所，增長5%。", "big5hkscs")


def test_a_large_head_does_not_hide_the_encoding() -> None:
    """A page may hold a hundred times as much script as text."""
    script = "<script>" + "var a = 1;\n" * 20_000 + "</script>"
    release = parse(page(HEAD + script).encode("gb18030"))
    assert (release.text, release.encoding) == (TEXT, "gb18030")


META = (
    '<meta name="SiteName" content="青河市人民政府"><meta name="ArticleTitle" content=" 学校30所 ">'
    '<meta name="PubDate" content="2024-01-12 09:30"><meta name="ContentSource" content="青河日报">'
)
SOCIAL = (
    '<meta property="og:title" content="学校30所">'
    '<meta property="og:site_name" content="青河市人民政府">'
    '<meta property="article:published_time" content="2024-01-12T09:30:00+08:00">'
)
TITLE = "青河市去年新建学校30所"

TOLD = {
    "names for governments": (META, "", ("学校30所", "青河日报", "2024-01-12T09:30:00")),
    "names for social media": (
        *(SOCIAL, ""),
        ("学校30所", "青河市人民政府", "2024-01-12T09:30:00+08:00"),
    ),
    "a line": (
        *("", "发布时间：2024-01-12 09:30　来源：青河日报　字号：大 中 小"),
        (TITLE, "青河日报", "2024-01-12T09:30:00"),
    ),
    "a line of elements": (
        *("", "<span>日期：</span><i>2024年1月12日</i> <span>信息来源：<a>青河日报</a></span>"),
        (TITLE, "青河日报", "2024-01-12"),
    ),
    "a line without labels": (
        *("", "2024-01-12 09:30:15 来源：青河日报作者：甲"),
        (TITLE, "青河日报", "2024-01-12T09:30:15"),
    ),
    "a time element": (
        *("", '<time datetime="2024-01-12T01:30:00Z">昨天</time>'),
        (TITLE, None, "2024-01-12T01:30:00Z"),
    ),
    "a label that is another": ("", "资金来源：省财政 会议时间：2024-01-12", (TITLE, None, None)),
    "a day that no calendar has": (
        *('<meta name="PubDate" content="2024-13-12">', "发布时间：2024-02-30"),
        (TITLE, None, None),
    ),
    "nothing": ("", "", (TITLE, None, None)),
}


@pytest.mark.parametrize(("head", "info", "told"), TOLD.values(), ids=TOLD.keys())
def test_metadata_is_what_the_page_tells(
    head: str, info: str, told: tuple[str | None, ...]
) -> None:
    """By names that standards prescribe, else as readers see it."""
    release = parse(page(HEAD + head, info))
    assert (release.title, release.publisher, release.published) == told


def test_the_names_for_governments_go_first() -> None:
    """They are meant for programs."""
    release = parse(page(HEAD + SOCIAL + META, "发布时间：2020-01-01 来源：某某网"))
    assert (release.publisher, release.published) == ("青河日报", "2024-01-12T09:30:00")


SMALL = {
    "a bare line": ("全市新建学校30所。", "全市新建学校30所。"),
    "a fragment": ("全市新建<b>学校</b>30所。<br/>增长5%", "全市新建学校30所。\n增长5%"),
    "entities": ("<p>&#20840;&#x5e02;新建学校&nbsp;30&lt;31所。</p>", "全市新建学校 30<31所。"),
    "a table": (
        "<table><tr><td>甲市</td>\n<td>12</td></tr><tr><td>乙市</td><td>7</td></tr></table>",
        "甲市\t12\n乙市\t7",
    ),
    "no closing tags": ("<p>全市新建学校30所。<p>增长5%。", "全市新建学校30所。\n增长5%。"),
    "a script that is open": ("全市新建学校30所。<script>var a = '增长';", "全市新建学校30所。"),
    "a comment that is open": ("全市新建学校30所。<!-- 增长", "全市新建学校30所。"),
    "control codes": ("<p>全市&#1;新建&#0;学校\x0130所。", "全市新建\ufffd学校30所。"),
}


@pytest.mark.parametrize(("text", "found"), SMALL.values(), ids=SMALL.keys())
def test_what_is_hardly_a_page_gives_its_visible_text(text: str, found: str) -> None:
    """Nothing that a reader sees is lost where no main text can be told."""
    assert parse(text).text == found


HOSTILE = {
    "nested": "<div>" * 100_000 + "全市",
    "nested and closed": "<div>" * 100_000 + "全市" + "</div>" * 100_000,
    "nested inline": "<b>" * 50_000 + "全市",
    "nested tables": "<table><tr><td>" * 50_000 + "全市",
    "never closed": "<p>全市" * 150_000,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">全市",
    "attributes in quotes": "<p " + " ".join(f'a{n}=">"' for n in range(50_000)) + ">全市",
    "opening brackets": "全市" + "<" * 2_000_000,
    "tags that are cut": "全市" + "<a " * 300_000,
    "quotation marks that are open": "全市" + '<a "' * 300_000,
    "entities": "&#20840;" * 500_000,
    "entities that are cut": "全市" + "&" * 1_000_000,
    "a long line": "全市" * 1_000_000,
    "closing tags": "全市" + "</div>" * 500_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_page_that_is_made_to_hurt_gives_its_text(text: str) -> None:
    """It neither hangs nor takes the process along."""
    assert "全" in parse(text).text


NO_TEXT = {
    "empty": (b" \n", "is empty"),
    "scripts only": ("<script>document.write('全市')</script>".encode(), "is empty"),
    "comments only": ("<!-- 全市 -->".encode() * 1000, "is empty"),
    "brackets only": (b"<" * 1_000_000, "holds not a single Han character"),
    "open scripts": (b"<script>" * 500_000, "is empty"),
    "no Chinese": (b"<p>no Chinese</p>", "holds not a single Han character"),
    "binary": (b"<html>" + bytes(range(256)) * 20, "is not a text but binary"),
}


@pytest.mark.parametrize(("data", "reason"), NO_TEXT.values(), ids=NO_TEXT.keys())
def test_a_page_without_a_text_is_an_error(data: bytes, reason: str) -> None:
    """The message names the page."""
    with pytest.raises(SourceError) as caught:
        parse(data)
    assert caught.value.source == "a.html"
    assert caught.value.reason == reason
