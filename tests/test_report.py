"""The review page and the notebook's fragment, as text: nothing is lost, nothing gets out of its place."""

import base64
import hashlib
import html
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slavonym import Config, Evidence, Explanation, Match, Name, Normalizer, explain
from slavonym.report import Reviewed, fragment, page
from slavonym.report.html import level, percent
from slavonym.report.marks import Mark, cut, source_of

NORMALIZER = Normalizer()
TEXT = "In Ukraine, Oleg Synegoubov left kyiv.\r\nThen “Chassiv Yar”;\n\tOdessa, Texas."
NASTY = [
    pytest.param("</script><script>alert(1)</script> in kyiv, Ukraine", id="script"),
    pytest.param("<!--<script> ]]> <img src=x onerror=alert(1)> kyiv, Ukraine", id="comment"),
    pytest.param("a & b &amp; &lt; \"kyiv\" 'Ukraine' $title $$ ${data}", id="entities"),
    pytest.param("kyiv\u2028Ukraine\u2029\x0b\x0c\x1c\x85", id="separators"),
    pytest.param("😀👨‍👩‍👧 kyiv 𝔘kraine, Ukraine 🇺🇦", id="astral"),
    pytest.param("\ufeffkyiv\r\n\r\rUkraine\n\r", id="line-ends"),
    pytest.param("\x00kyiv\x01\x7f, Ukraine", id="controls"),
    pytest.param("\ud800 kyiv \udfff, Ukraine", id="surrogates"),
    pytest.param("e\u0301 kyiv\u202e, Ukraine \u200f", id="bidi"),
]


def name(**other):
    fields = {"id": "place:x", "kind": "place", "category": "city", "language": "uk"}
    return Name(**(fields | {"native": "Хе", "english": "Khe", "ukrainian": "Khe"} | other))


def match(start, surface, replacement, reason="", confidence=0.9, out_start=None, **other):
    out_start = start if out_start is None else out_start
    fields = {"rule": "table-form", "name": name(), "evidence": (), "alignment": ()}
    return Match(
        start=start,
        end=start + len(surface),
        surface=surface,
        out_start=out_start,
        out_end=out_start + len(surface if reason else replacement),
        replacement=replacement,
        confidence=confidence,
        reason=reason,
        **(fields | other),
    )


def reviewed(text, name="story.txt", normalizer=NORMALIZER):
    return Reviewed(name, text, normalizer.explain(text))


def data_of(document):
    (raw,) = re.findall(
        r'<script type="application/json" id="data">(.*?)</script>', document, re.DOTALL
    )
    return json.loads(raw)


class Outline(HTMLParser):
    """The elements of a document, by what opens and closes them, and the text of each class."""

    EMPTY = frozenset({"meta", "link", "input", "rect", "br"})

    def __init__(self):
        super().__init__()
        self.stack, self.tags, self.attributes, self.wrong = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.EMPTY:
            self.stack.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        if not self.stack or self.stack.pop() != tag:
            self.wrong.append((tag, self.getpos()))


def outline(document):
    parser = Outline()
    parser.feed(document)
    parser.close()
    assert parser.wrong == []
    assert parser.stack == []
    return parser


# A text in pieces


def whole(pieces):
    return "".join(piece if isinstance(piece, str) else piece.match.surface for piece in pieces)


def test_a_text_is_cut_at_its_matches():
    pieces = cut(TEXT, explain(TEXT))
    assert whole(pieces) == TEXT
    marks = [piece for piece in pieces if isinstance(piece, Mark)]
    assert [(mark.match.surface, mark.made) for mark in marks] == [
        ("Oleg Synegoubov", True),
        ("kyiv", True),
        ("Chassiv Yar", True),
        ("Odessa", False),
    ]


@pytest.mark.parametrize("text", ["", "nothing here", *NASTY])
def test_the_pieces_are_the_text(text):
    assert whole(cut(text, explain(text))) == text


def test_of_what_overlaps_a_change_leads_then_the_longest():
    text = "abcdefghij"
    explanation = Explanation(
        "abcXYhij",
        (match(3, "defg", "XY"),),
        (match(0, "abcd", "A", "r1"), match(0, "ab", "B", "r2"), match(0, "a", "C", "r3")),
    )
    pieces = cut(text, explanation)
    assert whole(pieces) == text
    marks = [piece for piece in pieces if isinstance(piece, Mark)]
    assert [(m.match.surface, [other.surface for other in m.others]) for m in marks] == [
        ("ab", ["a"]),
        ("defg", ["abcd"]),
    ]


words = st.sampled_from(
    ["Oleg Synegoubov", "kyiv", "Chassiv Yar", "Odessa, Texas", "😀", "Zelensky"]
)


@settings(max_examples=50, deadline=None)
@given(st.lists(words | st.text(max_size=5), max_size=8).map(" Ukraine ".join))
def test_any_text_comes_back_from_its_pieces_and_from_its_explanation(text):
    explanation = NORMALIZER.explain(text)
    assert whole(cut(text, explanation)) == text
    assert source_of(explanation) == text


# The page


def test_the_page_has_each_change_with_its_reasons():
    document = page([reviewed(TEXT)], NORMALIZER)
    outline(document)
    for shown in (
        "<del>Chassiv Yar</del>",
        "<ins>Chasiv Yar</ins>",
        "Часів Яр",
        "Ukrainian city, UA-14",
        '<ruby>ss<rp>(</rp><rt lang="uk">с</rt><rp>)</rp></ruby>',
        "several words that fit together",
        "+2.38",
        "line 2, column 7",
        "Left alone: in Texas, by what follows it.",
        "3 changes, 1 left alone",
    ):
        assert shown in document


def test_the_page_tells_what_else_a_name_may_be():
    text = "In Ukraine, the city of Tchernihiv and the street Khmelnytskyï."
    document = page([reviewed(text)], NORMALIZER)
    assert "<strong>Chernykhiv</strong>" in document  # a village of another name
    assert "<strong>Khmelnytsky</strong>" in document  # a person
    assert "if it stood alone" in document


def test_the_page_tells_what_overlaps():
    left = match(0, "Alpha Beta", "Alfa Veta", "one name")
    part = match(6, "Beta", "Veta", "part of it")
    text = Reviewed("x", "Alpha Beta", Explanation("Alpha Beta", (), (left, part)))
    document = page([text], NORMALIZER)
    assert document.count('class="mark ') == 1 + 4  # and four of the legend
    assert "part of it" in document


def test_the_same_input_gives_the_same_page():
    assert page([reviewed(TEXT)], Normalizer()) == page([reviewed(TEXT)], NORMALIZER)


def test_several_texts_stand_in_one_page():
    texts = [reviewed(TEXT, "a/one.txt"), reviewed("nothing", "b/two.txt"), reviewed(TEXT, "-")]
    document = page(texts, NORMALIZER)
    ids = re.findall(r' id="([^"]*)"', document)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]*)"', document):
        assert target in ids
    assert [text["name"] for text in data_of(document)] == ["one.txt", "two.txt", "text.txt"]
    assert "<title>Review: 3 texts</title>" in document
    assert "Nothing was found in this text." in document


@pytest.mark.parametrize("text", NASTY)
def test_no_text_gets_out_of_its_place(text):
    plain = outline(page([reviewed("kyiv, Ukraine", "a.txt")], NORMALIZER))
    document = page([reviewed(text, f"{text[:12]}.txt")], NORMALIZER)
    document.encode()  # UTF-8 holds it
    got = outline(document)
    assert got.tags.count("script") == plain.tags.count("script") == 2
    assert "img" not in got.tags
    assert not [attribute for attribute, _ in got.attributes if attribute.startswith("on")]


@pytest.mark.parametrize("text", NASTY)
def test_the_data_give_back_the_text_and_the_corrected_text(text):
    entry = reviewed(text)
    (data,) = data_of(page([entry], NORMALIZER))

    def written(key):
        return "".join(p if isinstance(p, str) else p[key] for p in data["pieces"])

    assert written("surface") == text
    made = [p if isinstance(p, str) or p["made"] else p["surface"] for p in data["pieces"]]
    corrected = "".join(p if isinstance(p, str) else p["replacement"] for p in made)
    assert corrected == entry.explanation.text


def test_what_a_table_or_a_rule_says_is_escaped_too():
    evil = "<b>&\"'"
    one = match(
        0,
        "Khé",
        f"Khe{evil}",
        rule=evil,
        name=name(native=evil, language=evil, category=evil, region=evil),
        evidence=(Evidence(evil, evil, 1.0),),
        alignment=((evil, evil),),
    )
    for explanation in (
        Explanation(f"Khe{evil}", (one,)),
        Explanation("Khé", (), (match(0, "Khé", evil, evil),)),
    ):
        for document in (
            page([Reviewed(evil, "Khé", explanation)], NORMALIZER),
            fragment(explanation),
        ):
            assert "b" not in outline(document).tags
            assert html.escape(evil) in document


def test_the_page_allows_its_own_script_and_style_and_nothing_else():
    document = page([reviewed(TEXT)], NORMALIZER)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', document)
    allowed = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert allowed["default-src"] == "'none'"
    for kind, element in (("script-src", "<script>"), ("style-src", "<style>")):
        (content,) = re.findall(f"{element}(.*?)</", document, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert allowed[kind] == f"'sha256-{digest}'"
    assert not [a for a, _ in outline(document).attributes if a == "style"]  # it would be blocked


def test_the_page_names_no_address_but_those_of_the_text():
    assert not re.findall(r"https?://|//[a-z]", page([reviewed(TEXT)], NORMALIZER))


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ({}, "English forms, other good ones kept; from 75 %"),
        ({"to": "ukrainian", "min_confidence": 0.9}, "KMU-2010, other good ones kept; from 90 %"),
        ({"accepted": "unify"}, "other good ones unified"),
    ],
)
def test_the_page_says_what_was_asked_for(options, shown):
    normalizer = Normalizer(Config(**options))
    assert shown in page([reviewed(TEXT, normalizer=normalizer)], normalizer)


@pytest.mark.parametrize(
    ("confidence", "shown", "step"),
    [
        (1.0, "99.9 %", "sure"),
        (0.95, "95.0 %", "sure"),
        (0.949, "94.9 %", "likely"),
        (0.85, "85.0 %", "likely"),
        (0.5, "50.0 %", "doubtful"),
        (0.0, "0.0 %", "doubtful"),
    ],
)
def test_a_confidence_is_shown_as_a_figure_and_in_three_steps(confidence, shown, step):
    assert (percent(confidence), level(confidence)) == (shown, step)


# In a notebook


class Bare(HTMLParser):
    """What is left where a viewer takes styles, drawings and attributes away."""

    def __init__(self):
        super().__init__()
        self.hidden, self.text = 0, ""

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        self.hidden += tag in ("style", "svg")

    def handle_endtag(self, tag):
        self.hidden -= tag in ("style", "svg")

    def handle_data(self, data):
        if not self.hidden:
            self.text += data


def test_a_notebook_shows_an_explanation():
    shown = explain(TEXT)._repr_html_()
    got = outline(shown)
    assert not {"script", "img", "link", "iframe"} & set(got.tags)
    assert len(shown) < 20_000
    styles = re.findall(r"<style>(.*?)</style>", shown, re.DOTALL)[0].strip().splitlines()
    assert all(rule.startswith(".slavonym-explanation") for rule in styles)


def test_a_notebook_without_styles_is_still_legible():
    bare = Bare()
    bare.feed(explain(TEXT)._repr_html_())
    for shown in (
        "3 changes, 1 left alone",
        "Chassiv Yar Chasiv Yar",
        "Chassiv Yar → Chasiv Yar (9",
        "ss(с)",
        "Odessa → Odesa",
        "left alone: in Texas, by what follows it",
    ):
        assert shown in bare.text


def test_a_notebook_leaves_out_what_is_far_from_matches():
    far = "No names here. " * 2000
    shown = explain(f"{far}In Ukraine, kyiv.{far}In Ukraine, Chassiv Yar.{far}")._repr_html_()
    assert len(shown) < 20_000
    assert shown.count("[…]") == 3


@pytest.mark.parametrize("text", ["", "nothing", *NASTY])
def test_a_notebook_shows_any_text(text):
    shown = explain(text)._repr_html_()
    outline(shown)
    shown.encode()
