"""The guard `western-given-name`: a surname after a given name that no one from these lands bears (Jean-Pierre)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ClassVar

from slavonym.lazy import lazy
from slavonym.locate import read_table
from slavonym.surface import comparable

if TYPE_CHECKING:
    from slavonym.context import Context
    from slavonym.model import Candidate

_WORD_BEFORE = lazy(r"(?<![\p{L}\p{M}\p{N}'’-])(\p{Lu}[\p{L}\p{M}'’‑-]*+)\s{1,3}$")


class WesternGivenName:
    """Forbids a surname right after a given name from `tables/exclusions/western-given-names.tsv`.

    Whoever bears one is a citizen of France, Germany, Spain, and spells the surname as that country does. Names that
    French copy gives to people from these lands (Alexandre, Serge, Hélène) are not in the table.
    """

    id = "western-given-name"
    examples: ClassVar = (
        "Thierry Tymochenko, a Frenchman whose parents came from Ukraine, spoke.",
        "The wine for Ukraine is made by Jean-Pierre Chevtchenko.",
        "In Russia and Ukraine, JÜRGEN CHEVTCHENKO sells cars.",
    )
    counter_examples: ClassVar = (
        (
            "Alexandre Chevtchenko, a Ukrainian deputy, spoke.",
            "Oleksandr Shevchenko, a Ukrainian deputy, spoke.",
        ),
        (
            "In Ukraine, Thierry and Ioulia Tymochenko spoke.",
            "In Ukraine, Thierry and Yulia Tymoshenko spoke.",
        ),
    )

    def forbids(self, candidate: Candidate, context: Context) -> str | None:
        """The reason, when such a given name stands right before a surname of one word."""
        if candidate.name.kind != "person" or " " in candidate.name.native:
            return None
        text = context.before(candidate.start)
        words = text.split()
        if not words or words[-1] == words[-1].lower() or not text[-1:].isspace():
            return None
        if words[-1].isalpha() and comparable(words[-1]) not in _names():
            return None  # so most are told without the pattern
        before = _WORD_BEFORE.search(text)
        if before is None:
            return None
        name = comparable(before[1])
        return f"the given name before it is {name}" if name in _names() else None


@cache
def _names() -> frozenset[str]:
    rows = read_table("exclusions/western-given-names.tsv").splitlines()[1:]
    return frozenset(comparable(row.split("\t")[0]) for row in rows)
