"""Words that mechanisms ask for by what they do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.resources import Rule


@dataclass(frozen=True, slots=True)
class WordLists:
    """The words that fields of rules in ``words.jsonl`` list, by the names of these fields.

    Attributes:
        account_items: They are told of an account: 支出.
        accounts: They name what money is told of, in a heading: 预算.
        according: They say how something is reckoned: 按.
        all_kinds: They say that all kinds of something are meant: 各级各类.
        apart: They say per what, and may stand without a noun: 日均.
        areas_within: They are areas, and inside a name say where: 省内.
        attributive: They are verbs that open an attribute: 有.
        auxiliary: They are auxiliaries before an adverb: 会.
        averages: They say per what, and belong to the noun: 人均.
        belonging: They are people, places and intake of institutions: 床位.
        benefiting: They say whom something did good, and tell them from others: 惠及.
        capacities: They say how much of an act is possible: 能力.
        causing: They say why: 受.
        classing: They end a word for how many kinds there are: 三大.
        closing_clauses: They close a clause and stand for its noun: 增加雇用者.
        complete: They are verbs with their object in them: 造林.
        complements: They say how an act ended: 好.
        compounds: They are names with a list in them: 批发和零售业.
        contrasting: They contrast with what was told: 则.
        contributing: They say by how much of something else: 拉动.
        currencies: They are currencies: 人民币.
        directed: They can be directed at something: 出口, 贡献率.
        directed_needing: They are directed and need an owner: 贡献率.
        directing: They direct a measure at something: 对.
        disposing: They put before the verb what it does something to: 把.
        earnings: They are what somebody earned by what was told: 门票收入.
        elsewhere: They are levels elsewhere: 平均水平.
        equalling: They say what something is as much as: 相当于.
        facing: They open a clause on what had to be faced: 面对.
        finishing: They bring something to an end that was taken on: 审结.
        funds: They end a word for money: 补助.
        gathering: They say whom an institution has or receives: 接待.
        grades: They end a word for a grade: 省级.
        grounding: They open a remark on what is looked at, or on a survey: 从, 据.
        harming: They say what did harm: 造成.
        harms: Endings of words for the harm that was done: 损失.
        hazards: Endings of kinds of disasters: 洪涝灾害.
        heading_ends: They end a heading and name nothing: 情况.
        improving: They better things without making more of them: 提升.
        in_all: They open a measure of all there is: 总.
        influencing: They say what somebody's change did to an index: 影响.
        invested: They are what money is invested in: 项目.
        investments: They are money of projects: 投资.
        joining_inside: They join words inside the members of a list: 药物及化妆品.
        late_heads: They say something of a measure: 增速, 降幅.
        lengths: They end a word for how long things are: 里程.
        locating: They say where: 在.
        mainstays: They say that there is most of something: 以原料为大宗.
        marks: They are levels once reached: 高点.
        measures_of_acts: They measure an act: 办理时间.
        measures_of_things: They measure a thing that another measure was told of: 产量 behind 面积.
        moments: They end the name of a moment, and belong to it behind a time: 时.
        most: They begin a superlative: 最.
        name_ends: They are taken for the end of a name.
        name_starts: They are taken for the start of a name.
        naming: They give what was counted a name: 入选.
        negating: They say no: 不, 未.
        next: They say what comes next in an order: 其次.
        nominal_adverbs: They are adverbs, and nouns inside a name: 计划, 全部.
        occurring: They say that something happened, to those before them: 发生.
        offices: They name an office that somebody holds: 局长.
        opining: They say what people think or plan: 认为.
        outputs: They say that so much of something was made or sold: 产量.
        paired_ends: They end words that are told apart from each other: 昼间, 夜间.
        parting: They close a clause that says by what parts are told apart: 按地区分.
        periods: They say when: 同期, 高峰期.
        placing: They say which place something has, by how much: 以9%居首.
        pointing: They point at a number: 数字, 指标.
        prepositional: They are verbs or prepositions: 为, 在.
        rated_how: They say how, inside the name of a rate: 按期办结率.
        reaching: They say how many something reached: 惠及.
        reasons: They open a reason: 因.
        remaining: They are the rest: 其余.
        saying: They close a clause that says who speaks: 发言人表示.
        renewed: They say that something is new, and belong to its name: 新登记.
        sending: They say what was passed on, and count the act: 移送.
        sessions: Endings of the codes of units that count what people come to: 场.
        settled: They say that something was done or found, and no more: 执行, 临时估计.
        share_heads: They name a share: 比重.
        shared_ends: They end words that share them in a list: 失业、工伤保险.
        since: They close a time since when something is so: 起.
        spans: They are spans of time: 季度, 月.
        states: They say what became of something, and open a measure of it: 受灾.
        suffering: They say what befell people: 死亡.
        summing: They sum up before a measure: 合计占比.
        surnames: They are surnames.
        surveys: They are ways to find figures out: 调查, 问卷.
        totals: They name all of an amount once more: 产量9万吨，总量居第一.
        unspecific: They say nothing of whose: 总体.
        viewing: They close a clause that says how things are looked at: 分行业看.
        visiting: They are those who come to something, or say that they come: 观众.
        whens: They say behind a verb when something was: 启动时.
        yielding: They say of how large a part of something is somebody's work: 贡献.
    """

    account_items: frozenset[str]
    accounts: frozenset[str]
    according: frozenset[str]
    all_kinds: frozenset[str]
    apart: frozenset[str]
    areas_within: frozenset[str]
    attributive: frozenset[str]
    auxiliary: frozenset[str]
    averages: frozenset[str]
    belonging: frozenset[str]
    benefiting: frozenset[str]
    capacities: frozenset[str]
    causing: frozenset[str]
    classing: frozenset[str]
    closing_clauses: frozenset[str]
    complete: frozenset[str]
    complements: frozenset[str]
    compounds: frozenset[str]
    contrasting: frozenset[str]
    contributing: frozenset[str]
    currencies: frozenset[str]
    directed: frozenset[str]
    directed_needing: frozenset[str]
    directing: frozenset[str]
    disposing: frozenset[str]
    earnings: frozenset[str]
    elsewhere: frozenset[str]
    equalling: frozenset[str]
    facing: frozenset[str]
    finishing: frozenset[str]
    funds: frozenset[str]
    gathering: frozenset[str]
    grades: frozenset[str]
    grounding: frozenset[str]
    harming: frozenset[str]
    harms: frozenset[str]
    hazards: frozenset[str]
    heading_ends: frozenset[str]
    improving: frozenset[str]
    in_all: frozenset[str]
    influencing: frozenset[str]
    invested: frozenset[str]
    investments: frozenset[str]
    joining_inside: frozenset[str]
    late_heads: frozenset[str]
    lengths: frozenset[str]
    locating: frozenset[str]
    mainstays: frozenset[str]
    marks: frozenset[str]
    measures_of_acts: frozenset[str]
    measures_of_things: frozenset[str]
    moments: frozenset[str]
    most: frozenset[str]
    name_ends: frozenset[str]
    name_starts: frozenset[str]
    naming: frozenset[str]
    negating: frozenset[str]
    next: frozenset[str]
    nominal_adverbs: frozenset[str]
    occurring: frozenset[str]
    offices: frozenset[str]
    opining: frozenset[str]
    outputs: frozenset[str]
    paired_ends: frozenset[str]
    parting: frozenset[str]
    periods: frozenset[str]
    placing: frozenset[str]
    pointing: frozenset[str]
    prepositional: frozenset[str]
    rated_how: frozenset[str]
    reaching: frozenset[str]
    reasons: frozenset[str]
    remaining: frozenset[str]
    saying: frozenset[str]
    renewed: frozenset[str]
    sending: frozenset[str]
    sessions: frozenset[str]
    settled: frozenset[str]
    share_heads: frozenset[str]
    shared_ends: frozenset[str]
    since: frozenset[str]
    spans: frozenset[str]
    states: frozenset[str]
    suffering: frozenset[str]
    summing: frozenset[str]
    surnames: frozenset[str]
    surveys: frozenset[str]
    totals: frozenset[str]
    unspecific: frozenset[str]
    viewing: frozenset[str]
    visiting: frozenset[str]
    whens: frozenset[str]
    yielding: frozenset[str]

    @classmethod
    def read(cls, rules: Sequence[Rule]) -> WordLists:
        """The words that rules list.

        Args:
            rules: The rules of ``words.jsonl``.
        """
        return cls(**{field.name: listed(rules, field.name) for field in fields(cls)})


def listed(rules: Iterable[Rule], field: str) -> frozenset[str]:
    """The words that a field lists in any of some rules.

    Args:
        rules: The rules.
        field: Name of the field.
    """
    return frozenset(word for rule in rules for word in rule.data.get(field, ()))
