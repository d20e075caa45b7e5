"""The nearest right word, for error messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def did_you_mean(found: str, valid: Iterable[str]) -> str:
    """Return 'did you mean X?' and what is valid, for a word that is not.

    The list is cut after 20 words; a table of thousands of ids would bury the suggestion.
    """
    from rapidfuzz import process  # noqa: PLC0415  only a mistake needs it, not every import

    words = sorted(valid)
    listed = ", ".join(words[:20]) + (", ..." if len(words) > 20 else "")
    near = process.extractOne(found.lower(), words, score_cutoff=60)
    return (f"did you mean {near[0]!r}? " if near else "") + f"valid: {listed}"
