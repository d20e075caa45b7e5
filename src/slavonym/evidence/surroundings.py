"""What stands to the left and right of a mention."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from slavonym.evidence.cues import (
    KINDS,
    PREPOSITION,
    first_country,
    foreign,
    last_country,
    people_after,
    people_before,
    words_after,
    words_before,
)
from slavonym.evidence.sign import Sign
from slavonym.evidence.spelling import english_beside
from slavonym.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slavonym.context import Context
    from slavonym.model import Candidate

_SENTENCE_END = re.compile(r"[.!?;:\n]")
_FULL_STOP = re.compile(r"[.!?\n]")
_HYPHENS = ("-", "‐", "‑")
_INITIALS = lazy(r"(?<!\p{L})((?:\p{Lu}\.[ \u00a0]?){1,2})$")
_IN_WORDS = "’'-"
_MARKS_ONLY = ""
_SPACES = (" ", "\u00a0")
_MOST_NAMES = 2


class Beside(NamedTuple):
    """What stands to the left and right of a span, for whichever candidate."""

    before: str
    after: str
    words: tuple[tuple[str, str], ...]
    """Kinds of names, and the word beside the span that tells each."""
    preposition: str
    """A preposition of place before it."""
    foreign: str
    """A word for another country before it."""
    joined: tuple[str, ...]
    """Capitalised words that a hyphen joins to it."""
    double_surname: bool
    """Whether those are surnames of ours: Hontchar-Bilyk."""
    part_of: str
    """A name beside it that is none of ours."""
    names: tuple[str, ...]
    """The capitalised words before it, two at most, if one of them is a given name."""


def beside(start: int, end: int, context: Context) -> Beside:
    """Look to the left and right of a span."""
    before, after = context.before(start), context.after(end)
    told = words_before(before)
    words = tuple(_kinds(before, told, words_after(after)))
    line = before.removesuffix("\n")
    joined = _joined(line, after)
    part_of = "" if joined or words else _part_of(start, end, context)
    return Beside(
        before,
        after,
        words,
        told.get(PREPOSITION, ""),
        foreign(before),
        joined,
        bool(joined) and all(_is_surname(word, context) for word in joined),
        part_of,
        _names_before(line, context),
    )


def _joined(before: str, after: str) -> tuple[str, ...]:
    found = []
    if before[-1:] in _HYPHENS:
        found.append(_last_capitalised(before[:-1], _MARKS_ONLY)[1])
    if after[:1] in _HYPHENS and _is_capital(after[1:2]):
        found.append(_first_word(after[1:]))
    return tuple(filter(None, found))


def _is_surname(word: str, context: Context) -> bool:
    return any(entry.category == "surname" for entry in context.gazetteer.find(word))


def _names_before(line: str, context: Context) -> tuple[str, ...]:
    words: list[str] = []
    while len(words) < _MOST_NAMES and line[-1:] in _SPACES:
        at, word = _last_capitalised(line[:-1])
        if not word:
            break
        words.append(word)
        line = line[:at]
    return tuple(words[::-1]) if any(map(context.gazetteer.is_given_name, words)) else ()


def _part_of(start: int, end: int, context: Context) -> str:
    """A capitalised word right before or after that is no name of ours."""
    before, after = context.before(start), context.after(end)
    found = []
    before = before.removesuffix("\n")
    if before[-1:] in _SPACES:
        at, word = _last_capitalised(before[:-1])
        if word and not context.starts_sentence(start - len(context.before(start)) + at):
            found.append(word)  # where a sentence starts, any word has a capital
    if after[:1] in _SPACES and _is_capital(after[1:2]):
        found.append(_first_word(after[1:]))
    shouted = context.text[start:end].isupper()
    for word in found:
        if shouted and word.isupper():
            continue  # in a line of capitals every word has them
        if not context.gazetteer.find(word):
            return word
    return ""


def surroundings(candidate: Candidate, found: Beside, *, contested: bool) -> Iterator[Sign]:
    """The words to the left and right of the mention; those for a country where it matters which it is."""
    kind = candidate.name.kind
    for told, word in found.words:
        if told == kind:
            yield Sign("kind-beside", f"{word!r} beside it")
            break
    else:
        if found.words and kind in KINDS:
            yield Sign("other-kind-beside", f"{found.words[0][1]!r} beside it")
        elif found.preposition and kind == "place":
            yield Sign("preposition-beside", f"{found.preposition!r} before it")
    if contested:
        yield from _countries_beside(candidate.name.language, found)
        if kind == "person":
            yield from _people_beside(candidate.name.language, found)
    else:
        yield from _country_beside(candidate.name.language, found)
    if found.names and kind == "person" and " " not in candidate.name.native:
        yield from english_beside(found.names)
    if found.foreign:
        yield Sign("foreign-beside", f"{found.foreign!r} before it")
    if found.joined:
        if kind == "person" and found.double_surname:
            return
        yield Sign("compound", "joined by a hyphen to another name")
    elif found.part_of:
        yield Sign("part-of-a-name", f"{found.part_of!r} right beside it")


def _countries_beside(language: str, found: Beside) -> Iterator[Sign]:
    """Words for a country before and after, in the same sentence."""
    if spoken := last_country(found.before):
        told = "language-beside" if spoken[1] == language else "other-language-beside"
        yield Sign(told, f"{spoken[0]!r} before it")
    if spoken := first_country(_SENTENCE_END.split(found.after, 1)[0]):
        told = "language-after" if spoken[1] == language else "other-language-after"
        yield Sign(told, f"{spoken[0]!r} after it")


def _country_beside(language: str, found: Beside) -> Iterator[Sign]:
    """A word for the name's own country in the same sentence: "Soloné, in Ukraine", "Ukraine: two dead in Soloné"."""
    before, after = _FULL_STOP.split(found.before)[-1], _FULL_STOP.split(found.after, 1)[0]
    for spoken in (last_country(before), first_country(after)):
        if spoken and spoken[1] == language:
            yield Sign("country-beside", f"{spoken[0]!r} in the same sentence")
            return


def _people_beside(language: str, found: Beside) -> Iterator[Sign]:
    """Words for a people that say who bears the name: "the Russian colonel ...", "..., a Ukrainian judge"."""
    word, spoken = people_before(found.before)
    if word:
        told = "people-beside" if spoken == language else "other-people-beside"
        yield Sign(told, f"{word!r} says who that is")
    word, spoken = people_after(found.after)
    if word:
        told = "people-after" if spoken == language else "other-people-after"
        yield Sign(told, f"{word!r} says who that is")


def _kinds(before: str, told: dict[str, str], after: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Kinds of names, and what tells each: initials, or a word before or after."""
    initials = _INITIALS.search(before, concurrent=False) if _may_be_initials(before) else None
    if initials:
        yield "person", initials[1]
    for kind in KINDS:
        word = told.get(kind) or after.get(kind)
        if word:
            yield kind, word


def _may_be_initials(before: str) -> bool:
    """Whether a text may end with initials: what stands before its last full stop is no small letter of ASCII."""
    at = before.rfind(".", -4)
    return at >= 0 and not "a" <= before[at - 1 : at] <= "z"


def _last_capitalised(text: str, signs: str = _IN_WORDS) -> tuple[int, str]:
    """The word that a text ends with, from its first capital on, and where that stands; empty without a capital."""
    start = at = len(text)
    while at and (text[at - 1] in signs or _is_letter(text[at - 1])):
        at -= 1
        if _is_capital(text[at]):
            start = at
    return start, text[start:]


def _first_word(text: str) -> str:
    end = 0
    while end < len(text) and (text[end] in _IN_WORDS or _is_letter(text[end])):
        end += 1
    return text[:end]


def _is_letter(char: str) -> bool:
    return char.isalpha() or unicodedata.category(char)[0] == "M"


def _is_capital(char: str) -> bool:
    return char.isupper() and unicodedata.category(char) == "Lu"
