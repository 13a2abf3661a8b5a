"""Parts of speech: jieba's dictionary, overlaid by the word classes of ``patterns/words.jsonl``.

Four pattern files meet here. ``tags.jsonl`` lists every tag with its universal part of speech and
its role in a noun phrase; ``words.jsonl`` gives words of the domain a tag of ours (upper case) or
of jieba's (lower case), or the tag ``-``, which takes a word out of the dictionary;
``punctuation.jsonl`` does the same for single characters; ``measures.jsonl`` lists the endings of
words that name a measure.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from extractor.errors import PatternError
from extractor.terms import Change

if TYPE_CHECKING:
    import jieba

    from extractor.resources import Patterns, Rule

NOT_A_WORD = "-"
UNKNOWN_WORD = "n"
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
        self._measures = {
            ending: rule.id
            for rule in patterns.rules("measures")
            for ending in rule.field("endings")
        }
        self._longest = max(map(len, self._measures), default=0)
        self.change_heads: dict[str, Change] = dict.fromkeys(self._listed("up"), "up")
        self.change_heads |= dict.fromkeys(self._listed("down"), "down")
        self.late_heads = self._listed("late")
        self.share_heads = self._listed("share")
        self.improving = self._listed("improving")
        self.naming = self._listed("naming")
        self.measures_of_acts = self._listed("of_acts")
        self.settled = self._listed("settled")
        self.prepositional = self._listed("prepositional")
        self.directing = self._listed("directing")
        self.causing = self._listed("causing")
        self.directed = self._listed("directed")
        self.directed_needing = self._listed("needing")
        self.name_starts = self._listed("name_starts")
        self.name_ends = self._listed("name_ends")
        self.events = tuple(f"{event}}}" for event in self._listed("events"))
        self.currencies = self._listed("currencies")
        self.periods = self._listed("periods")
        self.auxiliary = self._listed("auxiliary")
        self.contrasting = self._listed("contrasting")
        self.contributing = self._listed("contributing")
        self.unspecific = self._listed("unspecific")
        self.attributive = self._listed("attributive")
        self.plain: dict[str, str] = {
            word: rule.data["plain"]
            for rule in patterns.rules("words")
            if "plain" in rule.data
            for word in rule.data["words"]
        }
        self.pointing = self._listed("pointing")
        self.asides: dict[str, list[str]] = {
            opening: closings
            for rule in patterns.rules("words")
            for opening, closings in rule.data.get("asides", {}).items()
        }
        self.complements = self._listed("complements")
        self.averages = self._listed("averages")
        self.according = self._listed("according")
        self.change_of: dict[str, Change] = {
            rule.field("tag"): rule.data["change"]
            for rule in patterns.rules("words")
            if "change" in rule.data
        }

    def measure(self, word: str) -> str | None:
        """The rule that says that a word names a measure (…率, …量, …收入), or None."""
        for length in range(min(self._longest, len(word)), 0, -1):
            if rule := self._measures.get(word[-length:]):
                return rule
        return None

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

    def make_jieba(self) -> jieba.Tokenizer:
        """A jieba of our own: its dictionary, with our words in it and the cut ones out of it."""
        import jieba  # noqa: PLC0415 - half a second, and --help needs none of it

        jieba.setLogLevel("WARNING")
        tokenizer = jieba.Tokenizer()
        for word, rule in self.words.items():
            if rule.data["tag"] == NOT_A_WORD:
                tokenizer.del_word(word)
            elif len(word) > 1:
                tokenizer.add_word(word)
        for word in self._joined() & tokenizer.FREQ.keys():
            tokenizer.del_word(word)
        for word, tag in self.tags.items():
            # The dictionary takes 于城镇 for somebody's name.
            if tag == "nr" and word[0] in self.name_starts and word[1:] in self.tags:
                tokenizer.del_word(word)
        return tokenizer

    def _joined(self) -> set[str]:
        """What the dictionary may know as one word: 筹集资金, a verb and its object; 比例达."""
        verbs, objects = self._tagged("ACT"), self._tagged("GENERIC")
        measures = self._tagged("BARE") | self._tagged("SUFFIX")
        compounds = {verb + noun for verb in verbs for noun in objects}
        return compounds | {measure + level for measure in measures for level in self.level_endings}

    @cached_property
    def level_endings(self) -> frozenset[str]:
        """Verbs of level of one character, which may stick to the noun before them (达, 为)."""
        return frozenset(word for word in self._tagged("LEVEL") if len(word) == 1)

    def _tagged(self, tag: str) -> set[str]:
        return {word for word, rule in self.words.items() if rule.data["tag"] == tag}

    @cached_property
    def tags(self) -> dict[str, str]:
        """Tag by word: jieba's whole dictionary, then our words and punctuation over it."""
        import jieba  # noqa: PLC0415

        with jieba.dt.get_dict_file() as file:
            fields = file.read().decode("utf-8").split()
        tags = dict(zip(fields[::3], fields[2::3], strict=True))
        unknown = set(tags.values()) - self.roles.keys()
        if unknown:
            raise PatternError("tags.jsonl", 0, f"no rule for jieba's tags {sorted(unknown)}")
        endings, each = self._tagged("SUFFIX"), self._tagged("PER")
        for word, tag in tags.items():
            # The dictionary calls 促进会 a verb.
            if tag == "v" and len(word) > 2 and word[-1] in endings:
                tags[word] = UNKNOWN_WORD
            elif tag == "r" and len(word) == 2 and word[0] in each:
                tags[word] = "PER"
        for word, rule in (self.words | self.characters).items():
            tag = rule.data["tag"]
            if tag != NOT_A_WORD:
                tags[word] = tag
        return tags

    def rule_of(self, word: str) -> Rule | None:
        """The rule of ours that tags a word, or None where jieba's dictionary does."""
        return self.words.get(word) or self.characters.get(word)
