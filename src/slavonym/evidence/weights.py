"""The weights of evidence: numbers in `tables/confidence.toml`, in log-odds."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from slavonym.evidence.cues import caps
from slavonym.locate import read_settings
from slavonym.model import Evidence
from slavonym.record import record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from slavonym.evidence.sign import Sign

_FAR = 700.0
"""Log-odds beyond which floating point has no more to say."""


Knots = tuple[tuple[float, float], ...]

_LOGISTIC: Knots = ((0.0, 0.0), (1.0, 1.0))


@record
class Weights:
    """What each sign weighs, and what a sum of weights is worth.

    `by_id` is in log-odds for a strength of 1. `knots` are pairs (sum of weights, log-odds that such sums turned out
    to have), rising in both, and `unknown_knots` the same for names in no table; between two knots the map is straight,
    beyond the last it keeps its slope.
    """

    by_id: Mapping[str, float]
    knots: Knots = _LOGISTIC
    unknown_knots: Knots = _LOGISTIC

    def weigh(self, sign: Sign) -> Evidence:
        """A sign as evidence, with its share of the log-odds."""
        strength = min(sign.strength, caps().get(sign.id, math.inf))
        return Evidence(sign.id, sign.detail, self.by_id[sign.id] * strength)

    def probability(self, total: float, *, unknown: bool = False) -> float:
        """The probability that a sum of weights is worth; `unknown` for a name in no table."""
        knots = self.unknown_knots if unknown else self.knots
        log_odds = _along(total, knots)
        if log_odds < 0:
            odds = math.exp(max(log_odds, -_FAR))
            return odds / (1 + odds)
        return 1 / (1 + math.exp(-min(log_odds, _FAR)))

    def sum_worth(self, probability: float, *, unknown: bool = False) -> float:
        """The sum of weights that is worth a probability: the map read the other way."""
        knots = self.unknown_knots if unknown else self.knots
        least = math.exp(-_FAR)
        odds = max(probability, least) / max(1 - probability, least)
        return _along(math.log(odds), [(y, x) for x, y in knots])


def _along(x: float, knots: Sequence[tuple[float, float]]) -> float:
    """Where a line through the knots is at x; beyond the last ones it keeps its slope."""
    (start, low), (end, high) = next(
        (here, there) for here, there in pairwise(knots) if x < there[0] or there is knots[-1]
    )
    return low + (x - start) * (high - low) / (end - start)


@cache
def weights(*, standing_alone: bool) -> Weights:
    """The fitted weights for names in running text, or for a name looked up."""
    table = read_settings("confidence.toml")["alone" if standing_alone else "text"]
    known, unknown = (
        tuple((x, y) for x, y in table[knots]) for knots in ("knots", "unknown-knots")
    )
    return Weights(table["weights"], known, unknown)
