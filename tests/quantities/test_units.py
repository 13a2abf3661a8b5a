"""Units: the longest form wins, other words are left alone, rates are put together."""

import pytest

from extractor.errors import PatternError
from extractor.quantities.units import UnitLexicon
from extractor.resources import Patterns

LEXICON = UnitLexicon(Patterns())

# Text behind a number, the unit as written, its code, its dimension.
UNITS = [
    ("名医生", "名", "{person}", "count"),
    ("人次。", "人次", "{人次}", "count"),
    ("千瓦时", "千瓦时", "kW.h", "energy"),
    ("千瓦，", "千瓦", "kW", "power"),
    ("吨标准煤", "吨标准煤", "{吨标准煤}", "mass"),
    ("吨公里", "吨公里", "{吨公里}", "transport"),
    ("元", "元", "CNY", "currency"),
    ("新台币", "新台币", "TWD", "currency"),
    ("个百分点", "个百分点", "{percentage_point}", "points"),
    ("个月", "个月", "mo", "time"),
    ("平方公里", "平方公里", "km2", "area"),
    ("个项目", "个", "{个}", "count"),
    ("项目标任务", "项", "{项}", "count"),
    ("家园区", "家", "{家}", "count"),
    ("位居民", "位", "{person}", "count"),
    ("处理想选址", "处", "{处}", "count"),
    ("所以色列学校", "所", "{所}", "count"),
    ("所以上", "所", "{所}", "count"),
    ("元/月、", "元/月", "CNY/mo", "currency/time"),
    ("元/人·月", "元/人·月", "CNY/{person}/mo", "currency/count/time"),
    ("微克/立方米", "微克/立方米", "ug/m3", "mass/volume"),
    ("立方米/秒", "立方米/秒", "m3/s", "volume/time"),
    ("张/千人", "张/千人", "{张}/(10*3.{person})", "count/count"),
    ("张/10万人", "张/10万人", "{张}/(10*5.{person})", "count/count"),
    ("吨/万元", "吨/万元", "t/(10*4.CNY)", "mass/currency"),
    ("克标准煤/千瓦时", "克标准煤/千瓦时", "{克标准煤}/kW.h", "mass/energy"),
    ("台（套）、", "台（套）", "{台（套）}", "count"),
    ("辆(艘、架)次", "辆(艘、架)次", "{辆(艘、架)次}", "count"),
    ("套（间）/年", "套（间）/年", "{套（间）}/a", "count/time"),
    ("座（含便桥）", "座", "{座}", "count"),
    ("座（处", "座", "{座}", "count"),
    ("吨（台）", "吨", "t", "mass"),
    ("家次，", "家次", "{家次}", "count"),
    ("剂次", "剂次", "{剂次}", "count"),
    ("标立方米", "标立方米", "m3", "volume"),
    ("微克每立方米", "微克每立方米", "ug/m3", "mass/volume"),
    ("元每吨", "元每吨", "CNY/t", "currency/mass"),
    ("元/", "元", "CNY", "currency"),
    ("个每天", "个每天", "{个}/d", "count/time"),
]

# Units with which a text may end although longer ones begin with them.
LAST = ["户", "所", "人", "公里", "元", "元/人", "张/千人", "台（套）", "千瓦"]

# Text behind a number that begins like a unit but is another word.
OTHER_WORDS = [
    "名单",
    "条件",
    "部门",
    "人口",
    "家庭医生",
    "年级",
    "位列第一",
    "股权",
    "",
    "月",
    "/",
]


@pytest.mark.parametrize(("text", "form", "code", "dimension"), UNITS)
def test_unit_is_read_with_code_and_dimension(
    text: str, form: str, code: str, dimension: str
) -> None:
    found = LEXICON.match(text, 0)
    assert found is not None
    end, unit = found
    assert (text[:end], unit.code, unit.dimension) == (form, code, dimension)


@pytest.mark.parametrize("text", LAST)
def test_unit_at_the_end_of_a_text_ends_with_it(text: str) -> None:
    found = LEXICON.match(text, 0)
    assert found is not None
    assert found[0] == len(text)


@pytest.mark.parametrize("text", OTHER_WORDS)
def test_another_word_is_no_unit(text: str) -> None:
    assert LEXICON.match(text, 0) is None


def test_a_form_that_stands_twice_is_a_fault(tmp_path) -> None:
    rule = '{"id": "mine", "forms": ["名"], "code": "{form}", "dimension": "count"}\n'
    (tmp_path / "units.jsonl").write_text(rule, encoding="utf-8")
    with pytest.raises(PatternError, match="'名' stands twice"):
        UnitLexicon(Patterns(tmp_path))


def test_a_regex_that_is_not_valid_is_a_fault(tmp_path) -> None:
    rule = '{"id": "x", "forms": ["坨"], "code": "1", "dimension": "count", "not_before": "["}\n'
    (tmp_path / "units.jsonl").write_text(rule, encoding="utf-8")
    with pytest.raises(PatternError, match="not_before is not a valid regex"):
        UnitLexicon(Patterns(tmp_path))


def test_a_users_unit_is_read_beside_the_built_in_ones(tmp_path) -> None:
    rule = '{"id": "mine", "forms": ["坨"], "code": "{form}", "dimension": "count"}\n'
    (tmp_path / "units.jsonl").write_text(rule, encoding="utf-8")
    found = UnitLexicon(Patterns(tmp_path)).match("坨/月", 0)
    assert found is not None
    assert found[1].code == "{坨}/mo"
