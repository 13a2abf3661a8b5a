"""Remarks inside a clause that part a noun from its number: why, and how it was reckoned.

货物发送量却|因电煤需求走低而|减少, 铁路投资|受大项目收尾影响|回落, |剔除一次性因素后|增长,
水电|因来水偏枯|下降, 出栏|因集中上市|较三季度增加: a reason may end where the change
begins, or what it is against.
Their tokens get the role ``aside``, over which the search for the noun goes on. Which words open
one, and which close it, is ``asides`` in ``patterns/words.jsonl``.
"""

from __future__ import annotations

from extractor.subjects.bounds import CLAUSE_MARKS, MOVES
from extractor.subjects.model import TaggedText

ASIDE = "aside"
LONGEST_REMARK = 10
"""Tokens of an aside that tells a number, at most."""
# Tokens of an aside that tells none, at most.
_LONGEST = 16


def mark_asides(text: TaggedText) -> None:
    """Give the tokens of every aside its role.

    Args:
        text: The tokens; their roles are changed.
    """
    asides = text.lexicon.asides
    for opening in [i for i, word in enumerate(text.words) if word in asides]:
        closings = asides[text.words[opening]]
        for i in range(opening + 1, min(opening + _LONGEST, len(text.words))):
            if text.tags[i] in CLAUSE_MARKS or text.tags[i] == "Q":
                break
            reason = text.words[opening] in text.lexicon.lists.reasons and i > opening + 1
            moves = text.tags[i] in MOVES and text.tags[i + 1 : i + 2] == ["Q"]
            if reason and (moves or text.tags[i] == "AGAINST"):
                text.roles[opening:i] = [ASIDE] * (i - opening)
                break
            if text.words[i] in closings and text.tags[i + 1 : i + 2] != ["DE"]:
                text.roles[opening : i + 1] = [ASIDE] * (i + 1 - opening)
                break
