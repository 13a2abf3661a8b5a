"""What users rely on, whatever the text: true spans, the contract, the same bytes."""

from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extractor as package
from extractor import Extractor, load
from extractor.records import json_schema

CORPUS = Path(__file__).parents[1] / "corpus"
# Every second one: all take a minute more, and what breaks one breaks many.
RELEASES = sorted((CORPUS / "releases").glob("*.txt"))[::2]
EXTRACTOR = load()

PIECES = [
    *"，。；：、！？（）“”\n 　",
    *"的和占由从到为比每共",
    *(
        "12.5",
        "3",
        "1,234",
        "六",
        "三成五",
        "百分之六",
        "第3",
        "前10",
        "-2.3",
        "１２",
        "3—5",
        "1/2",
    ),
    *(
        "万",
        "亿",
        "元",
        "名",
        "家",
        "%",
        "％",
        "个百分点",
        "位",
        "倍",
        "番",
        "平方公里",
        "元/月",
        "余",
    ),
    *(
        "学校",
        "出口",
        "覆盖率",
        "增速",
        "企业",
        "城乡居民",
        "人均收入",
        "全省",
        "資金",
        "養(yǎng)老",
    ),
    *(
        "增长",
        "下降",
        "达到",
        "新增",
        "建成",
        "分别",
        "其中",
        "累计",
        "同比",
        "高于",
        "居",
        "约",
        "超过",
    ),
    *("2023年", "全年", "“十四五”", "一季度", "(ju) ", "舉(ju) 行", "\ue000", "\u200b", "AI"),
]


@pytest.mark.parametrize("file", RELEASES, ids=lambda file: file.stem)
def test_each_span_says_its_text(file: Path) -> None:
    """The raw slice of each span, normalised, is the text that the record gives."""
    raw = file.read_text(encoding="utf-8")
    clean = EXTRACTOR.normalizer(raw)
    for fact in EXTRACTOR.extract(raw).facts:
        spans = [(fact.quantity.text, [fact.quantity.span])]
        if fact.unit.span:
            spans.append((fact.unit.text, [fact.unit.span]))
        spans.append((fact.statement.text, [fact.statement.span]))
        for text, pieces in spans:
            found = "".join(clean.text[slice(*clean.clean_span(*piece))] for piece in pieces)
            assert found == text


@pytest.mark.parametrize("file", RELEASES, ids=lambda file: file.stem)
def test_output_keeps_the_contract(file: Path) -> None:
    """The JSON validates against the schema, and reads back as the same records."""
    facts = EXTRACTOR.extract(file.read_text(encoding="utf-8"))
    text = facts.to_json()
    jsonschema.validate(
        package.FactSet.model_validate_json(text).model_dump(mode="json"), json_schema()
    )
    assert package.FactSet.model_validate_json(text) == facts


def test_same_input_same_bytes() -> None:
    """Another extractor gives the same JSON, byte for byte."""
    raw = RELEASES[0].read_text(encoding="utf-8")
    assert load().extract(raw).to_json() == EXTRACTOR.extract(raw).to_json()


def test_facts_stand_in_text_order_with_ids_of_their_own() -> None:
    """Facts stand in text order, and no id stands twice."""
    for file in RELEASES:
        facts = EXTRACTOR.extract(file.read_text(encoding="utf-8")).facts
        starts = [fact.quantity.span[0] for fact in facts]
        assert starts == sorted(starts)
        assert len({fact.id for fact in facts}) == len(facts)


FURNITURE = """首页 > 政务 > 要闻
青河市教育事业再上新台阶
发布时间：2024-03-05 10:20:00 来源：青河日报

{}

责编：王某
浏览次数：3205次
版权声明：本站ICP备12345678号，电话0471-1234567。"""


def test_no_fact_from_furniture() -> None:
    """Only the body's numbers are facts; head and tail become metadata or nothing."""
    facts = EXTRACTOR.extract(FURNITURE.format("全市新建学校30所，增长5%。"))
    assert [fact.quantity.value for fact in facts.facts] == ["30", "5"]
    assert facts.document.title == "青河市教育事业再上新台阶"
    assert facts.document.publisher == "青河日报"
    assert facts.document.published == "2024-03-05T10:20:00"


FRAGMENTS = ["3家企业", "123家企业，增长5%", "机构（AI）、站点（km）4910个", "新建学校3所", "3.2%"]


@pytest.mark.parametrize("text", FRAGMENTS)
def test_a_text_of_one_line_has_no_furniture(text: str) -> None:
    """Where there is no body to tell furniture from, short lines and figures are the body."""
    assert {block.role for block in EXTRACTOR.normalizer(text).blocks} == {"body"}
    assert EXTRACTOR.extract(text).facts


ODD = ["", "\n", " ", "abc", "3", "（" * 3000, "(ju) " * 3000, "万" * 5000, "1" * 5000, "、" * 500]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_input_gives_a_fact_set(text: str) -> None:
    """Nothing that is not a release makes the library fail."""
    assert EXTRACTOR.extract(text).document.length == len(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_text_keeps_the_contract(text: str) -> None:
    """No text makes extraction fail, leave the text, or break the schema."""
    facts = EXTRACTOR.extract(text)
    for fact in facts.facts:
        for start, end in [fact.quantity.span, fact.statement.span, *fact.subject.spans]:
            assert 0 <= start <= end <= len(text)
    package.FactSet.model_validate_json(facts.to_json())


@pytest.mark.parametrize("text", ["教师2‰的贴", "其中一成、医院9倍审结一成。", "3个园区4个园区（"])
def test_text_that_lacks_what_rules_look_for(text: str) -> None:
    """A noun cut off behind a rate, an act with nobody before it, an end in the open: facts."""
    assert EXTRACTOR.extract(text).facts


def test_settings_reach_the_text() -> None:
    """Conversion can be turned off; a user's folder is laid over the built-in patterns."""
    assert Extractor(conversion="none").extract("學校3所。").facts[0].subject.text == "學校"
    assert EXTRACTOR.extract("學校3所。").facts[0].subject.text == "学校"


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    """A new unit in a user's folder is understood, and the hash of the patterns says so."""
    assert not EXTRACTOR.extract("发放券包3扎兜。").facts
    rule = '{"id": "unit.mine", "comment": "mine", "forms": ["扎兜"], "code": "{扎兜}", '
    rule += '"dimension": "count", "match": ["3扎兜券"], "no_match": ["3家企业"]}'
    (tmp_path / "units.jsonl").write_text(rule, encoding="utf-8")
    own = load(tmp_path)
    (fact,) = own.extract("发放券包3扎兜。").facts
    assert (fact.subject.text, fact.unit.text) == ("券包", "扎兜")
    assert own.pattern_hash != EXTRACTOR.pattern_hash
