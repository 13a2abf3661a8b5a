"""The page shows wrong facts, escapes all that comes from texts, and keeps test errors back."""

from html.parser import HTMLParser

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
