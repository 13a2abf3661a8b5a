"""What a number takes from its whole, and from those to whom what it counts belongs."""

import pytest

from extractor import Extractor

# text, then (number as written, subject) of each fact in order.
SUBJECTS = {
    "people and intake of the schools counted before": (
        "普通高中61所，在校生8万人；中等职业学校24所，招生3万人。",
        [
            ("61", "普通高中"),
            ("8万", "普通高中在校生"),
            ("24", "中等职业学校"),
            ("3万", "中等职业学校招生"),
        ],
    ),
    "people and intake behind another sentence": (
        "全省小学4016所。另有教学点1208个。招生61万人，在校生412万人。",
        [
            ("4016", "小学"),
            ("1208", "教学点"),
            ("61万", "小学招生"),
            ("412万", "小学在校生"),
        ],
    ),
    "those of all kinds of institutions, which need no owner": (
        "各级各类学校1286所，在校生98万人。",
        [("1286", "各级各类学校"), ("98万", "在校生")],
    ),
    "money of projects, and of a part of them": (
        "新建项目47个，年度投资52亿元，其中技改项目29个、投资9亿元。",
        [
            ("47", "新建项目"),
            ("52亿", "新建项目年度投资"),
            ("29", "技改项目"),
            ("9亿", "技改项目投资"),
        ],
    ),
    "who came to institutions that were counted": (
        "全省400家博物馆延时开放，共接待观众300万人次。",
        [("400", "博物馆"), ("300万", "博物馆观众")],
    ),
    "who came to those who did something": (
        "文化馆组织文艺活动900场，服务群众60万人次。",
        [("900", "文艺活动"), ("60万", "文化馆服务群众")],
    ),
    "who came to events, and what they took in": (
        "大型演唱会90场，票房收入9亿元；专业剧场演出800场，观众70万人次。",
        [
            ("90", "大型演唱会"),
            ("9亿", "大型演唱会票房收入"),
            ("800", "专业剧场演出"),
            ("70万", "专业剧场演出观众"),
        ],
    ),
    "who came where nobody was host": (
        "财政下达保护资金9亿元，培训学员2000人次。",
        [("9亿", "保护资金"), ("2000", "学员")],
    ),
    "what a kind of disaster did": (
        "洪涝灾害造成8万人受灾，直接经济损失3亿元。",
        [("8万", "洪涝灾害受灾"), ("3亿", "洪涝灾害直接经济损失")],
    ),
    "whose the accidents are": (
        "全市发生事故58起。建筑业发生事故27起、死亡25人。煤矿：发生事故3起。",
        [("58", "事故"), ("27", "建筑业事故"), ("25", "建筑业事故死亡"), ("3", "煤矿事故")],
    ),
    "another measure of a neighbour, which was told of all before": (
        "全省货运量9亿吨，货物周转量8亿吨公里。公路货运量7亿吨、货物周转量6亿吨公里。",
        [
            ("9亿", "货运量"),
            ("8亿", "货物周转量"),
            ("7亿", "公路货运量"),
            ("6亿", "公路货物周转量"),
        ],
    ),
    "what one storm did": (
        "此次过程造成8万人受灾，直接经济损失3亿元。",
        [("8万", "受灾"), ("3亿", "直接经济损失")],
    ),
    "how many events there were, behind their kinds": (
        "发生地质灾害50起，其中滑坡30起、崩塌20起，起数下降两成。",
        [("50", "地质灾害"), ("30", "滑坡"), ("20", "崩塌"), ("两成", "地质灾害起数")],
    ),
    "whose change moved an index": (
        "食品价格上涨2%，影响CPI上涨约0.4个百分点。",
        [("2", "食品价格"), ("0.4", "食品价格影响CPI")],
    ),
    "a share within something": (
        "民营企业进出口9亿元，在全省外贸中占比60%。",
        [("9亿", "民营企业进出口"), ("60", "民营企业进出口在外贸中占比")],
    ),
    "a share of those that a phrase of place counts": (
        "14个断面中，优良断面13个，占92.9%。",
        [("14", "断面"), ("13", "优良断面"), ("92.9", "优良断面占断面")],
    ),
    "exports in money behind exports in numbers": (
        "水产品出口9万吨，出口额3亿美元。全市出口额8亿元。",
        [("9万", "水产品出口"), ("3亿", "水产品出口额"), ("8亿", "出口额")],
    ),
    "an average of another place, behind how one changed": (
        "北部平均降水量90毫米，增长4%；南部80毫米，下降3%。",
        [
            ("90", "北部平均降水量"),
            ("4", "北部平均降水量"),
            ("80", "南部平均降水量"),
            ("3", "南部平均降水量"),
        ],
    ),
    "the measure of the first, in brackets": (
        "今年首饰的销货价值上升5%，其次为服装（下跌4%）；燃料（上升3%）。",
        [("5", "首饰的销货价值"), ("4", "服装销货价值"), ("3", "燃料销货价值")],
    ),
    "a sown area, of a part": (
        "秋粮播种面积900万亩，其中玉米600万亩。",
        [("900万", "秋粮播种面积"), ("600万", "玉米播种面积")],
    ),
    "what somebody earned by what was told": (
        "艺术表演团体演出9场，票房收入8万元。",
        [("9", "艺术表演团体演出"), ("8万", "艺术表演团体票房收入")],
    ),
    "parts of an amount in sentences of their own": (
        "发电量9亿千瓦时。其中，火电6亿千瓦时；水电3亿千瓦时，增长5%。",
        [("9亿", "发电量"), ("6亿", "火电发电量"), ("3亿", "水电发电量"), ("5", "水电发电量")],
    ),
    "parts of a total, which have none of their own": (
        "粮食总产量9万吨，其中夏粮3万吨。",
        [("9万", "粮食总产量"), ("3万", "夏粮产量")],
    ),
    "parts of a total that keeps what is totalled": (
        "社会消费品零售总额9亿元，其中城镇6亿元，乡村3亿元。进出口总额8亿元，其中民营企业5亿元。",
        [
            ("9亿", "社会消费品零售总额"),
            ("6亿", "城镇社会消费品零售总额"),
            ("3亿", "乡村社会消费品零售总额"),
            ("8亿", "进出口总额"),
            ("5亿", "民营企业进出口总额"),
        ],
    ),
    "the partner of a part with a measure of its own": (
        "社会消费品零售总额9亿元，其中，城镇消费品零售额6亿元，乡村3亿元。",
        [
            ("9亿", "社会消费品零售总额"),
            ("6亿", "城镇消费品零售额"),
            ("3亿", "乡村消费品零售额"),
        ],
    ),
    "schools with a bracket": (
        "普通高中（含公办的）61所，在校生8万人。",
        [("61", "普通高中（含公办的）"), ("8万", "普通高中（含公办的）在校生")],
    ),
    "an act that ends like a school": (
        "高校毕业生升学9万人，在校生8万人。",
        [("9万", "高校毕业生升学"), ("8万", "在校生")],
    ),
    "an act beside an output": (
        "粗钢产量9万吨，消耗煤炭8万吨。",
        [("9万", "粗钢产量"), ("8万", "煤炭")],
    ),
    "an act that is measured itself": (
        "发电量9亿千瓦时，其中太阳能发电3亿千瓦时。",
        [("9亿", "发电量"), ("3亿", "太阳能发电")],
    ),
    "another state of the same": (
        "农作物受灾面积41万亩，其中绝收5万亩。",
        [("41万", "农作物受灾面积"), ("5万", "农作物绝收面积")],
    ),
    "where the beds are that were counted": (
        "医疗卫生机构床位9万张，其中医院6万张、乡镇卫生院3万张。",
        [("9万", "医疗卫生机构床位"), ("6万", "医院床位"), ("3万", "乡镇卫生院床位")],
    ),
    "parts of one name, of two wholes": (
        "住户贷款增加9亿元，其中短期贷款3亿元，中长期贷款6亿元；"
        "企业贷款增加8亿元，其中短期贷款2亿元。",
        [
            ("9亿", "住户贷款"),
            ("3亿", "住户短期贷款"),
            ("6亿", "住户中长期贷款"),
            ("8亿", "企业贷款"),
            ("2亿", "企业短期贷款"),
        ],
    ),
    "parts of one name, of acts and of people": (
        "研究生招生9万人，其中博士生2万人；在学研究生30万人，其中博士生8万人。",
        [
            ("9万", "研究生招生"),
            ("2万", "博士生招生"),
            ("30万", "在学研究生"),
            ("8万", "在学博士生"),
        ],
    ),
    "shares of what the sentence before counted": (
        "受理来件9万件。其中，投诉6万件，占六成；举报3万件，占三成。",
        [
            ("9万", "来件"),
            ("6万", "投诉"),
            ("六成", "投诉占来件"),
            ("3万", "举报"),
            ("三成", "举报占来件"),
        ],
    ),
    "a share of the same as the one before": (
        "投诉6件，占来件的六成；举报3件，占三成。",
        [("6", "投诉"), ("六成", "投诉占来件"), ("3", "举报"), ("三成", "举报占来件")],
    ),
    "what products were made as others": (
        "粗钢产量9万吨，增长4%；水泥8万吨，下降2%。",
        [("9万", "粗钢产量"), ("4", "粗钢产量"), ("8万", "水泥产量"), ("2", "水泥产量")],
    ),
    "all there is, behind what is new of it": (
        "新登记经营主体9万户，总量达到80万户。",
        [("9万", "新登记经营主体"), ("80万", "经营主体总量")],
    ),
    "whom it reached": (
        "改造老旧小区94个，惠及居民2万户。",
        [("94", "老旧小区"), ("2万", "惠及居民")],
    ),
    "where something is new": (
        "云栖新区新增3家企业。全国重点实验室新增2家。",
        [("3", "云栖新区企业"), ("2", "全国重点实验室")],
    ),
    "the rate of which another has less": (
        "贷款余额9亿元，增长8%，高于各项贷款增速2个百分点。",
        [("9亿", "贷款余额"), ("8", "贷款余额"), ("2", "贷款余额增速")],
    ),
    "points of a rate in permille": (
        "办理登记9万对；结婚率为4.7‰，比上年上升0.5个千分点。",
        [("9万", "登记"), ("4.7", "结婚率"), ("0.5", "结婚率")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SUBJECTS.values(), ids=SUBJECTS.keys())
def test_subject(extractor: Extractor, text: str, expected: list[tuple[str, str]]) -> None:
    """Each number has the subject that annotation would give it."""
    facts = extractor.extract(text).facts
    assert [(fact.quantity.text, fact.subject.text) for fact in facts] == expected
