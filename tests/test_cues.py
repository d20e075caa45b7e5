"""Words beside a name that say what it is: which people its bearer is of, and where they say nothing."""

import pytest

from slavonym import explain, lookup
from slavonym.evidence.cues import people_after, people_before


@pytest.mark.parametrize(
    ("before", "people"),
    [
        ("the Russian colonel ", ("Russian", "ru")),
        ("A Ukrainian ex-deputy prime minister ", ("Ukrainian", "uk")),
        ("the Russian President ", ("Russian", "ru")),
        ("Ukrainians ", ("Ukrainians", "uk")),
        ("l’officier russe ", ("russe", "ru")),
        # it speaks of something else
        ("Russian forces attacked ", ("", "")),
        ("the Russian attack on ", ("", "")),
        ("the Ukrainian and ", ("", "")),
        ("the Ukrainian, ", ("", "")),
        ("Russian Ivan Petrov beat ", ("", "")),
        ("the Russian who in the end never came to see ", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_people_before_a_name_describes_its_bearer(before, people):
    assert people_before(before) == people


@pytest.mark.parametrize(
    ("after", "people"),
    [
        (", a 34-year-old Ukrainian judge, said", ("Ukrainian", "uk")),
        (", a Russian.", ("Russian", "ru")),
        (" (a Belarusian singer)", ("Belarusian", "be")),
        (", the only Russian to win", ("Russian", "ru")),
        # it speaks of something else
        (" told a Russian court", ("", "")),
        (", the head of the Russian army", ("", "")),
        (", a spokesman. The Russian", ("", "")),
        (", who is Russian", ("", "")),
        ("", ("", "")),
    ],
)
def test_a_people_after_a_name_describes_its_bearer(after, people):
    assert people_after(after) == people


def signs(text, surface):
    explanation = explain(text)
    found = (m for m in (*explanation.matches, *explanation.rejected) if m.surface == surface)
    return {evidence.id for evidence in next(found).evidence}


def test_the_own_country_in_the_sentence_speaks_for_a_name():
    assert "country-beside" in signs("They left Soloné, in Ukraine.", "Soloné")
    assert "country-beside" in signs("Ukraine: two dead in Soloné", "Soloné")
    assert "country-beside" not in signs("They left Soloné. In Ukraine, it rained.", "Soloné")
    assert "country-beside" not in signs("The Russians left Soloné.", "Soloné")


def test_a_ukrainian_with_a_russian_given_name_is_told():
    text = "The Ukrainian officer Sergueï Kravtchouk spoke."
    assert explain(text).text == "The Ukrainian officer Serhiy Kravchuk spoke."
    assert "russian-given-name" in signs(text, "Sergueï Kravtchouk")
    text = "The Ukrainian officer Serhiï Kravtchouk spoke."
    assert "russian-given-name" not in signs(text, "Serhiï Kravtchouk")


def test_a_kind_that_was_asked_for_counts():
    (best, *_), (asked, *_) = lookup("Polichtchouk"), lookup("Polichtchouk", kind="person")
    assert "kind-given" not in {evidence.id for evidence in best.evidence}
    assert "kind-given" in {evidence.id for evidence in asked.evidence}
