"""Noisy twins: the gold moves with the text, and the noise can be taken off again."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import Extractor
from extractor.evaluation import GoldFact
from extractor.evaluation.noise import make_twin

TEXT = "全区共建有养老机构692家，入住老年人4万多人；覆盖率达到83%（含乡镇）。"


def _fact(start: int, end: int) -> GoldFact:
    return GoldFact(
        quote=TEXT[start:end], span=(start, end), value="1", unit="", subject="机构", kind="level"
    )


@settings(deadline=None)
@given(seed=st.text(max_size=8), start=st.integers(0, 30), length=st.integers(1, 8))
def test_quotes_stand_where_they_say(seed: str, start: int, length: int) -> None:
    """Each moved span is its quote, in the same order and never beyond the text."""
    facts = [_fact(start, start + length)] if start + length <= len(TEXT) else []
    noisy, moved = make_twin(TEXT, facts, seed=seed)
    for fact in moved:
        begin, end = fact.span
        assert 0 <= begin < end <= len(noisy)
        assert noisy[begin:end] == fact.quote


@settings(deadline=None)
@given(seed=st.text(max_size=8))
def test_the_same_seed_gives_the_same_twin(seed: str) -> None:
    """Noise is reproducible."""
    assert make_twin(TEXT, [], seed=seed) == make_twin(TEXT, [], seed=seed)


def test_noise_comes_off(extractor: Extractor) -> None:
    """The normaliser gives the clean text back."""
    twins = [make_twin(TEXT, [], seed=str(number))[0] for number in range(20)]
    assert any(twin != TEXT for twin in twins)
    clean = extractor.normalizer(TEXT).text
    assert {extractor.normalizer(twin).text for twin in twins} == {clean}
