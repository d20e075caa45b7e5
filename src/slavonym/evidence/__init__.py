"""Evidence for and against a candidate: signs, and what each weighs in log-odds.

This is the one place that computes it; `slavonym.stages.scoring` adds it up and turns the sum into a probability.
What each id means stands in `docs/confidence.md`, what it weighs in `tables/confidence.toml`, which is fitted.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from slavonym.evidence.letters import letters
from slavonym.evidence.setting import Setting, setting_of
from slavonym.evidence.sign import Sign
from slavonym.evidence.spelling import spelling
from slavonym.evidence.surroundings import surroundings
from slavonym.evidence.weights import Weights, weights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slavonym.context import Context
    from slavonym.model import Candidate

__all__ = ["Setting", "Sign", "Weights", "setting_of", "signs_for", "weights"]

_PRIOR_ALONE = "what is assumed of a name looked up"
_PRIOR_IN_TEXT = "what is assumed of any capitalised word"


def signs_for(candidate: Candidate, context: Context, setting: Setting) -> Iterator[Sign]:
    """Every sign for or against a candidate by itself, without its rivals."""
    alone = context.standing_alone
    yield Sign("prior", _PRIOR_ALONE if alone else _PRIOR_IN_TEXT)
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
    contested = (candidate.start, candidate.end) in setting.contested
    if contested:
        yield Sign("contested", "may be a name of another language, written otherwise")
    if alone:
        return
    if candidate.name.category == "surname" and candidate.name.native in setting.surnames_in_full:
        yield Sign("named-in-full", "the document names a person of this surname in full")
    yield from surroundings(candidate, context, contested=contested)
    if setting.language is not None and contested:
        same = setting.language == candidate.name.language
        told = "language-of-document" if same else "other-language-of-document"
        yield Sign(told, f"the document speaks most of {setting.language!r}")
    others = [sign for key, sign in setting.signs.items() if key != candidate.surface.lower()]
    if others:
        listed = ", ".join(others[:3]) + (", ..." if len(others) > 3 else "")
        yield Sign("slavic-document", f"the document has {listed}", math.log2(1 + len(others)))
    french = [form for key, form in setting.french.items() if key not in candidate.surface.lower()]
    if french:
        listed = ", ".join(french[:3]) + (", ..." if len(french) > 3 else "")
        yield Sign("french-document", f"the document spells {listed}", math.log2(1 + len(french)))
    if context.language == "fr" and candidate.listed and " " in candidate.surface:
        yield Sign("french-phrase", "French words in a French text")
    if context.language not in (None, "en", "fr"):
        yield Sign("other-language", f"the text is in {context.language!r}")
