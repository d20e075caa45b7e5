"""Stage 4, scoring: evidence for and against each candidate, and the confidence it adds up to.

Evidence is additive in log-odds: the weights of a candidate's evidence sum to the log-odds of its confidence. The
weights are data (`tables/confidence.toml`). They are set by hand, not fitted: until they are, a confidence orders
candidates but is not a calibrated probability.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from slavonym.locate import read_table
from slavonym.model import Evidence
from slavonym.schemes import load_scheme, scheme_ids
from slavonym.surface import comparable, is_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from slavonym.context import Context
    from slavonym.model import Candidate, Piece

_Weigh = Callable[..., Evidence]

_PROMINENT = 4
"""Rank from which a name in its standard form is a sign of what the document is about."""
_SHORT = 3
_FAR = 700.0
"""Log-odds beyond which floating point has no more to say."""
_KINDS = ("place", "person")
_IN_FULL = ("public-figure", "full-name")


def score(candidates: Iterable[Candidate], context: Context) -> list[Candidate]:
    """Weigh each candidate: the same candidates, in the same order, with evidence and confidence.

    Candidates for the same span that are different names share the probability between them; two spellings of one
    name (a person known in full, and given name and surname put together) are no rivals.
    """
    candidates = list(candidates)
    setting = _setting(candidates, context)
    weighed = [(c, [*_evidence(c, context, setting)]) for c in candidates]
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
            and not _is_same_person(candidates[other], candidate)
        }
        if rivals:
            evidence.append(_share(odds[number], rivals))
        total = sum(e.weight for e in evidence)
        confidence = probability(total)
        scored.append(replace(candidate, evidence=tuple(evidence), confidence=confidence))
    return scored


def _is_same_person(one: Candidate, other: Candidate) -> bool:
    return one.name.kind == other.name.kind == "person" and one.native == other.native


def probability(log_odds: float) -> float:
    """Turn a sum of evidence weights into a probability."""
    if log_odds < 0:
        return math.exp(max(log_odds, -_FAR)) / (1 + math.exp(max(log_odds, -_FAR)))
    return 1 / (1 + math.exp(-min(log_odds, _FAR)))


@dataclass(frozen=True)
class _Setting:
    """What the whole document says: signs of its subject, and the people it names in full."""

    signs: dict[str, str]
    """Lower-case form to the form that stands in the text."""
    surnames_in_full: frozenset[str]
    language: str | None
    """Of the languages of names, the one whose country the document speaks of most."""


def _setting(candidates: list[Candidate], context: Context) -> _Setting:
    if context.standing_alone:
        return _Setting({}, frozenset(), None)
    signs = {word.lower(): word for word in _signs().findall(context.text, concurrent=False)}
    in_full = set()
    for candidate in candidates:
        words = candidate.name.native.split()
        if candidate.name.category in _IN_FULL and len(words) > 1:
            in_full.add(words[-1])
        if (candidate.name.rank >= _PROMINENT or len(words) > 1) and _is_standard(candidate):
            signs[candidate.surface.lower()] = candidate.surface
    spoken = Counter(m.lastgroup for m in _languages().finditer(context.text, concurrent=False))
    ranked = [*spoken.most_common(2), (None, 0), (None, 0)]
    language = ranked[0][0] if ranked[0][1] > ranked[1][1] else None
    return _Setting(signs, frozenset(in_full), language)


def _evidence(candidate: Candidate, context: Context, setting: _Setting) -> Iterator[Evidence]:
    """Every piece of evidence that applies, in the order of `tables/confidence.toml`."""
    numbers = _numbers()
    weights: dict[str, float] = numbers["weights"]

    def weigh(evidence_id: str, detail: str, times: float = 1.0) -> Evidence:
        weight = weights[evidence_id] * times
        cap = numbers["cap"].get(evidence_id)
        return Evidence(evidence_id, detail, weight if cap is None else min(weight, cap))

    alone = context.standing_alone
    yield Evidence(
        "prior",
        "what is assumed of a name looked up"
        if alone
        else "what is assumed of any capitalised word",
        numbers["prior"]["alone" if alone else "text"],
    )
    yield from _spelling(candidate, weigh, alone=alone)
    rank = candidate.name.rank
    if rank:
        yield weigh("rank", f"prominence {rank} of 6", rank)
    if len(candidate.name.native.split()) > 1:
        yield weigh("several-words", "several words that fit together")
    if candidate.name.category == "public-figure":
        yield weigh("known-person", "a person the news names")
    if candidate.name.category in ("given-name", "patronymic"):
        yield weigh("given-name-alone", "a given name alone tells neither person nor language")
    if alone:
        return
    if candidate.name.category == "surname" and candidate.name.native in setting.surnames_in_full:
        yield weigh("named-in-full", "the document names a person of this surname in full")
    yield from _beside(candidate, context, weigh)
    if setting.language is not None:
        same = setting.language == candidate.name.language
        told = "language-of-document" if same else "other-language-of-document"
        yield weigh(told, f"the document speaks most of {setting.language!r}")
    others = [sign for key, sign in setting.signs.items() if key != candidate.surface.lower()]
    if others:
        listed = ", ".join(others[:3]) + (", ..." if len(others) > 3 else "")
        yield weigh("slavic-document", f"the document has {listed}", math.log2(1 + len(others)))
    if context.language == "fr" and candidate.listed and " " in candidate.surface:
        yield weigh("french-phrase", "French words in a French text")
    if context.language not in (None, "en", "fr"):
        yield weigh("other-language", f"the text is in {context.language!r}")


def _spelling(candidate: Candidate, weigh: _Weigh, *, alone: bool) -> Iterator[Evidence]:
    if _is_standard(candidate):
        yield weigh("standard-form", f"a good English form of {candidate.native}")
    elif candidate.listed:
        yield weigh("listed-form", f"listed as a form of {candidate.english}")
    else:
        yield from _french_spelling(candidate.alignment, weigh, alone=alone)
    russian = [p for p in candidate.alignment if p.schemes and p.schemes <= _russian_based()]
    if russian and not candidate.listed:
        written = ", ".join(f"{p.surface.lower()} for {p.native.lower()}" for p in russian)
        yield weigh("russian-based", f"by way of Russian: {written}")
    if candidate.cost:
        yield weigh("alignment-cost", f"spelling cost {candidate.cost:.1f}", candidate.cost)
    if candidate.name.language == "ru" and candidate.native.endswith(_ukrainian_endings()):
        yield weigh("ukrainian-ending", "a surname of Ukrainian stock")
    if len(candidate.name.native) <= _SHORT:
        yield weigh("short-name", f"only {len(candidate.name.native)} letters")


def _french_spelling(
    alignment: tuple[Piece, ...], weigh: _Weigh, *, alone: bool
) -> Iterator[Evidence]:
    """How French the surface form is: letters and groups that no English scheme writes there.

    In running text a form that is not French at all is no business of ours; a name looked up may be in any spelling.
    """
    found: dict[str, list[str]] = {}
    for number, piece in enumerate(alignment):
        if not _only_french(piece):
            continue
        written = ("^" if number == 0 else "") + piece.surface.lower()
        if written not in _strengths():
            written = piece.surface.lower()
        strength = _strengths().get(written, "french-spelling")
        found.setdefault(strength, []).append(f"{written} for {piece.native.lower()}")
    for strength, pieces in found.items():
        yield weigh(strength, ", ".join(pieces), len(pieces))
    if not found and not alone:
        yield weigh("no-french-spelling", "no letter of it is French in particular")


def _only_french(piece: Piece) -> bool:
    families = {load_scheme(scheme).family for scheme in piece.schemes}
    accented = bool(piece.native) and any(char in "éèëï" for char in piece.surface.lower())
    return families <= {"french", "russian-based"} and ("french" in families or accented)


def _beside(candidate: Candidate, context: Context, weigh: _Weigh) -> Iterator[Evidence]:
    """The words to the left and right of the mention."""
    before, after = context.before(candidate.start), context.after(candidate.end)
    cues = list(_cues_beside(before, after))
    for kind, found in cues:
        if kind == candidate.name.kind:
            yield weigh("kind-beside", f"{found!r} beside it")
            break
    else:
        preposition = _cues()["place"].preposition.search(before, concurrent=False)
        if cues and candidate.name.kind in _KINDS:
            yield weigh("other-kind-beside", f"{cues[0][1]!r} beside it")
        elif preposition and candidate.name.kind == "place":
            yield weigh("preposition-beside", f"{preposition[1]!r} before it")
    spoken = _languages().search(before, concurrent=False)
    if spoken:
        same = spoken.lastgroup == candidate.name.language
        told = "language-beside" if same else "other-language-beside"
        yield weigh(told, f"{spoken[0]!r} before it")
    if _HYPHENED_BEFORE.search(before) or _HYPHENED_AFTER.match(after):
        yield weigh("compound", "joined by a hyphen to another name")
    elif not cues:
        previous = _CAPITALISED_BEFORE.search(before)
        following = _CAPITALISED_AFTER.match(after)
        for found_word in (previous, following):
            if found_word and not context.gazetteer.find(found_word[1]):
                yield weigh("part-of-a-name", f"{found_word[1]!r} right beside it")
                break
    if context.starts_sentence(candidate.start):
        yield weigh("starts-sentence", "any word has a capital there")


_HYPHENED_BEFORE = regex.compile(r"\p{Lu}[\p{L}\p{M}]*[-‐‑]$")
_HYPHENED_AFTER = regex.compile(r"[-‐‑]\p{Lu}")
_CAPITALISED_BEFORE = regex.compile(r"(\p{Lu}[\p{L}\p{M}’'-]*)[ \u00a0]$")
_CAPITALISED_AFTER = regex.compile(r"[ \u00a0](\p{Lu}[\p{L}\p{M}’'-]*)")


def _cues_beside(before: str, after: str) -> Iterator[tuple[str, str]]:
    for kind, cue in _cues().items():
        found = cue.before.search(before, concurrent=False)
        found = found or cue.after.match(after, concurrent=False)
        if found:
            yield kind, found[1]


def _share(own: float, rivals: dict[str, float]) -> Evidence:
    """What the other readings of the same span take away from the probability of this one."""
    highest = max(own, *rivals.values())
    everything = sum(math.exp(odds - highest) for odds in (own, *rivals.values()))
    log_share = own - highest - math.log(everything)
    log_shared = log_share - math.log1p(math.exp(-own)) if own > -_FAR else log_share + own
    log_shared = min(log_shared, -1e-12)
    log_odds = log_shared - math.log(-math.expm1(log_shared))
    names = ", ".join(sorted(rivals, key=lambda name: -rivals[name])[:3])
    return Evidence("rivals", f"may also be {names}", log_odds - own)


def _is_standard(candidate: Candidate) -> bool:
    name = candidate.name
    surface = comparable(candidate.surface)
    return is_form(surface, (name.english, name.ukrainian, *name.accepted))


@cache
def _numbers() -> dict[str, Any]:
    return tomllib.loads(read_table("confidence.toml"))


@cache
def _russian_based() -> frozenset[str]:
    return frozenset(s for s in scheme_ids() if load_scheme(s).family == "russian-based")


@cache
def _strengths() -> dict[str, str]:
    """Pieces whose strength is not the usual one, and the evidence they are."""
    listed: dict[str, list[str]] = _numbers()["pieces"]
    return {piece: evidence_id for evidence_id, pieces in listed.items() for piece in pieces}


@cache
def _signs() -> regex.Pattern[str]:
    words = tomllib.loads(read_table("context.toml"))["document"]["words"]
    return regex.compile(rf"\b(?:{'|'.join(words)})\b")


class _Cue(NamedTuple):
    """Patterns for the words beside a name that tell its kind."""

    before: regex.Pattern[str]
    after: regex.Pattern[str]
    preposition: regex.Pattern[str]


@cache
def _cues() -> dict[str, _Cue]:
    data = tomllib.loads(read_table("context.toml"))
    return {
        kind: _Cue(
            _just_before(data[kind]["before"]),
            regex.compile(rf"[\s]*({_any_of(data[kind]['after'])})(?!\p{{L}})", regex.IGNORECASE),
            _just_before(data[kind].get("prepositions", ())),
        )
        for kind in _KINDS
    }


@cache
def _ukrainian_endings() -> tuple[str, ...]:
    endings: list[str] = tomllib.loads(read_table("context.toml"))["endings"]["uk"]
    return tuple(endings)


@cache
def _languages() -> regex.Pattern[str]:
    """Words for a country or its people, the last one before a name; a group for each language."""
    data = tomllib.loads(read_table("context.toml"))["language"]
    groups = "|".join(f"(?P<{language}>{_any_of(words)})" for language, words in data.items())
    return regex.compile(rf"(?r)\b(?:{groups})\b", regex.IGNORECASE)


def _just_before(words: Iterable[str]) -> regex.Pattern[str]:
    return regex.compile(rf"(?:^|[\s\"“«(])({_any_of(words)})\s*$", regex.IGNORECASE)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(regex.escape, words)) or r"(?!)"
