"""The stages as spaCy components of anyone's pipeline."""

import spacy

TEXT = "全市新建学校30所，出口增长5%。"


def test_components_by_name() -> None:
    """Quantities and facts are set on a document that another tokeniser made."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("quantities")
    nlp.add_pipe("subjects")
    doc = nlp(TEXT)
    assert [span.text for span in doc.spans["quantities"]] == ["30所", "5%"]
    assert [token.text for token in doc if token.text[0].isdigit()] == ["30所", "5%"]
    assert [fact.subject.text for fact in doc._.facts] == ["学校", "出口"]
    assert [span.text for span in doc.spans["subjects"]] == ["学校", "出口"]


def test_spans_of_a_noisy_text() -> None:
    """Offsets are those of the document as it came."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("quantities")
    nlp.add_pipe("subjects")
    doc = nlp("新建養(yǎng)老院３０所。")
    assert [span.text for span in doc.spans["quantities"]] == ["３０所"]
    assert [fact.subject.text for fact in doc._.facts] == ["养老院"]
    assert doc.text[slice(*doc._.facts[0].subject.spans[0])] == "養(yǎng)老院"


def test_tokenizer_by_name() -> None:
    """The registered tokeniser gives our words and tags, with quantities as single tokens."""
    nlp = spacy.blank(
        "zh", config={"nlp": {"tokenizer": {"@tokenizers": "extractor.JiebaTokenizer.v1"}}}
    )
    doc = nlp(TEXT)
    assert "30所" in [token.text for token in doc]
    assert {token.text: token.tag_ for token in doc}["增长"] == "RISE"
    assert doc.text == TEXT
