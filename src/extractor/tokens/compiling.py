"""jieba's dictionary with our words in it and the cut ones out of it, and the tag of every word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from extractor.errors import PatternError

if TYPE_CHECKING:
    import jieba

NOT_A_WORD = "-"
_PAIR = 2  # characters of most words
UNKNOWN_WORD = "n"


@dataclass(frozen=True, slots=True)
class WordClasses:
    """What the patterns say of words: all that a dictionary is compiled with, besides jieba's.

    Attributes:
        words: The tag of each word of ours, in the order of the rules, or `NOT_A_WORD`.
        characters: The tag of each punctuation mark.
        tags: Every tag that is declared, in order.
        name_starts: Characters that the dictionary takes for the start of a name.
    """

    words: dict[str, str]
    characters: dict[str, str]
    tags: tuple[str, ...]
    name_starts: tuple[str, ...]

    def tagged(self, *tags: str) -> set[str]:
        """Our words with one of these tags."""
        return {word for word, tag in self.words.items() if tag in tags}

    def level_endings(self) -> set[str]:
        """Verbs of level of one character, which may stick to the noun before them (达, 为)."""
        return {word for word in self.tagged("LEVEL") if len(word) == 1}


Group = tuple[list[str], list[int], list[str]]
"""Words that begin with the same character, their frequencies, the tags of the first of them."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A whole dictionary.

    Attributes:
        frequencies: How often each word was counted; 0 for those that were cut out.
        total: The sum that jieba divides them by.
        tags: The tag of each word: jieba's, then ours over them.
        cut_out: Words that jieba's model for unknown words must not make either.
        words: The words by the character that they begin with.
    """

    frequencies: dict[str, int]
    total: int
    tags: dict[str, str]
    cut_out: tuple[str, ...]
    words: dict[str, list[str]]

    def group(self, character: str) -> Group:
        """What begins with a character; whatever begins a word is there too, with frequency 0.

        jieba looks no further in a text than these beginnings go.
        """
        words = self.words[character]
        tagged = [word for word in words if word in self.tags]
        others = {word[:end] for word in words for end in range(1, len(word))}
        others.update(words)
        others.difference_update(tagged)
        every = [*tagged, *sorted(others)]
        counts = [self.frequencies.get(word, 0) for word in every]
        return every, counts, [self.tags[word] for word in tagged]


def make_jieba(frequencies: dict[str, int], total: int) -> jieba.Tokenizer:
    """A jieba that works with these very frequencies; what is added to them later counts."""
    import jieba  # noqa: PLC0415 - takes its time, and --help needs none of it

    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = frequencies, total
    tokenizer.initialized = True  # else it reads a file that anybody may have put there
    return tokenizer


def compile_words(source: bytes, classes: WordClasses) -> Compiled:
    """Work out the whole dictionary; takes a good part of a second.

    Args:
        source: jieba's dictionary: word, frequency and tag a line, in UTF-8.
        classes: What the patterns say.

    Raises:
        PatternError: The dictionary has a tag that is not declared.
    """
    fields = source.decode("utf-8").split()
    words, counts = fields[::3], list(map(int, fields[1::3]))
    tags = _tags(dict(zip(words, fields[2::3], strict=True)), classes)
    tokenizer = make_jieba(_Endless(zip(words, counts, strict=True)), sum(counts))
    for word, tag in classes.words.items():
        # What frequency makes a word be cut out whole depends on those before it.
        if tag == NOT_A_WORD:
            tokenizer.del_word(word)
        elif len(word) > 1:
            tokenizer.add_word(word)
    frequencies = dict(tokenizer.FREQ)
    cut_out = classes.tagged(NOT_A_WORD)
    cut_out |= _known(_joined(classes), frequencies)
    cut_out.update(_changed(frequencies, classes))
    cut_out.update(_no_names(tags, classes))
    frequencies.update(dict.fromkeys(cut_out, 0))
    groups: dict[str, list[str]] = {}
    for character, run in groupby(filter(None, frequencies), itemgetter(0)):
        groups.setdefault(character, []).extend(run)
    return Compiled(frequencies, tokenizer.total, tags, tuple(sorted(cut_out)), groups)


class _Endless(dict[str, int]):
    """Frequencies for cutting a few short texts, as if whatever there is began a word.

    To find out what does takes longer than all the rest.
    """

    def __contains__(self, word: object) -> bool:
        return True

    def __missing__(self, word: str) -> int:
        return 0


def _known(compounds: set[str], frequencies: dict[str, int]) -> set[str]:
    """Those of the compounds that are words, or that a word begins with."""
    known = frequencies.keys() & compounds
    longer: Iterable[str] = frequencies
    for length in sorted(set(map(len, compounds))):
        longer = [word for word in longer if len(word) > length]
        known |= compounds.intersection([word[:length] for word in longer])
    return known


def _tags(tags: dict[str, str], classes: WordClasses) -> dict[str, str]:
    unknown = set(tags.values()).difference(classes.tags)
    if unknown:
        raise PatternError("tags.jsonl", 0, f"no rule for jieba's tags {sorted(unknown)}")
    endings, each = classes.tagged("SUFFIX"), classes.tagged("PER")
    for word, tag in tags.items():
        # The dictionary calls 促进会 a verb.
        if tag == "v" and len(word) > 2 and word[-1] in endings:
            tags[word] = UNKNOWN_WORD
        elif tag == "r" and len(word) == 2 and word[0] in each:
            tags[word] = "PER"
    for word, tag in (classes.words | classes.characters).items():
        if tag != NOT_A_WORD:
            tags[word] = tag
    return tags


def _joined(classes: WordClasses) -> set[str]:
    """What the dictionary may know as one word: 筹集资金, a verb and its object; 比例达."""
    verbs, objects = classes.tagged("ACT"), classes.tagged("GENERIC")
    measures, levels = classes.tagged("BARE", "SUFFIX"), classes.level_endings()
    compounds = {verb + noun for verb in verbs for noun in objects}
    return compounds | {measure + level for measure in measures for level in levels}


def _changed(frequencies: dict[str, int], classes: WordClasses) -> Iterable[str]:
    """What the dictionary knows as one word and is how, or what, something changed: 稳步增长."""
    verbs = {verb for verb in classes.tagged("RISE", "FALL") if len(verb) == _PAIR}
    for word in frequencies:
        changes = len(word) > _PAIR + 1 and word[-_PAIR:] in verbs
        if changes and word not in classes.words and frequencies.get(word[:-_PAIR]):
            yield word


def _no_names(tags: dict[str, str], classes: WordClasses) -> Iterable[str]:
    """What the dictionary takes for somebody's name: 于城镇."""
    for word, tag in tags.items():
        if tag == "nr" and word[0] in classes.name_starts and word[1:] in tags:
            yield word
