"""The page shows wrong facts, escapes all that comes from texts, and keeps test errors back."""

from html.parser import HTMLParser

import pytest

from extractor.evaluation import GoldFact, GoldRelease, Prediction, ReleaseCard, evaluate
from extractor.evaluation.page import render_page

HOSTILE = "<script>alert(1)</script>5所"


def _page(*, split: str = "dev", hidden: str | None = None) -> str:
    fact = GoldFact(
        quote="5所",
        span=(len(HOSTILE) - 2, len(HOSTILE)),
        value="5",
        unit="所",
        subject="<b>学校</b>",
        kind="level",
    )
    card = ReleaseCard.model_validate({"id": "one", "split": split})
    release = GoldRelease(card=card, text=HOSTILE, facts=(fact,))
    found = Prediction(fact.span, "5", unit="所", subject='"><img src=x onerror=alert(1)>')
    return render_page(evaluate(lambda _: [found], [release]), hidden_split=hidden)


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self.seen.append(tag)


def test_nothing_of_a_text_becomes_markup() -> None:
    """The only script is the page's own, and no element of the text is one."""
    tags = _Tags(_page()).seen
    assert tags.count("script") == 1
    assert not {"img", "b"} & set(_Tags(_page()).seen[tags.index("article") + 4 :])


def test_a_wrong_fact_is_shown_beside_the_gold() -> None:
    """Its sentence, the gold subject and the one found."""
    page = _page()
    assert "&lt;b&gt;学校&lt;/b&gt;" in page
    assert "onerror=alert(1)&gt;" in page
    assert 'data-verdicts="subject strict|subject relaxed"' in page


def test_errors_of_a_hidden_split_are_not_shown() -> None:
    """Its scores are."""
    page = _page(split="test", hidden="test")
    assert "<article" not in page
    assert "subject strict" in page


HOSTILE_WORDS = {
    "an element": "<script>alert(1)</script>",
    "the end of an attribute": '"><img src=x onerror=alert(1)>',
    "the end of another": "' onmouseover='alert(1)",
    "the end of the script": "</script><b>",
    "the end of the page": "--></body></html>",
    "a character reference": "&lt;b&gt;&#60;i&#62;",
    "a template": "{{ 7 * 7 }}{% raw %}",
}


def _page_of(word: str) -> str:
    """A page with a word wherever a corpus or a system can put one; one release crashes it."""
    text = f"{word}新建学校5所，{word}增长3%。"
    start = text.index("5所")
    fact = GoldFact(
        quote="5所",
        span=(start, start + 2),
        value="5",
        unit=f"所{word}",
        subject=word,
        alternatives=(word, f"学校{word}"),
        kind="level",
        basis=word,
        time=word,
        tags=(word,),
    )
    cards = [{"id": f"{word}{name}", "genre": word, "note": word} for name in ("one", "two")]
    releases = [
        GoldRelease(card=ReleaseCard.model_validate(card), text=text, facts=(fact,))
        for card in cards
    ]
    wrong = Prediction(fact.span, "5", unit=word, subject=f"{word}!", basis=f"{word}!")
    more = Prediction((text.index("3%"), text.index("3%") + 2), "3", unit="%", subject=word)
    calls = iter((True, False))

    def system(_: str) -> list[Prediction]:
        if next(calls):
            return [wrong, more]
        raise ValueError(word)

    return render_page(evaluate(system, releases))


class _Elements(HTMLParser):
    """The elements of a page, with the names of their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, ...]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, *(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.seen.append((f"/{tag}",))

    def handle_comment(self, data: str) -> None:
        self.seen.append(("comment", data))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("word", HOSTILE_WORDS.values(), ids=HOSTILE_WORDS.keys())
def test_no_word_changes_the_elements_of_the_page(word: str) -> None:
    """They are those of a page with a harmless word, and the word is shown as it is."""
    plain, hostile = _Elements(_page_of("甲")), _Elements(_page_of(word))
    assert hostile.seen == plain.seen
    assert hostile.text.count(word) == plain.text.count("甲")
