"""Text to tokens: jieba between the spans that are already understood, one token for each span."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.tokens.compiling import UNKNOWN_WORD
from extractor.tokens.dictionary import Dictionary, load_dictionary
from extractor.tokens.lexicon import Lexicon

# A private-use character stands for a whole span while jieba works: it never joins a word.
_PLACEHOLDER = "\ue000"
# Characters cut at once; no sentence is as long, so that no word is cut in two but in hostile text.
_LONGEST_CUT = 4000
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.+\-]*")
_NUMBER = re.compile(r"[0-9.]+")


@dataclass(slots=True)
class Tokens:
    """Words of a text in order, with nothing lost between `starts[i]` and the next start.

    Attributes:
        words: The words.
        tags: Their tags; see ``patterns/tags.jsonl``.
        starts: Offset of each word's first character in the clean text.
        marks: For each token that is a marked span, the index of that span as it was passed in.
        paragraphs: Tokens that stand in another paragraph than the token before them.
    """

    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    marks: dict[int, int] = field(default_factory=dict)
    paragraphs: set[int] = field(default_factory=set)

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
        pieces: list[str] = []
        last = 0
        for start, end, _ in spans:
            pieces += (text[last:start], _PLACEHOLDER)
            last = end
        pieces.append(text[last:])
        if self._dictionary is None:
            self._dictionary = load_dictionary(self.lexicon.classes)
        tags = self._dictionary.tags
        words, word_tags, starts = tokens.words, tokens.tags, tokens.starts
        number, position = 0, offset
        for cut in _cut(self._dictionary, "".join(pieces)):
            word = cut
            if (
                word == _PLACEHOLDER
                and number < len(spans)
                and position - offset == spans[number][0]
            ):
                start, end, tag = spans[number]
                word = text[start:end]
                tokens.marks[len(words)] = first_mark + number
                number += 1
            else:
                tag = tags.get(word) or _shape_tag(word)
                if tag == UNKNOWN_WORD and len(word) > 1 and word not in tags:
                    for part in self._peeled(word):
                        words.append(part)
                        word_tags.append(tags.get(part, UNKNOWN_WORD))
                        starts.append(position)
                        position += len(part)
                    continue
            words.append(word)
            word_tags.append(tag)
            starts.append(position)
            position += len(word)

    def _peeled(self, word: str) -> list[str]:
        """A word that jieba's model for unknown words made, without what can't be part of a name.

        The model takes 达, 由 or 居 for the end of a name, and 于 for the start of a known word.
        """
        lexicon = self.lexicon
        if word[-1] in lexicon.level_endings or word[-1] in lexicon.name_ends:
            return [word[:-1], word[-1]]
        if word[0] in lexicon.name_starts:
            return [word[0], word[1:]]
        return [word]


def _cut(dictionary: Dictionary, text: str) -> list[str]:
    words: list[str] = []
    # jieba's model for unknown words takes time in the square of a run of them.
    for start in range(0, len(text), _LONGEST_CUT):
        words += dictionary.cut(text[start : start + _LONGEST_CUT])
    return words


def _shape_tag(word: str) -> str:
    if _LATIN.fullmatch(word):
        return "eng"
    if _NUMBER.fullmatch(word):
        return "m"
    return UNKNOWN_WORD if word[0].isalnum() else "x"
