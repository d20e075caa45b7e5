"""Look-up keys one letter away, and the well-known names that a misspelling is found to be."""

import pytest

from slavonym import lookup
from slavonym.gazetteer import load_gazetteer
from slavonym.gazetteer.neighbours import neighbours
from slavonym.gazetteer.skeleton import skeleton


@pytest.mark.parametrize(
    "slip",
    ["sumi", "umi", "smi", "sum", "suumi", "sumia", "asumi", "zumi", "suni", "usmi", "suim"],
)
def test_a_key_has_every_slip_of_one_letter(slip):
    assert slip in set(neighbours("sumi"))


@pytest.mark.parametrize("other", ["su", "sumiaa", "musi", "zuni"])
def test_two_slips_are_too_many(other):
    assert other not in set(neighbours("sumi"))


def test_every_key_is_made_of_letters_that_slips_use():
    keys = {skeleton(entry.native) for entry in load_gazetteer().entries if entry.rank >= 4}
    letters = {letter for key in keys for letter in key} - {" "}
    assert letters <= {key[0] for key in neighbours("") if key}


@pytest.mark.parametrize(
    ("form", "native"),
    [
        ("Synegouov", "Синєгубов"),
        ("Tchernhiv", "Чернігів"),
        ("Zaporijja", "Запоріжжя"),
        ("Tchassif Yar", "Часів Яр"),
        ("Vladimir Poutne", "Владимир Путин"),
    ],
)
def test_a_well_known_name_is_near_its_misspelling(form, native):
    assert native in {entry.native for entry, _ in load_gazetteer().near(form)}


@pytest.mark.parametrize("form", ["Tchernihiv", "Synegoubov", "Toulouse", "Bouchette"])
def test_what_is_no_misspelling_is_near_nothing(form):
    assert load_gazetteer().near(form) == ()


def test_a_little_known_name_is_found_by_its_own_letters_alone():
    assert [e.rank for e, _ in load_gazetteer().near("Novenkké") if e.rank < 3] == []


def test_a_short_name_is_found_by_its_own_letters_alone():
    assert load_gazetteer().near("Poutibne") == ()


def test_the_confidence_says_that_a_letter_is_wrong():
    first = lookup("Tchernhiv", kind="place")
    misspelt = next(c for c in first if c.rule == "misspelt-name")
    assert misspelt.english == "Chernihiv"
    assert [e.detail for e in misspelt.evidence if e.id == "misspelt"]
    assert misspelt.confidence < lookup("Tchernihiv", kind="place")[0].confidence


@pytest.mark.parametrize(
    "form",
    [
        "Ievgueni Iliouchtchenko",  # Плющенко, with another first letter
        "Serguei Riabikov",  # Рябиков is a surname, and not Рябков misspelt
        "Vladimir Foutine",
    ],
)
def test_what_is_another_name_is_no_misspelling(form):
    assert "misspelt-name" not in {c.rule for c in lookup(form, kind="person")}


@pytest.mark.parametrize(
    ("form", "english"),
    [
        ("Sergueï Choïgo", "Sergei Shoigu"),
        ("Vladimir Poutbine", "Vladimir Putin"),
        ("Ioulia Tymochnko", "Yulia Tymoshenko"),
        ("Viktor Ianoukovtch", "Viktor Yanukovych"),
    ],
)
def test_a_letter_within_a_word_may_be_wrong(form, english):
    found = {c.english for c in lookup(form, kind="person") if c.rule == "misspelt-name"}
    assert english in found
