"""The words of a subject, once it is known what it is made of."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.subjects.model import Answer, Part, Subject, TaggedText

_ATTRIBUTES = frozenset({"b", "X"})
_IN_PASSING = frozenset({"Q", "T"})
_JOINS = frozenset({"LIST", "AND"})


class Wording:
    """Words the subjects of one text.

    Args:
        text: The tokens.
    """

    def __init__(self, text: TaggedText) -> None:
        self._text = text
        self._tags = text.tags

    def plain(self, subject: Subject) -> Iterator[Part]:
        """The parts of a subject, its verb of a share in its plain form: 约占 is 占.

        What a bracket tells of it in numbers is no part of it, nor the days that it names:
        再出口（33.9亿元）占八成, 灯会（2月27日至3月15日）游客9万人次.
        """
        plain = self._text.lexicon.plain
        for part in subject:
            start, i = part.start, part.start
            while i < part.end:
                word, told = self._text.words[i], self._told_in_bracket(i, part.end)
                if part.text is None and (told > i or plain.get(word, word) != word):
                    if i > start:
                        yield Part(start, i)
                    if told == i:
                        yield Part(i, i + 1, plain[word])
                    start = i = max(told, i + 1)
                else:
                    i += 1
            if start < part.end:
                yield part._replace(start=start)

    def _told_in_bracket(self, token: int, end: int) -> int:
        """The token behind a bracket from here on that holds a number or time, or the token."""
        if self._text.roles[token] != "open":
            return token
        closing = next((i for i in range(token, end) if self._text.roles[i] == "close"), token)
        return token if _IN_PASSING.isdisjoint(self._tags[token:closing]) else closing + 1

    def raise_head(self, answers: list[Answer], run: list[int]) -> None:
        """Give the list's earlier members the head of the last: 8个国家级、13个省级医疗中心."""
        last = answers[-1]
        if last.phrase != "noun behind" or len(last.subject) != 1:
            return
        whole = last.subject[0]
        for i in range(len(answers) - len(run) - 1, -1, -1):
            answer = answers[i]
            if answer.phrase != "noun behind" or not answer.subject:
                return
            part = answer.subject[-1]
            if self._tags[part.end - 1] not in _ATTRIBUTES or self._tags[part.end] not in _JOINS:
                return
            head = whole.start + part.end - part.start
            # 国家级、自治区级: the attribute of the last member may be longer by its ending.
            head += self._tags[head] == "SUFFIX"
            if head < whole.end:
                answer.subject = (*answer.subject, Part(head, whole.end))
