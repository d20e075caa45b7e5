"""Stage 2, mentions: the spans of a document that may be names."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from slavonym import Config
from slavonym.context import Context
from slavonym.gazetteer import Entry, load_gazetteer
from slavonym.gazetteer.overlay import Overlay
from slavonym.stages.mentions import Heads, find_mentions, whole


def mentions(text, protected=()):
    return find_mentions(Context(text, load_gazetteer(), Config(), protect=lambda _: protected))


def surfaces(text):
    return [mention.surface for mention in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("no capital here", []),
        ("Soloné", ["Soloné"]),
        ("they left Soloné, then Marioupol.", ["Soloné", "Marioupol"]),
        ("“Soloné”, (Marioupol)/Tchernihiv…", ["Soloné", "Marioupol", "Tchernihiv"]),
        ("SOLONÉ", ["SOLONÉ"]),
        ("Київ", ["Київ"]),
    ],
)
def test_a_capitalised_word_is_a_mention(text, expected):
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("near Chassiv Yar", ["Chassiv", "Chassiv Yar", "Yar"]),
        ("near CHASSIV YAR", ["CHASSIV", "CHASSIV YAR", "YAR"]),
        ("near Chassiv-Yar", ["Chassiv", "Chassiv-Yar", "Yar"]),
        ("near Chassiv‑Yar", ["Chassiv", "Chassiv‑Yar", "Yar"]),
        ("near Chassiv\u00a0Yar", ["Chassiv", "Chassiv\u00a0Yar", "Yar"]),
        ("near Chassiv\u202fYar", ["Chassiv", "Chassiv\u202fYar", "Yar"]),
        ("near Chassiv  Yar", ["Chassiv", "Chassiv  Yar", "Yar"]),
        ("near Chassiv\nYar", ["Chassiv", "Chassiv\nYar", "Yar"]),
        ("near Chassiv\r\nYar", ["Chassiv", "Chassiv\r\nYar", "Yar"]),
        ("near Chassiv \r\n Yar", ["Chassiv", "Chassiv \r\n Yar", "Yar"]),
        ("in Ivano-Frankivsk", ["Ivano", "Ivano-Frankivsk", "Frankivsk"]),
        ("in Ivano-\nFrankivsk", ["Ivano", "Ivano-\nFrankivsk", "Frankivsk"]),
        # not one name: something else stands between the words
        ("Chassiv, Yar", ["Chassiv", "Yar"]),
        ("Chassiv. Yar", ["Chassiv", "Yar"]),
        ("Chassiv — Yar", ["Chassiv", "Yar"]),
        ("Chassiv\n\nYar", ["Chassiv", "Yar"]),
        ("Chassiv and Yar", ["Chassiv", "Yar"]),
    ],
)
def test_words_that_start_a_known_name_make_a_run(text, expected):
    assert surfaces(text) == expected


def test_a_run_has_a_span_for_each_word():
    text = "near Chassiv\u00a0Yar"
    run = next(mention for mention in mentions(text) if len(mention.words) > 1)
    assert (run.start, run.end) == (5, 16)
    assert [text[start:end] for start, end in run.words] == ["Chassiv", "Yar"]


def test_an_elision_inside_a_run_belongs_to_the_word_after_it():
    text = "la mer d’Azov"
    run = next(mention for mention in mentions(text) if len(mention.words) > 1)
    assert [text[start:end] for start, end in run.words] == ["mer", "d’Azov"]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("near Chassiv Yar", ["Chassiv", "Yar"], ["Chassiv", "Chassiv Yar", "Yar"]),
        ("near Chassiv Yar", ["Chassiv"], ["Chassiv"]),
        ("near Chassiv Yarov", ["Chassiv", "Yar", "ov"], ["Chassiv", "Yar"]),
    ],
)
def test_a_run_is_of_the_words_of_the_users_tokenizer(text, words, expected):
    def find_words(text):
        return [(text.index(word), text.index(word) + len(word)) for word in words]

    context = Context(text, load_gazetteer(), Config(), find_words=find_words)
    assert [mention.surface for mention in find_mentions(context)] == expected


def test_a_run_ends_where_no_known_name_goes_on():
    assert "Marioupol Soloné" not in surfaces("Marioupol Soloné")


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("Oleg Synegoubov", True),
        ("Oleg Nobodyatall", True),
        ("Oleg\u00a0Nobodyatall", True),
        ("Oleg nobodyatall", False),
        ("Oleg, Nobodyatall", False),
        ("Nobodyatall Oleg", False),
    ],
)
def test_a_given_name_takes_the_capitalised_word_after_it(text, run):
    assert (text in surfaces(text)) is run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("près d’Izioum", ["Izioum"]),
        ("près d'Izioum", ["Izioum"]),
        ("l’Oskil", ["Oskil"]),
        ("L’Oskil", ["Oskil"]),
        ("D’IZIOUM", ["IZIOUM"]),
        ("jusqu’Odessa", ["Odessa"]),
        ("Qu’Odessa", ["Odessa"]),
        # an O' and a Z' elide nothing
        ("O’Brien", ["O’Brien"]),
        ("Dz’erjynsk", ["Dz’erjynsk"]),
    ],
)
def test_a_french_elision_is_left_outside(text, expected):
    assert [surface for surface in surfaces(text) if surface != "Près"] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soloné’s mayor", ["Soloné"]),
        ("Soloné's mayor", ["Soloné"]),
        ("SOLONÉ'S MAYOR", ["SOLONÉ", "MAYOR"]),
        ("SOLONÉ’S", ["SOLONÉ"]),
        ("Chassiv Yar’s ruins", ["Chassiv", "Chassiv Yar", "Yar"]),
        ("Oleg’s Synegoubov", ["Oleg", "Synegoubov"]),
        ("the Marioupols' fate", ["Marioupol"]),
    ],
)
def test_a_possessive_is_left_outside_and_closes_the_name(text, expected):
    assert surfaces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Porochenkos", ["Porochenko"]),
        ("The\nPorochenkos", ["The", "Porochenko"]),
        ("THE POROCHENKOS", ["THE", "POROCHENKO"]),
        ("the Porochenkoſ", ["Porochenko"]),
        ("bathe Porochenkos", ["Porochenkos"]),
        ("the old Porochenkos", ["Porochenkos"]),
    ],
)
def test_of_a_plural_after_an_article_the_name_is_a_mention(text, expected):
    assert surfaces(text) == expected


def test_a_given_name_does_not_reach_across_an_elision():
    # Oleg of Izium, not a man called Izium.
    assert surfaces("chez Oleg d’Izioum") == ["Oleg", "Izioum"]


@pytest.mark.parametrize(
    "text", ["iPhone", "eKiev", "éKiev", unicodedata.normalize("NFD", "éKiev"), "3Kiev", "B52Kiev"]
)
def test_a_capital_inside_a_word_starts_no_mention(text):
    assert not any(surface in ("Phone", "Kiev") for surface in surfaces(text))


def test_a_word_with_a_capital_inside_is_one_mention():
    assert surfaces("McDonald") == ["McDonald"]


@pytest.mark.parametrize(
    ("length", "expected"), [(40, 1), (41, 0), (10_000, 0)], ids=["40", "41", "10000"]
)
def test_a_word_of_more_than_forty_letters_is_no_mention(length, expected):
    assert len(surfaces("K" + "i" * (length - 1))) == expected


@pytest.mark.parametrize("length", [41, 10_000])
def test_an_over_long_word_ends_a_run(length):
    assert surfaces("Oleg K" + "i" * (length - 1)) == ["Oleg"]


@pytest.mark.parametrize(
    "word", ["Solo\u00adné", unicodedata.normalize("NFD", "Soloné"), "Kyï\u00adv", "Avdiïvka"]
)
def test_soft_hyphens_and_combining_marks_belong_to_the_word(word):
    assert surfaces(f"in {word}, there") == [word]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("talks in kyiv", ["kyiv"]),
        ("talks in kyiv.", ["kyiv"]),
        ("(kyiv)", ["kyiv"]),
        ("kyiv's", ["kyiv"]),
        ("kyiv’s", ["kyiv"]),
        ("kyiv, kyiv, kyiv", ["kyiv", "kyiv", "kyiv"]),
        ("la mer d’Azov", ["mer", "mer d’Azov", "Azov"]),
        ("la mer d'Azov", ["mer", "mer d'Azov", "Azov"]),
        ("la mer\nd’Azov", ["mer", "mer\nd’Azov", "Azov"]),
        # inside another word there is no kyiv
        ("akyiv kyivan kyiv2 mykyiv", []),
        ("kyiv: akyiv, kyivan, kyiv2, my-kyiv, mykyiv", ["kyiv"]),
        ("kyiv, kyiv\u0301", ["kyiv"]),
        ("odesa and kharkiv", []),
    ],
)
def test_lower_case_starts_a_mention_only_where_the_tables_list_it(text, expected):
    assert surfaces(text) == expected


@pytest.mark.parametrize("form", ["azov", "żazov", "st.azov", "a\u0301zov"])
def test_a_listed_form_may_start_with_more_than_letters(form):
    azov = Entry("a", "Азов", "uk", "place", "city", forms=(form,))
    heads = Heads(load_gazetteer().with_overlay(Overlay((azov,))))
    for text, found in ((f"in {form}, there", [form]), ("in nowhere", [])):
        assert heads.starters_in(Context(text, load_gazetteer(), Config())) == found


def test_a_word_that_is_nothing_alone_is_a_mention_where_names_start_with_it():
    heads = Heads(load_gazetteer(), lambda _: False)
    text = "Synegoubov, Chassiv Yar, Oleg Nobodyatall and the Porochenkos"
    found = find_mentions(Context(text, load_gazetteer(), Config()), heads)
    assert [mention.surface for mention in found] == [
        "Chassiv",
        "Chassiv Yar",
        "Yar",
        "Oleg",
        "Oleg Nobodyatall",
        "Porochenko",
    ]


def test_no_mention_touches_protected_text():
    text = "Soloné Chassiv Yar Soloné"
    assert [m.surface for m in mentions(text, protected=((15, 18),))] == [
        "Soloné",
        "Chassiv",
        "Soloné",
    ]
    assert [m.surface for m in mentions(text, protected=((0, 6),))] == [
        "Chassiv",
        "Chassiv Yar",
        "Yar",
        "Soloné",
    ]
    assert mentions(text, protected=((0, len(text)),)) == []
    text = "Oleg Nobody Nobodyatall"
    assert [m.surface for m in mentions(text, protected=((12, 23),))] == [
        "Oleg",
        "Oleg Nobody",
        "Nobody",
    ]


TEXTS = st.lists(
    st.sampled_from(
        [
            *[
                "Chassiv",
                "Yar",
                "Oleg",
                "Synegoubov",
                "kyiv",
                "mer",
                "d’",
                "Azov",
                "Ivano",
                "Frankivsk",
                "Soloné",
                "McX",
                "L’",
                "Київ",
            ],
            " ",
            "\xa0",
            "-",
            "\n",
            "\r\n",
            ",",
            ".",
            "’s",
            "É",
            "é",
            "\xad",
        ]
    ),
    max_size=14,
).map("".join) | st.text(max_size=40)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_mention_is_a_slice_of_the_text_and_its_words_are_slices_of_it(text):
    for mention in mentions(text):
        assert text[mention.start : mention.end] == mention.surface
        assert mention.words[0][0] == mention.start
        assert mention.words[-1][1] == mention.end
        at = mention.start
        for start, end in mention.words:
            assert at <= start < end
            at = end


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@example("L’kyiv")
def test_no_mention_is_found_twice(text):
    spans = [(mention.start, mention.end) for mention in mentions(text)]
    assert len(spans) == len(set(spans))
    assert spans == sorted(spans)


# A name standing alone


@pytest.mark.parametrize(
    ("text", "surface", "words"),
    [
        ("Soloné", "Soloné", ["Soloné"]),
        ("  Chassiv Yar\n", "Chassiv Yar", ["Chassiv", "Yar"]),
        ("chassiv yar", "chassiv yar", ["chassiv", "yar"]),
        ("Ivano-Frankivsk", "Ivano-Frankivsk", ["Ivano", "Frankivsk"]),
        ("", "", []),
        (" \n ", "", []),
        ("-", "-", []),
    ],
)
def test_a_name_standing_alone_is_one_mention(text, surface, words):
    mention = whole(text)
    assert mention.surface == surface == text[mention.start : mention.end]
    assert [text[start:end] for start, end in mention.words] == words
