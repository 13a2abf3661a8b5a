"""Turns the raw text of a release into clean text, and a raw slice into what it is there."""

from __future__ import annotations

from extractor.resources import Patterns
from extractor.text.alignment import Draft
from extractor.text.characters import CharacterTable
from extractor.text.conversion import Converter
from extractor.text.furniture import FurnitureClassifier
from extractor.text.layout import plan_document, plan_slice
from extractor.text.model import CleanText, Setting
from extractor.text.paragraphs import ParagraphRules
from extractor.text.pinyin import AnnotationFinder


class Normalizer:
    """The rules of normalisation, compiled; calling it normalises a text.

    The steps, each of which only deletes characters or replaces one by one:

    1. invisible characters go, look-alikes get one form (`CharacterTable.replace`),
    2. injected readings go (`AnnotationFinder`),
    3. punctuation gets the form that its neighbours ask for (`CharacterTable.punctuate`),
    4. every paragraph becomes one line, stray white space goes (`plan_document`),
    5. traditional characters are simplified (`Converter`),
    6. lines are told apart by their role (`FurnitureClassifier`).

    Args:
        patterns: The pattern files.
        conversion: The OpenCC configuration, ``auto`` to tell it from each text, ``none`` to
            leave traditional characters.

    Raises:
        PatternError: A rule of the pattern files is not valid.
    """

    def __init__(self, patterns: Patterns, *, conversion: Setting = "auto") -> None:
        self._conversion: Setting = conversion
        self._characters = CharacterTable(patterns)
        self._converter = Converter(patterns)
        self._annotations = AnnotationFinder(patterns, self._converter.simplify)
        self._furniture = FurnitureClassifier(patterns)
        self._paragraphs = ParagraphRules(patterns, self._furniture.is_furniture)

    def __call__(self, raw: str) -> CleanText:
        """Normalise a whole release.

        Args:
            raw: The text as read.

        Returns:
            The clean text with its way back to `raw`, its blocks and its metadata.
        """
        draft = self._characters_done(raw)
        view = draft.text if self._conversion == "none" else self._converter.simplify(draft.text)
        untouched = view == draft.text
        plan_document(draft.text, view, self._paragraphs).carry_out(draft)
        text, conversions = self._converter.convert(
            draft.text, self._conversion, draft.text if untouched else None
        )
        draft.replace(text)
        blocks, metadata = self._furniture.classify(draft.text, conversions)
        return CleanText(raw, draft.text, draft.alignment, blocks, metadata)

    def slice(
        self, raw: str, *, conversion: Setting | None = None, before: str = "", after: str = ""
    ) -> str:
        """Normalise a piece of a release that lies inside one of its paragraphs.

        For any clean span inside a block, this gives the clean text of the span, from nothing but
        the raw slice and the block's `conversion`. There are two exceptions, which some 20
        characters of the raw text around the slice rule out: OpenCC converts a few characters by
        the word they stand in, and a slice may cut that word; a bracket, a comma, a colon or a
        straight quote at the edge of a slice has lost the Latin text, the digits or the other
        quote that decide its form.

        Args:
            raw: The raw slice.
            conversion: How the block was converted; None for the normalizer's own setting.
            before: Raw text in front of the slice.
            after: Raw text behind the slice.
        """
        draft = self._characters_done(before + raw + after)
        plan_slice(draft.text).carry_out(draft)
        text, _ = self._converter.convert(draft.text, conversion or self._conversion)
        start = draft.alignment.clean_index(len(before))
        return text[start : draft.alignment.clean_index(len(before) + len(raw))]

    def fired(self, text: str) -> set[str]:
        """Ids of the rules, of all files that normalisation reads, that fire on a text.

        Args:
            text: A line (for rules about line breaks, two lines) or, for the rules of readings, a
                syllable.
        """
        clean = self(text).text
        return (
            self._characters.fired(text)
            | self._converter.fired(text)
            | self._annotations.fired(text)
            | self._paragraphs.fired(text)
            | self._furniture.fired(clean)
            | self._furniture.fired(text)
        )

    def _characters_done(self, raw: str) -> Draft:
        """The raw text after the steps that need no knowledge of lines."""
        draft = Draft.of(raw)
        draft.delete(self._characters.invisible(raw))
        draft.replace(self._characters.replace(draft.text))
        draft.delete(self._annotations.find(draft.text))
        draft.replace(self._characters.punctuate(draft.text))
        return draft
