"""Hooks: a language detector and a tokenizer of the user's, and a language that is told."""

import re

import pytest

from slavonym import Config, Normalizer, RuleError

GERMAN = "Die Stadt Tchernihiv in der Ukraine wurde am Montag beschossen, sagte Kyiv."


def calls(answer):
    asked = []

    def detect(text):
        asked.append(text)
        return answer

    return detect, asked


# The language


@pytest.mark.parametrize("language", ["de", "fr", None])
def test_a_detector_is_asked_once_a_document_and_believed(language):
    detect, asked = calls(language)
    told = Normalizer(detect_language=detect).explain(GERMAN)
    assert told.matches + told.rejected
    signs = {e.detail for m in (*told.matches, *told.rejected) for e in m.evidence}
    assert (f"the text is in {language!r}" in signs) == (language == "de")
    assert asked.count(GERMAN) == 1


@pytest.mark.parametrize("language", ["de", "fr", "en", None])
def test_a_language_that_is_told_is_not_detected(language):
    detect, asked = calls("de")
    told = Normalizer(Config(language=language), detect_language=detect).explain(GERMAN)
    assert asked == []
    signs = {e.detail for m in (*told.matches, *told.rejected) for e in m.evidence}
    assert ("the text is in 'de'" in signs) == (language == "de")


def test_a_detector_that_raises_is_named():
    def broken(_text):
        message = "no model"
        raise OSError(message)

    with pytest.raises(RuleError, match=r"^detect_language failed: OSError\('no model'\)$"):
        Normalizer(detect_language=broken).normalize(GERMAN)


# The words


def spaces(text):
    """Words as a simple tokenizer has them: what stands between white space, without punctuation around it."""
    return [word.span() for word in re.finditer(r"\w(?:[^\s]*\w)?", text)]


TEXT = "In Ukraine, the town of Chassiv Yar and Oleg Synegoubov, its governor."


def test_a_tokenizer_that_finds_the_same_words_changes_nothing():
    assert Normalizer(find_words=spaces).explain(TEXT) == Normalizer().explain(TEXT)


def test_what_it_does_not_find_is_no_word():
    def without_the_town(text):
        return [(a, b) for a, b in spaces(text) if text[a:b] != "Chassiv"]

    changed = Normalizer(find_words=without_the_town).normalize(TEXT)
    assert changed == TEXT.replace("Oleg Synegoubov", "Oleh Syniehubov")


def test_a_name_ends_where_one_of_its_words_does():
    def one_word_each(text):
        return [(a, b) for a, b in spaces(text) if text[a:b] != "Yar"]

    told = Normalizer(find_words=one_word_each).explain(TEXT)
    assert all("Yar" not in match.surface for match in (*told.matches, *told.rejected))


@pytest.mark.xfail(
    strict=True, reason="the word that is left is read as a name in no table: Shasiv"
)
def test_a_name_that_a_tokenizer_cuts_stays():
    def one_word_each(text):
        return [(a, b) for a, b in spaces(text) if text[a:b] != "Yar"]

    assert "Chassiv Yar" in Normalizer(find_words=one_word_each).normalize(TEXT)


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ([(0, 99)], "find_words gave 0..99 after 0, in a text of 70 code points"),
        ([(3, 10), (5, 12)], "find_words gave 5..12 after 10, in a text of 70 code points"),
        ([(4, 4)], "find_words gave 4..4 after 0, in a text of 70 code points"),
        ([(-3, 2)], "find_words gave -3..2 after 0, in a text of 70 code points"),
        ([("a", "b")], "find_words failed: ValueError"),
        (None, "find_words failed: TypeError"),
    ],
)
def test_spans_that_cannot_be_are_told(spans, message):
    with pytest.raises(RuleError) as caught:
        Normalizer(find_words=lambda _text: spans).normalize(TEXT)
    assert str(caught.value).startswith(message)
