"""Canonical forms of characters and punctuation."""

from __future__ import annotations

import pytest

from extractor.text import Normalizer

SAME = ["36,801.87元", "1,234,567人", "比例为1:2.39", "10:30开始", "见http://a.cn/b?c=1,2;d"]

CASES = [
    # widths
    ("１２３户", "123户"),
    ("增长６．６％", "增长6.6%"),
    ("ＧＤＰ增长", "GDP增长"),
    ("Ａ／Ｂ", "A/B"),
    ("5﹪", "5%"),
    ("比例1∶2.39", "比例1:2.39"),
    ("上午10：30", "上午10:30"),
    ("二○二四年", "二〇二四年"),
    ("降幅−2.3%", "降幅-2.3%"),
    # half-width punctuation in Chinese text
    ("全年,增长5%;其中:甲,乙", "全年，增长5%；其中：甲，乙"),
    ("下降5%,2024年", "下降5%，2024年"),
    ("服务站(含分站)12个", "服务站（含分站）12个"),
    ("面积(km)", "面积（km）"),
    ("(1)2024年建成", "（1）2024年建成"),
    ("分别为10,20,30个", "分别为10，20，30个"),
    ("完成了吗?完成!", "完成了吗？完成！"),
    # quotation marks
    ("「清風」行動", "“清风”行动"),
    ('开展"清风"行动', "开展“清风”行动"),
    # Latin contexts
    ("f(x)=2", "f(x)=2"),
    ("AI, IT等", "AI, IT等"),
    # what has no place in a text
    ("增\u200b长\ufeff5%", "增长5%"),
    ("服\u00ad务\u0007站", "服务站"),
    ("\u2f24连", "大连"),
]


@pytest.mark.parametrize(("raw", "clean"), [*CASES, *((same, same) for same in SAME)])
def test_canonical_form(normalizer: Normalizer, raw: str, clean: str) -> None:
    """Each character gets the form that its context asks for."""
    assert normalizer(raw).text == clean


@pytest.mark.parametrize("clean", sorted({clean for _, clean in CASES}))
def test_clean_text_stays_as_it_is(normalizer: Normalizer, clean: str) -> None:
    """Normalising is idempotent, so clean and noisy twins of a release meet."""
    assert normalizer(clean).text == clean
