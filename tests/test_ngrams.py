"""The letter models: what a trigram costs, and what is likelier than what."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slavonym.gazetteer import load_gazetteer
from slavonym.gazetteer.ngrams import CYRILLIC, LATIN, STEP, NgramModel

names = st.lists(st.text("абв", min_size=1, max_size=5), max_size=8)


def chances(model, before, last):
    return [math.exp(-model.after(before, last, sign)) for sign in range(model.size)]


@given(names, st.integers(0, 3), st.integers(0, 3))
def test_after_any_two_letters_the_chances_add_up_to_one(sample, before, last):
    assert sum(chances(NgramModel.train(sample, "абв"), before, last)) == pytest.approx(
        1, abs=4 * STEP
    )


@given(names, st.text("абв", max_size=6))
def test_nothing_is_impossible(sample, name):
    assert 0 <= NgramModel.train(sample, "абв").cost(name) < math.inf


def test_what_was_seen_costs_less():
    model = NgramModel.train(["вода", "водій", "вохра"], CYRILLIC)
    assert model.cost("вода") < model.cost("авод") < model.cost("юююю")


def test_a_cost_is_the_sum_of_its_letters():
    model = NgramModel.train(["аб", "ав"], "абв")
    a, b = model.sign("а"), model.sign("б")
    expected = model.after(0, 0, a) + model.after(0, a, b) + model.after(a, b, 0)
    assert model.cost("аб") == model.cost("АБ") == pytest.approx(expected)


def test_a_model_of_nothing_knows_nothing():
    model = NgramModel.train((), "абв")
    assert len(set(chances(model, 0, 0))) == 1


def test_a_letter_outside_the_alphabet_is_no_error():
    assert NgramModel.train(["аб"], "абв").sign("z") == 0
    assert NgramModel.train(["аб"], "абв").cost("zz") > 0


@pytest.mark.parametrize("alphabet", [CYRILLIC, LATIN])
def test_an_alphabet_has_each_letter_once(alphabet):
    assert len(set(alphabet)) == len(alphabet)
    assert alphabet == alphabet.lower()


@pytest.mark.parametrize(
    "name",
    [
        "Polichtchouk",
        "Hordiïtchouk",
        "Novotchoubarivka",
        "Zaloujny",
        "Boutsaïev",
        "Chtcherbakova",
        "Bakhmoutské",
        "Kamianské",
    ],
)
def test_the_letters_of_our_names_in_french_are_told(name):
    assert load_gazetteer().french_odds(name) > 2


@pytest.mark.parametrize(
    "name",
    ["Bouchard", "Tournachon", "Ouattara", "Marivaux", "Jouvet", "Djokovic", "Youssouf", "Rouge"],
)
def test_the_letters_of_other_names_are_told(name):
    assert load_gazetteer().french_odds(name) < -2


def test_a_word_that_is_something_else_is_known_as_that():
    assert load_gazetteer().known_elsewhere("Bouchard") == "surname"
    assert load_gazetteer().known_elsewhere("rouge") is not None
    assert load_gazetteer().known_elsewhere("Polichtchouk") is None
