"""The rule `unknown-name`: what is read, in which language, and what is not read at all."""

import pytest

from slavonym import explain, lookup, normalize
from slavonym.gazetteer import load_gazetteer

IN_NO_TABLE = ["Novotchoubarivka", "Kryvotchoubivka", "Polichtchoukova", "Starochouvalovka"]


@pytest.mark.parametrize("form", IN_NO_TABLE)
def test_these_stand_in_no_table(form):
    gazetteer = load_gazetteer()
    found = (gazetteer.align(form, entry) for entry in gazetteer.find(form))
    assert not any(alignment and alignment.cost < 1 for alignment in found)


@pytest.mark.parametrize(
    ("form", "kind", "english", "native"),
    [
        ("Novotchoubarivka", "place", "Novochubarivka", "Новочубарівка"),
        ("Kryvotchoubivka", "place", "Kryvochubivka", "Кривочубівка"),
        ("Valentyna Polichtchoukova", "person", "Valentyna Polishchukova", None),
        ("Revol Bounine", "person", "Revol Bunin", None),
    ],
)
def test_what_is_read(form, kind, english, native):
    first = lookup(form, kind=kind)[0]
    assert (first.english, first.rule) == (english, "unknown-name")
    assert native in (None, first.native)
    assert 0 < first.share < 1


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine: Tournachon, Bouchard and Koulibaly spoke.",
        "Ukraine and Russia: the Louvre, the Boucherie and a Croissant.",
        "Ukrainian and Russian: Our, Job, DOJ, JD, About, You.",
        "Ukraine: Krivtsov and Sirota have no letter that is French.",
    ],
)
def test_what_is_left_alone(text):
    assert normalize(text) == text


@pytest.mark.parametrize("name", ["Wxyzzy", "’", "12", "the city of Zzz", "Aa", "Q"])
def test_what_has_no_reading(name):
    assert lookup(name) == ()


def test_the_surname_alone_follows_the_full_name():
    text = "Ukraine: Valentyna Polichtchouk fled. In the cellar, Polichtchouk prayed."
    assert normalize(text) == text.replace("Polichtchouk", "Polishchuk")


@pytest.mark.parametrize("form", ["Novotchoubarivka", "Starochouvalovka", "Polichtchoukova"])
@pytest.mark.parametrize("kind", ["place", "person"])
def test_readings_of_one_kind_share_what_there_is(form, kind):
    shares = [c.share for c in lookup(form, kind=kind)]
    assert 0 < sum(shares) <= 1
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(
    ("form", "natives"),
    [
        ("Tchoupakhoune", {"Чупахун"}),  # a silent e: no surname ends in -не
        ("Tchoupakhane", {"Чупахан"}),
        ("Tchoupakhnitskaïa", {"Чупахницкая"}),  # Ukrainian has -ська, Russian -ская, none -ськая
    ],
)
def test_endings_that_no_surname_has_are_not_read(form, natives):
    assert natives <= {c.native for c in lookup(form, kind="person")}
    for candidate in lookup(form, kind="person"):
        assert not candidate.native.endswith(("уне", "ане", "ькая", "оь", "ъ"))


@pytest.mark.parametrize(
    ("people", "form", "written"),
    [
        ("Russian", "Olga Mikhniouk", "Olga Mikhnyuk"),
        ("Ukrainian", "Olga Mikhniouk", "Olha Mykhniuk"),
        ("Russian", "Olga Tchoupakhniouk", "Olga Chupakhnyuk"),
        ("Ukrainian", "Olga Tchoupakhniouk", "Olha Chupakhniuk"),
        ("Russian", "Savva Païoussov", "Savva Payusov"),
        ("Ukrainian", "Sava Païoussov", "Sava Paiusov"),
    ],
)
def test_a_surname_of_either_stock_is_read_in_both_languages(people, form, written):
    # Many Russians have Ukrainian surnames, and the other way round: the people decides who bears it.
    assert written in normalize(f"The {people} teacher {form} kept a diary.")


@pytest.mark.parametrize(
    ("country", "language", "replacement"),
    [("Ukrainian", "uk", "Oleh Chumachenko"), ("Russian", "ru", "Oleg Chumachenko")],
)
def test_a_match_tells_its_language_and_how_likely_each_is(country, language, replacement):
    explanation = explain(f"The {country} soldier Oleg Tchoumatchenko spoke to {country} officers.")
    (match,) = explanation.matches
    assert (match.language, match.replacement) == (language, replacement)
    (told,) = (e for e in match.evidence if e.id == "language")
    assert told.weight == 0
    assert told.detail.startswith(f"the name is {language}")
