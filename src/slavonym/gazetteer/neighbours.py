"""Look-up keys that are one letter away from another: lost, added, wrong, or two that changed places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTERS = "abcdehijklmnoprstuvz"
"""The letters of look-up keys."""


def neighbours(key: str) -> Iterator[str]:
    """The key itself, and every key that one slip away makes of it; some come twice."""
    yield key
    for at in range(len(key) + 1):
        before, after = key[:at], key[at:]
        for letter in _LETTERS:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
