"""What a whole document says: signs of its subject, the people it names in full, whose country it speaks of."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slavonym.evidence.cues import languages, signs
from slavonym.evidence.spelling import is_standard

if TYPE_CHECKING:
    from slavonym.context import Context
    from slavonym.model import Candidate
    from slavonym.schemes import Schemes

_PROMINENT = 4
"""Rank from which a name in its standard form is a sign of what the document is about."""
_REGULAR = 0.7
"""Cost below which a spelling is a good one."""
_IN_FULL = ("public-figure", "full-name")


@dataclass(frozen=True)
class Setting:
    """What the whole document says: signs of its subject, and the people it names in full."""

    signs: dict[str, str]
    """Lower-case form to the form that stands in the text."""
    surnames_in_full: frozenset[str]
    french: dict[str, str]
    """Forms of well-known names that are spelled in a French way, lower-case form to the form in the text."""
    contested: frozenset[tuple[int, int]]
    """Spans that may be names of several languages, which are not written alike."""
    language: str | None
    """Of the languages of names, the one whose country the document speaks of most."""


def setting_of(candidates: list[Candidate], context: Context) -> Setting:
    """Read the setting off a document and everything proposed for it."""
    if context.standing_alone:
        return Setting({}, frozenset(), {}, _contested(candidates), None)
    found = {word.lower(): word for word in signs().findall(context.text, concurrent=False)}
    in_full = set()
    french = {}
    for candidate in candidates:
        words = candidate.name.native.split()
        if candidate.name.category in _IN_FULL and len(words) > 1:
            in_full.add(words[-1])
        if (candidate.name.rank >= _PROMINENT or len(words) > 1) and is_standard(candidate):
            found[candidate.surface.lower()] = candidate.surface
        if _is_known_french(candidate, context.gazetteer.schemes):
            french[candidate.surface.lower()] = candidate.surface
    spoken = Counter(m.lastgroup for m in languages().finditer(context.text, concurrent=False))
    ranked = [*spoken.most_common(2), (None, 0), (None, 0)]
    language = ranked[0][0] if ranked[0][1] > ranked[1][1] else None
    return Setting(found, frozenset(in_full), french, _contested(candidates), language)


def _is_known_french(candidate: Candidate, schemes: Schemes) -> bool:
    """Whether it is a good spelling by the sources of a name that stands out, or of a full name."""
    name = candidate.name
    stands_out = name.rank >= _PROMINENT or len(name.native.split()) > 1
    if candidate.share is not None or candidate.listed or not stands_out:
        return False
    if is_standard(candidate):
        return False
    return candidate.cost < _REGULAR and any(map(schemes.shows_source, candidate.alignment))


def _contested(candidates: list[Candidate]) -> frozenset[tuple[int, int]]:
    readings: defaultdict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    contested = set()
    for candidate in candidates:
        span = candidate.start, candidate.end
        language = readings[span].setdefault(candidate.english, candidate.name.language)
        if language != candidate.name.language:
            continue
        if any(other != language for other in readings[span].values()):
            contested.add(span)
    return frozenset(contested)
