"""The nearest right word, for error messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LISTED = 20


def did_you_mean(found: str, valid: Iterable[str]) -> str:
    """Return 'did you mean X?' and what is valid, for a word that is not.

    Of more than 20 valid words only the nearest is told: a list of thousands would bury it.
    """
    from rapidfuzz import process  # noqa: PLC0415  only a mistake needs it, not every import

    words = sorted(set(valid))
    near = process.extractOne(found.lower(), words, processor=str.lower, score_cutoff=60)
    said = [f"did you mean {near[0]!r}?"] if near else []
    if len(words) <= _LISTED:
        said.append(f"valid: {', '.join(words)}")
    return " ".join(said) or f"it is none of the {len(words)} valid words"
