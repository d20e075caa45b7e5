"""What stands to the left and right of a mention."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from slavonym.evidence.cues import KINDS, cues, foreign, languages, languages_after
from slavonym.evidence.sign import Sign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slavonym.context import Context
    from slavonym.model import Candidate

_SAME_SENTENCE = regex.compile(r"[^.!?;:\n]*")
_INITIALS = regex.compile(r"(?<!\p{L})((?:\p{Lu}\.[ \u00a0]?){1,2})$")
_HYPHENED_BEFORE = regex.compile(r"\p{Lu}[\p{L}\p{M}]*[-‐‑]$")
_HYPHENED_AFTER = regex.compile(r"[-‐‑]\p{Lu}")
_CAPITALISED_BEFORE = regex.compile(r"(\p{Lu}[\p{L}\p{M}’'-]*)[ \u00a0]$")
_CAPITALISED_AFTER = regex.compile(r"[ \u00a0](\p{Lu}[\p{L}\p{M}’'-]*)")


def surroundings(candidate: Candidate, context: Context, *, contested: bool) -> Iterator[Sign]:
    """The words to the left and right of the mention; those for a country where it matters which it is."""
    before, after = context.before(candidate.start), context.after(candidate.end)
    words = list(_cues_beside(before, after))
    for kind, found in words:
        if kind == candidate.name.kind:
            yield Sign("kind-beside", f"{found!r} beside it")
            break
    else:
        preposition = cues()["place"].preposition.search(before, concurrent=False)
        if words and candidate.name.kind in KINDS:
            yield Sign("other-kind-beside", f"{words[0][1]!r} beside it")
        elif preposition and candidate.name.kind == "place":
            yield Sign("preposition-beside", f"{preposition[1]!r} before it")
    spoken = languages().search(before, concurrent=False) if contested else None
    if spoken:
        same = spoken.lastgroup == candidate.name.language
        told = "language-beside" if same else "other-language-beside"
        yield Sign(told, f"{spoken[0]!r} before it")
    following = _SAME_SENTENCE.match(after, concurrent=False) if contested else None
    spoken = languages_after().search(following[0], concurrent=False) if following else None
    if spoken:
        same = spoken.lastgroup == candidate.name.language
        told = "language-after" if same else "other-language-after"
        yield Sign(told, f"{spoken[0]!r} after it")
    elsewhere = foreign().search(before, concurrent=False)
    if elsewhere:
        yield Sign("foreign-beside", f"{elsewhere[1]!r} before it")
    if _HYPHENED_BEFORE.search(before) or _HYPHENED_AFTER.match(after):
        yield Sign("compound", "joined by a hyphen to another name")
    elif not words:
        previous = _CAPITALISED_BEFORE.search(before)
        if previous and context.starts_sentence(candidate.start - len(before) + previous.start()):
            previous = None  # any word has a capital there
        following = _CAPITALISED_AFTER.match(after)
        shouted = candidate.surface.isupper()
        for found_word in (previous, following):
            if not found_word or (shouted and found_word[1].isupper()):
                continue  # in a line of capitals every word has them
            if not context.gazetteer.find(found_word[1]):
                yield Sign("part-of-a-name", f"{found_word[1]!r} right beside it")
                break
    if context.starts_sentence(candidate.start):
        yield Sign("starts-sentence", "any word has a capital there")


def _cues_beside(before: str, after: str) -> Iterator[tuple[str, str]]:
    initials = _INITIALS.search(before, concurrent=False)
    if initials:
        yield "person", initials[1]
    for kind, cue in cues().items():
        found = cue.before.search(before, concurrent=False)
        found = found or cue.after.match(after, concurrent=False)
        if found:
            yield kind, found[1]
