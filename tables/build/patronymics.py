"""Make `tables/people/patronymics.tsv`: the patronymics of the given names in `people/given-names.tsv`.

They follow from the given name by rule; only those that names-translator's dictionary of Ukrainian patronymics has
are kept, with the Russian counterpart it gives.

    python tables/build/patronymics.py           write the table
    python tables/build/patronymics.py --check   rebuild it in memory and compare
"""

from __future__ import annotations

import argparse
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from names_translator.dicts import default_dicts

from slavonym.schemes import load_scheme

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE = Path(__file__).resolve().parents[1] / "people"
TABLE = PEOPLE / "patronymics.tsv"
COLUMNS = ("id", "native", "language", "gender", "pair")
REQUIRED = {"names-translator": "2.1.0"}
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
            for russian in counterparts[:1]:
                if set(russian.lower()) <= RUSSIAN_LETTERS:
                    russian_slug = load_scheme("english-press-russian").romanize(russian.lower())
                    yield (f"patronymic:ru:{russian_slug}", russian, "ru", gender, slug)


def _patronymics(given: str) -> Iterator[tuple[str, str]]:
    """The forms that the rules of Ukrainian allow, with their gender."""
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
    header, *lines = (PEOPLE / "given-names.tsv").read_text(encoding="utf-8").splitlines()
    columns = header.split("\t")
    rows = (dict(zip(columns, line.split("\t"), strict=True)) for line in lines)
    return [row["native"] for row in rows if row["language"] == "uk" and row["gender"] == "m"]


def main() -> int:
    """Write or check the table; 1 if it differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    for package, version in REQUIRED.items():
        if metadata.version(package) != version:
            print(f"needs {package}=={version}, found {metadata.version(package)}", file=sys.stderr)
            return 2
    built = build()
    if not parser.parse_args().check:
        TABLE.write_text(built, encoding="utf-8", newline="\n")
        print(f"{TABLE.name}: {built.count(chr(10)) - 1} rows")
        return 0
    kept = TABLE.read_text(encoding="utf-8")
    if kept == built:
        print(f"{TABLE.name}: as built")
        return 0
    numbered = enumerate(zip(kept.splitlines(), built.splitlines(), strict=False), 1)
    line = next((number for number, (a, b) in numbered if a != b), "the end")
    print(f"{TABLE.name}: differs from what is built, first at line {line}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
