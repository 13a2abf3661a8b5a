"""Every run of digits or numerals is accounted for."""

import pytest

from extractor.quantities import QuantityFinder
from extractor.quantities.accounting import WORD, account


def cut(words: str):
    """A segmenter that knows one way to cut: at the spaces of `words`."""

    def segment(_: str):
        at = 0
        for word in words.split(" "):
            yield at, at + len(word)
            at += len(word)

    return segment


@pytest.mark.parametrize(
    ("words", "times", "rules"),
    [
        ("新增 3 家 企业", [], [("3", "numeral.arabic")]),
        ("（三） 推进", [], [("三", "exclusion.section.bracket")]),
        ("2023年 新增", [(0, 5, "year")], [("2023", "year")]),
        ("统一 部署", [], [("一", WORD)]),
        ("唯 一 部署", [], [("一", None)]),
        ("千方百计 推进", [], [("千", WORD), ("百", WORD)]),
        ("编号 888", [], [("888", None)]),
        ("三五 家", [], [("三五", "numeral.digit")]),
    ],
)
def test_each_run_has_the_rule_that_took_it(
    finder: QuantityFinder, words: str, times: list, rules: list
) -> None:
    text = words.replace(" ", "")
    findings = finder.find(text, [(start, end) for start, end, _ in times])
    runs = account(text, findings, times, cut(words))
    assert [(text[run.start : run.end], run.rule) for run in runs] == rules


def test_only_sentences_with_an_open_numeral_are_cut(finder: QuantityFinder) -> None:
    asked = []

    def segment(sentence: str):
        asked.append(sentence)
        return [(0, len(sentence))]

    text = "新增企业3家。统一部署。完成5%。"
    account(text, finder.find(text), [], segment)
    assert asked == ["统一部署"]


def test_own_numerals_can_be_named(finder: QuantityFinder) -> None:
    text = "三家"
    runs = account(text, finder.find(text), [], cut(text), numerals="家")
    assert [text[run.start : run.end] for run in runs] == ["家"]
