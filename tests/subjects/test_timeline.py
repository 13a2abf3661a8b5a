"""Which time governs a number: in its sentence, its paragraph, or above."""

import pytest

from extractor import Extractor

TIMES = {
    "the days of an occasion in a bracket": (
        "国庆假期（10月1日至7日），接待游客6万人次。灯会（2月8日至10日）展出花灯160组。",
        ["10月1日至7日", "2月8日至10日"],
    ),
    "the days of a survey, and what else its bracket says": (
        "据问卷调查（11月24日至26日，样本210份），满意度达95%。",
        ["11月24日至26日", "11月24日至26日"],
    ),
    "a heading with a day in a bracket": (
        "一、雨情\n7月14日，降雨83毫米。\n二、灾情（截至7月16日8时）\n受灾5万人。",
        ["7月14日", "7月16日8时"],
    ),
    "a heading without a time closes the section before it": (
        "云岭市2024年统计公报\n\n一、2024年末资源\n床位9张。\n二、服务\n诊疗3万人次。",
        ["2024年末", "2024年"],
    ),
    "what leads on to a list, nearer than the heading": (
        "一、2025年工作回顾\n一年来，主要做了以下工作。\n（一）稳增长\n出口3亿元。",
        ["一年来"],
    ),
    "what leads on behind numbers, and says how many there are": (
        "一、2025年工作回顾\n2025年，出口3亿元。一年来，主要抓了9个方面工作：\n（一）稳增长\n进口8亿元。",
        ["2025年", "一年来", "一年来"],
    ),
    "the year by its name over a remark that echoes it": (
        "一、2025年工作回顾\n一年来，面对多重挑战，全市向好。\n（一）稳增长\n出口3亿元。",
        ["2025年"],
    ),
    "how long something had not been so": (
        "今年，水质30年来首次达到良好，治理河湖9个。",
        ["今年"],
    ),
    "paragraphs that echo the year, and the one that leads back": (
        "一、2025年及“十四五”时期做了什么\n已过去的2025年，经济向好。\n"
        "这一年，外贸向好。\n出口3亿元。\n"
        "一年来，面对多重挑战，全市向好。\n（一）稳增长\n进口9亿元。",
        ["这一年", "2025年"],
    ),
    "the words of the title": (
        "三季度物流运行情况\n\n三季度，物流稳中有进。7—9月，运输7万吨。\n外贸货物2万吨。",
        ["7—9月", "三季度"],
    ),
    "when a survey was made": (
        "上半年，接待游客9万人次。我队于4月13日对游客进行问卷调查。结果显示，满意度达95%。",
        ["上半年", "4月13日"],
    ),
    "a survey that a remark tells of": (
        "今年以来，改造街巷14条。据8月开展的入户抽查，厕所使用率95%。",
        ["今年以来", "8月"],
    ),
    "what is looked at": (
        "春节假期（1月28日至2月4日），接待游客9万人次。从一季度各类支出看，教育支出增长5%。",
        ["1月28日至2月4日", "一季度"],
    ),
    "when something peaked": (
        "1月26日，发送旅客128万人次；节后高峰落在2月4日（正月初七），发送旅客151万人次。",
        ["1月26日", "2月4日"],
    ),
    "why something was so": (
        "今年，小麦总产9万吨；早稻受5月连阴雨拖累，总产3万吨。",
        ["今年", "今年"],
    ),
    "from last year to this": ("去年12月至今年3月，检修农机9万台。", ["去年12月至今年3月"]),
    "a year with its number in a bracket": ("今（114）年8月，出口9万吨。", ["今（114）年8月"]),
    "the time that a change leads up to": (
        "全年，餐厅90家。食堂由2021年底的118家发展到8月末的537家，日均就餐9万人次。餐厅80家。",
        ["全年", "2021年底", "8月末", "8月末", "全年"],
    ),
    "a change from year to year, told of all of them": (
        "五年来，总量由2020年的17亿元增加到2024年的23亿元，年均增长6%。",
        ["2020年", "2024年", "五年来"],
    ),
    "a day that a clause ends by telling": (
        "假期，日均充电2万次，最高的是5月2日，充电3万次。",
        ["假期", "5月2日"],
    ),
    "an event and when it was held": (
        "八月，载客9万人次。去年十一月举办的招聘会提供岗位2800个。",
        ["八月", "去年十一月"],
    ),
    "something that was built then": (
        "全年，载客9万人次。改造2000年底前建成的小区12个。",
        ["全年", "全年"],
    ),
    "what was then": (
        "2023年，标准为700元。在今年上半年审结的案件中，刑事案件90件。",
        ["2023年", "今年上半年"],
    ),
    "a sentence without numbers that tells of a month": (
        "一季度，价格上涨2%。\n节后需求走淡，是3月份回落的主因。食品价格下降1.5%。",
        ["一季度", "3月份"],
    ),
    "a time in what people think": (
        "7月上旬，问卷调查了412家企业，认为下半年出口将增长的占五成八。",
        ["7月上旬", "7月上旬"],
    ),
    "the number of another year to compare with": (
        "全年意外发生率为13.6宗，与2024年的14.3宗相比有所改善。",
        ["全年", "2024年"],
    ),
    "another season in a comparison": (
        "1—11月，发电9亿千瓦时。预计今冬全省最高负荷5850万千瓦，较去年冬季增长7%。",
        ["1—11月", "今冬", "今冬"],
    ),
    "hours of a day": (
        "17日，进馆7万人次，仅上午10时至11时就涌进1万人次。",
        ["17日", "上午10时至11时"],
    ),
    "a month in Han digits behind a preposition": (
        "二月，运送旅客9万人次。署方在五月访问了2400名司机。",
        ["二月", "五月"],
    ),
    "the year that a goal is for": (
        "1—9月，新增就业9万人，完成全年目标12万人的75%。",
        ["1—9月", "全年", "全年"],
    ),
    "back to the period of the heading": (
        "二、今年工作\n去年，产值90亿元，今年要达到120亿元。实施技改项目20个。",
        ["去年", "今年", "今年"],
    ),
    "a list of times for its sentence": (
        "二、今年工作\n年度投资90亿元；一季度末、上半年投资完成率分别达到25%、55%。争取资金4亿元。",
        ["今年", "一季度末", "上半年", "今年"],
    ),
    "a part of a period frames nothing": (
        "上半年收支情况\n\n据调查，上半年收入172元。其中，一季度93元；二季度79元。\n工资收入98元。",
        ["上半年", "一季度", "二季度", "上半年"],
    ),
    "a year that opens a later sentence under a title": (
        "过去五年工作回顾\n\n总量年均增长6%。2022年人均总量7万元。\n财政支出9亿元。",
        ["过去五年", "2022年", "过去五年"],
    ),
    "a holiday that is still to come": (
        "4月份，鲜菜价格下降5%。“五一”假期临近，机票价格上涨13%。",
        ["4月份", "4月份"],
    ),
    "the current month": (
        "前三季度，贷款增加9亿元。\n当月存款增加3亿元。住户存款增加1亿元。",
        ["前三季度", "当月", "当月"],
    ),
    "a named occasion": ("灯会期间，接待游客9万人次。", ["灯会期间"]),
    "the day of something": ("比赛当日，检录1.9万人。", ["比赛当日"]),
    "a day with the most": ("5月2日最旺，单日接待58万人次。", ["5月2日"]),
    "the day that had the most": ("最高的一天是7月31日，达到2亿千瓦时。", ["7月31日"]),
    "a time that counted things are of": (
        "2024年，用户9万户。上半年的五个节假日，接待游客1578万人次。",
        ["2024年", "上半年", "上半年"],
    ),
    "when something else began": (
        "截至9月底，今年4月开通的货运航线运送货物38吨。",
        ["9月底"],
    ),
    "a period in the name of what was done": (
        "9月5日，分行开展三季度问卷调查，结果显示，满足率为93%。",
        ["9月5日"],
    ),
    "how much it was then": ("第三季生产总值上升3.8%，高于第二季的3.1%。", ["第三季", "第二季"]),
    "listed times frame nothing": (
        "全年生产总值5万亿元，其中一季度、上半年增速依次为5%、6%，四季度增长5%。产值3亿元。",
        ["全年", "一季度", "上半年", "四季度", "全年"],
    ),
    "times told beside each other": (
        "上半年，出口增长7%。分季度看，一季度增长6%，二季度增长8%。进口增长3%。",
        ["上半年", "一季度", "二季度", "上半年"],
    ),
    "an occasion that opens a text": (
        "“五一”假期，商贸企业销售额18亿元。\n5月1日，客流30万人次。\n餐饮企业营业额增长12%。",
        ["“五一”假期", "5月1日", "“五一”假期"],
    ),
    "a deadline that opens a sentence": (
        "2024年，出口3亿元。\n截至8月末统计，用户9万户，投诉3件。",
        ["2024年", "8月末", "8月末"],
    ),
    "times dealt out": (
        "出口于2023年、2024年分别为3亿元、4亿元。",
        ["2023年", "2024年"],
    ),
    "an occasion": (
        "春运期间，发送旅客3万人次，加开列车9列。",
        ["春运期间", "春运期间"],
    ),
    "the ground on which something was done": (
        "2024年，在上年高基数的基础上，出口增长3%。进口9亿元。",
        ["2024年", "2024年"],
    ),
    "a paragraph with a heading under a title frames nothing else": (
        "云岭市2024年统计公报\n\n一、工业\n上半年，产值3亿元。\n二、农业\n产量9万吨。",
        ["上半年", "2024年"],
    ),
    "a label opens a sentence": (
        "云岭市2024年统计公报\n\n【外贸】1—9月，出口3亿元。进口9亿元。",
        ["1—9月", "1—9月"],
    ),
    "the same period in fuller words": (
        "今年，外贸稳中有进。\n今年前三季度，进出口90亿元。\n出口9亿元。",
        ["今年前三季度", "今年前三季度"],
    ),
    "in the sentence": ("2024年，全市新建学校30所。", ["2024年"]),
    "carried over a comma": ("2024年，出口3亿元，增长5%。", ["2024年", "2024年"]),
    "carried over sentences": ("2024年，新建学校30所。改造医院3所。", ["2024年", "2024年"]),
    "carried over paragraphs": ("2024年，新建学校30所。\n改造医院3所。", ["2024年", "2024年"]),
    "from a heading": ("一、2024年工作回顾\n全市新建学校30所，改造医院3所。", ["2024年", "2024年"]),
    "a newer one replaces it": ("2024年，新建学校30所。2025年，新建3所。", ["2024年", "2025年"]),
    "a span within the year, to the end of its paragraph": (
        "2024年，新建学校30所。一季度，出口3亿元。进口2亿元。\n改造医院3所。",
        ["2024年", "一季度", "一季度", "2024年"],
    ),
    "an introduction frames all that names no time": (
        "今年以来，经济稳中有进。\n1—6月，出口3亿元。\n进口2亿元。",
        ["1—6月", "今年以来"],
    ),
    "an introduction frames in passing": (
        "现介绍今年一季度情况。\n出口3亿元。\n进口2亿元。",
        ["今年一季度", "今年一季度"],
    ),
    "a title frames": (
        "云岭市2024年民政事业发展公报\n\n全市养老机构30所。\n福利院3所。",
        ["2024年", "2024年"],
    ),
    "the year in which a report is given": (
        "云岭市2026年政府工作报告\n\n全市养老机构30所，福利院3所。",
        [None, None],
    ),
    "the moment of a census": (
        "以2020年11月1日零时为标准时点，开展普查。\n全市人口30万人。",
        ["2020年11月1日零时"],
    ),
    "a paragraph that leads on": (
        "2024年，出口3亿元。\n2025年，重点工作是：\n新建学校3所。\n改造医院2所。",
        ["2024年", "2025年", "2025年"],
    ),
    "a paragraph with numbers turns from a frame that another paragraph set": (
        "一、工作回顾\n“十四五”时期极不平凡。\n五年来，各项事业蓬勃发展。\n各位代表，刚刚过去的2025年，出口3亿元。\n新建学校3所。",
        ["2025年", "2025年"],
    ),
    "a paragraph with numbers turns from a heading that names two periods": (
        "一、2025年和“十四五”时期工作回顾\n出口3亿元。\n五年来，建成学校9所。\n改造医院2所。",
        ["2025年", "五年来", "五年来"],
    ),
    "the year of the heading named again turns to nothing": (
        "一、2025年和“十四五”时期工作回顾\n过去的一年，出口3亿元。\n改造医院2所。",
        ["过去的一年", "2025年"],
    ),
    "a deadline turns to nothing": (
        "今年，重点工作是：\n到2030年，出口3亿元。\n新建学校3所。",
        ["2030年", "今年"],
    ),
    "a year frames before a span of days": (
        "一、2025年工作回顾\n2025年极不平凡。11月6日至10日，大会召开。\n新建学校3所。",
        ["2025年"],
    ),
    "inside a sentence that tells numbers, for its sentence": (
        "2024年，出口3亿元，年末存款9亿元。进口2亿元。",
        ["2024年", "年末", "2024年"],
    ),
    "the whole year inside a sentence, beyond it": (
        "2024年，出口3亿元。年末存款9亿元，全年进口2亿元。投资1亿元。",
        ["2024年", "年末", "全年", "全年"],
    ),
    "before the first number of a sentence, beyond it": (
        "市场平稳，上半年出口3亿元。进口2亿元。",
        ["上半年", "上半年"],
    ),
    "before the first number of a paragraph": (
        "一、2023年工作\n慈善事业升温。福利基金全年入账3亿元。项目9个。\n学校3所。",
        ["全年", "全年", "2023年"],
    ),
    "a day that is all of its clause": (
        "2024年，出口3亿元。目前，建成学校9所。在校学生3万人。",
        ["2024年", "目前", "目前"],
    ),
    "the first day that figures are given as of, where no period frames": (
        "9月5日，发生地震。截至7日18时，安置群众3万人。\n救援情况。出动车辆9台。",
        ["7日18时", "7日18时"],
    ),
    "a day of which no number is told": (
        "2024年，出口3亿元。9月7日，大会闭幕。进口2亿元。",
        ["2024年", "2024年"],
    ),
    "the period just spoken of": (
        "2024年，出口3亿元，同期进口2亿元。同期，投资1亿元。",
        ["2024年", "同期", "同期"],
    ),
    "the year of a numbered storm is no time": (
        "2023年，开展防御。今年第9号台风登陆，转移群众3万人。",
        ["2023年"],
    ),
    "in brackets, for the bracket": (
        "2024年，出口3亿元。生产指数（2020年=100）升至97.6。进口2亿元。",
        ["2024年"] * 3,
    ),
    "the end of a change has its own": (
        "2024年，覆盖率由2013年的三成升至2017年的平均50%，人口9万人。",
        ["2013年", "2017年", "2024年"],
    ),
    "a level that is compared with has its own": (
        "2023年底，人口9万人，较2022年底的8万人增加1万人。",
        ["2023年底", "2022年底", "2023年底"],
    ),
    "a multiple of another year has none": (
        "2023年，人口9万人，高于2022年的2倍。",
        ["2023年", "2023年"],
    ),
    "a change shares the time of what it is told of": (
        "2024年，出口9亿元，其中四季度出口3亿元，增长5%；进口2亿元。",
        ["2024年", "四季度", "四季度", "2024年"],
    ),
    "a year that the text just spoke of": (
        "2024年，收入9亿元，按当年支出可支付3个月。支出8亿元。",
        ["2024年", "当年", "2024年"],
    ),
    "what a level is compared with": ("2024年，产量3亿吨，恢复至2019年的九成。", ["2024年"] * 2),
    "a month within a span holds for its paragraph": (
        "上半年，出口3亿元。\n6月，进口2亿元。\n投资1亿元。",
        ["上半年", "6月", "上半年"],
    ),
    "the same year again": (
        "2024年，出口3亿元。\n全年进口2亿元。\n投资1亿元。",
        ["2024年", "全年", "2024年"],
    ),
    "as of a day": (
        "2024年，出口3亿元。截至10月9日，秋粮收获30万亩。水稻收获9万亩。\n投资1亿元。",
        ["2024年", "10月9日", "10月9日", "2024年"],
    ),
    "a year compared with": ("2024年，产量3亿吨，是2020年的3倍。", ["2024年", "2024年"]),
    "what a change is against is no time": ("2024年，出口比2019年增长5%。", ["2024年"]),
    "the start of a change has its own": (
        "2025年，公交线路由2020年的182条增加到338条。",
        ["2020年", "2025年"],
    ),
    "within a clause, nearer": (
        "下半年，组织活动9场，力争全年新增就业6万人，培训4万人次。",
        ["下半年", "全年", "全年"],
    ),
    "within a clause, to the end of the paragraph": (
        "2024年，出口3亿元。\n全市上半年建成学校9所，改造医院2所。新增病床30张。\n投资1亿元。",
        ["2024年", "上半年", "上半年", "上半年", "2024年"],
    ),
    "one thing placed in a time": (
        "2024年，投资9亿元。覆盖率力争在6月底达到90%。新建学校9所。",
        ["2024年", "6月底", "2024年"],
    ),
    "a goal for a later year behind another part": (
        "2026年，新建学校9所；到2027年，改造医院3所。新增病床30张。",
        ["2026年", "2027年", "2026年"],
    ),
    "behind a first clause of a few words": (
        "2023年，投资1亿元。据初步统计，2024年全省出口3亿元。进口2亿元。",
        ["2023年", "2024年", "2024年"],
    ),
    "a day in the period of the title": (
        "云岭市2024年电力简况\n\n截至2024年底，装机3万千瓦。\n用电量9亿千瓦时。",
        ["2024年底", "2024年"],
    ),
    "in the brackets of a heading": (
        "2024年情况\n\n一、环境质量（1—9月）\n平均浓度28微克/立方米。",
        ["1—9月"],
    ),
    "the year that is published, echoed": (
        "现将2022年情况公布如下。一年来，各地坚持绿色发展。\n新建公园9个。",
        ["2022年"],
    ),
    "the last greeting": (
        "欢迎出席今年的发布会。\n我通报前三季度情况。\n出口3亿元。",
        ["前三季度"],
    ),
    "since when": (
        "六月，最低工资自五月一日起由每小时40元上调至42元。",
        ["五月一日起", "五月一日起"],
    ),
    "when what is counted was built": (
        "2024年，投资9亿元。\n城市更新加快。改造2000年底前建成的小区26个、涉及居民5318户。加装电梯8部。",
        ["2024年", "2024年", "2024年", "2024年"],
    ),
    "a change behind a number": (
        "截至6月底，用户40万户，全年净增6万户；普及率60%。电话5万部。",
        ["6月底", "全年", "6月底", "6月底"],
    ),
    "a theme of the whole year": (
        "2024年，投资9亿元。热线全年受理的投诉里，噪声类412件，占四成五。",
        ["2024年", "全年", "全年"],
    ),
    "when the peak was": ("假期9天，最高峰出现在2月21日，达568万辆次。", ["2月21日"]),
    "days with the occasion they are of": (
        "2024年10月运输情况\n\n10月1日至8日长假期间，运输旅客9万人次，货物3万吨。",
        ["10月1日至8日长假期间", "10月1日至8日长假期间"],
    ),
    "a day in black brackets": (
        "2024年防汛日志\n\n水位上涨。\n【7月29日】\n降雨83毫米。转移3万人。\n【7月30日】\n降雨9毫米。",
        ["7月29日", "7月29日", "7月30日"],
    ),
    "the same period of another year, for its clause": (
        "2024年，投资9亿元，去年同期为8亿元。出口3亿元。",
        ["2024年", "去年同期", "2024年"],
    ),
    "a deadline, for its sentence": (
        "2024年，建成3座。年底前还将建成5座。出口3亿元。",
        ["2024年", "年底前", "2024年"],
    ),
    "a ground of comparison": (
        "2024年，出口在上年下降11%的基础上增长3%，进口增长2%。",
        ["上年", "2024年", "2024年"],
    ),
    "none": ("全市新建学校30所。", [None]),
    "a time that is part of what was carried out": (
        "2024年，我市完成了全年各项任务。生产总值5亿元。秋粮占全年产量的六成。大豆9万吨。",
        ["2024年", "2024年", "2024年"],
    ),
    "what a paragraph leads on to": (
        "2024年9月税收情况\n\n二、累计\n累计1至9月收入3亿元。按税种看：\n（一）所得税1亿元。\n（二）营业税2亿元。",
        ["1至9月", "1至9月", "1至9月"],
    ),
    "a heading that is a day before a colon": (
        "10月8日3时，发生地震，伤9人。\n\n■ 10月9日：力量集结\n参与救援3260人。",
        ["10月8日3时", "10月9日"],
    ),
    "a period behind the number of a deadline": (
        "3月底前设立窗口318个，一季度办理1.9万件，平均用时25分钟。接听来电6万通。",
        ["3月底前", "一季度", "一季度", "一季度"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TIMES.values(), ids=TIMES.keys())
def test_time(extractor: Extractor, text: str, expected: list[str | None]) -> None:
    """The time of each fact, as written."""
    facts = extractor.extract(text).facts
    assert [fact.time.text if fact.time else None for fact in facts] == expected


def test_dates_of_a_time(extractor: Extractor) -> None:
    """Times are resolved against the year that the text states."""
    (first, second) = extractor.extract("2024年，新建学校30所。一季度，出口3亿元。").facts
    assert first.time is not None
    assert second.time is not None
    assert (first.time.start, first.time.end) == ("2024-01-01", "2024-12-31")
    assert (second.time.start, second.time.end) == ("2024-01-01", "2024-03-31")
