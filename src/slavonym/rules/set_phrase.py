"""The guard `set-phrase`: names inside a fixed phrase that keeps its old spelling."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, ClassVar

from slavonym.locate import read_table

if TYPE_CHECKING:
    from slavonym.context import Context
    from slavonym.model import Candidate


class SetPhrase:
    """Forbids a change inside a dish, a title or another phrase listed in `tables/exclusions/phrases.tsv`."""

    id = "set-phrase"
    examples: ClassVar = (
        "They ate chicken Kiev in Ukraine.",
        "The Great Gate of Kiev, by a Russian",
    )
    counter_examples: ClassVar = (
        ("The Ukrainian army in Kiev, Ukraine", "The Ukrainian army in Kyiv, Ukraine"),
    )

    def forbids(self, candidate: Candidate, context: Context) -> str | None:
        """The reason, when the candidate lies inside one of the phrases."""
        phrases = _phrases_with(_spaced(candidate.surface.lower()))
        if phrases is None:
            return None
        start = max(0, candidate.start - 60)
        for found in phrases.finditer(context.text[start : candidate.end + 60]):
            if found.start() + start <= candidate.start and candidate.end <= found.end() + start:
                return f"part of the set phrase {found[0]!r}"
        return None


@lru_cache(maxsize=8192)
def _phrases_with(part: str) -> re.Pattern[str] | None:
    """What finds the phrases that have a part in them, or None if none has."""
    rows = [row for row in _phrases() if part in row]
    if not rows:
        return None
    patterns = (re.escape(row).replace(r"\ ", r"\s+") for row in rows)
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)


@cache
def _phrases() -> tuple[str, ...]:
    rows = read_table("exclusions/phrases.tsv").splitlines()[1:]
    return tuple(_spaced(row.split("\t")[0].lower()) for row in rows)


def _spaced(text: str) -> str:
    return " ".join(text.split())
