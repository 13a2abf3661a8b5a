"""Lines, paragraphs and white space."""

from __future__ import annotations

import textwrap

import pytest

from extractor.text import Normalizer
from tests.growth import grows_in_proportion

SPACES = [
    ("增 长 6.6 %", "增长6.6%"),
    ("全市　共有\u00a0 12 个", "全市共有12个"),
    ("共 1 685 个", "共1 685个"),
    ("AI PC销量", "AI PC销量"),
    ("1 + 4 + N", "1+4+N"),
    ("  行首有空格，行末也有。  ", "行首有空格，行末也有。"),
]

JOINED = [
    ("加快产业升级，\n推动绿色转型。", "加快产业升级，推动绿色转型。"),
    ("建成公园（\n含口袋公园）12个。", "建成公园（含口袋公园）12个。"),
    ("建成道路12公里\n，新增3公里。", "建成道路12公里，新增3公里。"),
    ("服务人数达到12\n万人。", "服务人数达到12万人。"),
    ("服务率达到97.\n6%。", "服务率达到97.6%。"),
    ("产值36,\n801.87万元。", "产值36,801.87万元。"),
    ("空气质量改善，PM\n2.5\n年均浓度下降。", "空气质量改善，PM2.5年均浓度下降。"),
    ("今年工作的\n主要目标\n是：新增床位500张。", "今年工作的主要目标是：新增床位500张。"),
    ("去年开局良好。今年全\n市新增床位500张。", "去年开局良好。今年全市新增床位500张。"),
    ("深入实施“清风\n护航”行动。", "深入实施“清风护航”行动。"),
]

SEPARATED = (
    "全年报告。\n\n二、年龄构成\n年末儿童83万人。\n\n三、流动\n全年返乡9万人。\n\n四、结语\n完。"
)
"""Sections with empty lines between them, their headings right above the text."""

KEPT = [
    "一、总体情况\n全年新增床位500张。",
    "（一）扩大内需，增强动力\n全年销售额5亿元。",
    "消费潜力有效释放\n全年销售额5亿元。",
    "全年销售额5亿元。\n全年新增床位500张。",
    "甲市召开会议\n来源：某某日报\n会议今日召开。",
]


@pytest.mark.parametrize(("raw", "clean"), [*SPACES, *JOINED, *((kept, kept) for kept in KEPT)])
def test_white_space(normalizer: Normalizer, raw: str, clean: str) -> None:
    """White space stays where it separates words or paragraphs, and only there."""
    assert normalizer(raw).text == clean


def test_the_mark_of_its_number_does_not_join_a_heading(normalizer: Normalizer) -> None:
    """二、 parts no clauses, so what stands below the heading is a paragraph of its own."""
    assert normalizer(SEPARATED).text == SEPARATED.replace("\n\n", "\n")


PARAGRAPHS = (
    "甲市去年新建养老机构三十二家，新增床位五千张，其中护理型床位占六成，入住老年人逐步增加，"
    "城乡居家养老服务网络覆盖全部街道和八成以上的行政村，助餐点达到二百一十个。",
    "甲市同时推进殡葬改革和婚俗改革，建成公园式婚姻登记点九个，公益性安葬设施十二处，"
    "群众办事平均用时缩短三分之一，满意度保持在九成五以上，投诉量持续下降。",
    "全市社会组织参与乡村振兴项目六十个，筹集资金一亿二千万元，带动就业八千人，"
    "志愿服务队伍扩大到四百支，开展活动一万余场次，受益群众三十万人次。",
)


@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("width", [23, 30, 37])
def test_a_hard_wrapped_text_is_unwrapped(
    normalizer: Normalizer, indent: str, between: str, width: int
) -> None:
    """Lines that all end at the same width are one paragraph, however paragraphs are marked."""
    wrapped = between.join(
        textwrap.fill(indent + paragraph, width, drop_whitespace=False) for paragraph in PARAGRAPHS
    )
    assert normalizer(wrapped).text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize("feed", ["\n", "\r\n", "\r", "\u2028", "\n\n", "\n 　\n　　"])
def test_one_paragraph_a_line(normalizer: Normalizer, feed: str) -> None:
    """Every way to end a paragraph becomes one line feed, and indentation goes."""
    assert normalizer(feed.join(PARAGRAPHS)).text == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "hostile",
    [
        "1" * 1_000_000,
        " " * 1_000_000,
        "\n" * 1_000_000,
        "增长5%，" * 200_000,
        "甲“乙丙丁戊己\n" * 40_000,
        "甲。乙丙丁戊己\n" * 40_000,
        ",1" * 200_000,
    ],
    ids=["digits", "spaces", "feeds", "one line", "open quotes", "no ends", "commas"],
)
def test_hostile_texts_take_linear_time(normalizer: Normalizer, hostile: str) -> None:
    """Time grows with the length of the text, not with its square."""
    assert grows_in_proportion(normalizer, hostile)
