"""Words, tags and offsets."""

from pathlib import Path

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.resources import Patterns
from extractor.tokens import Lexicon, Segmenter

LEXICON = Lexicon(Patterns())
SEGMENTER = Segmenter(LEXICON)


def test_span_is_one_token() -> None:
    """A span that is already understood is one token with the tag it came with."""
    text = "养老床位1万余张，增长5%。"
    tokens = SEGMENTER.segment(text, [(4, 8, "Q"), (11, 13, "Q")])
    assert [word for word, tag in zip(tokens.words, tokens.tags, strict=True) if tag == "Q"] == [
        "1万余张",
        "5%",
    ]
    assert [tokens.marks[i] for i, tag in enumerate(tokens.tags) if tag == "Q"] == [0, 1]


def test_words_of_the_domain_have_our_tags() -> None:
    """Verbs of change are told from verbs of doing."""
    tokens = SEGMENTER.segment("建成学校，出口增长", ())
    tags = dict(zip(tokens.words, tokens.tags, strict=True))
    assert (tags["建成"], tags["增长"]) == ("ACT", "RISE")


@pytest.mark.parametrize("word", ["小微企业", "中心镇", "小学生", "国有企业"])
def test_no_word_begins_inside_an_undivided_one(word: str) -> None:
    """其中 before a word is not 其 before another that begins with 中."""
    assert SEGMENTER.segment(f"其中{word}", []).words == ["其中", word]


def test_own_words_stay_out_of_the_global_jieba(tmp_path: Path) -> None:
    """Loading our dictionary must not change how others segment."""
    assert SEGMENTER.segment("规上", ()).words == ["规上"]
    jieba.dt.tmp_dir = str(tmp_path)
    jieba.dt.initialize()
    assert "规模" in jieba.dt.FREQ
    assert "规上" not in jieba.dt.FREQ


@given(st.text(alphabet="学校医院增长达到，。、（）“”\ue000 aB1.%\n", max_size=60))
def test_nothing_is_lost(text: str) -> None:
    """The words joined are the text, and each start is where its word stands."""
    tokens = SEGMENTER.segment(text, ())
    assert "".join(tokens.words) == text
    assert all(
        text.startswith(word, start)
        for word, start in zip(tokens.words, tokens.starts, strict=True)
    )
