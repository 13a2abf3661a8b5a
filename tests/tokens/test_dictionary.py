"""The dictionary cuts as jieba does with the same words, kept or not."""

from dataclasses import replace
from pathlib import Path

import jieba
import pytest

from extractor import cache
from extractor.errors import PatternError
from extractor.resources import Patterns
from extractor.tokens import NOT_A_WORD, Lexicon, dictionary
from extractor.tokens.compiling import compile_words
from extractor.tokens.dictionary import Dictionary, load_dictionary

RELEASES = Path(__file__).parents[2] / "corpus" / "releases"
CLASSES = Lexicon(Patterns()).classes


@pytest.fixture(scope="module")
def reference() -> jieba.Tokenizer:
    """A jieba that was given our words one by one, and read nothing but its own dictionary."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for word, tag in CLASSES.words.items():
        if tag == NOT_A_WORD:
            tokenizer.del_word(word)
        elif len(word) > 1:
            tokenizer.add_word(word)
    with tokenizer.get_dict_file() as file:
        for word in compile_words(file.read(), CLASSES).cut_out:
            tokenizer.del_word(word)
    return tokenizer


@pytest.fixture(scope="module", params=["worked out", "kept"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Dictionary:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(cache.FOLDER_VARIABLE, str(tmp_path_factory.mktemp("words")))
        if request.param == "kept":
            load_dictionary(CLASSES)
            patch.setattr(dictionary, "compile_words", None)
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
    """What jieba's dictionary has wrong for us is put right, kept or not."""
    assert (made.cut(text), made.tags[words[0]]) == (words, tag)


def test_tag_without_a_rule() -> None:
    """A tag of jieba's dictionary that no rule declares is told, whatever is kept."""
    without = replace(CLASSES, tags=tuple(tag for tag in CLASSES.tags if tag != "nr"))
    with pytest.raises(PatternError, match="no rule for jieba's tags \\['nr'\\]"):
        load_dictionary(without)
