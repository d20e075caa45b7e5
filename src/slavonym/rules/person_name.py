"""The rule `person-name`: a given name and a surname that the tables know apart, but not together."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from slavonym.model import Candidate, Name, Piece
from slavonym.surface import comparable, is_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slavonym.context import Context
    from slavonym.gazetteer import Entry
    from slavonym.model import Mention


class PersonName:
    """Proposes persons whose given name and surname are of one language.

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
        """One candidate for each pair of a given name and a surname of the same language."""
        if len(mention.words) != 2:
            return
        (start, middle), (following, end) = mention.words
        given_form = comparable(context.text[start:middle])
        surname_form = comparable(context.text[following:end])
        gazetteer = context.gazetteer
        surnames = [e for e in gazetteer.find(surname_form) if e.category == "surname"]
        if not surnames:
            return
        between = context.text[middle:following]
        for given in gazetteer.find(given_form):
            if given.category != "given-name":
                continue
            first = _spelled(given_form, given, context)
            for surname in surnames:
                if surname.language != given.language or first is None:
                    continue
                last = _spelled(surname_form, surname, context)
                if last is None:
                    continue
                every = frozenset.union(frozenset(), *(p.schemes for p in (*first[1], *last[1])))
                yield Candidate(
                    start=start,
                    end=end,
                    surface=mention.surface,
                    name=_joined(given, surname, context),
                    rule=self.id,
                    cost=first[0] + last[0],
                    alignment=(*first[1], Piece(between, " ", every, 0.0), *last[1]),
                )


def _spelled(form: str, entry: Entry, context: Context) -> tuple[float, tuple[Piece, ...]] | None:
    """What one word costs as a spelling of an entry; a listed or standard form costs nothing."""
    name = context.gazetteer.name(entry)
    known = is_form(form, (*entry.forms, name.english, name.ukrainian, *name.accepted))
    alignment = context.gazetteer.align(form, entry)
    if alignment is None:
        return (0.0, (Piece(form, entry.native, frozenset(), 0.0),)) if known else None
    return (0.0 if known else alignment.cost, alignment.pieces)


def _joined(given: Entry, surname: Entry, context: Context) -> Name:
    first, last = context.gazetteer.name(given), context.gazetteer.name(surname)
    accepted = tuple(
        f"{a} {b}"
        for a in (first.english, *first.accepted)
        for b in (last.english, *last.accepted)
        if (a, b) != (first.english, last.english)
    )
    return Name(
        id=f"{given.id}+{surname.id}",
        kind="person",
        category="full-name",
        language=surname.language,
        native=f"{first.native} {last.native}",
        english=f"{first.english} {last.english}",
        ukrainian=f"{first.ukrainian} {last.ukrainian}",
        accepted=accepted,
        rank=surname.rank,
    )
