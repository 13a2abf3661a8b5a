"""What a number takes from the text around it: headings, wholes, opposites, what went before."""

import pytest

from extractor import Extractor

# text, then (number as written, subject) of each fact in order.
SUBJECTS = {
    "income and expenses under the heading of their account": (
        "县财政报告\n\n（一）社会保险基金预算\n收入14.6亿元，支出12.8亿元，滚存结余3亿元。",
        [
            ("14.6亿", "社会保险基金预算收入"),
            ("12.8亿", "社会保险基金预算支出"),
            ("3亿", "社会保险基金预算滚存结余"),
        ],
    ),
    "a label under the heading of an account": (
        "县财政报告\n\n（一）一般公共预算\n收入情况。全县完成9亿元，增长4%。",
        [("9亿", "一般公共预算收入"), ("4", "一般公共预算收入")],
    ),
    "a heading that opens its paragraph": (
        "县财政报告\n\n二、安排\n（一）一般公共预算。收入预期25亿元，增长4%。",
        [("25亿", "一般公共预算收入"), ("4", "一般公共预算收入")],
    ),
    "a heading that is no account": (
        "县统计公报\n\n二、旅游业\n收入9亿元。",
        [("9亿", "收入")],
    ),
    "what grows like another, by the same measure": (
        "规模以上工业增加值增长5%，其中采矿业增长3%，制造业增长6%；居民人均收入增长4%。",
        [
            ("5", "规模以上工业增加值"),
            ("3", "采矿业增加值"),
            ("6", "制造业增加值"),
            ("4", "居民人均收入"),
        ],
    ),
    "what grows unlike what grew before": (
        "工业用电量增长9%，企业在手订单增长3%。",
        [("9", "工业用电量"), ("3", "企业在手订单")],
    ),
    "the number of another census": (
        "全市常住人口为53万人，同2010年普查的52万人相比，增加1万人，增长1.9%。",
        [(n, "常住人口") for n in ("53万", "52万", "1万", "1.9")],
    ),
    "what was reached then, to compare with": (
        "示范田亩产800公斤，较2023年创下的全市纪录提高14公斤。",
        [("800", "示范田亩产"), ("14", "示范田亩产")],
    ),
    "the time when there was most": (
        "共发送旅客98万人次，最高的5日为16万人次。",
        [("98万", "发送旅客"), ("16万", "发送旅客")],
    ),
    "part of a goal that is told with its number": (
        "城镇新增就业2.8万人，为年度目标3万人的93%。",
        [
            ("2.8万", "城镇新增就业"),
            ("3万", "城镇新增就业年度目标"),
            ("93", "城镇新增就业年度目标"),
        ],
    ),
    "parts of a coefficient": (
        "恩格尔系数为30%，其中城镇28%、农村33%。",
        [("30", "恩格尔系数"), ("28", "城镇恩格尔系数"), ("33", "农村恩格尔系数")],
    ),
    "a rate of each of a list": (
        "主要作物机械化率85%，小麦、水稻分别为99%、90%。",
        [("85", "主要作物机械化率"), ("99", "小麦机械化率"), ("90", "水稻机械化率")],
    ),
    "the opposite of what was measured": (
        "城镇消费品零售额11亿元，增长3%；乡村2亿元，增长5%。",
        [
            ("11亿", "城镇消费品零售额"),
            ("3", "城镇消费品零售额"),
            ("2亿", "乡村消费品零售额"),
            ("5", "乡村消费品零售额"),
        ],
    ),
    "the same trade with another partner": (
        "对欧盟、日本进出口分别为9亿元、3亿元，对日本增长2%。",
        [("9亿", "对欧盟进出口"), ("3亿", "对日本进出口"), ("2", "对日本进出口")],
    ),
    "a member of a list told again": (
        "火电、风电利用小时数各为4900小时、2100小时，其中风电减少30小时。",
        [("4900", "火电利用小时数"), ("2100", "风电利用小时数"), ("30", "风电利用小时数")],
    ),
    "an amount that the sentence looks into": (
        "上半年的销售额中，汽车4亿元，家电1亿元。",
        [("4亿", "汽车销售额"), ("1亿", "家电销售额")],
    ),
    "a list of things and what the next clause deals out": (
        "鲜菜、鸡蛋大量上市，价格分别下降5%、3%。",
        [("5", "鲜菜价格"), ("3", "鸡蛋价格")],
    ),
    "measures of one thing in a list": (
        "地区生产总值增长5%，总量、增速分别居第4位、第3位。",
        [("5", "地区生产总值"), ("4", "地区生产总值总量"), ("3", "地区生产总值增速")],
    ),
    "another item of the same account": (
        "养老基金收入9亿元，支出8亿元。",
        [("9亿", "养老基金收入"), ("8亿", "养老基金支出")],
    ),
    "measures alone, of the topic of the paragraph": (
        "粮食再获丰收。播种面积48万亩，总产量39万吨。",
        [("48万", "粮食播种面积"), ("39万", "粮食总产量")],
    ),
    "the whole behind its parts": (
        "交通完成投资64亿元，其中公路43亿元、铁路15亿元。今年又完成11亿元。",
        [("64亿", "交通投资"), ("43亿", "公路投资"), ("15亿", "铁路投资"), ("11亿", "交通投资")],
    ),
    "part of what has an unnamed share itself": (
        "老年人口12万人，占24%，其中高龄人口2万人，占4%。",
        [("12万", "老年人口"), ("24", "老年人口占"), ("2万", "高龄人口"), ("4", "高龄人口占")],
    ),
    "an act on what was counted in the same unit": (
        "安排重点项目116个，年度投资168亿元，其中一季度开工36个。",
        [("116", "重点项目"), ("168亿", "重点项目年度投资"), ("36", "重点项目开工")],
    ),
    "an act on the object of the clause before": (
        "严惩电信诈骗犯罪，审结案件97件。",
        [("97", "电信诈骗犯罪审结案件")],
    ),
    "what somebody did to something": (
        "农村黑臭水体完成治理157条。",
        [("157", "农村黑臭水体治理")],
    ),
    "a contribution, its whole first": (
        "规上企业41家，贡献了全县工业税收的八成。",
        [("41", "规上企业"), ("八成", "规上企业贡献工业税收")],
    ),
    "summed up in front of a share": (
        "风电光伏合计占比42%，较上年末提高5个百分点。",
        [("42", "风电光伏占比"), ("5", "风电光伏占比")],
    ),
    "a relative clause that opens with a verb of having": (
        "法院依法对23家有挽救价值的企业暂缓查封。",
        [("23", "有挽救价值的企业")],
    ),
    "an area inside the name of a rate": (
        "技术合同成交额21亿元，科技成果省内转化率超过六成。",
        [("21亿", "技术合同成交额"), ("六成", "科技成果省内转化率")],
    ),
    "how a rate is reached": ("投诉按期办结率99%。", [("99", "投诉按期办结率")]),
    "names with lists in them": (
        "信息传输、软件和信息技术服务业与租赁和商务服务业增加值分别增长14%、10%。",
        [
            ("14", "信息传输、软件和信息技术服务业增加值"),
            ("10", "租赁和商务服务业增加值"),
        ],
    ),
    "an account before a colon": (
        "养老保险基金：全年收入21亿元，其中征缴收入16亿元；支出20亿元。",
        [
            ("21亿", "养老保险基金收入"),
            ("16亿", "征缴收入"),
            ("20亿", "养老保险基金支出"),
        ],
    ),
    "a name with a verb in it, before a comma": (
        "企业退休人员的人均养老金，2022年为2986元。",
        [("2986", "企业退休人员的人均养老金")],
    ),
    "another grade of the same things": (
        "国家级博物馆2家、省级5家。",
        [("2", "国家级博物馆"), ("5", "省级博物馆")],
    ),
    "town and country, of what was counted": (
        "低保对象112万人，其中城市18万人、农村94万人。",
        [("112万", "低保对象"), ("18万", "城市低保对象"), ("94万", "农村低保对象")],
    ),
    "those who were counted, and what they did": (
        "全市文化企业397家，全年实现营业收入518亿元。",
        [("397", "文化企业"), ("518亿", "文化企业营业收入")],
    ),
    "which place among others": (
        "地区生产总值增长6%，总量在全国的位次前移3位。",
        [("6", "地区生产总值"), ("3", "总量在全国的位次")],
    ),
    "a threshold from and to": (
        "雨量超过300毫米的乡镇有17个、100至300毫米的乡镇58个。",
        [("17", "雨量超过300毫米的乡镇"), ("58", "100至300毫米的乡镇")],
    ),
    "a ratio from a time to a time": (
        "城乡收入比由去年上半年的2.30缩小到今年上半年的2.25。",
        [("2.30", "城乡收入比"), ("2.25", "城乡收入比")],
    ),
    "what was said of some is not said of others": (
        "评选创新案例173项，82项获国家认可，37项向全国推广。",
        [("173", "创新案例"), ("82", "创新案例获国家认可"), ("37", "创新案例")],
    ),
    "who speaks owns nothing": (
        "局长贺兰亭：全市改造管网5380公里，形成投资118亿元。",
        [("5380", "改造管网"), ("118亿", "形成投资")],
    ),
    "the moment of a time": (
        "困难职工驿站2022年时有3家，如今增加到11家。",
        [("3", "困难职工驿站"), ("11", "困难职工驿站")],
    ),
    "a capacity for an act": (
        "形成60万吨煤炭储备能力，具备200万人次旅客接待能力。",
        [("60万", "煤炭储备能力"), ("200万", "旅客接待能力")],
    ),
    "an act on things whose name holds a verb": (
        "推进100个乡村振兴片区建设。",
        [("100", "乡村振兴片区")],
    ),
    "what the counted things came to be among": (
        "21个学科进入ESI前千分之一，2家企业跻身国家级平台行列。",
        [("21", "学科进入ESI前千分之一"), ("2", "企业跻身国家级平台行列")],
    ),
    "where something is made": (
        "省内生产的集采药品抽检覆盖率达到100%。",
        [("100", "省内生产的集采药品抽检覆盖率")],
    ),
    "a reason before what a change is against": (
        "生猪出栏31万头，因集中上市较三季度多出4.5万头。",
        [("31万", "生猪出栏"), ("4.5万", "生猪出栏")],
    ),
    "the degree of a rise": (
        "居民消费价格总水平上涨幅度控制在2%左右。",
        [("2", "居民消费价格总水平上涨幅度")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SUBJECTS.values(), ids=SUBJECTS.keys())
def test_subject(extractor: Extractor, text: str, expected: list[tuple[str, str]]) -> None:
    """Each number has the subject that annotation would give it."""
    facts = extractor.extract(text).facts
    assert [(fact.quantity.text, fact.subject.text) for fact in facts] == expected


def test_spans_of_a_heading(extractor: Extractor) -> None:
    """A subject from a heading points at the characters of the heading."""
    text = "县财政报告\n\n（一）政府性基金预算\n收入8亿元。"
    (fact,) = extractor.extract(text).facts
    assert [text[start:end] for start, end in fact.subject.spans] == ["政府性基金预算", "收入"]
