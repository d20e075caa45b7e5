"""Make `tables/confidence.toml`: what each sign weighs, fitted, and what a sum of weights is worth, calibrated.

`docs/reliability.svg` shows how well confidences and outcomes agree, and is made with it.

Labelled names (`labelled.py`) go through the stages, and every decision of resolution is right or wrong. A logistic
regression weighs the signs; its coefficients are log-odds. It starts from weights that were judged by hand and pays for
leaving them, so that a sign the cases say little about keeps its judged weight, and none changes sides. Then the sums
of weights, those of all readings of a span together, are calibrated: a rising line of a few straight pieces, the
likeliest one, tells how often one of the readings is right; for names of the tables and for those in none apart.

Nothing is measured on what it was made from. The cases are parted in four, documents as a whole and names standing
alone by name; each quarter is decided with weights that were fitted on the other three, and its sums are worth what
they are in the other three. The weights and the map that are written down are fitted on all of them.

    python tables/build/fit_confidence.py           write the table and the diagram
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
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from generating import run
from labelled import (
    Case,
    Document,
    Marked,
    Material,
    load_material,
    names_alone,
    read_documents,
    variants,
)
from slavonym.config import Config
from slavonym.context import Context
from slavonym.evaluation.measures import Point, calibration, keep
from slavonym.evaluation.plot import diagram
from slavonym.evidence import Weights, every_sign
from slavonym.evidence.cues import caps
from slavonym.normalizer import best_first
from slavonym.rules import default_guards, default_rules
from slavonym.spans import grouped
from slavonym.stages.candidates import propose
from slavonym.stages.document import detect_language, protected_spans
from slavonym.stages.mentions import find_mentions, whole
from slavonym.stages.resolution import resolve
from slavonym.stages.rewriting import in_shape_of
from slavonym.stages.scoring import Scorer, are_rivals, score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from slavonym.evidence import Sign
    from slavonym.model import Candidate
    from slavonym.spans import Span

Array = NDArray[np.float64]
TABLE = Path(__file__).resolve().parents[1] / "confidence.toml"
DIAGRAM = TABLE.parents[1] / "docs" / "reliability.svg"
REQUIRED = {"numpy": "2.4.6", "scipy": "1.17.1"}
DATE = "2026-11-30"

TIMES, TIMES_TO_FIT, COPIES = 5, 3, 1
"""How often each document comes again with other names: to calibrate and measure names in no table; to fit; to
calibrate and measure what names of other lands are taken for.

Names of the tables are calibrated and measured in the documents as they were written: those drawn at random from the
tables are rarer than what is written about, and so harder. Names in no table are rare anyway.
"""
NAMES = 14_000
ROUNDS = 3
TRUST = 2.0
"""What judgement counts against the cases: the penalty on the square of a weight's distance from JUDGED."""
FOLDS = 4
"""Into how many parts the cases are split, each measured with what was fitted on the others."""
SURE = 0.9
THRESHOLDS = (0.6, 0.75, 0.85, 0.9, 0.95)
KNOTS = 7
"""Knots of the map from sums to log-odds, as many decisions between any two neighbours."""
STEADY = 0.02
"""What a change of slope counts against a hundred cases: the penalty on its square."""
LEAST_RISE = 0.05
"""How much the map rises from knot to knot at least: a greater sum is never worth less."""
FARTHEST = 7.0
"""Log-odds to which calibration trusts itself: one error in a thousand."""

JUDGED = {
    "prior": -1.5, "french-spelling": 1.0, "french-spelling-strong": 1.5,
    "french-spelling-faint": 0.7, "no-french-spelling": -6.0, "other-romanization": 0.0,
    "alignment-cost": -2.5, "misspelt": -4.0, "russian-based": -1.0,
    "russian-based-person": -2.0, "listed-form": 3.0, "only-accents": 1.0, "old-name": 5.0, "standard-form": 3.0,
    "accepted-form": 2.0,
    "short-name": -1.5, "ukrainian-ending": -1.0, "russian-ending": -1.0, "other-language-letters": -0.3,
    "unknown-name": -1.5, "reading-share": 1.0,
    "russian-given-name": -1.0, "letter-sequence": 0.15, "known-elsewhere": -2.0, "rank": 0.3, "known-person": 2.0,
    "several-words": 1.0, "kind-given": 0.3, "given-name-alone": -6.0, "named-in-full": 1.5, "named-otherwise": -1.5,
    "kind-beside": 0.7, "other-kind-beside": -1.0, "preposition-beside": 0.3, "language-beside": 0.7,
    "other-language-beside": -1.0, "language-of-document": 0.4, "other-language-of-document": -0.6,
    "country-beside": 0.5,
    "people-beside": 1.0, "other-people-beside": -1.0, "people-after": 1.0, "other-people-after": -1.0,
    "language-after": 0.4, "other-language-after": -0.6, "contested": -0.7, "foreign-beside": -2.0,
    "part-of-a-name": -1.5, "compound": -1.5, "slavic-document": 0.4, "no-slavic-document": -1.0,
    "french-document": 0.4, "french-too": 0.5, "english-beside": -2.0, "french-phrase": -8.0, "other-language": -8.0,
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
BEFOREHAND = frozenset(FIXED) - {"other-romanization"}
"""Signs by which a case is decided, whatever it weighs. A matter of style is a case only where something says that it
is more, and that is measured."""


class Reading(NamedTuple):
    """One way to read a span: its signs by strength, and whether it is right."""

    signs: dict[str, float]
    right: bool


class Decision(NamedTuple):
    """What resolution chose for a span or a name, and what else it may be.

    `total` is what all the readings together weigh, and `share` the part of them that falls on the chosen one.
    """

    chosen: Reading
    rivals: tuple[Reading, ...]
    """Of those that would be written alike, the likeliest."""
    total: float
    share: float
    group: str
    """Whether a table has the name: "table" or "unknown"."""
    as_written: bool
    """Whether the case is a document as it was written, or a name standing alone."""
    counts: bool
    """Whether it is calibrated and measured."""

    @property
    def ours(self) -> bool:
        """Whether one of the readings is right."""
        return self.chosen.right or any(rival.right for rival in self.rivals)


def fold_of(source: str) -> int:
    """The part of the cases that a document or a name belongs to."""
    return zlib.crc32(source.encode()) % FOLDS


def fresh_scorer(spans: Sequence[Span], context: Context, weights: Weights) -> Scorer:
    """What weighs spans that other weights may have weighed before."""
    for span in spans:
        span.proposal.lasting = None
    return Scorer(spans, context, weights)


# Running text.


class Text:
    """A document on its way through the stages; what the rules propose is found out once."""

    def __init__(self, document: Document, material: Material) -> None:
        self.document = document
        self.fold = fold_of(document.source)
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
        score = fresh_scorer(self.spans, self.context, weights)
        for candidate, target, reason in resolve(self.spans, score, default_guards(), self.context):
            written = in_shape_of(candidate.surface, target)
            if written == candidate.surface or (reason and not reason.startswith("confidence")):
                continue
            if self.is_new(candidate.start, candidate.end):
                yield decision(
                    candidate,
                    self.spans,
                    self.context,
                    score,
                    self.right(candidate, target),
                    as_written=not self.document.copy,
                    counts=self.counts(candidate),
                )

    def right(self, candidate: Candidate, target: str) -> Callable[[Candidate], bool]:
        """Tells whether a reading of a candidate's span is right; `target` is what is written for the candidate."""

        def is_so(reading: Candidate) -> bool:
            form = target if reading is candidate else reading.english
            written = in_shape_of(reading.surface, form)
            return is_right(self.document, candidate.start, candidate.end, written)

        return is_so

    def is_new(self, start: int, end: int) -> bool:
        """Whether a case is not in the document as it was written, from which this one was made, too."""
        return not self.document.copy or any(s.drawn for s in marked(self.document, start, end))

    def counts(self, candidate: Candidate) -> bool:
        """Whether a decision is calibrated and measured."""
        document = self.document
        if candidate.share is not None or not document.copy:
            return True
        names = marked(document, candidate.start, candidate.end)
        of_ours = any(name.language != "-" for name in names)
        return not (of_ours or document.again) and document.copy <= COPIES


def marked(document: Document, start: int, end: int) -> list[Marked]:
    """The marked names that share a character with a place."""
    return [span for span in document.spans if span.start < end and start < span.end]


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
    candidate: Candidate,
    spans: Sequence[Span],
    context: Context,
    score: Scorer,
    is_right: Callable[[Candidate], bool],
    *,
    as_written: bool = True,
    counts: bool = True,
) -> Decision:
    """A scored candidate as a case."""
    place = candidate.start, candidate.end
    span = next(span for span in spans if (span.start, span.end) == place)
    others: dict[str, tuple[float, Reading]] = {}
    chosen, own = Reading({}, right=False), 0.0
    candidates = zip(score(span), every_sign(span, context, score.setting), strict=True)
    for other, signs in candidates:
        weighed = sum(e.weight for e in other.evidence if e.id != "rivals")
        if other.name is candidate.name and other.rule == candidate.rule:
            chosen, own = Reading(strengths_of(signs), is_right(candidate)), weighed
        elif are_rivals(other, candidate):
            reading = Reading(strengths_of(signs), is_right(other))
            others[other.english] = max(
                others.get(other.english, (weighed, reading)), (weighed, reading), key=itemgetter(0)
            )
    total = float(np.logaddexp.reduce([own, *(weight for weight, _ in others.values())]))
    return Decision(
        chosen,
        tuple(reading for _, reading in others.values()),
        total,
        math.exp(own - total),
        "table" if candidate.share is None else "unknown",
        as_written,
        counts,
    )


def strengths_of(signs: Iterable[Sign]) -> dict[str, float]:
    """How strong each sign is, as far as it counts."""
    found: defaultdict[str, float] = defaultdict(float)
    for sign in signs:
        found[sign.id] += min(sign.strength, caps().get(sign.id, sign.strength))
    return dict(found)


# Names standing alone.


class Alone:
    """A name standing alone; what the rules propose is found out once."""

    def __init__(self, case: Case, material: Material) -> None:
        self.case = case
        self.fold = fold_of(case.surface)
        self.fits = True
        self.context = Context(
            case.surface, material.gazetteer, Config(), standing_alone=True, kind=case.kind
        )
        proposed = propose([whole(case.surface)], default_rules(), self.context)
        self.candidates = [c for c in proposed if case.kind in (None, c.name.kind)]
        self.spans = grouped(self.candidates)

    def decisions(self, weights: Weights) -> Iterator[Decision]:
        """The answer that comes first in `lookup`, if there is one."""
        scorer = fresh_scorer(self.spans, self.context, weights)
        for best in best_first(score(self.candidates, self.context, weights))[:1]:
            yield decision(best, self.spans, self.context, scorer, self.is_right)

    def is_right(self, reading: Candidate) -> bool:
        """Whether a reading is what the name was made from."""
        return bool({reading.english, reading.ukrainian} & set(self.case.right))


# Fitting.


class Measured(NamedTuple):
    """A decision with the confidence that it has by weights and map that were fitted without it."""

    decision: Decision
    point: Point


@dataclass(frozen=True)
class Fitted:
    """What was fitted for one setting, on how many decisions, and what was measured."""

    weights: Weights
    seen: int
    measured: list[Measured]


def fitted(cases: Sequence[Text] | Sequence[Alone], fixed: Sequence[str]) -> Fitted:
    """Fit weights and map on all cases, and measure each quarter of them with those fitted on the other three.

    A decision that was taken beforehand is not measured.
    """
    parts: list[list[Decision]] = []
    for fold in range(FOLDS):
        weights = Weights(weighed([c for c in cases if c.fold != fold], fixed))
        decided = taken([c for c in cases if c.fold == fold], weights)
        parts.append([d for d in decided if is_measured(d, fixed)])
    measured = []
    for part in parts:
        worth = mapped([d for other in parts if other is not part for d in other], {})
        for decision in part:
            probability = worth.probability(decision.total, unknown=decision.group == "unknown")
            measured.append(
                Measured(decision, Point(probability * decision.share, decision.chosen.right))
            )
    seen: list[Decision] = []
    by_id = weighed(cases, fixed, seen)
    return Fitted(mapped([d for part in parts for d in part], by_id), len(seen), measured)


def mapped(decisions: Sequence[Decision], by_id: Mapping[str, float]) -> Weights:
    """Weights with the map from their sums to log-odds."""
    known, unknown = (
        knots_for([d for d in decisions if d.group == group]) for group in ("table", "unknown")
    )
    return Weights(by_id, known, unknown)


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
    """The decisions about some cases that are calibrated and measured."""
    return [d for case in cases for d in case.decisions(weights) if d.counts]


def is_measured(decision: Decision, fixed: Sequence[str]) -> bool:
    """Whether a decision hangs on what its signs weigh."""
    return not decision.chosen.signs.keys() & BEFOREHAND.intersection(fixed)


def regression(decisions: Sequence[Decision], fixed: Sequence[str]) -> dict[str, float]:
    """The weights under which the decisions are likeliest, each on its side of zero and not far from judgement.

    What is likely or not is whether the chosen reading is right: of the probability that it shares with its rivals and
    with the case that none is right, it has the part that its odds are of all. A decision that was taken
    beforehand says nothing.
    """
    ids = sorted(JUDGED)
    number = {sign: at for at, sign in enumerate(ids)}
    judged = np.array([JUDGED[sign] for sign in ids])
    measured = [d for d in decisions if is_measured(d, fixed)]
    readings = [(n, r) for n, d in enumerate(measured) for r in (d.chosen, *d.rivals)]
    of = np.array([n for n, _ in readings])
    starts = np.searchsorted(of, np.arange(len(measured)))
    signs = np.zeros((len(readings), len(ids)))
    for row, (_, reading) in zip(signs, readings, strict=True):
        for sign, strength in reading.signs.items():
            row[number[sign]] = strength
    right = np.array([r.right for _, r in readings])
    ours = np.add.reduceat(right, starts, dtype=int) > 0

    def loss(weights: Array) -> tuple[float, Array]:
        weighed = signs @ weights
        highest = np.maximum(np.maximum.reduceat(weighed, starts), 0.0)
        odds = np.exp(weighed - highest[of])
        none = np.exp(-highest)
        together = none + np.add.reduceat(odds, starts)
        true = np.where(ours, np.add.reduceat(odds * right, starts), none)
        away = weights - judged
        expected = odds / together[of]
        found = np.where(right, odds / np.where(ours, true, 1.0)[of], 0.0)
        return (
            float(np.log(together / true).sum() + TRUST / 2 * away @ away),
            signs.T @ (expected - found) + TRUST * away,
        )

    sides = [
        (w, w)
        if sign in fixed
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


def knots_for(decisions: Sequence[Decision]) -> tuple[tuple[float, float], ...]:
    """The map from sums of weights to log-odds: a rising line of straight pieces under which the cases are likeliest.

    What is right or wrong there is whether any reading of a span is right; which one, their shares tell.
    """
    totals = np.array([d.total for d in decisions])
    ours = np.array([1.0 if d.ours else -1.0 for d in decisions])
    xs = np.unique(np.quantile(totals, np.linspace(0.02, 0.98, KNOTS)).round(2))
    # The line is a sum of levels: what it is at the first knot, and how much it rises to each of the next, which a case
    # between two knots has a part of. The first and the last piece go on beyond their knots.
    parts = (totals[:, None] - xs[:-1]) / np.diff(xs)
    parts[:, 1:] = np.maximum(parts[:, 1:], 0.0)
    parts[:, :-1] = np.minimum(parts[:, :-1], 1.0)
    shares = np.hstack([np.ones((len(totals), 1)), parts])
    bends = np.diff(np.diag(1 / np.diff(xs)), axis=0)  # from one slope to the next
    steady = STEADY * len(totals) / 100

    def loss(levels: Array) -> tuple[float, Array]:
        margins = ours * (shares @ levels)
        bend = bends @ levels[1:]
        slope = -(shares.T @ (ours / (1 + np.exp(margins))))
        slope[1:] += 2 * steady * (bends.T @ bend)
        return float(np.logaddexp(0, -margins).sum() + steady * bend @ bend), slope

    found = minimize(
        loss,
        np.concatenate([[xs[0]], np.diff(xs)]),
        jac=True,
        bounds=[(-FARTHEST, FARTHEST), *[(LEAST_RISE, None)] * (len(xs) - 1)],
        method="L-BFGS-B",
        options={"ftol": 1e-15, "gtol": 1e-8, "maxiter": 10_000, "maxfun": 100_000},
    )
    levels = np.minimum(np.cumsum(found.x), FARTHEST)
    knots: list[tuple[float, float]] = []
    for x, level in zip(xs, levels, strict=True):
        if not knots or round(float(level), 2) > knots[-1][1]:
            knots.append((round(float(x), 2), round(float(level), 2)))
    return tuple(knots)


# Writing.


@cache
def everything() -> tuple[Fitted, Fitted, str]:
    """The fit for running text, that for names standing alone, and the head of the table."""
    material = load_material()
    rng = random.Random(55)  # noqa: S311
    documents = [*variants(read_documents(), material, rng, TIMES)]
    cases = [*names_alone(material, NAMES, rng)]
    digest = hashlib.sha256(repr((documents, cases)).encode()).hexdigest()[:16]
    text = fitted([Text(document, material) for document in documents], FIXED)
    alone = fitted([Alone(case, material) for case in cases], ())
    head = HEAD.format(date=DATE, documents=len(documents), cases=len(cases), digest=digest)
    return text, alone, head


def build() -> str:
    """The whole table as text."""
    text, alone, head = everything()
    return "\n".join((head, section("text", text), section("alone", alone)))


def draw() -> str:
    """The diagram: of the documents as they were written, and of names standing alone."""
    edits, names = (
        calibration(m.point for m in fit.measured if m.decision.as_written)
        for fit in everything()[:2]
    )
    return diagram(edits, names)


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
    lines = [f"[{name}]", f"fitted-on = {fit.seen}"]
    for group, of in (
        ("", ("table", "unknown")),
        ("-table", ("table",)),
        ("-unknown", ("unknown",)),
    ):
        points = [m.point for m in fit.measured if m.decision.group in of]
        lines.append(_measured(f"measured{group}", points))
    if any(not m.decision.as_written for m in fit.measured):
        written = [m.point for m in fit.measured if m.decision.as_written]
        lines.append(_measured("measured-as-written", written))
        lines += [
            "# Of those, by threshold: edits, right ones, and the part of all right ones that is kept.",
            "thresholds = [",
        ]
        for threshold in THRESHOLDS:
            kept = keep(written, threshold)
            edits = kept.right + kept.wrong
            lines.append(f"  [{threshold}, {edits}, {kept.right}, {kept.right_kept or 0:.3f}],")
        lines.append("]")
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
    sys.exit(run(TABLE, build, REQUIRED) or run(DIAGRAM, draw, REQUIRED))
