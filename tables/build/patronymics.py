"""Make `tables/people/patronymics.tsv`: the patronymics of the given names in `people/given-names.tsv`.

They follow from the given name by rule; only those that names-translator's dictionary of Ukrainian patronymics has
are kept, with the Russian counterpart it gives.

    python tables/build/patronymics.py           write the table
    python tables/build/patronymics.py --check   rebuild it in memory and compare
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from names_translator.dicts import default_dicts

from generating import rows_of, run
from slavonym.schemes import load_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE = Path(__file__).resolve().parents[1] / "people"
TABLE = PEOPLE / "patronymics.tsv"
COLUMNS = ("id", "native", "language", "gender", "pair")
REQUIRED = {"names-translator": "2.1.0"}
IRREGULAR = {"григорій": (("григорович", "m"), ("григорівна", "f"))}
"""Ukrainian names whose patronymics follow no rule."""
WITH_DOTS = {"Федор": "Фёдор", "Семен": "Семён", "Артем": "Артём"}
"""Russian names whose patronymics keep their ё, which the dictionary writes е."""
RUSSIAN_LETTERS = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")


def build() -> str:
    """The whole table as text."""
    rows = sorted({row[0]: row for row in _rows()}.values())
    return "\n".join("\t".join(row) for row in (COLUMNS, *rows)) + "\n"


def _rows() -> Iterator[tuple[str, str, str, str, str]]:
    known = default_dicts().as_dict("patronymic")
    for given in _masculine_names():
        for patronymic, gender in _patronymics(given.lower()):
            counterparts = known.get(patronymic.replace("’", "'"))
            if not counterparts:
                continue
            slug = load_scheme("kmu-2010").romanize(patronymic)
            yield (f"patronymic:uk:{slug}", patronymic.capitalize(), "uk", gender, slug)
            for russian in map(_as_usual, counterparts[:1]):
                if set(russian.lower()) <= RUSSIAN_LETTERS:
                    russian_slug = load_scheme("english-press-russian").romanize(russian.lower())
                    yield (f"patronymic:ru:{russian_slug}", russian, "ru", gender, slug)


def _as_usual(russian: str) -> str:
    """A Russian patronymic as it is usual: with ё, and in -ьевич, -ьевна but after two consonants (Дмитриевич)."""
    for plain, dotted in WITH_DOTS.items():
        russian = re.sub(rf"^{plain}(?=ов)", dotted, russian)
    return re.sub(r"(?<=[аеёиоуыэюя][^аеёиоуыэюя])и(?=ев(?:ич|на)$)", "ь", russian)


def _patronymics(given: str) -> Iterator[tuple[str, str]]:
    """The forms that the rules of Ukrainian allow, with their gender."""
    if given in IRREGULAR:
        yield from IRREGULAR[given]
        return
    stems = {given}
    if given.endswith("й"):
        yield f"{given}ович", "m"
        yield f"{given[:-1]}ївна", "f"
    elif given.endswith(("о", "а")):
        stems = {given[:-1]}
        yield f"{given[:-1]}йович", "m"
        yield f"{given[:-1]}івна", "f"
        yield f"{given[:-1]}ич", "m"
        yield f"{given}йович", "m"
        yield f"{given}ївна", "f"
    elif given.endswith("я"):
        yield f"{given[:-1]}ч", "m"
        yield f"{given[:-1]}іч", "m"
        yield f"{given[:-1]}івна", "f"
    elif given.endswith("ь"):
        stems = {given[:-1]}
        yield f"{given[:-1]}ьович", "m"
        yield f"{given}ович", "m"
    if given.endswith(("в", "в’")):
        yield f"{given[:-1]}лович", "m"
    if given.endswith("ів"):
        yield f"{given[:-2]}ович", "m"
    for stem in stems:
        if not stem.endswith("й"):
            yield f"{stem}ович", "m"
            yield f"{stem}івна", "f"


def _masculine_names() -> list[str]:
    """The Ukrainian masculine names of the given-name table."""
    rows = rows_of(PEOPLE / "given-names.tsv")
    return [row["native"] for row in rows if row["language"] == "uk" and row["gender"] == "m"]


if __name__ == "__main__":
    sys.exit(run(TABLE, build, REQUIRED))
