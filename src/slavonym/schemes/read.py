"""Reading a surface form back into native spellings, for a name that stands in no table.

The best-first search goes through the surface form from left to right; every grapheme that could have written the
next letters is a way on. A condition on what follows a grapheme is checked when the next one is chosen.
"""

from __future__ import annotations

import heapq
import itertools
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from slavonym.schemes.align import ADDED_ACCENT, LOST_ACCENT, Aligner
from slavonym.schemes.letters import fold_apostrophes, is_boundary, lower, strip_accents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slavonym.schemes.scheme import Grapheme, Scheme

_MAX_LENGTH = 60
_MAX_STEPS = 5_000
"""States looked at before giving up: a bound on time for hostile input, far above what a name needs."""


class Reading(NamedTuple):
    """A native spelling (lower case) that may stand behind a surface form, and what it costs."""

    native: str
    cost: float


def read(
    surface: str, schemes: Sequence[Scheme], *, limit: int = 10, max_cost: float = 6.0
) -> tuple[Reading, ...]:
    """Read a surface form back into native spellings.

    Args:
        surface: A name in Latin script, at most 60 code points (a longer one has no readings).
        schemes: Schemes of one native language that may have written it.
        limit: How many readings to return at most.
        max_cost: The highest cost of a reading.

    Returns:
        Readings, cheapest first. Empty when no sequence of graphemes writes the surface form.
    """
    latin = fold_apostrophes(lower(unicodedata.normalize("NFC", surface)))
    if len(latin) > _MAX_LENGTH:
        return ()
    aligner = _aligner(tuple(schemes))
    readings = []
    for native, rarity in _spellings(latin, tuple(schemes), limit=4 * limit, max_cost=max_cost):
        alignment = aligner.align(latin, native, max_cost - rarity)
        if alignment is not None:
            readings.append(Reading(native, round(alignment.cost + rarity, 4)))
    return tuple(sorted(readings, key=lambda reading: reading.cost)[:limit])


_aligner = lru_cache(maxsize=32)(Aligner)


class _State(NamedTuple):
    """A way gone so far. `cost` is a lower bound, `rarity` the part of it that no alignment shows."""

    cost: float
    left: int
    """Letters still to read: of ways that cost the same, the one that is furthest goes first."""
    serial: int
    native: str
    rarity: float
    last: Grapheme | None


def _spellings(
    latin: str, schemes: tuple[Scheme, ...], *, limit: int, max_cost: float
) -> list[tuple[str, float]]:
    """Native spellings with their rarity, in the order of a lower bound of their cost."""
    plain = strip_accents(latin)
    by_letter = _by_first_letter(schemes)
    serial = itertools.count(1)
    heap = [_State(0.0, len(latin), 0, "", 0.0, None)]
    found: dict[str, float] = {}
    for _ in range(_MAX_STEPS):
        if not heap or len(found) >= limit:
            break
        cost, left, _serial, native, rarity, last = heapq.heappop(heap)
        if left < 0:
            found.setdefault(native, rarity)
            continue
        at = len(latin) - left
        complete = last is None or not last.before
        if at == len(latin) and complete:
            # Ready, but only when it is the cheapest left; a dropped letter may still follow.
            heapq.heappush(heap, _State(cost, -1, next(serial), native, rarity, None))
        elif at < len(latin) and is_boundary(latin[at]):
            if complete:
                joined = native + (" " if latin[at].isspace() else latin[at])
                heapq.heappush(heap, _State(cost, left - 1, next(serial), joined, rarity, None))
            continue
        for grapheme, end, own in _ways_on(by_letter, latin, plain, at):
            total = cost + own + grapheme.read
            if total <= max_cost and _may_follow(grapheme, native, last):
                longer = native + grapheme.native
                rare = rarity + grapheme.read
                state = _State(total, len(latin) - end, next(serial), longer, rare, grapheme)
                heapq.heappush(heap, state)
    return list(found.items())


@lru_cache(maxsize=32)
def _by_first_letter(schemes: tuple[Scheme, ...]) -> dict[str, tuple[Grapheme, ...]]:
    """Graphemes by the first plain letter they write ('' for those that write nothing)."""
    found: dict[str, dict[Grapheme, None]] = {}
    for scheme in schemes:
        for grapheme in scheme.graphemes:
            found.setdefault(grapheme.plain[:1], {})[grapheme] = None
    return {letter: tuple(some) for letter, some in found.items()}


def _ways_on(
    by_letter: dict[str, tuple[Grapheme, ...]], latin: str, plain: str, at: int
) -> Iterator[tuple[Grapheme, int, float]]:
    """Graphemes that may have written the letters at `at`: (grapheme, where it ends, its cost)."""
    for grapheme in by_letter.get("", ()):
        yield grapheme, at, grapheme.cost
    for grapheme in by_letter.get(plain[at : at + 1], ()):
        end = at + len(grapheme.latin)
        if latin.startswith(grapheme.latin, at):
            yield grapheme, end, grapheme.cost
        elif plain.startswith(grapheme.plain, at):
            accent = LOST_ACCENT if latin.startswith(grapheme.plain, at) else ADDED_ACCENT
            yield grapheme, end, grapheme.cost + accent


def _may_follow(grapheme: Grapheme, native: str, last: Grapheme | None) -> bool:
    """Whether the conditions of a grapheme and of the one before it allow the two to stand together."""
    if not grapheme.latin and (last is None or not last.latin):
        return False  # a dropped letter stands after a written one
    starts_word = not native or is_boundary(native[-1])
    if grapheme.initial and not starts_word:
        return False
    if grapheme.after and (not native or native[-1] not in grapheme.after):
        return False
    if last is None:
        return True
    return not last.final and (not last.before or grapheme.native[0] in last.before)
