"""Lists dealt out: divided by commas, told before, with shared heads and fronts."""

import pytest

from extractor import Extractor

# text, then the subject of each fact in order.
SUBJECTS = {
    "members that commas divide, as they hold lists": (
        "软件和信息服务业，住宿和餐饮业，批发和零售业增加值分别增长9%、8%和7%。",
        ["软件和信息服务业增加值", "住宿和餐饮业增加值", "批发和零售业增加值"],
    ),
    "regions of which the last alone is called one": (
        "东部、中部和东北地区分别完成软件业收入9亿元、8亿元和7亿元。",
        ["东部地区软件业收入", "中部地区软件业收入", "东北地区软件业收入"],
    ),
    "members of one character": (
        "上、中、下旬平均气温分别为7℃、8℃和9℃。",
        ["上旬平均气温", "中旬平均气温", "下旬平均气温"],
    ),
    "firms by size": (
        "大、中、小型企业增加值分别增长1%、2%、3%。",
        ["大型企业增加值", "中型企业增加值", "小型企业增加值"],
    ),
    "a yearly mean that all share": (
        "二氧化硫和二氧化氮年均浓度分别为8微克/立方米和20微克/立方米。",
        ["二氧化硫年均浓度", "二氧化氮年均浓度"],
    ),
    "a neighbour with an example of its own": (
        "新建120公里供水管网和城东等4座污水处理厂。",
        ["供水管网", "污水处理厂"],
    ),
    "a neighbour of the same kind": (
        "实施6个国家试点项目和教育、住房2个省级试点项目。",
        ["国家试点项目", "教育、住房省级试点项目"],
    ),
    "a list that one number counts": ("改造12家医院、学校等公共机构。", ["医院、学校等公共机构"]),
    "a list of the clause before": (
        "县博物馆、图书馆不闭馆，分别接待观众9万人次、8万人次。",
        ["县博物馆观众", "图书馆观众"],
    ),
    "a list of the clause before, and a measure of its members": (
        "东盟、欧盟、美国为前三大贸易伙伴，进出口值分别为9亿元、8亿元和7亿元。",
        ["东盟进出口值", "欧盟进出口值", "美国进出口值"],
    ),
    "members in brackets, of a class by a measure": (
        "投入超过9亿元的市有2个，分别为东宁市（8亿元）和南浦市（7亿元）。",
        ["投入超过9亿元的市", "东宁市投入", "南浦市投入"],
    ),
    "a class by what is so elsewhere": (
        "增速超过全省平均水平的市有2个。",
        ["增速超过全省平均水平的市"],
    ),
    "who has shares, told apart": (
        "储备企业、加工企业分别占三成和六成。",
        ["储备企业占", "加工企业占"],
    ),
    "a head behind 等": (
        "食品、医药、信息等产业增加值分别增长7%、6%、5%。",
        ["食品产业增加值", "医药产业增加值", "信息产业增加值"],
    ),
    "a head behind a quoted name": (
        "公园、“口袋公园”保有量分别达9个、8个。",
        ["公园保有量", "“口袋公园”保有量"],
    ),
    "a head whose word ends as others do": (
        "企业、研究机构、高等学校经费所占比重分别为81%、8%和7%。",
        ["企业经费所占比重", "研究机构经费所占比重", "高等学校经费所占比重"],
    ),
    "a front that the first member says for all": (
        "声环境昼间、夜间达标率分别为96%、87%。",
        ["声环境昼间达标率", "声环境夜间达标率"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SUBJECTS.values(), ids=SUBJECTS.keys())
def test_subjects(extractor: Extractor, text: str, expected: list[str]) -> None:
    """Each number has the subject that annotation would give it."""
    assert [fact.subject.text for fact in extractor.extract(text).facts] == expected
