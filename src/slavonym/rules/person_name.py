"""The rule `person-name`: a given name, a patronymic, a surname that the tables know apart, but not together."""

from __future__ import annotations

from itertools import pairwise, product, zip_longest
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from slavonym.model import Candidate, Name, Piece
from slavonym.surface import comparable, is_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slavonym.context import Context
    from slavonym.gazetteer import Entry
    from slavonym.model import Mention


_PARTS = {
    2: (("given-name", "surname"), ("given-name", "patronymic")),
    3: (("given-name", "patronymic", "surname"),),
}
"""What the words of a full name may be, by how many there are."""

_FEMININE = ("ова", "ева", "єва", "ёва", "їва", "іна", "ська", "цька", "зька", "ская", "цкая", "ая")
_MASCULINE = ("ов", "ев", "єв", "ёв", "їв", "ин", "ін", "їн", "ын", "ий", "ый", "ой")
"""Endings of surnames that have another form for the other gender."""


class PersonName:
    """Proposes persons whose given name, patronymic and surname are of one language.

    So a given name that Ukrainian and Russian spell alike in French follows the surname: Oleg Synegoubov is Oleh
    Syniehubov, Oleg Kouznetsov stays an Oleg.
    """

    id = "person-name"
    examples: ClassVar = (
        (
            "the Ukrainian witness Oleg Chevtchenko said",
            "the Ukrainian witness Oleh Shevchenko said",
        ),
    )
    counter_examples: ClassVar = ("Oleg Kononenko", "Alexandre Dumas", "Victor Hugo")

    def propose(self, mention: Mention, context: Context) -> Iterator[Candidate]:
        """One candidate for each way to read the words as names of one language, each in its part."""
        text = context.text
        forms = [comparable(text[start:end]) for start, end in mention.words]
        between = [text[end:start] for (_, end), (start, _) in pairwise(mention.words)]
        for parts in _PARTS.get(len(forms), ()):
            readings = [
                [*_readings(form, part, context)] for form, part in zip(forms, parts, strict=True)
            ]
            for chosen in product(*readings):
                if _agree([reading.entry for reading in chosen]):
                    yield Candidate(
                        start=mention.words[0][0],
                        end=mention.words[-1][1],
                        surface=mention.surface,
                        name=_joined([reading.entry for reading in chosen], context),
                        rule=self.id,
                        cost=sum(reading.cost for reading in chosen),
                        alignment=tuple(_pieces(chosen, between)),
                    )


def _agree(entries: Sequence[Entry]) -> bool:
    """Whether names are of one language and, as far as their endings tell, of one gender."""
    if len({entry.language for entry in entries}) > 1:
        return False
    genders = {entry.gender or _gender_of_surname(entry.native) for entry in entries}
    return not {"f", "m"} <= genders


def _gender_of_surname(native: str) -> str:
    """Which gender a surname's ending shows; most show none (Шевченко)."""
    if native.endswith(_FEMININE):
        return "f"
    return "m" if native.endswith(_MASCULINE) else ""


class _Reading(NamedTuple):
    """One word read as a name of the tables."""

    entry: Entry
    cost: float
    pieces: tuple[Piece, ...]


def _readings(form: str, category: str, context: Context) -> Iterator[_Reading]:
    """What one word may be in one part of a full name; a listed or standard form costs nothing."""
    gazetteer = context.gazetteer
    for entry in gazetteer.find(form):
        if entry.category != category:
            continue
        name = gazetteer.name(entry)
        known = is_form(form, (*entry.forms, name.english, name.ukrainian, *name.accepted))
        alignment = gazetteer.align(form, entry)
        if alignment is not None:
            yield _Reading(entry, 0.0 if known else alignment.cost, alignment.pieces)
        elif known:
            yield _Reading(entry, 0.0, (Piece(form, entry.native, frozenset(), 0.0),))


def _pieces(chosen: Sequence[_Reading], between: list[str]) -> Iterator[Piece]:
    every = frozenset(s for reading in chosen for piece in reading.pieces for s in piece.schemes)
    for reading, gap in zip_longest(chosen, between):
        yield from reading.pieces
        if gap is not None:
            yield Piece(gap, " ", every, 0.0)


def _joined(entries: Sequence[Entry], context: Context) -> Name:
    gazetteer = context.gazetteer
    names = [gazetteer.name(entry) for entry in entries]
    native = " ".join(name.native for name in names)
    for entry in gazetteer.find(" ".join(name.ukrainian for name in names)):
        if entry.native == native and entry.category == "public-figure":
            return gazetteer.name(entry)  # whose own spelling goes before that of the parts
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
