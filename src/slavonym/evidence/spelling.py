"""What the spelling of a mention says: how French it is, how regular, whether it is right already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slavonym.evidence.cues import strengths, ukrainian_endings
from slavonym.evidence.sign import Sign
from slavonym.model import RENAMED
from slavonym.surface import comparable, is_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slavonym.model import Candidate, Piece
    from slavonym.schemes import Schemes

PLAIN = "plain"
"""What stands for the strength of letters that no French form in particular has."""
_IRREGULAR = 1.0
"""Cost from which a spelling in running text is likelier to be another word."""
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
        yield from _french_spelling(candidate.alignment, schemes, alone=alone)
    by_detour = schemes.by_way_of_russian
    russian = [p for p in candidate.alignment if p.schemes and p.schemes <= by_detour]
    if russian and not candidate.listed:
        written = ", ".join(f"{p.surface.lower()} for {p.native.lower()}" for p in russian)
        person = candidate.name.kind == "person"
        by_way = "russian-based-person" if person else "russian-based"
        yield Sign(by_way, f"by way of Russian: {written}")
    if candidate.cost >= _IRREGULAR and not alone and " " not in candidate.native:
        yield Sign("irregular-spelling", "too irregular for a single word")
    if candidate.cost:
        yield Sign("alignment-cost", f"spelling cost {candidate.cost:.1f}", candidate.cost)
    if candidate.name.language == "ru" and candidate.native.endswith(ukrainian_endings()):
        yield Sign("ukrainian-ending", "a surname of Ukrainian stock")
    if 0 < len(candidate.name.native) <= _SHORT:
        yield Sign("short-name", f"only {len(candidate.name.native)} letters")


def _french_spelling(
    alignment: tuple[Piece, ...], schemes: Schemes, *, alone: bool
) -> Iterator[Sign]:
    """How French the surface form is: letters and groups that no English scheme writes there.

    In running text a form that is not French at all is no business of ours; a name looked up may be in any spelling.
    """
    found: dict[str, list[str]] = {}
    for number, piece in enumerate(alignment):
        if not schemes.shows_source(piece):
            continue
        written = ("^" if number == 0 else "") + piece.surface.lower()
        if written not in strengths():
            written = piece.surface.lower()
        strength = strengths().get(written, "french-spelling")
        if strength == PLAIN:
            continue
        found.setdefault(strength, []).append(f"{written} for {piece.native.lower()}")
    for strength, pieces in found.items():
        yield Sign(strength, ", ".join(pieces), len(pieces))
    if found or alone:
        return
    if schemes.is_other_romanization(alignment):
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
