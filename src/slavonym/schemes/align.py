"""Aligning a surface form with a native name: a weighted edit transducer, by dynamic programming.

The letters of the native name are read one after the other; at each, every grapheme of every scheme given is a
way on, at its cost. What no scheme explains is an edit (a letter too many, too few or wrong) at a high cost. So
half-converted spellings (Zalouzhny, Chassiv Yar, Kryvyï Rig) align at a small cost instead of failing.
"""

from __future__ import annotations

import unicodedata
from functools import cached_property, lru_cache
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
    from collections.abc import Sequence

    from slavonym.schemes.scheme import Scheme

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

_NO_SCHEME: frozenset[str] = frozenset()


class Alignment(NamedTuple):
    """How a surface form comes from a native name.

    `cost` is 0, or the surcharge of a scheme, when that scheme writes the native name exactly so. The surface
    sides of `pieces` joined are the surface form in NFC, the native sides joined are the native name.
    """

    cost: float
    pieces: tuple[Piece, ...]


class _Arc(NamedTuple):
    """`latin` for the next `length` native letters: its cost in each scheme that has it, the least first."""

    length: int
    latin: str
    plain: str
    costs: tuple[tuple[float, str], ...]


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
_Move = tuple[int, int, float, _Arc | None, float]
"""A way on: native letters, where it ends in the surface form, its cost, its arc, what it costs on top of that."""


class Aligner:
    """Aligns surface forms with native names of one language, by all schemes given at once.

    Args:
        schemes: Schemes of one native language; a spelling may take letters from several of them.
    """

    def __init__(self, schemes: Sequence[Scheme]) -> None:
        self.schemes = tuple(schemes)
        self._lattice = lru_cache(maxsize=8192)(self._build_lattice)
        self._arcs = lru_cache(maxsize=16384)(self._arcs_at)
        lengths = (len(g.native) for scheme in self.schemes for g in scheme.graphemes)
        self._reach = max(lengths, default=0) + 1

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
        latin = fold_apostrophes(lower(written))
        text = (latin, strip_accents(latin))
        lattice = self._lattice(native)
        reached: list[dict[int, _Gone]] = [{} for _ in range(len(native) + 1)]
        reached[0][0] = (0.0, 0, 0, None, 0.0)
        for at in range(len(native) + 1):
            states = reached[at]
            _insert_letters(states, at, latin, max_cost)
            if at == len(native):
                break
            for here, step in states.items():
                so_far = step[0]
                for length, end, cost, arc, extra in self._moves(lattice, native, at, text, here):
                    total = so_far + cost
                    if total > max_cost:
                        continue
                    there = reached[at + length]
                    known = there.get(end)
                    if known is None or total < known[0]:
                        there[end] = (total, at, here, arc, extra)
        if len(latin) not in reached[-1]:
            return None
        steps = _trace(reached, len(native), len(latin))
        cost = self._cost(steps)
        if cost > max_cost:
            return None
        pieces = tuple(self._piece(steps, number, written, native) for number in range(len(steps)))
        return Alignment(round(cost, 4), pieces)

    def _cost(self, steps: list[_Step]) -> float:
        """The cost of a path: by the one scheme that explains it best, or as a mixture at a surcharge."""
        least = steps[-1].cost + MIXED if steps else 0.0
        for scheme in self.schemes:
            total = scheme.surcharge
            for step in steps:
                own = 0.0 if step.arc is None else _cost_in(step.arc, scheme.id)
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
            return Piece(surface, letters, schemes, step.extra)
        schemes = _NO_SCHEME if step.extra >= ADDED_ACCENT else frozenset(_writers(step.arc))
        return Piece(surface, letters, schemes, step.arc.costs[0][0] + step.extra)

    def _moves(
        self,
        lattice: tuple[tuple[_Arc, ...], ...],
        native: str,
        at: int,
        text: tuple[str, str],
        here: int,
    ) -> list[_Move]:
        """The ways on from one state."""
        latin, plain = text
        if not lattice[at] and is_boundary(native[at]):
            return _separator(native[at], latin, here)
        moves: list[_Move] = []
        for arc in lattice[at]:
            end = here + len(arc.latin)
            if latin.startswith(arc.latin, here):
                moves.append((arc.length, end, arc.costs[0][0], arc, 0.0))
            elif plain.startswith(arc.plain, here):
                extra = _accent_cost(latin[here:end], arc)
                moves.append((arc.length, end, arc.costs[0][0] + extra, arc, extra))
        doubled = at > 0 and native[at - 1].lower() == native[at].lower()
        unwritten = DOUBLING if doubled else EDIT
        moves.append((1, here, unwritten, None, unwritten))
        if here < len(latin) and not is_boundary(latin[here]):
            moves.append((1, here + 1, EDIT, None, EDIT))
        return moves

    def _build_lattice(self, native: str) -> tuple[tuple[_Arc, ...], ...]:
        """Every way on from every letter of the native name; one spelling of several schemes is one arc."""
        lowered, arcs, reach = lower(native), self._arcs, self._reach
        return tuple(
            arcs(lowered[at - 1 : at + reach], 1) if at else arcs(lowered[:reach], 0)
            for at in range(len(lowered))
        )

    def _arcs_at(self, lowered: str, at: int) -> tuple[_Arc, ...]:
        """Every way on from one letter; the letter before it and the few after it are all that matters."""
        arcs: dict[tuple[int, str], dict[str, float]] = {}
        for scheme in self.schemes:
            for grapheme, cost in scheme.at(lowered, at):
                costs = arcs.setdefault((len(grapheme.native), grapheme.latin), {})
                costs[scheme.id] = min(cost, costs.get(scheme.id, cost))
        return tuple(
            _Arc(
                length,
                latin,
                strip_accents(latin),
                tuple(sorted((cost, scheme) for scheme, cost in costs.items())),
            )
            for (length, latin), costs in arcs.items()
        )


def _accent_cost(written: str, arc: _Arc) -> float:
    """What it costs that `written` has other accents than the arc's letters."""
    added = [
        found
        for found, plain, wanted in zip(written, arc.plain, arc.latin, strict=True)
        if found not in (plain, wanted)
    ]
    if not added:
        return LOST_ACCENT
    usual = all(char in _TRANSCRIPTION_ACCENTS for char in added)
    return ADDED_ACCENT if usual else FOREIGN_ACCENT


def _writers(arc: _Arc) -> list[str]:
    """The schemes that write an arc's letters so by themselves, not against a rule for the position."""
    own = [scheme for cost, scheme in arc.costs if cost < OVERRULED]
    return own or [scheme for _, scheme in arc.costs]


def _cost_in(arc: _Arc, scheme: str) -> float | None:
    """The cost of an arc in one scheme; None if the scheme does not have it."""
    return next((cost for cost, owner in arc.costs if owner == scheme), None)


def _separator(native: str, latin: str, here: int) -> list[_Move]:
    """A space, hyphen or bracket of the native name against what stands in the surface form."""
    end = here
    while end < len(latin) and latin[end].isspace():
        end += 1
    if end > here:
        extra = HYPHEN_FOR_SPACE if is_hyphen(native) else 0.0
        return [(1, end, extra, None, extra)]
    if here < len(latin) and is_hyphen(latin[here]):
        extra = 0.0 if is_hyphen(native) else HYPHEN_FOR_SPACE
        return [(1, here + 1, extra, None, extra)]
    if here < len(latin) and latin[here] == native:
        return [(1, here + 1, 0.0, None, 0.0)]
    return []


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


def _trace(reached: list[dict[int, _Gone]], at: int, here: int) -> list[_Step]:
    """The steps of the cheapest path, from its start to its end."""
    steps = []
    while at or here:
        step = _Step(*reached[at][here])
        steps.append(step)
        at, here = step.native_from, step.surface_from
    return steps[::-1]
