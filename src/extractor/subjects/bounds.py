"""Where the clause of a number begins and ends, and which numbers belong together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from extractor.subjects.model import TaggedText

CLAUSE_MARKS = frozenset({"COMMA", "SEMI", "COLON", "END"})
PERCENT = "%"
IN_PERCENT = frozenset({PERCENT, "{percentage_point}"})
"""Units of rates and of how much they change."""
RATES = {"{percentage_point}": PERCENT, "{permille_point}": "[ppth]"}
"""Unit of the rate that points change, by their unit."""
SAYS = frozenset({"v", "ACT"})
"""Tags of plain verbs, which say what something does."""
_GAP = frozenset({"LIST", "AND", "OR", "DEAL", "DASH"})
MOVES = frozenset({"RISE", "FALL"})
"""Tags of verbs that say which way an amount moved."""
CHANGES = MOVES | {"NEW"}
"""Tags of verbs that say that an amount changed."""
BEFORE_TOPIC = frozenset({"T", "PLACE", "ADV", "COMMA", "PREP", "PART", "REFERENCE", "c"})
"""Tags of what may stand before the topic of a clause."""
BEFORE_CLAUSE = BEFORE_TOPIC - {"ADV", "PREP"}
"""Tags of what may stand before a clause and is no part of it."""
# Tags that a relative clause without its noun does not have.
_NOT_HEADLESS = frozenset({"LEVEL", "DONE", "SHARE", "T", "PREP", "DEAL", "Q"})
_OPENS_CLAUSE = MOVES | {"ACT", "RANK"}
_BEFORE_VERB = frozenset({"T", "PLACE", "ADV", "d"})
LONGEST_CLAUSE = 200
"""Tokens of a clause that are looked at from one of them, at most."""
# Tokens between 分别 and the first number that is dealt out, at most.
_DEALT = 4


def runs(text: TaggedText, numbers: list[int], units: Mapping[int, str]) -> list[list[int]]:
    """Numbers with nothing but list marks between them, which share all that stands around them.

    Args:
        text: The tokens.
        numbers: The tokens that are quantities, in order.
        units: The code of the unit of each.
    """
    found: list[list[int]] = []
    for number in numbers:
        gap = text.tags[found[-1][-1] + 1 : number] if found else []
        if len(gap) > 1 and gap[-1] in MOVES:
            # 分别增长3%、下降1%: another verb of change does not part what is dealt out.
            first = found[-1][0]
            dealt = "DEAL" in text.tags[max(first - _DEALT, 0) : first]
            # 同比增加3万亩、减少2万亩: so do amounts of change in one unit.
            parallel = text.tags[first - 1] in MOVES and units[first] == units[number]
            gap = gap[:-1] if dealt or parallel else gap
        if len(gap) > 1 and gap[-1] == "PER" and gap[0] in ("LIST", "AND"):
            gap = gap[:-1]  # 分别提高到每人每月810元、每人每年6800元
        # 出栏生猪9万头、四成销往省外: of a part of them something is said.
        parted = found and units[number] == PERCENT != units[found[-1][-1]]
        told = parted and text.tags[number + 1] in SAYS and "DEAL" not in gap
        apart = gap == ["LIST"] and _counts_another(text, number, units[found[-1][-1]])
        if found and not told and not apart and all(tag in _GAP for tag in gap):
            found[-1].append(number)
        else:
            found.append([number])
    return found


def _counts_another(text: TaggedText, number: int, before: str) -> bool:
    """Whether the noun behind a number is not what the unit before it counts: 9家、53间|客房."""
    end = number + 1
    while end < len(text.roles) and text.roles[end] == "in":
        end += 1
    heads, word = text.lexicon.heads, text.words[end - 1]
    named = end > number + 1 and heads.are_listed(before)
    return named and not heads.rule_of(before, word)


def clause_start(text: TaggedText, free: int, number: int) -> tuple[int, bool]:
    """First token of a number's clause, and whether the clause goes on with a list before it.

    Args:
        text: The tokens.
        free: The first token that no number before has taken.
        number: The number's token.
    """
    low, carried = free, False
    opened: list[int] = []
    for i in range(free, number):
        role = text.roles[i]
        if text.tags[i] in CLAUSE_MARKS and not opened:
            low = i + 1
        elif role == "open":
            opened.append(i)
        elif role == "close":
            if opened:
                opened.pop()
            else:
                low = i + 1
    if opened:
        return opened[-1] + 1, False
    while low < number and text.roles[low] == "link":
        carried = carried or low == free
        low += 1
    return low, carried


def clause_opening(tags: Sequence[str], token: int, low: int = 0) -> int:
    """First token, from `low` on, of the clause that a token stands in, or that it ends.

    Of a clause without end only so much is looked at, or many tokens of it would take the square
    of its length.
    """
    low = max(low, token - LONGEST_CLAUSE)
    while token > low and tags[token - 1] not in CLAUSE_MARKS:
        token -= 1
    return token


def closing_word(text: TaggedText, start: int, end: int) -> str:
    """The word that closes a clause of several; else an empty one.

    Args:
        text: The tokens.
        start: First token of the clause.
        end: The token behind its last, or behind the mark that ends it.
    """
    last = end - 1 - (text.tags[end - 1] in CLAUSE_MARKS)
    return text.words[last] if last > start else ""


def changes_from(tags: Sequence[str], token: int) -> bool:
    """Whether a change starts before a token in its clause: 从5万元提高到2025年的7万元."""
    return "FROM" in tags[clause_opening(tags, token) : token]


def clause_end(text: TaggedText, number: int, end: int) -> int:
    """The token behind the last that may belong to a number: a mark, another number, or `end`."""
    for i in range(number + 1, end):
        if text.tags[i] in CLAUSE_MARKS or text.tags[i] == "Q":
            return i
    return end


def is_headless(text: TaggedText, low: int, edge: int) -> bool:
    """Whether a relative clause without its noun ends at a token: 进入回收环节的|不足四成.

    Args:
        text: The tokens.
        low: First token of the clause.
        edge: The token behind the clause.
    """
    while low < edge and text.tags[low] in _BEFORE_VERB:
        low += 1
    tags = text.tags[low:edge]
    verbs = not _OPENS_CLAUSE.isdisjoint(tags) or "verb" in text.roles[low:edge]
    return tags[-1:] == ["DE"] and verbs and not _NOT_HEADLESS & set(tags)
