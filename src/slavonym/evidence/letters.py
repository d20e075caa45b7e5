"""What the run of the letters says: whether they look like a name of ours, and whether the word is known elsewhere."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from slavonym.evidence.sign import Sign
from slavonym.evidence.spelling import is_standard
from slavonym.surface import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slavonym.context import Context
    from slavonym.model import Candidate

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
    if context.gazetteer.schemes.marks.search(word.lower()):
        odds = max(-_MOST, min(_MOST, context.gazetteer.french_odds(word)))
        likelier = "ours" if odds > 0 else "elsewhere"
        yield Sign("letter-sequence", f"letters as in names {likelier}", odds)
        known = context.gazetteer.known_elsewhere(word)
        if known:
            yield Sign("known-elsewhere", f"{word!r} is also a {known}")
