"""What the run of the letters says: whether they look like a name of ours, and whether the word is known elsewhere."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from slavonym.evidence.sign import Sign
from slavonym.evidence.spelling import is_standard, is_standard_but_for_accents
from slavonym.surface import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from slavonym.context import Context
    from slavonym.model import Candidate

_SURNAMES = ("surname", "full-name")
"""Categories of names with a surname whose language only its letters tell; of a public figure it is known."""
_MOST = 20.0
"""Log-odds of letters beyond which they say no more."""


def letters(candidate: Candidate, context: Context) -> Iterator[Sign]:
    """Evidence from the letters as they run, without regard to which name they stand for."""
    if candidate.share is not None:
        yield Sign("unknown-name", "stands in no table")
        detail = f"{candidate.share:.0%} of what its letters may be read as"
        yield Sign("reading-share", detail, math.log(candidate.share))
    if candidate.listed or is_standard(candidate):
        return
    word = comparable(candidate.surface).split(" ")[-1]
    if not context.gazetteer.schemes.marks.search(word.lower()):
        return
    if not is_standard_but_for_accents(candidate):
        odds = max(-_MOST, min(_MOST, context.gazetteer.french_odds(word)))
        likelier = "ours" if odds > 0 else "elsewhere"
        yield Sign("letter-sequence", f"letters as in names {likelier}", odds)
    known = context.gazetteer.known_elsewhere(word)
    if known:
        yield Sign("known-elsewhere", f"{word!r} is also a {known}")


def surname_costs(candidates: Iterable[Candidate], context: Context) -> dict[str, float]:
    """By language, what the letters of the likeliest surname cost that a span may be."""
    costs: dict[str, float] = {}
    for candidate in candidates:
        cost = _surname_cost(candidate, context)
        if cost is not None:
            language = candidate.name.language
            costs[language] = min(cost, costs.get(language, cost))
    return costs


def letters_elsewhere(
    candidate: Candidate, costs: Mapping[str, float], context: Context
) -> Iterator[Sign]:
    """How much likelier the letters are as a surname of another language that the span may be."""
    language = candidate.name.language
    own = None if candidate.name.rank else _surname_cost(candidate, context)
    others = [(cost, other) for other, cost in costs.items() if other != language]
    if own is None or not others:
        return
    least, likelier = min(others)
    if least < own:
        detail = f"letters as in surnames of {likelier!r}"
        yield Sign("other-language-letters", detail, min(_MOST, own - least))


def _surname_cost(candidate: Candidate, context: Context) -> float | None:
    name = candidate.name
    if name.kind != "person" or name.category not in _SURNAMES:
        return None
    model = context.gazetteer.letters(name.language, "person")
    return None if model is None else model.cost(name.native.rsplit(" ", 1)[-1])
