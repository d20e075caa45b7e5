"""Measure how persons come out who are drawn from whole populations, known to the tables or not.

    python tables/build/populations.py          1,000 persons of each population
    python tables/build/populations.py 200      a quick look

Surnames come from russiannames (as they were counted in Russian documents) and names-translator, given names from the
tables. Each person stands in regular French in three sentences, of which two say the people. A surname is right if it
is what the press or KMU-2010 makes of the native one.
"""

from __future__ import annotations

import random
import re
import sys
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, NamedTuple

import duckdb
from names_translator.dicts import default_dicts

from slavonym import Normalizer
from slavonym.gazetteer.load import load_entries
from slavonym.rules.parts import gender_of_surname
from slavonym.schemes import load_scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from slavonym.gazetteer import Entry

PERSONS = 1000
RARE = 30
"""How often a surname was met at most that is rare; those met oftener have a table."""
CYRILLIC = re.compile("[А-ЯЁ][а-яё]{4,}")
"""A surname of five letters and more; some in the counts have a Latin C."""
SENTENCES = {
    "nothing said": "The teacher |{}| said so on Monday.",
    "before": "The {people} teacher |{}| said so.",
    "after": "|{}|, a {people} teacher, said so.",
}
PEOPLE = {"uk": "Ukrainian", "ru": "Russian"}
SCHEMES = {
    "uk": ("french-ukrainian", ("english-press-ukrainian", "kmu-2010")),
    "ru": ("french-russian", ("english-press-russian",)),
}
"""By language, the scheme that writes the French form, and those whose forms are right."""


class Population(NamedTuple):
    """Surnames of a language, as they were drawn."""

    title: str
    language: str
    surnames: Sequence[str]


def populations(size: int, rng: random.Random) -> list[Population]:
    """So many persons of each population: by how many bear a surname, and evenly from those that are rare."""
    source = files("russiannames") / "data" / "surnames.parquet"
    with as_file(source) as path:
        found = duckdb.sql(f"select text, count from '{path}' where count > 0 order by text")  # noqa: S608
        rows: list[tuple[str, int]] = found.fetchall() if found else []
    counts = [(name, count) for name, count in rows if CYRILLIC.fullmatch(name or "")]
    rare = [name for name, count in counts if count < RARE]
    translator = default_dicts()
    ukrainian, legacy = (
        {name.capitalize() for name in translator.as_dict(part)} for part in ("last", "legacy")
    )
    borne = rng.choices([name for name, _ in counts], [count for _, count in counts], k=size)
    return [
        Population("Russians, by how many bear a surname", "ru", borne),
        Population("Russians with rare surnames", "ru", rng.sample(rare, size)),
        Population(
            "Ukrainians with common surnames", "uk", rng.sample(sorted(ukrainian & legacy), size)
        ),
        Population(
            "Ukrainians with rare surnames", "uk", rng.sample(sorted(ukrainian - legacy), size)
        ),
    ]


@cache
def given_names(language: str) -> tuple[Entry, ...]:
    """The given names of a language that the tables have."""
    return tuple(
        entry
        for entry in load_entries()
        if entry.category == "given-name" and entry.language == language
    )


def measured(population: Population, sentence: str, rng: random.Random) -> str:
    """How many of a population are right in a sentence, and how many of those that were changed."""
    normalizer = Normalizer()
    french, good = SCHEMES[population.language]
    people = PEOPLE[population.language]
    right = edits = right_edits = 0
    for surname in population.surnames:
        gender = gender_of_surname(surname)
        fitting = [e for e in given_names(population.language) if gender in ("", e.gender)]
        given, form = (
            load_scheme(french).romanize(name) for name in (rng.choice(fitting).native, surname)
        )
        text = sentence.format(f"{given} {form}", people=people)
        written = normalizer.normalize(text).split("|")[1].split(" ")[-1]
        is_right = written in {load_scheme(scheme).romanize(surname) for scheme in good}
        right += is_right
        if written != form:
            edits += 1
            right_edits += is_right
    size = len(population.surnames)
    return f"{right / size:6.1%} right; {right_edits / max(1, edits):6.1%} of {edits} changed"


def main() -> None:
    """Print a line for each population and sentence."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else PERSONS
    rng = random.Random(7)  # noqa: S311  no secret
    for population in populations(size, rng):
        for told, sentence in SENTENCES.items():
            print(
                f"{population.title:38} {told:14} {measured(population, sentence, rng)}", flush=True
            )


if __name__ == "__main__":
    main()
