"""The spaCy component in a blank English pipeline."""

import subprocess
import sys
import warnings

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # those of the libraries it imports
    spacy = pytest.importorskip("spacy", reason="the extra spacy is not installed")

from spacy.tokens import Doc, DocBin, Span

from slavonym import ConfigError, explain
from slavonym.integrations.columns import FIELDS, as_row

TEXT = "In Ukraine, Oleg Synegoubov spoke of Chassiv Yar, not of Toulouse."


@pytest.fixture
def nlp():
    return pipeline()


def pipeline(**config):
    nlp = spacy.blank("en")
    nlp.add_pipe("slavonym", config=config)
    return nlp


def seen(doc, key="slavonym"):
    return [
        (span.text, span.label_, span.kb_id_, span._.slavonym["english"], span._.slavonym["rule"])
        for span in doc.spans[key]
    ]


def matches(doc, key="slavonym"):
    return [span._.slavonym for span in doc.spans[key]]


def test_it_is_found_by_its_entry_point_alone():
    program = "import spacy; print(spacy.blank('en').add_pipe('slavonym').spans_key)"
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert run.stdout == "slavonym\n"


def test_spans_tell_the_canonical_name_its_confidence_and_the_rule(nlp):
    doc = nlp(TEXT)
    found = explain(TEXT).matches
    assert seen(doc) == [(m.surface, m.name.kind, m.name.id, m.name.english, m.rule) for m in found]
    assert matches(doc) == [as_row(match) for match in found]
    assert [list(match) for match in matches(doc)] == [list(FIELDS)] * 2
    assert all(0.75 <= match["confidence"] <= 1 for match in matches(doc))


def test_text_and_tokens_stay_as_they_are(nlp):
    doc, plain = nlp(TEXT), spacy.blank("en")(TEXT)
    assert doc.text == TEXT
    assert [token.text for token in doc] == [token.text for token in plain]


@pytest.mark.parametrize("text", ["", " ", "no names here"])
def test_a_text_without_names_has_no_spans(nlp, text):
    assert len(nlp(text).spans["slavonym"]) == 0


def test_a_span_that_is_no_match_has_none(nlp):
    assert nlp(TEXT)[0:2]._.slavonym is None


def test_a_span_covers_the_tokens_that_a_match_touches(nlp):
    doc = nlp("In Ukraine: Tchernihiv&Koupiansk.")
    assert seen(doc) == [
        ("Tchernihiv&Koupiansk", "place", "UA74100390010054825", "Chernihiv", "table-form"),
        ("Tchernihiv&Koupiansk", "place", "UA63080090010026457", "Kupiansk", "table-form"),
    ]
    assert [match["surface"] for match in matches(doc)] == ["Tchernihiv", "Koupiansk"]


def test_options_and_the_key_come_from_the_config():
    doc = pipeline(options={"to": "ukrainian", "thresholds": {"person": 0.1}}, spans_key="names")(
        "Volodymyr Zelensky of Ukraine"
    )
    assert [match["replacement"] for match in matches(doc, "names")] == ["Volodymyr Zelenskyi"]
    assert "slavonym" not in doc.spans


def test_two_components_with_different_options_do_not_mix():
    nlp = pipeline()
    nlp.add_pipe(
        "slavonym",
        name="unified",
        config={"options": {"accepted": "unify"}, "spans_key": "unified"},
    )
    doc = nlp("Volodymyr Zelensky of Ukraine left kyiv.")
    assert [match["replacement"] for match in matches(doc)] == ["Kyiv"]
    assert [match["replacement"] for match in matches(doc, "unified")] == [
        "Volodymyr Zelenskyy",
        "Kyiv",
    ]


def test_a_wrong_option_is_an_error_when_the_component_is_added():
    with pytest.raises(ConfigError, match="did you mean 'ukrainian'"):
        pipeline(options={"to": "ukranian"})


def test_extensions_of_others_are_left_alone():
    Span.set_extension("rule", default="mine", force=True)
    try:
        doc = pipeline()(TEXT)
        assert doc.spans["slavonym"][0]._.rule == "mine"
    finally:
        Span.remove_extension("rule")


# What is written is read again


def test_the_pipeline_survives_the_disk(tmp_path):
    nlp = pipeline(options={"to": "ukrainian", "exclude": ["Yar"]}, spans_key="names")
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.get_pipe_config("slavonym") == nlp.get_pipe_config("slavonym")
    assert (
        again.get_pipe("slavonym").normalizer.config == nlp.get_pipe("slavonym").normalizer.config
    )
    assert matches(again(TEXT), "names") == matches(nlp(TEXT), "names") != []


def through_bytes(doc, vocab, _):
    return Doc(vocab).from_bytes(doc.to_bytes())


def through_disk(doc, vocab, path):
    doc.to_disk(path / "doc")
    return Doc(vocab).from_disk(path / "doc")


def through_docbin(doc, vocab, _):
    (again,) = DocBin(store_user_data=True, docs=[doc]).get_docs(vocab)
    return again


@pytest.mark.parametrize("through", [through_bytes, through_disk, through_docbin])
def test_a_document_keeps_its_spans(nlp, tmp_path, through):
    doc = nlp(TEXT)
    again = through(doc, spacy.blank("en").vocab, tmp_path)
    assert seen(again) == seen(doc)
    assert matches(again) == matches(doc)


# Python 3.12 and later warn of any fork in a process with threads, and numpy has some.
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("processes", [1, 2])
def test_pipe_works_in_one_process_and_in_two(nlp, processes):
    texts = [f"{TEXT} {number}" for number in range(40)]
    docs = list(nlp.pipe(texts, n_process=processes, batch_size=5))
    assert [doc.text for doc in docs] == texts
    assert [matches(doc) for doc in docs] == [matches(nlp(text)) for text in texts]
