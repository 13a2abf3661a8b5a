"""What holds for any text: hypothesis looks for texts for which it does not; found ones stay."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.checks import CHECKS
from tests.fuzz.texts import COMMON, RARE, text_of

FINDINGS = [
    json.loads(line)
    for line in Path(__file__).with_name("findings.jsonl").read_text(encoding="utf-8").splitlines()
]
TEXTS = st.lists(
    st.sampled_from(COMMON) | st.sampled_from(RARE) | st.text(max_size=3), max_size=30
).map("".join)


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding["id"])
def test_what_was_found_stays_mended(finding: dict[str, str]) -> None:
    """Texts for which a check failed once, cut down."""
    CHECKS[finding["check"]](finding["text"])


@pytest.mark.parametrize("name", CHECKS)
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_any_text(name: str, text: str) -> None:
    """No exception, spans that say their text, the schema, and the same facts of the clean text."""
    CHECKS[name](text)


def test_any_bytes_are_a_text() -> None:
    """A fuzzer may cut its input anywhere."""
    everything = bytes(range(256))
    assert all(isinstance(text_of(everything[:end]), str) for end in range(257))
