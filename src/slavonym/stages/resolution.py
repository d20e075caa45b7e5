"""Stage 5, resolution: which candidates become changes, and why the others do not."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from slavonym.errors import RuleError
from slavonym.evidence import FRENCH_TOO
from slavonym.model import STYLE
from slavonym.surface import comparable, is_form

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from slavonym.config import Config
    from slavonym.context import Context
    from slavonym.model import Candidate, Name
    from slavonym.rules import Guard
    from slavonym.spans import Proposal, Span

_MUCH_MORE_PROMINENT = 2
"""Ranks from which a listed form (Kiev) goes before another name that is spelled so."""
_ONE_NAME = 0.5
"""The probability that a span is a name at all, from which its parts are left alone."""


class Decision(NamedTuple):
    """A candidate, the name to be written for it, and why it is not written (empty when it is)."""

    candidate: Candidate
    target: str
    reason: str


def resolve(
    spans: Sequence[Span],
    score: Callable[[Span], Sequence[Candidate]],
    guards: Sequence[Guard],
    context: Context,
) -> list[Decision]:
    """Decide about every span that has candidates.

    Longer spans come first, and no two changes overlap. A span that is the standard form of one of its candidates
    stays as it is, unless another candidate is much more prominent and its form is listed (Kiev).

    Args:
        spans: The spans and their candidates.
        score: Gives the candidates of a span with their confidence; asked only where the decision hangs on it.
        guards: What forbids changes.
        context: The document.

    Returns:
        Decisions in text order, one a span at most; spans that are right as they stand have none.

    Raises:
        RuleError: a guard raised; names the guard and the place.
    """
    taken = _Spans()
    decisions = []
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        start, end = span.start, span.end
        if taken.overlap(start, end):
            continue
        if _stands(span.proposal, context.config):
            taken.add(start, end)
            continue
        scored = score(span)
        decision = _decide(scored, _right(span.proposal, context.config), guards, context)
        if decision is None or not decision.reason or _is_one_name(scored):
            taken.add(start, end)
        if decision is not None:
            decisions.append(decision)
    changed = _Spans()
    for candidate, _, reason in decisions:
        if not reason:
            changed.add(candidate.start, candidate.end)
    told = (
        decision
        for decision in decisions
        if not decision.reason
        or not changed.overlap(decision.candidate.start, decision.candidate.end)
    )
    return sorted(told, key=lambda decision: (decision.candidate.start, decision.candidate.end))


class _Spans:
    """Disjoint spans, in order."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def overlap(self, start: int, end: int) -> bool:
        """Whether one of the spans shares a character with this one."""
        before = bisect_left(self._starts, end) - 1
        return before >= 0 and self._ends[before] > start

    def add(self, start: int, end: int) -> None:
        """Add a span that overlaps none."""
        at = bisect_left(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)


def target(name: Name, config: Config) -> str:
    """The form a config asks for."""
    return name.ukrainian if config.to == "ukrainian" else name.english


def _stands(proposal: Proposal, config: Config) -> bool:
    """Whether the surface form is right as it stands, whatever the confidences are."""
    if proposal.standing is None:
        candidates, right = proposal.candidates, _right(proposal, config)
        ranks = [c.name.rank for c, is_right in zip(candidates, right, strict=True) if is_right]
        proposal.standing = bool(ranks) and not any(
            c.listed and c.name.rank >= max(ranks) + _MUCH_MORE_PROMINENT for c in candidates
        )
    return proposal.standing


def _right(proposal: Proposal, config: Config) -> tuple[bool, ...]:
    """For each candidate, whether the surface form needs no change under this config."""
    if proposal.right is None:
        proposal.right = tuple(_is_right(candidate, config) for candidate in proposal.candidates)
    return proposal.right


def _decide(
    candidates: Sequence[Candidate],
    right: Sequence[bool],
    guards: Sequence[Guard],
    context: Context,
) -> Decision | None:
    """The decision about one span; None when it is right as it stands."""
    config = context.config
    best = max(candidates, key=lambda c: c.confidence)
    standard = [c for c, is_right in zip(candidates, right, strict=True) if is_right]
    if standard:
        known = max(standard, key=lambda c: c.name.rank)
        if not (best.listed and best.name.rank >= known.name.rank + _MUCH_MORE_PROMINENT):
            return None
    if comparable(best.surface) == target(best.name, config):
        return None
    if config.accepted == "keep" and _is_style(best):
        return None
    written = _written(best, config)
    return Decision(best, written, _objection(best, guards, context))


def _is_style(candidate: Candidate) -> bool:
    """Whether the form is a good one by another system, and nothing says that it is a French one."""
    return candidate.rule == STYLE and all(e.id != FRENCH_TOO for e in candidate.evidence)


def _written(candidate: Candidate, config: Config) -> str:
    """The form to write: what the config asks for, but of a full name the words that are accepted forms stay.

    Dmitri Kouznetsov becomes Dmitri Kuznetsov. A public figure is written as the tables have them.
    """
    name, wanted = candidate.name, target(candidate.name, config)
    official = config.to == "ukrainian" and name.language == "uk"
    if name.category != "full-name" or config.accepted == "unify" or official:
        return wanted
    here, words = comparable(candidate.surface).split(" "), wanted.split(" ")
    if len(here) != len(words):
        return wanted
    accepted = {tuple(form.split(" ")) for form in name.accepted}
    kept = [
        word if (*words[:at], word, *words[at + 1 :]) in accepted else words[at]
        for at, word in enumerate(here)
    ]
    return " ".join(kept) if tuple(kept) in accepted else wanted


def _is_one_name(candidates: Sequence[Candidate]) -> bool:
    """Whether the words are likely one name, even if it is open which: then no part of them is changed alone."""
    best: dict[str, float] = {}
    for candidate in candidates:
        best[candidate.english] = max(candidate.confidence, best.get(candidate.english, 0.0))
    return sum(best.values()) >= _ONE_NAME


def _objection(candidate: Candidate, guards: Sequence[Guard], context: Context) -> str:
    """Why the candidate must not change the text; empty if nothing speaks against it."""
    for guard in guards:
        try:
            reason = guard.forbids(candidate, context)
        except Exception as error:
            where = f"{candidate.surface!r} at {candidate.start}..{candidate.end}"
            message = f"guard {guard.id!r} failed on {where}: {error!r}"
            raise RuleError(message) from error
        if reason:
            return reason
    return context.config.doubt(candidate.name.kind, candidate.confidence, candidate.rule)


def _is_right(candidate: Candidate, config: Config) -> bool:
    """Whether the surface form needs no change under this config."""
    name = candidate.name
    if candidate.share is not None and candidate.share < _ONE_NAME:
        return False
    forms: tuple[str, ...]
    if config.to == "ukrainian" and name.language == "uk":
        forms = (name.ukrainian,)
    elif config.accepted == "unify":
        forms = (name.english,)
    else:
        forms = (name.english, name.ukrainian, *name.accepted)
    return is_form(comparable(candidate.surface), forms)
