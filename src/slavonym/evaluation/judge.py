"""Running a Normalizer over gold, and saying of each thing it does or would do whether it is right."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from slavonym.evaluation.compare import pieces
from slavonym.evaluation.gold import GoldName, GoldText
from slavonym.evaluation.measures import (
    Calibration,
    Point,
    calibration,
    harmonic_mean,
    share,
)
from slavonym.surface import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from slavonym.config import Config
    from slavonym.evaluation.gold import Span
    from slavonym.model import Candidate, Match
    from slavonym.normalizer import Normalizer

_COMBINATIONS = 10_000
"""So many ways to write the names an edit touches are tried; a single name has a handful."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something proposed, and whether it is right.

    Attributes:
        where: The record, as `file:line`.
        start: Where `surface` starts in the text, in code points; 0 for a name.
        surface: What stands there.
        written: What was proposed for it.
        confidence: From 0 to 1.
        right: Whether it is right.
        made: Whether the config has it made; False for what stays below its threshold. Always True for a name.
    """

    where: str
    start: int
    surface: str
    written: str
    confidence: float
    right: bool
    made: bool


@dataclass(frozen=True, slots=True)
class Missed:
    """A name that ought to be written otherwise and is not: as `Outcome`, with the forms that are right."""

    where: str
    start: int
    surface: str
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edits:
    """What came out for texts.

    Attributes:
        texts: How many texts.
        outcomes: All proposals that are counted, made or not.
        wanted: How many names ought to be written otherwise.
        missed: Those of them that do not read right afterwards.
        doubtful: How many edits were made where the gold is in doubt; they are not counted.
        calibration: The figures of the confidences of all proposals.
    """

    texts: int
    outcomes: tuple[Outcome, ...]
    wanted: int
    missed: tuple[Missed, ...]
    doubtful: int
    calibration: Calibration

    @property
    def made(self) -> int:
        """How many edits were made."""
        return sum(outcome.made for outcome in self.outcomes)

    @property
    def right(self) -> int:
        """How many edits that were made are right."""
        return sum(outcome.made and outcome.right for outcome in self.outcomes)

    @property
    def found(self) -> int:
        """How many names that ought to be written otherwise read right afterwards."""
        return self.wanted - len(self.missed)

    @property
    def precision(self) -> float | None:
        """The share of the edits made that are right."""
        return share(self.right, self.made)

    @property
    def recall(self) -> float | None:
        """The share of the names that ought to be written otherwise that read right afterwards."""
        return share(self.found, self.wanted)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        return harmonic_mean(self.precision, self.recall)


@dataclass(frozen=True, slots=True)
class Names:
    """What came out for names standing alone.

    Attributes:
        outcomes: The first answer for each name that has one.
        unanswered: The names without an answer that ought to have one.
        left: How many names without an answer are right as they stand.
        calibration: The figures of the confidences of the first answers.
    """

    outcomes: tuple[Outcome, ...]
    unanswered: tuple[Missed, ...]
    left: int
    calibration: Calibration

    @property
    def names(self) -> int:
        """How many names."""
        return self.answered + len(self.unanswered) + self.left

    @property
    def answered(self) -> int:
        """How many have an answer."""
        return len(self.outcomes)

    @property
    def right(self) -> int:
        """How many have a right first answer."""
        return sum(outcome.right for outcome in self.outcomes)

    @property
    def share_answered(self) -> float | None:
        """The share of the names that have an answer."""
        return share(self.answered, self.names)

    @property
    def share_right(self) -> float | None:
        """The share of the names whose first answer is right."""
        return share(self.right, self.names)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came out of measuring against gold, and the config it was measured with."""

    config: Config
    edits: Edits
    names: Names


def judge(records: Iterable[GoldText | GoldName], normalizer: Normalizer) -> Evaluation:
    """Run a Normalizer over gold and measure.

    Raises:
        RuleError: a rule or guard of the Normalizer raised.
    """
    texts: list[_JudgedText] = []
    names: list[Outcome | Missed | None] = []
    for record in records:
        if isinstance(record, GoldText):
            texts.append(_judge_text(record, normalizer))
        else:
            names.append(_judge_name(record, normalizer))
    config = normalizer.config
    outcomes = tuple(outcome for text in texts for outcome in text.outcomes)
    answers = tuple(outcome for outcome in names if isinstance(outcome, Outcome))
    return Evaluation(
        config=config,
        edits=Edits(
            texts=len(texts),
            outcomes=outcomes,
            wanted=sum(text.wanted for text in texts),
            missed=tuple(missed for text in texts for missed in text.missed),
            doubtful=sum(text.doubtful for text in texts),
            calibration=calibration(_points(outcomes), config.min_confidence),
        ),
        names=Names(
            outcomes=answers,
            unanswered=tuple(outcome for outcome in names if isinstance(outcome, Missed)),
            left=names.count(None),
            calibration=calibration(_points(answers), config.min_confidence),
        ),
    )


def _points(outcomes: Iterable[Outcome]) -> Iterator[Point]:
    return (Point(outcome.confidence, outcome.right) for outcome in outcomes)


# Names


def _judge_name(record: GoldName, normalizer: Normalizer) -> Outcome | Missed | None:
    """The first answer; without one, the name as missed, or None when it is right as it stands."""
    right = {plain(form) for form in record.right}
    candidates = normalizer.lookup(record.name, kind=record.kind)
    if not candidates:
        if plain(record.name) in right:
            return None
        return Missed(record.where, 0, record.name, record.right)
    first = candidates[0]
    written = _form(first, normalizer.config)
    return Outcome(
        where=record.where,
        start=0,
        surface=record.name,
        written=written,
        confidence=first.confidence,
        right=plain(written) in right,
        made=True,
    )


def _form(candidate: Candidate, config: Config) -> str:
    return candidate.ukrainian if config.to == "ukrainian" else candidate.english


# Texts


class _JudgedText(NamedTuple):
    outcomes: list[Outcome]
    wanted: int
    missed: list[Missed]
    doubtful: int


def _judge_text(record: GoldText, normalizer: Normalizer) -> _JudgedText:
    explanation = normalizer.explain(record.text)
    made = [match for match in explanation.matches if match.replacement != match.surface]
    unsure = (
        match
        for match in explanation.rejected
        if match.reason == normalizer.config.doubt(match.name.kind, match.confidence, match.rule)
        and match.replacement != match.surface
    )
    outcomes = []
    doubtful = 0
    for match in _disjoint(made, unsure):
        right = _is_right(match, record)
        if right is None:
            doubtful += not match.reason
            continue
        outcomes.append(
            Outcome(
                where=record.where,
                start=match.start,
                surface=match.surface,
                written=match.replacement,
                confidence=match.confidence,
                right=right,
                made=not match.reason,
            )
        )
    wanted = [
        span for span in record.spans if not span.doubtful and not _stands_right(span, record.text)
    ]
    missed = [
        Missed(record.where, span.start, record.text[span.start : span.end], span.right)
        for span in wanted
        if not _reads_right(span, made, record)
    ]
    return _JudgedText(outcomes, len(wanted), missed, doubtful)


def _disjoint(made: Sequence[Match], unsure: Iterable[Match]) -> list[Match]:
    """All edits made, and of the others, the surest first, those that overlap none; in text order."""
    kept = list(made)
    for match in sorted(unsure, key=lambda m: (-m.confidence, m.start - m.end, m.start)):
        if not any(match.start < other.end and other.start < match.end for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)


def _touching(start: int, end: int, spans: Sequence[Span]) -> list[Span]:
    return [span for span in spans if span.start < end and start < span.end]


def _stands_right(span: Span, text: str) -> bool:
    return plain(text[span.start : span.end]) in map(plain, span.right)


def _is_right(match: Match, record: GoldText) -> bool | None:
    """Whether an edit, made alone, agrees with a way to write the names it touches; None where the gold is in doubt."""
    spans = _touching(match.start, match.end, record.spans)
    if any(span.doubtful for span in spans):
        return None
    if not spans:
        return False
    start = min(match.start, spans[0].start)
    end = max(match.end, spans[-1].end)
    here = record.text[start:end]
    return any(
        _agrees(here, there, match.start - start, match.end - start, match.replacement)
        for there in _ways(record.text, start, end, spans, (span.right for span in spans))
    )


def _agrees(before: str, after: str, start: int, end: int, written: str) -> bool:
    """Whether writing something at `[start, end)` of one text gives the words that the other has there."""
    if plain(before[:start] + written + before[end:]) == plain(after):
        return True
    touched = [piece for piece in pieces(before, after) if piece.start < end and start < piece.end]
    first, last = touched[0], touched[-1]
    reads = before[first.start : start] + written + before[end : last.end]
    return plain(reads) == plain(after[first.other_start : last.other_end])


def _reads_right(span: Span, made: Sequence[Match], record: GoldText) -> bool:
    """Whether a name reads right once all edits are made that touch it."""
    edits = [edit for edit in made if edit.start < span.end and span.start < edit.end]
    start = min([span.start, *(edit.start for edit in edits)])
    end = max([span.end, *(edit.end for edit in edits)])
    spans = _touching(start, end, record.spans)
    start, end = min(start, spans[0].start), max(end, spans[-1].end)
    edited = [((edit.start, edit.end), edit.replacement) for edit in edits]
    reads = plain(_spliced(record.text, start, end, edited))
    choices = (s.right if s is span else (*s.right, record.text[s.start : s.end]) for s in spans)
    return any(reads == plain(there) for there in _ways(record.text, start, end, spans, choices))


def _ways(
    text: str, start: int, end: int, spans: Sequence[Span], choices: Iterable[Sequence[str]]
) -> Iterator[str]:
    """A part of a text in every way to write the names in it."""
    places = [(span.start, span.end) for span in spans]
    for forms in islice(product(*choices), _COMBINATIONS):
        yield _spliced(text, start, end, zip(places, forms, strict=True))


def _spliced(
    text: str, start: int, end: int, changes: Iterable[tuple[tuple[int, int], str]]
) -> str:
    """A part of a text with changes made in it, which are in order and lie within it."""
    parts: list[str] = []
    for (at, until), written in changes:
        parts += (text[start:at], written)
        start = until
    return "".join((*parts, text[start:end]))
