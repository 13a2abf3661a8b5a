"""Fourth question: which member of a list each number belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from extractor.subjects.model import Part, Subject, TaggedText
from extractor.tokens import Tokens

if TYPE_CHECKING:
    from extractor.resources import Patterns


class Coordination:
    """Splits lists and heads that hold a list in one word.

    Args:
        patterns: Where ``splits`` (城乡 → 城市, 农村) are read from.
    """

    def __init__(self, patterns: Patterns) -> None:
        self._splits: dict[str, list[_Split]] = {}
        for rule in patterns.rules("splits"):
            split = _Split(rule.id, tuple(rule.field("parts")), tuple(rule.data.get("before", ())))
            self._splits.setdefault(rule.field("form"), []).append(split)

    def deal(
        self, text: TaggedText, part: Part, count: int, *, alike: bool = True
    ) -> tuple[list[Subject], str]:
        """The `count` members that a noun phrase names, and the mechanism that told them apart.

        Args:
            text: The tokens.
            part: The phrase.
            count: How many numbers there are.
            alike: Whether they have the same unit; else the members share no measure.

        Returns:
            The members and ``list``, or the rule of the head that they share or of the word that
            was split; no members where the phrase does not name that many.
        """
        members, how = self._members(text, part, count, alike=alike)
        if not members:
            return self._expand(text.tokens, part, count)
        shared = how != "list"
        return [_without_etc(text, member) if shared else member for member in members], how

    def deal_apart(self, text: TaggedText, members: list[Part]) -> list[Subject]:
        """Members that stand apart, each with the head of the last where it lacks one.

        信息传输、软件业，住宿和餐饮业，金融业|增加值: commas divide what holds other lists.

        Args:
            text: The tokens.
            members: The phrases, in order.
        """
        return self._with_shared_head(text, [(part.start, part.end) for part in members])[0]

    def _members(
        self, text: TaggedText, part: Part, count: int, *, alike: bool
    ) -> tuple[list[Subject], str]:
        """The members of a list, each with the head that they share.

        Where 、 and 和 both stand, or 和 and 及 (服装和药物及化妆品), they may divide at different
        depths; the depth that gives `count` is taken.
        """
        inner = text.lexicon.lists.joining_inside
        for marks, apart in _DEPTHS:
            cuts = self._cuts(text, part, marks)
            if apart:
                cuts = [cut for cut in cuts if text.words[cut] not in inner]
            edges = [part.start, *(cut + 1 for cut in cuts), part.end]
            ends = [*cuts, part.end]
            items = [(a, b) for a, b in zip(edges, ends, strict=False) if a < b]
            if len(items) == count:
                if not alike:
                    return [(Part(a, b),) for a, b in items], "list"
                return self._with_shared_head(text, items)
        return [], ""

    def _expand(self, tokens: Tokens, part: Part, count: int) -> tuple[list[Subject], str]:
        """A phrase whose one word stands for `count` members, dealt out."""
        for i in range(part.start, part.end):
            following = tokens.words[i + 1] if i + 1 < part.end else ""
            for split in self._splits.get(tokens.words[i], ()):
                if len(split.parts) == count and (
                    not split.before or following.startswith(split.before)
                ):
                    ends = Part(part.start, i), Part(i + 1, part.end)
                    members = [
                        tuple(
                            p for p in (ends[0], Part(i, i + 1, text), ends[1]) if p.start < p.end
                        )
                        for text in split.parts
                    ]
                    return members, split.rule
        return [], ""

    @staticmethod
    def _cuts(text: TaggedText, part: Part, marks: tuple[str, ...]) -> list[int]:
        cuts, depth = [], 0
        for i in range(part.start, part.end):
            tag = text.tags[i]
            if text.roles[i] == "open":
                depth += 1
            elif text.roles[i] == "close":
                depth -= 1
            elif depth == 0 and tag in marks:
                cuts.append(i)
        return cuts

    @staticmethod
    def _with_shared_head(
        text: TaggedText, items: list[tuple[int, int]]
    ) -> tuple[list[Subject], str]:
        """Give members that lack a head the one of the last member (货物、旅客周转量)."""
        first_start, first_end = items[0]
        if text.words[first_start] in text.lexicon.lists.directing and first_end > first_start + 1:
            # 对欧盟、东盟出口: the members share the preposition too.
            undirected = [(first_start + 1, first_end), *items[1:]]
            members, how = Coordination._with_shared_head(text, undirected)
            return [(Part(first_start, first_start + 1), *member) for member in members], how
        parted = _with_owner(text, items)
        if parted is not None:
            return parted, "list"
        if owner := _front(text, items):
            # 功能区声环境昼间、夜间达标率: the first says of what all of them are.
            inner = [(owner.end, first_end), *items[1:]]
            members, how = Coordination._with_shared_head(text, inner)
            return [(owner, *member) for member in members], how
        measure = text.lexicon.measure
        start, end = items[-1]
        rule = measure(text.words[end - 1])
        # 起数和人数降幅: what says something of a measure is said of all.
        late = end - start > 1 and text.lexicon.is_late(text.words[end - 1])
        # 进口、出口通关时间: a word that could be a measure is none beside its like.
        parallel = end - start > 1 and measure(text.words[start]) is not None
        headless = [
            (a, b)
            for a, b in items[:-1]
            if (measure(text.words[b - 1]) is None and text.words[b - 1] != text.words[end - 1])
            or (late and not text.lexicon.is_late(text.words[b - 1]))
            or text.tags[b - 1] == "X"
            or (parallel and (b - a == 1 or text.words[b - 1] in text.lexicon.lists.directed))
        ]
        headless = [(a, b) for a, b in headless if not _acts_on_people(text, a, b)]
        attributes = [
            (a, b) for a, b in items[:-1] if b - a == 1 and text.tags[a] in ("b", "MANNER")
        ]
        if rule is None and attributes and end - start > 1:
            # 国家级、省级企业: what cannot stand alone takes the head.
            rule, headless = "list", attributes
        elif rule is None and (named := _names_before_noun(text, items)):
            rule, headless = "list", named
        elif rule is None:
            parted = _sharing_a_word(text, items, attributes)
            if parted is not None:
                return parted, "list"
        if rule is None or not headless:
            return [(Part(a, b),) for a, b in items], "list"
        return _deal_head(text, items, headless), rule


def _acts_on_people(text: TaggedText, start: int, end: int) -> bool:
    """Whether a member of a list is an act on people, which lacks no head: 接待游客、旅游花费."""
    heads, last = text.lexicon.heads, text.words[end - 1]
    people = any(heads.rule_of(code, last) for code in heads.within)
    return end - start > 1 and people and text.tags[start] in ("ACT", "VN")


def _front(text: TaggedText, items: list[tuple[int, int]]) -> Part | None:
    """What the first member of a list says of all: 功能区声环境|昼间, 夜间; or None."""
    start, end = items[0]
    last, words = end - 1, text.words
    alike = last > start and all(
        words[last] != words[a]
        and len(words[a]) == len(words[last]) == _PAIR
        and words[a][-1] == words[last][-1]
        and words[a][-1] in text.lexicon.lists.paired_ends
        for a, _ in items[1:]
    )
    return Part(start, last) if alike else None


def _without_etc(text: TaggedText, member: Subject) -> Subject:
    """A member without what closes its list: 信息|等|产业增加值."""
    first = member[0]
    etc = next((i for i in range(first.start + 1, first.end - 1) if text.tags[i] == "ETC"), None)
    if etc is None or first.text is not None:
        return member
    return (first._replace(end=etc), first._replace(start=etc + 1), *member[1:])


def _names_before_noun(text: TaggedText, items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The members of a list that end in a quoted name, before a common noun: “小巨人”、冠军企业."""
    start, end = items[-1]
    if end - start == 1 or text.tags[end - 1] != "GENERIC":
        return []
    return [(a, b) for a, b in items[:-1] if text.tags[b - 1] == "QUOTE"]


def _sharing_a_word(
    text: TaggedText, items: list[tuple[int, int]], attributes: list[tuple[int, int]]
) -> list[Subject] | None:
    """The members of a list that share the end of a word, or one noun, of the last; or None."""
    start, end = items[-1]
    if attributes and len(text.words[start]) > _PAIR:
        # 刑事、治安案件: here the head is the end of one word.
        shared = Part(start, end, text.words[start][-_PAIR:])
        return [(Part(a, b), shared) if (a, b) in attributes else (Part(a, b),) for a, b in items]
    if all(_ends_alike(text, item, start) for item in items[:-1]):
        # 失业、工伤保险业务: the head begins inside the last member's first word.
        return [*(_with_end(text, item, items[-1]) for item in items[:-1]), (Part(start, end),)]
    if _are_alike(text, items):
        # 男性、女性人口: words alike before one noun.
        shared = Part(start + 1, end)
        return [*((Part(a, b), shared) for a, b in items[:-1]), (Part(start, end),)]
    return None


def _with_owner(text: TaggedText, items: list[tuple[int, int]]) -> list[Subject] | None:
    """The members of a list whose last or first says what holds all of them, or None."""
    first_start, first_end = items[0]
    kinds = _kinds(text, *items[-1])
    if kinds is not None:
        # 小学、初中两类学校: how many there are parts the last member from their head.
        head = Part(kinds + 1, items[-1][1])
        members = [*items[:-1], (items[-1][0], kinds)]
        return [(Part(a, b), head) for a, b in members]
    measure = text.lexicon.measure
    suffering = text.lexicon.lists.suffering
    if first_end > first_start + 1 and all(
        b - a > 1 and text.words[a] in suffering and measure(text.words[b - 1])
        for a, b in items[1:]
    ):
        # 事故起数和死亡人数: whom it befell is of the same event.
        owner = Part(first_start, first_end - 1)
        return [(Part(first_start, first_end),), *((owner, Part(a, b)) for a, b in items[1:])]
    if first_end > first_start + 1 and all(
        b - a == 1 and measure(text.words[a]) for a, b in ((first_end - 1, first_end), *items[1:])
    ):
        # 地方财政收入、支出: bare measures share the first one's owner.
        owner = Part(first_start, first_end - 1)
        return [(Part(first_start, first_end),), *((owner, Part(a, b)) for a, b in items[1:])]
    return None


def _deal_head(
    text: TaggedText, items: list[tuple[int, int]], headless: list[tuple[int, int]]
) -> list[Subject]:
    """The members of a list, those without a head with that of the last."""
    start, end = items[-1]
    default = _head_start(text, headless, (start, end))
    first = text.words[start]
    lacking, endings = {*headless}, {text.words[b - 1][-1] for _, b in headless}
    subjects: list[Subject] = []
    for a, b in items:
        word = text.words[b - 1]
        if (a, b) not in lacking:
            subjects.append((Part(a, b),))
        elif (
            b - a == 1
            and text.tags[a] == "X"
            and first.startswith(word[0])
            and not first[len(word) :].isascii()
        ):
            # 第二、第三产业: the head begins inside the word that holds the last member.
            rest = Part(start, start + 1, first[len(word) :])
            subjects.append((Part(a, b), rest, Part(start + 1, end)))
        elif _ends_alike(text, (a, b), start):
            subjects.append(_with_end(text, (a, b), (start, end)))
        else:
            head = _behind_like(text, word, endings, (start, end), alone=len(headless) == 1)
            head = head or default
            head += text.tags[head] == "QUOTE"  # 公园、“口袋公园”|保有量
            # 市本级、县（市、区）级收入: the member has the ending already.
            head += head < end - 1 and word.endswith(text.words[head])
            subjects.append((Part(a, b), Part(head, end)))
    return subjects


def _ends_alike(text: TaggedText, member: tuple[int, int], first: int) -> bool:
    """Whether a member of a list is one word that shares the ending of another's first word."""
    a, b = member
    word, whole = text.words[a], text.words[first]
    ending = _ending(word, whole)
    return (
        b - a == 1
        and text.tags[a] != "GENERIC"  # 企业、高等学校
        and len(whole) == len(word) + len(ending)
        and ending in text.lexicon.lists.shared_ends
        and not word.endswith(ending)
    )


def _ending(word: str, whole: str) -> str:
    """The end of a word that another lacks: 工伤|保险; of one character: 大、小|型企业."""
    return whole[1:] if len(word) == 1 else whole[-_PAIR:]


def _with_end(text: TaggedText, member: tuple[int, int], last: tuple[int, int]) -> Subject:
    """A member with the ending of the last one's first word, and with what stands behind it."""
    start, end = last
    ending = Part(start, start + 1, _ending(text.words[member[0]], text.words[start]))
    rest = (Part(start + 1, end),) if end - start > 1 else ()
    return (Part(*member), ending, *rest)


def _kinds(text: TaggedText, start: int, end: int) -> int | None:
    """The word in the middle of a member that says how many kinds its list names, or None."""
    for i in range(start + 1, end - 1):
        ending = text.words[i][-1]
        counts = text.tags[i] == "X" and ending in text.lexicon.lists.classing
        if counts or (text.tags[i] == "KINDS" and text.roles[i + 1] == "in"):
            return i
    return None


def _are_alike(text: TaggedText, items: list[tuple[int, int]]) -> bool:
    """Whether all members but the last are one word, and the last one more before its noun."""
    start, end = items[-1]
    tag, length = text.tags[start], len(text.words[start])
    goes_on = end - start > 1 and text.roles[start + 1] != "link" and tag in _NAMES
    head = text.words[start + 1] if goes_on else ""
    return goes_on and all(
        b - a == 1
        and text.tags[a] == tag
        and len(text.words[a]) == length
        and not text.words[a].endswith(head)
        for a, b in items[:-1]
    )


def _head_start(text: TaggedText, headless: list[tuple[int, int]], last: tuple[int, int]) -> int:
    """Where the head starts, in the last member of a list, that the others share.

    Args:
        text: The tokens.
        headless: Tokens of the members without a head.
        last: Tokens of the last member.
    """
    start, end = last
    words, measure = text.words, text.lexicon.measure
    late = text.lexicon.is_late(words[end - 1])
    if late and any(measure(words[b - 1]) is not None for _, b in headless):
        return end - 1
    if any(b - a == 1 and words[a] == words[start] for a, b in headless):
        # 工业、制造业、工业技改投资: the last member is another kind of the first.
        return end - 1
    measures = end - 1
    while measures - 1 > start and measure(words[measures - 1]) is not None:
        measures -= 1  # 高等学校|经费所占比重
    head = min(start + max(b - a for a, b in headless), measures)
    while head - 1 > start and text.tags[head - 1] in ("BARE", "MEAN"):
        # 大型商超、便利店销售额占比, 氨、甲烷年均浓度: no part of a member's name
        head -= 1
    length = min(len("".join(words[a:b])) for a, b in headless)
    while (
        head < end - 1
        and text.tags[head] in _ATTRIBUTIVE
        and 2 * len("".join(words[start:head])) <= length
    ):
        # 保税物流、市场采购贸易进出口: the last member's attribute is cut into more words.
        head += 1
    while head < end - 1 and text.roles[head] == "link":
        head += 1  # 文化、交通、医疗三类支出
    quotes = text.lexicon.quotes
    if any(text.tags[i] == "X" and quotes(words[i]) for i in range(head, end - 1)):
        return end - 1  # 东盟、共建“一带一路”国家出口: a name in the last member is its own
    return _behind_bracket(text, head, end)


def _behind_like(
    text: TaggedText, word: str, endings: set[str], last: tuple[int, int], *, alone: bool
) -> int | None:
    """The token behind the last one in a list's last member that ends as the other members do.

    It is the word that another ends in (化学材料业、基本金属业产值), or one that ends in the
    character that all of them end in (采矿业、制造业、电力及水生产供应业增加值).

    Args:
        text: The tokens.
        word: The last word of the member.
        endings: The last characters of all members that lack a head.
        last: Tokens of the last member.
        alone: Whether no other member lacks a head.
    """
    for i in range(last[1] - 2, last[0] - 1, -1):
        alike = endings == {text.words[i][-1]} and (
            not alone or (len(text.words[i]) == len(word) == _PAIR and text.tags[i] in _NAMES)
        )
        if text.words[i] == word or alike:
            return i + 1
    return None


def _behind_bracket(text: TaggedText, head: int, end: int) -> int:
    """The token behind the bracket that a head starts with: 县（市、区）级收入."""
    depth = 0
    for i in range(head, end - 1):
        depth += (text.roles[i] == "open") - (text.roles[i] == "close")
        if depth == 0:
            return i + 1 if text.roles[i] == "close" else head
    return head


# Marks that divide, and whether words that join inside a name do not.
_DEPTHS = (
    *((("LIST", "AND"), False), (("LIST",), False), (("AND",), False)),
    *((("LIST", "AND"), True), (("AND",), True)),
)
# Characters of most heads.
_PAIR = 2
_NAMES = frozenset({"n", "ns", "nz", "j", "f", "s"})
# What the attribute of a head may be cut into.
_ATTRIBUTIVE = frozenset({"n", "nz", "vn", "VN", "v"})


class _Split(NamedTuple):
    """A word that holds a list: the rule, its members, and what must follow the word."""

    rule: str
    parts: tuple[str, ...]
    before: tuple[str, ...]
