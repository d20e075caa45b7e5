"""Stage 4, scoring: the evidence for each candidate, and the confidence it adds up to.

Evidence is additive in log-odds. The weights of a candidate's evidence are summed, and a map that was fitted on cases
of its own tells how probable such a sum turned out to be.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from slavonym.evidence import setting_of, signs_for, weights
from slavonym.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from slavonym.context import Context
    from slavonym.evidence import Weights
    from slavonym.model import Candidate, Name


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
    setting = setting_of(candidates, context)
    known = known or weights(standing_alone=context.standing_alone)
    weighed = [
        (c, [*map(known.weigh, signs_for(c, context, setting)), *c.evidence]) for c in candidates
    ]
    odds = [sum(e.weight for e in evidence) for _, evidence in weighed]
    spans: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, candidate in enumerate(candidates):
        spans[candidate.start, candidate.end].append(number)
    scored = []
    for number, (candidate, evidence) in enumerate(weighed):
        rivals = {
            candidates[other].english: odds[other]
            for other in sorted(spans[candidate.start, candidate.end], key=odds.__getitem__)
            if candidates[other].english != candidate.english
            and not _is_same_name(candidates[other].name, candidate.name)
            and (candidates[other].share is None or candidate.share is None)
        }
        unknown = candidate.share is not None
        if rivals:
            evidence.append(_shared(odds[number], rivals, known, unknown=unknown))
        together = spans[candidate.start, candidate.end]
        languages = _languages(
            [(candidates[other].name.language, odds[other]) for other in together]
        )
        if len(languages) > 1:
            told = ", ".join(f"{language} {share:.0%}" for language, share in languages.items())
            evidence.append(Evidence("language", f"the name is {told}", 0.0))
        total = sum(e.weight for e in evidence)
        confidence = known.probability(total, unknown=unknown)
        scored.append(replace(candidate, evidence=tuple(evidence), confidence=confidence))
    return scored


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


def _is_same_name(one: Name, other: Name) -> bool:
    """Whether two names are of one person, or of one place: then each accepts the other's English form."""
    if one.kind != other.kind:
        return False
    if one.kind == "person":
        return (one.native, one.language) == (other.native, other.language)
    return one.english in other.accepted and other.english in one.accepted


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
