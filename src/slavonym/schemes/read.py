"""Reading a surface form back into native spellings, for a name that stands in no table.

The search goes through the surface form from left to right. Every grapheme that could have written the next letters is
a way on; of the ways that lead to one place the cheapest go further. A condition on what follows a grapheme is
checked when the next one is chosen. A model of the language's names tells which letters are likely to follow each
other: of two spellings that are equally regular the likelier comes first (Лисичанськ, not Лисічанськ).
"""

from __future__ import annotations

import math
import unicodedata
from bisect import insort
from functools import cached_property, lru_cache
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from slavonym.schemes.align import ADDED_ACCENT, LOST_ACCENT, Aligner
from slavonym.schemes.letters import fold_apostrophes, is_boundary, lower, strip_accents

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from slavonym.schemes.scheme import Grapheme, Scheme

_MAX_LENGTH = 60
_BEAM = 16
"""Ways that go on from one place: a bound on time for hostile input; the right one is hardly ever dearer."""
_FARTHEST = 3.0
"""Cost above the cheapest way to the same place from which a way is given up."""
_ALIGNED = 3
"""Spellings that are aligned for each one asked for: an alignment may cost more than the search could see."""
_COSTS_KEPT = 65536
"""Costs of letters after others that a model keeps."""
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
    reader = _reader(tuple(schemes), cast("Hashable", letters))
    spellings = islice(reader.spellings(latin, max_cost).items(), _ALIGNED * limit)
    readings = []
    best: list[float] = []
    for native, rarity in sorted(spellings, key=itemgetter(1)):
        if len(best) >= limit and round(rarity, 4) > best[limit - 1]:
            break  # no alignment costs less than nothing
        cost = reader.aligner.cost(latin, native, max_cost)
        if cost is not None and (letters is not None or cost + rarity <= max_cost):
            readings.append(Reading(native, round(cost + rarity, 4)))
            insort(best, readings[-1].cost)
    readings.sort(key=lambda reading: (reading.cost, len(reading.native), reading.native))
    return tuple(readings[:limit])


class _After(dict[str, "tuple[float, _After]"]):
    """What native letters cost after two others, and the same for what follows them; found out when first asked."""

    def __init__(self, costs: _Costs, before: int, last: int) -> None:
        super().__init__()
        self._costs, self._before, self._last = costs, before, last

    def __missing__(self, native: str) -> tuple[float, _After]:
        found = self.anew(native)
        self[native] = found
        self._costs.count()
        return found

    def anew(self, native: str) -> tuple[float, _After]:
        """The same for letters that are not met often."""
        return self._costs.after(self._before, self._last, native)

    @cached_property
    def end(self) -> float:
        """The cost of ending there."""
        return self._costs.end(self._before, self._last)


class _Costs:
    """The model as the search asks it; without a model all letters are alike."""

    def __init__(self, letters: Letters | None) -> None:
        self._letters = letters
        self._nodes: dict[tuple[int, int], _After] = {}
        self._known = 0

    def node(self, before: int, last: int) -> _After:
        """What letters cost after two others."""
        if self._known >= _COSTS_KEPT:
            self._nodes, self._known = {}, 0
        node = self._nodes.get((before, last))
        if node is None:
            node = self._nodes[before, last] = _After(self, before, last)
        return node

    def count(self) -> None:
        """One more cost is kept."""
        self._known += 1

    def after(self, before: int, last: int, native: str) -> tuple[float, _After]:
        """The cost of letters after two others, and what they cost that follow."""
        if self._letters is None:
            return 0.0, self.node(0, 0)
        total = 0.0
        for char in native:
            sign = self._letters.sign(char)
            total += self._letters.after(before, last, sign)
            before, last = last, sign
        return LETTERS * total, self.node(before, last)

    def end(self, before: int, last: int) -> float:
        """The cost of ending after two letters."""
        return 0.0 if self._letters is None else LETTERS * self._letters.after(before, last, 0)


class _Last:
    """The grapheme that a way ends with, or at a start of a word what stands before it, and what may follow."""

    def __init__(self, grapheme: Grapheme | None, letter: str, graphemes: _Graphemes) -> None:
        self.grapheme = grapheme
        self.may_end = grapheme is None or not grapheme.before
        self.allows = _Allowed(grapheme, letter)
        self._graphemes = graphemes

    @cached_property
    def dropped(self) -> list[_Way]:
        """The ways on that write nothing."""
        return [way for way in self._graphemes.dropped if self.allows[way[0]]]


class _Allowed(dict[_Last, bool]):
    """Whether a grapheme may follow, found out when first asked."""

    def __init__(self, last: Grapheme | None, letter: str) -> None:
        super().__init__()
        self._last, self._letter = last, letter

    def __missing__(self, following: _Last) -> bool:
        grapheme = following.grapheme
        allowed = grapheme is not None and _may_follow(grapheme, self._letter, self._last)
        self[following] = allowed
        return allowed


_State = tuple[float, float, str, _Last, _After]
"""A way gone so far: a lower bound of all costs, the part of it that the alignment will show, the native letters, what
may follow, what it costs there. A plain tuple, since there are many."""
_Way = tuple[_Last, str, int, float, float]
"""A way on: its grapheme, its native letters, where it ends, its cost, what it adds as a rare one."""


class _Graphemes:
    """All graphemes of some schemes, as ways on.

    Args:
        schemes: The schemes.
        rare: Whether to count what the schemes say of rare letters.
    """

    def __init__(self, schemes: tuple[Scheme, ...], *, rare: bool) -> None:
        self.dropped: list[_Way] = []
        """Those that write nothing."""
        self._written: dict[str, list[tuple[str, str, _Way]]] = {}
        for grapheme in dict.fromkeys(g for scheme in schemes for g in scheme.graphemes):
            native, latin, plain = grapheme.native, grapheme.latin, grapheme.plain
            last = _Last(grapheme, native[-1], self)
            way = last, native, len(latin), grapheme.cost, grapheme.read if rare else 0.0
            if latin:
                self._written.setdefault(plain[0], []).append((latin, plain, way))
            else:
                self.dropped.append(way)

    def ways_on(self, latin: str, plain: str, at: int) -> list[_Way]:
        """Graphemes that may have written the letters at `at`."""
        ways = []
        for written, bare, way in self._written.get(plain[at], ()):
            last, native, length, cost, rarity = way
            if not latin.startswith(written, at):
                if not plain.startswith(bare, at):
                    continue
                cost += LOST_ACCENT if latin.startswith(bare, at) else ADDED_ACCENT
            ways.append((last, native, at + length, cost, rarity))
        return ways


class _Ways(dict[_Last, list[_Way]]):
    """The ways on from one place, by what stands before it."""

    def __init__(self, ways: list[_Way]) -> None:
        super().__init__()
        self.all = ways

    def __missing__(self, last: _Last) -> list[_Way]:
        allows = last.allows
        self[last] = allowed = [way for way in self.all if allows[way[0]]]
        return allowed


class _Reader:
    """The search, by some schemes and a model of the names."""

    def __init__(self, schemes: tuple[Scheme, ...], letters: Letters | None) -> None:
        self.aligner = _aligner(schemes)
        self._costs = _Costs(letters)
        self._graphemes = _Graphemes(schemes, rare=letters is None)
        self._start = _Last(None, "", self._graphemes)

    def spellings(self, latin: str, max_cost: float) -> dict[str, float]:
        """Native spellings that write `latin`, the cheapest first, each with the rarity that no alignment shows."""
        plain = strip_accents(latin)
        reached: list[list[_State]] = [[] for _ in range(len(latin) + 1)]
        reached[0].append((0.0, 0.0, "", self._start, self._costs.node(0, 0)))
        most = [math.inf] * (len(latin) + 1)  # what a way may cost that leads there
        for at in range(len(latin)):
            states = _cheapest(reached[at])
            if is_boundary(latin[at]):
                states += self._without_letters(states, max_cost)
                reached[at + 1] += self._past_boundary(states, latin[at])
                continue
            ways = _Ways(self._graphemes.ways_on(latin, plain, at))
            self._go_on(states, ways, reached, most, max_cost)
            # No way costs less than nothing, so what costs more by now than any may is not gone on with.
            dearest = max([most[end] for _, _, end, _, _ in ways.all], default=0.0)
            states = self._without_letters(states, max_cost, dearest)
            self._go_on(states, ways, reached, most, max_cost)
        return self._whole(reached[-1], max_cost)

    def _go_on(
        self,
        states: Sequence[_State],
        ways: _Ways,
        reached: list[list[_State]],
        most: list[float],
        max_cost: float,
    ) -> None:
        """Take every state one grapheme further."""
        for so_far, so_spelled, native, last, costs in states:
            for following, letters, end, own, rarity in ways[last]:
                cost, further = costs[letters]
                total = so_far + own + cost + rarity
                if total > most[end]:
                    continue
                spelled = so_spelled + own
                if spelled <= max_cost:
                    most[end] = min(most[end], total + _FARTHEST)
                    reached[end].append((total, spelled, native + letters, following, further))

    def _without_letters(
        self, states: Sequence[_State], max_cost: float, dearest: float = math.inf
    ) -> list[_State]:
        """The states with one more grapheme that writes nothing, but for those that cost too much."""
        longer: list[_State] = []
        for so_far, so_spelled, native, last, costs in states:
            for following, letters, _, own, rarity in last.dropped:
                spelled = so_spelled + own
                if spelled <= max_cost:
                    cost, further = costs[letters]
                    total = so_far + own + cost + rarity
                    if total <= dearest:
                        longer.append((total, spelled, native + letters, following, further))
        return longer

    def _past_boundary(self, states: Sequence[_State], char: str) -> list[_State]:
        """The states whose last grapheme may stand before a space, a hyphen or another sign."""
        native = " " if char.isspace() else char
        start = _Last(None, native, self._graphemes)
        passed: list[_State] = []
        for so_far, spelled, before, last, costs in states:
            if last.may_end:
                cost, further = costs.anew(native)
                passed.append((so_far + cost, spelled, before + native, start, further))
        return passed

    def _whole(self, states: Sequence[_State], max_cost: float) -> dict[str, float]:
        """The native spellings of complete ways, the cheapest first, each with its rarity."""
        kept = _cheapest(states)
        kept += self._without_letters(kept, max_cost)  # a soft sign may close the name
        found: dict[str, float] = {}
        for so_far, spelled, native, last, costs in sorted(kept, key=itemgetter(0, 2)):
            if last.may_end:
                rarity = so_far - spelled + costs.end
                found[native] = min(rarity, found.get(native, rarity))
        return found


def _cheapest(states: Sequence[_State]) -> list[_State]:
    """The ways that go on from one place: to sort a few dozen is faster than a heap of them."""
    return sorted(states, key=itemgetter(0))[:_BEAM]


_reader = lru_cache(maxsize=32)(_Reader)
_aligner = lru_cache(maxsize=32)(Aligner)


def _may_follow(grapheme: Grapheme, letter: str, last: Grapheme | None) -> bool:
    """Whether the conditions of a grapheme and of the one before it allow the two to stand together.

    Args:
        grapheme: The one that follows.
        letter: The native letter or sign before it; empty at the start.
        last: The grapheme before it; None after a sign that parts words and at the start.
    """
    if not grapheme.latin and (last is None or not last.latin):
        return False  # a dropped letter stands after a written one
    if grapheme.initial and letter and not is_boundary(letter):
        return False
    if grapheme.after and (not letter or letter not in grapheme.after):
        return False
    if last is None:
        return True
    return not last.final and (not last.before or grapheme.native[0] in last.before)
