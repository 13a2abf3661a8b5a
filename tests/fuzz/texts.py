"""Bytes of a fuzzer, or choices of hypothesis, as text that looks like a release and is none.

Random characters never get past the first look for a number. So texts are put together from what
the rules speak of: the words and examples of all pattern files, and sentences of the corpus. Any
code point can stand between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.resources import Patterns

_RELEASES = Path(__file__).parents[2] / "corpus" / "releases"
_SENTENCE = re.compile("[^\u3002\n]*[\u3002\n]")
# What texts turn on; these are one byte each, all else is two or more.
COMMON = [
    *"\uff0c\u3002\uff1b\uff1a\u3001\uff01\uff1f\uff08\uff09\u201c\u201d\u300a\u300b\n \u3000\t\r",
    *"0123456789.,%-~()[]/:'\"+\uff10\uff11\uff05\uff0e\uff0d\u2014\u2013\u2236",
    *"零〇一二两三四五六七八九十百千万亿半几数余多成倍番点分之第前每",
    *"的和占由从到为比达至居约近超逾等元名家个人次户年月日位项所",
    *("个百分点", "平方公里", "元/月", "台（套）", "百分之", "分之", "三成五", "1,234", "12.5"),
    *("2023年", "1—3月", "一季度", "全年", "同比", "比上年", "去年", "“十四五”", "期间", "截至"),
    *("增长", "下降", "达到", "新增", "建成", "分别", "其中", "累计", "高于", "超过", "翻", "以上"),
    *("学校", "企业", "出口", "增速", "覆盖率", "城乡居民", "人均", "收入", "全省", "全国", "前者"),
    *("資金", "養(yǎng)老", "舉(ju) 行", "裏", "著", "(ju) ", "nèi)", "\ue000", "\u200b", "\ufffd"),
    *("\u0301", "A", "km", "AI", "x3", "http://a.cn", "发布时间：2024-01-12", "责编：", "来源："),
]
_TWO, _ANY = len(COMMON), 254


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _rare() -> list[str]:
    """Words and examples of all rules, and sentences of the corpus, each once, in a fixed order."""
    patterns = Patterns()
    rules = [rule for name in patterns.names for rule in patterns.rules(name)]
    found = [
        text
        for rule in rules
        for field in (rule.match, rule.no_match, *rule.data.values())
        for text in _texts(field)
    ]
    for file in sorted(_RELEASES.glob("*.txt")):
        found += _SENTENCE.findall(file.read_text(encoding="utf-8"))
    return [text for text in dict.fromkeys(found) if 0 < len(text) <= 80]


RARE = _rare()


def text_of(data: bytes) -> str:
    """The text that bytes stand for; each sequence of bytes stands for one.

    A byte is a piece of `COMMON`, the start of two bytes that are one of `RARE`, or the start of
    three that are a code point; surrogates are among them, since files can bring them.
    """
    pieces = []
    bytes_ = iter(data)
    for byte in bytes_:
        if byte < _TWO:
            pieces.append(COMMON[byte])
        elif byte < _ANY:
            number = (byte - _TWO) * 256 + next(bytes_, 0)
            pieces.append(RARE[number % len(RARE)])
        else:
            number = (byte - _ANY) * 65536 + next(bytes_, 0) * 256 + next(bytes_, 0)
            pieces.append(chr(number))
    return "".join(pieces)
