"""Finding time expressions: what is one, what is not, where it starts and ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import PatternError
from extractor.resources import Patterns
from extractor.times import TimeFinder
from tests.growth import grows_in_proportion

PATTERNS = Patterns()
FINDER = TimeFinder(PATTERNS)
RULES = PATTERNS.rules("times")

# A text, and the times in it as written; a whole expression that is longer than its time is given
# as whole|time.
FOUND = [
    ("2023年，全市新建公园12个。", ["2023年"]),
    ("二〇二三年十月一日启用", ["二〇二三年十月一日"]),
    ("民国112年5月", ["民国112年5月"]),
    ("112年第2季度", ["112年第2季度"]),
    ("2021—2025年投资", ["2021—2025年"]),
    ("由2021年至2025年", ["2021年至2025年"]),
    ("2021-25年", ["2021-25年"]),
    ("2022、2023年各增加", ["2022、2023年"]),
    ("2022年、2023年分别", ["2022年", "2023年"]),
    ("2023年1—11月和1至10月份", ["2023年1—11月", "1至10月份"]),
    ("前11个月、前三季度和上半年", ["前11个月", "前三季度", "上半年"]),
    ("一、二季度增长，三季度回落", ["一、二季度", "三季度"]),
    ("截至2023年末，共有", ["截至2023年末|2023年末"]),
    # an occasion and its days
    ("国庆假期（10月1日至7日），接待", ["国庆假期（10月1日至7日）|10月1日至7日"]),
    ("重阳节（10月11日）前后，开展", ["重阳节（10月11日）前后|10月11日"]),
    ("（10月11日）", ["10月11日"]),
    ("。灯会期间，接待；比赛当日，检录", ["灯会期间", "比赛当日"]),
    ("在服务期间，接待", []),
    ("15日2时至3时，降雨", ["15日2时至3时"]),
    ("一季度、二季度分别为", ["一季度", "二季度"]),
    ("截至12月底", ["截至12月底|12月底"]),
    ("到2030年，达到", ["到2030年|2030年"]),
    ("比例提高到2030年的", ["2030年"]),
    ("到“十四五”末", ["到“十四五”末|“十四五”末"]),
    ("到目前为止", ["到目前为止|目前"]),
    ("截至2024年6月30日24时", ["截至2024年6月30日24时|2024年6月30日24时"]),
    ("2030年前建成，2025年前三季度开工", ["2030年前", "2025年前三季度"]),
    ("今年以来比上年多，去年底", ["今年以来", "上年", "去年底"]),
    ("近三年、近年来、过去一年、五年来", ["近三年", "近年来", "过去一年", "五年来"]),
    ("今后五年，今明两年", ["今后五年", "今明两年"]),
    ("“十四五”期间；十五五时期", ["“十四五”期间", "十五五时期"]),
    ("“十四五”前四年与“十三五”同期", ["“十四五”前四年", "“十三五”同期"]),
    ("较“十三五”增长", ["“十三五”"]),
    ("改革开放以来、有气象记录以来", ["改革开放以来", "有气象记录以来"]),
    ("“五一”假期和2024年春节期间", ["“五一”假期", "2024年春节期间"]),
    ("2024/25学年，2024-25年度", ["2024/25学年", "2024-25年度"]),
    ("7月1日至9日，1月1日至3月31日", ["7月1日至9日", "1月1日至3月31日"]),
    ("截至24日8时，昨日新增", ["截至24日8时|24日8时", "昨日"]),
    ("11月份当月，本月下旬", ["11月份当月", "本月下旬"]),
    ("五年累计建成3座", ["五年"]),
    ("发布时间：2024-03-05 10:20", ["2024-03-05 10:20"]),
    ("20.2026年新增床位", ["2026年"]),
    ("现有馆舍，现有42处", []),
    ("自7月1日起调整，2024年起步", ["7月1日起", "2024年"]),
    ("10月1日当天，28日至30日三天，28日以来", ["10月1日当天", "28日至30日三天", "28日以来"]),
    ("与去年同月相比，占同期总值", ["去年同月"]),
    ("同期，出口3亿元；同期进口", ["同期", "同期"]),
    ("今年入春以来，4月启动以来，改革实施以来", ["今年入春以来", "4月启动以来", "改革实施以来"]),
    ("假期8天，节前两周，去年国庆的3倍", ["假期8天", "节前两周", "去年国庆"]),
    ("，同季，一半；九月处理货物，一年半来", ["同季", "九月", "一年半来"]),
    ("2026年夏季前，今冬", ["2026年夏季前", "今冬"]),
    ("截至今天14时，7日当天，元旦以来", ["截至今天14时|今天14时", "7日当天", "元旦以来"]),
    ("8月下旬至9月上旬，二季度当季，去年一年", ["8月下旬至9月上旬", "二季度当季", "去年一年"]),
    ("2024—2025学年初，今年秋季学期", ["2024—2025学年初", "今年秋季学期"]),
    ("5月20日开镰以来，确保全年增长", ["5月20日开镰以来", "全年"]),
    ("过去24小时，未来三天", ["过去24小时", "未来三天"]),
    ("完成全年目标任务，年初承诺的实事，今年第9号台风", []),
    # Lengths of time, names and words that look like times.
    ("工期5年，服务365天，3个月内办结，缩短至5天", []),
    ("连续3年、连续3—5年、再延长30年", []),
    ("五年规划、三年行动计划、百年老店、千年古城", []),
    ("成立60周年、15分钟便民圈、学前一年教育", []),
    ("编号2023、库容2023万立方米", []),
    ("老年人、青年、少年初心、健全年度机制", []),
    ("提前3个月、三年初见成效、二十年一遇", []),
    ("项目前期、实现在册、体现在、今天的城市", []),
    ("90%以上年份、过去年均、人次年均、文明年", []),
    ("16万吨/日、800元/月、24月龄、满30日、5日内", []),
    ("完成“十四五”规划目标", []),
    ("比例为2：1，24小时值守，PM2.5年均浓度", []),
    ("三五成群、三月三歌节", []),
]

HOSTILE = [
    "1",
    "万",
    "(",
    "(ju) ",
    "年",
    "月",
    "日",
    "2023年",
    "1月",
    "十",
    "近",
    "年末",
    "“十四五",
]
HOSTILE += ["1—", "2023、", "五年建成的", "：1", "12:", "0-", "11月1", "前11个", "第一、", "春节、"]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_finds_the_times_and_nothing_else(text: str, expected: list[str]) -> None:
    """Whole expressions and the times in them are exactly those of the table."""
    found = []
    for item in FINDER.find(text):
        whole = text[item.start : item.end]
        assert text[item.core_start : item.core_end] == item.text
        found.append(whole if whole == item.text else f"{whole}|{item.text}")
    assert found == expected


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_of_every_rule_hold(rule) -> None:
    """Each rule fires in its `match` texts and stays silent in its `no_match` texts."""
    assert rule.match
    assert rule.no_match
    for text in rule.match:
        assert rule.id in FINDER.fired(text)
    for text in rule.no_match:
        assert rule.id not in FINDER.fired(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("比2020年增加", True), ("从2020年的", True), ("2020年增加", False), ("在2020年", False)),
        *(("近10年来最强", True), ("5月2日最旺", False), ("8月下旬最大负荷", False)),
    ],
)
def test_marks_times_that_are_compared_with(text: str, expected: bool) -> None:
    """A word of comparison before the time is noted, so that its year is not carried along."""
    assert [item.compared for item in FINDER.find(text)] == [expected]


@given(
    st.lists(
        st.sampled_from("0123456789一二三十年月日季度前上半全“”五末期来至—、，今去 近个")
        | st.sampled_from(["2023年", "十四五", "期间", "以来", "截至"]),
        max_size=40,
    )
)
def test_expressions_are_ordered_apart_and_true_to_the_text(pieces: list[str]) -> None:
    """Whatever the text: spans are in order, do not overlap, and hold the text they claim."""
    text = "".join(pieces)
    end = 0
    for item in FINDER.find(text):
        assert end <= item.start <= item.core_start < item.core_end <= item.end <= len(text)
        assert text[item.core_start : item.core_end] == item.text
        end = item.end


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_repeats_take_linear_time(piece: str) -> None:
    """Time grows with the length of the text, not with its square."""
    assert grows_in_proportion(FINDER.find, piece * (20_000 // len(piece)))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id":"time.x","resolve":"year","anchor":["年"]}', "has no field 'regex'"),
        ('{"id":"time.x","regex":"年","resolve":"year"}', "has no field 'anchor'"),
        ('{"id":"time.x","regex":"(年","resolve":"year","anchor":["年"]}', "not a valid regex"),
        ('{"id":"time.x","regex":"{nil}年","resolve":"year","anchor":["年"]}', "block 'nil'"),
        ('{"id":"time.x","regex":"年","resolve":"year","anchor":["(年"]}', "not a valid regex"),
        ('{"id":"time.define.M","define":"M","regex":"{M}月"}', "in a circle"),
    ],
)
def test_faults_in_a_rule_are_named(tmp_path, line: str, reason: str) -> None:
    """A rule of the user's that is wrong is reported with its file and line."""
    (tmp_path / "times.jsonl").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(PatternError, match=reason) as fault:
        TimeFinder(Patterns(tmp_path))
    assert (fault.value.line, fault.value.file) == (2, tmp_path / "times.jsonl")


def test_a_users_rule_joins_the_built_in_ones(tmp_path) -> None:
    """An overlay adds a rule without touching code."""
    line = (
        '{"id":"time.fair","regex":"广交会期间","anchor":["期"],"resolve":"unknown",'
        '"comment":"a fair","match":["广交会期间"],"no_match":["广交会"]}'
    )
    (tmp_path / "times.jsonl").write_text(line, encoding="utf-8")
    found = TimeFinder(Patterns(tmp_path)).find("今年广交会期间成交")
    assert [(item.rule, item.text) for item in found] == [
        ("time.year.relative", "今年"),
        ("time.fair", "广交会期间"),
    ]
