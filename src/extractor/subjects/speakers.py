"""Who speaks: the label that opens a paragraph of an interview names no subject.

周启明：|到8月末完成3672公里, 省教育厅副厅长林予安：|…. A label of several paragraphs that begins
with a surname, or one that has an office in it, is taken out of the search for nouns and topics.
The words are ``surnames`` and ``offices`` in ``patterns/words.jsonl``.
"""

from __future__ import annotations

from collections import Counter

from extractor.subjects.bounds import CLAUSE_MARKS
from extractor.subjects.model import TaggedText


def mark_speakers(text: TaggedText) -> None:
    """Take the labels of speakers out of their clauses.

    Args:
        text: The tokens; the tags and roles of labels are changed.
    """
    labels = [
        (start, end)
        for start in sorted({0} | text.tokens.paragraphs)
        if (end := _label(text, start)) > start
    ]
    names = Counter("".join(text.words[start:end]) for start, end in labels)
    surnames, offices = tuple(text.lexicon.lists.surnames), text.lexicon.lists.offices
    for start, end in labels:
        name = "".join(text.words[start:end])
        person = len(name) <= _LONGEST_NAME and name.startswith(surnames)
        in_office = any(word in offices for word in text.words[start:end])
        if in_office or (person and (names[name] > 1 or text.tags[start] == "nr")):
            text.tags[start:end] = ["ADV"] * (end - start)
            text.roles[start:end] = ["stop"] * (end - start)


def _label(text: TaggedText, start: int) -> int:
    """The token of the colon behind the label that opens a paragraph; `start` if there is none."""
    for i in range(start, min(start + _LONGEST, len(text.tags))):
        if text.tags[i] == "COLON":
            return i
        if text.tags[i] in CLAUSE_MARKS or text.tags[i] in ("Q", "T"):
            break
    return start


# Tokens of a label, characters of a name, at most.
_LONGEST, _LONGEST_NAME = 12, 4
