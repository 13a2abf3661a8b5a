"""First question: how does the number stand to its noun.

The answer is the longest of the spaCy token patterns in ``patterns/frames.jsonl`` that ends at the
quantity. The start of the match is the anchor: what stands before it is the noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from extractor.resources import Patterns

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

        self._matcher = Matcher(vocab)
        self._rules: dict[int, tuple[str, str, str | None]] = {}
        for rule in patterns.rules("frames"):
            if rule.field("frame") not in FRAMES:
                raise rule.fault(f"frame must be one of {', '.join(sorted(FRAMES))}")
            pattern: list[dict[str, Any]] = rule.field("pattern")
            try:
                self._matcher.add(rule.id, [pattern])
            except ValueError as error:
                raise rule.fault(f"is not a spaCy pattern: {error}") from None
            key = vocab.strings[rule.id]
            self._rules[key] = (rule.id, rule.data["frame"], rule.data.get("form"))

    def match(self, doc: Doc, forms: dict[int, str]) -> dict[int, Frame]:
        """The frame of each quantity.

        Args:
            doc: Tokens with our tags.
            forms: The form of the quantity at each token that is one.
        """
        frames: dict[int, Frame] = {}
        for key, start, end in self._matcher(doc):
            token = end - 1
            rule, name, form = self._rules[key]
            if form is not None and forms.get(token) != form:
                continue
            best = frames.get(token)
            if best is None or start < best.start or (start == best.start and best.name == "noun"):
                frames[token] = Frame(start, token, rule, name)
        return frames
