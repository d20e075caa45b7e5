"""Words that say what a name is and what a document is about: `tables/context.toml`, as patterns."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

from slavonym.lazy import lazy
from slavonym.locate import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    import regex

KINDS = ("place", "person")
"""Kinds of names that have words of their own beside them."""


WHITE = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_STARTS = f'{WHITE}"“«('
"""What may stand before a word that stands before a name."""
_BETWEEN = re.compile(f"[{_STARTS}]")
_LETTERS = re.compile(r"[^\W\d_]*")

PREPOSITION = "preposition"
"""What is told of a name by a preposition of place before it."""


def words_before(before: str) -> dict[str, str]:
    """The words at the end of a text that tell something of the name that follows, by what they tell.

    That is the kind of the name, or PREPOSITION; of several words that tell the same, the longest.
    """
    stripped = before.rstrip(WHITE)
    lower = stripped.lower()
    found = {}
    for words, told in _before().get(_BETWEEN.split(lower)[-1], ()):
        if told not in found and lower.endswith(words):
            start = len(lower) - len(words)
            if not start or lower[start - 1] in _STARTS:
                found[told] = stripped[len(stripped) - len(words) :]
    return found


def words_after(after: str) -> dict[str, str]:
    """The words at the start of a text that tell the kind of the name before it, by the kind."""
    stripped = after.lstrip(WHITE)
    lower = stripped.lower()
    found = {}
    first = _LETTERS.match(lower)
    for words, kind in _after().get(first[0] if first else "", ()):
        end = len(words)
        if kind not in found and lower.startswith(words) and not lower[end : end + 1].isalpha():
            found[kind] = stripped[:end]
    return found


@cache
def _before() -> dict[str, list[tuple[str, str]]]:
    """Words that stand before a name, the longest first, and what each tells; by the last of them."""
    listed: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    data = _words()
    for kind in KINDS:
        for words in data[kind]["before"]:
            listed[_BETWEEN.split(words.lower())[-1]].append((words.lower(), kind))
    for words in data["place"]["prepositions"]:
        listed[_BETWEEN.split(words.lower())[-1]].append((words.lower(), PREPOSITION))
    return {last: sorted(found, key=lambda f: -len(f[0])) for last, found in listed.items()}


@cache
def _after() -> dict[str, list[tuple[str, str]]]:
    """Words that stand after a name, and the kind that each tells; by the first of them."""
    listed: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    data = _words()
    for kind in KINDS:
        for words in data[kind]["after"]:
            first = _LETTERS.match(words.lower())
            listed[first[0] if first else ""].append((words.lower(), kind))
    return dict(listed)


@cache
def endings() -> dict[str, tuple[str, ...]]:
    """Endings that surnames have more often in one language, as other languages spell them."""
    found: dict[str, list[str]] = _words()["endings"]
    return {language: tuple(listed) for language, listed in found.items()}


_WORD = re.compile(r"\w+")


def last_country(text: str) -> tuple[str, str] | None:
    """The last word in a text for a country or its people, and the language it speaks for."""
    return _country(reversed(_WORD.findall(text)))


def first_country(text: str) -> tuple[str, str] | None:
    """The same, the first word."""
    return _country(_WORD.findall(text))


def _country(words: Iterable[str]) -> tuple[str, str] | None:
    known = _countries()
    return next(((word, known[word.lower()]) for word in words if word.lower() in known), None)


@cache
def _countries() -> dict[str, str]:
    """Words for a country or its people, in lower case, and the language each speaks for."""
    return {
        word.lower(): language
        for language, listed in _words()["language"].items()
        for word in listed
    }


def people_before(before: str) -> tuple[str, str]:
    """The people that the end of a text says the name after it is of, and its language: "the Russian colonel".

    Between the two stand some small words that tell no more than what the person is; empty where there is no such.
    """
    for number, word in enumerate(reversed(before.split()[-_MOST_BETWEEN - 1 :])):
        language = _people().get(word.lower(), "")
        if language:
            return word, language
        if number == _MOST_BETWEEN or not _may_describe(word) or _is_name(word):
            break
    return "", ""


def people_after(after: str) -> tuple[str, str]:
    """The people that the start of a text says the name before it is of: ", a 34-year-old Ukrainian judge"."""
    found = _DESCRIBED_AFTER.match(after)
    if found is None:
        return "", ""
    for word in found[1].split()[: _MOST_BETWEEN + 1]:
        bare = word.rstrip(",.;:)")
        language = _people().get(bare.lower(), "")
        if language:
            return bare, language
        if bare != word or not _may_describe(word):
            break
    return "", ""


_MOST_BETWEEN = 4
_DESCRIBED_AFTER = re.compile(r",?\s*\(?,?\s*(?:an?|the|une?|l[ae])\s((?:\S+\s+){0,4}\S+)")


def _may_describe(word: str) -> bool:
    """Whether a word may stand between a people and the name of one of it: it does not lead to something else."""
    lower = word.lower()
    return lower not in _leading_on() and not lower.endswith("ed") and word[-1:].isalnum()


def _is_name(word: str) -> bool:
    """Whether a word with a capital is no title: a name of somebody else."""
    return word[:1].isupper() and word.lower() not in _words()["person"]["before"]


@cache
def _people() -> dict[str, str]:
    """Words for a people, in lower case, and the language of each."""
    data = _words()["people"].items()
    return {word.lower(): language for language, listed in data for word in listed}


@cache
def _leading_on() -> frozenset[str]:
    return frozenset(_words()["leading-on"]["words"])


@cache
def languages() -> regex.Pattern[str]:
    """Words for a country or its people; a group for each language."""
    words = _words()["language"].items()
    groups = "|".join(f"(?P<{language}>{_any_of(listed)})" for language, listed in words)
    return lazy(rf"\b(?:{groups})\b", ignore_case=True)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, words)) or r"(?!)"


@cache
def signs() -> regex.Pattern[str]:
    """Words that show that a document is about Ukraine, Russia or Belarus."""
    words = _any_of(_words()["document"]["words"])
    return lazy(rf"\b(?:{words})\b", ignore_case=True)


@cache
def telling_words() -> dict[bytes, tuple[bool, str]]:
    """What `signs` and `languages` find, word for word, in lower case and Latin-1.

    Whether a word is a sign, and the language whose country it names, if it names one.
    """
    found: dict[str, tuple[bool, str]] = {
        word.lower(): (True, "") for word in _words()["document"]["words"]
    }
    for language, listed in _words()["language"].items():
        for word in map(str.lower, listed):
            is_sign, known = found.get(word, (False, ""))
            found[word] = is_sign, known or language
    return {word.encode("latin-1"): said for word, said in found.items()}


def foreign(before: str) -> str:
    """A word for another country at the end of a text, with up to three words after it: the Chinese town of."""
    if before[-1:] not in WHITE:
        return ""
    for number, word in enumerate(reversed(_WORDS_PARTED.split(before.rstrip(WHITE))[-4:])):
        found = _LAST_LETTERS.search(word)
        if found and found[0] in _foreign():
            return found[0]
        if number == _BETWEEN_FOREIGN or not _is_lower(word):
            break
    return ""


def _is_lower(word: str) -> bool:
    if word.isascii():
        return word.isalpha() and word.islower()
    return all(unicodedata.category(char) == "Ll" for char in word)


_WORDS_PARTED = re.compile(f"[{WHITE}]+")
_LAST_LETTERS = re.compile(r"[^\W\d_]+$")
_BETWEEN_FOREIGN = 3


@cache
def _foreign() -> frozenset[str]:
    return frozenset(_words()["abroad"]["words"])


@cache
def strengths() -> dict[str, str]:
    """Letters and groups whose strength is not the usual one, and the evidence they are; ^ starts a name."""
    listed: dict[str, list[str]] = _evidence()["pieces"]
    return {piece: evidence_id for evidence_id, pieces in listed.items() for piece in pieces}


@cache
def caps() -> dict[str, float]:
    """The strength beyond which a sign says no more."""
    found: dict[str, float] = _evidence()["cap"]
    return found


@cache
def english() -> re.Pattern[str]:
    """Letters in which English differs from French."""
    listed: list[str] = _evidence()["english"]["letters"]
    return re.compile("|".join(listed), re.IGNORECASE)


@cache
def _evidence() -> dict[str, Any]:
    return read_settings("evidence.toml")


@cache
def _words() -> dict[str, Any]:
    return read_settings("context.toml")
