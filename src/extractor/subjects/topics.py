"""What the clauses around a number are about: their topics, their doers, their objects."""

from __future__ import annotations

from bisect import bisect_left

from extractor.subjects.asides import ASIDE
from extractor.subjects.bounds import CLAUSE_MARKS, MOVES, clause_opening
from extractor.subjects.discourse import Discourse
from extractor.subjects.model import Part, Subject, TaggedText
from extractor.subjects.phrase import Phrase, PhraseGrower
from extractor.subjects.roles import DOING
from extractor.subjects.verbs import VERBS

# Tokens of a bracket behind a time, at most.
_LONGEST_GLOSS = 8
# Tokens of a measure in a list of them, at most.
_LONGEST_MEASURE = 4
_SUMMED_UP = DOING | {"SHARE", "v", "vn"}
_CLOSING = frozenset({"KINDS", "ETC"})
_ADVERBS = frozenset({"ADV", "MEAN", "BASIS", "DEAL", "T", "PLACE", "d", "ad", "vd"})
_BEFORE_TOPIC = frozenset({"T", "PLACE", "ADV", "COMMA", "PREP", "PART", "REFERENCE", "c"})
_BEFORE_CLAUSE = _BEFORE_TOPIC - {"ADV", "PREP"}
_NUMBERING = frozenset({"REFERENCE", "X", "T", "t", "x", "m", "PLACE", "LIST"})
_QUALITIES = frozenset({"a", "ag", "al", "b", "bl", "z"})
_DEGREES = _QUALITIES | {"d", "ad"}
_THINGS = frozenset({"n", "nz", "ns", "SUFFIX"})
_NOT_HEADLESS = frozenset({"Q", "SHARE"})
# Tokens between a topic and what it is the topic of, at most.
_TOPIC_REACH = 200


class Topics:
    """Finds topics in one text.

    Args:
        text: The tokens.
        grower: Grows phrases over them.
    """

    def __init__(self, text: TaggedText, grower: PhraseGrower) -> None:
        self._text = text
        self._grower = grower
        self._semicolons = [i for i, tag in enumerate(text.tags) if tag == "SEMI"]
        self._openings = [i for i, tag in enumerate(text.tags) if tag == "PART"]
        self._parts = [i for i, tag in enumerate(text.tags) if tag in ("PART", "SEMI")]
        self._looked_into: dict[int, tuple[int, Subject]] = {}

    def before(self, sentence: int, clause: int, *, counted: bool = True) -> Subject:
        """The noun phrase that opens the nearest clause before `clause` in the sentence.

        Args:
            sentence: First token of the sentence.
            clause: First token of the clause that lacks a subject.
            counted: Whether a clause that holds a number will do.
        """
        tags = self._text.tags
        sentence = max(sentence, clause - _TOPIC_REACH)
        end = clause
        while end > sentence:
            start = clause_opening(self._text.tags, end - 1, sentence)
            if (counted or "Q" not in tags[start:end]) and not self._frames(start, end):
                phrase = self._opening(start, end)
                if phrase.empty:
                    phrase = self._most(start, end)
                if not phrase.empty:
                    return (Part(phrase.start, phrase.end),)
            end = start
        return ()

    def described(self, measure: int) -> Subject:
        """The thing that a measure and its number describe: 全长30公里的隧道.

        Args:
            measure: The token behind the measure.
        """
        tags = self._text.tags
        number = self._last_measured(measure)
        if tags[number : number + 2] != ["Q", "DE"]:
            return ()
        counted = tags[number + 2 : number + 3] == ["Q"]  # 全长30公里的两条隧道
        thing = self._grower.right(number + 2 + counted, len(tags))
        named = not thing.empty and tags[thing.end - 1] in _THINGS
        return (Part(thing.start, thing.end),) if named else ()

    def _last_measured(self, number: int) -> int:
        """The last number of a list of measures: 投资|9亿元|、全长|3公里|的隧道."""
        tags = self._text.tags
        while tags[number : number + 2] == ["Q", "LIST"]:
            following = number + 2
            while self._text.roles[following] == "in" and following < number + _LONGEST_MEASURE:
                following += 1
            head = self._text.words[following - 1]
            measures = tags[following - 1] == "BARE" or self._text.lexicon.measure(head) is not None
            if tags[following] != "Q" or following == number + 2 or not measures:
                break
            number = following
        return number

    def of(self, start: int, end: int) -> Subject:
        """What a clause without numbers is about: the noun phrase before its predicate.

        Args:
            start: First token of the clause.
            end: The token behind its last.
        """
        phrase = self._opening(start, end)
        named = not phrase.empty and phrase.end < end
        named = named and self._text.tags[phrase.end] not in CLAUSE_MARKS
        return (Part(phrase.start, phrase.end),) if named else ()

    def named(self, start: int, end: int) -> Subject:
        """The thing that is all of a heading: （三）国有资本经营预算, 一、收入情况.

        Args:
            start: First token of the heading.
            end: The token behind its last.
        """
        tags, words = self._text.tags, self._text.words
        while start < end and (tags[start] in _NUMBERING or self._text.roles[start] == "close"):
            start += 1
        while end > start and (
            tags[end - 1] == "END" or words[end - 1] in self._text.lexicon.lists.heading_ends
        ):
            end -= 1
        phrase = self._grower.left(end, start)
        whole = phrase.start == start and phrase.end == end and phrase.verb is None
        return (Part(start, end),) if whole and start < end else ()

    def said(self, bounds: tuple[int, int], discourse: Discourse) -> Subject:
        """What was measured last in the sentence, or its topic."""
        low, sentence = bounds
        topic = self.since(low, discourse)
        if topic or not discourse.measured:
            return topic or self.before(sentence, low)
        return discourse.last(1)[0]

    def since(self, low: int, discourse: Discourse) -> Subject:
        """The topic set since the last number: behind a semicolon, or a measure (总值创新高，)."""
        tags = self._text.tags
        for i in range(low - 1, discourse.at, -1):
            if tags[i] == "SEMI":
                return self.before(i + 1, low) if i + 1 < low else ()
        commas = tags[discourse.at + 1 : low].count("COMMA")
        topic = self.before(discourse.at + 2, low, counted=False) if commas > 1 else ()
        head = self._text.words[topic[-1].end - 1] if topic else ""
        whose = bool(topic) and topic[-1].end - topic[-1].start > 1  # 初中增幅最大，达6.4%
        measures = self._text.lexicon.measure(head) or (whose and self._text.lexicon.is_late(head))
        if topic and (measures or self._changes(topic[-1].end)):
            return topic
        return ()

    def inside(self, sentence: int, low: int) -> Subject:
        """What the sentence looks into: 岁入当中，补助收入占五成."""
        if low - sentence > _TOPIC_REACH:
            return ()
        start = sentence
        semicolon = bisect_left(self._semicolons, low) - 1
        if semicolon >= 0 and self._semicolons[semicolon] >= sentence:
            start = self._semicolons[semicolon] + 1
        if start not in self._looked_into:
            self._looked_into = {start: self._looks_into(start)}
        end, subject = self._looked_into[start]
        return subject if end < low else ()

    def _looks_into(self, start: int) -> tuple[int, Subject]:
        """The end of the clause that starts at a token, and what it looks into, if anything."""
        tags = self._text.tags
        end = start
        while end < len(tags) - 1 and tags[end] not in CLAUSE_MARKS:
            end += 1
        into = tags[end - 1] == "PART" or (
            tags[end - 1] == "f" and len(self._text.words[end - 1]) == 1
        )
        if not into or tags[end] != "COMMA" or "Q" in tags[start:end]:
            return end, ()
        phrase = self._grower.left(end - 1, start)
        return end, () if phrase.empty else (Part(phrase.start, phrase.end),)

    def opens_part(self, low: int, end: int) -> bool:
        """Whether 其中 stands in the clause before token `end`, or alone before its comma.

        Behind 其中第4季 the whole is the same thing at another time, so nothing is a part of it.
        """
        tags = self._text.tags
        if "PART" in tags[low:end]:
            return tags[tags.index("PART", low, end) + 1] != "T"
        return tags[max(low - 2, 0) : low] == ["PART", "COMMA"]

    def identified(self, low: int) -> tuple[Subject, Phrase]:
        """What the clause before says has the most of something, and of what.

        增长最快的是山阳县，|达9%: the county, and what is told of it; empty where it names no noun.
        山阳县最高，|达9%: the county.
        """
        tags, nothing = self._text.tags, Phrase(low, low)
        verb = low - 1
        if tags[verb : verb + 1] != ["COMMA"]:
            return (), nothing
        start = clause_opening(self._text.tags, verb)
        while verb > start and tags[verb] != "LEVEL":
            verb -= 1
        if tags[verb - 1 : verb + 1] != ["DE", "LEVEL"]:
            most = () if "Q" in tags[start:low] else self._with_most(start, low - 1)
            return most, nothing
        if "Q" in tags[verb:low]:
            return (), nothing
        phrase = self._grower.right(verb + 1, low - 1)
        if phrase.empty or phrase.end < low - 1:
            return (), nothing
        return (Part(phrase.start, phrase.end),), self._grower.right(start, verb, ended_by="verb")

    def _with_most(self, start: int, end: int) -> Subject:
        """The thing that a clause says has the most: 其中金融中心最高，; 以保险业最低，."""
        last, lexicon = end - 1, self._text.lexicon
        if (
            self._text.words[last] in lexicon.lists.mainstays
            and self._text.tags[last - 1] == "LEVEL"
        ):
            main = self._grower.left(last - 1, start)  # 进口以原料为大宗，
            named = not main.empty and self._text.tags[main.start - 1] == "PREP"
            return (Part(main.start, main.end),) if named else ()
        while start < last and self._text.tags[start] in _BEFORE_TOPIC:
            start += 1
        two = last - 1 > start and self._text.words[last - 1] in lexicon.lists.most  # 最|繁忙
        last -= two
        if last <= start or not (two or lexicon.is_superlative(self._text.words[last])):
            return ()
        # 交通出行一项最低，
        apart = self._text.tags[last - 1] == "KINDS"
        phrase = self._grower.left(last - apart, start)
        thing = phrase.start == start and self._text.tags[phrase.end - 1] in _THINGS
        measures = not phrase.empty and lexicon.measure(self._text.words[phrase.end - 1])
        return (Part(phrase.start, phrase.end),) if thing and not measures else ()

    def in_part(self, sentence: int, number: int) -> bool:
        """Whether 其中 stands before a number in its part of the sentence, up to a semicolon."""
        last = bisect_left(self._parts, number) - 1
        if last < 0 or self._parts[last] < max(sentence, number - _TOPIC_REACH):
            return False
        return self._text.tags[self._parts[last]] == "PART"

    def opens_any_part(self, start: int, end: int) -> bool:
        """Whether 其中 stands between two tokens."""
        return bisect_left(self._openings, start) < bisect_left(self._openings, end)

    def fronted(self, low: int) -> Phrase:
        """The noun phrase that is all of the clause before: 基金支付比例，|职工在八成五左右.

        What only parts it from its comma may be an aside: 产品受需求拖累，|出口下降.
        """
        tags, roles = self._text.tags, self._text.roles
        if tags[low - 1 : low] != ["COMMA"]:
            return Phrase(low, low)
        end = low - 1
        start = clause_opening(self._text.tags, end)
        if tags[start] == "PER" and "Q" not in tags[start:low]:
            return Phrase(start, end)  # 每百名学生拥有计算机，|小学19台
        phrase = self._opening(start, low)
        measures = self._text.lexicon.measure(self._text.words[end - 1]) is not None
        if measures and phrase.end < end:
            # 住院费用报销比例，: the verb is part of the measure's name.
            named = self._grower.left(end, start)
            phrase = named if named.start == start and named.end == end else phrase
        while end > phrase.end and (roles[end - 1] == ASIDE or tags[end - 1] in _ADVERBS):
            end -= 1
        whole = not phrase.empty and phrase.end == end and "Q" not in tags[start:low]
        return phrase if whole else Phrase(low, low)

    def pointing(self, noun: int, low: int) -> Subject:
        """The thing before a word that points back: 滨江街道|这一比重."""
        if noun - 1 <= low or self._text.tags[noun - 1] != "THIS":
            return ()
        phrase = self._grower.left(noun - 1, low)
        return () if phrase.empty or phrase.verb is not None else (Part(phrase.start, phrase.end),)

    def label(self, colon: int) -> Subject:
        """The thing that is all of what stands before a colon: 城镇居民：."""
        start = clause_opening(self._text.tags, colon)
        phrase = self._grower.left(colon, start)
        named = not phrase.empty and phrase.start == start and phrase.verb is None
        thing = named and self._text.tags[phrase.end - 1] in _THINGS
        return (Part(phrase.start, phrase.end),) if thing else ()

    def bracketed(self, low: int) -> Subject:
        """The phrase before the bracket that the clause stands in: 高铁（全长186公里）."""
        if not low or self._text.roles[low - 1] != "open":
            return ()
        phrase = self._grower.before_bracket(low - 1, 0)
        return () if phrase.empty else (Part(phrase.start, phrase.end),)

    def actor(self, verb: int, low: int) -> Subject:
        """The noun phrase before a verb in the same clause."""
        end = verb
        summed_up = self._text.tags[end - 1] == "LEVEL" and self._text.tags[end] in _SUMMED_UP
        if end > low and summed_up:
            end -= 1  # 两者合计占, 风电、光伏合计发电
        if end - 1 > low and self._text.tags[end - 1] == "CAUSE":
            end -= 1  # 城镇新增就业确保完成9万人
        while end > low and self._text.tags[end - 1] in _ADVERBS:
            # 最低工资自五月一日起由每小时40元上调: since when stands between.
            end -= 1 + (self._text.tags[end - 2 : end] == ["FROM", "T"])
        if end > low and self._text.tags[end - 1] == "DE":
            return self.headless(low, end)
        if end > low and self._text.tags[end - 1] in _CLOSING:
            end -= 1  # 公务用车、公务接待两项依次占; 烟蒂、蜡烛等则占
        if end > low and self._text.roles[end - 1] == "link":
            return ()
        phrase = self._grower.left(end, low, predicated="DE" in self._text.tags[low:end])
        if phrase.empty and self._text.tags[end - 1 : end + 1] == ["ACT", "SHARE"]:
            # 跨省办理占二成: an act has the share.
            done = self._grower.left(end - 1, low)
            phrase = phrase if done.empty or done.verb is not None else done._replace(end=end)
        qualities = all(tag in _QUALITIES for tag in self._text.tags[phrase.start : phrase.end])
        if qualities or phrase.verb is not None:
            return ()
        if phrase.start > low and self._text.tags[phrase.start - 1] == "PREP":
            # 向社会推介项目: the object of a preposition does nothing.
            return ()
        return (Part(phrase.start, phrase.end),)

    def headless(self, low: int, end: int) -> Subject:
        """A relative clause that stands for what it describes: 基金会募集的|占三分之二."""
        start = low
        while start < end and self._text.tags[start] in _BEFORE_CLAUSE:
            start += 1
        words = self._text.tags[start : end - 1]
        return (Part(start, end),) if words and not set(words) & _NOT_HEADLESS else ()

    def object_of(self, start: int, end: int) -> Subject:
        """The object of the first verb of doing between two tokens."""
        for i in range(start, end):
            if self._text.tags[i] in DOING:
                phrase = self._grower.right(i + 1, end)
                return () if phrase.empty else (Part(phrase.start, phrase.end),)
        return ()

    def dealt_with(self, low: int, sentence: int) -> Subject:
        """The object of the clause before, where it says what was done: 严惩诈骗，|审结案件."""
        end = low - 1
        start = clause_opening(self._text.tags, end, sentence)
        tags = self._text.tags[start:end]
        if tags[:1] != ["ACT"] or "Q" in tags or start + 1 >= end:
            return ()
        phrase = self._grower.right(start + 1, end)
        return (Part(phrase.start, phrase.end),) if phrase.end == end else ()

    def _opening(self, start: int, end: int) -> Phrase:
        """The noun phrase that opens a clause, or that all of it is: 扣除价格后的销货数量，."""
        tags = self._text.tags
        while start < end and tags[start] in _BEFORE_TOPIC:
            start += 1
        roles = self._text.roles[start : min(start + 2, end)]
        last = end - (tags[end - 1] in CLAUSE_MARKS)
        if roles[:1] == ["in"]:
            noun = self._grower.right(start, end, ended_by="verb")
            if noun.end == last - 1 and tags[last - 1] == "VN" and tags[last] == "COMMA":
                noun = noun._replace(end=last)  # 居民医保人均财政补助，
            if noun.end < last and "DE" in tags[noun.end : last] and "Q" not in tags[start:last]:
                # 企业退休人员的人均养老金，: a verb inside the name
                whole = self._grower.left(last, start)
                noun = whole if (whole.start, whole.end) == (start, last) else noun
            if noun.end >= last and start and tags[start - 1] == "ADV":
                return Phrase(start, start)  # 着力拓市场、优结构，: what follows is no noun
            return self._without_most(noun)
        if roles in (["nominal", "in"], ["verb", "in"]) and tags[start] == "VN":
            # 运输服务由升转降: an act that names what it is of.
            noun = self._grower.right(start + 1, end, ended_by="verb")
            return self._without_most(noun._replace(start=start))
        if start >= last or "DE" not in tags[start:last]:
            return Phrase(start, start)
        whole = self._grower.left(last, start, predicated=True)
        return whole if whole.start == start else Phrase(start, start)

    def _without_most(self, phrase: Phrase) -> Phrase:
        """A phrase without the superlative at its end: 成交额|最高，为9亿元."""
        last, lexicon = phrase.end - 1, self._text.lexicon
        superlative = last > phrase.start and lexicon.is_superlative(self._text.words[last])
        superlative = superlative and self._text.tags[last] in _DEGREES
        return phrase._replace(end=last) if superlative else phrase

    def viewed(self, low: int) -> bool:
        """Whether the clause before only says by what the parts are told apart: 分学段看，."""
        return self._closing_before(low) in self._text.lexicon.lists.viewing

    def parted(self, low: int) -> bool:
        """Whether the clause before says by what parts are told apart: 按常住地分，."""
        return self._closing_before(low) in self._text.lexicon.lists.parting

    def views_times(self, low: int) -> bool:
        """Whether the clause before looks at times one by one: 分季度看，|一季度增长5%.

        Or the one before that, where it says when most was: 分月看，7月最多，|为16起.
        """
        tags, words = self._text.tags, self._text.words
        before = clause_opening(tags, low - 1) if tags[low - 1] == "COMMA" else low
        superlative = self._text.lexicon.is_superlative
        if tags[before] == "T" and any(superlative(word) for word in words[before + 1 : low - 1]):
            low = before
        if not self.viewed(low):
            return False
        start, last = clause_opening(self._text.tags, low - 1), low - 2
        return any(word in self._text.lexicon.lists.spans for word in self._text.words[start:last])

    def peak(self, low: int) -> Phrase:
        """What was most at the time that the clause before tells: 单日峰值|出现在7月3日，达9万."""
        tags, roles, nothing = self._text.tags, self._text.roles, Phrase(low, low)
        time = low - 2
        if tags[low - 1] == "COMMA" and tags[time] == "CLOSE":
            time = (self._grower.opening(time, max(0, time - _LONGEST_GLOSS)) or 0) - 1
        verb = time - 2
        if tags[low - 1] != "COMMA" or verb < 0 or tags[time - 1 : time + 1] != ["PREP", "T"]:
            return nothing
        start = clause_opening(tags, verb)
        if not (roles[verb] in VERBS or tags[verb] == "ACT") or "Q" in tags[start:low]:
            return nothing
        phrase = self._grower.left(verb, start)
        marks, last = self._text.lexicon.lists.marks, self._text.words[phrase.end - 1]
        named = not phrase.empty and (last in marks or self._text.lexicon.measure(last) is not None)
        return phrase if named else nothing

    def _frames(self, start: int, end: int) -> bool:
        """Whether a clause only says how things are looked at, who speaks, or what was faced."""
        closing, lists = self._closing(start, end), self._text.lexicon.lists
        while start < end and self._text.tags[start] in _BEFORE_CLAUSE:
            start += 1
        framed = closing in lists.viewing or closing in lists.saying  # 局长表示，
        return framed or self._text.words[start] in lists.facing  # 面对多重考验，

    def _closing_before(self, low: int) -> str:
        """The word that closes the clause before, where a comma ends it; else an empty one."""
        if self._text.tags[low - 1] != "COMMA":
            return ""
        return self._closing(clause_opening(self._text.tags, low - 1), low)

    def _closing(self, start: int, end: int) -> str:
        """The word that closes a clause of several; else an empty one."""
        last = end - 1 - (self._text.tags[end - 1] in CLAUSE_MARKS)
        return self._text.words[last] if last > start else ""

    def _most(self, start: int, end: int) -> Phrase:
        """The object of an act of which there was most or least: 当日开行列车最多，达96列."""
        tags = self._text.tags
        while start < end and tags[start] in _BEFORE_TOPIC:
            start += 1
        if tags[start] not in DOING:
            return Phrase(start, start)
        phrase = self._grower.right(start + 1, end, ended_by="verb")
        superlative = phrase.end < end and self._text.lexicon.is_superlative(
            self._text.words[phrase.end]
        )
        return phrase if superlative else Phrase(start, start)

    def _changes(self, token: int) -> bool:
        """Whether what stands before a token is said to change, or why: 急诊则因…奏效，减少."""
        while self._text.tags[token] in _ADVERBS or self._text.tags[token] == "MANNER":
            token += 1
        changes = self._text.tags[token] in MOVES
        return changes or self._text.words[token] in self._text.lexicon.asides
