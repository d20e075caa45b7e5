"""What a whole document says: signs of its subject, the people it names in full, whose country it speaks of."""

from __future__ import annotations

import math
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from slavonym.evidence.cues import languages, signs, telling_words
from slavonym.evidence.sign import FRENCH_DOCUMENT, Sign
from slavonym.evidence.spelling import french_letters, is_standard
from slavonym.record import record, replace
from slavonym.spans import Notes
from slavonym.surface import comparable
from slavonym.words import words_as_they_stand

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from slavonym.context import Context
    from slavonym.model import Candidate
    from slavonym.schemes import Schemes
    from slavonym.spans import Proposal, Span

_PROMINENT = 4
"""Rank from which a name in its standard form is a sign of what the document is about."""
_REGULAR = 0.7
"""Cost below which a spelling is a good one."""
_IN_FULL = ("public-figure", "full-name")
_LONG = 500
"""Code points from which a document that is about these lands says so somewhere; a headline or a cell need not."""


@record
class Setting:
    """What the whole document says: signs of its subject, and the people it names in full."""

    signs: dict[str, str]
    """Lower-case form to the form that stands in the text."""
    named: Mapping[str, str]
    """Surnames of the people it names in full: lower-case form to the native name."""
    french: dict[str, str]
    """Forms of well-known names that are spelled in a French way, lower-case form to the form in the text."""
    language: str | None
    """Of the languages of names, the one whose country the document speaks of most."""
    silence: float
    """What it says that nothing else in the document is of these lands: from 0, of a word by itself, to 1."""

    def says(self, proposal: Proposal) -> tuple[object, ...]:
        """All that a setting tells of a proposal, to see whether another one tells the same."""
        candidates = proposal.candidates
        named = None
        if self.named:
            natives = {candidate.name.native for candidate in candidates}
            in_full = natives.intersection(self.named.values())
            named = frozenset(in_full), self.surname_spelled(candidates[0].surface)
        return self.language, named, self.signs_for(candidates[0].surface.lower())

    def surname_spelled(self, surface: str) -> str | None:
        """The surname (native) that a form is, where the document has it with a given name before it."""
        return self.named.get(comparable(surface).lower()) if self.named else None

    def signs_for(self, surface: str) -> tuple[Sign, ...]:
        """What the rest of the document says to any candidate for a surface form (in lower case)."""
        known = self._known.get(surface)
        if known is None:
            known = self._known[surface] = self._signs_for(surface)
        return known

    @cached_property
    def _known(self) -> dict[str, tuple[Sign, ...]]:
        """What it has been asked: a long document has the same forms again and again."""
        return {}

    def _signs_for(self, surface: str) -> tuple[Sign, ...]:
        if surface in self.signs or any(key in surface for key in self.french):
            return self._told(
                [sign for key, sign in self.signs.items() if key != surface],
                [form for key, form in self.french.items() if key not in surface],
            )
        return self._signs_for_others

    @cached_property
    def _signs_for_others(self) -> tuple[Sign, ...]:
        """What the document says to forms that are no part of what it says."""
        return self._told([*self.signs.values()], [*self.french.values()])

    def _told(self, others: Sequence[str], french: Sequence[str]) -> tuple[Sign, ...]:
        found = []
        for sign_id, told, forms in (
            ("slavic-document", "has", others),
            (FRENCH_DOCUMENT, "spells", french),
        ):
            if forms:
                listed = ", ".join(forms[:3]) + (", ..." if len(forms) > 3 else "")
                detail = f"the document {told} {listed}"
                found.append(Sign(sign_id, detail, math.log2(1 + len(forms))))
        if not found and self.silence:
            detail = "nothing else in the document is of these lands"
            found.append(Sign("no-slavic-document", detail, self.silence))
        return tuple(found)


def setting_of(spans: Iterable[Span], context: Context) -> Setting:
    """Read the setting off a document and everything proposed for it."""
    if context.standing_alone:
        return Setting({}, {}, {}, None, 0.0)
    found, language = _said(context)
    french = {}
    for span in spans:
        notes = notes_of(span.proposal, context.gazetteer.schemes)
        if not (notes.is_sign or notes.is_french):
            continue
        surface = span.proposal.candidates[0].surface
        if notes.is_sign:
            found[surface.lower()] = surface
        if notes.is_french:
            french[surface.lower()] = surface
    silence = round(min(1.0, len(context.text) / _LONG), 1)
    return Setting(found, {}, french, language, silence)


def naming(setting: Setting, people: Iterable[Candidate]) -> Setting:
    """The setting of a document that names some people in full; of two surnames spelled alike the last one counts."""
    named = {
        comparable(person.surface).split(" ")[-1].lower(): person.name.native.split()[-1]
        for person in people
    }
    return replace(setting, named=named) if named else setting


def is_full_name(candidate: Candidate) -> bool:
    """Whether the candidate is a person's full name."""
    return candidate.name.category in _IN_FULL and " " in candidate.name.native


def _said(context: Context) -> tuple[dict[str, str], str | None]:
    """The words of the document that show its subject, and of the languages the one it speaks of most."""
    known = telling_words()
    lower = context.words or ()
    places = [at for at, word in enumerate(lower) if word in known]
    words = words_as_they_stand(context.letters or b"") if places else []
    if context.words is None or any(b"_" in words[at] for at in places):
        text = context.text
        found = {word.lower(): word for word in signs().findall(text, concurrent=False)}
        spoken = Counter(m.lastgroup for m in languages().finditer(text, concurrent=False))
    else:
        found, spoken = {}, Counter()
        for at in places:
            is_sign, language = known[lower[at]]
            if is_sign:
                word = words[at].decode("latin-1")
                found[word.lower()] = word
            if language:
                spoken[language] += 1
    ranked = [*spoken.most_common(2), (None, 0), (None, 0)]
    return found, ranked[0][0] if ranked[0][1] > ranked[1][1] else None


def notes_of(proposal: Proposal, schemes: Schemes) -> Notes:
    """What a proposal tells, wherever it stands."""
    if proposal.notes is None:
        proposal.notes = _notes(proposal.candidates, schemes)
    return proposal.notes


def _notes(candidates: Sequence[Candidate], schemes: Schemes) -> Notes:
    is_sign = is_french = False
    for candidate in candidates:
        stands_out = candidate.name.rank >= _PROMINENT or " " in candidate.name.native
        if stands_out and is_standard(candidate):
            is_sign = True
        if _is_known_french(candidate, schemes):
            is_french = True
    return Notes(any(map(is_full_name, candidates)), is_sign, is_french, _is_contested(candidates))


def _is_known_french(candidate: Candidate, schemes: Schemes) -> bool:
    """Whether it is a good spelling by the sources of a name that stands out, or of a full name."""
    name = candidate.name
    stands_out = name.rank >= _PROMINENT or len(name.native.split()) > 1
    if candidate.share is not None or candidate.listed or not stands_out:
        return False
    if is_standard(candidate):
        return False
    return candidate.cost < _REGULAR and bool(french_letters(candidate, schemes))


def _is_contested(candidates: Iterable[Candidate]) -> bool:
    """Whether candidates for one span are names of several languages that are not written alike."""
    readings: dict[str, str] = {}
    for candidate in candidates:
        language = readings.setdefault(candidate.english, candidate.name.language)
        if language == candidate.name.language and any(
            other != language for other in readings.values()
        ):
            return True
    return False
