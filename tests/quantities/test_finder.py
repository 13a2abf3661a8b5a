"""Quantities in sentences: token, number, unit, value, modifier, form."""

import pytest

from extractor.errors import PatternError
from extractor.quantities import QuantityFinder
from extractor.resources import Patterns
from tests.growth import grows_in_proportion

# Text, then each quantity: token | number | unit | value | high | modifier | form; empty is None.
FOUND = [
    # plain numbers and their units
    ("共有教师156.7万名", ["156.7万名|156.7万|名|1567000|||level"]),
    ("收入36,801.87元", ["36,801.87元|36,801.87|元|36801.87|||level"]),
    ("资金3亿5000万元", ["3亿5000万元|3亿5000万|元|350000000|||level"]),
    ("补助840元/月", ["840元/月|840|元/月|840|||level"]),
    ("增长6.60%", ["6.60%|6.60|%|6.6|||percent"]),
    ("上升0.3个百分点", ["0.3个百分点|0.3|个百分点|0.3|||points"]),
    ("上升三个百分点", ["三个百分点|三|个百分点|3|||points"]),
    ("死亡率2.41‰", ["2.41‰|2.41|‰|2.41|||percent"]),
    ("产量增长2.3倍", ["2.3倍|2.3|倍|2.3|||multiple"]),
    ("惠及13万户46万人", ["13万户|13万|户|130000|||level", "46万人|46万|人|460000|||level"]),
    ("新建两条铁路", ["两条|两|条|2|||level"]),
    ("统一三个标准", ["三个|三|个|3|||level"]),
    ("装机5亿千瓦时", ["5亿千瓦时|5亿|千瓦时|500000000|||level"]),
    ("合计壹佰贰拾元", ["壹佰贰拾元|壹佰贰拾|元|120|||level"]),
    ("算力达到1.2百亿亿次/秒", ["1.2百亿亿次/秒|1.2百亿亿|次/秒|1200000000000000000|||level"]),
    ("债券发行1193只，其中绿色债券24只", ["1193只|1193|只|1193|||level", "24只|24|只|24|||level"]),
    ("产量超110万辆、居全国第9", ["超110万辆|110万|辆|1100000||gt|level", "第9|9||9|||rank"]),
    # thousands set apart by spaces, magnitudes before digits with commas
    ("人口为2 503 100人", ["2 503 100人|2 503 100|人|2503100|||level"]),
    ("均价2 503.5元", ["2 503.5元|2 503.5|元|2503.5|||level"]),
    (
        "宿位由8 600个增至9 800个",
        ["8 600个|8 600|个|8600|||level", "9 800个|9 800|个|9800|||level"],
    ),
    ("兴建3 000至3 500个", ["3 000至3 500个|3 000至3 500|个|3000|3500||level"]),
    ("2024 3所", ["3所|3|所|3|||level"]),
    ("2024 300 200人", ["200人|200|人|200|||level"]),
    ("5 12 345人", ["345人|345|人|345|||level"]),
    ("0.5 345人", ["345人|345|人|345|||level"]),
    ("第5 120家", ["120家|120|家|120|||level"]),
    ("产量22万7,500辆", ["22万7,500辆|22万7,500|辆|227500|||level"]),
    ("产值5兆6,320亿元", ["5兆6,320亿元|5兆6,320亿|元|5632000000000|||level"]),
    ("增加1万500人", ["1万500人|1万500|人|10500|||level"]),
    # signs
    ("增速为-2.3%", ["-2.3%|-2.3|%|-2.3|||percent"]),
    ("人口自然增长率为-2.29‰", ["-2.29‰|-2.29|‰|-2.29|||percent"]),
    ("-3℃左右", ["-3℃左右|-3|℃|-3||approx|level"]),
    ("由−2.3%升至–1.1%", ["−2.3%|−2.3|%|-2.3|||percent", "–1.1%|–1.1|%|-1.1|||percent"]),
    ("增速：-2.3%", ["-2.3%|-2.3|%|-2.3|||percent"]),
    ("两地-3小时可达", ["3小时|3|小时|3|||level"]),
    ("4—6月-3%", ["3%|3|%|3|||percent"]),
    ("增速为−2.3%", ["−2.3%|−2.3|%|-2.3|||percent"]),
    ("增速负2.3%", ["负2.3%|负2.3|%|-2.3|||percent"]),
    ("为企业减负3亿元", ["3亿元|3亿|元|300000000|||level"]),
    # modifiers
    ("床位1万余张", ["1万余张|1万|张|10000||approx|level"]),
    ("拨款500多亿元", ["500多亿元|500多亿|元|50000000000||approx|level"]),
    ("拨款三四十余亿元", ["三四十余亿元|三四十余亿|元|3000000000|4000000000|approx|level"]),
    ("拨款20至30余亿元", ["20至30余亿元|20至30余亿|元|2000000000|3000000000|approx|level"]),
    ("约3.2万余人参加", ["约3.2万余人|3.2万|人|32000||approx|level"]),
    ("游客20万人次以上", ["20万人次以上|20万|人次|200000||ge|level"]),
    ("每村不少于3名", ["不少于3名|3|名|3||ge|level"]),
    ("产值超过30亿元", ["超过30亿元|30亿|元|3000000000||gt|level"]),
    ("近300家企业", ["近300家|300|家|300||lt|level"]),
    ("控制在3%以内", ["3%以内|3|%|3||le|percent"]),
    ("增长5%左右", ["5%左右|5|%|5||approx|percent"]),
    ("抽检超每千人6.6批次", ["6.6批次|6.6|批次|6.6||gt|level"]),
    ("均价低于每平方米50元", ["50元|50|元|50||lt|level"]),
    ("抽检超每千人次均6.6批次", ["6.6批次|6.6|批次|6.6|||level"]),
    ("日均12万辆次上下", ["12万辆次上下|12万|辆次|120000||approx|level"]),
    ("不超过3人或以下", ["不超过3人或以下|3|人|3||le|level"]),
    ("约有20%以上", ["约有20%以上|20|%|20||ge|percent"]),
    ("节约3亿元", ["3亿元|3亿|元|300000000|||level"]),
    ("产值达到30亿元", ["30亿元|30亿|元|3000000000|||level"]),
    ("覆盖20多国家", ["20多|20||20||approx|level"]),
    ("修了十几座桥", ["十几座|十几|座|10||approx|level"]),
    ("走访数十家工厂", ["数十家|数十|家|10||approx|level"]),
    ("惠及数百万人", ["数百万人|数百万|人|1000000||approx|level"]),
    ("上百家企业", ["上百家|百|家|100||approx|level"]),
    ("近百家企业", ["近百家|百|家|100||lt|level"]),
    ("百余项改革", ["百余项|百|项|100||approx|level"]),
    ("产值突破万亿元", ["突破万亿元|万亿|元|1000000000000||gt|level"]),
    ("保持在千亿元以上。", ["千亿元以上|千亿|元|100000000000||ge|level"]),
    ("至少一名医生", ["至少一名|一|名|1||ge|level"]),
    # ranges
    ("用工3—5万人", ["3—5万人|3—5万|人|30000|50000||level"]),
    ("用工3万—5万人", ["3万—5万人|3万—5万|人|30000|50000||level"]),
    ("用工9000—1.2万人", ["9000—1.2万人|9000—1.2万|人|9000|12000||level"]),
    ("占10%至15%", ["10%至15%|10%至15|%|10|15||percent"]),
    ("占10—15%", ["10—15%|10—15|%|10|15||percent"]),
    ("占80%~90%", ["80%~90%|80%~90|%|80|90||percent"]),
    ("三到五年", ["三到五年|三到五|年|3|5||level"]),
    ("两三个", ["两三个|两三|个|2|3||level"]),
    ("七八十人", ["七八十人|七八十|人|70|80||level"]),
    ("约3—5万元左右", ["约3—5万元左右|3—5万|元|30000|50000|approx|level"]),
    ("比重从3%到5%", ["3%|3|%|3|||percent", "5%|5|%|5|||percent"]),
    # numbers that bring their own unit
    ("占三分之二", ["三分之二|三分之二||2/3|||fraction"]),
    ("占3分之2以上", ["3分之2以上|3分之2||2/3||ge|fraction"]),
    ("约占1/3", ["1/3|1/3||1/3|||fraction"]),
    ("近一半家庭", ["近一半|一半||1/2||lt|fraction"]),
    ("增长百分之六点六", ["百分之六点六|百分之六点六|百分之|6.6|||percent"]),
    ("达到百分之百", ["百分之百|百分之百|百分之|100|||percent"]),
    ("增长百分之5到6", ["百分之5|百分之5|百分之|5|||percent"]),
    ("占千分之三", ["千分之三|千分之三|千分之|3|||percent"]),
    ("占万分之五", ["万分之五|万分之五|万分之|5|||percent"]),
    ("占比三成五", ["三成五|三成五|成|35|||percent"]),
    ("占比四成八五", ["四成八五|四成八五|成|48.5|||percent"]),
    ("占比近七成", ["近七成|七成|成|70||lt|percent"]),
    ("占比七八成", ["七八成|七八成|成|70|80||percent"]),
    ("增长一到两成", ["一到两成|一到两成||10|20||percent"]),
    ("产值翻一番", ["翻一番|翻一番|番|2|||doubling"]),
    ("产值翻了两番", ["翻了两番|翻了两番|番|4|||doubling"]),
    ("比例为1∶2.39", ["1∶2.39|1∶2.39||1/2.39|||ratio"]),
    ("收入比为2.81∶1", ["2.81∶1|2.81∶1||2.81|||ratio"]),
    ("收入比约2.80：1", ["约2.80：1|2.80：1||2.8||approx|ratio"]),
    ("比例为1:20", ["1:20|1:20||1/20|||ratio"]),
    ("用时一个半小时", ["一个半小时|一个半|小时|1.5|||level"]),
    ("提高一个半百分点", ["一个半百分点|一个半||1.5|||points"]),
    ("同比再跌一成半", ["一成半|一成半|成|15|||percent"]),
    ("死亡率为6.2/10万", ["6.2/10万|6.2|/10万|6.2|||level"]),
    ("住院日为8.1日", ["8.1日|8.1|日|8.1|||level"]),
    ("指数为88.6点", ["88.6点|88.6|点|88.6|||level"]),
    ("每村至少配备2名", ["2名|2|名|2||ge|level"]),
    (
        "人数减少约4百人至3600人",
        ["约4百人|4百|人|400||approx|level", "3600人|3600|人|3600|||level"],
    ),
    (
        "由2010年的105.30下降为104.17。",
        ["105.30|105.30||105.3|||level", "104.17|104.17||104.17|||level"],
    ),
    ("历时三个半月", ["三个半月|三个半||3.5|||level"]),
    ("增长一倍半", ["一倍半|一倍半|倍|1.5|||multiple"]),
    ("用时半小时", ["半小时|半|小时|0.5|||level"]),
    ("建成3个半导体项目", ["3个|3|个|3|||level"]),
    # places in an order
    ("总量居全国第7位", ["第7位|7|位|7|||rank"]),
    ("增速居全国第二、第七。", ["第二|二||2|||rank", "第七|七||7|||rank"]),
    ("进入全国前10位", ["前10位|10|位|10||le|rank"]),
    ("位列全省前三。", ["前三|三||3||le|rank"]),
    # numbers without a unit
    ("惠及1200万群众", ["1200万|1200万||12000000|||level"]),
    ("景气指数为102.3。", ["102.3|102.3||102.3|||level"]),
    ("景气指数达到102.3。", ["102.3|102.3||102.3|||level"]),
    ("空气质量综合指数3.42，", ["3.42|3.42||3.42|||level"]),
    ("采购经理指数（PMI）50.1。", ["50.1|50.1||50.1|||level"]),
    ("指数为2025，", ["2025|2025||2025|||level"]),
    ("收入比从2.42缩小至2.12。", ["2.42|2.42||2.42|||level", "2.12|2.12||2.12|||level"]),
    ("新增10万人口", ["10万|10万||100000|||level"]),
    # measure words with others in brackets
    ("投入农机1.3万余台（套）", ["1.3万余台（套）|1.3万|台（套）|13000||approx|level"]),
    ("设备1万台（套）以上。", ["1万台（套）以上|1万|台（套）|10000||ge|level"]),
    ("车船30万辆（艘、架）次", ["30万辆（艘、架）次|30万|辆（艘、架）次|300000|||level"]),
    ("整治河道35条（段）。", ["35条（段）|35|条（段）|35|||level"]),
    ("桥梁80座（含便桥）", ["80座|80|座|80|||level"]),
    # lists that share unit and magnitude
    ("新增3.5、6万户", ["3.5|3.5|户|35000|||level", "6万户|6万|户|60000|||level"]),
    ("高3.4个、1个百分点", ["3.4个|3.4|个百分点|3.4|||points", "1个百分点|1|个百分点|1|||points"]),
    ("高5个和3个百分点", ["5个|5|个百分点|5|||points", "3个百分点|3|个百分点|3|||points"]),
    (
        "分别为1.6个、1.2个和1.0个百分点",
        [
            "1.6个|1.6|个百分点|1.6|||points",
            "1.2个|1.2|个百分点|1.2|||points",
            "1.0个百分点|1.0|个百分点|1|||points",
        ],
    ),
    ("园区5个、3个月建成", ["5个|5|个|5|||level", "3个月|3|个月|3|||level"]),
    ("提高15、22个百分点", ["15|15|个百分点|15|||points", "22个百分点|22|个百分点|22|||points"]),
]

CHANGED = [
    # a change and the level it ends at, or a range
    (
        "逆差扩大15亿元至286亿元",
        ["15亿元|15亿|元|1500000000|||level", "286亿元|286亿|元|28600000000|||level"],
    ),
    ("月租由570元至2650元不等", ["570元至2650元|570元至2650|元|570|2650||level"]),
    # what only looks like a modifier
    ("对美国出超3亿元", ["3亿元|3亿|元|300000000|||level"]),
    ("收入超3亿元", ["超3亿元|3亿|元|300000000||gt|level"]),
    # bounds of those who are counted
    ("其中37℃以上的21天", ["21天|21|天|21|||level"]),
    ("产值10亿元至100亿元的41户", ["41户|41|户|41|||level"]),
    ("后两类增长7%", ["7%|7|%|7|||percent"]),
]

# Texts without any quantity.
NOTHING = [
    "建成一个平台",
    "突破一批技术",
    "两部委发文",
    "3名单位代表",
    "零的突破",
    "千家万户",
    "百亿县区",
    "五个方面",
    "国家主席",
    "大陆家庭",
    "第3次会议",
    "一、总体要求",
    "3.2.1节",
    "增长半夜",
    "上半年",
    "12 345 6",
    "100 200 300",
    "100 200 300\n",
    "2023-24年度",
    "A-3型",
    "透过2025回望",
    "夺得2025中国杯",
    "发布指数2024。",
    "指数5，",
    "十四五",
    "",
]


def show(finder: QuantityFinder, text: str, taken=()) -> list[str]:
    rows = []
    for q in finder.find(text, taken).quantities:
        unit = "" if q.unit is None else text[slice(*q.unit)]
        values = (q.value, q.high or "", q.modifier or "", q.form)
        rows.append("|".join([text[q.start : q.end], text[slice(*q.number)], unit, *values]))
    return rows


@pytest.mark.parametrize(
    ("text", "quantities"), FOUND + CHANGED, ids=[text for text, _ in FOUND + CHANGED]
)
def test_quantities_of_a_text(finder: QuantityFinder, text: str, quantities: list[str]) -> None:
    assert show(finder, text) == quantities


@pytest.mark.parametrize("text", NOTHING)
def test_text_without_a_quantity(finder: QuantityFinder, text: str) -> None:
    assert show(finder, text) == []


def test_quantities_do_not_overlap_what_is_taken(finder: QuantityFinder) -> None:
    text = "近3年新增企业20家"
    assert show(finder, text, [(0, 3)]) == ["20家|20|家|20|||level"]
    assert show(finder, text, [(1, 9)]) == []


def test_rules_are_named_numerals_first(finder: QuantityFinder) -> None:
    (quantity,) = finder.find("约3.2万余人").quantities
    assert quantity.rules == (
        "numeral.arabic",
        "numeral.scale",
        "unit.person",
        "modifier.about",
        "modifier.odd",
    )


@pytest.mark.parametrize(
    ("text", "code", "dimension"),
    [
        ("3座桥", "{座}", "count"),
        ("第3位", "{rank}", "rank"),
        ("占三分之一", "1", "number"),
        ("翻一番", "{times}", "multiple"),
        ("三成", "%", "percent"),
        ("万分之三", "10*-4", "percent"),
        ("5万美元", "USD", "currency"),
    ],
)
def test_code_and_dimension(finder: QuantityFinder, text: str, code: str, dimension: str) -> None:
    (quantity,) = finder.find(text).quantities
    assert (quantity.code, quantity.dimension) == (code, dimension)


def test_an_unknown_meaning_is_a_fault(tmp_path) -> None:
    rule = '{"id": "x", "position": "before", "forms": ["嗯"], "meaning": "perhaps"}\n'
    (tmp_path / "modifiers.jsonl").write_text(rule, encoding="utf-8")
    with pytest.raises(PatternError, match="meaning that is not one of"):
        QuantityFinder(Patterns(tmp_path))


def test_an_unknown_position_is_a_fault(tmp_path) -> None:
    rule = '{"id": "x", "position": "above", "forms": ["嗯"]}\n'
    (tmp_path / "modifiers.jsonl").write_text(rule, encoding="utf-8")
    with pytest.raises(PatternError, match="position that is not"):
        QuantityFinder(Patterns(tmp_path))


HOSTILE = ["1", "万", "亿", "一", "（", "(ju) ", "1万", "3、", "1—", "1/", "半", "数", "“", "《"]
HOSTILE += [
    "第一、",
    "1元/",
    "1个半",
    "1 000",
    "1个（",
    "1个（个、",
    "1万1,",
    "超每千人",
    "超每1",
    "1+",
    "1.",
    "1,",
    "每",
    "超",
    "5以上",
    "1亿元以上",
    "a1",
    "2024-",
]


def test_members_of_a_long_list_are_read_a_bounded_number_of_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A list without any unit is given up after a few members, and not begun again at each."""
    finder = QuantityFinder(Patterns())
    asked: list[int] = []
    extent = finder.numerals.extent

    def counted(text: str, start: int) -> int:
        asked.append(start)
        return extent(text, start)

    monkeypatch.setattr(finder.numerals, "extent", counted)
    members = 2_000
    finder.find("3、" * members)
    assert members <= len(asked) < members + 100
    assert finder.find("3、" * members + "5户").quantities[-1].value == "5"


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_no_faster_than_the_text(finder: QuantityFinder, unit: str) -> None:
    """Time grows with the length of the text, not with its square."""
    assert grows_in_proportion(finder.find, unit * (40_000 // len(unit)))
