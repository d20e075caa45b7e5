"""The guard `western-given-name`: surnames of people with a given name that no one from these lands bears."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, ClassVar

from slavonym.lazy import lazy
from slavonym.locate import read_table
from slavonym.surface import comparable

if TYPE_CHECKING:
    from slavonym.context import Context
    from slavonym.model import Candidate

_WORD_BEFORE = lazy(r"(?<![\p{L}\p{M}\p{N}'’-])(\p{Lu}[\p{L}\p{M}'’‑-]*+)\s{1,3}$")


class WesternGivenName:
    """Forbids a surname after a given name from `tables/exclusions/western-given-names.tsv`, there and alone later on.

    A word that no table has may be read as a place; after such a given name it is none.
    Whoever bears one is a citizen of France, Germany, Spain, and spells the surname as that country does. Names that
    French copy gives to people from these lands (Alexandre, Serge, Hélène) are not in the table.
    """

    id = "western-given-name"
    examples: ClassVar = (
        "Thierry Tymochenko, a Frenchman whose parents came from Ukraine, spoke.",
        "The wine for Ukraine is made by Jean-Pierre Chevtchenko.",
        "In Russia and Ukraine, JÜRGEN CHEVTCHENKO sells cars.",
        "Thierry Tymochenko sells cars to Ukraine. In Russia, Tymochenko has no customers.",
        "Souleymane Tychtchouk, a singer, spoke of Ukraine and Russia.",
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
        (
            "Thierry Tymochenko met Ioulia Tymochenko in Kyiv; Tymochenko was late, they say in Ukraine.",
            "Thierry Tymochenko met Yulia Tymoshenko in Kyiv; Tymoshenko was late, they say in Ukraine.",
        ),
    )

    def forbids(self, candidate: Candidate, context: Context) -> str | None:
        """The reason, when such a given name stands right before a surname of one word, there or elsewhere."""
        may_be_surname = candidate.name.kind == "person" or candidate.share is not None
        if not may_be_surname or " " in candidate.name.native:
            return None
        name = _given_name_before(context.before(candidate.start))
        if name in _names():
            return _reason(name)
        if name is not None and context.gazetteer.is_given_name(name):
            return None
        given = context.gazetteer.is_given_name
        names = _names_before_in(context.text)[candidate.surface]
        elsewhere = {name for name in names if name in _names() or given(name)}
        return _reason(min(elsewhere)) if elsewhere and elsewhere <= _names() else None


def _reason(name: str | None) -> str:
    return f"the given name before it is {name}"


def _given_name_before(text: str) -> str | None:
    """The capitalised word that a text ends with, as it is compared, if white space follows it."""
    words = text.split()
    if not words or words[-1] == words[-1].lower() or not text[-1:].isspace():
        return None
    before = _WORD_BEFORE.search(text)
    return comparable(before[1]) if before else None


class _NamesBefore(dict[str, frozenset[str]]):
    """The capitalised words that stand before a surname in a text, looked for when first asked for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, surname: str) -> frozenset[str]:
        text, at, found = self._text, -1, set()
        while (at := text.find(surname, at + 1)) >= 0:
            if not text[at + len(surname) : at + len(surname) + 1].isalpha():
                found.add(_given_name_before(text[max(0, at - _NEAR) : at]))
        self[surname] = names = frozenset(name for name in found if name is not None)
        return names


_NEAR = 48
"""Code points that a given name and the white space after it may have."""
_names_before_in = lru_cache(maxsize=4)(_NamesBefore)
"""A text is asked for each of its candidates, so what the last few have is kept."""


@cache
def _names() -> frozenset[str]:
    rows = read_table("exclusions/western-given-names.tsv").splitlines()[1:]
    return frozenset(comparable(row.split("\t")[0]) for row in rows)
