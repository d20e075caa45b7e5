"""Aligning a surface form with a native name: a weighted edit transducer, by dynamic programming.

The letters of the native name are read one after the other; at each, every grapheme of every scheme given is a
way on, at its cost. What no scheme explains is an edit (a letter too many, too few or wrong) at a high cost. So
half-converted spellings (Zalouzhny, Chassiv Yar, Kryvyï Rig) align at a small cost instead of failing.
"""

from __future__ import annotations

import unicodedata
from functools import cache, cached_property, lru_cache
from operator import eq
from typing import TYPE_CHECKING, NamedTuple

from slavonym.model import Piece
from slavonym.schemes.letters import (
    fold_apostrophes,
    is_boundary,
    is_hyphen,
    lower,
    strip_accents,
)
from slavonym.schemes.scheme import OVERRULED

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from slavonym.schemes.scheme import Grapheme, Scheme

LOST_ACCENT = 0.2
"""The scheme writes an accent that the surface form lacks (Avdiivka for Avdiïvka)."""
ADDED_ACCENT = 0.3
"""The surface form has an accent that no scheme writes there (Mélitopol)."""
FOREIGN_ACCENT = 1.0
"""The same, where French transcriptions have none of the kind (Bût, Bâtir)."""
_TRANSCRIPTION_ACCENTS = "éèëïÿ"
HYPHEN_FOR_SPACE = 0.2
DOUBLING = 0.8
"""A letter doubled in one form and single in the other, where no scheme says so."""
EDIT = 2.5
"""A letter too many, too few or wrong: about one form in twelve that is otherwise possible."""
MIXED = 0.4
"""No single scheme explains every letter."""

_LIKELY = 2.0
"""Cost up to which the cheapest way is looked for first: nearly all are, and with no edit there are few to try."""

_NO_SCHEME: frozenset[str] = frozenset()


class Alignment(NamedTuple):
    """How a surface form comes from a native name.

    `cost` is 0, or the surcharge of a scheme, when that scheme writes the native name exactly so. The surface
    sides of `pieces` joined are the surface form in NFC, the native sides joined are the native name.
    """

    cost: float
    pieces: tuple[Piece, ...]


class _Arc(NamedTuple):
    """`latin` for the next `length` native letters: what it costs at least, and in each scheme that has it."""

    length: int
    latin: str
    plain: str
    cost: float
    costs: dict[str, float]
    writers: frozenset[str]
    """The schemes that write the letters so by themselves, not against a rule for the position."""


class _Place(NamedTuple):
    """A letter of the native name: the arcs from it, and what it costs to leave it unwritten."""

    arcs: dict[str, tuple[_Arc, ...]]
    """By the first plain letter they write; those that write nothing stand under every letter, and under ""."""
    unwritten: float
    separator: str
    """The letter itself, if it parts words."""


class _Step(NamedTuple):
    """The cheapest way to a state: its whole cost, where it came from, and the arc taken (None: an edit)."""

    cost: float
    native_from: int
    surface_from: int
    arc: _Arc | None
    extra: float
    """What the step costs on top of its arc: an accent, or the whole edit."""


_Gone = tuple[float, int, int, _Arc | None, float]
"""The fields of a step, while the cheapest is looked for: a plain tuple is made in a fifth of the time."""
_Way = tuple[int, int, float, _Arc | None, float]
"""A way on: native letters, where it ends in the surface form, its cost, its arc, what it costs on top of that."""


_one_piece = lru_cache(maxsize=8192)(Piece)
"""Alignments are kept, and made of few different pieces: one object for all that are alike saves half of the memory."""


class Aligner:
    """Aligns surface forms with native names of one language, by all schemes given at once.

    Args:
        schemes: Schemes of one native language; a spelling may take letters from several of them.
    """

    def __init__(self, schemes: Sequence[Scheme]) -> None:
        self.schemes = tuple(schemes)
        self._lattice = lru_cache(maxsize=512)(self._build_lattice)
        self._place = cache(self._place_at)  # of letters alike there are few hundred places
        self._stand_in = cache(self._first_alike)
        self._alike: dict[tuple[object, ...], str] = {}
        self._graphemes: dict[str, list[Grapheme]] = {}
        self._reach: dict[str, tuple[int, int]] = {}
        """By native letter, how many letters before it and from it on matter to what may be written for it."""
        for grapheme in (g for scheme in self.schemes for g in scheme.graphemes):
            first = grapheme.native[0]
            self._graphemes.setdefault(first, []).append(grapheme)
            before, on = self._reach.get(first, (0, 1))
            if grapheme.initial or grapheme.after:
                before = 1
            looks_on = grapheme.final or bool(grapheme.before)
            on = max(on, len(grapheme.native) + looks_on)
            self._reach[first] = before, on

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(scheme.id for scheme in self.schemes)

    def __reduce__(self) -> tuple[type[Aligner], tuple[tuple[Scheme, ...]]]:
        return (type(self), (self.schemes,))

    def align(self, surface: str, native: str, max_cost: float = 2.0) -> Alignment | None:
        """Align `surface` with `native`.

        Case is ignored. Any run of white space or a hyphen matches the space or hyphen of the native name.

        Args:
            surface: The form met in a text.
            native: The native name.
            max_cost: Give up when the cheapest alignment costs more than this.

        Returns:
            The cheapest alignment, or None if none is cheap enough.
        """
        written = unicodedata.normalize("NFC", surface)
        native = fold_apostrophes(unicodedata.normalize("NFC", native))
        steps = self._steps(fold_apostrophes(lower(written)), native, max_cost)
        if steps is None:
            return None
        cost = self._cost(steps)
        if cost > max_cost:
            return None
        pieces = tuple(self._piece(steps, number, written, native) for number in range(len(steps)))
        return Alignment(round(cost, 4), pieces)

    def cost(self, surface: str, native: str, max_cost: float = 2.0) -> float | None:
        """The cost of aligning the two, without the alignment; None if it is more than `max_cost`.

        Args:
            surface: A form in lower case and NFC, with its apostrophes folded.
            native: A native name, likewise.
            max_cost: Give up when the cheapest alignment costs more than this.
        """
        steps = self._steps(surface, native, max_cost)
        if steps is None:
            return None
        cost = self._cost(steps)
        return None if cost > max_cost else round(cost, 4)

    def _steps(self, latin: str, native: str, max_cost: float) -> list[_Step] | None:
        """The steps of the cheapest path, if one costs no more than `max_cost`."""
        lattice, end = self._lattice(native), len(latin)
        if max_cost > _LIKELY:
            tied: set[tuple[int, int]] = set()
            reached = _reached(lattice, latin, _LIKELY, tied)
            if end in reached[-1] and (steps := _trace(reached, end, tied)) is not None:
                return steps
        reached = _reached(lattice, latin, max_cost)
        return _trace(reached, end) if end in reached[-1] else None

    def _cost(self, steps: list[_Step]) -> float:
        """The cost of a path: by the one scheme that explains it best, or as a mixture at a surcharge."""
        least = steps[-1].cost + MIXED if steps else 0.0
        for scheme in self.schemes:
            total = scheme.surcharge
            for step in steps:
                own = 0.0 if step.arc is None else step.arc.costs.get(scheme.id)
                if own is None:
                    break
                total += own + step.extra
            else:
                least = min(least, total)
        return least

    def _piece(self, steps: list[_Step], number: int, written: str, native: str) -> Piece:
        step = steps[number]
        last = number + 1 == len(steps)
        surface_to = len(written) if last else steps[number + 1].surface_from
        native_to = len(native) if last else steps[number + 1].native_from
        surface, letters = (
            written[step.surface_from : surface_to],
            native[step.native_from : native_to],
        )
        if step.arc is None:
            schemes = _NO_SCHEME if step.extra else self._ids
            return _one_piece(surface, letters, schemes, step.extra)
        schemes = _NO_SCHEME if step.extra >= ADDED_ACCENT else step.arc.writers
        return _one_piece(surface, letters, schemes, step.arc.cost + step.extra)

    def _build_lattice(self, native: str) -> tuple[_Place, ...]:
        """Every way on from every letter of the native name."""
        lowered = lower(native)
        places = []
        for at, letter in enumerate(lowered):
            before, on = self._reach.get(letter, (0, 1))
            start = max(0, at - before)
            around = [
                letter if here == at else self._stand_in(letter, here - at, lowered[here])
                for here in range(start, min(at + on, len(lowered)))
            ]
            doubled = at > 0 and lowered[at - 1] == letter
            places.append(self._place("".join(around), at - start, doubled))
        return tuple(places)

    def _first_alike(self, letter: str, offset: int, char: str) -> str:
        """The first character met that no grapheme of a letter can tell from this one so far from the letter."""
        told = (_tells(grapheme, offset, char) for grapheme in self._graphemes[letter])
        return self._alike.setdefault((letter, offset, is_boundary(char), *told), char)

    def _place_at(self, around: str, at: int, doubled: bool) -> _Place:  # noqa: FBT001  a key
        """Every way on from one letter, of which the letters around it that matter are given.

        One spelling of several schemes is one arc.
        """
        found: dict[tuple[int, str], dict[str, float]] = {}
        for scheme in self.schemes:
            for grapheme, cost in scheme.at(around, at):
                costs = found.setdefault((len(grapheme.native), grapheme.latin), {})
                costs[scheme.id] = min(cost, costs.get(scheme.id, cost))
        arcs = [_arc(length, latin, costs) for (length, latin), costs in found.items()]
        firsts = {arc.plain[:1] for arc in arcs}
        by_first = {
            first: tuple(arc for arc in arcs if arc.plain[:1] in ("", first)) for first in firsts
        }
        separator = around[at] if not arcs and is_boundary(around[at]) else ""
        return _Place(by_first, DOUBLING if doubled else EDIT, separator)


def _tells(grapheme: Grapheme, offset: int, char: str) -> bool:
    """Whether a character so far from where a grapheme may stand is one that it asks for."""
    if offset < 0:
        return char in grapheme.after
    length = len(grapheme.native)
    return grapheme.native[offset] == char if offset < length else char in grapheme.before


def _arc(length: int, latin: str, costs: dict[str, float]) -> _Arc:
    least_first = sorted(costs, key=lambda scheme: (costs[scheme], scheme))
    own = [scheme for scheme in least_first if costs[scheme] < OVERRULED]
    least = costs[least_first[0]]
    return _Arc(length, latin, strip_accents(latin), least, costs, frozenset(own or least_first))


def _reached(
    lattice: tuple[_Place, ...],
    latin: str,
    max_cost: float,
    tied: set[tuple[int, int]] | None = None,
) -> list[dict[int, _Gone]]:
    """For every place in the native name, where in the surface form one may be, and the cheapest way there.

    Args:
        lattice: The ways on from each native letter.
        latin: The surface form.
        max_cost: What costs more is not gone.
        tied: Is filled with the states, (native, surface), where it hangs on the order of the ways which is taken.
    """
    plain = strip_accents(latin)
    inserts = max_cost >= EDIT or any(map(eq, latin, latin[1:]))
    reached: list[dict[int, _Gone]] = [{} for _ in range(len(lattice) + 1)]
    reached[0][0] = (0.0, 0, 0, None, 0.0)
    for at, (arcs, unwritten, separator) in enumerate(lattice):
        states = reached[at]
        if inserts:
            _insert_letters(states, at, latin, max_cost)
        for here, step in states.items():
            so_far = step[0]
            ways: list[_Way] = []
            if separator:
                ways += _past_separator(separator, latin, here)
            else:
                for arc in arcs.get(plain[here : here + 1]) or arcs.get("", ()):
                    length, written, bare, cost = arc[:4]
                    end = here + len(written)
                    if latin.startswith(written, here):
                        ways.append((length, end, cost, arc, 0.0))
                    elif plain.startswith(bare, here):
                        extra = _accent_cost(latin[here:end], bare, written)
                        ways.append((length, end, cost + extra, arc, extra))
                if so_far + unwritten <= max_cost:
                    ways.append((1, here, unwritten, None, unwritten))
                if so_far + EDIT <= max_cost and here < len(latin) and not is_boundary(latin[here]):
                    ways.append((1, here + 1, EDIT, None, EDIT))
            for length, end, cost, way, extra in ways:
                total = so_far + cost
                if total > max_cost:
                    continue
                there = reached[at + length]
                known = there.get(end)
                if known is None or total < known[0]:
                    there[end] = (total, at, here, way, extra)
                elif tied is not None and total == known[0] and known[1] == at and known[2] != here:
                    tied.add((at + length, end))
    if inserts:
        _insert_letters(reached[-1], len(lattice), latin, max_cost)
    return reached


@lru_cache(maxsize=4096)
def _accent_cost(written: str, plain: str, wanted: str) -> float:
    """What it costs that `written` has other accents than the letters wanted."""
    added = [
        found
        for found, bare, right in zip(written, plain, wanted, strict=True)
        if found not in (bare, right)
    ]
    if not added:
        return LOST_ACCENT
    usual = all(char in _TRANSCRIPTION_ACCENTS for char in added)
    return ADDED_ACCENT if usual else FOREIGN_ACCENT


def _past_separator(native: str, latin: str, here: int) -> Iterator[_Way]:
    """A space, hyphen or bracket of the native name against what stands in the surface form."""
    end = here
    while end < len(latin) and latin[end].isspace():
        end += 1
    if end > here:
        extra = HYPHEN_FOR_SPACE if is_hyphen(native) else 0.0
        yield 1, end, extra, None, extra
    elif here < len(latin) and is_hyphen(latin[here]):
        extra = 0.0 if is_hyphen(native) else HYPHEN_FOR_SPACE
        yield 1, here + 1, extra, None, extra
    elif here < len(latin) and latin[here] == native:
        yield 1, here + 1, 0.0, None, 0.0


def _insert_letters(states: dict[int, _Gone], at: int, latin: str, max_cost: float) -> None:
    """From every state, go past one surface letter that stands for nothing."""
    if not any(step[0] + DOUBLING <= max_cost for step in states.values()):
        return
    for start in sorted(states):
        here, step = start, states[start]
        while here < len(latin) and not is_boundary(latin[here]):
            doubled = here > 0 and latin[here - 1] == latin[here]
            cost = DOUBLING if doubled else EDIT
            total = step[0] + cost
            known = states.get(here + 1)
            if total > max_cost or (known is not None and known[0] <= total):
                break
            step = (total, at, here, None, cost)
            here += 1
            states[here] = step


def _trace(
    reached: list[dict[int, _Gone]], here: int, tied: Container[tuple[int, int]] = ()
) -> list[_Step] | None:
    """The steps of the cheapest path to the end, from its start on; None if it goes through a state that is tied."""
    steps = []
    at = len(reached) - 1
    while at or here:
        if (at, here) in tied:
            return None
        step = _Step(*reached[at][here])
        steps.append(step)
        at, here = step.native_from, step.surface_from
    return steps[::-1]
