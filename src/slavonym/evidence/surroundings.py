"""What stands to the left and right of a mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from slavonym.evidence.cues import KINDS, cues, foreign, languages
from slavonym.evidence.weights import weigh

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slavonym.context import Context
    from slavonym.model import Candidate, Evidence

_HYPHENED_BEFORE = regex.compile(r"\p{Lu}[\p{L}\p{M}]*[-‐‑]$")
_HYPHENED_AFTER = regex.compile(r"[-‐‑]\p{Lu}")
_CAPITALISED_BEFORE = regex.compile(r"(\p{Lu}[\p{L}\p{M}’'-]*)[ \u00a0]$")
_CAPITALISED_AFTER = regex.compile(r"[ \u00a0](\p{Lu}[\p{L}\p{M}’'-]*)")


def surroundings(candidate: Candidate, context: Context) -> Iterator[Evidence]:
    """The words to the left and right of the mention."""
    before, after = context.before(candidate.start), context.after(candidate.end)
    words = list(_cues_beside(before, after))
    for kind, found in words:
        if kind == candidate.name.kind:
            yield weigh("kind-beside", f"{found!r} beside it")
            break
    else:
        preposition = cues()["place"].preposition.search(before, concurrent=False)
        if words and candidate.name.kind in KINDS:
            yield weigh("other-kind-beside", f"{words[0][1]!r} beside it")
        elif preposition and candidate.name.kind == "place":
            yield weigh("preposition-beside", f"{preposition[1]!r} before it")
    spoken = languages().search(before, concurrent=False)
    if spoken:
        same = spoken.lastgroup == candidate.name.language
        told = "language-beside" if same else "other-language-beside"
        yield weigh(told, f"{spoken[0]!r} before it")
    elsewhere = foreign().search(before, concurrent=False)
    if elsewhere:
        yield weigh("foreign-beside", f"{elsewhere[1]!r} before it")
    if _HYPHENED_BEFORE.search(before) or _HYPHENED_AFTER.match(after):
        yield weigh("compound", "joined by a hyphen to another name")
    elif not words:
        previous = _CAPITALISED_BEFORE.search(before)
        if previous and context.starts_sentence(candidate.start - len(before) + previous.start()):
            previous = None  # any word has a capital there
        following = _CAPITALISED_AFTER.match(after)
        for found_word in (previous, following):
            if found_word and not context.gazetteer.find(found_word[1]):
                yield weigh("part-of-a-name", f"{found_word[1]!r} right beside it")
                break
    if context.starts_sentence(candidate.start):
        yield weigh("starts-sentence", "any word has a capital there")


def _cues_beside(before: str, after: str) -> Iterator[tuple[str, str]]:
    for kind, cue in cues().items():
        found = cue.before.search(before, concurrent=False)
        found = found or cue.after.match(after, concurrent=False)
        if found:
            yield kind, found[1]
