"""The parts of a full name: given name, patronymic, surname, and how they fit together."""

from __future__ import annotations

import re
from itertools import product, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from slavonym.model import Name, Piece
from slavonym.surface import comparable, is_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slavonym.context import Context
    from slavonym.gazetteer import Entry
    from slavonym.model import Mention

PARTS = {
    2: (("given-name", "surname"), ("given-name", "patronymic")),
    3: (("given-name", "patronymic", "surname"),),
}
"""What the words of a full name may be, by how many there are."""

_BY_ANOTHER = 0.2
"""Cost of a form that is another name's by its letters: Alexandre for Oleksandr."""
_BETWEEN = re.compile(r"(?<![-‐‑])\s+")
_FEMININE = (
    "ова",
    "ева",
    "єва",
    "ёва",
    "їва",
    "іна",
    "ина",
    "ська",
    "цька",
    "зька",
    "ская",
    "цкая",
    "ая",
)
_MASCULINE = ("ов", "ев", "єв", "ёв", "їв", "ин", "ін", "їн", "ын", "ий", "ый", "ой")
"""Endings of surnames that have another form for the other gender."""


class PartReading(NamedTuple):
    """One word read as a name."""

    entry: Entry
    cost: float
    pieces: tuple[Piece, ...]


def name_parts(mention: Mention) -> tuple[list[str], list[str]]:
    """The words of a mention as they are compared, compounds whole, and the white space between them."""
    return comparable(mention.surface).split(" "), _BETWEEN.findall(mention.surface)


def part_readings(form: str, category: str, context: Context) -> Iterator[PartReading]:
    """What one word may be in one part of a full name; a listed or standard form costs next to nothing."""
    gazetteer = context.gazetteer
    for entry in gazetteer.find(form):
        if entry.category != category:
            continue
        name = gazetteer.name(entry)
        standard = is_form(form, (name.english, name.ukrainian, *name.accepted))
        listed = is_form(form, entry.forms)
        alignment = gazetteer.align(form, entry)
        if alignment is not None:
            cost = min(alignment.cost, _BY_ANOTHER) if listed else alignment.cost
            yield PartReading(entry, 0.0 if standard else cost, alignment.pieces)
        elif standard or listed:  # a substitute
            cost = 0.0 if standard else _BY_ANOTHER
            yield PartReading(entry, cost, (Piece(form, entry.native, frozenset(), 0.0),))


def agree(entries: Sequence[Entry]) -> bool:
    """Whether names are of one language and, as far as their endings tell, of one gender."""
    if len({entry.language for entry in entries}) > 1:
        return False
    genders = {entry.gender or gender_of_surname(entry.native) for entry in entries}
    return not {"f", "m"} <= genders


def gender_of_surname(native: str) -> str:
    """Which gender a surname's ending shows; most show none (Шевченко)."""
    if native.endswith(_FEMININE):
        return "f"
    return "m" if native.endswith(_MASCULINE) else ""


def joined_pieces(chosen: Sequence[PartReading], between: Sequence[str]) -> Iterator[Piece]:
    """The alignment of a full name: that of its parts, and what stands between them."""
    every = frozenset(s for reading in chosen for piece in reading.pieces for s in piece.schemes)
    for reading, gap in zip_longest(chosen, between):
        yield from reading.pieces
        if gap is not None:
            yield Piece(gap, " ", every, 0.0)


def joined_name(entries: Sequence[Entry], context: Context) -> Name:
    """The canonical name that the parts make; a public figure's own spelling goes before that of the parts."""
    gazetteer = context.gazetteer
    names = [gazetteer.name(entry) for entry in entries]
    native = " ".join(name.native for name in names)
    for entry in gazetteer.find(" ".join(name.ukrainian for name in names)):
        if entry.native == native and entry.category == "public-figure":
            return gazetteer.name(entry)
    spellings = product(*((name.english, *name.accepted) for name in names))
    english, *accepted = (" ".join(words) for words in spellings)
    return Name(
        id="+".join(name.id for name in names),
        kind="person",
        category="full-name" if entries[-1].category == "surname" else "given-names",
        language=names[0].language,
        native=native,
        english=english,
        ukrainian=" ".join(name.ukrainian for name in names),
        accepted=tuple(accepted),
        rank=names[-1].rank,
    )
