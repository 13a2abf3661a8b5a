"""Furniture and body, and the metadata of a release."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from extractor.text import Metadata, Normalizer

PAGE = """\
某某网 > 新闻 > 本市

甲市养老服务迈上新台阶

发布时间:2024-03-05 15:17:00来源: 某某日报

  3月4日,甲市举行新闻发布会,介绍养老服务情况。(记者 甲乙)

  一、总体情况

  全市共有养老机构692家，入住老年人4万多人。

(责编:丙丁)

版权声明:凡注明来源的作品,版权归本网所有,转载须付1元。

全市新增床位500张。
"""

SPEECH = """\
下载
打印
【字号：
加大
减小
】
2025年甲市政府工作报告
——2025年1月8日在甲市第三届人民代表大会第二次会议上
来源：
某某日报
时间：2025-01-15
甲市市长 丙丁戊
甲市第三届人民代表大会第二次会议开幕。某某日报记者 己庚 摄
各位代表：
现在，我向大会报告工作。
（一）扩大内需，增强动力
全年销售额5亿元。
相关报道：
去年销售额4亿元。
"""


def roles(normalizer: Normalizer, raw: str) -> list[tuple[str, str]]:
    """The role and the first six characters of each line."""
    clean = normalizer(raw)
    return [(block.role, clean.text[block.start : block.end][:6]) for block in clean.blocks]


def test_the_page_of_a_news_site(normalizer: Normalizer) -> None:
    """The head, the credits and all below the copyright note are furniture, the rest is not."""
    assert roles(normalizer, PAGE) == [
        ("furniture", "某某网>新闻"),
        ("title", "甲市养老服务"),
        ("furniture", "发布时间：2"),
        ("body", "3月4日，甲"),
        ("heading", "一、总体情况"),
        ("body", "全市共有养老"),
        ("furniture", "（责编：丙丁"),
        ("furniture", "版权声明：凡"),
        ("furniture", "全市新增床位"),
    ]
    assert normalizer(PAGE).metadata == Metadata(
        title="甲市养老服务迈上新台阶",
        publisher="某某日报",
        published=datetime(2024, 3, 5, 15, 17),
    )


def test_the_page_of_a_speech(normalizer: Normalizer) -> None:
    """Tools, labels with their value on the next line, the speaker and captions are told."""
    assert roles(normalizer, SPEECH) == [
        ("furniture", "下载"),
        ("furniture", "打印"),
        ("furniture", "【字号："),
        ("furniture", "加大"),
        ("furniture", "减小"),
        ("furniture", "】"),
        ("title", "2025年甲"),
        ("subtitle", "——2025"),
        ("furniture", "来源："),
        ("furniture", "某某日报"),
        ("furniture", "时间：202"),
        ("subtitle", "甲市市长丙丁"),
        ("furniture", "甲市第三届人"),
        ("body", "各位代表："),
        ("body", "现在，我向大"),
        ("heading", "（一）扩大内"),
        ("body", "全年销售额5"),
        ("furniture", "相关报道："),
        ("furniture", "去年销售额4"),
    ]
    assert normalizer(SPEECH).metadata == Metadata(
        title="2025年甲市政府工作报告",
        publisher="某某日报",
        published=datetime(2025, 1, 15),
        dateline=date(2025, 1, 8),
    )


BODY = [
    "资金来源：省财政1200万元。",
    "主办赛事5场，承办会议3次。",
    "相关报道显示，销售额增长5%。",
    "记者从市民政局获悉，全年新增床位500张。",
    "全市养老机构达到692家。（记者甲乙）",
    "市长丙丁作报告时说，全年新增床位500张。",
    "2025年1月8日在全市会议上通报，销售额增长5%。",
    "下载量突破3亿次，分享量达到5000万次。",
    "浏览量：全年达到3亿次。",
]


@pytest.mark.parametrize("line", BODY)
def test_a_sentence_that_looks_like_furniture_is_body(normalizer: Normalizer, line: str) -> None:
    """No fact is lost to a rule that is too greedy."""
    clean = normalizer(f"甲市召开新闻发布会\n会议今日召开。\n{line}\n会议明日闭幕。")
    assert [block.role for block in clean.blocks] == ["title", "body", "body", "body"]


PUBLISHED = [
    ("发布时间：2024-03-05 09:30", datetime(2024, 3, 5, 9, 30), None),
    ("日期：2024年3月5日", datetime(2024, 3, 5), None),
    ("2024/03/05 09:30:15 来源：某某网 作者：甲乙", datetime(2024, 3, 5, 9, 30, 15), "某某网"),
    ("来源：某某日报 发布时间：2024-03-05", datetime(2024, 3, 5), "某某日报"),
    ("來源：某某日報", None, "某某日报"),
    ("时间：2024-13-45", None, None),
]


@pytest.mark.parametrize(("line", "published", "publisher"), PUBLISHED)
def test_the_line_of_publishing(
    normalizer: Normalizer, line: str, published: datetime | None, publisher: str | None
) -> None:
    """Time and source are read whatever their order, and a date that is none is not made up."""
    metadata = normalizer(f"甲市召开新闻发布会\n{line}\n会议今日召开。").metadata
    assert (metadata.published, metadata.publisher) == (published, publisher)


@pytest.mark.parametrize("raw", ["全市养老机构692家", "全市养老机构692家\n入住老年人4万多人"])
def test_without_a_sentence_all_is_body(normalizer: Normalizer, raw: str) -> None:
    """A text that is only a phrase has no headline to tell from a body."""
    clean = normalizer(raw)
    assert {block.role for block in clean.blocks} == {"body"}
    assert clean.metadata.title is None
