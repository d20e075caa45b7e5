"""Reading a surface form back into native spellings, for a name that stands in no table.

The search goes through the surface form from left to right. Every grapheme that could have written the next letters is
a way on; of the ways that lead to one place the cheapest go further. A condition on what follows a grapheme is
checked when the next one is chosen. A model of the language's names tells which letters are likely to follow each
other: of two spellings that are equally regular the likelier comes first (Лисичанськ, not Лисічанськ).
"""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache
from heapq import nsmallest
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from slavonym.schemes.align import ADDED_ACCENT, LOST_ACCENT, Aligner
from slavonym.schemes.letters import fold_apostrophes, is_boundary, lower, strip_accents

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from slavonym.schemes.scheme import Grapheme, Scheme

_MAX_LENGTH = 60
_BEAM = 16
"""Ways that go on from one place: a bound on time for hostile input; the right one is hardly ever dearer."""
_FARTHEST = 3.0
"""Cost above the cheapest way to the same place from which a way is given up."""
_ALIGNED = 3
"""Spellings that are aligned for each one asked for: an alignment may cost more than the search could see."""
LETTERS = 0.4
"""What the rarity of a letter sequence weighs beside the irregularity of a spelling (tried from 0.2 to 0.5 on names
held out: all within two in a hundred)."""


class Letters(Protocol):
    """What names of a kind look like, letter by letter."""

    def sign(self, letter: str) -> int:
        """The number of a letter; 0 for the start and the end of a name and for any other character."""
        ...

    def after(self, before: int, last: int, sign: int) -> float:
        """What a letter costs after two others: the natural logarithm of how much rarer than certainty it is."""
        ...


class Reading(NamedTuple):
    """A native spelling (lower case) that may stand behind a surface form, and what it costs."""

    native: str
    cost: float


def read(
    surface: str,
    schemes: Sequence[Scheme],
    *,
    letters: Letters | None = None,
    limit: int = 10,
    max_cost: float = 6.0,
) -> tuple[Reading, ...]:
    """Read a surface form back into native spellings.

    Args:
        surface: A name in Latin script, at most 60 code points (a longer one has no readings).
        schemes: Schemes of one native language that may have written it.
        letters: A model of the names of that language; without one, the schemes' own notes on rare letters serve.
        limit: How many readings to return at most.
        max_cost: The highest cost of a spelling, the rarity of its letters apart.

    Returns:
        Readings, cheapest first. Empty when no sequence of graphemes writes the surface form.
    """
    latin = fold_apostrophes(lower(unicodedata.normalize("NFC", surface)))
    if len(latin) > _MAX_LENGTH:
        return ()
    schemes = tuple(schemes)
    aligner = _aligner(schemes)
    model = _NO_LETTERS if letters is None else _costs(cast("Hashable", letters))
    readings = []
    spellings = _spellings(latin, schemes, model, max_cost)
    for native, rarity in islice(spellings.items(), _ALIGNED * limit):
        alignment = aligner.align(latin, native, max_cost)
        if alignment is not None and (letters is not None or alignment.cost + rarity <= max_cost):
            readings.append(Reading(native, round(alignment.cost + rarity, 4)))
    readings.sort(key=lambda reading: (reading.cost, len(reading.native), reading.native))
    return tuple(readings[:limit])


_aligner = lru_cache(maxsize=32)(Aligner)


class _Costs:
    """The model as the search asks it: what some letters cost after two others."""

    def __init__(self, letters: Letters) -> None:
        self._sign, self._after = lru_cache(letters.sign), letters.after
        self.after = lru_cache(maxsize=65536)(self._costs_after)

    def _costs_after(self, before: int, last: int, native: str) -> tuple[float, int, int]:
        """The cost of `native` after two letters, and the two letters that the next follows."""
        total = 0.0
        for char in native:
            sign = self._sign(char)
            total += self._after(before, last, sign)
            before, last = last, sign
        return LETTERS * total, before, last

    def end(self, before: int, last: int) -> float:
        """The cost of ending there."""
        return LETTERS * self._after(before, last, 0)

    def rarity(self, grapheme: Grapheme) -> float:
        """What a grapheme's native letters add by themselves."""
        del grapheme
        return 0.0


_costs = lru_cache(maxsize=32)(_Costs)


class _NoLetters:
    """Nothing is known of the names; only the schemes say what is rare."""

    def after(self, before: int, last: int, native: str) -> tuple[float, int, int]:
        """Nothing, whatever the letters."""
        del native
        return 0.0, before, last

    def end(self, before: int, last: int) -> float:
        """Nothing."""
        del before, last
        return 0.0

    def rarity(self, grapheme: Grapheme) -> float:
        """What the scheme says."""
        return grapheme.read


_NO_LETTERS = _NoLetters()


class _State(NamedTuple):
    """A way gone so far."""

    cost: float
    """A lower bound of all costs."""
    spelled: float
    """The part of it that the alignment will show."""
    native: str
    last: Grapheme | None
    before: int
    """Signs of the letters before, as the model counts them."""
    letter: int


def _spellings(
    latin: str, schemes: tuple[Scheme, ...], model: _Costs | _NoLetters, max_cost: float
) -> dict[str, float]:
    """Native spellings that write `latin`, each with the rarity that no alignment shows."""
    plain = strip_accents(latin)
    after, rarity = model.after, model.rarity
    by_letter = _by_first_letter(schemes)
    reached: list[list[_State]] = [[] for _ in range(len(latin) + 1)]
    reached[0] = [_State(0.0, 0.0, "", None, 0, 0)]
    least = [math.inf] * (len(latin) + 1)
    for at in range(len(latin)):
        states = nsmallest(_BEAM, reached[at], key=itemgetter(0))
        ways = [*_ways_on(by_letter, latin, plain, at)]
        dropped = [way for way in ways if way[1] == at]
        states += [
            longer
            for state in states
            for way in dropped
            if (longer := _gone_on(state, way, model, max_cost)) is not None
        ]
        if is_boundary(latin[at]):
            reached[at + 1] += _past_boundary(states, latin[at], model)
            continue
        written = [way for way in ways if way[1] > at]
        for state in states:
            so_far, so_spelled, native, last, before, letter = state
            for grapheme, end, own in written:
                spelled = so_spelled + own
                if spelled > max_cost or not _may_follow(grapheme, native, last):
                    continue
                cost, first, second = after(before, letter, grapheme.native)
                total = so_far + own + cost + rarity(grapheme)
                if total <= least[end] + _FARTHEST:
                    least[end] = min(least[end], total)
                    whole = native + grapheme.native
                    reached[end].append(_State(total, spelled, whole, grapheme, first, second))
    return _whole(reached[-1], by_letter, model, max_cost)


def _past_boundary(states: list[_State], char: str, model: _Costs | _NoLetters) -> list[_State]:
    """The states whose last grapheme may stand before a space, a hyphen or another sign."""
    native = " " if char.isspace() else char
    passed = []
    for state in states:
        if state.last is None or not state.last.before:
            cost, before, letter = model.after(state.before, state.letter, native)
            passed.append(
                _State(
                    state.cost + cost, state.spelled, state.native + native, None, before, letter
                )
            )
    return passed


def _whole(
    states: list[_State],
    by_letter: dict[str, tuple[Grapheme, ...]],
    model: _Costs | _NoLetters,
    max_cost: float,
) -> dict[str, float]:
    """The native spellings of complete ways, the cheapest first, each with its rarity."""
    kept = nsmallest(_BEAM, states, key=itemgetter(0))
    for grapheme in by_letter.get("", ()):  # a soft sign may close the name
        way = (grapheme, 0, grapheme.cost)
        kept += [
            longer
            for state in kept
            if (longer := _gone_on(state, way, model, max_cost)) is not None
        ]
    found: dict[str, float] = {}
    for state in sorted(kept, key=itemgetter(0, 2)):
        if state.last is None or not state.last.before:
            rarity = state.cost - state.spelled + model.end(state.before, state.letter)
            found[state.native] = min(rarity, found.get(state.native, rarity))
    return found


def _gone_on(
    state: _State,
    way: tuple[Grapheme, int, float],
    model: _Costs | _NoLetters,
    max_cost: float,
) -> _State | None:
    """A state with one more grapheme, or None where the grapheme cannot stand or costs too much."""
    grapheme, _, own = way
    spelled = state.spelled + own
    if spelled > max_cost or not _may_follow(grapheme, state.native, state.last):
        return None
    cost, before, letter = model.after(state.before, state.letter, grapheme.native)
    total = state.cost + own + cost + model.rarity(grapheme)
    return _State(total, spelled, state.native + grapheme.native, grapheme, before, letter)


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
