"""Evidence for and against a candidate, each piece with its weight in log-odds.

This is the one place that computes it; `slavonym.stages.scoring` turns the sum into a probability. What each id means
stands in `docs/confidence.md`, what it weighs in `tables/confidence.toml`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from slavonym.evidence.setting import Setting, setting_of
from slavonym.evidence.spelling import spelling
from slavonym.evidence.surroundings import surroundings
from slavonym.evidence.weights import prior, weigh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slavonym.context import Context
    from slavonym.model import Candidate, Evidence

__all__ = ["Setting", "evidence_for", "setting_of"]


def evidence_for(candidate: Candidate, context: Context, setting: Setting) -> Iterator[Evidence]:
    """Every piece of evidence that applies to a candidate by itself, without its rivals."""
    alone = context.standing_alone
    yield prior(standing_alone=alone)
    yield from spelling(candidate, alone=alone)
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
    yield from surroundings(candidate, context)
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
