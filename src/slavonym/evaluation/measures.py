"""The figures: pure functions on points, each a confidence and whether what was proposed with it is right.

Confidences, shares and errors are numbers from 0 to 1. A figure that is nothing by nothing is None.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.99)
"""The thresholds a threshold table has in any case."""

_MOST_BINS = 10
_LEAST_IN_A_BIN = 10
_Z = 1.959963984540054
"""Standard deviations on either side that hold 95 % of a normal distribution."""


class Point(NamedTuple):
    """A proposal: how sure the library was, from 0 to 1, and whether it was right."""

    confidence: float
    right: bool


class Interval(NamedTuple):
    """A 95 % confidence interval of a share."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bin:
    """Points of similar confidence.

    `low` and `high` are the least and the greatest confidence in it, `confidence` is the mean; `share_right` ought to
    be near the mean and has the 95 % interval `interval`.
    """

    low: float
    high: float
    confidence: float
    count: int
    right: int
    interval: Interval

    @property
    def share_right(self) -> float:
        """The share of points that are right."""
        return self.right / self.count


@dataclass(frozen=True, slots=True)
class Threshold:
    """What is kept when everything below a threshold is left out: numbers of points, and of which there were."""

    threshold: float
    right: int
    wrong: int
    all_right: int
    all_wrong: int

    @property
    def right_kept(self) -> float | None:
        """The share of the right proposals that reach the threshold."""
        return share(self.right, self.all_right)

    @property
    def wrong_kept(self) -> float | None:
        """The share of the wrong proposals that reach the threshold."""
        return share(self.wrong, self.all_wrong)

    @property
    def precision(self) -> float | None:
        """The share of those that reach the threshold that are right."""
        return share(self.right, self.right + self.wrong)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far confidences are to be believed.

    `ece` is the expected calibration error over `bins`, `brier` the Brier score: 0 is best for both.
    """

    points: tuple[Point, ...]
    ece: float | None
    brier: float | None
    bins: tuple[Bin, ...]
    thresholds: tuple[Threshold, ...]


def calibration(points: Iterable[Point], *thresholds: float) -> Calibration:
    """All figures of the points; thresholds are those of `THRESHOLDS` and these."""
    known = tuple(sorted(points))
    bins = reliability(known)
    return Calibration(
        points=known,
        ece=expected_calibration_error(bins),
        brier=brier_score(known),
        bins=bins,
        thresholds=tuple(
            keep(known, threshold) for threshold in sorted({*THRESHOLDS, *thresholds})
        ),
    )


def share(part: int, whole: int) -> float | None:
    """Part by whole; None of nothing."""
    return part / whole if whole else None


def harmonic_mean(one: float | None, other: float | None) -> float | None:
    """F1 of precision and recall; None when either is."""
    if one is None or other is None:
        return None
    return 2 * one * other / (one + other) if one + other else 0.0


def wilson(right: int, count: int) -> Interval:
    """The 95 % interval of a share by Wilson's score; everything is possible when nothing was counted."""
    if not count:
        return Interval(0.0, 1.0)
    found = right / count
    spread = _Z * _Z / count
    middle = (found + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(found * (1 - found) / count + spread / (4 * count)) / (1 + spread)
    low = 0.0 if right == 0 else max(0.0, middle - half)
    high = 1.0 if right == count else min(1.0, middle + half)
    return Interval(low, high)


def reliability(points: Iterable[Point], bins: int | None = None) -> tuple[Bin, ...]:
    """Sort points into bins of equal mass, the least confident first.

    Points of the same confidence stand in one bin, so the order of the points does not matter, bins may be unequal,
    and there may be fewer than asked for.

    Args:
        points: The points.
        bins: How many bins; left out, as many as have ten points each, ten at most.
    """
    ordered = sorted(points)
    wanted = bins or min(_MOST_BINS, max(1, len(ordered) // _LEAST_IN_A_BIN))
    made: list[Bin] = []
    pending: list[Point] = []
    passed = 0
    for _, same in groupby(ordered, key=lambda point: point.confidence):
        pending += same
        if (passed + len(pending)) * wanted >= len(ordered) * (len(made) + 1):
            passed += len(pending)
            made.append(_bin(pending))
            pending = []
    return tuple(made)


def _bin(points: Sequence[Point]) -> Bin:
    right = sum(point.right for point in points)
    low, high = points[0].confidence, points[-1].confidence
    mean = math.fsum(point.confidence for point in points) / len(points)
    return Bin(
        low=low,
        high=high,
        confidence=min(max(mean, low), high),  # rounding may push a mean of equals out
        count=len(points),
        right=right,
        interval=wilson(right, len(points)),
    )


def expected_calibration_error(bins: Sequence[Bin]) -> float | None:
    """The mean distance of the share right from the mean confidence, bins weighed by their points."""
    count = sum(each.count for each in bins)
    if not count:
        return None
    return math.fsum(each.count * abs(each.confidence - each.share_right) for each in bins) / count


def brier_score(points: Sequence[Point]) -> float | None:
    """The mean of the squared distance of confidence from what came out (1 right, 0 wrong)."""
    if not points:
        return None
    return math.fsum((point.confidence - point.right) ** 2 for point in points) / len(points)


def keep(points: Iterable[Point], threshold: float) -> Threshold:
    """What reaches a threshold."""
    counts = {(kept, right): 0 for kept in (True, False) for right in (True, False)}
    for confidence, right in points:
        counts[confidence >= threshold, bool(right)] += 1
    return Threshold(
        threshold=threshold,
        right=counts[True, True],
        wrong=counts[True, False],
        all_right=counts[True, True] + counts[False, True],
        all_wrong=counts[True, False] + counts[False, False],
    )
