"""Labelled names to fit and measure confidences on: made-up documents, and names one by one.

`confidence/documents.md` has texts of our own with every name marked. A text is used as it is, and again with other
names in the places of those that are misspelled: half of them names of the tables, half names that were taken out of
the index first, so that the rule for names in no table is measured as well. Names of other lands change places with
others of their kind; half of those are not in the index either.

Names are drawn at random from a fixed seed: a second run gives the same cases.
"""

from __future__ import annotations

import math
import random
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from slavonym.gazetteer.compiled import CompiledIndex
from slavonym.gazetteer.index import Gazetteer, build_index
from slavonym.gazetteer.load import SETTLEMENT_CATEGORIES, Entry, load_entries, load_others
from slavonym.rules.parts import gender_of_surname
from slavonym.schemes import load_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slavonym.schemes import Scheme

DOCUMENTS = Path(__file__).parent / "confidence" / "documents.md"
MARK = re.compile(
    r"\[\[([^\[\]]+?) => ([^\[\]|]+?) \| (uk|ru|be|-) (person|place|organization)\]\]"
)

HELD_SURNAMES, HELD_PLACES = 2_000, 2_000
"""Names taken out of the index."""
FRENCH = {"uk": "french-ukrainian", "ru": "french-russian", "be": "french-belarusian"}
REGULAR = 0.85
"""Share of the forms that are regular, as in the documents; the rest are spelled as the costs of the scheme have it."""
BY_RUSSIAN = 0.12
"""Share of the French forms of places of Ukraine that come by way of Russian."""
CONFUSABLE, CONFUSED = "confusable", 0.4
"""Names of other lands that could be a spelling of a name in the tables, and their share of the names."""
CLEAN = 4
"""How much more often a text comes again in which nothing is to be changed: real texts are mostly such."""
KNOWN = 0.5
"""Share of the names put into texts that the index knows."""
STOCK = {
    "uk": ("ко", "ук", "юк", "ик", "ік", "ишин"),
    "ru": (
        "ов",
        "ев",
        "єв",
        "ёв",
        "ин",
        "ін",
        "їн",
        "ын",
        "ова",
        "ева",
        "єва",
        "іна",
        "їна",
        "ина",
    ),
}
"""Endings that surnames have more often in one people than in the other."""
SHARES = {"uk": {"uk": 0.30, "ru": 0.23}, "ru": {"uk": 0.06, "ru": 0.62}}
"""What share of a people has surnames of either stock, as the public figures of the tables have. The table of surnames
has Russian counterparts of Ukrainian ones, and tells nothing of that."""
GIVEN, IN_FULL, BY_RUSSIAN_GIVEN = 0.1, 0.5, 0.2
"""Of persons standing alone, the shares of given names and of full names; of the latter in Ukraine, the share of those
whose given name comes by way of Russian; that share of them in texts, too."""

ELSEWHERE = 0.05
"""Share of names of other lands among those standing alone: few look up a name they do not take for one of ours."""
MISSPELT, PROMINENT = 0.015, 3
"""Share of the names that are well-known ones (of a rank from 3) with a letter lost, added or wrong."""
LETTERS = "aeioubcdfghjklmnprstvyz"


class Marked(NamedTuple):
    """A marked name: code points of the text, and the forms that are right there.

    `drawn` tells that it was put in another's place.
    """

    start: int
    end: int
    right: tuple[str, ...]
    language: str
    kind: str
    drawn: bool = False


@dataclass(frozen=True)
class Document:
    """A text with its names marked.

    `source` is the document it was made from, `copy` its number among those made from it; 0 is the document itself. Of
    several with one number all but the first come `again`.
    """

    source: str
    text: str
    spans: tuple[Marked, ...]
    copy: int = 0
    again: bool = False


class Case(NamedTuple):
    """A name standing alone, the kind that is asked for, and the forms that are right."""

    surface: str
    kind: str | None
    right: tuple[str, ...]
    group: str


@dataclass(frozen=True)
class Material:
    """The index that cases are judged with, and what was taken out of it."""

    gazetteer: Gazetteer
    known: dict[str, list[Entry]]
    """By language and kind."""
    held: dict[str, list[Entry]]
    given: dict[str, list[Entry]]
    """Given names and patronymics, by language."""
    others: dict[str, list[str]]
    """Names of other lands, by what they are; half of them stand in the index."""


def load_material(seed: int = 2010) -> Material:
    """Take names out of the tables at random, surnames with their counterparts, and build an index of the rest."""
    rng = random.Random(seed)  # noqa: S311
    entries = load_entries()
    surnames = [e for e in entries if e.category == "surname" and e.rank == 0 and not e.forms]
    places = [
        e
        for e in entries
        if e.category in SETTLEMENT_CATEGORIES
        and e.rank <= (2 if e.language == "ru" else 1)
        and not (e.english or e.forms)
    ]
    held = {
        entry.id
        for entry in (*rng.sample(surnames, HELD_SURNAMES), *rng.sample(places, HELD_PLACES))
        if entry.language in ("uk", "ru")
    }
    pairs = {entry.pair for entry in surnames if entry.id in held and entry.pair}
    held |= {entry.id for entry in surnames if entry.pair in pairs}
    others = load_others()
    listed = set(rng.sample(sorted(others), len(others) // 2))
    index = build_index(
        [e for e in entries if e.id not in held],
        bytes(32),
        {word: reason for word, reason in others.items() if word in listed},
    )
    known: defaultdict[str, list[Entry]] = defaultdict(list)
    taken: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.category in SETTLEMENT_CATEGORIES or entry.category == "surname":
            (taken if entry.id in held else known)[f"{entry.language}-{entry.kind}"].append(entry)
    given: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.category in ("given-name", "patronymic"):
            given[entry.language].append(entry)
    by_reason = defaultdict(list)
    for word, reason in others.items():
        by_reason[reason.split(",", maxsplit=1)[0]].append(word.capitalize())
    gazetteer = Gazetteer(CompiledIndex(index))
    by_reason[CONFUSABLE] = [
        word
        for reason in ("surname", "given name", "town")
        for word in by_reason[reason]
        if any(gazetteer.align(word, entry) for entry in gazetteer.find(word))
    ]
    return Material(gazetteer, dict(known), dict(taken), dict(given), dict(by_reason))


def spelled(native: str, scheme: Scheme, rng: random.Random) -> str:
    """A native name as the scheme may write it: regular, or by chance and cost."""
    if rng.random() < REGULAR:
        return scheme.romanize(native)
    lower, at, written = native.lower(), 0, ""
    while at < len(lower):
        ways = [(g, cost) for g, cost in scheme.at(lower, at) if g.native]
        if not ways:
            written += lower[at]
            at += 1
            continue
        odds = [math.exp(-1.5 * cost) for _, cost in ways]
        ((grapheme, _),) = rng.choices(ways, odds)
        written += grapheme.latin
        at += len(grapheme.native)
    return re.sub(r"(?:^|(?<=[\s-]))\w", lambda found: found[0].upper(), written)


def in_french(entry: Entry, rng: random.Random) -> str:
    """A French form of a name."""
    scheme = FRENCH[entry.language]
    if entry.language == "uk" and entry.kind == "place" and rng.random() < BY_RUSSIAN:
        scheme = "russian-based-ukrainian"
    return spelled(entry.native, load_scheme(scheme), rng)


def right_forms(entry: Entry, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The forms that are right for a name."""
    name = gazetteer.name(entry)
    return tuple(dict.fromkeys((name.english, name.ukrainian, *name.accepted)))


def read_documents(path: Path = DOCUMENTS) -> list[Document]:
    """The marked documents."""
    parts = re.split(r"^# ([\w-]+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [
        _read(name, body.strip("\n")) for name, body in zip(parts[1::2], parts[2::2], strict=True)
    ]


def _read(name: str, marked: str) -> Document:
    text, spans, done = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[done : found.start()]
        right = tuple(form.strip() for form in found[2].split(" / "))
        spans.append(Marked(len(text), len(text) + len(found[1]), right, found[3], found[4]))
        text += found[1]
        done = found.end()
    return Document(name, text + marked[done:], tuple(spans))


def with_other_names(document: Document, material: Material, rng: random.Random) -> Document:
    """The document with other names in the places of its misspelled ones and of those of other lands."""
    surnames: dict[str, tuple[str, tuple[str, ...]]] = {}
    text, spans, done = "", [], 0
    for span in document.spans:
        surface = document.text[span.start : span.end]
        written, right = _other(surface, span, surnames, material, rng)
        text += document.text[done : span.start]
        end = len(text) + len(written)
        drawn = written != surface
        spans.append(span._replace(start=len(text), end=end, right=right, drawn=drawn))
        text += written
        done = span.end
    return replace(document, text=text + document.text[done:], spans=tuple(spans))


def _other(
    surface: str,
    span: Marked,
    surnames: dict[str, tuple[str, tuple[str, ...]]],
    material: Material,
    rng: random.Random,
) -> tuple[str, tuple[str, ...]]:
    """What stands in the place of a name: its form, and the forms that are right."""
    unchanged = (surface, span.right)
    words = surface.split(" ")
    if surface != " ".join(surface.split()) or len(words) > 2 or "-" in surface:
        return unchanged
    shouted = surface.isupper()
    if words[-1].isupper() and not shouted:
        return unchanged  # Nicolas II
    if span.language == "-":
        group = {"person": "surname", "place": "town"}.get(span.kind)
        if group is None or surface not in span.right or not words[-1].isalpha():
            return unchanged
        pool = material.others[CONFUSABLE if rng.random() < CONFUSED else group]
        other = surnames.setdefault(words[-1].lower(), (rng.choice(pool), ()))[0]
        written = " ".join([*words[:-1], other.upper() if shouted else other])
        return written, (written,)
    if surface in span.right or span.language == "be" or span.kind == "organization":
        return unchanged
    if len(words) == 2 and (span.kind == "place" or any(r.count(" ") != 1 for r in span.right)):
        return unchanged
    key = words[-1].lower()
    if key not in surnames:
        if len(words) == 1 and span.kind == "person":
            return unchanged  # a given name alone, perhaps
        surnames[key] = _drawn(span, material, rng)
    other, forms = surnames[key]
    if not forms:
        return unchanged
    givens = dict.fromkeys(" ".join(right.split(" ")[:-1]) for right in span.right)
    right = tuple(f"{given} {form}".strip() for given in givens for form in forms)
    before = words[:-1]
    if before and span.language == "uk" and rng.random() < BY_RUSSIAN_GIVEN:
        before = [_by_russian(before[0], material, rng)]
    written = " ".join([*before, other])
    if shouted:
        written, right = written.upper(), tuple(form.upper() for form in right)
    return written, right


def _by_russian(given: str, material: Material, rng: random.Random) -> str:
    """A Ukrainian's given name as French copy has it by way of Russian, if it has a Russian counterpart."""
    for entry in material.gazetteer.find(given):
        if entry.category == "given-name" and entry.language == "uk" and entry.by_russian:
            return rng.choice(entry.by_russian)
    return given


def _drawn(span: Marked, material: Material, rng: random.Random) -> tuple[str, tuple[str, ...]]:
    """A name of the same language and kind, of the same gender as far as given name and ending tell."""
    pools = material.held if rng.random() >= KNOWN else material.known
    pool = pools[f"{span.language}-{span.kind}"]
    if rng.random() < MISSPELT:
        return _misspelt(material.known[f"{span.language}-{span.kind}"], material, rng)
    if span.kind == "place":
        entry = _one_of(pool, rng)
    else:
        given = span.right[0].split()[0]
        genders = [e.gender for e in material.gazetteer.find(given) if e.category == "given-name"]
        gender = genders[0] if genders else "f" if span.right[0].endswith("a") else "m"
        entry = surname(pool, span.language, gender, rng)
    if entry is None:
        return "", ()
    return in_french(entry, rng), right_forms(entry, material.gazetteer)


def _misspelt(
    pool: Sequence[Entry], material: Material, rng: random.Random
) -> tuple[str, tuple[str, ...]]:
    """A well-known name with one letter lost, added or wrong, but not the first."""
    entry = _one_of([e for e in pool if e.rank >= PROMINENT], rng)
    if entry is None:
        return "", ()
    right, written = right_forms(entry, material.gazetteer), in_french(entry, rng)
    at = rng.randrange(1, len(written))
    before, here, after = written[:at], written[at], written[at + 1 :]
    letter = rng.choice(LETTERS)
    slip = rng.choice((before + after, before + here + letter + after, before + letter + after))
    return slip, right


def _one_of(pool: Sequence[Entry], rng: random.Random) -> Entry | None:
    """A name of one word that is not too short."""
    for _ in range(200):
        entry = rng.choice(pool)
        if " " not in entry.native and "-" not in entry.native and len(entry.native) > 3:
            return entry
    return None


def surname(pool: Sequence[Entry], language: str, gender: str, rng: random.Random) -> Entry | None:
    """A surname for a person of a gender; of Ukrainian or Russian stock as often as the people has such."""
    (stock,) = rng.choices(
        ("uk", "ru", ""), (*SHARES[language].values(), 1 - sum(SHARES[language].values()))
    )
    for _ in range(200):
        entry = _one_of(pool, rng)
        if entry is None or stock != stock_of(entry.native):
            continue
        if {gender, gender_of_surname(entry.native)} != {"f", "m"}:
            return entry
    return None


def stock_of(native: str) -> str:
    """The people whose surnames more often end so; empty where the ending tells nothing."""
    return next((people for people, endings in STOCK.items() if native.endswith(endings)), "")


def names_alone(material: Material, count: int, rng: random.Random) -> Iterator[Case]:
    """Names standing alone: of the tables, taken out of them, and of other lands."""
    for _ in range(count):
        chance = rng.random()
        if chance < ELSEWHERE:
            group = rng.choice(("surname", "given name", "town"))
            kind = rng.choice((None, "place" if group == "town" else "person"))
            yield Case(rng.choice(material.others[group]), kind, (), "elsewhere")
            continue
        group, pools = ("table", material.known) if chance < 0.55 else ("unknown", material.held)
        key = rng.choice(
            ("uk-person", "uk-person", "uk-place", "ru-person", "ru-person", "ru-place")
        )
        if key.endswith("person"):
            yield _person_alone(pools[key], key[:2], group, material, rng)
        else:
            entry = rng.choice(pools[key])
            kind = rng.choice((None, "place", "place"))
            if rng.random() < MISSPELT:
                slip, right = _misspelt(material.known[key], material, rng)
                yield Case(slip, kind, right, "table")
                continue
            yield Case(in_french(entry, rng), kind, right_forms(entry, material.gazetteer), group)


def _person_alone(
    pool: Sequence[Entry], language: str, group: str, material: Material, rng: random.Random
) -> Case:
    """A given name, a surname, or both."""
    kind = rng.choice((None, "person", "person"))
    chance = rng.random()
    given = rng.choice([e for e in material.given[language] if e.category == "given-name"])
    if chance < GIVEN:
        given = rng.choice(material.given[language])
        return Case(in_french(given, rng), kind, right_forms(given, material.gazetteer), "table")
    if chance < GIVEN + MISSPELT:
        slip, right = _misspelt(material.known[f"{language}-person"], material, rng)
        return Case(slip, kind, right, "table")
    family = surname(pool, language, given.gender, rng) or rng.choice(pool)
    written, right = in_french(family, rng), right_forms(family, material.gazetteer)
    if chance < GIVEN + MISSPELT + IN_FULL:
        first = in_french(given, rng)
        if given.by_russian and rng.random() < BY_RUSSIAN_GIVEN:
            first = rng.choice(given.by_russian)
        written = f"{first} {written}"
        forms = product(right_forms(given, material.gazetteer), right)
        right = tuple(" ".join(words) for words in forms)
    return Case(written, kind, right, group)


def variants(
    documents: Sequence[Document], material: Material, rng: random.Random, times: int
) -> Iterator[Document]:
    """Each document as it is, and `times` more with other names; those in which nothing is to be changed more often."""
    for document in documents:
        yield document
        nothing_to_change = all(
            document.text[span.start : span.end] in span.right for span in document.spans
        )
        for copy in range(1, 1 + times):
            for number in range(CLEAN if nothing_to_change else 1):
                other = with_other_names(document, material, rng)
                yield replace(other, copy=copy, again=number > 0)
