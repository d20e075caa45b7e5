"""The guard `abroad`: a place of the same name in another country (Odessa, Texas)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ClassVar

import regex

from slavonym.locate import read_table

if TYPE_CHECKING:
    from slavonym.context import Context
    from slavonym.model import Candidate


class Abroad:
    """Forbids a place that the text puts elsewhere: a comma and a region or country from `exclusions/abroad.tsv`."""

    id = "abroad"
    examples: ClassVar = (
        "Odessa and Midland, Texas",
        "Odessa, Texas",
        "Moscow, Idaho",
        "born in Kiev (Wisconsin)",
    )
    counter_examples: ClassVar = (("Odessa, Ukraine", "Odesa, Ukraine"),)

    def forbids(self, candidate: Candidate, context: Context) -> str | None:
        """The reason, when a foreign region follows the candidate."""
        if candidate.name.kind != "place":
            return None
        found = _regions().match(context.after(candidate.end))
        return f"in {found[1]}, by what follows it" if found else None


@cache
def _regions() -> regex.Pattern[str]:
    rows = (line.split("\t")[0] for line in read_table("exclusions/abroad.tsv").splitlines()[1:])
    listed = "|".join(map(regex.escape, sorted(rows, key=len, reverse=True)))
    beside = r"(?:\s+(?:and|or)\s+\p{Lu}[\p{L}]+)?"  # Odessa and Midland, Texas
    return regex.compile(rf"{beside}(?:,\s*|\s*\()({listed})(?!\p{{L}})")
