"""Every construct of the design, on sentences of our own: what each number is about."""

import pytest

from extractor import Extractor

# text, then (number as written, subject) of each fact in order.
SUBJECTS = {
    "number before noun": ("全区12.5万名低保对象领到补助。", [("12.5万", "低保对象")]),
    "number after noun": ("目前共有养老机构318家。", [("318", "养老机构")]),
    "number after verb and noun": ("全年筹集福利金2.3亿元。", [("2.3亿", "福利金")]),
    "level verb": ("乡镇服务中心覆盖率达到83%。", [("83", "乡镇服务中心覆盖率")]),
    "share of": ("民营经济增加值占生产总值的36%。", [("36", "民营经济增加值占生产总值")]),
    "list with a shared verb": (
        "新建卫生室285个、图书馆29个、健身步道1万余条。",
        [("285", "卫生室"), ("29", "图书馆"), ("1万", "健身步道")],
    ),
    "numbers before the members of a list": (
        "新建7家孵化器和6家实验室。",
        [("7", "孵化器"), ("6", "实验室")],
    ),
    "list dealt out": (
        "出口额、进口额分别增长4%和2%。",
        [("4", "出口额"), ("2", "进口额")],
    ),
    "list whose members share a head": (
        "货物、旅客周转量分别增长4%、2%。",
        [("4", "货物周转量"), ("2", "旅客周转量")],
    ),
    "attributes that share the end of a word": (
        "刑事、治安案件分别下降5%、3%。",
        [("5", "刑事案件"), ("3", "治安案件")],
    ),
    "measure of what follows": (
        "建成全长30公里的东山隧道。",
        [("30", "东山隧道全长")],
    ),
    "measure behind an average": (
        "15万亩油菜陆续收获，平均亩产300斤，总产2.3万吨。",
        [("15万", "油菜"), ("300", "平均亩产"), ("2.3万", "油菜总产")],
    ),
    "manner before a verb": (
        "工业投资下降1%，民间投资逆势增长2%。",
        [("1", "工业投资"), ("2", "民间投资")],
    ),
    "manner before a verb, one word in the dictionary": (
        "粮食产量稳步增长2%。",
        [("2", "粮食产量")],
    ),
    "quoted name in the last member of a list": (
        "东盟、共建“一带一路”国家进出口分别增长10%、12%。",
        [("10", "东盟进出口"), ("12", "共建“一带一路”国家进出口")],
    ),
    "what does not happen names who does": (
        "留宿旅客（121万人次）及不过夜旅客（138万人次）增加。",
        [("121万", "留宿旅客"), ("138万", "不过夜旅客")],
    ),
    "mark that is passed": (
        "洪峰水位18.76米，超保证水位0.46米。",
        [("18.76", "洪峰水位"), ("0.46", "洪峰水位")],
    ),
    "bracket behind a time": (
        "2月4日（正月初七）客流168万人次。",
        [("168万", "客流")],
    ),
    "part of an area's whole": (
        "苹果、猕猴桃产量稳定在全国1/4、1/3。",
        [("1/4", "苹果产量"), ("1/3", "猕猴桃产量")],
    ),
    "members of a list with brackets": (
        "获批最多的是厨师（80人）、司机（60人）。",
        [("80", "厨师"), ("60", "司机")],
    ),
    "part without its measure": (
        "居民人均可支配收入28416元，其中城镇居民为35720元。",
        [("28416", "居民人均可支配收入"), ("35720", "城镇居民人均可支配收入")],
    ),
    "measure with a share": (
        "小微企业有2140家，数量占全市的三分之一。",
        [("2140", "小微企业"), ("三分之一", "小微企业数量占全市")],
    ),
    "break by dashes": (
        "每万人拥有专利500件——高新区跑出加速度。",
        [("500", "每万人拥有专利")],
    ),
    "adverb behind what is counted": (
        "7万监测对象稳定消除返贫风险。",
        [("7万", "监测对象")],
    ),
    "town and country": (
        "城乡低保平均标准达到810元/月、620元/月。",
        [("810", "城市低保平均标准"), ("620", "农村低保平均标准")],
    ),
    "town and country, of residents": (
        "城乡居民人均可支配收入分别增长5%、6%。",
        [("5", "城镇居民人均可支配收入"), ("6", "农村居民人均可支配收入")],
    ),
    "three sectors": (
        "一二三产业增加值分别增长3%、5%、6%。",
        [("3", "第一产业增加值"), ("5", "第二产业增加值"), ("6", "第三产业增加值")],
    ),
    "dealt out to what was measured before": (
        "接待省外游客2.6亿人次、境外游客512万人次，分别增长8.4%、21.5%。",
        [
            ("2.6亿", "省外游客"),
            ("512万", "境外游客"),
            ("8.4", "省外游客"),
            ("21.5", "境外游客"),
        ],
    ),
    "part of a whole": (
        "财政收入1500亿元，增长5%，其中税收占72%。",
        [("1500亿", "财政收入"), ("5", "财政收入"), ("72", "税收占财政收入")],
    ),
    "bracket between noun and number": (
        "建成乡村幸福驿站（含日间照料点）2310个。",
        [("2310", "乡村幸福驿站（含日间照料点）")],
    ),
    "topic carried over a comma": (
        "出口2.1万亿元，增长4%；进口1.3万亿元，下降2%。",
        [("2.1万亿", "出口"), ("4", "出口"), ("1.3万亿", "进口"), ("2", "进口")],
    ),
    "running total": (
        "新建高标准农田8.9万亩，累计达到120.5万亩。",
        [("8.9万", "高标准农田"), ("120.5万", "高标准农田")],
    ),
    "measure without an owner": (
        "建成儿童保护中心45个，覆盖率达到83%。",
        [("45", "儿童保护中心"), ("83", "儿童保护中心覆盖率")],
    ),
    "speed of what was measured": (
        "规上工业增加值增长7.6%，增速居全国第2位。",
        [("7.6", "规上工业增加值"), ("2", "规上工业增加值增速")],
    ),
    "above something else": (
        "固定资产投资增长8%、高于全国3.2个百分点。",
        [("8", "固定资产投资"), ("3.2", "固定资产投资")],
    ),
    "from and to": (
        "公交线路从182条增加到338条。",
        [("182", "公交线路"), ("338", "公交线路")],
    ),
    "two lists, from and to": (
        "研发中心、地区总部分别从71家、48家增加到107家、63家。",
        [("71", "研发中心"), ("48", "地区总部"), ("107", "研发中心"), ("63", "地区总部")],
    ),
    "mean": ("居民人均消费支出年均增长7%。", [("7", "居民人均消费支出")]),
    "rank": ("森林覆盖率居全国第4位。", [("4", "森林覆盖率")]),
    "per so many": ("每千人口医疗床位达到7.2张。", [("7.2", "每千人口医疗床位")]),
    "basis before the change": ("外贸出口比上年增长9%。", [("9", "外贸出口")]),
    "two measures of one subject": (
        "惠及居民3.4万户9.8万人。",
        [("3.4万", "惠及居民"), ("9.8万", "惠及居民")],
    ),
    "verb that is itself counted": ("新能源汽车新上牌37万辆。", [("37万", "新能源汽车新上牌")]),
    "verb that names a common head": (
        "社会组织筹集资金1.9亿元。",
        [("1.9亿", "社会组织筹集资金")],
    ),
    "what a level became": (
        "园区由106家整合为50家，窗口从39个拓展到91个。",
        [("106", "园区"), ("50", "园区"), ("39", "窗口"), ("91", "窗口")],
    ),
    "preposition inside a name": ("对欧盟出口增长8%。", [("8", "对欧盟出口")]),
    "list behind a shared preposition": (
        "对欧盟、东盟进出口分别增长3%、4%。",
        [("3", "对欧盟进出口"), ("4", "对东盟进出口")],
    ),
    "contribution to something": (
        "民间投资对经济增长的贡献率达73%。",
        [("73", "民间投资对经济增长的贡献率")],
    ),
    "noun shared by two numbers": (
        "57家影院票房3186万元，23家景区累计入园86万人次。",
        [("57", "影院"), ("3186万", "影院票房"), ("23", "景区"), ("86万", "景区入园")],
    ),
    "list that ends where the next noun begins": (
        "新建5个医疗集团、区级覆盖率达80%。",
        [("5", "医疗集团"), ("80", "区级覆盖率")],
    ),
    "dealt out to doers": (
        "甲馆、乙馆分别接待读者8万人次、12万人次。",
        [("8万", "甲馆接待读者"), ("12万", "乙馆接待读者")],
    ),
    "preposition before what is counted": (
        "担保集团为380家企业提供担保。",
        [("380", "企业")],
    ),
    "bracket with a number of its own": (
        "人口（含9县）为60万人。",
        [("9", "人口"), ("60万", "人口")],
    ),
    "level for each person": (
        "补贴标准从每人每月2375元提高到2423元。",
        [("2375", "补贴标准每人每月"), ("2423", "补贴标准每人每月")],
    ),
    "said of a part": (
        "九成的村卫生室纳入一体化管理。",
        [("九成", "村卫生室纳入一体化管理")],
    ),
    "share that was just told": (
        "民企出口140亿元，占全省出口的60%，比重提高2个百分点。",
        [("140亿", "民企出口"), ("60", "民企出口占全省出口"), ("2", "民企出口占全省出口比重")],
    ),
    "named things": (
        "6家企业入选省级名单。",
        [("6", "企业入选省级名单")],
    ),
    "dealt out with several verbs of change": (
        "铁矿、原油进口量分别增长3%、下降1%。",
        [("3", "铁矿进口量"), ("1", "原油进口量")],
    ),
    "amount of change told by its unit": (
        "优良天数334天，优良率91.5%，同比多6天。",
        [("334", "优良天数"), ("91.5", "优良率"), ("6", "优良天数")],
    ),
    "head shared with the member before": (
        "建成8个国家级、13个省级区域医疗中心。",
        [("8", "国家级区域医疗中心"), ("13", "省级区域医疗中心")],
    ),
    "said of a share of those told": (
        "现有学生2.6万人，其中九成以上在公办学校就读。",
        [("2.6万", "学生"), ("九成", "学生在公办学校就读")],
    ),
    "counted doers": (
        "重点监测的23家景区共接待游客86万人次。",
        [("23", "景区"), ("86万", "景区接待游客")],
    ),
    "counted noun before an average": (
        "980个助餐点日均服务老人18万人次。",
        [("980", "助餐点"), ("18万", "助餐点日均服务老人")],
    ),
    "several of those told": (
        "水电、风电、光伏发电量分别为3亿千瓦时、2亿千瓦时、1亿千瓦时，后两者分别增长11%、38%。",
        [
            ("3亿", "水电发电量"),
            ("2亿", "风电发电量"),
            ("1亿", "光伏发电量"),
            ("11", "风电发电量"),
            ("38", "光伏发电量"),
        ],
    ),
    "acts dealt out before their noun": (
        "开工、投产项目分别为48个、29个。",
        [("48", "开工项目"), ("29", "投产项目")],
    ),
    "another measure of those in the list before": (
        "小学、初中校均规模分别为834人和1126人，大班额占比依次降至0.4%、1.2%。",
        [
            ("834", "小学校均规模"),
            ("1126", "初中校均规模"),
            ("0.4", "小学大班额占比"),
            ("1.2", "初中大班额占比"),
        ],
    ),
    "unlike units share no measure": (
        "接待游客、门票收入分别为37万人次、2亿元。",
        [("37万", "游客"), ("2亿", "门票收入")],
    ),
    "words alike before one noun": (
        "男性、女性人口分别为25万人和26万人。",
        [("25万", "男性人口"), ("26万", "女性人口")],
    ),
    "a rank that moved": ("区域创新能力排名前移4位。", [("4", "区域创新能力排名")]),
    "averages of groups": (
        "全体居民人均可支配收入3万元，城镇居民为4万元。",
        [("3万", "全体居民人均可支配收入"), ("4万", "城镇居民人均可支配收入")],
    ),
    "average without a noun": (
        "快递业务量9亿件，日均1000万件。",
        [("9亿", "快递业务量"), ("1000万", "快递业务量日均")],
    ),
    "the rest": (
        "损失9亿元，其余6亿元为公益设施损失。",
        [("9亿", "损失"), ("6亿", "公益设施损失")],
    ),
    "contribution without what grew": (
        "二产拉动经济增长2.6个百分点，三产拉动3.2个百分点。",
        [("2.6", "二产拉动经济增长"), ("3.2", "三产拉动经济增长")],
    ),
    "what the sentence looks into": (
        "岁入当中，税课收入占三成四。",
        [("三成四", "税课收入占岁入")],
    ),
    "share of what was told": (
        "港口吞吐量386万标箱，铁水联运占其中的9%。",
        [("386万", "港口吞吐量"), ("9", "铁水联运占港口吞吐量")],
    ),
    "share behind what is counted": (
        "29家公司总市值约占全市公司的三分之二。",
        [("29", "公司"), ("三分之二", "公司总市值占全市公司")],
    ),
    "a mark once reached": (
        "债务余额52亿元，较上年底的高点61亿元减少14%。",
        [("52亿", "债务余额"), ("61亿", "债务余额"), ("14", "债务余额")],
    ),
    "multiple of an average": (
        "人均用电量8420千瓦时，是全国平均水平的1.2倍。",
        [("8420", "人均用电量"), ("1.2", "人均用电量")],
    ),
    "a reason before the change": (
        "水电、风电分别为3亿千瓦时、2亿千瓦时，前者因来水偏枯下降4%。",
        [("3亿", "水电"), ("2亿", "风电"), ("4", "水电")],
    ),
    "who contributes which part of what": (
        "民营企业贡献了六成的税收和八成的就业。",
        [("六成", "民营企业贡献税收"), ("八成", "民营企业贡献就业")],
    ),
    "why something happens to what was told": (
        "工业因部分企业停产3天，增加值下降2%。",
        [("3", "企业停产"), ("2", "工业增加值")],
    ),
    "what something was and became": (
        "顺差由去年的3亿元转为逆差2亿元。",
        [("3亿", "顺差"), ("2亿", "逆差")],
    ),
    "ordinals that share their noun": (
        "第二、三产业增加值分别增长3%、5%。",
        [("3", "第二产业增加值"), ("5", "第三产业增加值")],
    ),
    "units that count different things": (
        "全市9家酒店、53间客房出租。",
        [("9", "酒店"), ("53", "客房")],
    ),
    "a list that ends before the next measure": (
        "5个集团、区级覆盖率达80%。",
        [("5", "集团"), ("80", "区级覆盖率")],
    ),
    "what places did to so many": (
        "37个安置点安置群众2万人。",
        [("37", "安置点"), ("2万", "安置群众")],
    ),
    "how many of those counted did something, without a verb of having": (
        "41个行业中29个实现增长，增长面为70.7%。",
        [("41", "行业"), ("29", "行业实现增长"), ("70.7", "行业增长面")],
    ),
    "the total of an amount": (
        "原煤产量9万吨，增长3%，总量居全省第一位。",
        [("9万", "原煤产量"), ("3", "原煤产量"), ("一", "原煤产量总量")],
    ),
    "predicates in a list": (
        "外贸企业3万家，高新技术企业数量实现翻番、达2万家。",
        [("3万", "外贸企业"), ("2万", "高新技术企业数量")],
    ),
    "measures in a list before what they describe": (
        "投资近9亿元、全长3公里的东山隧道贯通。",
        [("9亿", "东山隧道投资"), ("3", "东山隧道全长")],
    ),
    "measures of one thing in a list": (
        "一般公共预算收入9亿元，总量居全省第一位、增速居第二位。",
        [
            ("9亿", "一般公共预算收入"),
            ("一", "一般公共预算收入总量"),
            ("二", "一般公共预算收入增速"),
        ],
    ),
    "what somebody brings about": (
        "项目投资增长3%，展会带动成交额3亿元。",
        [("3", "项目投资"), ("3亿", "展会带动成交额")],
    ),
    "threshold without its noun": (
        "有贸易往来的国家中，进出口值超过50亿元的有17个。",
        [("17", "进出口值超过50亿元的")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SUBJECTS.values(), ids=SUBJECTS.keys())
def test_subject(extractor: Extractor, text: str, expected: list[tuple[str, str]]) -> None:
    """Each number of the sentence has the subject that annotation would give it."""
    facts = extractor.extract(text).facts
    assert [(fact.quantity.text, fact.subject.text) for fact in facts] == expected


CHANGES = {
    "a multiple of another time": ("绿色贷款余额是2020年的3.4倍。", None, "2020年", "multiple"),
    "a multiple of something else": ("航站楼面积是旧航站楼的2.3倍。", None, "旧航站楼", "multiple"),
    "a part of another time's": ("客流恢复至2019年的九成。", None, "2019年", "share"),
    "up": ("出口增长4%。", "up", None, "change"),
    "down": ("失业人数减少851人。", "down", None, "change"),
    "same period": ("出口同比下降4%。", "down", "同比", "change"),
    "against last year": ("出口比上年增长4%。", "up", "比上年", "change"),
    "against a plan's end": ("能耗较“十三五”末下降4%。", "down", "较“十三五”末", "change"),
    "added": ("新增高新技术企业600家。", "up", None, "change"),
    "newly built": ("新建学校60所。", None, None, "level"),
    "up to a level": ("覆盖率提高到83%。", None, None, "level"),
    "an indicator's name": ("城镇新增就业80万人。", None, None, "level"),
    "more than then": ("景区比上年多3家。", "up", "比上年", "change"),
    "more than elsewhere": ("每千人床位比全省多3张。", None, "比全省", "level"),
    "above": ("增速高于全国2.1个百分点。", None, "高于全国", "level"),
    "part of another time's, of one with percent": ("出口恢复到上年的90%。", None, "上年", "share"),
    "part of a whole": ("高标准农田达到耕地总面积的64%。", None, None, "share"),
    "a rate of another time": ("入住率为5月的97%。", None, "5月", "level"),
    "share": ("出口占全国的3%。", None, None, "share"),
    "rank": ("增速居全国第3位。", None, None, "rank"),
    "doubled": ("规模较2020年翻了一番。", "up", "较2020年", "change"),
    "doubled, without a basis": ("产值翻两番。", "up", None, "change"),
    "twice as much": ("产值是2020年的2倍。", None, "2020年", "multiple"),
}


@pytest.mark.parametrize(("text", "change", "basis", "kind"), CHANGES.values(), ids=CHANGES.keys())
def test_change(
    extractor: Extractor, text: str, change: str | None, basis: str | None, kind: str
) -> None:
    """Change, basis and kind of a sentence's only fact."""
    (fact,) = extractor.extract(text).facts
    assert (fact.change, fact.basis, fact.kind) == (change, basis, kind)
