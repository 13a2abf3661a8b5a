"""When and where a number holds, and what brackets keep to themselves: what is noted in passing."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from extractor.subjects.asides import ASIDE, LONGEST_REMARK
from extractor.subjects.bounds import (
    CHANGES,
    CLAUSE_MARKS,
    LONGEST_CLAUSE,
    changes_from,
    clause_end,
    clause_opening,
)
from extractor.subjects.discourse import Discourse
from extractor.subjects.model import TaggedText
from extractor.subjects.roles import DOING
from extractor.subjects.verbs import VERBS

_OPENING = CLAUSE_MARKS | {"PART"}
_AT = frozenset({"FROM", "PREP"})
_ENDS_CLAUSE = CLAUSE_MARKS | {"Q", "LIST", "LEVEL"}
# Tokens of a relative clause behind its time, at most.
_LONGEST_CLAUSE = 6
# Tokens from a number to the word that closes a clause of cause, at most.
_LONGEST_CLOSING = 3
# Tokens of a bracket behind a time, at most.
_LONGEST_BRACKET = 8
_OPENS: tuple[list[str], ...] = (["COMMA"], ["SEMI"], ["COLON"], ["END"], [])
_NOTED = CLAUSE_MARKS | {"T", "PLACE"}
_NO_OCCASION = frozenset({"Q", "AGAINST", "COMPARE", "BASIS", "t"})
_LISTED = frozenset({"LIST", "AND"})
_NOT_THE_PLACE = frozenset({"COMPARE", "SHARE", "AGAINST", "RANK"})


class Circumstances:
    """Notes the times and areas of one text.

    Args:
        text: The tokens.
        relative: The tokens that are a part or a multiple of something.
    """

    def __init__(self, text: TaggedText, relative: AbstractSet[int]) -> None:
        self._text = text
        self._tags = text.tags
        self._relative = relative

    def pass_over(
        self, bounds: tuple[int, int, int], discourse: Discourse, brackets: list[Discourse]
    ) -> None:
        """Look around up to a number; what is told in a bracket does not go on behind it.

        Args:
            bounds: The token behind the last number, the first one not looked at, and the number.
            discourse: What has been said.
            brackets: What had been said before each bracket that is open.
        """
        behind, free, number = bounds
        seen = free
        for i in range(behind, number):
            role = self._text.roles[i]
            if role == "open" or (role == "close" and brackets):
                self.note(seen, i, discourse)
                seen = max(seen, i)
                if role == "open":
                    brackets.append(discourse.aside())
                else:
                    discourse.resume(brackets.pop())
                    self._note_days(i, discourse)
        self.note(seen, number, discourse)

    def _note_days(self, closing: int, discourse: Discourse) -> None:
        """The days of an occasion that stand behind its name hold: 7月征期（7月1日至15日），."""
        days = closing - 1
        if self._tags[days - 1 : days + 1] != ["OPEN", "T"]:
            return
        start = clause_opening(self._tags, days - 1)
        named = start < days - 1 and _NO_OCCASION.isdisjoint(self._tags[start:days])
        if named and self._text.roles[days - 2] in ("in", "nominal"):
            discourse.time, discourse.clause_time = days, None

    def note(self, start: int, end: int, discourse: Discourse) -> None:
        """Note time and area in passing; behind a word of comparison they are a basis."""
        for i, tag in enumerate(self._tags[start:end], start):
            if tag not in _NOTED:
                continue
            before = self._tags[i - 1] if i else "END"
            if tag == "T":
                if self._text.roles[i] != ASIDE:
                    listed = before in _LISTED and discourse.times[-1:] == [i - 2]
                    discourse.times = [*discourse.times, i] if listed else [i]
                    self._note_time(i, before, discourse)
            elif tag == "PLACE":
                if before not in _NOT_THE_PLACE:
                    discourse.place = i
            else:
                discourse.clause_time = None
                if tag == "SEMI":
                    # 10月3日入园2万人；全周入园9万人: the day holds to the semicolon.
                    discourse.time, discourse.in_opening = discourse.opening_time, False

    def dealt(self, run: list[int], discourse: Discourse) -> list[int]:
        """The times that a list of them deals out to a run of numbers: 7月、8月分别为9万、8万.

        Returns:
            A token for each number; none where the times are not dealt out.
        """
        times = discourse.times
        several = len(run) > 1 and len(times) == len(run)
        discourse.timed = several and "DEAL" in self._tags[times[-1] : run[-1]]
        return times if discourse.timed else []

    def starts_change(self, number: int, discourse: Discourse) -> bool:
        """Whether the time at hand is that of the start of a change: 由去年的9家增加到12家."""
        time = discourse.clause_time
        if time is None or time >= number:
            return False
        return self._tags[time - 1] == "FROM" or self._opens_remark(time)

    def _note_time(self, token: int, before: str, discourse: Discourse) -> None:
        """A time holds for its sentence, or for its clause only where another holds already."""
        following = self._behind(token)
        start = clause_opening(self._tags, token)
        if self._opens_view(start, token):
            # 从一季度各类支出看，; 据8月开展的入户抽查，
            discourse.time, discourse.clause_time = token, None
            return
        tells_nothing = self._tells_nothing(token, before, following, discourse)
        if tells_nothing or self._is_cause(start, token) or self._is_of_speech(token):
            return
        if self._is_of_number(token):
            # 从2020年的5万元提高到2025年的7万元, but 恢复至2019年的九成, 2018年高峰期的68%.
            ends = before == "FROM" or (before == "TO" and changes_from(self._tags, token))
            discourse.clause_time = token if ends else discourse.clause_time
            return
        since = (
            before == "FROM"
            and self._tags[token - 2 : token - 1] in _OPENS
            and following[:1] == ["COMMA"]
        )
        began = before == "FROM" and self._begins(token, following)
        # 最高峰出现在2月21日，达568万辆次
        told_when = (
            before == "PREP"
            and self._text.roles[token - 2] in VERBS
            and not CLAUSE_MARKS.isdisjoint(following[:1])
        )
        reached = before in ("PREP", "LEVEL") and following == ["COMMA", "LEVEL"]
        # 高峰出现在1月27日（腊月二十八），用电9亿千瓦时
        told_peak = told_when or (before == "LEVEL" and following[:1] == ["COMMA"])
        reached = reached or (told_peak and self._tells_of_peak(start, token))
        if told_when and not reached:
            # 降雨主要集中在19日夜间，有12个县超过200毫米: when that was, and no more.
            return
        since = since or began or reached
        if (discourse.time is not None and self._is_other_period(token)) or (
            self._opens_remark(token)
        ):
            # 平均房价2870元，去年同期则为2500元；入住率…: that number's own.
            discourse.clause_time = token
        elif since or before in CLAUSE_MARKS or (discourse.time is None and before != "FROM"):
            discourse.time, discourse.clause_time = token, None
            said = following[1:] if following == ["ADV", "NEW"] else following[:1]  # 累计净增
            changes = bool(CHANGES.intersection(said)) and discourse.opening_time is not None
            if discourse.in_opening and not (changes or reached or before == "PART"):
                # 6月底有用户40万户，全年净增6万户；: that opened no new part.
                discourse.opening_time = token
        elif before not in _AT and following[:1] != ["DE"] and "T" not in self._tags[start:token]:
            # 组织活动9场，力争全年新增就业60万人，…: the nearer holds from there on.
            discourse.time, discourse.clause_time = token, None
        else:
            # 省防指于5日将响应升级，派出5个工作组: when that was done, and no more.
            discourse.clause_time = token

    def _behind_bracket(self, token: int) -> int:
        """The token behind the bracket that opens at a token, if one does; else the token."""
        if self._tags[token] != "OPEN":
            return token
        end = token + _LONGEST_BRACKET
        return next((i + 1 for i in range(token, end) if self._tags[i : i + 1] == ["CLOSE"]), token)

    def _is_cause(self, start: int, token: int) -> bool:
        """Whether a time only says why: 早稻受5月中旬阴雨拖累，, 因春节今年落在2月，."""
        causing = self._text.lexicon.lists.causing
        return self._text.words[start] in causing or self._text.words[token - 1] in causing

    def in_cause(self, run: list[int], low: int) -> bool:
        """Whether numbers only say why: 居住类受房租上涨2%影响，涨1.7%.

        Args:
            run: The tokens of the numbers.
            low: First token of their clause.
        """
        words, lexicon = self._text.words, self._text.lexicon
        causes = [i for i in range(low, run[0]) if words[i] in lexicon.lists.causing]
        if not causes:
            return False
        if self._tags[run[-1] + 1] == "COMMA" and any(
            words[i] in lexicon.lists.reasons and i > low and self._text.roles[i - 1] == "in"
            for i in causes
        ):
            return True  # 工业因部分企业停产3天，增加值下降2%: what happens to what stands before
        behind = words[run[-1] + 1 : run[-1] + 1 + _LONGEST_CLOSING]
        return any(word in lexicon.asides.get(words[i], ()) for i in causes for word in behind)

    def _opens_remark(self, token: int) -> bool:
        """Whether a time is in a remark with a number: 在上年下降11%的基础上增长3%."""
        closings = self._text.lexicon.asides.get(self._text.words[token - 1], ())
        behind = range(token + 1, min(token + LONGEST_REMARK, len(self._tags)))
        stop = next((i for i in behind if self._text.words[i] in closings), None)
        return stop is not None and "Q" in self._tags[token:stop]

    def _is_of_speech(self, token: int) -> bool:
        """Whether a time only says when somebody spoke: 市长8日在会议后表示，."""
        last = clause_end(self._text, token, token + LONGEST_CLAUSE) - 1
        marked = self._tags[last + 1 : last + 2] in (["COMMA"], ["COLON"])
        return marked and last > token and self._text.words[last] in self._text.lexicon.lists.saying

    def _begins(self, token: int, following: list[str]) -> bool:
        """Whether a time is since when, not from when something changed.

        自五月一日起由40元上调至42元, 自3月19日启动收购.
        """
        if self._text.words[token].endswith(tuple(self._text.lexicon.lists.since)):
            return True  # 自2026年1月1日起调升至每小时36元
        end = clause_end(self._text, token, min(token + LONGEST_CLAUSE, len(self._tags)))
        behind = self._tags[token + 1 : end]
        return (following[:1] == ["ACT"] or "FROM" in behind) and "T" not in behind

    def _is_other_period(self, token: int) -> bool:
        """Whether a time is the same period of another year: 去年同期."""
        word, periods = self._text.words[token], self._text.lexicon.lists.periods
        return word not in periods and word.endswith(tuple(periods))

    def _opens_view(self, start: int, token: int) -> bool:
        """Whether a clause that starts with 从 or 据 says what is looked at, or which survey."""
        lists, words = self._text.lexicon.lists, self._text.words
        placed = self._tags[token - 1] == "PREP"  # 我队于4月13日对选手进行问卷调查，
        if start == token or not (placed or words[token - 1] in lists.grounding):
            return False
        last = clause_end(self._text, token, token + LONGEST_CLAUSE) - 1
        marked = self._tags[last + 1 : last + 2] in (["COMMA"], ["COLON"])
        return marked and (words[last] in lists.viewing or words[last] in lists.surveys)

    def _tells_of_peak(self, start: int, token: int) -> bool:
        """Whether a clause tells when something was most: 最高峰出现在2月21日."""
        lexicon = self._text.lexicon
        words = self._text.words[start:token]
        return any(word in lexicon.lists.marks or lexicon.is_superlative(word) for word in words)

    def _tells_nothing(
        self, token: int, before: str, following: list[str], discourse: Discourse
    ) -> bool:
        """Whether a time says nothing of when the numbers behind it were so."""
        against = before == "AND" and self._tags[token - 2] in CLAUSE_MARKS
        # 比历史最高的2023年还多4亿斤
        start = clause_opening(self._tags, token)
        against = against or (before == "DE" and "AGAINST" in self._tags[start:token])
        # 最高的一天是7月31日，达到9万; 最高的是5月2日，充电3万次
        peak = before == "LEVEL" and following[:1] == ["COMMA"]
        peak = peak and (following[1:] == ["LEVEL"] or self._tells_of_peak(start, token))
        if (before in ("AGAINST", "LEVEL", "COMPARE", "SHARE") and not peak) or against:
            # 比上年, 与去年持平, 是2019年的2倍, 占当年收入的七成: what a number is compared with.
            return True
        dated = self._tags[token - 2 : token] == ["T", "COMMA"]  # 截至9月底，今年开通的航线运货3吨
        if (before not in _OPENING or dated) and self._is_in_relative_clause(token):
            # 改造2000年底前建成的小区12个: when they were built, not when they were counted.
            return True
        # 开展三季度问卷调查，: part of what was done.
        return before == "ACT" and discourse.time is not None and self._ends_clause(token)

    def _behind(self, token: int) -> list[str]:
        """The tags of the two tokens behind a time, or behind a bracket that follows it."""
        behind = self._behind_bracket(token + 1)
        return self._tags[behind : behind + 2]

    def _is_of_number(self, token: int) -> bool:
        """Whether 的 and a number stand behind a time, right there or behind one word.

        At the start of a clause 2019年的九成 says of what, 上半年的五个节假日 when.
        """
        following = self._tags[token + 1 : token + 4]
        number = token + 1 + following.index("Q") if "Q" in following else None
        of = following[:2] == ["DE", "Q"] or following[1:] == ["DE", "Q"]
        opens = token == 0 or self._tags[token - 1] in CLAUSE_MARKS
        return of and not (opens and number is not None and number not in self._relative)

    def _ends_clause(self, token: int) -> bool:
        """Whether no number stands between a time and the mark that ends its clause."""
        end = clause_end(self._text, token, min(token + LONGEST_CLAUSE, len(self._tags)))
        return self._tags[end] != "Q"

    def _is_in_relative_clause(self, token: int) -> bool:
        """Whether a verb and 的 stand behind a time, before any mark or number.

        Or only 的, where people think so: 认为下半年出口将增长的占五成.
        """
        thought = self._text.words[token - 1] in self._text.lexicon.lists.opining
        for i in range(token + 1, min(token + _LONGEST_CLAUSE, len(self._tags))):
            if self._tags[i] == "DE":
                return thought or any(tag in DOING for tag in self._tags[token + 1 : i])
            if self._tags[i] in _ENDS_CLAUSE:
                return False
        return False
