"""First question: how does the number stand to its noun.

The answer is the longest of the spaCy token patterns in ``patterns/frames.jsonl`` that ends at the
quantity. The start of the match is the anchor: what stands before it is the noun. Adverbs, times
and areas that stand in front of a match belong to it, whichever pattern it is, unless the pattern
``touches`` its noun: the tags of such words are the field ``skipped``. They are passed over here,
since optional tokens at the start of every pattern would cost most of the time of matching. Those
of ``skipped_before_verbs`` are passed over unless the match is the number alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.subjects.reach import Pattern, Reach
from extractor.tokens import Tokens, make_doc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.vocab import Vocab

    from extractor.resources import Patterns, Rule

FRAMES = frozenset({"noun", "change", "compare", "rank"})


class Frame(NamedTuple):
    """How a number stands to its noun.

    Attributes:
        start: First token of the match; the noun ends before it.
        end: The quantity's token.
        rule: Id of the pattern.
        name: What to do with it: noun, change, compare or rank.
    """

    start: int
    end: int
    rule: str
    name: str


class FrameMatcher:
    """Matches the frame patterns.

    Args:
        patterns: Where ``frames`` is read from.
        vocab: The vocabulary of the documents to come.

    Raises:
        PatternError: A frame is unknown, or a pattern is not one of spaCy's.
    """

    def __init__(self, patterns: Patterns, vocab: Vocab) -> None:
        from spacy.matcher import Matcher  # noqa: PLC0415 - most of a second

        self._vocab = vocab
        self._matcher = Matcher(vocab)
        self._rules: dict[int, tuple[str, str, str | None]] = {}
        self._touching: set[str] = set()
        self._skipped: frozenset[str] = frozenset()
        self._before_verbs: frozenset[str] = frozenset()
        for rule in patterns.rules("frames"):
            if rule.field("frame") not in FRAMES:
                raise rule.fault(f"frame must be one of {', '.join(sorted(FRAMES))}")
            pattern: list[dict[str, Any]] = rule.field("pattern")
            _check_bounds(rule, pattern)
            try:
                self._matcher.add(rule.id, [pattern])
            except (TypeError, ValueError) as error:
                raise rule.fault(f"is not a spaCy pattern: {error}") from None
            if rule.data.get("touches"):
                self._touching.add(rule.id)
            self._skipped |= frozenset(rule.data.get("skipped", ()))
            self._before_verbs |= frozenset(rule.data.get("skipped_before_verbs", ()))
            key = vocab.strings[rule.id]
            self._rules[key] = (rule.id, rule.data["frame"], rule.data.get("form"))
        all_patterns = [rule.data["pattern"] for rule in patterns.rules("frames")]
        self._reach = Reach(all_patterns)
        self._asked = _words_asked_for(all_patterns)
        # The same few tags stand before most numbers.
        self._matches = lru_cache(maxsize=_REMEMBERED)(self._match)

    def match(self, tokens: Tokens, forms: dict[int, str]) -> dict[int, Frame]:
        """The frame of each quantity.

        Args:
            tokens: The words of a text, with our tags.
            forms: The form of the quantity at each token that is one.
        """
        frames: dict[int, Frame] = {}
        tags, asked = tokens.tags, self._asked
        for first, behind in self._reach.before(tokens, forms):
            words = tokens.words[first:behind]
            if asked is not None:
                words = [word if word in asked else _ANY for word in words]
            match = self._matches if len(words) <= _LONGEST_REMEMBERED else self._match
            for key, start, end in match(tuple(words), tuple(tags[first:behind])):
                widened = self._widened(first + start, tags, self._rules[key][0])
                self._choose(frames, key, (widened, first + end), forms)
        return frames

    def _match(self, words: tuple[str, ...], tags: tuple[str, ...]) -> list[tuple[int, int, int]]:
        """What spaCy finds in a few tokens: rule, first token, and the token behind the last."""
        return list(self._matcher(make_doc(self._vocab, [*words], [*tags])))

    def _widened(self, start: int, tags: Sequence[str], rule: str) -> int:
        """The start of a match with what is skipped in front of it."""
        if rule in self._touching:
            return start
        first = max(start - _MOST_SKIPPED, 0)
        skipped = self._skipped if tags[start] == "Q" else self._skipped | self._before_verbs
        while start > first and tags[start - 1] in skipped:
            start -= 1
        return start

    def _choose(
        self,
        frames: dict[int, Frame],
        key: int,
        span: tuple[int, int],
        forms: dict[int, str],
    ) -> None:
        """Keep a match if it is the longest that ends at its quantity."""
        start, end = span
        token = end - 1
        rule, name, form = self._rules[key]
        if token not in forms or (form is not None and forms[token] != form):
            return
        best = frames.get(token)
        if best is None or start < best.start or (start == best.start and best.name == "noun"):
            frames[token] = Frame(start, token, rule, name)


def _words_asked_for(patterns: list[Pattern]) -> frozenset[str] | None:
    """The words that patterns ask for; None if they ask for more than words and tags."""
    words: set[str] = set()
    for element in (element for pattern in patterns for element in pattern):
        if not element.keys() <= {"ORTH", "TAG", "OP"}:
            return None
        asked = element.get("ORTH", [])
        if isinstance(asked, dict) and asked.keys() == {"IN"}:
            asked = asked["IN"]
        elif isinstance(asked, dict):
            return None
        words.update([asked] if isinstance(asked, str) else asked)
    return frozenset(words)


def _check_bounds(rule: Rule, pattern: object) -> None:
    """Refuse a pattern that could be matched without end: spaCy tries all ways, and has no limit.

    Raises:
        PatternError: It holds an expression of `re`, a repeat without a bound, or too many repeats.
    """
    if not isinstance(pattern, list) or not all(isinstance(token, dict) for token in pattern):
        raise rule.fault("pattern is not a list of objects")
    if "REGEX" in repr(pattern):
        raise rule.fault("pattern holds REGEX, which may take forever", hint="list the words by IN")
    ways = 1
    for operator in (str(token.get("OP", "1")) for token in pattern):
        bounds = _BOUNDS.fullmatch(operator)
        if operator in ("*", "+") or (bounds and not bounds["high"]):
            raise rule.fault(f"OP {operator!r} has no bound", hint=f"as {{0,{_REACH}}}, at most")
        ways *= (
            int(bounds["high"]) - int(bounds["low"] or 0) + 1 if bounds else 1 + (operator == "?")
        )
    if ways > _MOST_WAYS:
        raise rule.fault(f"pattern can match in {ways:,} ways", hint=f"at most {_MOST_WAYS:,}")


_REMEMBERED = 4096  # stretches before numbers
_LONGEST_REMEMBERED = 32  # tokens
_ANY = "x"  # a word that no pattern asks for
# Tokens that a repeat may hold, and those that are passed over in front of a match, at most.
_REACH = 15
_MOST_SKIPPED = 5
# Ways in which the optional tokens of a pattern may be there or not.
_MOST_WAYS = 1000
# {2,5}; {2} is no choice.
_BOUNDS = re.compile(r"\{(?P<low>[0-9]*),(?P<high>[0-9]*)\}")
