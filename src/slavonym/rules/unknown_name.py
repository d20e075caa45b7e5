"""The rule `unknown-name`: a name that stands in no table, read back from its letters."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import product
from math import exp
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from slavonym.gazetteer import Entry
from slavonym.model import Candidate, Name, Piece
from slavonym.rules.parts import (
    PARTS,
    PartReading,
    agree,
    joined_name,
    joined_pieces,
    name_parts,
    part_readings,
)
from slavonym.surface import comparable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from slavonym.config import Config
    from slavonym.context import Context
    from slavonym.model import Mention

LANGUAGES = ("uk", "ru")
"""Languages whose names can be read back; of Belarusian ones the tables know too few to judge a spelling by."""

_KINDS = {"person": "surname", "place": "settlement"}
"""Kinds of names that may stand alone, and the category of one."""

_EXPLAINED, _EXPLAINED_PROMINENT = 0.4, 1.0
"""Cost up to which a name of the tables explains a form, so that nothing need be read; any name, a well-known one."""
_PROMINENT = 3
"""Rank from which a name of another kind explains a form, even where a kind was asked for (Kiev is no surname)."""
_UNLIKELY = 3.2
"""Cost of a letter, on average, from which native letters make no name (99 of 100 names of the tables cost less). A
surname need be one in either language: many Russians have Ukrainian ones, and the other way round."""
_NO_ADJECTIVE = re.compile("(?:(?<!вел)ик|[^сцзьоіи]к|ц|[аеєёиіїоуыэюя])ий$")
"""Endings that no adjective has: -ий ends adjectives alone (Лисичанский, Широкий), of which a model of three letters
sees too little. What is left is a plural in -и (Гречаники), which French and English write alike."""
_GEORGIAN = re.compile("(?:дзе|швили|швілі)й?$")
"""Endings of Georgian surnames, which English writes after the Georgian letters (Manjgaladze), not the Russian ones."""
_NO_WORD = re.compile("[аеєёиіїоуыэюяйьъ][ьъ]|ъ(?![еёюя])")
"""Letters that neither language writes: a sign softens a consonant, and ъ stands before е, ё, ю, я alone."""
_NO_SURNAME = re.compile("не$|ькая$")
"""Endings of hardly any surname. A silent e makes -не of -н in French: 2 of 118,127 Ukrainian surnames have -не
(names-translator), and twenty times as many Russians have one in -ун (russiannames). -ькая would be half Ukrainian and
half Russian: 4 surnames have it, 7,529 -ська or -цька."""
_NO_FRENCH = re.compile("[iy]j$")
"""Endings that German, Czech and scholarly romanizations have for -ий (Selenskyj, Zelenskij), French hardly ever."""
_DISTINCT = 2.0
"""How sharply a cost tells two readings apart: their odds are as exp(-2 x cost). Tried on names held out."""
_LEAST_SHARE = 0.02
"""Share below which a reading is not worth naming, unless it is the likeliest of its language: the context may ask for
it."""
_SHORTEST = 5
"""Letters of a word of running text; a shorter one may be read as anything."""
_LEAST_ODDS, _LEAST_ODDS_IN_FULL = 0.0, -3.0
"""Log-odds of a word's letters below which it is no name of ours: alone in running text, or after a given name."""


class UnknownName:
    """Proposes what a word may be read as that no table explains, alone or as the surname after a known given name.

    The letters are read as Ukrainian and as Russian; readings that are written alike in English have one share. In
    running text only a form with letters that must be French is read, and only the surname of a full name; where
    `lookup` was told that a name is a person's, any part of it.
    """

    id = "unknown-name"
    examples: ClassVar = (
        (
            "The Ukrainian witness Valentyna Polichtchoukova said so.",
            "The Ukrainian witness Valentyna Polishchukova said so.",
        ),
    )
    counter_examples: ClassVar = (
        "The Ukrainian guests met Antoine Tournachon and Souleymane Koulibaly.",
        "Bouchard, Jouvet and Souchon sang in Kyiv, Ukraine.",
        "Selenskyj was in Tschernihiw and Saporischschja, Ukraine.",
    )

    def looks_around(self, config: Config) -> bool:  # noqa: ARG002  part of the interface
        """It never does."""
        return False

    def propose(self, mention: Mention, context: Context) -> Iterator[Candidate]:
        """One candidate for each way to write the mention that its readings lead to."""
        if not _may_be_read(mention, context):
            return
        readings = [*_in_full(mention, context)] if context.kind in (None, "person") else []
        readings = readings or [*_alone(mention, context)]
        for kind in _KINDS:
            for reading, share in _shared([r for r in readings if r.name.kind == kind]):
                yield _candidate(mention, reading, share, self.id)


_Options = list[tuple[PartReading, float | None]]
"""What a word may be in one part of a name: names of the tables, without a cost, and readings with the cost of their
letters."""


class _Whole(NamedTuple):
    """The whole mention read as one name; `cost` counts the rarity of its letters too."""

    name: Name
    cost: float
    spelled: float
    pieces: tuple[Piece, ...]


def _candidate(mention: Mention, reading: _Whole, share: float, rule: str) -> Candidate:
    return Candidate(
        start=mention.words[0][0],
        end=mention.words[-1][1],
        surface=mention.surface,
        name=reading.name,
        rule=rule,
        cost=reading.spelled,
        alignment=reading.pieces,
        share=min(share, 0.999),
    )


def _shared(readings: Sequence[_Whole]) -> Iterator[tuple[_Whole, float]]:
    """The best reading in each language for each way to write the name, and the share of that way among all readings.

    A small share is not worth naming.
    """
    odds: defaultdict[str, float] = defaultdict(float)
    for reading in readings:
        odds[reading.name.english] += exp(-_DISTINCT * reading.cost)
    total = sum(odds.values())
    told: set[tuple[str, str]] = set()
    languages: set[str] = set()
    for reading in sorted(readings, key=lambda reading: reading.cost):
        form, language = reading.name.english, reading.name.language
        share = odds[form] / total if total else 0.0
        likely = share >= _LEAST_SHARE or (share > 0 and language not in languages)
        if likely and (form, language) not in told:
            yield reading, share
        told.add((form, language))
        languages.add(language)


def _may_be_read(mention: Mention, context: Context) -> bool:
    """Whether it is worth while: capitalised words and, in running text, with letters a French spelling could have."""
    text = context.text
    for start, end in mention.words:
        if not text[start].isupper() or end - start < 2:
            return False
    if context.standing_alone:
        return True
    if not context.gazetteer.schemes.sure_marks.search(comparable(mention.surface).lower()):
        return False
    start, end = mention.words[-1]
    last = comparable(text[start:end])
    if len(last) < _SHORTEST or _NO_FRENCH.search(last):
        return False
    odds = context.gazetteer.french_odds(last)
    if len(mention.words) > 1:
        return odds >= _LEAST_ODDS_IN_FULL
    return odds >= _LEAST_ODDS and not context.gazetteer.known_elsewhere(last)


def _alone(mention: Mention, context: Context) -> Iterator[_Whole]:
    """The mention as one name of each kind."""
    form = comparable(mention.surface)
    several = len(mention.words) > 1
    if several and not context.standing_alone:
        return
    explained = [e for e in context.gazetteer.find(form) if _explains(form, e, context)]
    for kind, category in _KINDS.items():
        if context.kind not in (None, kind) or (kind == "person" and several):
            continue
        # A well-known name leaves nothing to read, nor does one of another kind, unless this kind was asked for.
        if any(e.rank >= _PROMINENT or (e.kind != kind and not context.kind) for e in explained):
            continue
        mine = [e for e in explained if e.kind == kind]
        if any(e.category != category for e in mine) or (mine and kind == "place"):
            continue  # a given name is one in every language, and of places the tables have nearly all
        unread = [language for language in LANGUAGES if all(e.language != language for e in mine)]
        for reading, cost in _readings(form, kind, category, unread, context):
            name = context.gazetteer.name(reading.entry)
            yield _Whole(name, cost, reading.cost, reading.pieces)


def _in_full(mention: Mention, context: Context) -> Iterator[_Whole]:
    """The mention as a given name, perhaps a patronymic, and a surname, of which the tables lack one.

    The tables may know a surname in one language and not in the other: they have far from all, so that says little
    about the language, and it is read in the other.
    """
    forms, between = name_parts(mention)
    form = " ".join(forms)
    known = (e for e in context.gazetteer.find(form) if e.category == "public-figure")
    if any(e.rank >= _PROMINENT and _explains(form, e, context) for e in known):
        return  # Oleg Synegoubov is the governor, and no Russian whom no table has
    for parts in PARTS.get(len(forms), ()):
        if parts[-1] != "surname":
            continue
        for chosen in product(*_options_of(forms, parts, context)):
            if not any(cost is not None for _, cost in chosen):
                continue  # all of the tables: the rule person-name
            readings = [reading for reading, _ in chosen]
            entries = [reading.entry for reading in readings]
            if agree(entries):
                yield _Whole(
                    joined_name(entries, context),
                    sum(reading.cost if cost is None else cost for reading, cost in chosen),
                    sum(reading.cost for reading in readings),
                    tuple(joined_pieces(readings, between)),
                )


def _options_of(forms: Sequence[str], parts: Sequence[str], context: Context) -> list[_Options]:
    """What each word may be in its part of a full name, in the languages that the words before it may be in."""
    options: list[_Options] = []
    languages: Collection[str] = LANGUAGES
    for form, part in zip(forms, parts, strict=True):
        found = _options(form, part, languages, context)
        options.append(found)
        if not found:
            break  # nothing agrees with it
        languages = {reading.entry.language for reading, _ in found}
    return options


def _options(form: str, part: str, languages: Collection[str], context: Context) -> _Options:
    """What a word may be in one part of a full name: names of the tables, and in languages they lack it, readings.

    A given name or patronymic is read only where a person was asked for. Readings have a cost with their letters.
    """
    known = [r for r in part_readings(form, part, context) if _explains(form, r.entry, context)]
    options: _Options = [(reading, None) for reading in known]
    if part == "surname" or (not known and context.kind == "person"):
        lacking = {*languages}.difference(reading.entry.language for reading in known)
        unread = [language for language in LANGUAGES if language in lacking]
        options += _readings(form, "person", part, unread, context)
    return options


def _explains(form: str, entry: Entry, context: Context) -> bool:
    """Whether a name of the tables is a good explanation of a form."""
    if form in entry.forms:
        return True
    alignment = context.gazetteer.align(form, entry)
    limit = _EXPLAINED_PROMINENT if entry.rank >= _PROMINENT else _EXPLAINED
    return alignment is not None and alignment.cost <= limit


def _readings(
    form: str, kind: str, category: str, languages: Iterable[str], context: Context
) -> Iterator[tuple[PartReading, float]]:
    """A word read as names of a kind in some languages, and what each reading costs with its letters."""
    for language in languages:
        for native, cost in context.gazetteer.read(form, language, kind):
            if not _is_likely(native, language, kind, context):
                continue
            entry = Entry(
                id=f"unknown:{language}:{native}",
                native=_capitalised(native),
                language=language,
                kind=kind,
                category=category,
            )
            alignment = context.gazetteer.align(form, entry)
            if alignment is not None:
                yield PartReading(entry, alignment.cost, alignment.pieces), cost


def _is_likely(native: str, language: str, kind: str, context: Context) -> bool:
    """Whether native letters may make a name of a kind."""
    person = kind == "person"
    never = (_NO_WORD, _NO_ADJECTIVE, _GEORGIAN, *((_NO_SURNAME,) if person else ()))
    if any(ending.search(native) for ending in never):
        return False
    spoken = LANGUAGES if person else (language,)
    models = (context.gazetteer.letters(one, kind) for one in spoken)
    most = _UNLIKELY * (len(native) + 1)
    return any(model is not None and model.cost(native) <= most for model in models)


def _capitalised(native: str) -> str:
    """A native name as running text has it: each word and each part of a compound with a capital."""
    parts = (
        "-".join(part[:1].upper() + part[1:] for part in word.split("-"))
        for word in native.split(" ")
    )
    return " ".join(parts)
