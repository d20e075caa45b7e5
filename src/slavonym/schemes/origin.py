"""Whose spelling an alignment is: French, or another romanization."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slavonym.schemes.scheme import load_scheme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from slavonym.model import Piece


def families(piece: Piece) -> set[str]:
    """The families of the schemes that write these letters so; none for an edit."""
    return {load_scheme(scheme).family for scheme in piece.schemes}


def only_french(piece: Piece) -> bool:
    """Whether no English scheme writes these letters so, and a French one does."""
    found = families(piece)
    accented = bool(piece.native) and any(char in "éèëï" for char in piece.surface.lower())
    return found <= {"french", "russian-based"} and ("french" in found or accented)


def is_other_romanization(alignment: Iterable[Piece]) -> bool:
    """Whether one English or official scheme writes every letter so: Mykolayiv by BGN/PCGN 1965, Sergiy by AFP."""
    shared = None
    for piece in alignment:
        schemes = {s for s in piece.schemes if load_scheme(s).family in ("english", "ukrainian")}
        shared = schemes if shared is None else shared & schemes
        if not shared:
            return False
    return bool(shared)
