"""Where the name of a measure starts inside a word: 粮食|产量, 总|产量."""

from __future__ import annotations

from extractor.subjects.model import Part, TaggedText
from extractor.subjects.roles import VERBAL

_BARE = "BARE"


def bare_measure(text: TaggedText, head: int) -> Part:
    """The end of a word that names a measure by itself, or the whole word.

    Args:
        text: The tokens.
        head: The word: 粮食产量, 总产量, 规模以上工业增加值.
    """
    lexicon, name = text.lexicon, text.words[head]
    for i in range(1, len(name) - 1):
        if name[i] in lexicon.lists.in_all:
            continue  # 零售总额, 进出口总额: what is totalled belongs to the name
        act = lexicon.rule_of(name[:i])
        if act is not None and act.data.get("tag") in VERBAL:
            continue  # 播种面积: what was done belongs to the name
        rule = lexicon.rule_of(name[i:])
        bare = rule is not None and rule.data.get("tag") == _BARE
        total = name[:i] in lexicon.lists.in_all and lexicon.measure(name[i:]) is not None
        if bare or total:
            return Part(head, head + 1, name[i:])
    return Part(head, head + 1)
