"""Stage 4, scoring: evidence in log-odds, and the confidence it adds up to."""

import ast
import math
import tomllib
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slavonym import Config, evidence, explain, lookup
from slavonym.context import Context
from slavonym.evidence import Weights, weights
from slavonym.evidence.spelling import PLAIN
from slavonym.gazetteer import load_gazetteer
from slavonym.locate import read_table
from slavonym.model import Candidate, Name, Piece
from slavonym.schemes import Aligner, schemes_of
from slavonym.stages import scoring
from slavonym.stages.scoring import score

TABLE = tomllib.loads(read_table("confidence.toml"))
EVIDENCE = tomllib.loads(read_table("evidence.toml"))
SETTINGS = ("text", "alone")

SOLONE = Name("test:solone", "place", "village", "uk", "Солоне", "Solone", "Solone", rank=2)
CHASIV_YAR = Name("test:chasiv", "place", "city", "uk", "Часів Яр", "Chasiv Yar", "Chasiv Yar")
SYNIEHUBOV = Name(
    "test:s", "person", "surname", "uk", "Синєгубов", "Syniehubov", "Syniehubov", rank=2
)
OLEH_SYNIEHUBOV = Name(
    "test:os",
    "person",
    "public-figure",
    "uk",
    "Олег Синєгубов",
    "Oleh Syniehubov",
    "Oleh Syniehubov",
)
OLEH = Name("test:o", "person", "given-name", "uk", "Олег", "Oleh", "Oleh")
KHARKIV = Name("test:kharkiv", "place", "city", "uk", "Харків", "Kharkiv", "Kharkiv", rank=6)


def candidate(text, surface, name, **changes):
    """The candidate that `surface`, where it first stands in the text, is this name."""
    start = text.index(surface)
    alignment = Aligner(schemes_of(name.language)).align(surface, name.native, 6.0)
    assert alignment is not None
    found = Candidate(
        start, start + len(surface), surface, name, "test", alignment.cost, alignment.pieces
    )
    return replace(found, **changes)


def scored(text, *candidates, language=None, alone=False):
    context = Context(
        text,
        load_gazetteer(),
        Config(),
        detect_language=lambda _: language,
        standing_alone=alone,
    )
    return score(candidates, context)


def confidence(text, surface, name, *, language=None, **changes):
    return scored(text, candidate(text, surface, name, **changes), language=language)[0].confidence


def log_odds(confidence):
    return math.log(confidence) - math.log1p(-confidence)


# What stands beside a name, and what the document is about


@pytest.mark.parametrize(
    ("surface", "name", "lower", "higher"),
    [
        # a word for this kind of name, before it or after it
        ("Soloné", SOLONE, "they left Soloné early", "they left the village of Soloné early"),
        ("Soloné", SOLONE, "they left Soloné early", "they left the Village of Soloné early"),
        ("Soloné", SOLONE, "they left Soloné early", "they left the Soloné district early"),
        ("Synegoubov", SYNIEHUBOV, "then Synegoubov left", "then governor Synegoubov left"),
        ("Synegoubov", SYNIEHUBOV, "then Synegoubov left", "then Governor\u00a0Synegoubov left"),
        ("Synegoubov", SYNIEHUBOV, "then Synegoubov left", "then Synegoubov said it"),
        # a word for another kind of name
        ("Soloné", SOLONE, "then Governor Soloné left", "then Soloné left"),
        ("Synegoubov", SYNIEHUBOV, "the village of Synegoubov left", "then Synegoubov left"),
        # another name that is not one of ours
        ("Soloné", SOLONE, "they left Wxyzzy Soloné early", "they left Soloné early"),
        ("Soloné", SOLONE, "they left Soloné Wxyzzy early", "they left Soloné early"),
        ("Soloné", SOLONE, "they left Wxyzzy-Soloné early", "they left Soloné early"),
        ("Soloné", SOLONE, "they left Soloné-Wxyzzy early", "they left Soloné early"),
        # signs of what the document is about; the more, the better
        ("Soloné", SOLONE, "they left Soloné early", "they left Soloné in Ukraine early"),
        ("Soloné", SOLONE, "they left Soloné, Ukraine", "they left Soloné, Ukraine, Kyiv says"),
        (
            "Soloné",
            SOLONE,
            "they left Soloné" + " early" * 500,
            "they left Soloné" + " early" * 500 + " Ukraine",
        ),
    ],
)
def test_context_moves_the_confidence(surface, name, lower, higher):
    assert confidence(lower, surface, name) < confidence(higher, surface, name)


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("the Russian Synegoubov left", "the Ukrainian Synegoubov left"),
        ("then Synegoubov, a Russian judge, left", "then Synegoubov, a Ukrainian judge, left"),
        ("then Synegoubov left Russia", "then Synegoubov left Ukraine"),
    ],
)
def test_where_the_language_is_contested_the_country_beside_decides(lower, higher):
    def ukrainian(text):
        one = candidate(text, "Synegoubov", SYNIEHUBOV)
        russian = replace(SYNIEHUBOV, language="ru", native="Синегубов", english="Sinegubov")
        return scored(text, one, replace(one, name=russian))[0].confidence

    assert ukrainian(lower) < ukrainian(higher)


@pytest.mark.parametrize("country", ["Russian", "Ukrainian"])
def test_where_it_is_not_contested_the_country_says_nothing(country):
    text = f"the {country} Synegoubov left"
    (found,) = scored(text, candidate(text, "Synegoubov", SYNIEHUBOV))
    assert not any("language" in evidence.id for evidence in found.evidence)


@pytest.mark.parametrize(
    ("surface", "name", "one", "other"),
    [
        # a sign is a sign once, and the name itself is not its own sign
        ("Soloné", SOLONE, "Ukraine: they left Soloné", "Ukraine, Ukraine: they left Soloné"),
        ("Soloné", SOLONE, "they left Soloné early", "they left Soloné and Soloné early"),
        # whole words only
        ("Soloné", SOLONE, "they left Soloné early", "they left Soloné to a Ukrainesque fate"),
        ("Synegoubov", SYNIEHUBOV, "then Synegoubov left", "then overgovernor Synegoubov left"),
        ("Synegoubov", SYNIEHUBOV, "then Synegoubov left", "then Synegoubov saidest it"),
        # ordinary words
        ("Soloné", SOLONE, "they left Soloné early", "they all left Soloné too early"),
    ],
)
def test_context_that_says_nothing_changes_nothing(surface, name, one, other):
    more = "; and so on" * 50  # in a long text a few words more or less make no difference
    assert confidence(one + more, surface, name) == confidence(other + more, surface, name)


@pytest.mark.parametrize(
    ("length", "share"), [(20, 0.0), (100, 0.2), (250, 0.5), (500, 1), (900, 1)]
)
def test_the_longer_a_text_is_silent_of_these_lands_the_more_that_says(length, share):
    def silence(text):
        (found,) = scored(text, candidate(text, "Soloné", SOLONE))
        return sum(e.weight for e in found.evidence if e.id == "no-slavic-document")

    text = "they left Soloné".ljust(length, ".")
    in_full = silence(text.ljust(1000, "."))
    assert in_full < 0
    assert silence(text) == pytest.approx(share * in_full)


@pytest.mark.parametrize(
    ("text", "surface", "told"),
    [
        # a form that other systems have as well, beside another name in French
        ("The judge from Riazan left Nijni Novgorod, Russia.", "Riazan", True),
        ("Andriï Iermak left Kyiv; the judge thanked Iermak.", "Iermak", True),
        # nothing else is French
        ("The judge from Riazan left Nizhny Novgorod, Russia.", "Riazan", False),
        # a spelling that French hardly ever has
        ("Governor Sergiy Gaiday left Nijni Novgorod, Russia.", "Sergiy Gaiday", False),
        # a name that English has another word for
        ("The cruiser Moskva sank; the wall said Nijni Novgorod, Russia.", "Moskva", False),
        # the romanization of Belarus itself
        ("The judge from Homiel left Nijni Novgorod, Russia.", "Homiel", False),
    ],
)
def test_a_matter_of_style_is_french_in_a_document_that_is(text, surface, told):
    found = {m.surface: m for m in explain(text).matches}
    assert (surface in found) is told
    if told:
        assert found[surface].rule == "other-romanization"
        assert any(e.id == "french-too" for e in found[surface].evidence)


@pytest.mark.parametrize(
    ("surface", "told"),
    [
        ("Simféropol", True),
        ("Mykolaïv", True),
        ("MYKOLAÏV", True),
        ("Simferopol", False),  # right as it is
        ("Tchernihiv", False),  # more than accents
        ("Tchérnihiv", False),
    ],
)
def test_a_good_form_but_for_its_accents(surface, told):
    found = lookup(surface, kind="place")[0]
    ids = {e.id for e in found.evidence}
    assert ("only-accents" in ids) is told
    assert not (told and "letter-sequence" in ids)


@pytest.mark.parametrize("surface", ["Debaltsevo", "Débaltsevo", "Débaltsévo"])
def test_a_listed_form_is_one_with_any_accents(surface):
    found = lookup(surface, kind="place")[0]
    assert found.english == "Debaltseve"
    assert found.listed


def test_a_standard_name_nearby_is_a_sign():
    text = "from Kharkiv to Soloné"
    solone = candidate(text, "Soloné", SOLONE)
    kharkiv = candidate(text, "Kharkiv", KHARKIV)
    alone, beside = scored(text, solone)[0], scored(text, solone, kharkiv)[0]
    assert alone.confidence < beside.confidence
    obscure = replace(kharkiv, name=replace(KHARKIV, rank=1))
    assert scored(text, solone, obscure)[0].confidence == alone.confidence


@pytest.mark.parametrize(
    "text", ["from Kharkiv on", "from Kharkiv to Kharkiv", "from KHARKIV, Kharkiv"]
)
def test_a_name_is_no_sign_for_itself(text):
    (kharkiv,) = scored(text, candidate(text, "Kharkiv", KHARKIV))
    assert "slavic-document" not in {evidence.id for evidence in kharkiv.evidence}


def test_a_surname_is_surer_when_the_document_has_the_full_name():
    text = "Ukraine's Oleg Synegoubov left and Synegoubov came back"
    surname = candidate(text, "Synegoubov", SYNIEHUBOV, start=35, end=45)
    full = candidate(text, "Oleg Synegoubov", OLEH_SYNIEHUBOV)
    assert scored(text, surname)[0].confidence < scored(text, surname, full)[0].confidence


@pytest.mark.parametrize("language", [None, "en", "fr"])
def test_english_french_and_unknown_texts_weigh_the_same(language):
    text = "they left Soloné early"
    assert confidence(text, "Soloné", SOLONE, language=language) == confidence(
        text, "Soloné", SOLONE
    )


@pytest.mark.parametrize("language", ["de", "pl", "tr"])
def test_a_text_in_another_language_lowers_the_confidence(language):
    text = "they left Soloné early"
    assert confidence(text, "Soloné", SOLONE, language=language) < confidence(
        text, "Soloné", SOLONE
    )


# How the form comes from the native name, and how well known that is


def in_a_sentence(surface, name, /, **changes):
    text = f"they left {surface} early"
    return scored(text, replace(candidate(text, surface, name), **changes))[0].confidence


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        # the nearer to a regular spelling, the better
        (("Soloné", SOLONE, {"cost": 1.5}), ("Soloné", SOLONE, {})),
        (("Chassiv Yar", CHASIV_YAR, {}), ("Tchassiv Iar", CHASIV_YAR, {})),
        # the better known, the better
        (("Soloné", replace(SOLONE, rank=0), {}), ("Soloné", SOLONE, {})),
        (("Soloné", replace(SOLONE, rank=4), {}), ("Soloné", replace(SOLONE, rank=5), {})),
        # a form that nothing French explains is no business of ours, unless a table lists it
        (("Sinegubov", SYNIEHUBOV, {"cost": 0.0}), ("Synegoubov", SYNIEHUBOV, {"cost": 0.9})),
        (("Synegoubov", SYNIEHUBOV, {"cost": 1.0}), ("Synegoubov", SYNIEHUBOV, {"cost": 0.9})),
        (("Sinegubov", SYNIEHUBOV, {}), ("Sinegubov", SYNIEHUBOV, {"listed": True})),
        # a given name tells neither person nor language
        (("Oleg", OLEH, {}), ("Oleg", replace(OLEH, category="surname"), {})),
        # a short name fits anything; several words that fit are surer than one
        (("Soloné", SOLONE, {"name": replace(SOLONE, native="Сол")}), ("Soloné", SOLONE, {})),
        (
            ("Soloné", SOLONE, {}),
            ("Soloné", SOLONE, {"name": replace(SOLONE, native="Солоне Нове")}),
        ),
    ],
)
def test_spelling_and_name_move_the_confidence(worse, better):
    (surface, name, changes), (other_surface, other_name, other_changes) = worse, better
    assert in_a_sentence(surface, name, **changes) < in_a_sentence(
        other_surface, other_name, **other_changes
    )


def test_the_more_french_the_surer_up_to_a_cap():
    def with_pieces(count):
        pieces = (Piece("ou", "у", frozenset({"french-ukrainian"}), 0.0),) * count
        return in_a_sentence("Soloné", SOLONE, cost=0.0, alignment=pieces)

    assert with_pieces(0) < with_pieces(1) < with_pieces(2)
    assert with_pieces(50) == with_pieces(100)


def test_what_english_writes_too_is_not_french():
    def spelled(*schemes):
        pieces = (Piece("ou", "у", frozenset(schemes), 0.0),)
        return in_a_sentence("Soloné", SOLONE, cost=0.0, alignment=pieces)

    assert spelled("french-ukrainian", "kmu-2010") < spelled("french-ukrainian")


# Rivals


def test_readings_of_one_span_share_the_probability():
    text = "in the Ukrainian village of Soloné"
    one = candidate(text, "Soloné", SOLONE)
    other = replace(one, name=replace(SOLONE, id="test:other", english="Other"))
    alone = scored(text, one)[0]
    first, second = scored(text, one, other)
    assert first.confidence == pytest.approx(second.confidence)
    assert first.confidence < alone.confidence
    assert first.confidence + second.confidence <= 1
    assert "Other" in first.evidence[-1].detail
    assert first.evidence[-1].id == "rivals"


def test_the_three_likeliest_rivals_are_told_the_likeliest_first():
    text = "in the Ukrainian village of Soloné"
    one = candidate(text, "Soloné", SOLONE)
    rivals = [
        replace(one, cost=cost, name=replace(SOLONE, english=english, native=f"{english} Новий"))
        for english, cost in (("Third", 3.0), ("First", 1.0), ("Fourth", 4.0), ("Second", 2.0))
    ]
    first = scored(text, one, *rivals)[0]
    assert first.evidence[-1].detail == "may also be First, Second, Third"


def test_of_rivals_that_are_written_alike_the_likeliest_counts():
    text = "in the Ukrainian village of Soloné"
    one = candidate(text, "Soloné", SOLONE)
    likely = replace(one, name=replace(SOLONE, id="test:likely", english="Other"))
    unlikely = replace(likely, cost=9.0, name=replace(likely.name, id="test:unlikely"))
    expected = scored(text, one, likely)[0]
    assert scored(text, one, likely, unlikely)[0] == expected
    assert scored(text, one, unlikely, likely)[0] == expected


@pytest.mark.parametrize(
    ("costs", "told"),
    [
        ({"ru": 0.0, "uk": 0.0}, "the name is ru 50%, uk 50%"),
        ({"ru": 40.0, "uk": 0.0}, "the name is uk 100%, ru 0%"),
        ({"uk": 40.0, "ru": 0.0}, "the name is ru 100%, uk 0%"),
    ],
)
def test_the_languages_of_a_name_are_told_with_their_shares_the_likeliest_first(costs, told):
    text = "they left Soloné early"
    one = candidate(text, "Soloné", SOLONE)
    readings = [
        replace(one, cost=cost, name=replace(SOLONE, language=language))
        for language, cost in costs.items()
    ]
    for found in scored(text, *readings):
        assert ("language", told, 0.0) in [(e.id, e.detail, e.weight) for e in found.evidence]


def test_beside_a_known_name_a_name_in_no_table_is_worth_what_such_names_are():
    text = "in the Ukrainian village of Soloné"
    one = candidate(text, "Soloné", SOLONE)
    other = replace(one, share=0.5, name=replace(SOLONE, english="Other"))
    low = ((0.0, -8.0), (1.0, -7.0))
    known = Weights(TABLE["text"]["weights"], unknown_knots=low)
    context = Context(text, load_gazetteer(), Config())
    alone = [score([each], context, known)[0] for each in (one, other)]
    listed, unlisted = score([one, other], context, known)
    assert unlisted.confidence < alone[1].confidence < listed.confidence < alone[0].confidence
    assert unlisted.evidence[-1].id == listed.evidence[-1].id == "rivals"
    odds = [sum(e.weight for e in found.evidence) for found in alone]
    together = math.log(sum(map(math.exp, odds)))
    for found, own, unknown in ((listed, odds[0], False), (unlisted, odds[1], True)):
        share = math.exp(own - together)
        assert found.confidence == pytest.approx(
            known.probability(together, unknown=unknown) * share
        )


def test_the_same_english_form_is_no_rival():
    text = "in the Ukrainian village of Soloné"
    one = candidate(text, "Soloné", SOLONE)
    namesake = replace(one, name=replace(SOLONE, id="test:namesake", native="Солоне"))
    assert scored(text, one, namesake)[0] == scored(text, one)[0]


def test_two_names_of_one_place_are_no_rivals():
    text = "in the Ukrainian village of Soloné"
    one = candidate(text, "Soloné", replace(SOLONE, accepted=("Solyonoye",)))
    other = replace(one, name=replace(SOLONE, english="Solyonoye", accepted=("Solone",)))
    assert scored(text, one, other)[0] == scored(text, one)[0]
    stranger = replace(other, name=replace(other.name, accepted=()))
    assert scored(text, one, stranger)[0].confidence < scored(text, one)[0].confidence


def test_a_weak_rival_takes_little():
    text = "in the Ukrainian village of Soloné"
    one = candidate(text, "Soloné", SOLONE)
    other = replace(one, cost=6.0, name=replace(SOLONE, id="test:other", english="Other"))
    alone, (first, second) = scored(text, one)[0], scored(text, one, other)
    assert second.confidence < 0.01
    assert 0 < alone.confidence - first.confidence < 0.01


def test_candidates_of_other_spans_are_no_rivals():
    text = "they left Soloné and Chassiv Yar early"
    one, other = candidate(text, "Soloné", SOLONE), candidate(text, "Chassiv Yar", CHASIV_YAR)
    assert not any(e.id == "rivals" for c in scored(text, one, other) for e in c.evidence)


def test_candidates_come_back_in_their_order_and_otherwise_unchanged():
    text = "they left Soloné and Chassiv Yar early"
    given = [candidate(text, "Chassiv Yar", CHASIV_YAR), candidate(text, "Soloné", SOLONE)]
    returned = scored(text, *given)
    assert [replace(c, evidence=(), confidence=0.0) for c in returned] == given
    assert scored(text) == []


MYKHNIUK = Name("test:m", "person", "surname", "uk", "Михнюк", "Mykhniuk", "Mykhniuk")
MIKHNYUK = replace(MYKHNIUK, id="test:n", language="ru", english="Mikhnyuk", ukrainian="Mikhnyuk")


@pytest.mark.parametrize(
    ("ukrainian", "russian", "told"),
    [
        ({}, {}, True),
        ({"share": 0.9}, {}, True),
        ({}, {"share": 0.9}, True),
        ({"share": 0.9}, {"share": 0.1}, False),  # the shares tell it
        ({}, {"name": replace(MIKHNYUK, rank=3)}, False),  # a surname that is known as a Russian's
        ({}, {"name": replace(MIKHNYUK, category="public-figure")}, False),
        ({}, {"name": replace(MIKHNYUK, category="given-name")}, False),
        ({"name": replace(MYKHNIUK, category="given-name")}, {}, False),
        ({"name": replace(MYKHNIUK, kind="place", category="village")}, {}, False),
    ],
)
def test_letters_tell_against_a_surname_that_is_likelier_of_another_language(
    ukrainian, russian, told
):
    text = "they met Mikhniouk early"
    one = replace(candidate(text, "Mikhniouk", MYKHNIUK), **ukrainian)
    other = replace(candidate(text, "Mikhniouk", MIKHNYUK), **russian)
    against = [
        {e.detail: e.weight for e in c.evidence if e.id == "other-language-letters"}
        for c in scored(text, one, other)
    ]
    assert not against[0]
    assert list(against[1]) == (["letters as in surnames of 'uk'"] if told else [])
    assert all(weight < 0 for weight in against[1].values())


def test_letters_of_another_language_count_where_it_would_be_written_otherwise():
    text = "they met Mikhniouk early"
    one = candidate(text, "Mikhniouk", MYKHNIUK)
    same = candidate(text, "Mikhniouk", replace(MIKHNYUK, english="Mykhniuk", ukrainian="Mykhniuk"))
    found = [e.id for c in scored(text, one, same) for e in c.evidence]
    assert "other-language-letters" not in found


# Standing alone


def test_a_name_looked_up_is_assumed_to_be_a_name():
    alone = scored("Soloné", candidate("Soloné", "Soloné", SOLONE), alone=True)[0]
    running = scored("Soloné", candidate("Soloné", "Soloné", SOLONE))[0]
    assert alone.confidence > running.confidence


def test_a_name_looked_up_need_not_be_french():
    english = candidate("Sinegubov", "Sinegubov", SYNIEHUBOV)
    ids = {e.id for e in scored("Sinegubov", english, alone=True)[0].evidence}
    assert "no-french-spelling" not in ids
    assert "no-french-spelling" in {e.id for e in scored("Sinegubov", english)[0].evidence}


# The sum


FORMS = st.sampled_from(
    [
        "Soloné",
        "Chassiv Yar",
        "Oleg Synegoubov",
        "Synegoubov",
        "Zaporijjia",
        "Marioupol",
        "Kiev",
        "kyiv",
        "Kharkiv",
        "Odessa",
        "Oleg",
        "Zelensky",
        "Vladimir Poutine",
        "Tchernihiv",
        "Toulouse",
        "Bakhmout",
        "mer d’Azov",
        "Sergueï",
        "Avdiïvka",
        "Yar",
        "Louhansk",
    ]
)
WORDS = st.sampled_from(
    [
        "the village of",
        "governor",
        "in",
        "Ukraine",
        "Russia",
        "said",
        "region",
        "and",
        ".",
        ",",
        "-",
        "\n",
        "Wxyzzy",
        "Texas",
        "le la des",
        "Mr.",
    ]
)
TEXTS = st.lists(st.tuples(WORDS, FORMS).map(" ".join) | WORDS | FORMS, max_size=10).map(" ".join)

KNOWN_IDS = {*TABLE["text"]["weights"], "language", "rivals"}


def assert_adds_up(scored_thing, *, alone):
    total = sum(evidence.weight for evidence in scored_thing.evidence)
    unknown = scored_thing.rule == "unknown-name"
    worth = weights(standing_alone=alone).probability(total, unknown=unknown)
    assert worth == pytest.approx(scored_thing.confidence, abs=1e-9)
    assert 0 <= scored_thing.confidence <= 1
    assert {evidence.id for evidence in scored_thing.evidence} <= KNOWN_IDS
    assert all(evidence.detail for evidence in scored_thing.evidence)
    assert scored_thing.evidence[0].id == "prior"


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_the_evidence_of_every_match_adds_up_to_its_confidence(text):
    explanation = explain(text)
    for match in (*explanation.matches, *explanation.rejected):
        assert_adds_up(match, alone=False)


@settings(max_examples=200, deadline=None)
@given(FORMS)
def test_the_evidence_of_every_candidate_adds_up_to_its_confidence(name):
    for found in lookup(name):
        assert_adds_up(found, alone=True)


def test_the_sum_is_not_tested_on_nothing():
    explanation = explain("In Ukraine, the village of Soloné; Odessa, Texas.")
    assert explanation.matches
    assert explanation.rejected
    assert lookup("Soloné")


def test_no_kind_of_evidence_is_counted_twice():
    explanation = explain("The village of Soloné, governor Oleg Synegoubov said in Kiev, Ukraine.")
    for match in explanation.matches:
        ids = [evidence.id for evidence in match.evidence]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("cost", [0.0, 40.0, 1000.0])
@pytest.mark.parametrize("rank", [0, 100, 5000])
@pytest.mark.parametrize("rivals", [0, 2])
def test_no_weight_of_evidence_is_too_much(cost, rank, rivals):
    text = "they left Soloné early"
    one = replace(candidate(text, "Soloné", SOLONE), cost=cost, name=replace(SOLONE, rank=rank))
    others = [
        replace(one, cost=cost * number, name=replace(SOLONE, english=f"Other {number}"))
        for number in range(rivals)
    ]
    for found in scored(text, one, *others):
        assert 0 <= found.confidence <= 1
        assert all(math.isfinite(evidence.weight) for evidence in found.evidence)


@settings(max_examples=200, deadline=None)
@given(st.floats(-30, 30))
def test_without_knots_the_map_is_the_logistic_function(odds):
    assert Weights({}).probability(odds) == pytest.approx(1 / (1 + math.exp(-odds)), abs=1e-12)


@pytest.mark.parametrize("alone", [False, True])
@settings(max_examples=200, deadline=None)
@given(one=st.floats(-1e9, 1e9), other=st.floats(-1e9, 1e9))
def test_more_evidence_is_never_less_probable(alone, one, other):
    low, high = sorted((one, other))
    worth = weights(standing_alone=alone).probability
    assert 0 <= worth(low) <= worth(high) <= 1


def test_between_two_knots_the_map_is_straight_and_goes_on_beyond_the_last():
    worth = Weights({}, ((0.0, -1.0), (2.0, 1.0), (3.0, 3.0))).probability
    for total, odds in ((-1, -2), (0, -1), (1, 0), (2, 1), (2.5, 2), (3, 3), (4, 5)):
        assert worth(total) == pytest.approx(1 / (1 + math.exp(-odds)))


@pytest.mark.parametrize("setting", SETTINGS)
def test_knots_rise(setting):
    assert len(TABLE[setting]["knots"]) >= 4
    for knots in ("knots", "unknown-knots"):
        for (x, y), (next_x, next_y) in pairwise(TABLE[setting][knots]):
            assert x < next_x
            assert y < next_y


# The weights are data


def literals():
    """Every string of the code that is not a docstring, and those that name a piece of evidence outright."""
    modules = [Path(scoring.__file__), *Path(evidence.__file__).parent.glob("*.py")]
    tree = ast.parse("\n".join(path.read_text(encoding="utf-8") for path in modules))
    strings = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    named = {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("Sign", "Evidence")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    return strings, named


def test_every_evidence_of_the_code_has_a_weight():
    _, named = literals()
    assert named, "the calls that weigh evidence are not where this test looks"
    assert named <= KNOWN_IDS


@pytest.mark.parametrize("evidence_id", sorted(TABLE["text"]["weights"]))
def test_every_weight_is_used(evidence_id):
    strings, _ = literals()
    assert evidence_id in strings or evidence_id in EVIDENCE["pieces"]


def test_both_settings_weigh_the_same_signs():
    assert TABLE["text"]["weights"].keys() == TABLE["alone"]["weights"].keys()


def test_every_weight_is_explained_in_the_docs():
    explained = Path(__file__).parents[1] / "docs" / "confidence.md"
    text = explained.read_text(encoding="utf-8")
    assert [evidence_id for evidence_id in KNOWN_IDS if f"`{evidence_id}`" not in text] == []


def test_caps_and_pieces_belong_to_weights():
    assert set(EVIDENCE["cap"]) <= KNOWN_IDS
    assert set(EVIDENCE["pieces"]) <= {*KNOWN_IDS, PLAIN}


def test_a_cap_lets_one_sign_through():
    assert all(cap >= 1 for cap in EVIDENCE["cap"].values())


@pytest.mark.parametrize(
    "evidence_id",
    [
        "alignment-cost",
        "no-french-spelling",
        "short-name",
        "other-kind-beside",
        "given-name-alone",
        "part-of-a-name",
        "compound",
        "other-language",
    ],
)
def test_weights_against(evidence_id):
    assert TABLE["text"]["weights"][evidence_id] < 0


@pytest.mark.parametrize(
    "evidence_id",
    [
        "french-spelling",
        "french-spelling-strong",
        "listed-form",
        "rank",
        "kind-beside",
        "several-words",
        "named-in-full",
        "slavic-document",
    ],
)
def test_weights_for(evidence_id):
    assert TABLE["text"]["weights"][evidence_id] > 0


def test_strong_spelling_weighs_more():
    weights = TABLE["text"]["weights"]
    assert weights["french-spelling-strong"] > weights["french-spelling"]
