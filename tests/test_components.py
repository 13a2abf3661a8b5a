"""The stages as spaCy components of anyone's pipeline."""

import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.util import get_words_and_spaces
from spacy.vocab import Vocab

from extractor import Extractor, PatternError, extensions
from extractor.carried_rules import CarriesRules

TEXT = "全市新建学校30所，出口增长5%。"
NOISY = "新建養(yǎng)老院３０所，　床位增長近５％。"
RULE = {
    "id": "unit.mine",
    "comment": "mine",
    "forms": ["扎兜"],
    "code": "{扎兜}",
    "dimension": "count",
    "match": ["3扎兜券"],
    "no_match": ["3家企业"],
}
OWN_TEXT = "发放券包3扎兜。"
OUR_TOKENIZER = {"@tokenizers": "extractor.JiebaTokenizer.v1"}


def _pipeline(*names: str, language: str = "zh", **config: Any) -> Language:
    nlp = spacy.blank(language)
    for name in names:
        nlp.add_pipe(name, config=config)
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return _pipeline("quantities", "subjects")


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder of rules of the user's own."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "units.jsonl").write_text(json.dumps(RULE, ensure_ascii=False), encoding="utf-8")
    return folder


def _shown(doc: Doc) -> list[Any]:
    """All that the components set on a document."""
    groups = [
        (key, [(s.start_char, s.end_char, s.label_, s.id_) for s in doc.spans[key]])
        for key in sorted(doc.spans)
    ]
    return [[token.text for token in doc], groups, doc._.facts]


def test_components_by_name(nlp: Language) -> None:
    """Quantities and facts are set on a document that another tokeniser made."""
    doc = nlp(TEXT)
    assert [(span.text, span.label_) for span in doc.spans["quantities"]] == [
        ("30所", "{所}"),
        ("5%", "%"),
    ]
    assert [token.text for token in doc if token.text[0].isdigit()] == ["30所", "5%"]
    assert [fact.subject.text for fact in doc._.facts] == ["学校", "出口"]
    assert [span.text for span in doc.spans["subjects"]] == ["学校", "出口"]


def test_spans_of_a_noisy_text(nlp: Language) -> None:
    """Offsets are those of the document as it came."""
    doc = nlp(NOISY)
    assert [span.text for span in doc.spans["quantities"]] == ["３０所", "近５％"]
    assert [fact.subject.text for fact in doc._.facts] == ["养老院", "养老院床位"]
    assert doc.text[slice(*doc._.facts[0].subject.spans[0])] == "養(yǎng)老院"
    assert doc.text == NOISY


@pytest.mark.parametrize("text", [TEXT, NOISY])
def test_from_a_span_to_its_fact_and_back(text: str, nlp: Language) -> None:
    """Quantity, fact and subject lead to each other."""
    doc = nlp(text)
    assert len(doc.spans["quantities"]) == len(doc._.facts) > 0
    for quantity, fact in zip(doc.spans["quantities"], doc._.facts, strict=True):
        assert quantity._.fact == fact
        assert quantity._.quantity == quantity
        assert [(s.start_char, s.end_char) for s in quantity._.subjects] == [*fact.subject.spans]
        for subject in quantity._.subjects:
            assert subject in doc.spans["subjects"]
            assert (subject._.fact, subject._.quantity) == (fact, quantity)


def test_a_subject_of_two_facts_stands_twice(nlp: Language) -> None:
    """Each of the spans belongs to one fact."""
    doc = nlp("全市新建学校30所，增长5%。")
    subjects = doc.spans["subjects"]
    assert [span.text for span in subjects] == ["学校", "学校"]
    assert [span._.fact.quantity.value for span in subjects] == ["30", "5"]
    assert [span._.quantity.text for span in subjects] == ["30所", "5%"]


def test_a_span_of_something_else_has_no_fact(nlp: Language) -> None:
    """Nothing is made up."""
    span = nlp(TEXT)[0:2]
    assert (span._.fact, span._.quantity, span._.subjects) == (None, None, ())


def test_subjects_alone() -> None:
    """Facts need no other component; the way to a quantity's span does."""
    doc = _pipeline("subjects")(TEXT)
    assert [fact.subject.text for fact in doc._.facts] == ["学校", "出口"]
    assert [span._.quantity for span in doc.spans["subjects"]] == [None, None]


def test_quantities_alone() -> None:
    """There are no facts then."""
    doc = _pipeline("quantities")(TEXT)
    assert [span._.fact for span in doc.spans["quantities"]] == [None, None]
    assert doc._.facts == ()


def test_the_order_does_not_matter(nlp: Language) -> None:
    """Spans are right, though tokens are merged behind them."""
    assert _shown(_pipeline("subjects", "quantities")(TEXT)) == _shown(nlp(TEXT))


def test_spans_of_others_stay_where_they_are() -> None:
    """Merged tokens move what stands behind them."""
    nlp = spacy.blank("zh")
    doc = nlp.make_doc(TEXT)
    doc.spans["mine"] = [doc.char_span(10, 12, label="X", span_id="a"), doc.char_span(6, 7)]
    doc.spans["mine"].attrs["key"] = "value"
    nlp.add_pipe("quantities")
    spans = nlp(doc).spans["mine"]
    assert [(s.text, s.label_, s.id_) for s in spans] == [("出口", "X", "a"), ("30所", "", "")]
    assert spans.attrs == {"key": "value"}


def test_tokens_may_be_left_alone() -> None:
    """With `merge` off tokens are those of the tokenizer."""
    nlp = _pipeline("quantities", merge=False)
    doc = nlp(TEXT)
    assert [token.text for token in doc] == [token.text for token in nlp.make_doc(TEXT)]
    assert [span.text for span in doc.spans["quantities"]] == ["30所", "5%"]


def _by_spaces(nlp: Language) -> Callable[[str], Doc]:
    def make(text: str) -> Doc:
        words, spaces = get_words_and_spaces(text.split(), text)
        return Doc(nlp.vocab, words=words, spaces=spaces)

    return make


TOKENIZERS = {
    "characters": ("zh", {}),
    "jieba": ("zh", {"segmenter": "jieba"}),
    "ours": ("zh", OUR_TOKENIZER),
    "English": ("en", {}),
    "white space": ("en", None),
}
TEXTS = [TEXT, NOISY, " 全市 新建学校 30 所 。\n\n 出口  增长５% ", "", " ", "\n", "没有数字。"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(("language", "config"), TOKENIZERS.values(), ids=TOKENIZERS.keys())
def test_facts_do_not_depend_on_the_tokenizer(
    language: str, config: dict[str, str] | None, text: str, extractor: Extractor
) -> None:
    """They are those of the text; spans reach to the borders of tokens."""
    nlp = spacy.blank(language, config={"nlp": {"tokenizer": config}} if config else {})
    if config is None:
        nlp.tokenizer = _by_spaces(nlp)  # type: ignore[assignment]
    nlp.add_pipe("quantities")
    nlp.add_pipe("subjects")
    doc = nlp(text)
    assert doc._.facts == extractor.extract(doc.text).facts
    assert len(doc.spans["quantities"]) == len(doc._.facts)
    for span in doc.spans["quantities"]:
        start, end = span._.fact.quantity.span
        assert span.start_char <= start < end <= span.end_char
    places = [place for fact in doc._.facts for place in fact.subject.spans]
    for span, (start, end) in zip(doc.spans["subjects"], places, strict=True):
        assert span.start_char <= start < end <= span.end_char


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_more_processes_give_the_same(nlp: Language) -> None:
    """Facts and spans come back from other processes."""
    texts = [TEXT, NOISY, "", OWN_TEXT] * 2
    apart = [_shown(doc) for doc in nlp.pipe(texts, n_process=2, batch_size=2)]
    assert apart == [_shown(nlp(text)) for text in texts]


def test_a_text_is_read_once(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """What "quantities" has found "subjects" does not look for."""
    calls = []
    scan = Extractor.scan
    monkeypatch.setattr(Extractor, "scan", lambda *args: calls.append(args) or scan(*args))
    assert len([doc._.facts for doc in nlp.pipe([TEXT, NOISY])]) == 2
    assert len(calls) == 2


def test_settings_may_differ() -> None:
    """A reading is not passed on to a component that reads otherwise."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("quantities", config={"conversion": "none"})
    nlp.add_pipe("subjects", config={"conversion": "t2s"})
    assert nlp("學校3所。")._.facts[0].subject.text == "学校"


STORES: dict[str, Callable[[Doc], Doc]] = {
    "bytes": lambda doc: Doc(Vocab()).from_bytes(doc.to_bytes()),
    "DocBin": lambda doc: next(
        DocBin().from_bytes(DocBin(store_user_data=True, docs=[doc]).to_bytes()).get_docs(Vocab())
    ),
    "copy": lambda doc: doc.copy(),
    "pickle": lambda doc: pickle.loads(pickle.dumps(doc)),  # noqa: S301 - our own
}


@pytest.mark.parametrize("stored", STORES.values(), ids=STORES.keys())
@pytest.mark.parametrize("names", [("quantities", "subjects"), ("quantities",), ("subjects",)])
def test_documents_keep_what_was_found(
    names: tuple[str, ...], stored: Callable[[Doc], Doc]
) -> None:
    """Facts and spans are in what spaCy writes, and need no pipeline to be read."""
    doc = _pipeline(*names)(NOISY)
    assert _shown(stored(doc)) == _shown(doc)


def test_joined_documents_have_no_wrong_facts(nlp: Language) -> None:
    """Offsets of facts would not hold there; spaCy says what it leaves out."""
    with pytest.warns(UserWarning, match="extractor"):
        doc = Doc.from_docs([nlp(TEXT), nlp(NOISY)])
    assert doc._.facts == ()
    assert nlp(TEXT)[3:].as_doc(copy_user_data=True)._.facts == ()


@pytest.mark.parametrize("name", ["quantities", "subjects"])
@pytest.mark.parametrize("tokenizer", [{}, {**OUR_TOKENIZER}], ids=["spaCy's", "ours"])
def test_a_saved_pipeline_has_its_rules(
    name: str, tokenizer: dict[str, str], rules: Path, tmp_path: Path
) -> None:
    """The folder that the config names is needed no more: the pipeline may be moved."""
    if tokenizer:
        tokenizer["patterns"] = str(rules)
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}} if tokenizer else {})
    nlp.add_pipe(name, config={"patterns": str(rules)})
    shown = _shown(nlp(OWN_TEXT))
    assert "扎兜" in str(shown)
    nlp.to_disk(tmp_path / "here")
    data = nlp.to_bytes()
    shutil.move(tmp_path / "here", tmp_path / "there")
    shutil.rmtree(rules)
    assert _shown(spacy.load(tmp_path / "there")(OWN_TEXT)) == shown
    loaded = spacy.util.load_model_from_config(nlp.config, auto_fill=True)
    with pytest.raises(PatternError, match="is not a folder"):
        loaded(OWN_TEXT)
    assert _shown(loaded.from_bytes(data)(OWN_TEXT)) == shown


def test_a_pipeline_without_rules_is_saved_over_one_with_some(rules: Path, tmp_path: Path) -> None:
    """Nothing of what was there before is loaded."""
    _pipeline("subjects", patterns=str(rules)).to_disk(tmp_path / "nlp")
    _pipeline("subjects").to_disk(tmp_path / "nlp")
    assert spacy.load(tmp_path / "nlp")(OWN_TEXT)._.facts == ()


def test_a_fault_in_the_rules_is_told_at_once(rules: Path) -> None:
    """With file and line."""
    (rules / "units.jsonl").write_text('{"id": 1}', encoding="utf-8")
    with pytest.raises(PatternError, match=r"units\.jsonl:1"):
        _pipeline("subjects", patterns=str(rules))


def test_components_can_be_sent_to_a_process(rules: Path) -> None:
    """Where processes are not forked, components and tokenizer are pickled, with their rules."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": OUR_TOKENIZER}})
    nlp.add_pipe("subjects", config={"patterns": str(rules)})
    subjects, tokenizer = pickle.loads(  # noqa: S301 - our own
        pickle.dumps((nlp.get_pipe("subjects"), nlp.tokenizer))
    )
    shutil.rmtree(rules)
    assert subjects(tokenizer(OWN_TEXT))._.facts == nlp(OWN_TEXT)._.facts != ()


@pytest.mark.parametrize("name", ["../units.jsonl", "a/units.jsonl", "..\\units.jsonl", "units.py"])
def test_rules_stay_in_their_folder(name: str) -> None:
    """Bytes of a stranger cannot name a file elsewhere."""
    data = spacy.util.srsly.msgpack_dumps({name: b""})
    with pytest.raises(ValueError, match="no name of a pattern file"):
        CarriesRules(None).from_bytes(data)


@pytest.mark.parametrize(
    ("owner", "name"),
    [(Doc, "facts"), (Span, "fact"), (Span, "quantity"), (Span, "subjects")],
    ids=str,
)
def test_attributes_of_others_are_left_alone(
    owner: type[Doc | Span], name: str, recwarn: pytest.WarningsRecorder
) -> None:
    """Ours come once; where somebody has one of the name, we say so and how to get ours."""
    extensions.register()
    assert not recwarn.list
    ours = owner.remove_extension(name)
    try:
        owner.set_extension(name, default="theirs")
        with pytest.warns(UserWarning, match=rf"_\.{name} is somebody else's"):
            extensions.register()
        assert owner.get_extension(name)[0] == "theirs"
    finally:
        owner.set_extension(name, getter=ours[2], force=True)


def test_tokenizer_by_name() -> None:
    """The registered tokeniser gives our words and tags, with quantities as single tokens."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": OUR_TOKENIZER}})
    doc = nlp(TEXT)
    assert "30所" in [token.text for token in doc]
    assert {token.text: token.tag_ for token in doc}["增长"] == "RISE"
    assert doc.text == TEXT
