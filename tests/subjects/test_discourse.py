"""What a number is about when that was told in another clause, sentence or member of a list."""

import pytest

from extractor import Extractor

# text, then (number as written, subject) of each fact in order.
SUBJECTS = {
    "the end of a word shared in a list": (
        "全年办理养老、失业、工伤保险业务分别为3.2万件、1.1万件和8600件。",
        [("3.2万", "养老保险业务"), ("1.1万", "失业保险业务"), ("8600", "工伤保险业务")],
    ),
    "what a measure word counts, without what is said of it": (
        "4家培训机构虚报学员，对1420户住户的抽样调查结束，6家检验机构（含分支）全部搬迁。",
        [("4", "培训机构"), ("1420", "住户"), ("6", "检验机构（含分支）")],
    ),
    "a noun that a measure word for things of any kind counts": (
        "新建9个村卫生室、12个县气象站，37个设区市空气质量改善。",
        [("9", "村卫生室"), ("12", "县气象站"), ("37", "设区市")],
    ),
    "what something is so many times as much as": (
        "航站楼面积9万平方米，是旧航站楼的2.3倍。186家企业完成技术改造。",
        [("9万", "航站楼面积"), ("2.3", "航站楼面积"), ("186", "企业完成技术改造")],
    ),
    "the rate of each part": (
        "毕业生落实率为86.3%，其中专科生89.1%、本科生84.7%。近视率49%，分学段看，小学、初中分别为33%、66%。",
        [
            *(("86.3", "毕业生落实率"), ("89.1", "专科生落实率"), ("84.7", "本科生落实率")),
            *(("49", "近视率"), ("33", "小学近视率"), ("66", "初中近视率")),
        ],
    ),
    "a measure alone of those listed in the clause before": (
        "云栖市、白沙州居前两位，指数分别为2.04和2.11。",
        [("两", "云栖市、白沙州"), ("2.04", "云栖市指数"), ("2.11", "白沙州指数")],
    ),
    "what was most at the time just told": (
        "接待游客612万人次，总花费58亿元；单日峰值出现在10月26日（周六），达31.4万人次。",
        [("612万", "游客"), ("58亿", "总花费"), ("31.4万", "游客单日峰值")],
    ),
    "what a paragraph began with, by quarters": (
        "生产总值5亿元。第三产业贡献率达57.4%。分季度看，一季度增长5.6%，二季度增长5.4%。",
        [
            *(("5亿", "生产总值"), ("57.4", "第三产业贡献率")),
            *(("5.6", "生产总值"), ("5.4", "生产总值")),
        ],
    ),
    "the average of those who are listed": (
        "每月工资中位数为2万元，较前一年高八百元；男性及女性分别为3万元和1万元。",
        [
            *(("2万", "每月工资中位数"), ("八百", "每月工资中位数")),
            *(("3万", "男性每月工资中位数"), ("1万", "女性每月工资中位数")),
        ],
    ),
    "so many, not which part": (
        "旅客中，过夜旅客占213万人次，比例亦会增至六成。",
        [("213万", "过夜旅客"), ("六成", "过夜旅客比例")],
    ),
    "a measure that a clause names before its owners": (
        "住院费用报销比例，职工为84%，居民为69%。",
        [("84", "职工住院费用报销比例"), ("69", "居民住院费用报销比例")],
    ),
    "what a paragraph began with, by months": (
        "事故51起，其中道路运输21起。分月看，7月最多，为16起，8月13起。",
        [("51", "事故"), ("21", "道路运输"), ("16", "事故"), ("13", "事故")],
    ),
    "those among whom a rank is": (
        "收入增长5%，增幅列全市9个县（区）第4位。",
        [("5", "收入"), ("9", "县（区）"), ("4", "收入增幅")],
    ),
    "the last ones of those that were listed": (
        "煤炭、矿石、粮食吞吐量分别为16吨、11吨和3吨，后两类各增4%、2%。",
        [
            *(("16", "煤炭吞吐量"), ("11", "矿石吞吐量"), ("3", "粮食吞吐量")),
            *(("4", "矿石吞吐量"), ("2", "粮食吞吐量")),
        ],
    ),
    "the one that was just said to have the most": (
        "每平方米税收1840元，其中滨江金融中心最高，达1.26万元。",
        [("1840", "每平方米税收"), ("1.26万", "滨江金融中心每平方米税收")],
    ),
    "whom an event befell": (
        "发生事故486起，造成61人死亡、512人受伤，分别下降8%、9%和7%。",
        [
            *(("486", "事故"), ("61", "事故死亡"), ("512", "事故受伤")),
            *(("8", "事故"), ("9", "事故死亡"), ("7", "事故受伤")),
        ],
    ),
    "who did what a relative clause tells": (
        "全市查处车辆引发的火灾64起，解决企业提出的诉求520件。",
        [("64", "车辆引发的火灾"), ("520", "企业提出的诉求")],
    ),
    "where it is done": (
        "截至10月15日，在海关备案的海外仓企业有68家。",
        [("68", "在海关备案的海外仓企业")],
    ),
    "towards what an attribute is directed": (
        "对技术等级有要求的岗位占48.7%。",
        [("48.7", "对技术等级有要求的岗位占")],
    ),
    "the whole area in a relative clause": (
        "入围全省民营企业百强的企业达5家。",
        [("5", "入围全省民营企业百强的企业")],
    ),
    "a label before an average": (
        "城镇居民：人均可支配收入29512元，同比增长4.5%。",
        [("29512", "城镇居民人均可支配收入"), ("4.5", "城镇居民人均可支配收入")],
    ),
    "another thing's share of the same": (
        "夜间消费占全天的43%，滨江街道这一比重更达到五成一。",
        [("43", "夜间消费占全天"), ("五成一", "滨江街道夜间消费占全天比重")],
    ),
    "an amount behind a share": (
        "重点企业销售额16亿元，占总额的两成；5日回落至11亿元。",
        [("16亿", "重点企业销售额"), ("两成", "重点企业销售额占总额"), ("11亿", "重点企业销售额")],
    ),
    "members whose numbers stand in brackets": (
        "进口货值（324亿元）及出口货值（38亿元）分别上升6%及8%。",
        [("324亿", "进口货值"), ("38亿", "出口货值"), ("6", "进口货值"), ("8", "出口货值")],
    ),
    "a share behind a bracket": (
        "再出口（33亿元）占八成九。",
        [("33亿", "再出口"), ("八成九", "再出口占")],
    ),
    "times are dealt out, not the word": (
        "二季度、三季度进出口分别为20亿元和22亿元。",
        [("20亿", "进出口"), ("22亿", "进出口")],
    ),
    "rates per what follows them": (
        "城市、农村低保标准分别提高到每人每月810元、每人每年6800元。",
        [("810", "城市低保标准"), ("6800", "农村低保标准")],
    ),
    "two averages": (
        "每栋菌棚平均损失1.4万元，户均损失1.33万元。",
        [("1.4万", "每栋菌棚平均损失"), ("1.33万", "户均损失")],
    ),
    "how long is no thing that is measured": (
        "民间投资扭转连续四个季度下滑局面，增长3.9%。",
        [("四", "下滑局面"), ("3.9", "民间投资")],
    ),
    "a verb that says nothing between who did it and the measure": (
        "12家规模以上企业实现销售额9亿元。",
        [("12", "规模以上企业"), ("9亿", "规模以上企业销售额")],
    ),
    "which place something has": (
        "地区生产总值达到5万亿元、稳居全国前十强、增长4.8%。",
        [("5万亿", "地区生产总值"), ("4.8", "地区生产总值")],
    ),
    "the share of what it is as much as": (
        "全社会研发支出相当于全市生产总值的比例达到4.5%。",
        [("4.5", "全社会研发支出相当于全市生产总值的比例")],
    ),
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
    "who speaks is no topic": (
        "政府发言人表示，首九个月访客约3650万人次，恢复至七成六。",
        [("3650万", "访客"), ("七成六", "访客")],
    ),
    "the time between a measure and what it is of": (
        "住房储备金9月末结余约1340亿元，网上销售额在九月有29亿元。",
        [("1340亿", "住房储备金结余"), ("29亿", "网上销售额")],
    ),
    "a measure that takes the place of those before": (
        "保险基金总收入9亿元、总支出8亿元，6月末累计结余31亿元。",
        [("9亿", "保险基金总收入"), ("8亿", "保险基金总支出"), ("31亿", "保险基金结余")],
    ),
    "words joined inside a member of a list": (
        "服装和药物及化妆品分别升6.3%及4.5%。",
        [("6.3", "服装"), ("4.5", "药物及化妆品")],
    ),
    "the last of three behind the first two": (
        "有企业8户、合作社9户、个体户7户，前两者分别增长9%、5%，后者下降4%。",
        [
            *(("8", "企业"), ("9", "合作社"), ("7", "个体户")),
            *(("9", "企业"), ("5", "合作社"), ("4", "个体户")),
        ],
    ),
    "a relative clause that holds a verb of change": (
        "订单增加或持平的企业占74%，首次访港的占两成。",
        [("74", "订单增加或持平的企业占"), ("两成", "首次访港的占")],
    ),
    "a relative clause that opens with a preposition": (
        "对服务表示满意的居民达九成，经陆路入境的旅客有65万人次。",
        [("九成", "对服务表示满意的居民"), ("65万", "经陆路入境的旅客")],
    ),
    "a relative clause that holds a threshold": (
        "楼龄达50年或以上的楼宇约有1万幢，600幢楼龄逾30年的楼宇已检验。",
        [("1万", "楼龄达50年或以上的楼宇"), ("600", "楼龄逾30年的楼宇")],
    ),
    "an average per what of the amount in its unit": (
        "小微贷款余额893亿元，惠及经营主体11万户，户均79万元。",
        [("893亿", "小微贷款余额"), ("11万", "惠及经营主体"), ("79万", "小微贷款余额户均")],
    ),
    "classes that are told together": (
        "一、二、三类地区最低工资分别为9元、8元、7元。",
        [("9", "一类地区最低工资"), ("8", "二类地区最低工资"), ("7", "三类地区最低工资")],
    ),
    "how much more of it was done": (
        "全年完成水利投资286亿元，为年度计划的88%，同比多完成31亿元。",
        [("286亿", "水利投资"), ("88", "水利投资为年度计划"), ("31亿", "水利投资")],
    ),
    "who is contrasted": (
        "长者则平均轮候3.4年，一般申请者平均轮候5年。",
        [("3.4", "长者平均轮候"), ("5", "一般申请者平均轮候")],
    ),
    "what there is most of": (
        "3月进口以农工原料为大宗，占66.5%。",
        [("66.5", "农工原料占进口")],
    ),
    "verbs in a list before what is counted": (
        "12所新建、改扩建学校投用。",
        [("12", "新建、改扩建学校")],
    ),
    "what is said of a share of those in a place": (
        "受访老人中九成以上认为服务周到。",
        [("九成", "受访老人认为服务周到")],
    ),
    "what is so of some of those that were counted, and a measure of them all": (
        "14个县中有9个增速高于全市，增长面达64%。",
        [("14", "县"), ("9", "县增速高于全市"), ("64", "县增长面")],
    ),
    "the things and a measure of them": (
        "楼宇及停车位共4870个，总值169亿元，分别减少5%及14%。",
        [
            *(("4870", "楼宇及停车位"), ("169亿", "楼宇及停车位总值")),
            *(("5", "楼宇及停车位"), ("14", "楼宇及停车位总值")),
        ],
    ),
    "a measure told before its parts": (
        "低保标准为城市每月800元、农村每月600元。报销比例职工达到85%、居民达到70%。",
        [
            *(("800", "城市低保标准"), ("600", "农村低保标准")),
            *(("85", "报销比例职工"), ("70", "居民报销比例")),
        ],
    ),
    "what is dealt to the members of a list": (
        "有公办幼儿园312所、民办幼儿园428所，在园幼儿分别为6万人和5万人。",
        [
            *(("312", "公办幼儿园"), ("428", "民办幼儿园")),
            *(("6万", "公办幼儿园在园幼儿"), ("5万", "民办幼儿园在园幼儿")),
        ],
    ),
    "both that were measured one by one": (
        "常住人口城镇化率为67%，户籍人口城镇化率为48%，两者差距缩小到19个百分点。",
        [
            *(("67", "常住人口城镇化率"), ("48", "户籍人口城镇化率")),
            ("19", "常住人口城镇化率户籍人口城镇化率差距"),
        ],
    ),
    "a name that goes on from what was measured": (
        "研发经费投入96亿元，投入强度2.62%。",
        [("96亿", "研发经费投入"), ("2.62", "研发经费投入强度")],
    ),
    "what something was then": (
        "生产总值上升3.1%，较第一季的3.0%略快。",
        [("3.1", "生产总值"), ("3.0", "生产总值")],
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
