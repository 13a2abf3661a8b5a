"""Runs the examples of every rule: `match` texts must fire it, `no_match` texts must not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.errors import PatternError
from extractor.pipeline import load
from extractor.tokens import NOT_A_WORD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.pipeline import Extractor
    from extractor.resources import Rule, RuleFolder


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What `patterns check` found.

    Attributes:
        rules: How many rules there are.
        examples: How many examples were run.
        faults: One error for each rule that cannot be read, each example that went wrong and each
            rule without examples.
    """

    rules: int
    examples: int
    faults: tuple[PatternError, ...]


def check_rules(overlays: Sequence[RuleFolder]) -> CheckReport:
    """Read the rules with folders of the user's own, and run all examples.

    Args:
        overlays: What is laid over the built-in rules. If that cannot be done, no example is run.
    """
    try:
        return _check_examples(load(*overlays, conversion="none"))
    except PatternError as fault:
        return CheckReport(0, 0, (fault, *fault.others))


def _check_examples(extractor: Extractor) -> CheckReport:
    patterns = extractor.patterns
    rules = [rule for name in patterns.names for rule in patterns.rules(name)]
    faults = patterns.unfit_built_in()
    faults += [fault for rule in rules for fault in _faults(rule, extractor)]
    examples = sum(len(rule.match) + len(rule.no_match) for rule in rules)
    return CheckReport(len(rules), examples, tuple(faults))


def _faults(rule: Rule, extractor: Extractor) -> list[PatternError]:
    faults = []
    if not rule.comment:
        faults.append(rule.fault("has no comment"))
    if not (rule.match and rule.no_match):
        faults.append(rule.fault("needs at least one example that matches and one that does not"))
    for text in rule.match:
        if rule.id not in fired(text, extractor):
            faults.append(rule.fault(f"does not match its example {text!r}"))
    for text in rule.no_match:
        if rule.id in fired(text, extractor):
            faults.append(rule.fault(f"matches {text!r}, which it must not"))
    return faults


def fired(text: str, extractor: Extractor) -> set[str]:
    """Ids of all rules of all stages that have a hand in reading a text."""
    reading = extractor.read(text)
    clean = reading.clean.text
    ids = extractor.normalizer.fired(text)
    ids |= extractor.time_finder.fired(clean)
    ids |= extractor.quantity_finder.fired(clean)
    marks = [(q.start, q.end, "Q") for q in reading.findings.quantities]
    tokens = extractor.segmenter.segment(clean, marks)
    ids |= {rule.id for word in tokens.words if (rule := extractor.lexicon.rule_of(word))}
    ids |= {extractor.lexicon.tags.rules[tag] for tag in (*tokens.tags, *reading.tokens.tags)}
    ids |= {answer.frame for answer in reading.answers}
    ids |= {answer.coordination for answer in reading.answers if answer.coordination}
    units = {q.code for q in reading.findings.quantities}
    heads = (extractor.lexicon.heads.rule_of(code, word) for code in units for word in tokens.words)
    ids |= {head for head in heads if head}
    return ids | {
        rule.id
        for rule in extractor.patterns.rules("words")
        if rule.data["tag"] == NOT_A_WORD
        for word in rule.data["words"]
        if word in clean and word not in tokens.words
    }
