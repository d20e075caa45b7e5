"""Reading the name tables: rows in, entries out."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import starmap
from typing import TYPE_CHECKING

from slavonym.errors import TableError
from slavonym.locate import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SETTLEMENT = {"city": 3, "settlement": 2, "village": 1}
"""Categories of settlements, the higher the likelier meant."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of the gazetteer, as the tables have it.

    `english` is empty where the scheme's form is the English one. `accepted` are other good English forms;
    `forms` are forms that lead here though no scheme explains them.
    """

    id: str
    native: str
    language: str
    kind: str
    category: str
    region: str | None = None
    rank: int = 0
    english: str = ""
    accepted: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    pair: str = ""
    gender: str = ""
    current: str = ""
    homonyms: int = 0


def load_entries() -> list[Entry]:
    """Read every table of the manifest.

    Settlements of one name become one entry (the most prominent one's), and every surname borne by a public figure
    becomes an entry of its own, so that it is known when it stands alone.

    Raises:
        TableError: a table is missing, or its rows do not fit its header.
    """
    rows: dict[str, dict[str, str]] = {}
    for table in tomllib.loads(read_table("manifest.toml"))["table"]:
        for row in read_rows(table["path"]):
            known = rows.get(row["id"])
            if known is None:
                rows[row["id"]] = table.get("defaults", {}) | row
            else:
                known.update((column, cell) for column, cell in row.items() if cell)
    settlements: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    people: list[Entry] = []
    others: list[Entry] = []
    for row in rows.values():
        entry = _entry(row)
        if entry.category in _SETTLEMENT and not entry.current:
            settlements[entry.native, entry.language].append(entry)
        elif entry.kind == "person":
            people.append(entry)
        else:
            others.append(entry)
    return [*map(_most_prominent, settlements.values()), *others, *_with_surnames(people)]


def read_rows(path: str) -> Iterator[dict[str, str]]:
    """The rows of one table as dictionaries, column name to cell.

    Raises:
        TableError: a row has more or fewer cells than the header; names file, line and both numbers.
    """
    header, *lines = read_table(path).splitlines()
    columns = header.split("\t")
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) != len(columns):
            message = f"{path}:{number}: {len(cells)} cells, expected {len(columns)}"
            raise TableError(message)
        yield dict(zip(columns, cells, strict=True))


def _entry(row: dict[str, str]) -> Entry:
    return Entry(
        id=row["id"],
        native=row["native"],
        language=row["language"],
        kind=row["kind"],
        category=row["category"],
        region=row.get("region") or None,
        rank=int(row.get("rank") or 0),
        english=row.get("english", ""),
        accepted=_listed(row.get("accepted", "")),
        forms=_listed(row.get("forms", "")),
        pair=row.get("pair", ""),
        gender=row.get("gender", ""),
        current=row.get("current", ""),
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _most_prominent(same_name: list[Entry]) -> Entry:
    """One entry for all settlements of one name.

    Its region is told only when no other place of the name is as prominent.
    """
    if len(same_name) == 1:
        return same_name[0]

    def prominence(entry: Entry) -> tuple[int, int]:
        return (entry.rank, _SETTLEMENT[entry.category])

    first, second, *_ = sorted(same_name, key=lambda e: (*(-p for p in prominence(e)), e.id))
    stands_out = prominence(first) > prominence(second)
    one_region = len({entry.region for entry in same_name}) == 1
    used = [entry for entry in same_name if entry.english or entry.accepted or entry.forms]
    usage = used[0] if used else first
    return replace(
        first,
        region=first.region if stands_out or one_region else None,
        english=usage.english,
        accepted=usage.accepted,
        forms=usage.forms,
        homonyms=len(same_name) - 1,
    )


def _with_surnames(people: Iterable[Entry]) -> list[Entry]:
    """People, and the surname of every public figure as an entry of its own."""
    others: list[Entry] = []
    surnames: dict[tuple[str, str], Entry] = {}
    figures: list[Entry] = []
    for entry in people:
        if entry.category == "surname":
            surnames[entry.language, entry.native] = entry
        else:
            others.append(entry)
            if entry.category == "public-figure":
                figures.append(entry)
    for figure in figures:
        native = figure.native.split()[-1]
        if native == figure.native:
            continue
        borne = Entry(
            id=f"surname:{figure.language}:{native.lower()}",
            native=native,
            language=figure.language,
            kind="person",
            category="surname",
            rank=figure.rank,
            english=_last_word(figure.english, figure.native),
            accepted=_last_words(figure.accepted, figure.native),
            forms=_last_words(figure.forms, figure.native),
        )
        key = (figure.language, native)
        surnames[key] = _merged(surnames[key], borne) if key in surnames else borne
    return [*others, *surnames.values()]


def _last_word(form: str, native: str) -> str:
    """The surname of a full form that has as many words as the native name; else nothing."""
    words = form.split()
    return words[-1] if len(words) == len(native.split()) else ""


def _last_words(forms: tuple[str, ...], native: str) -> tuple[str, ...]:
    words = starmap(_last_word, ((form, native) for form in forms))
    return tuple(dict.fromkeys(word for word in words if word))


def _merged(entry: Entry, other: Entry) -> Entry:
    return replace(
        entry,
        rank=max(entry.rank, other.rank),
        english=entry.english or other.english,
        accepted=tuple(dict.fromkeys((*entry.accepted, *other.accepted))),
        forms=tuple(dict.fromkeys((*entry.forms, *other.forms))),
    )
