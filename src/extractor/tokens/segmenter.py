"""Text to tokens: jieba between the spans that are already understood, one token for each span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import cast

from extractor.tokens.dictionary import Dictionary, load_dictionary
from extractor.tokens.lexicon import Lexicon
from extractor.tokens.word_classes import NOT_A_WORD, UNKNOWN_WORD

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+\-]*")
_NUMBER = re.compile(r"[0-9.]+")
_COMPOUND = "nz"
_PAIR = 2  # characters of a word of average


@dataclass(slots=True)
class Tokens:
    """Words of a text in order, with nothing lost between `starts[i]` and the next start.

    Attributes:
        words: The words.
        tags: Their tags; see ``patterns/tags.jsonl``.
        starts: Offset of each word's first character in the clean text.
        marks: For each token that is a marked span, the index of that span as it was passed in.
        stretches: The token behind each stretch of text that was cut.
        paragraphs: Tokens that stand in another paragraph than the token before them.
        headings: Tokens that begin a heading without quantities.
    """

    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    marks: dict[int, int] = field(default_factory=dict)
    stretches: set[int] = field(default_factory=set)
    paragraphs: set[int] = field(default_factory=set)
    headings: set[int] = field(default_factory=set)

    def end(self, index: int) -> int:
        """Offset behind the last character of a token, in the clean text."""
        return self.starts[index] + len(self.words[index])


class Segmenter:
    """Cuts text into tagged words.

    Args:
        lexicon: Where words and tags come from.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._dictionary: Dictionary | None = None
        names = sorted(lexicon.lists.compounds, key=lambda name: -len(name))
        self._compound = re.compile("|".join(map(re.escape, names)))
        self._compound_ends = {name[-1] for name in names}

    def segment(
        self, text: str, spans: Sequence[tuple[int, int, str]], offset: int = 0, first_mark: int = 0
    ) -> Tokens:
        """Cut one stretch of text.

        Args:
            text: Clean text.
            spans: Start, end (offsets into `text`) and tag of what is to be one token each, in
                order and not overlapping.
            offset: What to add to offsets, where `text` is a slice of a longer text.
            first_mark: Index of the first span, for `Tokens.marks`.
        """
        tokens = Tokens()
        self.segment_into(tokens, text, spans, offset, first_mark)
        return tokens

    def segment_into(
        self,
        tokens: Tokens,
        text: str,
        spans: Sequence[tuple[int, int, str]],
        offset: int = 0,
        first_mark: int = 0,
    ) -> None:
        """As `segment`, appending to tokens that are already there."""
        last = 0
        for number, (start, end, tag) in enumerate(spans, start=first_mark):
            if last < start:
                self._cut_into(tokens, text[last:start], offset + last)
            tokens.marks[len(tokens.words)] = number
            tokens.words.append(text[start:end])
            tokens.tags.append(tag)
            tokens.starts.append(offset + start)
            last = end
        if last < len(text):
            self._cut_into(tokens, text[last:], offset + last)
        tokens.stretches.add(len(tokens.words))

    def _cut_into(self, tokens: Tokens, text: str, offset: int) -> None:
        """Append the words of what stands between two spans."""
        last = 0
        if not self._compound_ends.isdisjoint(text):
            for name in self._compound.finditer(text):
                self._cut_words(tokens, text[last : name.start()], offset + last)
                tokens.words.append(name[0])
                tokens.tags.append(_COMPOUND)
                tokens.starts.append(offset + name.start())
                last = name.end()
        self._cut_words(tokens, text[last:], offset + last)

    def _cut_words(self, tokens: Tokens, text: str, offset: int) -> None:
        """Append the words of what holds no span and no name with a list in it."""
        if not text:
            return
        if self._dictionary is None:
            self._dictionary = load_dictionary(self.lexicon.classes)
        words = self._dictionary.cut(text)
        tag_of = self._dictionary.tags.get
        tags = [tag_of(word) for word in words]
        if None in tags:
            words = [
                part for word in words for part in ([word] if tag_of(word) else self._peeled(word))
            ]
            tags = [tag_of(word) or self._unknown_tag(word) for word in words]
        tokens.words += words
        tokens.tags += cast("list[str]", tags)
        tokens.starts += list(accumulate(map(len, words[:-1]), initial=offset))

    def _unknown_tag(self, word: str) -> str:
        """The tag of a word that no dictionary has: 每例 says per what."""
        each = len(word) == _PAIR and self.lexicon.words.get(word[0])
        per = each and each.data["tag"] == "PER"
        return "PER" if per else _shape_tag(word)

    def _peeled(self, word: str) -> list[str]:
        """A word that jieba's model for unknown words made, without what can't be part of a name.

        The model takes 达, 由 or 居 for the end of a name, and 于 for the start of a known word.
        """
        lexicon = self.lexicon
        if len(word) == 1 or _shape_tag(word) != UNKNOWN_WORD:
            return [word]
        joined = lexicon.words.get(word[-_PAIR:])
        if joined is not None and joined.data["tag"] == NOT_A_WORD and len(word) > _PAIR:
            return [word[:-_PAIR], *word[-_PAIR:]]  # 基本金属业|各|减8%
        if word[-1] in lexicon.level_endings or word[-1] in lexicon.lists.name_ends:
            return [word[:-1], word[-1]]
        if word[0] in lexicon.lists.name_starts:
            return [word[0], word[1:]]
        if word[:_PAIR] in lexicon.lists.averages and len(word) > _PAIR:
            return [word[:_PAIR], word[_PAIR:]]  # 户均增收
        return [word]


def _shape_tag(word: str) -> str:
    if _LATIN.fullmatch(word):
        return "eng"
    if _NUMBER.fullmatch(word):
        return "m"
    return UNKNOWN_WORD if word[0].isalnum() else "x"
