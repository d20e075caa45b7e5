"""What is kept of words and forms met before: bounded, and never a difference in what comes out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slavonym import Config, Normalizer
from slavonym.gazetteer import load_gazetteer
from slavonym.memo import LONGEST, Memo
from slavonym.rules import default_rules
from slavonym.stages import scoring
from slavonym.words import letters_of, plain_words, without_lookalikes, words_as_they_stand


def test_an_answer_is_computed_once():
    asked = []
    memo = Memo(lambda key: asked.append(key) or len(key), 10)
    assert [memo["Kyiv"], memo["Lviv"], memo["Kyiv"]] == [4, 4, 4]
    assert asked == ["Kyiv", "Lviv"]


def test_never_more_answers_than_the_bound():
    memo = Memo(len, 10)
    sizes = []
    for number in range(100):
        memo[str(number)]
        sizes.append(len(memo))
    assert max(sizes) == 10


def test_a_long_key_is_answered_and_not_kept():
    memo = Memo(len, 10)
    assert memo["K" * (LONGEST + 1)] == LONGEST + 1
    assert not memo


class LooksAround:
    """A built-in rule that does not say that it goes by the surface form alone."""

    def __init__(self, rule):
        self.id = rule.id
        self.propose = rule.propose


TEXTS = [
    "Fighting went on near Chassiv Yar in Ukraine, governor Oleg Synegoubov said.",
    "In Ukraine, Oleg Synegoubov left Tchernihiv; Ioulia Polichtchouk, of kyiv, stayed in Soloné.",
    "THE RUSSIAN TOWN OF BELGOROD, THE UKRAINIAN TOWN OF SOLONÉ",
    "A man from L’Aquila told the Porochenkos of Jean-Pierre Chevtchenko’s visit to Odessa, Texas.",
]


@pytest.mark.parametrize("text", TEXTS)
def test_rules_asked_once_and_asked_each_time_agree(text):
    each_time = Normalizer(rules=[LooksAround(rule) for rule in default_rules()])
    assert each_time.explain(text) == Normalizer().explain(text)


def test_a_second_text_is_not_changed_by_the_first():
    used = Normalizer()
    for text in TEXTS:
        used.explain(text)
    assert [used.explain(text) for text in TEXTS] == [Normalizer().explain(text) for text in TEXTS]


def test_old_names_are_replaced_by_what_stands_after_them():
    normalizer = Normalizer(Config(renamed="current"))
    told = [
        normalizer.normalize(f"the {what} in Ukraine")
        for what in ("Dnipropetrovsk region", "city of Dnipropetrovsk", "Dnipropetrovsk region")
    ]
    assert told == [
        "the Dnipropetrovsk region in Ukraine",
        "the city of Dnipro in Ukraine",
        "the Dnipropetrovsk region in Ukraine",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In Ukraine, kyiv.", ["in", "ukraine", "kyiv"]),
        ("“La Biélorussie” – là", ["la", "biélorussie", "là"]),
        ("L’Ukraine d'ici", ["l", "ukraine", "d", "ici"]),
        ("Wałęsa of Ukraine?", ["wa__sa", "of", "ukraine"]),
        ("_Kyiv 2Kyiv", ["_kyiv", "2kyiv"]),
        (f"Wałęsa?{''.join(map(chr, range(0x2190, 0x21B0)))}Kyiv", ["wa__sa", "kyiv"]),
    ],
)
def test_words_in_lower_case(text, words):
    assert [word.decode("latin-1") for word in plain_words(letters_of(text))] == words


def test_a_text_with_combining_marks_has_to_be_searched_itself():
    assert letters_of("Kyi\u0308v in Ukraine") is None


def test_letters_that_a_search_may_take_for_others():
    assert (
        without_lookalikes("KREMLİN, \u212arım, ru\u017f\u017fia, Łódź")
        == "KREMLiN, krim, russia, Łódź"
    )


@settings(max_examples=200, deadline=None)
@given(st.text("aBé œ’-\u00ad_9?“Ж\U0001f600", max_size=30))
def test_words_stand_in_one_order_with_capitals_and_without(text):
    letters = letters_of(text)
    lower, stand = plain_words(letters), words_as_they_stand(letters)
    assert [word.decode("latin-1").lower() for word in stand] == [
        word.decode("latin-1") for word in lower
    ]


def test_different_texts_for_a_day_do_not_make_it_grow():
    """Every memo of a normalizer is bounded; here the bounds are small, so that a minute is a day."""
    normalizer = Normalizer()
    vocabulary = normalizer._vocabulary
    memos = (vocabulary._proposals, vocabulary._heads)
    for memo in memos:
        memo._bound = 50
    sizes = []
    for number in range(300):
        word = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        normalizer.normalize(f"X{word} Y{word} Z{word} left Tchernihiv, Ukraine, {number} times.")
        sizes.append(max(map(len, memos)))
    assert 40 < max(sizes) <= 50


def test_spans_kept_in_their_surroundings_are_bounded(monkeypatch):
    monkeypatch.setattr(scoring, "SURROUNDINGS_KEPT", 20)
    normalizer = Normalizer()
    for number in range(100):
        normalizer.normalize(f"Case {number}: Tchernihiv, in Ukraine")
    assert 0 < len(normalizer._vocabulary.weighed) <= 20


def test_the_default_config_opens_the_gazetteer_that_comes_compiled():
    assert Normalizer().gazetteer is load_gazetteer()
