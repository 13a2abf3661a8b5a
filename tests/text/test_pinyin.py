"""Injected readings, and the brackets that are none."""

from __future__ import annotations

import pytest

from extractor.text import Normalizer
from tests.growth import grows_in_proportion

REMOVED = [
    # ways of writing a reading
    ("舉(ju) 行", "举行"),
    ("內(nèi)蒙古", "内蒙古"),
    ("服務(wù)站", "服务站"),
    ("养老(lǎo)院", "养老院"),
    ("养老（lǎo）院", "养老院"),
    ("养老（lao3） 院", "养老院"),
    ("舉(JU) 行", "举行"),
    ("临(li\u0301n)时", "临时"),
    ("绿(lǜ)色、绿(lv)色、绿(lu:)色、绿(lu:4)色、绿(lu)色", "绿色、绿色、绿色、绿色、绿色"),
    ("我们(men) 的(de) 路", "我们的路"),
    ("孤儿(er) ，花儿(r)", "孤儿，花儿"),
    ("数(shù,shǔ)量", "数量"),
    ("骨(\u0261u) 干", "骨干"),
    # more than one
    ("黨(dang) 員(yuan) 隊(dui) 伍", "党员队伍"),
    ("養老(yǎng lǎo)院", "养老院"),
    # any reading of the character, in either script
    ("行(hang) 业行(xing) 动", "行业行动"),
    ("長(zhǎng) 者長(chang) 期", "长者长期"),
    # white space around and inside
    ("舉 (ju) 行", "举行"),
    ("舉( ju )行", "举行"),
    ("舉(j\nu) 行", "举行"),
    ("舉(\nju) 行", "举行"),
    ("个(ge) ，1万(wan) 餘(yu) 張", "个，1万余张"),
    # damaged
    ("【3】?jī)?nèi)陸城市", "【3】陆城市"),
    ("舉jǔ)行", "举行"),
    ("舉?jǔ)行", "举行"),
    ("舉(jǔ 行", "举行"),
    ("舉jǔ行", "举行"),
    ("\ufffd(nei) 陸城市", "陆城市"),
]

KEPT = [
    ("機構(AI)", "机构（AI）"),
    ("面積(km)", "面积（km）"),
    ("養老服務站(含幸福院)", "养老服务站（含幸福院）"),
    ("中心(站)", "中心（站）"),
    ("總量(GDP)", "总量（GDP）"),
    ("R&D", "R&D"),
    ("(記者 甲乙)", "（记者甲乙）"),
    ("上海(Shanghai)", "上海（Shanghai）"),
    ("行(ju)动", "行（ju）动"),
    ("1(yi)", "1(yi)"),
    ("(ju) 行", "（ju）行"),
    ("举ju)行", "举ju）行"),
    ("café很多", "café很多"),
    ("好吗?ok", "好吗？ok"),
]


@pytest.mark.parametrize(("raw", "clean"), REMOVED)
def test_a_reading_is_removed(normalizer: Normalizer, raw: str, clean: str) -> None:
    """What is read as the character before it says goes, in every style."""
    assert normalizer(raw).text == clean


@pytest.mark.parametrize(("raw", "clean"), KEPT)
def test_a_real_bracket_stays(normalizer: Normalizer, raw: str, clean: str) -> None:
    """A bracket whose content is no reading of the character before it is text."""
    assert normalizer(raw).text == clean


def test_a_break_that_took_the_place_of_the_space_goes(normalizer: Normalizer) -> None:
    """A reading followed by a break, where the others have a space, does not end a line."""
    raw = "會(hui) 議通過(guo) 方案\n第二次會(hui)\n議審議草案"
    assert normalizer(raw).text == "会议通过方案\n第二次会议审议草案"


def test_a_break_behind_a_space_stays(normalizer: Normalizer) -> None:
    """A reading at the end of a headline does not swallow the line break."""
    raw = "全區養(yang) 老工作會(hui) \n會(hui) 議今日召開。"
    assert normalizer(raw).text == "全区养老工作会\n会议今日召开。"


def test_a_break_behind_another_style_stays(normalizer: Normalizer) -> None:
    """Readings with tones have no space behind them, though those without tones have."""
    raw = "一、今年預期目標(biāo)\n會(hui) 議今日召開(kai) ，全區養(yang) 老"
    assert normalizer(raw).text == "一、今年预期目标\n会议今日召开，全区养老"


@pytest.mark.parametrize(
    "hostile",
    ["(ju) " * 200_000, "舉(ju) " * 50_000, "(" * 10_000, "举(ju" * 100_000, "?jī)" * 100_000],
    ids=["readings", "Han with readings", "open brackets", "never closed", "damaged"],
)
def test_hostile_texts_take_linear_time(normalizer: Normalizer, hostile: str) -> None:
    """Time grows with the length of the text, not with its square."""
    assert grows_in_proportion(normalizer, hostile)
