"""What holds for every text, whatever stands in it."""

import os
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import slavonym
from slavonym import Config, Normalizer, apply
from slavonym.locate import read_table
from slavonym.schemes import load_scheme

# Names as French writes them


@cache
def settlements():
    rows = [line.split("\t") for line in read_table("places/ukraine.tsv").splitlines()]
    column = rows[0].index("native")
    return sorted({row[column] for row in rows[1:]})


@cache
def natives(path):
    rows = [line.split("\t") for line in read_table(path).splitlines()]
    native, language = rows[0].index("native"), rows[0].index("language")
    return sorted({row[native] for row in rows[1:] if row[language] == "uk"})


def in_french(native):
    return load_scheme("french-ukrainian").romanize(native)


def in_english(native):
    return load_scheme("kmu-2010").romanize(native)


def half_converted(native):
    """French in some words or letters only, as wire copy often is."""
    french = in_french(native)
    return french.replace("kh", "h", 1).replace("ï", "i", 1).replace("tch", "ch", 1)


SETTLEMENTS = st.deferred(lambda: st.sampled_from(settlements()))
PEOPLE = st.deferred(
    lambda: (
        st.sampled_from(natives("people/public-figures.tsv"))
        | st.tuples(
            st.sampled_from(natives("people/given-names.tsv")),
            st.sampled_from(natives("people/surnames.tsv")),
        ).map(" ".join)
    )
)
NAMES = (SETTLEMENTS | PEOPLE).flatmap(
    lambda native: st.sampled_from([in_french, in_english, half_converted]).map(
        lambda write: write(native)
    )
)
SHAPES = st.sampled_from(
    [
        str,
        str.upper,
        str.lower,
        lambda name: name.replace(" ", "\u00a0"),
        lambda name: name.replace(" ", "\n"),
        lambda name: name.replace(" ", "\r\n"),
        lambda name: name.replace(" ", "-"),
        lambda name: name[:3] + "\u00ad" + name[3:],
        lambda name: unicodedata.normalize("NFD", name),
        lambda name: name + "’s",
        lambda name: "d’" + name,
        lambda name: "@" + name,
        lambda name: name + ".pdf",
    ]
)
SHAPED = st.tuples(NAMES, SHAPES).map(lambda drawn: drawn[1](drawn[0]))
WORDS = st.sampled_from(
    [
        "the village of",
        "governor",
        "President",
        "in",
        "near",
        "Ukraine",
        "Russian",
        "Kiev",
        "kyiv",
        "Odessa",
        "Texas",
        "chicken Kiev",
        "Zelensky",
        "Dmitri Peskov",
        "Artemivsk",
        "mer d’Azov",
        "region",
        "said",
        "and",
        "Le",
        "la",
        "des",
        "The",
        "Oleg",
        "Toulouse",
        "Vladimir Poutine",
    ]
)
SEPARATORS = st.sampled_from(
    [" ", " ", " ", ", ", ". ", "\n", "\r\n", "\u00a0", "-", "/", "’", "“", "(", "…"]
)
HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x00\ud800\udfff\u0301\u0308\u200f\u202e\u05d0\u0627\r\n\ufeff\u00ad\u2028İßŉǅКиївЁ’'-"
        ),
    ),
    max_size=12,
)
# A letter or two of many scripts, marks to pile on them, emoji of several code points, signs that turn the direction.
SCRIPTS = st.sampled_from(
    "Київ Часів ქართული հայ ελλ עברית العربية فارسی हिन्दी தமிழ் ไทย 日本 한국 ᏣᎳᎩ 𐌰𐌱 𝓚𝓲𝓮𝓿 ﬁ ĳ "
    "a\u0308\u0301 ก\u0e34\u0e49 👩\u200d👩\u200d👧 🇺🇦 1\ufe0f\u20e3 \u2066Kiev\u2069 \u061c".split(
        " "
    )
)
LONG = st.tuples(NAMES | st.sampled_from("KéИ\u0301-’"), st.integers(50, 400)).map(
    lambda drawn: drawn[0] * drawn[1]
)
PARTS = SHAPED | WORDS | SEPARATORS | HOSTILE | SCRIPTS
TEXTS = (
    st.lists(PARTS, max_size=14).map("".join)
    | st.tuples(PARTS, LONG, PARTS).map("".join)
    | st.lists(SHAPED | WORDS, max_size=8).map(" ".join)
)

CONFIGS = {
    "default": Config(),
    "ukrainian": Config(to="ukrainian"),
    "unified": Config(accepted="unify"),
    "current": Config(renamed="current"),
    "unified ukrainian": Config(to="ukrainian", accepted="unify", renamed="current"),
}
EAGER = {
    "eager": Config(min_confidence=0.0),
    "eager ukrainian": Config(to="ukrainian", min_confidence=0.0),
}

normalizer_of = cache(Normalizer)
"""One of each config for all examples: it keeps nothing of a text, as a test below says."""

each_config = pytest.mark.parametrize("config", CONFIGS.values(), ids=list(CONFIGS))
# With the lowest threshold, every candidate that no guard forbids is a change.
calm_or_eager = pytest.mark.parametrize(
    "config", [Config(), *EAGER.values()], ids=["default", *EAGER]
)


def test_regular_french_forms_are_found_where_the_text_is_clear():
    # Not a measurement, but proof that the texts below have something to change.
    some = settlements()[:: len(settlements()) // 200]
    pairs = [(in_french(native), in_english(native)) for native in some]
    french = [(before, after) for before, after in pairs if before != after]
    changed = [
        before
        for before, _ in french
        if slavonym.explain(f"They left the village of {before}, in Ukraine.").matches
    ]
    assert len(changed) > len(french) / 2


@calm_or_eager
@given(TEXTS)
@example("Inna Chevtchenko Yevdokiïvka")  # a change that makes another one possible, before it ...
@example("Yevdokiïvka Inna Chevtchenko, then Irpine, Irkliïv and Solone\u0301.")  # ... and after it
def test_the_explanation_is_exact(config, text):
    explanation = normalizer_of(config).explain(text)
    # the text between the matches is the same on both sides
    at = out_at = 0
    for match in explanation.matches:
        assert at <= match.start < match.end
        assert text[at : match.start] == explanation.text[out_at : match.out_start]
        assert text[match.start : match.end] == match.surface
        assert explanation.text[match.out_start : match.out_end] == match.replacement
        at, out_at = match.end, match.out_end
    assert text[at:] == explanation.text[out_at:]
    # and the explanation can be replayed
    assert apply(text, explanation.matches) == explanation.text
    assert normalizer_of(config).normalize(text) == explanation.text


@calm_or_eager
@given(TEXTS)
@example("Loubny, Yevdokiïvka Inna Chevtchenko, then Oleg, Irpine and Loubny.")
def test_what_was_left_alone_stands_in_the_new_text(config, text):
    explanation = normalizer_of(config).explain(text)
    spans = [(match.start, match.end) for match in explanation.matches]
    for match in explanation.rejected:
        assert match.reason
        assert text[match.start : match.end] == match.surface
        assert explanation.text[match.out_start : match.out_end] == match.surface
        assert not any(match.start < end and start < match.end for start, end in spans)
    starts = [match.start for match in explanation.rejected]
    assert starts == sorted(starts)


@given(TEXTS)
def test_every_change_changes_something_and_reaches_the_threshold(text):
    for match in slavonym.explain(text).matches:
        assert match.replacement != match.surface
        assert match.confidence >= 0.75
        assert match.reason == ""


@each_config
@given(TEXTS)
@example("Volodymyr Zelensky, Volodymyr Zelenskiy and Oleg Zelensky left kyiv.")
@example("The village of Soloné, the village of SOLONÉ, Ukraine")
@example("Inna Chevtchenko Yevdokiïvka")  # once written, the person is a sign of the country
def test_normalizing_twice_is_normalizing_once(config, text):
    normalizer = normalizer_of(config)
    once = normalizer.normalize(text)
    assert normalizer.normalize(once) == once


@given(st.lists(TEXTS, min_size=2, max_size=2))
def test_a_normalizer_keeps_nothing_of_the_text_before(two):
    normalizer = Normalizer()
    first, second = two
    expected = normalizer.explain(second)
    normalizer.explain(first)
    assert normalizer.explain(second) == expected


@calm_or_eager
@given(TEXTS)
def test_a_confidence_is_a_probability(config, text):
    explanation = normalizer_of(config).explain(text)
    told = (*explanation.matches, *explanation.rejected)
    assert all(0 <= match.confidence <= 1 for match in told)
    assert all(isinstance(e.weight, float) for match in told for e in match.evidence)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_threads_that_share_a_normalizer_find_what_one_finds(several):
    shared = Normalizer()
    alone = [normalizer_of(Config()).explain(text) for text in several]
    with ThreadPoolExecutor(4) as pool:
        assert [*pool.map(shared.explain, several * 4)] == alone * 4


# What a document says of itself: all other evidence is in the tables, the name and the words beside it.
OF_THE_DOCUMENT = {
    "slavic-document",
    "french-document",
    "named-in-full",
    "language-of-document",
    "other-language-of-document",
}
# Longer than what a rule or a sign looks at on either side of a name, long enough to say something by saying nothing of
# these lands, and speaking of nothing.
PARAGRAPH = "\n\n" + "the weather was fine and people were at work as usual; " * 10 + "\n\n"


def by_the_tables_alone(matches):
    """The changes that nothing in the document but the words beside them speaks for, or against."""
    return {
        (match.start, match.end): match.replacement
        for match in matches
        if not OF_THE_DOCUMENT & {evidence.id for evidence in match.evidence}
    }


@pytest.mark.parametrize("threshold", [0.0, 0.75])
@given(TEXTS, TEXTS)
def test_another_document_after_a_paragraph_leaves_what_the_tables_alone_decide(
    threshold, first, second
):
    # The language is given: it is asked of the beginning of the text. A change that is missing in the whole, or that
    # the whole makes besides, must have evidence of the document there.
    normalizer = normalizer_of(Config(min_confidence=threshold, language="en"))
    whole = normalizer.explain(first + PARAGRAPH + second)
    spoken_of = {
        (match.start, match.end)
        for match in (*whole.matches, *whole.rejected)
        if OF_THE_DOCUMENT & {evidence.id for evidence in match.evidence}
    }
    expected = by_the_tables_alone(normalizer.explain(first + PARAGRAPH).matches)
    after = by_the_tables_alone(normalizer.explain(PARAGRAPH + second).matches)
    for (start, end), written in after.items():
        expected[start + len(first), end + len(first)] = written
    found = by_the_tables_alone(whole.matches)
    assert {span: expected[span] for span in expected.keys() - spoken_of} == found


def test_the_tables_alone_decide_about_some():
    text = "Oleg Synegoubov went to Chassiv Yar."
    eager = normalizer_of(Config(min_confidence=0.0, language="en"))
    assert by_the_tables_alone(eager.explain(text).matches)
    assert not by_the_tables_alone(eager.explain(f"Ukraine, Russia, {text}").matches)


@given(st.text(st.characters(), max_size=80) | HOSTILE)
def test_no_text_is_too_strange(text):
    assert isinstance(slavonym.normalize(text), str)


@pytest.mark.parametrize(
    "text",
    [
        "\x00Kiev\x00",
        "\ud800Kiev\udfff",
        "K\u0301i\u0301e\u0301v\u0301",
        "\u202eKiev\u202c \u05e7\u05d9\u05d9\u05d1",
        "Kiev\r\nKiev\rKiev\n\rKiev\u2028Kiev",
        "Oleg\x00Synegoubov",
        "Chassiv\u200bYar",
        "Kiev" * 5000,
        "Kiev " * 500,
        "Oleg " * 500,
        "’" * 2000,
        "-" * 2000,
        "Ki-" * 1000,
        "K’" * 1000,
        "d’K" * 1000,
        "\u0301" * 2000,
        "K" + "\u0301" * 2000,
        "\u00ad" * 2000 + "Kiev",
        "É" * 2000,
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_these_texts_are_not_too_strange(text):
    explanation = slavonym.explain(text)
    assert apply(text, explanation.matches) == explanation.text
    slavonym.lookup(text)


@given(SHAPED | TEXTS | st.text(max_size=40))
def test_lookup_answers_for_every_string(text):
    found = slavonym.lookup(text)
    assert all(0 <= candidate.confidence <= 1 for candidate in found)
    assert all(one.confidence >= two.confidence for one, two in pairwise(found))
    written = [(candidate.english, candidate.ukrainian) for candidate in found]
    assert len(written) == len(set(written))
    assert all(candidate.surface == text.strip() for candidate in found)


@given(SETTLEMENTS)
def test_lookup_finds_what_stands_behind_a_regular_form(native):
    for write in (in_french, in_english):
        found = slavonym.lookup(write(native), kind="place")
        assert in_english(native) in [candidate.ukrainian for candidate in found]


def test_the_output_does_not_depend_on_the_seed_of_hashes():
    text = " ".join(
        f"Governor {in_french(person)} left {in_french(place)} and kyiv, in Ukraine."
        for person, place in zip(
            natives("people/public-figures.tsv")[::9], settlements()[::500], strict=False
        )
    )
    program = (
        "import sys, slavonym\n"
        "print(slavonym.explain(sys.stdin.read()))\n"
        "for name in ('Mychiv', 'Oleg', 'Kouznetsov'):\n"
        "    print([(c.native, c.english, c.evidence) for c in slavonym.lookup(name)])\n"
    )

    def run(seed):
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(Path(slavonym.__file__).parents[1]),
            "PYTHONIOENCODING": "utf-8",
        }
        return subprocess.run(
            [sys.executable, "-c", program],
            input=text,
            capture_output=True,
            encoding="utf-8",
            env=environment,
            check=True,
        ).stdout

    first = run("1")
    assert first.count("Match(") > 20
    assert run("2") == first
