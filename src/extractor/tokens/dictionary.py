"""The dictionary of the segmenter: jieba's, with our words in it and the cut ones out of it.

Only the frequencies of our own words are worked out beforehand. All else is worked out for the
words that begin with one character, when a text has that character.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import log
from typing import Any

import jieba

from extractor.errors import PatternError
from extractor.tokens import cutter
from extractor.tokens.cutter import BEGINNING, Cutter
from extractor.tokens.jieba_words import JiebaWords
from extractor.tokens.word_classes import NOT_A_WORD, UNKNOWN_WORD, WordClasses

_NAMES = frozenset({"nr", "nrt"})
_PAIR = 2  # characters of most words
# Of how many words one is taken for an undivided one: so many that no other way is likelier.
UNDIVIDED = 8


class Dictionary:
    """Words, frequencies and tags for a segmenter.

    Args:
        theirs: The words of jieba's dictionary.
        classes: What the patterns say of words.

    Attributes:
        tags: The tag of each word that begins with a character that was asked for.
        cut_out: Those of them that are no words, and that jieba's model for unknown words must not
            make either.
    """

    def __init__(self, theirs: JiebaWords, classes: WordClasses) -> None:
        self._theirs, self._classes = theirs, classes
        self._frequencies = defaultdict[str, dict[str, int]](dict)
        frequencies, total = _frequencies(theirs, classes)
        for word, frequency in frequencies.items():
            self._frequencies[word[0]][word] = frequency
        # Punctuation has no frequency and so no place in a group.
        ours = classes.words | classes.characters
        self._ours = {word: tag for word, tag in ours.items() if tag != NOT_A_WORD}
        self._joined = _by_beginning(classes.joined())
        self._changes = {verb for verb in classes.tagged("RISE", "FALL") if len(verb) == _PAIR}
        self._endings, self._each = classes.tagged("SUFFIX"), classes.tagged("PER")
        self.tags = dict(self._ours)
        self.cut_out: set[str] = set()
        self._share = log(total)
        self._groups: dict[str, cutter.Group] = {}
        self._cutter = Cutter(self._groups, -self._share, self.cut_out)
        self._unread = {*theirs.beginnings, *self._frequencies}

    def cut(self, text: str) -> list[str]:
        """The words of a text; `tags` has those of all its words from then on.

        Raises:
            PatternError: jieba's dictionary has a tag that is not declared.
        """
        if not self._unread.isdisjoint(text):
            for character in self._unread.intersection(text):
                self._read(character)
        return self._cutter.cut(text)

    def _read(self, character: str) -> None:
        words, counts, tags = self._theirs.beginning_with(character)
        theirs = self._retagged(dict(zip(words, tags, strict=True)))
        ours = self._frequencies[character]
        frequencies = dict(zip(words, counts, strict=True)) | ours
        # jieba looks no further in a text than these beginnings go.
        longer = [word for word in frequencies if len(word) > _PAIR]
        beginnings = {word[:end] for word in longer for end in range(_PAIR, len(word))}
        beginnings.add(character)
        beginnings.difference_update(frequencies)
        cut_out = {word for word in ours if word not in self._ours}
        cut_out.update(self._joined[character].intersection((*frequencies, *beginnings)))
        cut_out.update(self._changed(longer, frequencies))
        if character in self._classes.name_starts:
            cut_out.update(self._no_names(theirs))
        frequencies.update(dict.fromkeys(cut_out, 0))
        share_of = {count: log(count) - self._share for count in {*frequencies.values()} if count}
        weights = {word: share_of.get(count, BEGINNING) for word, count in frequencies.items()}
        weights.update(dict.fromkeys(beginnings, BEGINNING))
        self.cut_out.update(cut_out)
        self.tags.update(theirs)
        self.tags.update(
            (word, self._ours[word]) for word in (character, *ours) if word in self._ours
        )
        self._groups[character] = weights.get(character), weights.get
        # Last: a thread beside this one reads it twice rather than cut without it.
        self._unread.discard(character)

    def _retagged(self, tags: dict[str, str]) -> dict[str, str]:
        unknown = set(tags.values()).difference(self._classes.tags)
        if unknown:
            raise PatternError("tags.jsonl", 0, f"no rule for jieba's tags {sorted(unknown)}")
        for word, tag in tags.items():
            # The dictionary calls 促进会 a verb.
            if tag == "v" and len(word) > _PAIR and word[-1] in self._endings:
                tags[word] = UNKNOWN_WORD
            elif tag == "r" and len(word) == _PAIR and word[0] in self._each:
                tags[word] = "PER"
        return tags

    def _changed(self, words: Iterable[str], frequencies: dict[str, int]) -> Iterable[str]:
        """What is known as one word and is how, or what, something changed: 稳步增长."""
        for word in words:
            changes = word[-_PAIR:] in self._changes and len(word) > _PAIR + 1
            if changes and word not in self._classes.words and frequencies.get(word[:-_PAIR]):
                yield word

    def _no_names(self, tags: dict[str, str]) -> Iterable[str]:
        """What is taken for somebody's name: 于城镇, 从朝阳."""
        for word, tag in tags.items():
            if tag in _NAMES and self._is_word(word[1:]):
                yield word

    def _is_word(self, text: str) -> bool:
        return bool(text) and (text in self._ours or self._theirs.frequency(text) is not None)


def load_dictionary(classes: WordClasses) -> Dictionary:
    """Make the dictionary: jieba's own, with what the patterns say of words.

    Args:
        classes: What the patterns say.
    """
    with jieba.Tokenizer().get_dict_file() as file:
        return Dictionary(JiebaWords(file.read()), classes)


class _Frequencies(dict[str, int]):
    """Frequencies for cutting a few short texts, as if whatever there is began a word.

    To find out what does takes longer than all the rest.
    """

    def __init__(self, words: JiebaWords) -> None:
        super().__init__()
        self._words = words

    def __contains__(self, word: object) -> bool:
        return True

    def __missing__(self, word: str) -> int:
        frequency = self._words.frequency(word)
        if frequency is not None:
            self[word] = frequency
        return frequency or 0

    def get(self, word: str, default: Any = None) -> Any:
        return self[word] or super().get(word, default)  # the first of these fetches it


def _frequencies(theirs: JiebaWords, classes: WordClasses) -> tuple[dict[str, int], int]:
    """The frequency of each word of ours at which jieba cuts it out whole, and the sum of all.

    What that is depends on the words before it.
    """
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = _Frequencies(theirs), theirs.total
    tokenizer.initialized = True  # else it reads a file that anybody may have put there
    ours = [word for word, tag in classes.words.items() if tag == NOT_A_WORD or len(word) > 1]
    for word in ours:
        if classes.words[word] == NOT_A_WORD:
            tokenizer.del_word(word)
        else:
            tokenizer.add_word(word)
    undivided = dict.fromkeys(classes.undivided, tokenizer.total // UNDIVIDED)
    return {word: tokenizer.FREQ[word] for word in ours} | undivided, tokenizer.total


def _by_beginning(words: Iterable[str]) -> defaultdict[str, set[str]]:
    groups = defaultdict[str, set[str]](set)
    for word in words:
        groups[word[0]].add(word)
    return groups
