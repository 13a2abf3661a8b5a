"""The dictionary cuts as jieba does with the same words, and reads no more than it needs."""

from dataclasses import replace
from pathlib import Path

import jieba
import pytest

from extractor.errors import PatternError
from extractor.resources import Patterns
from extractor.tokens import NOT_A_WORD, Lexicon
from extractor.tokens.dictionary import UNDIVIDED, Dictionary, load_dictionary
from extractor.tokens.jieba_words import JiebaWords

RELEASES = Path(__file__).parents[2] / "corpus" / "releases"
CLASSES = Lexicon(Patterns()).classes


@pytest.fixture(scope="module")
def reference() -> jieba.Tokenizer:
    """A jieba that was given our words one by one, and read nothing but its own dictionary."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    whole = load_dictionary(CLASSES)
    whole.cut("".join({word[0] for word in tokenizer.FREQ if word}))
    for word, tag in CLASSES.words.items():
        if tag == NOT_A_WORD:
            tokenizer.del_word(word)
        elif len(word) > 1:
            tokenizer.add_word(word)
    for word in CLASSES.undivided:
        tokenizer.FREQ[word] = tokenizer.total // UNDIVIDED
    for word in whole.cut_out:
        tokenizer.del_word(word)
    return tokenizer


@pytest.fixture(scope="module")
def made() -> Dictionary:
    return load_dictionary(CLASSES)


def test_as_jieba(made: Dictionary, reference: jieba.Tokenizer) -> None:
    """Text by text, so that each is cut with what those before it have asked for and no more."""
    for file in sorted(RELEASES.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        assert made.cut(text) == reference.lcut(text), file.name


@pytest.mark.parametrize(
    ("text", "words", "tag"),
    [
        ("筹集资金", ["筹集", "资金"], "ACT"),
        ("于城镇", ["于", "城镇"], "PREP"),
        ("促进会", ["促进会"], "n"),
        ("，", ["，"], "COMMA"),
    ],
)
def test_overlaid(made: Dictionary, text: str, words: list[str], tag: str) -> None:
    """What jieba's dictionary has wrong for us is put right."""
    assert (made.cut(text), made.tags[words[0]]) == (words, tag)


def test_tag_without_a_rule() -> None:
    """A tag of jieba's dictionary that no rule declares is told when a text asks for it."""
    without = replace(CLASSES, tags=tuple(tag for tag in CLASSES.tags if tag != "nr"))
    with pytest.raises(PatternError, match="no rule for jieba's tags \\['nr'\\]"):
        load_dictionary(without).cut("张三")


def test_entries_of_jieba() -> None:
    """Blocks that are parted, numbers of several lengths, a last line without an end."""
    words = JiebaWords("丁 3 n\n丁香 1204 n\n七 50 m\n丁香花 7 n\nA座 3 nz".encode())
    assert words.total == 1267
    assert words.beginnings == {"丁", "七", "A"}
    assert words.beginning_with("丁") == (["丁", "丁香", "丁香花"], [3, 1204, 7], ["n", "n", "n"])
    assert words.beginning_with("八") == ([], [], [])
    asked = ["丁香", "丁香花", "A座", "七", "香", "A", "丁香花园"]
    assert [words.frequency(word) for word in asked] == [1204, 7, 3, 50, None, None, None]


def test_total_of_jieba() -> None:
    """The sum that jieba itself works out from its whole dictionary."""
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as file:
        total = JiebaWords(file.read()).total
    assert total == tokenizer.gen_pfdict(tokenizer.get_dict_file())[1]
