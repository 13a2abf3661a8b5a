"""What is said of those that a number counts: told with them where it tells them from others."""

import pytest

from extractor import Extractor

# text, then (number as written, subject) of each fact in order.
SUBJECTS = {
    "some of all there are": (
        "全市有8条河流发生超警戒洪水，其中3条河流超过保证水位。",
        [("8", "河流发生超警戒洪水"), ("3", "河流超过保证水位")],
    ),
    "some by what is measured of them": (
        "有9个省份软件业收入增速高于全国平均水平，较上年增加2个。",
        [("9", "省份软件业收入增速高于全国平均水平"), ("2", "省份软件业收入增速高于全国平均水平")],
    ),
    "some of those counted in the same sentence": (
        "6个县（市、区）降水量超过90毫米，4个县（市、区）日最高气温突破历史极值。",
        [
            ("6", "县（市、区）降水量超过90毫米"),
            ("4", "县（市、区）日最高气温突破历史极值"),
        ],
    ),
    "all of them": ("全县24个乡镇完成包片责任划分。", [("24", "乡镇")]),
    "those who only come or go": ("下半年将有30项盛事举行。", [("30", "盛事")]),
    "a part of the whole told before": (
        "签订合作协议40项，其中12项已转为正式合同。",
        [("40", "合作协议"), ("12", "合作协议转为正式合同")],
    ),
    "a share of the whole told before": (
        "识别监测对象9万人，其中93%已稳定消除风险。",
        [("9万", "监测对象"), ("93", "监测对象稳定消除风险")],
    ),
    "a part that has a name of its own": (
        "新建学校40所，其中小学12所。",
        [("40", "学校"), ("12", "小学")],
    ),
    "some of those that a phrase of place counts": (
        "31座大型水库中，29座水质达标，2座水质超标。",
        [("31", "大型水库"), ("29", "大型水库水质达标"), ("2", "大型水库水质超标")],
    ),
    "of such, the noun once more": (
        "26个工业行业中，17个行业利润增长。",
        [("26", "工业行业"), ("17", "工业行业利润增长")],
    ),
    "what people do whom their unit names": (
        "全市有3万人享受城市最低生活保障，另有2万人次选择乘船出行。",
        [("3万", "享受城市最低生活保障"), ("2万", "选择乘船出行")],
    ),
    "what befell people, in a list": (
        "9人在火灾中遇难、8人在火灾中受伤。",
        [("9", "在火灾中遇难"), ("8", "在火灾中受伤")],
    ),
    "people with a name": ("有800名产妇。", [("800", "产妇")]),
    "what people do, before their number": (
        "经核查纳入低收入名单7000人。职工医保享受待遇800万人次。",
        [("7000", "纳入低收入名单"), ("800万", "职工医保享受待遇")],
    ),
    "people before their number, whom a verb governs": ("培训护理员700人。", [("700", "护理员")]),
}


@pytest.mark.parametrize(("text", "expected"), SUBJECTS.values(), ids=SUBJECTS.keys())
def test_subject(extractor: Extractor, text: str, expected: list[tuple[str, str]]) -> None:
    """Each number has the subject that annotation would give it."""
    facts = extractor.extract(text).facts
    assert [(fact.quantity.text, fact.subject.text) for fact in facts] == expected
