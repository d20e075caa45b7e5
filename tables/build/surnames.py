"""Make `tables/people/surnames-common.tsv`: surnames that two dictionaries of Ukrainian names agree on.

names-translator has 118,000 Ukrainian surnames with their Russian counterparts, and an older dictionary of 19,000
names. A surname in both is a common one; the rest are too rare to pay for the space and the confusion. Its Russian
counterpart becomes a row of its own where it has an ending of Russian surnames: Мельничук is a Ukrainian in Russia
too, Соколов may be either.

    python tables/build/surnames.py           write the table
    python tables/build/surnames.py --check   rebuild it in memory and compare
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from names_translator.dicts import default_dicts

from generating import rows_of, run
from slavonym.errors import SchemeError
from slavonym.schemes import load_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE = Path(__file__).resolve().parents[1] / "people"
TABLE = PEOPLE / "surnames-common.tsv"
COLUMNS = ("id", "native", "language", "pair")
REQUIRED = {"names-translator": "2.1.0"}

RUSSIAN_ENDINGS = (
    "ов", "ова", "ев", "ева", "ёв", "ёва", "ин", "ина", "ын", "ына", "ский", "ская", "цкий", "цкая", "ых", "их",
)  # fmt: skip
"""What a surname of Russian stock ends in."""

FOREIGN_ENDINGS = (
    "ес", "ас", "ос", "ус", "іс", "ез", "ян", "янц", "дзе", "швілі", "іані", "оглу", "заде",
    "берг", "штейн", "ман", "сон",
)  # fmt: skip
"""What a surname of other stock ends in: its bearers are found in every country, and spell it their own way."""

SHORTEST = 4
"""Letters; a shorter surname is also a word of some language."""


def build() -> str:
    """The whole table as text."""
    rows = sorted({row[0]: row for row in _rows()}.values())
    return "\n".join("\t".join(row) for row in (COLUMNS, *rows)) + "\n"


def _rows() -> Iterator[tuple[str, str, str, str]]:
    dicts = default_dicts()
    surnames, older = dicts.as_dict("last"), dicts.as_dict("legacy")
    given = dicts.as_dict("first")
    curated = curated_surnames()
    cities = former_city_names()
    for ukrainian in sorted(surnames.keys() & older.keys() - given.keys()):
        counterparts = surnames[ukrainian]
        native = _capitalised(ukrainian)
        slug = slug_of(native, "kmu-2010")
        if len(native) < SHORTEST or slug is None or ukrainian.endswith(FOREIGN_ENDINGS):
            continue
        russian = counterparts[0] if len(counterparts) == 1 else ""
        also_russian = russian.lower().endswith(RUSSIAN_ENDINGS)
        pair = slug if also_russian else ""
        if slug.capitalize() not in cities and not curated & {f"surname:uk:{slug}", f"uk {native}"}:
            yield (f"surname:uk:{slug}", native, "uk", pair)
        native = _capitalised(russian)
        slug = slug_of(native, "english-press-russian") if also_russian else None
        if not slug or slug.capitalize() in cities:
            continue
        if not curated & {f"surname:ru:{slug}", f"ru {native}"}:
            yield (f"surname:ru:{slug}", native, "ru", pair)


def curated_surnames() -> set[str]:
    """The ids and the "language native" of surnames written down by hand, alone or in a full name; they win."""
    known = set()
    for table in ("surnames.tsv", "public-figures.tsv"):
        for row in rows_of(PEOPLE / table):
            known |= {row["id"], f"{row['language']} {row['native'].split()[-1]}"}
    return known


def former_city_names() -> set[str]:
    """Forms that lead to a city (Kharkov, Lvov): whoever reads them thinks of the city."""
    rows = rows_of(PEOPLE.parent / "places" / "ukraine-usage.tsv")
    return {form for row in rows for form in row["forms"].split("|")}


def _capitalised(name: str) -> str:
    name = unicodedata.normalize("NFC", name).replace("'", "’").replace("ʼ", "’").strip()
    return "-".join(part[:1].upper() + part[1:].lower() for part in name.split("-"))


def slug_of(native: str, scheme: str) -> str | None:
    """A name for ids, or None if the scheme does not know a letter of it."""
    try:
        slug = load_scheme(scheme).romanize(native).lower()
    except SchemeError:
        return None
    return slug if slug.isascii() and slug.replace("-", "").isalpha() else None


if __name__ == "__main__":
    sys.exit(run(TABLE, build, REQUIRED))
