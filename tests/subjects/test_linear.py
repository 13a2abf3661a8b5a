"""Hostile text costs no more than its length: nothing looks back without a bound."""

import pytest

from extractor import Extractor

HOSTILE = {
    "no punctuation": "改造服务建设学校企业的" * 3000 + "3所",
    "one run of adverbs": "累计" * 10000 + "3所学校",
    "verbs of change": "学校提升" * 5000 + "3所",
    "closing brackets": "3所" + "）" * 10000,
    "opening brackets": "（" * 10000 + "3所",
    "one sentence of many numbers": "建成学校3所、" * 5000,
    "clauses without a noun": "增长3%，" * 5000,
    "quotation marks": "“" * 10000 + "3所",
    "phrases of place": "在城市中" * 5000 + "3所",
    "shares": "占" * 5000 + "3%",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read(extractor: Extractor, text: str) -> None:
    """No recursion, no square of the length: each of these is read within the test's patience."""
    facts = extractor.extract(text).facts
    assert len(facts) == text.count("3")
