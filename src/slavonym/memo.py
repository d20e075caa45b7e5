"""A bounded memory of answers that never change."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

V = TypeVar("V")

LONGEST = 80
"""Code points of a key that is kept; what is longer is no name, and not met again."""


class Memo(dict[str, V]):
    """Answers by text: computed when first asked for, and kept until there are too many; then all are dropped.

    Looking up what is there costs what a dictionary costs. Threads may share one: at worst an answer is computed twice.

    Args:
        compute: A pure function of the text.
        bound: How many answers are kept at most.
    """

    def __init__(self, compute: Callable[[str], V], bound: int) -> None:
        super().__init__()
        self._compute = compute
        self._bound = bound

    def __missing__(self, key: str) -> V:
        value = self._compute(key)
        if len(key) <= LONGEST:
            if len(self) >= self._bound:
                self.clear()
            self[key] = value
        return value
