"""The guard `citizens`: people of Slavic name who are citizens elsewhere and spell themselves as that country does."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from slavonym.locate import read_table

if TYPE_CHECKING:
    from slavonym.context import Context
    from slavonym.model import Candidate


_FOLDED = re.compile("[A-ZÀ-\u024f’ʼ‘‐‑]")
_AFTER_GIVEN_NAMES = re.compile(r"[\s']")


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
        for person in _bearers(" ".join(surface.split())):
            spans = _spans_in(context.text)[person]
            inside = any(s <= candidate.start and candidate.end <= e for s, e in spans)
            if spans and (inside or surface == person.surname):
                return f"{person.name}, by the person's own spelling"
        return None


class _Person(NamedTuple):
    """Someone of the table: the name, and it and its surname as they are compared."""

    name: str
    folded: str
    surname: str

    def spans_in(self, folded: str) -> list[tuple[int, int]]:
        """Where a folded text has the name in full."""
        if self.surname not in folded:
            return []
        return [found.span() for found in _pattern(self.folded).finditer(folded)]


@lru_cache(maxsize=8192)
def _bearers(part: str) -> tuple[_Person, ...]:
    """Who of the table has a part (folded) in the name."""
    return tuple(person for person in _citizens() if part in person.folded)


@cache
def _citizens() -> tuple[_Person, ...]:
    people = []
    for line in read_table("exclusions/citizens.tsv").splitlines()[1:]:
        name = line.split("\t")[0]
        folded = name.translate(_folding())
        people.append(_Person(name, " ".join(folded.split()), _AFTER_GIVEN_NAMES.split(folded)[-1]))
    return tuple(people)


@lru_cache(maxsize=256)
def _pattern(folded: str) -> re.Pattern[str]:
    spelled = r"\s+".join(map(re.escape, folded.split()))
    return re.compile(rf"(?<!\w){spelled}(?!\w)")


class _Spans(dict[_Person, list[tuple[int, int]]]):
    """Where a text has names in full, each looked for when first asked for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        folding = _folding()
        self._folded = _FOLDED.sub(lambda found: folding[ord(found[0])], text)  # few of it are

    def __missing__(self, person: _Person) -> list[tuple[int, int]]:
        self[person] = spans = person.spans_in(self._folded)
        return spans


_spans_in = lru_cache(maxsize=4)(_Spans)
"""A text is asked for each of its candidates, so what the last few have is kept."""


@cache
def _folding() -> dict[int, str]:
    """Letters without case and accents, one kind of apostrophe and hyphen; a text keeps its length."""
    letters = {
        code: unicodedata.normalize("NFD", chr(code).lower())[0]
        for code in (*range(0x41, 0x5B), *range(0xC0, 0x250))
    }
    return letters | dict.fromkeys(map(ord, "’ʼ‘"), "'") | dict.fromkeys(map(ord, "‐‑"), "-")
