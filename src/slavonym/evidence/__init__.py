"""Evidence for and against a candidate: signs, and what each weighs in log-odds.

This is the one place that computes it; `slavonym.stages.scoring` adds it up and turns the sum into a probability.
What each id means stands in `docs/confidence.md`, what it weighs in `tables/confidence.toml`, which is fitted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from slavonym.evidence.cues import endings
from slavonym.evidence.letters import letters, letters_elsewhere, surname_costs
from slavonym.evidence.setting import Setting, is_full_name, naming, notes_of, setting_of
from slavonym.evidence.sign import FRENCH_DOCUMENT, FRENCH_TOO, Sign
from slavonym.evidence.spelling import spelling
from slavonym.evidence.surroundings import Beside, beside, surroundings
from slavonym.evidence.weights import Weights, weights
from slavonym.gazetteer.skeleton import skeleton
from slavonym.model import STYLE
from slavonym.surface import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from slavonym.context import Context
    from slavonym.model import Candidate
    from slavonym.spans import Proposal, Span

__all__ = [
    "FRENCH_TOO",
    "Setting",
    "Sign",
    "Weights",
    "every_sign",
    "is_full_name",
    "lasting_signs",
    "naming",
    "notes_of",
    "passing_signs",
    "setting_of",
    "weights",
]

_LIKE_FRENCH = "be"
"""The language whose own romanization (Homieĺ, 2007) is French but for its marks, which the news leaves out."""
_PRIOR_ALONE = "what is assumed of a name looked up"
_PRIOR_IN_TEXT = "what is assumed of any capitalised word"


def lasting_signs(proposal: Proposal, context: Context) -> Iterator[tuple[Sign, ...]]:
    """The signs for or against each candidate of a proposal that it has wherever it stands."""
    contested = notes_of(proposal, context.gazetteer.schemes).contested
    in_tables = any(candidate.share is None for candidate in proposal.candidates)
    costs = surname_costs(proposal.candidates, context) if contested and in_tables else {}
    for candidate in proposal.candidates:
        signs = _lasting(candidate, context)
        if contested:
            yield (*signs, *_of_several_languages(candidate, costs, context))
        else:
            yield tuple(signs)


def _lasting(candidate: Candidate, context: Context) -> Iterator[Sign]:
    alone = context.standing_alone
    yield Sign("prior", _PRIOR_ALONE if alone else _PRIOR_IN_TEXT)
    if context.kind is not None:
        yield Sign("kind-given", f"it was looked up as a {context.kind}")
    yield from spelling(candidate, context.gazetteer.schemes, alone=alone)
    yield from letters(candidate, context)
    rank = candidate.name.rank
    if rank:
        yield Sign("rank", f"prominence {rank} of 6", rank)
    if len(candidate.name.native.split()) > 1:
        yield Sign("several-words", "several words that fit together")
    if candidate.name.category == "public-figure":
        yield Sign("known-person", "a person the news names")
    if candidate.name.category in ("given-name", "patronymic"):
        yield Sign("given-name-alone", "a given name alone tells neither person nor language")


def _of_several_languages(
    candidate: Candidate, costs: Mapping[str, float], context: Context
) -> Iterator[Sign]:
    """What tells a name of one language from one of another; readings of a name in no table have shares by letters."""
    yield Sign("contested", "may be a name of another language, written otherwise")
    yield from _ending(candidate)
    yield from letters_elsewhere(candidate, costs, context)


def every_sign(span: Span, context: Context, setting: Setting) -> list[tuple[Sign, ...]]:
    """Every sign for or against each candidate of a span by itself, without its rivals."""
    passing = passing_signs(span, context, setting)
    return [
        (*lasting, *signs)
        for lasting, signs in zip(lasting_signs(span.proposal, context), passing, strict=True)
    ]


def passing_signs(span: Span, context: Context, setting: Setting) -> tuple[tuple[Sign, ...], ...]:
    """The signs for or against each candidate of a span that come from the document it stands in."""
    candidates = span.proposal.candidates
    if context.standing_alone:
        return ((),) * len(candidates)
    notes = notes_of(span.proposal, context.gazetteer.schemes)
    found = beside(span.start, span.end, context)
    common = setting.signs_for(candidates[0].surface.lower())
    french = not found.part_of and any(sign.id == FRENCH_DOCUMENT for sign in common)
    return tuple(
        (
            *_passing(candidate, setting, found, contested=notes.contested),
            *common,
            *(_of_style(candidate, context) if french else ()),
            *_of_its_language(candidate, context),
        )
        for candidate in candidates
    )


def _passing(
    candidate: Candidate, setting: Setting, found: Beside, *, contested: bool
) -> Iterator[Sign]:
    """What tells one candidate of a span from another."""
    yield from _named(candidate, setting)
    yield from surroundings(candidate, found, contested=contested)
    if setting.language is not None and contested:
        same = setting.language == candidate.name.language
        told = "language-of-document" if same else "other-language-of-document"
        yield Sign(told, f"the document speaks most of {setting.language!r}")


def _ending(candidate: Candidate) -> Iterator[Sign]:
    """Whether the surname ends as those of the other people do."""
    name = candidate.name
    if name.kind != "person" or name.rank or name.category in ("given-name", "patronymic"):
        return  # of a person who is known, the tables tell the language
    if name.language == "ru" and name.native.endswith(endings()["uk"]):
        yield Sign("ukrainian-ending", "a surname of Ukrainian stock")
    elif name.language == "uk" and name.native.endswith(endings()["ru"]):
        yield Sign("russian-ending", "a surname of Russian stock")


def _named(candidate: Candidate, setting: Setting) -> Iterator[Sign]:
    """Whether the document has the surname with a given name before it, read so or otherwise."""
    name = candidate.name
    if not setting.named or " " in name.native:
        return
    if name.category == "surname" and name.native in setting.named.values():
        yield Sign("named-in-full", "the document names a person of this surname in full")
    elif name.kind == "person" or candidate.share is not None:
        native = setting.surname_spelled(candidate.surface)
        if native is not None:
            yield Sign("named-otherwise", f"the document has it as the surname {native}")


def _of_style(candidate: Candidate, context: Context) -> Iterator[Sign]:
    """What the French spellings of a document say to a form that a good system has, and French as well."""
    form, name = comparable(candidate.surface), candidate.name
    if candidate.rule != STYLE or name.language == _LIKE_FRENCH:
        return
    if skeleton(form) != skeleton(name.english):
        return  # the cruiser Moskva: French has another name for the city, as English does
    if context.gazetteer.schemes.is_of_source(form, name.native, name.language):
        yield Sign(FRENCH_TOO, "French writes it so as well, and other names here are in French")


def _of_its_language(candidate: Candidate, context: Context) -> Iterator[Sign]:
    """What the language of the document says."""
    if context.language == "fr" and candidate.listed and " " in candidate.surface:
        yield Sign("french-phrase", "French words in a French text")
    if context.language not in (None, "en", "fr"):
        yield Sign("other-language", f"the text is in {context.language!r}")
