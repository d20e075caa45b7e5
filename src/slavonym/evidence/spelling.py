"""What the spelling of a mention says: how French it is, how regular, whether it is right already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slavonym.evidence.cues import english, strengths
from slavonym.evidence.sign import Sign
from slavonym.model import RENAMED
from slavonym.schemes import EDIT
from slavonym.surface import comparable, is_form, is_form_but_for_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from slavonym.model import Candidate, Piece
    from slavonym.schemes import Schemes

PLAIN = "plain"
"""What stands for the strength of letters that no French form in particular has."""
_PROMINENT = 3
"""Rank from which a name is meant even where its ch could be an English one."""
_SHORT = 3
"""Letters of a native name that fit anything."""


def spelling(candidate: Candidate, schemes: Schemes, *, alone: bool) -> Iterator[Sign]:
    """Evidence from the letters alone; `alone` for a name that was looked up."""
    if is_standard(candidate):
        preferred = is_form(comparable(candidate.surface), (candidate.english, candidate.ukrainian))
        told = "standard-form" if preferred else "accepted-form"
        yield Sign(told, f"a good English form of {candidate.native}")
    elif candidate.rule == RENAMED:
        yield Sign("old-name", f"the old name of {candidate.english}")
    elif candidate.listed:
        yield Sign("listed-form", f"listed as a form of {candidate.english}")
    else:
        yield from _french_spelling(candidate, schemes, alone=alone)
        if is_standard_but_for_accents(candidate):
            yield Sign("only-accents", f"{candidate.english} but for its accents")
    by_detour = schemes.by_way_of_russian
    russian = [p for p in candidate.alignment if p.schemes and p.schemes <= by_detour]
    if russian and not candidate.listed:
        written = ", ".join(f"{p.surface.lower()} for {p.native.lower()}" for p in russian)
        person = candidate.name.kind == "person"
        by_way = "russian-based-person" if person else "russian-based"
        yield Sign(by_way, f"by way of Russian: {written}")
    if _by_russian_given_name(candidate):
        yield Sign("russian-given-name", "the given name is spelled as a Russian's")
    if candidate.name.kind == "person":
        yield from english_beside(comparable(candidate.surface).split(" ")[:-1])
    wrong = [p for p in candidate.alignment if p.cost >= EDIT]
    if wrong:
        written = ", ".join(f"{p.surface or 'nothing'} for {p.native or 'nothing'}" for p in wrong)
        yield Sign("misspelt", f"a letter is wrong: {written}", len(wrong))
    if candidate.cost:
        yield Sign("alignment-cost", f"spelling cost {candidate.cost:.1f}", candidate.cost)
    if 0 < len(candidate.name.native) <= _SHORT:
        yield Sign("short-name", f"only {len(candidate.name.native)} letters")


def _by_russian_given_name(candidate: Candidate) -> bool:
    """Whether a full name that is not Russian has the given name of its Russian counterpart (Sergueï for Serhii)."""
    name = candidate.name
    if name.language == "ru" or name.kind != "person" or " " not in name.native:
        return False
    spelled = "".join(piece.native for piece in candidate.alignment)
    return bool(spelled) and spelled.lower() != name.native.lower()


def surely_french(candidate: Candidate, schemes: Schemes) -> tuple[Piece, ...]:
    """The alignment without letters that are likely English ones: the ch of Chubin, where French has Choubine.

    They are where the given name or patronymic is spelled the English way, or the name has letters that only English
    writes and none that only French does. A prominent name is meant even so (Choigu).
    """
    others = tuple(p for p in candidate.alignment if p.surface.lower() not in schemes.doubtful)
    if len(others) == len(candidate.alignment) or candidate.name.rank >= _PROMINENT:
        return candidate.alignment
    words = comparable(candidate.surface).split(" ")[:-1]
    by_english = candidate.name.kind == "person" and any(english_beside(words))
    if not by_english and any(map(schemes.shows_standard, others)):
        by_english = not any(map(schemes.shows_source, others))
    return others if by_english else candidate.alignment


def french_letters(candidate: Candidate, schemes: Schemes) -> dict[str, list[str]]:
    """The letters and groups that are French in particular, in words, by how much they say."""
    found: dict[str, list[str]] = {}
    for number, piece in enumerate(surely_french(candidate, schemes)):
        if not schemes.shows_source(piece):
            continue
        written = ("^" if number == 0 else "") + piece.surface.lower()
        if written not in strengths():
            written = piece.surface.lower()
        strength = strengths().get(written, "french-spelling")
        if strength != PLAIN:
            found.setdefault(strength, []).append(f"{written} for {piece.native.lower()}")
    return found


def english_beside(words: Iterable[str]) -> Iterator[Sign]:
    """Whether a word before a surname is spelled the English way: then its ch is likely an English one, too."""
    for word in words:
        if english().search(word):
            yield Sign("english-beside", f"{word!r} is an English spelling")
            return


def _french_spelling(candidate: Candidate, schemes: Schemes, *, alone: bool) -> Iterator[Sign]:
    """How French the surface form is: letters and groups that no English scheme writes there.

    In running text a form that is not French at all is no business of ours; a name looked up may be in any spelling.
    """
    found = french_letters(candidate, schemes)
    for strength, pieces in found.items():
        yield Sign(strength, ", ".join(pieces), len(pieces))
    if found or alone:
        return
    if schemes.is_other_romanization(candidate.alignment):
        yield Sign("other-romanization", "spelled by another romanization, not by a French one")
    else:
        yield Sign("no-french-spelling", "no letter of it is French in particular")


def is_standard(candidate: Candidate) -> bool:
    """Whether the surface form is a good English or the KMU-2010 form of the very name."""
    name = candidate.name
    if candidate.share is not None:
        return False  # only a table says what is good English
    surface = comparable(candidate.surface)
    return is_form(surface, (name.english, name.ukrainian, *name.accepted))


def is_standard_but_for_accents(candidate: Candidate) -> bool:
    """Whether it would be the preferred or the KMU-2010 form, had it no accents: Simféropol, Mykolaïv.

    A form that is but accepted may be another name's own: Alexei of a Belarusian.
    """
    name, surface = candidate.name, comparable(candidate.surface)
    if candidate.share is not None or surface.isascii():
        return False
    return is_form_but_for_accents(surface, (name.english, name.ukrainian))
