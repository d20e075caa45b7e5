"""Make `tables/confidence.toml`: what each sign weighs, fitted, and what a sum of weights is worth, calibrated.

Labelled names (`labelled.py`) go through the stages up to scoring. A logistic regression weighs the signs of every
candidate; its coefficients are log-odds. A sign that came out on the wrong side of zero is left out and the rest
fitted again. Then the sums of the candidates that resolution chooses, rivals included, are calibrated by isotonic
regression on documents and names that the first step did not see, and measured on others that neither saw. The split
is by document, so that a name that comes back in one text stays on one side, and by name for names standing alone.

    python tables/build/fit_confidence.py           write the table
    python tables/build/fit_confidence.py --check   fit again and compare
"""

from __future__ import annotations

import hashlib
import random
import sys
import zlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

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
from slavonym.rules import default_guards, default_rules
from slavonym.stages.candidates import propose
from slavonym.stages.document import detect_language, protected_spans
from slavonym.stages.mentions import find_mentions, whole
from slavonym.stages.resolution import resolve
from slavonym.stages.rewriting import in_shape_of
from slavonym.stages.scoring import score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from slavonym.model import Candidate

TABLE = Path(__file__).resolve().parents[1] / "confidence.toml"
REQUIRED = {"scikit-learn": "1.9.1"}
DATE = "2026-11-24"

TIMES = 3
"""How often each document comes again with other names."""
NAMES = 12_000
STRENGTH = 0.5
"""Inverse strength of the regularization."""
FIT, CALIBRATE, TEST = "fit", "calibrate", "test"
SURE = 0.9
FARTHEST = 7.0
"""Log-odds to which calibration trusts itself: one error in a thousand."""

NEGATIVE = frozenset(
    """
    irregular-spelling alignment-cost russian-based russian-based-person no-french-spelling short-name ukrainian-ending
    unknown-name known-elsewhere other-kind-beside other-language-beside other-language-of-document given-name-alone
    foreign-beside part-of-a-name compound starts-sentence french-phrase other-language
    """.split()
)
"""Signs against a name; the others speak for it, the prior either way."""
FIXED = {
    "given-name-alone": -6.0,
    "no-french-spelling": -6.0,
    "french-phrase": -8.0,
    "other-language": -3.0,
}
"""Decisions, not measurements: what the product leaves alone, however likely the reading."""


class Row(NamedTuple):
    """One candidate: its signs by strength, and whether it is right."""

    signs: dict[str, float]
    right: bool


class Sum(NamedTuple):
    """What resolution chose: the sum of its weights, whether it is right, and what kind of case it is."""

    total: float
    right: bool
    group: str


def part_of(source: str) -> str:
    """Which step sees a document or a name: half of them fit, a quarter calibrates, a quarter tests."""
    return (FIT, FIT, CALIBRATE, TEST)[zlib.crc32(source.encode()) % 4]


# Running text.


def context_of(text: str, material: Material) -> Context:
    """A document as the stages see it, in which nothing is below the threshold."""
    return Context(
        text,
        material.gazetteer,
        Config(min_confidence=0.0),
        protected=protected_spans(text),
        detect_language=detect_language,
    )


def proposals(document: Document, material: Material) -> tuple[Context, list[Candidate]]:
    """What the rules propose for a document."""
    context = context_of(document.text, material)
    return context, propose(find_mentions(context), default_rules(), context)


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


def rows_of_text(document: Document, material: Material) -> Iterator[Row]:
    """Every candidate of a document that would change it."""
    context, candidates = proposals(document, material)
    setting = setting_of(candidates, context)
    for candidate in candidates:
        written = in_shape_of(candidate.surface, candidate.english)
        if written != candidate.surface:
            right = is_right(document, candidate.start, candidate.end, written)
            yield Row(strengths(candidate, context, setting), right)


def strengths(candidate: Candidate, context: Context, setting: Setting) -> dict[str, float]:
    """The signs of a candidate, by id."""
    found: defaultdict[str, float] = defaultdict(float)
    for sign in signs_for(candidate, context, setting):
        found[sign.id] += min(sign.strength, caps().get(sign.id, sign.strength))
    return dict(found)


def points_of_text(document: Document, material: Material, weights: Weights) -> Iterator[Sum]:
    """What resolution decides about a document, with what each decision weighed."""
    context, candidates = proposals(document, material)
    for candidate, target, reason in resolve(
        score(candidates, context, weights), default_guards(), context
    ):
        written = in_shape_of(candidate.surface, target)
        if reason or written == candidate.surface:
            continue
        right = is_right(document, candidate.start, candidate.end, written)
        group = "unknown" if candidate.share is not None else "table"
        yield Sum(sum(e.weight for e in candidate.evidence), right, group)


# Names standing alone.


def rows_alone(case: Case, material: Material) -> Iterator[Row]:
    """Every candidate for a name."""
    context, candidates = candidates_alone(case, material)
    setting = setting_of(candidates, context)
    for candidate in candidates:
        yield Row(strengths(candidate, context, setting), _is_answer(candidate, case))


def candidates_alone(case: Case, material: Material) -> tuple[Context, list[Candidate]]:
    """What the rules propose for a name."""
    context = Context(
        case.surface, material.gazetteer, Config(), standing_alone=True, kind=case.kind
    )
    proposed = propose([whole(case.surface)], default_rules(), context)
    return context, [c for c in proposed if case.kind in (None, c.name.kind)]


def _is_answer(candidate: Candidate, case: Case) -> bool:
    return bool({candidate.english, candidate.ukrainian} & set(case.right))


def points_alone(case: Case, material: Material, weights: Weights) -> Iterator[Sum]:
    """The best candidate for a name, as `lookup` chooses it."""
    context, candidates = candidates_alone(case, material)
    scored = score(candidates, context, weights)
    if scored:
        best = min(scored, key=lambda c: (-c.confidence, c.cost, -c.name.rank, c.name.id))
        group = "unknown" if best.share is not None else "table"
        yield Sum(sum(e.weight for e in best.evidence), _is_answer(best, case), group)


# Fitting.


@dataclass(frozen=True)
class Fitted:
    """The weights of one setting and what they were measured to be worth."""

    weights: Weights
    rows: int
    points: dict[str, list[Sum]]
    """By step."""


def regression(rows: Sequence[Row], fixed: Mapping[str, float]) -> dict[str, float]:
    """The weight of each sign; one on the wrong side of zero weighs nothing, and rows with a fixed one do not count."""
    every = sorted({sign for row in rows for sign in row.signs})
    usable = [row for row in rows if not fixed.keys() & row.signs.keys()]
    right = np.array([row.right for row in usable])
    ids = [sign for sign in every if sign not in fixed]
    while True:
        signs = np.array([[row.signs.get(sign, 0.0) for sign in ids] for row in usable])
        model = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=5_000, tol=1e-8)
        model.fit(signs, right)
        found = dict(zip(ids, (round(float(w), 2) for w in model.coef_[0]), strict=True))
        wrong = [s for s, w in found.items() if s != "prior" and w and (w > 0) == (s in NEGATIVE)]
        if not wrong:
            return dict.fromkeys(every, 0.0) | found | dict(fixed)
        ids = [sign for sign in ids if sign not in wrong]


def isotonic_knots(points: Sequence[Sum]) -> tuple[tuple[float, float], ...]:
    """The map from sums of weights to log-odds, as a rising line through a few knots.

    Isotonic regression finds the levels; each level becomes a knot in its middle, and levels of few points are joined
    with the next, so that the line has no steps that only chance made.
    """
    ordered = sorted(points)
    totals = np.array([p.total for p in ordered])
    right = np.array([float(p.right) for p in ordered])
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


def calibrated(weights: Weights, rows: int, points: Mapping[str, list[Sum]]) -> Fitted:
    """The weights with the map that the points to calibrate on give."""
    with_map = Weights(weights.by_id, isotonic_knots(points[CALIBRATE]))
    return Fitted(with_map, rows, dict(points))


def fitted_text(documents: Sequence[Document], material: Material) -> Fitted:
    """Fit and calibrate on running text."""
    rows = [row for d in documents if part_of(d.source) == FIT for row in rows_of_text(d, material)]
    weights = Weights(regression(rows, FIXED))
    points: defaultdict[str, list[Sum]] = defaultdict(list)
    for document in documents:
        points[part_of(document.source)] += points_of_text(document, material, weights)
    return calibrated(weights, len(rows), points)


def fitted_alone(cases: Sequence[Case], material: Material) -> Fitted:
    """Fit and calibrate on names standing alone."""
    rows = [row for c in cases if part_of(c.surface) == FIT for row in rows_alone(c, material)]
    weights = Weights(regression(rows, {}))
    points: defaultdict[str, list[Sum]] = defaultdict(list)
    for case in cases:
        points[part_of(case.surface)] += points_alone(case, material, weights)
    return calibrated(weights, len(rows), points)


# Writing.


def judged(fitted: Fitted, part: str, group: str | None = None) -> list[Point]:
    """Confidences and whether they were right, of one step and one kind of case."""
    return [
        Point(fitted.weights.probability(p.total), p.right)
        for p in fitted.points[part]
        if group in (None, p.group)
    ]


def build() -> str:
    """The whole table as text."""
    material = load_material()
    rng = random.Random(55)  # noqa: S311
    documents = [*variants(read_documents(), material, rng, TIMES)]
    cases = [*names_alone(material, NAMES, rng)]
    digest = hashlib.sha256(repr((documents, cases)).encode()).hexdigest()[:16]
    head = HEAD.format(date=DATE, documents=len(documents), cases=len(cases), digest=digest)
    text, alone = fitted_text(documents, material), fitted_alone(cases, material)
    return "\n".join((head, section("text", text), section("alone", alone)))


HEAD = """\
# Made by build/fit_confidence.py: the weight of each sign in log-odds, and what a sum of weights turned out to be
worth. # docs/confidence.md says what the signs mean.

[fit]
date = "{date}"
documents = {documents}
names = {cases}
sha256 = "{digest}"
"""


def section(name: str, fitted: Fitted) -> str:
    """The part of one setting: for names in running text, or for a name standing alone."""
    lines = [f"[{name}]", f"candidates = {fitted.rows}"]
    lines += [f"{part}-points = {len(fitted.points[part])}" for part in (CALIBRATE, TEST)]
    lines.append(_measured("test", judged(fitted, TEST)))
    lines += [_measured(group, judged(fitted, TEST, group)) for group in ("table", "unknown")]
    knots = ", ".join(f"[{x}, {y}]" for x, y in fitted.weights.knots)
    lines += [f"knots = [{knots}]", "", f"[{name}.weights]"]
    lines += [f"{sign} = {weight}" for sign, weight in sorted(fitted.weights.by_id.items())]
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
