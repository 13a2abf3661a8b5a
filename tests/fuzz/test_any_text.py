"""What holds for any text: hypothesis looks for texts for which it does not; found ones stay."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.checks import CHECKS, EXTRACTOR
from tests.fuzz.texts import COMMON, RARE, text_of

RELEASES = sorted((Path(__file__).parents[2] / "corpus" / "releases").glob("*.txt"))
# Some of them: what breaks one breaks many, and all take a minute.
CLEAN = [file for file in RELEASES if not file.stem.endswith("-noisy")][::4]
FINDINGS = [
    json.loads(line)
    for line in Path(__file__).with_name("findings.jsonl").read_text(encoding="utf-8").splitlines()
]
_CLAUSE = re.compile(r"[^\u3002\n\uff0c\uff1b\u3001\uff1a\uff08\uff09]+")
_CUT = re.compile(r"(?=[0-9])|[0-9一二三四五六七八九十百千万亿.%]+[^0-9]?")
TEXTS = st.lists(
    st.sampled_from(COMMON) | st.sampled_from(RARE) | st.text(max_size=3), max_size=30
).map("".join)


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding["id"])
def test_what_was_found_stays_mended(finding: dict[str, str]) -> None:
    """Texts for which a check failed once, cut down."""
    CHECKS[finding["check"]](finding["text"])


@pytest.mark.parametrize("file", RELEASES[::2], ids=lambda file: file.stem)
def test_the_clean_text_of_a_release_has_its_facts(file: Path) -> None:
    """Reading what was cleaned once cleans nothing more, and finds the same."""
    text = file.read_text(encoding="utf-8")
    clean = EXTRACTOR.normalizer(text).text
    assert EXTRACTOR.normalizer(clean).text == clean
    CHECKS["pipeline"](text)


@pytest.mark.parametrize("file", CLEAN, ids=lambda file: file.stem)
def test_a_text_may_begin_and_end_anywhere(file: Path) -> None:
    """Pieces of clauses, cut beside their numbers, are read without an exception."""
    for clause in sorted(set(_CLAUSE.findall(file.read_text(encoding="utf-8")))):
        for cut in {match.end() for match in _CUT.finditer(clause)}:
            EXTRACTOR.extract(clause[:cut])
            EXTRACTOR.extract(clause[cut:])


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
