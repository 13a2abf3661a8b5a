"""Parts of speech: jieba's dictionary, overlaid by the word classes of ``patterns/words.jsonl``.

Four pattern files meet here. ``tags.jsonl`` lists every tag with its universal part of speech and
its role in a noun phrase; ``words.jsonl`` gives words of the domain a tag of ours (upper case) or
of jieba's (lower case), or the tag ``-``, which takes a word out of the dictionary;
``punctuation.jsonl`` does the same for single characters; ``measures.jsonl`` lists the endings of
words that name a measure, ``heads.jsonl`` of those that name what a measure word counts.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from extractor.terms import Change
from extractor.tokens.word_classes import NOT_A_WORD, WordClasses
from extractor.tokens.word_lists import WordLists

if TYPE_CHECKING:
    from extractor.resources import Patterns, Rule

PHRASE_ROLES = frozenset(
    {"in", "verb", "nominal", "mean", "aspect", "wide", "link", "open", "close", "stop"}
)


class Lexicon:
    """The tag of every word, and what each tag means.

    Args:
        patterns: Where ``tags``, ``words`` and ``punctuation`` are read from.

    Raises:
        PatternError: A tag is not declared, a role is unknown, or a word stands in two rules.
    """

    def __init__(self, patterns: Patterns) -> None:
        self.pos: dict[str, str] = {}
        self.roles: dict[str, str] = {}
        self.tag_rules: dict[str, str] = {}
        for rule in patterns.rules("tags"):
            role = rule.field("phrase")
            if role not in PHRASE_ROLES:
                raise rule.fault(f"phrase must be one of {', '.join(sorted(PHRASE_ROLES))}")
            for tag in rule.field("tags"):
                self.pos[tag], self.roles[tag] = rule.field("pos"), role
                self.tag_rules[tag] = rule.id
        self.words = self._words(patterns.rules("words"))
        self.characters = self._words(patterns.rules("punctuation"))
        self.classes = WordClasses(
            {word: rule.data["tag"] for word, rule in self.words.items()},
            {word: rule.data["tag"] for word, rule in self.characters.items()},
            tuple(sorted(self.roles)),
            tuple(sorted(self._listed("name_starts"))),
            frozenset(self._listed("undivided")),
        )
        self.level_endings = self.classes.level_endings()
        self._measures = {
            ending: rule.id
            for rule in patterns.rules("measures")
            for ending in rule.field("endings")
        }
        self._longest = max(map(len, self._measures), default=0)
        self._heads: dict[str, tuple[tuple[str, ...], str]] = {
            code: (tuple(rule.field("endings")), rule.id)
            for rule in patterns.rules("heads")
            for code in rule.field("codes")
        }
        self.counting_others: frozenset[str] = frozenset(
            code
            for rule in patterns.rules("heads")
            if rule.data.get("others")
            for code in rule.field("codes")
        )
        self.acting: frozenset[str] = frozenset(
            code
            for rule in patterns.rules("heads")
            if rule.data.get("acts")
            for code in rule.field("codes")
        )
        self.lists = WordLists(
            **{field.name: self._listed(field.name) for field in fields(WordLists)}
        )
        self._averages, self._most = tuple(self.lists.averages), tuple(self.lists.most)
        self.change_heads: dict[str, Change] = dict.fromkeys(self._listed("up"), "up")
        self.change_heads |= dict.fromkeys(self._listed("down"), "down")
        self.comparatives: dict[str, Change] = dict.fromkeys(self._listed("more"), "up")
        self.comparatives |= dict.fromkeys(self._listed("less"), "down")
        self.quotients = tuple(self._listed("quotients"))
        self.events = tuple(f"{event}}}" for event in self._listed("events"))
        self.plain: dict[str, str] = {
            word: rule.data["plain"]
            for rule in patterns.rules("words")
            if "plain" in rule.data
            for word in rule.data["words"]
        }
        self.asides: dict[str, list[str]] = {
            opening: closings
            for rule in patterns.rules("words")
            for opening, closings in rule.data.get("asides", {}).items()
        }
        self._opposites: dict[str, str] = {
            word: way
            for rule in patterns.rules("words")
            for way, words in rule.data.get("opposites", {}).items()
            for word in words
        }
        self.aside_closings = frozenset(word for words in self.asides.values() for word in words)
        self.change_of: dict[str, Change] = {
            rule.field("tag"): rule.data["change"]
            for name in ("words", "punctuation")
            for rule in patterns.rules(name)
            if "change" in rule.data
        }

    def measure(self, word: str) -> str | None:
        """The rule that says that a word names a measure (…率, …量, …收入), or None."""
        for length in range(min(self._longest, len(word)), 0, -1):
            if rule := self._measures.get(word[-length:]):
                return rule
        return None

    def head(self, code: str, word: str) -> str | None:
        """The rule that says that a word names what a unit counts (家: …企业), or None.

        Args:
            code: Code of the unit.
            word: The word that may end a noun phrase.
        """
        endings, rule = self._heads.get(code, ((), ""))
        return rule if word.endswith(endings) else None

    def has_heads(self, code: str) -> bool:
        """Whether the nouns that a unit counts are listed, and it counts no others."""
        return code in self._heads and code not in self.counting_others

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
        mark = self.characters.get(word[0])
        return mark is not None and mark.data["tag"] == "QUOTE"

    def _listed(self, field: str) -> frozenset[str]:
        """The words that a field of some rule in ``words.jsonl`` lists."""
        return frozenset(word for rule in self.words.values() for word in rule.data.get(field, ()))

    def _words(self, rules: tuple[Rule, ...]) -> dict[str, Rule]:
        words: dict[str, Rule] = {}
        for rule in rules:
            tag = rule.field("tag")
            if tag != NOT_A_WORD and tag not in self.roles:
                raise rule.fault(f"tag {tag!r} is not declared in tags.jsonl")
            for word in rule.field("words"):
                if word in words:
                    raise rule.fault(f"word {word!r} stands in rule {words[word].id!r} too")
                words[word] = rule
        return words

    def rule_of(self, word: str) -> Rule | None:
        """The rule of ours that tags a word, or None where jieba's dictionary does."""
        return self.words.get(word) or self.characters.get(word)
