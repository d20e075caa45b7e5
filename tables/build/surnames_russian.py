"""Make `tables/people/surnames-russian.tsv`: surnames of Russian stock that many people in Russia bear.

russiannames has 375,000 surnames as they were counted in Russian documents. Those that were met at least 30 times and
end as Russian surnames do are kept, without those that another table has already. Documents seldom print the letter ё;
where some do, the name has it (Соловьёв), and where next to none do, it has not (Левин).

    python tables/build/surnames_russian.py           write the table
    python tables/build/surnames_russian.py --check   rebuild it in memory and compare
"""

from __future__ import annotations

import sys
from collections import Counter
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from generating import rows_of, run
from surnames import RUSSIAN_ENDINGS, SHORTEST, curated_surnames, former_city_names, slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PEOPLE = Path(__file__).resolve().parents[1] / "people"
TABLE = PEOPLE / "surnames-russian.tsv"
COLUMNS = ("id", "native", "language")
SCHEME = "english-press-russian"
"""What ids are made by; of names it writes alike, that of an earlier table is kept, or the more frequent one."""
REQUIRED = {"russiannames": "2.0.0", "duckdb": "2.0.1"}

LEAST = 30
"""How often a surname was met."""
WITH_DOTS = 0.005
"""Share of the documents from which ё in a surname is no slip: in names that surely have it, one to four in a hundred
print it."""
FEWEST_WITH_DOTS = 3


def build() -> str:
    """The whole table as text."""
    rows = sorted(_rows())
    return "\n".join("\t".join(row) for row in (COLUMNS, *rows)) + "\n"


def _rows() -> Iterator[tuple[str, str, str]]:
    counts = _counts()
    dotted = _with_dots(counts)
    known = {_without_dots(name) for name in _known()}
    taken = {slug_of(name, SCHEME) for name in known}
    cities = former_city_names()
    for name, count in counts.most_common():
        if count < LEAST or len(name) < SHORTEST or not name.endswith(RUSSIAN_ENDINGS):
            continue
        if "ё" in name or name in known:
            continue  # ё comes back where it belongs
        native = dotted.get(name, name)
        slug = slug_of(native, SCHEME)
        if slug and slug not in taken and slug.capitalize() not in cities:
            taken.add(slug)
            yield (f"surname:ru:{slug}", native, "ru")


def _counts() -> Counter[str]:
    """Surnames and how often each was met, of one word in Cyrillic letters."""
    with as_file(files("russiannames") / "data" / "surnames.parquet") as path:
        found = duckdb.execute("SELECT text, count FROM read_parquet(?)", [str(path)]).fetchall()
    counts: Counter[str] = Counter()
    for name, count in found:
        if name and name.isalpha() and name == name.capitalize():
            counts[name] += count
    return counts


def _with_dots(counts: Counter[str]) -> dict[str, str]:
    """Names without ё, and the form with ё of those that have it; a woman's name follows the man's."""
    spellings: dict[str, Counter[str]] = {}
    for name, count in counts.items():
        if "ё" in name or "Ё" in name:
            spellings.setdefault(_without_dots(name), Counter())[name] += count
    dotted = {}
    for plain, forms in spellings.items():
        of_both = [_counterpart(plain), plain]
        printed = sum(
            count for name in of_both for count in spellings.get(name, Counter()).values()
        )
        met = printed + sum(counts[name] for name in of_both)
        if printed >= FEWEST_WITH_DOTS and printed / met >= WITH_DOTS:
            dotted[plain] = min(forms, key=lambda form: (-forms[form], form))
    for plain, form in [*dotted.items()]:
        if plain.endswith("в") and _counterpart(plain) not in dotted:
            dotted[_counterpart(plain)] = form + "а"
    return dotted


def _counterpart(name: str) -> str:
    """The form of the other gender, of names in -ов, -ев, -ин."""
    return name[:-1] if name.endswith("а") else name + "а"


def _without_dots(name: str) -> str:
    return name.replace("ё", "е").replace("Ё", "Е")


def _known() -> Iterable[str]:
    """The Russian surnames that other tables have."""
    yield from (name.removeprefix("ru ") for name in curated_surnames() if name.startswith("ru "))
    for row in rows_of(PEOPLE / "surnames-common.tsv"):
        if row["language"] == "ru":
            yield row["native"]


if __name__ == "__main__":
    sys.exit(run(TABLE, build, REQUIRED))
