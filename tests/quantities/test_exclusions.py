"""Numbers that are no quantities: which stretch is dropped, by which kind of rule."""

import pytest

from extractor.errors import PatternError
from extractor.quantities import QuantityFinder
from extractor.resources import Patterns

# Text, then each exclusion as: stretch | kind.
EXCLUDED = [
    ("推进“四个一”工程", ["“四个一”|name"]),
    ("《养老服务三十条》印发", ["《养老服务三十条》|name"]),
    ("打造1+5+N体系", ["1+5+N体系|name"]),
    ("依据民发〔2015〕21号文件", ["〔2015〕21号|document"]),
    ("（三）加强监管", ["（三）|section"]),
    ("三、主要工作", ["三、|section"]),
    ("完成。二是加强监管", ["二是|section"]),
    ("1998年建成", ["1998年|date"]),
    ("9:30开会", ["9:30|date"]),
    ("第九场发布会", ["第九|ordinal"]),
    ("第一产业", ["第一产业|ordinal"]),
    ("一、二、三产业协调", ["一、二、三产业|ordinal"]),
    ("二十届四中全会", ["二十届四中全会|ordinal"]),
    ("机场二期工程", ["二期|ordinal"]),
    ("60周岁以上老年人", ["60周岁以上|threshold"]),
    ("3—6岁儿童入园", ["3—6岁|threshold"]),
    ("6000千瓦及以上电厂", ["6000千瓦及以上|threshold"]),
    ("亿元以上重大项目", ["亿元以上|threshold"]),
    ("产值超百亿元企业", ["超百亿元|threshold"]),
    ("10万吨级码头", ["10万吨级|name"]),
    ("万亿级产业", ["万亿级|name"]),
    ("三大先导产业", ["三大|name"]),
    ("15分钟便民生活圈", ["15分钟便民生活圈|name"]),
    ("三年行动方案", ["三年行动|name"]),
    ("5G网络", ["5G|name"]),
    ("PM2.5年均浓度", ["PM2.5|name"]),
    ("沿G60高速", ["G60高速|name"]),
    ("地铁2号线", ["2号线|name"]),
    ("世界500强企业", ["世界500强|name"]),
    ("5A级景区", ["5A级|name"]),
    ("系统2.0版", ["2.0版|name"]),
    ("残疾人两项补贴", ["两项补贴|name"]),
    ("拨打12345热线", ["12345热线|name"]),
    ("电话0471-6501234", ["0471-6501234|phone"]),
    ("每千人口医师", ["每千人口|per"]),
    ("出台一批政策", ["一批|article"]),
    ("三次产业比4.0∶37.7∶58.3", ["三次产业|ordinal", "4.0∶37.7∶58.3|ratio"]),
    ("实现两位数增长", ["两位数|idiom"]),
    ("编号007", ["007|code"]),
    ("65岁或以上长者", ["65岁或以上|threshold"]),
    ("四人或以上住户", ["四人或以上|threshold"]),
    ("3人及以上家庭", ["3人及以上|threshold"]),
    ("20万人口以上的县", ["20万人口以上|threshold"]),
    ("30年以上供热管道", ["30年以上|threshold"]),
    ("全球前1‰学科", ["前1‰|name"]),
    ("全球前1%的学科", ["前1%|name"]),
    ("0.1微克攻坚行动", ["0.1微克攻坚行动|name"]),
    ("透过2025回望", ["2025|date"]),
    ("展望114年，", ["114年|date"]),
    ("这是攻坚的五年。", ["五年|date"]),
    ("三年初见成效，", ["三年|idiom"]),
]

# Near to a rule, but a fact: text and its quantities.
FACTS = [
    ("覆盖率达到50%以上，", ["50%以上"]),
    ("新增50家以上先进工厂", ["50家以上"]),
    ("人均预期寿命79.5岁", ["79.5岁"]),
    ("10亿元以上重大项目47个", ["47个"]),
    ("其中1个在建", ["1个"]),
    ("每千人口3.2张", ["3.2张"]),
    ("60周岁以上老年人20万人", ["20万人"]),
    ("会议指出，“全县新建学校12所，其中小学8所”", ["12所", "8所"]),
    ("收入比为2.3∶1", ["2.3∶1"]),
    ("缩短15分钟", ["15分钟"]),
    ("连续5届", ["5届"]),
    ("用时三年", ["三年"]),
    ("居全国前10位", ["前10位"]),
    ("居全国前1%。", ["1%"]),
    ("新增20人或以上。", ["20人或以上"]),
    ("服务期30年以上。", ["30年以上"]),
    ("降低0.1微克", ["0.1微克"]),
]


@pytest.mark.parametrize(("text", "exclusions"), EXCLUDED)
def test_exclusions_of_a_text(finder: QuantityFinder, text: str, exclusions: list[str]) -> None:
    findings = finder.find(text)
    assert [f"{text[x.start : x.end]}|{x.kind}" for x in findings.exclusions] == exclusions
    assert findings.quantities == []


@pytest.mark.parametrize(("text", "quantities"), FACTS)
def test_what_looks_like_an_exclusion_but_is_a_fact(
    finder: QuantityFinder, text: str, quantities: list[str]
) -> None:
    assert [text[q.start : q.end] for q in finder.find(text).quantities] == quantities


def test_exclusions_are_cut_at_what_is_taken(finder: QuantityFinder) -> None:
    text = "“2025年百日行动”"
    pieces = [text[x.start : x.end] for x in finder.find(text, [(1, 6)]).exclusions]
    assert pieces == ["“", "百日行动”"]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ('"forms": ["无数字"]', "holds no numeral"),
        ('"after": "{nonsense}号"', "'nonsense', which is not known"),
        ('"regex": "("', "not a valid regex"),
    ],
)
def test_a_rule_that_cannot_work_is_a_fault(tmp_path, rule: str, reason: str) -> None:
    line = f'{{"id": "x", "kind": "name", {rule}}}\n'
    (tmp_path / "exclusions.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(PatternError, match=reason):
        QuantityFinder(Patterns(tmp_path))
