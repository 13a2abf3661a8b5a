"""How far times carry, as the patterns say it."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, NamedTuple

from extractor.subjects.bounds import CHANGES

if TYPE_CHECKING:
    from extractor.resources import Patterns, Rule

NOWHERE = "nowhere"
"""The reach of a time that does not carry."""


class Holding(NamedTuple):
    """How far times carry.

    Attributes:
        rules: The field ``holds`` of each rule, by the rule's id.
        places: Words that place one thing in a time (在, 于).
        leads: Words that make a time a deadline (到, 截至).
        grounds: What closes a remark that such a word opens (在上年的基础上).
        changes: Verbs that say that an amount changed (净增, 下降).
        causes: Words that open a clause of cause (因, 受).
        surveys: Words that close a clause on how figures were found out (问卷调查).
        acts: Verbs of doing, and of being a share, of which a time is part of the object
            (开展|三季度问卷调查, 完成|全年任务, 占|全年产量).
        parts: Words that open a part of what was told (其中).
        held: Verbs of holding an event (举办, 召开).
        inside: Words that close a clause of what was then (在7月进行的调查|中|，).
        reach: Words between a change and the time that it ends at (增|至|今年8月末的12家).
        tells: Words before a time that ends its clause (最高的|是|5月2日，).
        listing: What closes a sentence that leads on to a list (一年来，主要做了|以下工作|。).
    """

    rules: Mapping[str, str]
    places: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    surveys: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    reach: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    listing: tuple[str, ...] = ()


def _is_list(rule: Rule) -> bool:
    return "define" in rule.data and "values" in rule.data


def holding(patterns: Patterns) -> Holding:
    """How far the times of each rule carry.

    Args:
        patterns: Where ``times`` and ``words`` are read from.
    """
    rules = patterns.rules("times")
    words = {rule.data["define"]: (*rule.data["values"],) for rule in rules if _is_list(rule)}
    return Holding(
        {
            rule.id: rule.data.get(
                "holds", "paragraph" if rule.data.get("carries", True) else NOWHERE
            )
            for rule in rules
        },
        words.get("place", ()),
        words.get("lead", ()),
        tuple(
            closing
            for rule in patterns.rules("words")
            for place in words.get("place", ())
            for closing in rule.data.get("asides", {}).get(place, ())
        ),
        _tagged(patterns, CHANGES),
        _listed(patterns, "causing"),
        _listed(patterns, "surveys"),
        tuple(
            form
            for word in _tagged(patterns, {"ACT", "DONE", "SHARE"})
            for form in (word, f"{word}了")
        ),
        _tagged(patterns, {"PART"}),
        words.get("held", ()),
        words.get("inside", ()),
        words.get("reach", ()),
        words.get("tells", ()),
        words.get("listing", ()),
    )


def _listed(patterns: Patterns, name: str) -> tuple[str, ...]:
    return tuple(word for rule in patterns.rules("words") for word in rule.data.get(name, ()))


def _tagged(patterns: Patterns, tags: AbstractSet[str]) -> tuple[str, ...]:
    rules = (rule for rule in patterns.rules("words") if rule.data.get("tag") in tags)
    return tuple(word for rule in rules for word in rule.data["words"])
