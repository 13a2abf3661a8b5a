"""What a number is about when that was told in another clause, sentence or member of a list."""

import pytest

from extractor import Extractor

# text, then (number as written, subject) of each fact in order.
SUBJECTS = {
    "a measure of what is contrasted": (
        "医生流失率由5%降至4%，护士则由9%降至8%。",
        [("5", "医生流失率"), ("4", "医生流失率"), ("9", "护士流失率"), ("8", "护士流失率")],
    ),
    "an average of another group": (
        "城镇居民人均收入4万元，农村居民2万元。",
        [("4万", "城镇居民人均收入"), ("2万", "农村居民人均收入")],
    ),
    "a kind of what was measured": (
        "全市医院病床使用率81%，三级医院94%。",
        [("81", "医院病床使用率"), ("94", "三级医院病床使用率")],
    ),
    "the one that has the most": (
        "各县中，增速最快的是山阳县，达9%。",
        [("9", "山阳县增速")],
    ),
    "parts in the next sentence": (
        "居民人均收入3万元。其中，城镇居民4万元。",
        [("3万", "居民人均收入"), ("4万", "城镇居民人均收入")],
    ),
    "a share's part and whole across clauses": (
        "全年进口汽车9万辆，其中新能源汽车2万辆，占22%。",
        [("9万", "进口汽车"), ("2万", "新能源汽车"), ("22", "新能源汽车占进口汽车")],
    ),
    "what is said of a part of it": (
        "信贷资金的七成投向制造业。",
        [("七成", "信贷资金投向制造业")],
    ),
    "what reached so many": (
        "全年发放护理补贴9亿元，惠及30万人。",
        [("9亿", "护理补贴"), ("30万", "护理补贴惠及")],
    ),
    "what reached them, dealt out": (
        "生活补贴、护理补贴分别发放9亿元、8亿元，分别惠及30万人、20万人。",
        [
            ("9亿", "生活补贴"),
            ("8亿", "护理补贴"),
            ("30万", "生活补贴惠及"),
            ("20万", "护理补贴惠及"),
        ],
    ),
    "what follows a semicolon is of the whole": (
        "财政收入9亿元，其中税收占七成；支出8亿元。",
        [("9亿", "财政收入"), ("七成", "税收占财政收入"), ("8亿", "财政支出")],
    ),
    "what a counted thing did so many times": (
        "12个休闲基地接待游客18万人次。",
        [("12", "休闲基地"), ("18万", "休闲基地接待游客")],
    ),
    "what was counted is named in full": (
        "5个团队入选“名家”计划。",
        [("5", "团队入选“名家”计划")],
    ),
    "an award": ("6部作品获星河奖。", [("6", "作品获星河奖")]),
    "an amount raised for something": (
        "筹措9亿元实施惠民工程。",
        [("9亿", "惠民工程")],
    ),
    "an attribute that opens with a verb of level": (
        "达到服务标准的卫生院占比提高到90%。",
        [("90", "达到服务标准的卫生院占比")],
    ),
    "a head behind the last member": (
        "打造3个国家级和7个省级产业集群。",
        [("3", "国家级产业集群"), ("7", "省级产业集群")],
    ),
    "a part of the average elsewhere": (
        "单位能耗、排放强度分别约为全国平均的70%、60%。",
        [("70", "单位能耗"), ("60", "排放强度")],
    ),
    "the end of a quotation": (
        "围绕“产业怎么发展、生活怎么改善”三个现实需求。",
        [("三", "现实需求")],
    ),
    "an act that names what it is of": (
        "运输服务由升转降，同比下降3.5%。",
        [("3.5", "运输服务")],
    ),
    "a relative clause before its number": (
        "审计查出的187个问题已整改。",
        [("187", "审计查出的问题")],
    ),
    "a time between noun and verb": (
        "气温于7时达13℃。",
        [("13", "气温")],
    ),
    "a contribution": (
        "二产拉动经济增长2个百分点，三产拉动3个百分点。",
        [("2", "二产拉动经济增长"), ("3", "三产拉动经济增长")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SUBJECTS.values(), ids=SUBJECTS.keys())
def test_subject(extractor: Extractor, text: str, expected: list[tuple[str, str]]) -> None:
    """Each number has the subject that annotation would give it."""
    facts = extractor.extract(text).facts
    assert [(fact.quantity.text, fact.subject.text) for fact in facts] == expected


CHANGES = {
    "a member as the first of its list": ("新增上市公司5家、新三板挂牌企业9家。", ["up", "up"]),
    "a number that the list has reached": ("新增上市公司48家、总量达122家。", ["up", None]),
    "a part of what is new": ("新增造林9万亩、其中南山绿化4万亩。", ["up", "up"]),
    "less by so much": ("建设用地规模减量7平方公里。", ["down"]),
}


@pytest.mark.parametrize(("text", "changes"), CHANGES.values(), ids=CHANGES.keys())
def test_change(extractor: Extractor, text: str, changes: list[str | None]) -> None:
    """A verb of change holds for the members of its list, and for no others."""
    assert [fact.change for fact in extractor.extract(text).facts] == changes
