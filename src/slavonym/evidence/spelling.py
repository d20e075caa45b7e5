"""What the spelling of a mention says: how French it is, how regular, whether it is right already."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from slavonym.evidence.cues import ukrainian_endings
from slavonym.evidence.weights import strengths, weigh
from slavonym.schemes import load_scheme, scheme_ids
from slavonym.surface import comparable, is_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slavonym.model import Candidate, Evidence, Piece

_IRREGULAR = 1.0
"""Cost from which a spelling in running text is likelier to be another word."""
_SHORT = 3
"""Letters of a native name that fit anything."""


def spelling(candidate: Candidate, *, alone: bool) -> Iterator[Evidence]:
    """Evidence from the letters alone; `alone` for a name that was looked up."""
    if is_standard(candidate):
        yield weigh("standard-form", f"a good English form of {candidate.native}")
    elif candidate.listed:
        yield weigh("listed-form", f"listed as a form of {candidate.english}")
    else:
        yield from _french_spelling(candidate.alignment, alone=alone)
    russian = [p for p in candidate.alignment if p.schemes and p.schemes <= _russian_based()]
    if russian and not candidate.listed:
        written = ", ".join(f"{p.surface.lower()} for {p.native.lower()}" for p in russian)
        yield weigh("russian-based", f"by way of Russian: {written}")
    if candidate.cost >= _IRREGULAR and not alone and " " not in candidate.native:
        yield weigh("irregular-spelling", "too irregular for a single word")
    if candidate.cost:
        yield weigh("alignment-cost", f"spelling cost {candidate.cost:.1f}", candidate.cost)
    if candidate.name.language == "ru" and candidate.native.endswith(ukrainian_endings()):
        yield weigh("ukrainian-ending", "a surname of Ukrainian stock")
    if len(candidate.name.native) <= _SHORT:
        yield weigh("short-name", f"only {len(candidate.name.native)} letters")


def _french_spelling(alignment: tuple[Piece, ...], *, alone: bool) -> Iterator[Evidence]:
    """How French the surface form is: letters and groups that no English scheme writes there.

    In running text a form that is not French at all is no business of ours; a name looked up may be in any spelling.
    """
    found: dict[str, list[str]] = {}
    for number, piece in enumerate(alignment):
        if not _only_french(piece):
            continue
        written = ("^" if number == 0 else "") + piece.surface.lower()
        if written not in strengths():
            written = piece.surface.lower()
        strength = strengths().get(written, "french-spelling")
        found.setdefault(strength, []).append(f"{written} for {piece.native.lower()}")
    for strength, pieces in found.items():
        yield weigh(strength, ", ".join(pieces), len(pieces))
    if not found and not alone:
        yield weigh("no-french-spelling", "no letter of it is French in particular")


def _only_french(piece: Piece) -> bool:
    families = {load_scheme(scheme).family for scheme in piece.schemes}
    accented = bool(piece.native) and any(char in "éèëï" for char in piece.surface.lower())
    return families <= {"french", "russian-based"} and ("french" in families or accented)


def is_standard(candidate: Candidate) -> bool:
    """Whether the surface form is a good English or the KMU-2010 form of the very name."""
    name = candidate.name
    surface = comparable(candidate.surface)
    return is_form(surface, (name.english, name.ukrainian, *name.accepted))


@cache
def _russian_based() -> frozenset[str]:
    return frozenset(s for s in scheme_ids() if load_scheme(s).family == "russian-based")
