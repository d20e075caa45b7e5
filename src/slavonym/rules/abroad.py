"""The guard `abroad`: a place of the same name in another country (Odessa, Texas)."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from slavonym.locate import read_table

if TYPE_CHECKING:
    from slavonym.context import Context
    from slavonym.model import Candidate


_WORD = re.compile(r"[^\W\d_]*")
_OPENED = re.compile(r"(?:\s+(?:and|or)\s+[^\W\d_a-zß-ÿ][^\W\d_]+)?(?:,\s*|\s*\()")
"""A comma or bracket, perhaps after another place: Odessa and Midland, Texas."""


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
        after = context.after(candidate.end)
        opened = _OPENED.match(after)
        region = _region(after, opened.end()) if opened else None
        return f"in {region}, by what follows it" if region else None


def _region(text: str, start: int) -> str | None:
    """The region or country that a text has at a place, the longest."""
    first = _WORD.match(text, start)
    for region in _regions().get(first[0] if first else "", ()):
        end = start + len(region)
        if text.startswith(region, start) and not text[end : end + 1].isalpha():
            return region
    return None


@cache
def _regions() -> dict[str, list[str]]:
    """The regions and countries by their first word, the longest first."""
    rows = (line.split("\t")[0] for line in read_table("exclusions/abroad.tsv").splitlines()[1:])
    found: defaultdict[str, list[str]] = defaultdict(list)
    for region in sorted(rows, key=len, reverse=True):
        first = _WORD.match(region)
        found[first[0] if first else ""].append(region)
    return dict(found)
