"""Stage 2, mentions: the spans of a document that may be names."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import regex

from slavonym.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slavonym.context import Context

Span = tuple[int, int]

_MAX_WORD = 40
"""Letters in a word; a longer one is no name, and folding it would only cost time."""
_MAX_WORDS = 6
_FULL_NAME = 4
"""Given name, patronymic, surname of two parts."""

_LETTERS = r"\p{L}[\p{L}\p{M}\u00ad]*+(?:['’ʼ‘][\p{L}\p{M}\u00ad]++)*+"
_CAPITALISED = regex.compile(rf"(?=\p{{Lu}}){_LETTERS}")
_NEXT_WORD = regex.compile(
    rf"(?:[ \t\u00a0\u202f\u2009]{{1,3}}|[ \t]?\r?\n[ \t]?|[-‐‑]|-[ \t]?\r?\n)({_LETTERS})"
)
_WORD_ALONE = regex.compile(r"[^\s\-‐‑–]++")
_ELISION = regex.compile(r"(?i:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’ʼ](?=\p{L})")
_PLURAL = regex.compile(r"(?i)(?<=\p{L}{4})[^s]s$")
_THE = regex.compile(r"(?i)\bthe\s$")
_POSSESSIVE = regex.compile(r"['’ʼ]s$|['’ʼ]S$")


def find_mentions(context: Context) -> list[Mention]:
    """Find the spans that may be names, as many as there are readings: they may overlap.

    A mention is a capitalised word; a run of words that starts a name of the gazetteer; a given name with one or two
    words after it; or a form that the tables list in lower case (kyiv). It ends before a possessive 's and starts
    after a French elision (d'Izioum). What the document protects holds no mention.
    """
    mentions = []
    for start, end in _words(context):
        if context.is_protected(start, end):
            continue
        for words in _readings(context, (start, end)):
            if not context.is_protected(start, words[-1][1]):
                surface = context.text[start : words[-1][1]]
                mentions.append(Mention(start, words[-1][1], surface, words))
    return mentions


def whole(text: str) -> Mention:
    """The mention that a name standing alone is: all of the text, without the white space around it."""
    start = len(text) - len(text.lstrip())
    end = max(start, len(text.rstrip()))
    words = tuple(word.span() for word in _WORD_ALONE.finditer(text, start, end))
    return Mention(start, end, text[start:end], words)


def _words(context: Context) -> Iterator[Span]:
    """Capitalised words, and lower-case words that start a listed form, in text order."""
    text = context.text
    if context.words is None:
        found_words = (found.span() for found in _CAPITALISED.finditer(text, concurrent=False))
    else:
        found_words = (span for span in context.words.items() if text[span[0]].isupper())
    spans = [_trimmed(text, *span) for span in found_words]
    spans = [span for span in spans if 0 < span[1] - span[0] <= _MAX_WORD]
    starters = sorted(word for word in context.gazetteer.lower_case_starters if word in text)
    if starters:
        listed = "|".join(map(regex.escape, starters))
        pattern = regex.compile(
            rf"(?<![\p{{L}}\p{{M}}\p{{N}}-])(?:{listed})(?![\p{{L}}\p{{M}}\p{{N}}])"
        )
        spans += (found.span() for found in pattern.finditer(text, concurrent=False))
        spans = sorted(set(spans))
    return (span for span in spans if not _inside_word(text, span[0]))


def _inside_word(text: str, start: int) -> bool:
    """Whether a letter or digit stands right before: the capital of iPhone or McDonald starts no word."""
    before = text[start - 1 : start]
    return before.isalnum() or bool(before and unicodedata.combining(before))


def _trimmed(text: str, start: int, end: int) -> Span:
    """A word without a French elision before it and a possessive after it."""
    elision = _ELISION.match(text, start, end)
    if elision:
        start = elision.end()
    possessive = _POSSESSIVE.search(text, start, end)
    return (start, possessive.start() if possessive else end)


def _readings(context: Context, first: Span) -> Iterator[tuple[Span, ...]]:
    """The word alone, and every run of words from it that the gazetteer may know."""
    text, gazetteer = context.text, context.gazetteer
    word = text[first[0] : first[1]]
    if _PLURAL.search(word) and _THE.search(text, max(0, first[0] - 5), first[0]):
        singular = (first[0], first[1] - 1)
        if gazetteer.find(word[:-1]):
            yield (singular,)  # the Porochenkos
            return
    yield (first,)
    longest = min(_MAX_WORDS, gazetteer.words_from(word))
    with_surname = gazetteer.is_given_name(word)
    full_name = _FULL_NAME if with_surname else 1
    words = [first]
    at = first[1]
    while len(words) < max(longest, full_name):
        following = _NEXT_WORD.match(text, at)
        if following is None or following.end(1) - following.start(1) > _MAX_WORD:
            return
        if context.words is not None and context.words.get(following.start(1)) != following.end(1):
            return
        start, end = _trimmed(text, *following.span(1))
        if start != following.start(1):
            # An elision: part of a listed form (mer d'Azov), or the start of another name.
            start, full_name = following.start(1), 1
        words.append((start, end))
        known = len(words) <= longest and gazetteer.find(text[first[0] : words[-1][1]])
        capitalised = all(text[start].isupper() for start, _ in words[1:])
        if known or (capitalised and len(words) <= full_name):
            yield tuple(words)
        at = following.end(1)
        if words[-1][1] != at:
            return  # a possessive closes the name
