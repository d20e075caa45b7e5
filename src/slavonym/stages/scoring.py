"""Stage 4, scoring: the evidence for each candidate, and the confidence it adds up to.

Evidence is additive in log-odds. The weights of a candidate's evidence are summed, and a map that was fitted on cases
of its own tells how probable such a sum turned out to be.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from slavonym.evidence import (
    is_full_name,
    lasting_signs,
    naming,
    notes_of,
    passing_signs,
    setting_of,
    weights,
)
from slavonym.model import Candidate, Evidence
from slavonym.spans import grouped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from slavonym.context import Context
    from slavonym.evidence import Setting, Sign, Weights
    from slavonym.model import Name
    from slavonym.spans import Span

    _Scored = tuple[Candidate, tuple[Evidence, ...], float]

SURROUNDINGS_KEPT = 8192
"""Spans in their surroundings of which is kept what they weigh: wire copy comes again and again, a little longer."""


_LIKELY = 0.5
"""Confidence beyond which a document names a person in full."""


def score(
    candidates: Iterable[Candidate], context: Context, known: Weights | None = None
) -> list[Candidate]:
    """Weigh each candidate: the same candidates, in the same order, with evidence and confidence.

    Args:
        candidates: What the rules proposed for one document.
        context: The document.
        known: The weights; those of the tables if left out.

    Candidates for the same span that are different names share the probability between them; two spellings of one
    name (a person known in full, and given name and surname put together; a place by its names in two languages) are no
    rivals. Readings of a name in no table have their shares already.
    """
    candidates = list(candidates)
    spans = grouped(candidates)
    scorer = Scorer(spans, context, known)
    scored = {(span.start, span.end): iter(scorer(span)) for span in spans}
    return [next(scored[candidate.start, candidate.end]) for candidate in candidates]


class Scorer:
    """Weighs the candidates of a document, a span at a time and only those that are asked for.

    Args:
        spans: Everything that is proposed for the document.
        context: The document.
        known: The weights; those of the tables if left out.
        kept: Where to keep what has been weighed, for documents that have the same again.
    """

    def __init__(
        self,
        spans: Sequence[Span],
        context: Context,
        known: Weights | None = None,
        kept: dict[Any, list[_Scored]] | None = None,
    ) -> None:
        self._kept = kept
        self._spans = spans
        self._context = context
        self._known = known or weights(standing_alone=context.standing_alone)

    @cached_property
    def setting(self) -> Setting:
        """What the document says, with the people it likely names in full."""
        setting = setting_of(self._spans, self._context)
        schemes = self._context.gazetteer.schemes
        spans = [s for s in self._spans if notes_of(s.proposal, schemes).is_full_name]
        if self._context.standing_alone or not spans:
            return setting
        best = (max(self._scored(span, setting), key=lambda scored: scored[2]) for span in spans)
        likely = (person for person, _, confidence in best if confidence > _LIKELY)
        return naming(setting, filter(is_full_name, likely))

    def __call__(self, span: Span) -> list[Candidate]:
        """The candidates of one span, with evidence and confidence."""
        start, end = span.start, span.end
        return [_placed(candidate, start, end) for candidate in self._scored(span, self.setting)]

    def _scored(self, span: Span, setting: Setting) -> list[_Scored]:
        """The same wherever the span stands; kept for when its surroundings come again."""
        context = self._context
        if self._kept is None or context.standing_alone:
            return self._weighed(span, passing_signs(span, context, setting))
        key = (span.proposal, *context.around(span.start, span.end), setting.says(span.proposal))
        scored = self._kept.get(key)
        if scored is None:
            scored = self._weighed(span, passing_signs(span, context, setting))
            if len(self._kept) >= SURROUNDINGS_KEPT:
                self._kept.clear()
            self._kept[key] = scored
        return scored

    def _weighed(self, span: Span, passing: tuple[tuple[Sign, ...], ...]) -> list[_Scored]:
        """Each candidate with its evidence and its confidence."""
        known = self._known
        candidates = span.proposal.candidates
        weighed = [
            [*lasting, *map(known.weigh, signs), *candidate.evidence]
            for candidate, lasting, signs in zip(
                candidates, self._lasting(span), passing, strict=True
            )
        ]
        odds = [sum([e.weight for e in evidence]) for evidence in weighed]
        languages = _languages(
            [(c.name.language, o) for c, o in zip(candidates, odds, strict=True)]
        )
        scored = []
        for number, (candidate, evidence) in enumerate(zip(candidates, weighed, strict=True)):
            unknown = candidate.share is not None
            rivals = _rivals(number, candidates, odds)
            if rivals:
                evidence.append(_shared(odds[number], rivals, known, unknown=unknown))
            if len(languages) > 1:
                told = ", ".join(f"{language} {share:.0%}" for language, share in languages.items())
                evidence.append(Evidence("language", f"the name is {told}", 0.0))
            total = sum([e.weight for e in evidence])
            confidence = known.probability(total, unknown=unknown)
            scored.append((candidate, tuple(evidence), confidence))
        return scored

    def _lasting(self, span: Span) -> tuple[tuple[Evidence, ...], ...]:
        """The evidence for each candidate that it has wherever it stands."""
        proposal = span.proposal
        if proposal.lasting is None:
            proposal.lasting = tuple(
                tuple(map(self._known.weigh, signs))
                for signs in lasting_signs(proposal, self._context)
            )
        return proposal.lasting


def _placed(scored: _Scored, start: int, end: int) -> Candidate:
    candidate, evidence, confidence = scored
    return Candidate(
        start,
        end,
        candidate.surface,
        candidate.name,
        candidate.rule,
        candidate.cost,
        candidate.alignment,
        candidate.listed,
        candidate.share,
        evidence,
        confidence,
    )


def _rivals(
    number: int, candidates: Sequence[Candidate], odds: Sequence[float]
) -> dict[str, float]:
    """The other readings of a candidate's span, as they are written, and the log-odds of the likeliest so written."""
    if len(candidates) == 1:
        return {}
    return {
        candidates[other].english: odds[other]
        for other in sorted(range(len(candidates)), key=odds.__getitem__)
        if are_rivals(candidates[other], candidates[number])
    }


def are_rivals(other: Candidate, candidate: Candidate) -> bool:
    """Whether another candidate for the same span takes of the probability of this one: it would be written otherwise.

    Readings of a name in no table have their shares already.
    """
    return (
        other.english != candidate.english
        and not _is_right_for(other.name, candidate.name)
        and (other.share is None or candidate.share is None)
    )


def _languages(readings: Sequence[tuple[str, float]]) -> dict[str, float]:
    """How probable each language is, by the odds of the readings in it; the likeliest first."""
    highest = max(odds for _, odds in readings)
    shares: defaultdict[str, float] = defaultdict(float)
    for language, odds in readings:
        shares[language] += math.exp(odds - highest)
    total = sum(shares.values())
    return {
        language: share / total
        for language, share in sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    }


def _is_right_for(rival: Name, name: Name) -> bool:
    """Whether the English form of a name is a right one of its rival too, so that which is meant changes nothing.

    It is so for two names of one person, for one place that accepts the forms of both languages, and for the good form
    of a city that is also a surname (Khmelnytskyi is right of both, Khmelnytsky of the person alone).
    """
    same_native = (rival.native, rival.language) == (name.native, name.language)
    if rival.kind == name.kind == "person":
        return same_native
    if rival.kind == name.kind:
        return rival.english in name.accepted and name.english in rival.accepted
    return same_native and name.english in (rival.ukrainian, *rival.accepted)


def _shared(own: float, rivals: dict[str, float], known: Weights, *, unknown: bool) -> Evidence:
    """What the other readings of the same span take away from the probability of this one.

    Together the readings are as probable as their odds together are worth; of that, each has its share.
    """
    highest = max(own, *rivals.values())
    together = highest + math.log(sum(math.exp(o - highest) for o in (own, *rivals.values())))
    probability = known.probability(together, unknown=unknown) * math.exp(own - together)
    names = ", ".join(sorted(rivals, key=lambda name: -rivals[name])[:3])
    weight = min(known.sum_worth(probability, unknown=unknown) - own, 0.0)
    return Evidence("rivals", f"may also be {names}", weight)
