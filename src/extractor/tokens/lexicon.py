"""Parts of speech: jieba's dictionary, overlaid by the word classes of ``patterns/words.jsonl``.

Four pattern files meet here. ``tags.jsonl`` lists every tag with its universal part of speech and
its role in a noun phrase; ``words.jsonl`` gives words of the domain a tag of ours (upper case) or
of jieba's (lower case), or the tag ``-``, which takes a word out of the dictionary;
``punctuation.jsonl`` does the same for single characters; ``measures.jsonl`` lists the endings of
words that name a measure, ``heads.jsonl`` of those that name what a measure word counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from extractor.tokens.changes import Changes
from extractor.tokens.heads import Heads
from extractor.tokens.tags import Tags
from extractor.tokens.word_classes import NOT_A_WORD, WordClasses
from extractor.tokens.word_lists import WordLists, listed

if TYPE_CHECKING:
    from extractor.resources import Patterns, Rule


class Lexicon:
    """The tag of every word, what each tag means, and what else the patterns say of words.

    Args:
        patterns: Where the files named above are read from.

    Attributes:
        tags: What each tag means.
        words: The rule of each word of ours.
        characters: The rule of each punctuation mark.
        classes: What the dictionary is made with.
        level_endings: Verbs of level that may stick to the noun before them.
        lists: Words by what they do.
        heads: The nouns that measure words count.
        changes: Words that say which way an amount moved.
        quotients: Endings of words that name a quotient: …率.
        events: Endings of the codes of units that count events: 人次.
        plain: The plain form of a word that says more: 占, of 约占.
        asides: The words that may close an aside, by the word that opens it.
        aside_closings: All that may close one.

    Raises:
        PatternError: A tag is not declared, a role is unknown, or a word stands in two rules.
    """

    def __init__(self, patterns: Patterns) -> None:
        self.tags = Tags.read(patterns.rules("tags"))
        words, punctuation = patterns.rules("words"), patterns.rules("punctuation")
        self.words = self._by_word(words)
        self.characters = self._by_word(punctuation)
        self.lists = WordLists.read(words)
        self.classes = WordClasses(
            {word: rule.data["tag"] for word, rule in self.words.items()},
            {word: rule.data["tag"] for word, rule in self.characters.items()},
            tuple(sorted(self.tags.roles)),
            tuple(sorted(self.lists.name_starts)),
            listed(words, "undivided"),
        )
        self.level_endings = self.classes.level_endings()
        self._measures = _measures(patterns.rules("measures"))
        self._longest = max(map(len, self._measures), default=0)
        self.heads = Heads.read(patterns.rules("heads"))
        self.changes = Changes.read(words, punctuation)
        self.quotients = tuple(listed(words, "quotients"))
        self.events = tuple(f"{event}}}" for event in listed(words, "events"))
        self._averages, self._most = tuple(self.lists.averages), tuple(self.lists.most)
        self._opposites = _opposites(words)
        self.plain = _plain_forms(words)
        self.asides = _asides(words)
        self.aside_closings = frozenset(chain.from_iterable(self.asides.values()))

    def measure(self, word: str) -> str | None:
        """The rule that says that a word names a measure (…率, …量, …收入), or None."""
        for length in range(min(self._longest, len(word)), 0, -1):
            if rule := self._measures.get(word[-length:]):
                return rule
        return None

    def names_amount(self, word: str) -> bool:
        """Whether a word names a measure, and none that is said of another: 增速."""
        return self.measure(word) is not None and not self.is_late(word)

    def opposed(self, one: str, other: str) -> bool:
        """Whether two words tell parts of the same whole apart: 城镇, 乡村."""
        way = self._opposites.get(one)
        return way is not None and one != other and self._opposites.get(other) == way

    def averages(self, word: str) -> bool:
        """Whether a word says, or begins by saying, per what: 人均, 人均收入."""
        return word.startswith(self._averages)

    def is_superlative(self, word: str) -> bool:
        """Whether a word says that there is most or least of something: 最高."""
        return word.startswith(self._most)

    def is_late(self, word: str) -> bool:
        """Whether a word says something of another measure and is none by itself: 增速."""
        return word in self.lists.late_heads

    def quotes(self, word: str) -> bool:
        """Whether a word opens with a quotation mark: “一带一路”."""
        mark = self.characters.get(word[:1])
        return mark is not None and mark.data["tag"] == "QUOTE"

    def rule_of(self, word: str) -> Rule | None:
        """The rule of ours that tags a word, or None where jieba's dictionary does."""
        return self.words.get(word) or self.characters.get(word)

    def _by_word(self, rules: Sequence[Rule]) -> dict[str, Rule]:
        """The rule of each word that rules give a tag."""
        words: dict[str, Rule] = {}
        for rule in rules:
            tag = rule.field("tag")
            if tag != NOT_A_WORD and tag not in self.tags.roles:
                raise rule.fault(f"tag {tag!r} is not declared in tags.jsonl")
            for word in rule.field("words"):
                if word in words:
                    raise rule.fault(f"word {word!r} stands in rule {words[word].id!r} too")
                words[word] = rule
        return words


def _measures(rules: Sequence[Rule]) -> dict[str, str]:
    """The rule of each ending of words that name a measure."""
    return {ending: rule.id for rule in rules for ending in rule.field("endings")}


def _opposites(rules: Sequence[Rule]) -> dict[str, str]:
    """By what words tell parts of a whole apart, each: 城镇 and 乡村 by the same."""
    return {
        word: way
        for rule in rules
        for way, words in rule.data.get("opposites", {}).items()
        for word in words
    }


def _plain_forms(rules: Sequence[Rule]) -> dict[str, str]:
    """The plain form of each word that has one."""
    return {
        word: rule.data["plain"]
        for rule in rules
        if "plain" in rule.data
        for word in rule.data["words"]
    }


def _asides(rules: Sequence[Rule]) -> dict[str, list[str]]:
    """The words that may close an aside, by the word that opens it."""
    return {
        opening: closings
        for rule in rules
        for opening, closings in rule.data.get("asides", {}).items()
    }
