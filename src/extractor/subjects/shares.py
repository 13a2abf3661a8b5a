"""Subjects that say a share: the part before the verb, the whole behind it."""

from __future__ import annotations

from extractor.subjects.model import Part, Subject, TaggedText


class Shares:
    """Takes the subjects of one text apart that say a share.

    Args:
        text: The tokens.
    """

    def __init__(self, text: TaggedText) -> None:
        self._text = text

    def found_in(self, subject: Subject) -> tuple[int, int] | None:
        """Which part of a subject says a share, and the token of its verb; None if none does."""
        for number, part in enumerate(subject):
            for i in range(part.start, part.end):
                if self._text.tags[i] == "SHARE":
                    return number, i
        return None

    def names_one(self, subject: Subject) -> bool:
        """Whether a subject ends in a word that names a share: 比重."""
        heads = self._text.lexicon.lists.share_heads
        return bool(subject) and self._text.words[subject[-1].end - 1] in heads

    def before(self, subject: Subject) -> Subject:
        """What has the share, of a subject that says of what; all of it before 比重."""
        if self.names_one(subject):
            return subject
        found = self.found_in(subject)
        if found is None:
            return subject
        number, verb = found
        start = subject[number].start
        return (*subject[:number], *((Part(start, verb),) if verb > start else ()))

    def behind(self, subject: Subject) -> Subject:
        """What a subject that says a share is a share of; nothing where it says none."""
        found = self.found_in(subject)
        if found is None:
            return ()
        number, verb = found
        end = subject[number].end
        rest = (Part(verb + 1, end),) if verb + 1 < end else ()
        return (*rest, *subject[number + 1 :])
