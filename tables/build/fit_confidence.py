"""Make `tables/confidence.toml`: what each sign weighs, fitted, and what a sum of weights is worth, calibrated.

Labelled names (`labelled.py`) go through the stages, and every decision of resolution is right or wrong. A logistic
regression weighs the signs; its coefficients are log-odds. It starts from weights that were judged by hand and pays for
leaving them, so that a sign the cases say little about keeps its judged weight, and none changes sides. Then the sums
of weights, rivals included, are calibrated by isotonic regression, for names of the tables and for those in none apart.

A quarter of the cases is kept to measure the outcome. The others serve twice: all of them fit the weights, and each is
calibrated on with weights that were fitted without it (on the folds it is not in). The split is by document, so that a
name that comes back in one text stays on one side, and by name for names standing alone.

    python tables/build/fit_confidence.py           write the table
    python tables/build/fit_confidence.py --check   fit again and compare
"""

from __future__ import annotations

import hashlib
import math
import random
import sys
import zlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.isotonic import IsotonicRegression

from generating import run
from labelled import (
    Case,
    Document,
    Material,
    load_material,
    names_alone,
    read_documents,
    variants,
)
from slavonym.config import Config
from slavonym.context import Context
from slavonym.evaluation.measures import Point, calibration
from slavonym.evidence import Setting, Weights, setting_of, signs_for
from slavonym.evidence.cues import caps
from slavonym.normalizer import best_first
from slavonym.rules import default_guards, default_rules
from slavonym.spans import grouped
from slavonym.stages.candidates import propose
from slavonym.stages.document import detect_language, protected_spans
from slavonym.stages.mentions import find_mentions, whole
from slavonym.stages.resolution import resolve
from slavonym.stages.rewriting import in_shape_of
from slavonym.stages.scoring import Scorer, score

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slavonym.model import Candidate
    from slavonym.spans import Span

Array = NDArray[np.float64]
TABLE = Path(__file__).resolve().parents[1] / "confidence.toml"
REQUIRED = {"scikit-learn": "1.9.1"}
DATE = "2026-11-24"

TIMES, TIMES_TO_FIT, COPIES = 5, 3, 1
"""How often each document comes again with other names: to calibrate and test names in no table; to fit; to calibrate
and test names of the tables. Drawn at random they are rarer than in real texts, and so harder; others are rare anyway.
"""
NAMES = 9_000
ROUNDS = 3
TRUST = 2.0
"""What judgement counts against the cases: the penalty on the square of a weight's distance from JUDGED."""
FIT, CALIBRATE, TEST = "fit", "calibrate", "test"
FOLDS = 3
"""Into how many parts the cases are split that are not kept for the test."""
SURE = 0.9
CLEAR = 0.8
"""Share of a reading among its rivals from which a decision tells what its sum is worth."""
FARTHEST = 7.0
"""Log-odds to which calibration trusts itself: one error in a thousand."""

JUDGED = {
    "prior": -1.5, "rivals": 1.0, "french-spelling": 1.0, "french-spelling-strong": 1.5,
    "french-spelling-faint": 0.7, "no-french-spelling": -6.0, "other-romanization": 0.0,
    "alignment-cost": -2.5, "misspelt": -4.0, "russian-based": -1.0,
    "russian-based-person": -2.0, "listed-form": 3.0, "old-name": 5.0, "standard-form": 3.0, "accepted-form": 2.0,
    "short-name": -1.5, "ukrainian-ending": -1.0, "russian-ending": -1.0, "unknown-name": -1.5, "reading-share": 1.0,
    "letter-sequence": 0.15, "known-elsewhere": -2.0, "rank": 0.3, "known-person": 2.0,
    "several-words": 1.0, "given-name-alone": -6.0, "named-in-full": 1.5, "named-otherwise": -1.5, "kind-beside": 0.7,
    "other-kind-beside": -1.0, "preposition-beside": 0.3, "language-beside": 0.7,
    "other-language-beside": -1.0, "language-of-document": 0.4, "other-language-of-document": -0.6,
    "language-after": 0.4, "other-language-after": -0.6, "contested": -0.7, "foreign-beside": -2.0,
    "part-of-a-name": -1.5, "compound": -1.5, "slavic-document": 0.4, "no-slavic-document": -1.0,
    "french-document": 0.4, "english-beside": -2.0, "french-phrase": -8.0, "other-language": -3.0,
}  # fmt: skip
"""What each sign was judged to weigh: where the fit starts, and stays if the cases are silent. None changes sides."""
FIXED = (
    "given-name-alone",
    "no-french-spelling",
    "other-romanization",
    "old-name",
    "french-phrase",
    "other-language",
)
"""Decisions, not measurements: what is left alone in running text, or written as it was asked for."""


class Decision(NamedTuple):
    """What resolution chose for a span or a name: its signs by strength, their weights' sum, whether it is right.

    Where there are rivals, `total` is what all readings together weigh, and `share` the part that falls on this one.
    """

    signs: dict[str, float]
    total: float
    share: float
    right: bool
    group: str
    """Whether a table has the name: "table" or "unknown"."""


def fold_of(source: str) -> int | None:
    """The fold of a document or a name; None for the quarter that is kept for the test."""
    fold = zlib.crc32(source.encode()) % (FOLDS + 1)
    return None if fold == FOLDS else fold


# Running text.


class Text:
    """A document on its way through the stages; what the rules propose is found out once."""

    def __init__(self, document: Document, material: Material) -> None:
        self.document = document
        self.fold = fold_of(document.source)
        self.natural = document.copy <= COPIES
        self.fits = document.copy <= TIMES_TO_FIT
        self.context = Context(
            document.text,
            material.gazetteer,
            Config(),
            protect=protected_spans,
            detect_language=detect_language,
        )
        proposed = propose(find_mentions(self.context), default_rules(), self.context)
        self.spans = grouped(proposed)

    def decisions(self, weights: Weights) -> Iterator[Decision]:
        """What resolution decides about the document: all but what a guard forbids."""
        for span in self.spans:
            span.proposal.lasting = None  # it was of other weights
        score = Scorer(self.spans, self.context, weights)
        for candidate, target, reason in resolve(self.spans, score, default_guards(), self.context):
            written = in_shape_of(candidate.surface, target)
            if written == candidate.surface or (reason and not reason.startswith("confidence")):
                continue
            if self.is_new(candidate.start, candidate.end):
                right = is_right(self.document, candidate.start, candidate.end, written)
                yield decision(candidate, self.spans, self.context, score.setting, right=right)

    def is_new(self, start: int, end: int) -> bool:
        """Whether a case is not in the document as it was written, from which this one was made, too."""
        spans = self.document.spans
        return not self.document.copy or any(
            span.drawn and span.start < end and start < span.end for span in spans
        )


def is_right(document: Document, start: int, end: int, replacement: str) -> bool:
    """Whether an edit makes what is right of the marked name it falls on."""
    for span in document.spans:
        if span.start < end and start < span.end:
            if not span.start <= start <= end <= span.end:
                return False
            before, after = document.text[span.start : start], document.text[end : span.end]
            surface = document.text[span.start : span.end]
            return _agrees(before + replacement + after, surface, span.right)
    return False


def _agrees(written: str, before: str, right: Sequence[str]) -> bool:
    """Whether a name is right now, or as right as the edit could make it: the words it changed are."""
    words, old = written.split(), before.split()
    for form in right:
        wanted = form.split()
        if words == wanted:
            return True
        if len(words) == len(wanted) == len(old):
            changed = [n for n, (new, was) in enumerate(zip(words, old, strict=True)) if new != was]
            if changed and all(words[n] == wanted[n] for n in changed):
                return True
    return False


def decision(
    candidate: Candidate, spans: Sequence[Span], context: Context, setting: Setting, *, right: bool
) -> Decision:
    """A scored candidate as a case."""
    place = candidate.start, candidate.end
    span = next(span for span in spans if (span.start, span.end) == place)
    signs: defaultdict[str, float] = defaultdict(float)
    for sign in signs_for(candidate, span, context, setting):
        signs[sign.id] += min(sign.strength, caps().get(sign.id, sign.strength))
    group = "table" if candidate.share is None else "unknown"
    own = sum(e.weight for e in candidate.evidence if e.id != "rivals")
    rivals = [e.weight for e in candidate.evidence if e.id == "rivals"]
    if not rivals:
        return Decision(dict(signs), own, 1.0, right, group)
    signs["rivals"] = rivals[0]
    # Without knots the confidence is exp(own) / (1 + exp(together)).
    odds = own - math.log(candidate.confidence)
    together = max(own, odds + math.log1p(-math.exp(-odds)))
    return Decision(dict(signs), together, math.exp(own - together), right, group)


# Names standing alone.


class Alone:
    """A name standing alone; what the rules propose is found out once."""

    def __init__(self, case: Case, material: Material) -> None:
        self.case = case
        self.fold = fold_of(case.surface)
        self.natural = self.fits = True
        self.context = Context(
            case.surface, material.gazetteer, Config(), standing_alone=True, kind=case.kind
        )
        proposed = propose([whole(case.surface)], default_rules(), self.context)
        self.candidates = [c for c in proposed if case.kind in (None, c.name.kind)]
        self.spans = grouped(self.candidates)

    def decisions(self, weights: Weights) -> Iterator[Decision]:
        """The answer that comes first in `lookup`, if there is one."""
        setting = setting_of(self.spans, self.context)
        for best in best_first(score(self.candidates, self.context, weights))[:1]:
            right = bool({best.english, best.ukrainian} & set(self.case.right))
            yield decision(best, self.spans, self.context, setting, right=right)


# Fitting.


@dataclass(frozen=True)
class Fitted:
    """The weights of one setting and the decisions they led to, by step.

    Decisions with a sign in `fixed` were taken beforehand, and are not measured.
    """

    weights: Weights
    decisions: dict[str, list[Decision]]
    fixed: Sequence[str]


def fitted(cases: Sequence[Text] | Sequence[Alone], fixed: Sequence[str]) -> Fitted:
    """Fit weights, calibrate their sums on cases that the weights were fitted without, and decide the test."""
    decisions: dict[str, list[Decision]] = {FIT: [], CALIBRATE: [], TEST: []}
    for fold in range(FOLDS):
        weights = Weights(weighed([c for c in cases if c.fold not in (None, fold)], fixed))
        decisions[CALIBRATE] += taken([c for c in cases if c.fold == fold], weights)
    by_id = weighed([c for c in cases if c.fold is not None], fixed, decisions[FIT])
    measured = [
        d for d in decisions[CALIBRATE] if d.share >= CLEAR and not d.signs.keys() & set(fixed)
    ]
    known, unknown = (
        isotonic_knots([d for d in measured if d.group == group]) for group in ("table", "unknown")
    )
    weights = Weights(by_id, known, unknown)
    decisions[TEST] += taken([c for c in cases if c.fold is None], Weights(by_id))
    return Fitted(weights, decisions, fixed)


def weighed(
    cases: Sequence[Text | Alone], fixed: Sequence[str], seen: list[Decision] | None = None
) -> dict[str, float]:
    """The weights fitted on some cases; `seen` takes the decisions they were last fitted on.

    Which candidate is chosen depends on the weights, so the fit is repeated with the weights it gave.
    """
    by_id, seen = dict(JUDGED), [] if seen is None else seen
    for _ in range(ROUNDS):
        weights = Weights(by_id)
        seen[:] = [d for case in cases if case.fits for d in case.decisions(weights)]
        by_id = regression(seen, fixed)
    return by_id


def taken(cases: Sequence[Text | Alone], weights: Weights) -> list[Decision]:
    """The decisions about some cases; of names of the tables, without those of too many copies."""
    return [
        d for case in cases for d in case.decisions(weights) if case.natural or d.group == "unknown"
    ]


def regression(decisions: Sequence[Decision], fixed: Sequence[str]) -> dict[str, float]:
    """The weights under which the decisions are likeliest, each on its side of zero and not far from judgement.

    A decision with a fixed sign says nothing: it was taken beforehand. What rivals take away is no judgement but
    arithmetic, and keeps its weight of 1.
    """
    ids = sorted(JUDGED)
    judged = np.array([JUDGED[sign] for sign in ids])
    measured = [d for d in decisions if not d.signs.keys() & set(fixed)]
    signs = np.array([[d.signs.get(sign, 0.0) for sign in ids] for d in measured])
    right = np.array([1.0 if d.right else -1.0 for d in measured])

    def loss(weights: Array) -> tuple[float, Array]:
        margins = right * (signs @ weights)
        away = weights - judged
        slope = -(signs.T @ (right / (1 + np.exp(margins))))
        return float(
            np.logaddexp(0, -margins).sum() + TRUST / 2 * away @ away
        ), slope + TRUST * away

    sides = [
        (w, w)
        if sign in (*fixed, "rivals")
        else (None, None)
        if sign == "prior"
        else (0, None)
        if w > 0
        else (None, 0)
        for sign, w in JUDGED.items()
    ]
    bounds = dict(zip(JUDGED, sides, strict=True))
    found = minimize(
        loss,
        judged,
        jac=True,
        bounds=[bounds[sign] for sign in ids],
        method="L-BFGS-B",
        options={"ftol": 1e-15, "gtol": 1e-8, "maxiter": 10_000, "maxfun": 100_000},
    )
    return {sign: round(float(weight), 2) for sign, weight in zip(ids, found.x, strict=True)}


def isotonic_knots(decisions: Sequence[Decision]) -> tuple[tuple[float, float], ...]:
    """The map from sums of weights to log-odds, as a rising line through a few knots.

    Isotonic regression finds the levels; each level becomes a knot in its middle, and levels of few points are joined
    with the next, so that the line has no steps that only chance made.
    """
    ordered = sorted(decisions, key=lambda d: (d.total, d.right))
    totals = np.array([d.total for d in ordered])
    right = np.array([float(d.right) for d in ordered])
    levels = IsotonicRegression(y_min=0.0, y_max=1.0).fit_transform(totals, right)
    least = max(20, len(ordered) // 25)
    groups: list[list[int]] = []
    for number, level in enumerate(levels):
        if groups and (len(groups[-1]) < least or levels[groups[-1][-1]] == level):
            groups[-1].append(number)
        else:
            groups.append([number])
    if len(groups) > 1 and len(groups[-1]) < least:
        groups[-2] += groups.pop()
    knots: list[tuple[float, float]] = []
    for group in groups:
        share = (right[group].sum() + 0.5) / (len(group) + 1)
        log_odds = float(np.clip(np.log(share / (1 - share)), -FARTHEST, FARTHEST))
        middle = round(float(totals[group].mean()), 2)
        if knots and (middle <= knots[-1][0] or log_odds <= knots[-1][1] + 0.01):
            continue
        knots.append((middle, round(log_odds, 2)))
    return tuple(knots)


# Writing.


def points_of(fit: Fitted, part: str, group: str | None = None) -> list[Point]:
    """Confidences and whether they were right, of one step and one kind of case."""
    return [
        Point(fit.weights.probability(d.total, unknown=d.group == "unknown") * d.share, d.right)
        for d in fit.decisions[part]
        if group in (None, d.group) and not d.signs.keys() & set(fit.fixed)
    ]


def build() -> str:
    """The whole table as text."""
    material = load_material()
    rng = random.Random(55)  # noqa: S311
    documents = [*variants(read_documents(), material, rng, TIMES)]
    cases = [*names_alone(material, NAMES, rng)]
    digest = hashlib.sha256(repr((documents, cases)).encode()).hexdigest()[:16]
    text = fitted([Text(document, material) for document in documents], FIXED)
    alone = fitted([Alone(case, material) for case in cases], ())
    head = HEAD.format(date=DATE, documents=len(documents), cases=len(cases), digest=digest)
    return "\n".join((head, section("text", text), section("alone", alone)))


HEAD = """\
# Made by build/fit_confidence.py: what each sign weighs in log-odds, and what a sum of weights turned out to be worth.
# docs/confidence.md says what the signs mean.

[fit]
date = "{date}"
documents = {documents}
names = {cases}
sha256 = "{digest}"
"""


def section(name: str, fit: Fitted) -> str:
    """The part of one setting: for names in running text, or for a name standing alone."""
    counts = {part: len(fit.decisions[part]) for part in (FIT, CALIBRATE, TEST)}
    lines = [f"[{name}]", *(f"decisions-to-{part} = {count}" for part, count in counts.items())]
    lines.append(_measured("measured", points_of(fit, TEST)))
    lines += [_measured(f"measured-{g}", points_of(fit, TEST, g)) for g in ("table", "unknown")]
    for knots, found in (
        ("knots", fit.weights.knots),
        ("unknown-knots", fit.weights.unknown_knots),
    ):
        lines.append(f"{knots} = [{', '.join(f'[{x}, {y}]' for x, y in found)}]")
    lines += ["", f"[{name}.weights]"]
    lines += [f"{sign} = {weight}" for sign, weight in sorted(fit.weights.by_id.items())]
    return "\n".join(lines) + "\n"


def _measured(name: str, points: Sequence[Point]) -> str:
    """One line of figures."""
    figures = calibration(points)
    sure = [point.right for point in points if point.confidence >= SURE]
    return (
        f"{name} = {{ points = {len(points)}, ece = {figures.ece or 0:.4f}, brier = {figures.brier or 0:.4f}, "
        f"sure = {len(sure)}, right = {sum(sure) / max(1, len(sure)):.4f} }}"
    )


if __name__ == "__main__":
    sys.exit(run(TABLE, build, REQUIRED))
