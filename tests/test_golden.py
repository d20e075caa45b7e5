"""Whole articles: the text that comes out, to the byte, and what README says about it."""

from pathlib import Path

import pytest

from slavonym import apply, explain, normalize

CHECKOUT = Path(__file__).resolve().parents[1]
GOLDEN = CHECKOUT / "tests" / "golden"
ARTICLE = (CHECKOUT / "docs" / "article.txt").read_text(encoding="utf-8")

STYLES = {
    "english": {},
    "unified": {"accepted": "unify"},
    "ukrainian": {"to": "ukrainian"},
}


@pytest.mark.parametrize("style", STYLES)
def test_the_article_comes_out_as_expected(style):
    expected = (GOLDEN / f"article.{style}.txt").read_text(encoding="utf-8")
    assert normalize(ARTICLE, **STYLES[style]) == expected


@pytest.mark.parametrize("style", STYLES)
def test_the_explanation_of_the_article_can_be_replayed(style):
    explanation = explain(ARTICLE, **STYLES[style])
    assert apply(ARTICLE, explanation.matches) == explanation.text


def test_the_changes_are_these_and_no_others():
    changes = [(match.surface, match.replacement) for match in explain(ARTICLE).matches]
    assert changes == [
        ("Oleg Synegoubov", "Oleh Syniehubov"),
        ("Soloné", "Solone"),
        ("Chassiv Yar", "Chasiv Yar"),
        ("Zaporijjia", "Zaporizhzhia"),
        ("kyiv", "Kyiv"),
    ]


def test_readme_shows_the_confidences_of_the_article():
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (CHECKOUT / "README.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and "**" in line
    ]
    shown = {row[1].split("**")[1]: row[2] for row in rows}
    found = {match.replacement: f"{match.confidence:.3f}" for match in explain(ARTICLE).matches}
    assert shown == found
