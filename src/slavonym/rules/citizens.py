"""The guard `citizens`: people of Slavic name who are citizens elsewhere and spell themselves as that country does."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import regex

from slavonym.locate import read_table

if TYPE_CHECKING:
    from slavonym.context import Context
    from slavonym.model import Candidate


class Citizens:
    """Forbids a change inside a full name of `tables/exclusions/citizens.tsv`, and of its surname in that text."""

    id = "citizens"
    examples: ClassVar = (
        "In Russia, the writer Vladimir Fédorovski is read; Fédorovski was a diplomat.",
        "Pierre Bérégovoy, of Ukraine and Russia by descent, was a minister; later Bérégovoy died.",
        "SERGE GOLOVINE, whose parents were Russian, danced in Paris.",
        "The Russian parents of Macha Gagarine, the actress, fled in 1917.",
    )
    counter_examples: ClassVar = (
        (
            "The Russian painter Gagarine was born in Moscow, Russia.",
            "The Russian painter Gagarin was born in Moscow, Russia.",
        ),
        (
            "In Russia, Pierre Bérégovoy met Sergueï Kouznetsov.",
            "In Russia, Pierre Bérégovoy met Sergei Kuznetsov.",
        ),
    )

    def forbids(self, candidate: Candidate, context: Context) -> str | None:
        """The reason, when the candidate is part of such a name, or is the surname of one that the text has in full."""
        surface = candidate.surface.translate(_folding()).strip()
        for person in _named(context.text):
            inside = any(s <= candidate.start and candidate.end <= e for s, e in person.spans)
            if inside or surface == person.surname:
                return f"{person.name}, by the person's own spelling"
        return None


class _Person(NamedTuple):
    """Someone whom a text names in full, and where."""

    name: str
    surname: str
    spans: tuple[tuple[int, int], ...]


@lru_cache(maxsize=4)
def _named(text: str) -> tuple[_Person, ...]:
    """Who of the table is named in full in a text; asked for each of its candidates, so the last few are kept."""
    folded = text.translate(_folding())
    people = []
    for name, surname, pattern in _citizens():
        if surname in folded:
            spans = tuple(found.span() for found in pattern.finditer(folded))
            if spans:
                people.append(_Person(name, surname, spans))
    return tuple(people)


@cache
def _citizens() -> tuple[tuple[str, str, regex.Pattern[str]], ...]:
    """Each name of the table, its surname as it is compared, and what finds it in a folded text."""
    people = []
    for line in read_table("exclusions/citizens.tsv").splitlines()[1:]:
        name = line.split("\t")[0]
        folded = name.translate(_folding())
        surname = regex.split(r"[\s']", folded)[-1]
        spelled = r"\s+".join(map(regex.escape, folded.split()))
        people.append((name, surname, regex.compile(rf"(?<!\w){spelled}(?!\w)")))
    return tuple(people)


@cache
def _folding() -> dict[int, str]:
    """Letters without case and accents, one kind of apostrophe and hyphen; a text keeps its length."""
    letters = {
        code: unicodedata.normalize("NFD", chr(code).lower())[0]
        for code in (*range(0x41, 0x5B), *range(0xC0, 0x250))
    }
    return letters | dict.fromkeys(map(ord, "’ʼ‘"), "'") | dict.fromkeys(map(ord, "‐‑"), "-")
