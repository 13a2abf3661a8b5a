"""What the patterns say of words, as the dictionary needs it."""

from __future__ import annotations

from dataclasses import dataclass

NOT_A_WORD = "-"
UNKNOWN_WORD = "n"


@dataclass(frozen=True, slots=True)
class WordClasses:
    """What the patterns say of words: all that a dictionary is made with, besides jieba's.

    Attributes:
        words: The tag of each word of ours, in the order of the rules, or `NOT_A_WORD`.
        characters: The tag of each punctuation mark.
        tags: Every tag that is declared, in order.
        name_starts: Characters that the dictionary takes for the start of a name.
        undivided: Words of ours that no other word begins inside: 其中|小微企业.
    """

    words: dict[str, str]
    characters: dict[str, str]
    tags: tuple[str, ...]
    name_starts: tuple[str, ...]
    undivided: frozenset[str]

    def tagged(self, *tags: str) -> set[str]:
        """Our words with one of these tags."""
        return {word for word, tag in self.words.items() if tag in tags}

    def level_endings(self) -> set[str]:
        """Verbs of level of one character, which may stick to the noun before them (达, 为)."""
        return {word for word in self.tagged("LEVEL") if len(word) == 1}

    def joined(self) -> set[str]:
        """What may be known as one word and is two: 筹集资金, a verb and its object; 比例达."""
        verbs, objects = self.tagged("ACT"), self.tagged("GENERIC")
        measures, levels = self.tagged("BARE", "SUFFIX"), self.level_endings()
        compounds = {verb + noun for verb in verbs for noun in objects}
        return compounds | {measure + level for measure in measures for level in levels}
