"""What normalize is compared with: a plain scan for capitalised words, and libraries that look for listed forms.

Each library is given every French form of every name of the gazetteer. They only find: none of them judges what it
found, writes a text, or knows a form that is not in its list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Matcher = Callable[[str], int]
    """Takes a text and tells how many names it found."""

_CAPITALISED = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'\-]*")


def scan(text: str) -> int:
    """Read every capitalised word: the least that anything looking for names must do, and the measure of all else."""
    count = 0
    for found in _CAPITALISED.finditer(text):
        found.group()
        count += 1
    return count


def flashtext(forms: Mapping[str, str]) -> Matcher:
    """A trie of characters in Python dictionaries. Letters with an accent are told to be letters."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor(case_sensitive=True)
    processor.non_word_boundaries.update(
        char for form in forms for char in form if char.isalpha() and not char.isascii()
    )
    for form, english in forms.items():
        processor.add_keyword(form, english)
    return lambda text: len(processor.extract_keywords(text, span_info=True))


def pyahocorasick(forms: Mapping[str, str]) -> Matcher:
    """An automaton in C that finds the longest forms; that they are whole words is checked afterwards."""
    import ahocorasick

    automaton = ahocorasick.Automaton()
    for form, english in forms.items():
        automaton.add_word(form, (len(form), english))
    automaton.make_automaton()

    def find(text: str) -> int:
        count = 0
        for last, (length, _) in automaton.iter_long(text):
            start, end = last - length + 1, last + 1
            if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
                count += 1
        return count

    return find


def spacy_phrases(forms: Mapping[str, str]) -> Matcher:
    """Phrases of tokens, found by their hashes; the text is cut into tokens first."""
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab)
    matcher.add("name", [language.make_doc(form) for form in forms])
    return lambda text: len(matcher(language.make_doc(text)))


def rapidfuzz_words(forms: Mapping[str, str]) -> Matcher:
    """Every capitalised word compared with every form of one word; alike is what agrees in nine letters of ten."""
    from rapidfuzz import fuzz, process

    listed = [form for form in forms if " " not in form]

    def find(text: str) -> int:
        words = (found.group() for found in _CAPITALISED.finditer(text))
        return sum(
            process.extractOne(word, listed, scorer=fuzz.ratio, score_cutoff=90) is not None
            for word in words
        )

    return find
