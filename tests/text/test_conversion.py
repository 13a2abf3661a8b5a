"""Traditional to simplified, and what is left alone."""

from __future__ import annotations

import pytest

from extractor.resources import Patterns
from extractor.text import Normalizer, Setting
from extractor.text.conversion import Converter

AUTO = [
    # mainland mirrors that map simplified to traditional blindly
    ("推進養老服務體係建設，開展誌願服務", "推进养老服务体系建设，开展志愿服务"),
    ("實現隻進一扇門，辦件3萬餘個", "实现只进一扇门，办件3万余个"),
    ("設為老餐廳、康複輔具站，建一刻鍾生活圈", "设为老餐厅、康复辅具站，建一刻钟生活圈"),
    ("通村公路達300公裏", "通村公路达300公里"),
    ("百馀户居民", "百余户居民"),
    ("取得瞭明顯成績，建成主乾道3條", "取得了明显成绩，建成主干道3条"),
    # Taiwan and Hong Kong
    ("圍繞著目標推進，這裡新增5個據點", "围绕着目标推进，这里新增5个据点"),
    ("著名景點與顯著成效並舉，產業鍊完整", "著名景点与显著成效并举，产业链完整"),
    ("衞生署增設3間診所，開支達2億港元", "卫生署增设3间诊所，开支达2亿港元"),
    ("發電量達3兆瓦，出口5萬公噸", "发电量达3兆瓦，出口5万公吨"),
    # simplified text is left alone
    ("昇腾芯片在乾县投产，年产5万片", "昇腾芯片在乾县投产，年产5万片"),
    ("于是后来里程只有3公里", "于是后来里程只有3公里"),
]


@pytest.mark.parametrize(("raw", "clean"), AUTO)
def test_auto(normalizer: Normalizer, raw: str, clean: str) -> None:
    """The text itself tells whether and how it is converted."""
    assert normalizer(raw).text == clean


@pytest.mark.parametrize(
    ("setting", "clean"),
    [
        ("none", "看著這裡的臺階"),
        ("t2s", "看着这里的台阶"),
        ("tw2s", "看着这里的台阶"),
        ("hk2s", "看着这里的台阶"),
    ],
)
def test_setting(patterns: Patterns, setting: Setting, clean: str) -> None:
    """A setting is carried out on every line."""
    assert Normalizer(patterns, conversion=setting)("看著這裡的臺階").text == clean


def test_a_mixed_text_is_decided_by_line(normalizer: Normalizer) -> None:
    """Names in simplified paragraphs survive in a text that has traditional ones."""
    raw = "全市養老機構達到300家，服務質量持續提升。\n昇腾产业园在乾县建成，产值达5亿元。"
    clean = normalizer(raw)
    assert clean.text == (
        "全市养老机构达到300家，服务质量持续提升。\n昇腾产业园在乾县建成，产值达5亿元。"
    )
    assert [block.conversion for block in clean.blocks] == ["t2s", "none"]


def test_a_configuration_that_changes_the_length_is_carried_out_by_character(
    monkeypatch: pytest.MonkeyPatch, patterns: Patterns
) -> None:
    """Offsets hold even should OpenCC make one character of two, or two of one."""

    class Growing:
        def convert(self, text: str) -> str:
            return text.replace("甲", "甲甲").replace("乙", "丙")

    monkeypatch.setattr("extractor.text.conversion._opened", lambda _: Growing())
    assert Converter(patterns).convert("甲乙", "t2s")[0] == "甲丙"
