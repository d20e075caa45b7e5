"""Checking tables: every row, all problems at once, each with its place and a code.

A table is checked as a file (form, columns, order) and then row by row (letters, ids, sources, what a scheme
computes). `docs/table-errors.md` has a section for every code.
"""

from __future__ import annotations

import io
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from slavonym.errors import SchemeError
from slavonym.locate import read_table, tables_root
from slavonym.schemes import schemes_for
from slavonym.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

COLUMNS = (
    "id", "native", "language", "kind", "category", "region", "rank", "english", "accepted", "forms",
    "pair", "gender", "current", "date", "source", "note",
)  # fmt: skip
"""The columns of a name table; a table leaves out those it does not need."""
EXCLUDING = ("surface", "phrase", "region")
"""First columns of the tables that say what is not ours, and why."""
EXCLUSION_COLUMNS = ("reason", "unless_after", "source")
"""What stands beside the first column of such a table."""

KINDS = ("organization", "person", "place")
PERSONS = ("given-name", "patronymic", "public-figure", "surname")
"""Categories of persons; the rules ask for them. Those of places and organizations are free."""
LANGUAGES = ("be", "bg", "ru", "uk")
LISTS = ("accepted", "forms", "unless_after", "source")
LATIN = ("english", "accepted", "forms", *EXCLUDING, "unless_after")
"""Columns of forms in Latin script."""

_LETTERS = {
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя’",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя",
}
_BESIDE_LETTERS = " -().0123456789«»№"
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_RANK = re.compile(r"[0-6]?")


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One mistake in a table: `line` and `column` count from 1; `column` is that of the cell, in code points."""

    path: str
    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column} {self.code} {self.message}"


class Row(NamedTuple):
    """One row of a table: its cells by column, those that are empty left out."""

    path: str
    line: int
    cells: dict[str, str]
    places: dict[str, tuple[int, int]]
    """Line and column, from 1, at which each cell starts."""

    def problem(self, column: str, code: str, message: str) -> Problem:
        """A problem of one cell."""
        line, start = self.places.get(column, (self.line, 1))
        return Problem(self.path, line, start, code, message)


def check_tables(unchanged: Callable[[str], bool] | None = None) -> list[Problem]:
    """Check all name tables of the manifest, together, and the tables of exclusions.

    Args:
        unchanged: Tells whether a text comes out of `normalize` as it is; left out, T015 is not checked.

    Returns:
        The problems in the order of their places; none when nothing is wrong.
    """
    tables = tomllib.loads(read_table("manifest.toml"))["table"]
    root = tables_root()
    defaults = {table["path"]: table.get("defaults") for table in tables}
    exclusions = sorted(file.name for file in (root / "exclusions").iterdir())
    return _check(
        (
            read_checked(path, root.joinpath(*path.split("/")).read_bytes(), defaults.get(path))
            for path in (*defaults, *(f"exclusions/{name}" for name in exclusions))
        ),
        unchanged,
    )


def check_files(
    paths: Iterable[str], unchanged: Callable[[str], bool] | None = None
) -> list[Problem]:
    """Check tables outside the library, by themselves; as `check_tables`."""
    return _check((read_checked(path, Path(path).read_bytes()) for path in paths), unchanged)


def _check(
    tables: Iterable[tuple[list[Problem], list[Row]]], unchanged: Callable[[str], bool] | None
) -> list[Problem]:
    sources = frozenset(tomllib.loads(read_table("sources.toml")))
    problems: list[Problem] = []
    rows: list[Row] = []
    for found, read in tables:
        problems += found
        for row in read:
            if _excludes([*row.places]):
                problems += _exclusion(row, sources)
            else:
                rows.append(row)
    problems += check_rows(rows, sources, unchanged)
    return sorted(problems)


def read_checked(
    path: str, raw: bytes, defaults: Mapping[str, str] | None = None, *, own: bool = False
) -> tuple[list[Problem], list[Row]]:
    """Read one table and check its form.

    Args:
        path: The file's name, for messages.
        raw: Its bytes.
        defaults: Cells for the columns it leaves out.
        own: Whether it is a user's own table, which needs no ids, no order and no sources.

    Returns:
        What is wrong with the form (T001 to T005), and the rows that can be read.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        where = raw.count(b"\n", 0, error.start) + 1
        return [Problem(path, where, 1, "T001", f"not UTF-8 at byte {error.start}")], []
    problems = list(_form(path, text))
    lines = text.lstrip("\ufeff").splitlines()
    if not lines:
        return [*problems, Problem(path, 1, 1, "T002", "the file is empty, expected a header")], []
    header = lines[0].split("\t")
    wanted = {"reason", "source"} if _excludes(header) else {"id", "native"}
    problems += _header(path, header, () if own else wanted - {*(defaults or {})})
    rows = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            message = f"{len(cells)} cells, expected {len(header)} as in the header"
            problems.append(Problem(path, number, 1, "T003", message))
            continue
        starts = {}
        at = 1
        for column, cell in zip(header, cells, strict=True):
            starts[column] = (number, at)
            at += len(cell) + 1
        filled = {c: cell for c, cell in zip(header, cells, strict=True) if cell}
        rows.append(Row(path, number, dict(defaults or {}) | filled, starts))
    key = header[0] if _excludes(header) else "id"
    problems += _repeated(rows) if own else _order(rows, key)
    return problems, rows


def check_rows(
    rows: Iterable[Row], sources: frozenset[str], unchanged: Callable[[str], bool] | None = None
) -> Iterator[Problem]:
    """Check rows against each other, the schemes, the sources and ISO 3166 (T010 to T031)."""
    rows = list(rows)
    whole = _joined(rows)
    for row in rows:
        name_id, native = row.cells.get("id", ""), row.cells.get("native", "")
        if name_id in whole and native and native != whole[name_id][1]["native"]:
            other = whole[name_id][1]["native"]
            yield row.problem("id", "T006", f"{name_id!r} is the id of {other}, not of {native}")
    natives = {row.cells["native"] for row in rows if "native" in row.cells}
    for row in rows:
        yield from _values(row)
        yield from _sourced(row, sources)
        yield from _letters(row)
        if "native" in row.places and row.cells.get("id") not in {None, *whole}:
            yield row.problem("native", "T007", "no native name, here or in an earlier table")
        if "current" in row.cells and row.cells["current"] not in natives:
            near = did_you_mean(row.cells["current"], _near(row.cells["current"], natives))
            yield row.problem("current", "T016", f"no place {row.cells['current']!r}; {near}")
    canonical: dict[tuple[str, str], str] = {}
    for name_id, (row, cells) in whole.items():
        computed, problems = _computed(row, cells)
        yield from problems
        yield from _superfluous(row, cells, computed)
        english = cells.get("english") or computed
        canonical.setdefault((cells.get("kind", ""), english), name_id)
        if unchanged is not None and english and not unchanged(english):
            yield row.problem(
                "english", "T015", f"{english!r} would itself be changed by normalize"
            )
    for name_id, (row, cells) in whole.items():
        for form in _listed(cells.get("forms", "")):
            other = canonical.get((cells.get("kind", ""), form), name_id)
            if whole[other][1]["native"] != cells["native"]:
                message = f"{form!r} is the English form of {other}; it cannot be a wrong form of {name_id}"
                yield row.problem("forms", "T031", message)


def check_own(rows: Iterable[Row], is_place: Callable[[str], bool]) -> Iterator[Problem]:
    """Check the rows of a user's own tables, each by itself (T007 to T030).

    Args:
        rows: The rows, with what was left out filled in.
        is_place: Whether the tables have a place of a native name.
    """
    for row in rows:
        cells = row.cells
        problems = [*_values(row), *_letters(row)]
        yield from problems
        current = cells.get("current", "")
        if current and not is_place(current):
            yield row.problem("current", "T016", f"no place {current!r}")
        if "native" in cells:
            if not problems:  # what follows from a wrong letter or language need not be told too
                yield from _computed(row, cells)[1]
        elif not (cells.get("english") and cells.get("forms")):
            message = "neither a native name, nor an English form and forms that lead to it"
            yield row.problem("native", "T007", message)


def format_table(text: str) -> str:
    """A table in its standard form: NFC, LF, cells without space around them, rows in the order of their ids."""
    lines = unicodedata.normalize("NFC", text.replace("\ufeff", "")).splitlines()
    if not lines:
        return ""
    rows = [[cell.strip() for cell in line.split("\t")] for line in lines[1:] if line.strip()]
    width = lines[0].count("\t") + 1
    rows = [row + [""] * (width - len(row)) for row in rows]
    out = io.StringIO()
    out.write("\t".join(cell.strip() for cell in lines[0].split("\t")) + "\n")
    for row in sorted(rows, key=lambda row: row[0]):
        out.write("\t".join(row) + "\n")
    return out.getvalue()


def _form(path: str, text: str) -> Iterator[Problem]:
    if text.startswith("\ufeff"):
        yield Problem(path, 1, 1, "T001", "starts with a byte order mark")
    if "\r" in text:
        where = text.count("\n", 0, text.index("\r")) + 1
        yield Problem(path, where, 1, "T001", "a carriage return; lines end with LF alone")
    if text and not text.endswith("\n"):
        last = text.count("\n") + 1
        yield Problem(path, last, 1, "T001", "the last line has no line end")
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        start = 1
        for cell in line.split("\t"):
            if not unicodedata.is_normalized("NFC", cell):
                yield Problem(path, number, start, "T001", f"{cell!r} is not in Unicode NFC")
            if cell != cell.strip() or "\u00a0" in cell or "  " in cell:
                message = f"white space around or doubled in {cell!r}"
                yield Problem(path, number, start, "T004", message)
            start += len(cell) + 1


def _excludes(header: Sequence[str]) -> bool:
    """Whether the columns are those of a table that says what is not ours."""
    return header[0] in EXCLUDING and "id" not in header


def _header(path: str, header: list[str], needed: Iterable[str]) -> Iterator[Problem]:
    known = (header[0], *EXCLUSION_COLUMNS) if _excludes(header) else COLUMNS
    for number, column in enumerate(header):
        at = 1 + sum(len(c) + 1 for c in header[:number])
        if column not in known:
            message = f"unknown column {column!r}; {did_you_mean(column, known)}"
            yield Problem(path, 1, at, "T002", message)
        elif column in header[:number]:
            yield Problem(path, 1, at, "T002", f"column {column!r} stands twice")
    for column in sorted(needed):
        if column not in header:
            yield Problem(path, 1, 1, "T002", f"column {column!r} is missing")


def _order(rows: list[Row], key: str) -> Iterator[Problem]:
    before = ""
    for row in rows:
        found = row.cells.get(key, "")
        if not found:
            yield row.problem(key, "T005", f"no {key}")
        elif found == before:
            yield row.problem(key, "T005", f"{key} {found!r} stands twice")
        elif found < before:
            message = f"{key} {found!r} stands after {before!r}; rows are sorted by {key}"
            yield row.problem(key, "T005", message)
        before = max(before, found)


def _repeated(rows: Iterable[Row]) -> Iterator[Problem]:
    """Ids that stand twice, in whatever order."""
    seen: set[str] = set()
    for row in rows:
        name_id = row.cells.get("id", "")
        if name_id in seen:
            yield row.problem("id", "T005", f"id {name_id!r} stands twice")
        seen |= {name_id} - {""}


def _values(row: Row) -> Iterator[Problem]:
    cells = row.cells
    for column, valid in (("kind", KINDS), ("language", LANGUAGES), ("gender", ("f", "m"))):
        if column in cells and cells[column] not in valid:
            message = f"{column} {cells[column]!r}; {did_you_mean(cells[column], valid)}"
            yield row.problem(column, "T010", message)
    category = cells.get("category", "")
    if cells.get("kind") == "person" and category and category not in PERSONS:
        message = f"category {category!r} of a person; {did_you_mean(category, PERSONS)}"
        yield row.problem("category", "T010", message)
    if not _RANK.fullmatch(cells.get("rank", "")):
        yield row.problem("rank", "T010", f"rank {cells['rank']!r}, expected 0 to 6")
    if "date" in cells and not _DATE.fullmatch(cells["date"]):
        yield row.problem(
            "date", "T010", f"date {cells['date']!r}, expected YYYY, YYYY-MM or YYYY-MM-DD"
        )
    if "region" in cells and cells["region"] not in _regions():
        near = [code for code in _regions() if code[:2] == cells["region"][:2]]
        hint = did_you_mean(cells["region"], near) if near else "expected a code such as 'UA-63'"
        yield row.problem("region", "T011", f"no ISO 3166 code {cells['region']!r}; {hint}")
    yield from _lists(row)


def _exclusion(row: Row, sources: frozenset[str]) -> Iterator[Problem]:
    """What is wrong with a row of a table of exclusions."""
    if "reason" not in row.cells:
        yield row.problem("reason", "T040", "no reason")
    yield from _sourced(row, sources)
    yield from _lists(row)
    yield from _latin(row)


def _lists(row: Row) -> Iterator[Problem]:
    """What is wrong with the cells that hold lists."""
    cells = row.cells
    for column in LISTS:
        entries = _listed(cells.get(column, ""))
        if "" in entries or len(set(entries)) < len(entries):
            yield row.problem(column, "T013", f"an empty or repeated entry in {cells[column]!r}")


def _sourced(row: Row, sources: frozenset[str]) -> Iterator[Problem]:
    """Whether a row says where it is from."""
    for source in _listed(row.cells.get("source", "")):
        if source not in sources:
            message = f"unknown source {source!r}; {did_you_mean(source, sources)}"
            yield row.problem("source", "T012", message)
    if "source" not in row.cells:
        yield row.problem("source", "T012", "no source")


def _letters(row: Row) -> Iterator[Problem]:
    cells = row.cells
    alphabet = _LETTERS.get(cells.get("language", ""))
    for column in ("native", "current"):
        for char in cells.get(column, ""):
            if alphabet and char.lower() not in alphabet and char not in _BESIDE_LETTERS:
                name = unicodedata.name(char, "unnamed")
                message = f"{char!r} ({name}) in the {cells['language']} name {cells[column]!r}"
                yield row.problem(column, "T014", message)
                break
    yield from _latin(row)


def _latin(row: Row) -> Iterator[Problem]:
    """Letters of other scripts in forms that are in Latin script."""
    for column in LATIN:
        form = row.cells.get(column, "")
        for char in form:
            if char.isalpha() and not unicodedata.name(char, "").startswith("LATIN"):
                name = unicodedata.name(char, "unnamed")
                message = f"{char!r} ({name}) in {form!r}, expected Latin"
                yield row.problem(column, "T014", message)
                break


def _joined(rows: Iterable[Row]) -> dict[str, tuple[Row, dict[str, str]]]:
    """The cells of each name from all its rows, and the row that says most about its forms."""
    whole: dict[str, tuple[Row, dict[str, str]]] = {}
    for row in rows:
        name_id = row.cells.get("id")
        if name_id is None:
            continue
        if name_id in whole:
            cells = whole[name_id][1]
            if row.cells.get("native", cells.get("native")) == cells.get("native"):
                whole[name_id] = (row, cells | row.cells)
        elif "native" in row.cells:
            whole[name_id] = (row, dict(row.cells))
    return whole


def _computed(row: Row, cells: dict[str, str]) -> tuple[str, list[Problem]]:
    """What the scheme makes of the native name, and what is wrong with the English forms beside it."""
    scheme = schemes_for().target(cells.get("language", ""), cells.get("kind", ""))
    english, accepted = cells.get("english", ""), _listed(cells.get("accepted", ""))
    if scheme is None:
        if not english:
            message = f"no scheme computes an English form of {cells['native']!r}; write one down"
            return "", [row.problem("english", "T020", message)]
        return english, []
    try:
        computed = scheme.romanize(cells["native"])
    except SchemeError as error:
        return english, [row.problem("native", "T021", str(error))]
    problems = []
    wrong = set(_listed(cells.get("forms", ""))) & {english or computed, *accepted}
    if wrong:
        message = f"{min(wrong)!r} cannot be a right and a wrong form"
        problems.append(row.problem("forms", "T030", message))
    return computed, problems


def _superfluous(row: Row, cells: dict[str, str], computed: str) -> Iterator[Problem]:
    """Forms that need not be written down."""
    english, accepted = cells.get("english", ""), _listed(cells.get("accepted", ""))
    scheme = schemes_for().target(cells.get("language", ""), cells.get("kind", ""))
    if scheme is not None and english and english == computed:
        message = f"{english!r} is what {scheme.id} computes; leave the cell empty"
        yield row.problem("english", "T022", message)
    if scheme is not None and (english or computed) in accepted:
        message = f"{english or computed!r} is the preferred form; it need not be accepted too"
        yield row.problem("accepted", "T023", message)


def _listed(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def _near(found: str, among: Iterable[str]) -> list[str]:
    """The words that start alike: a list short enough to print."""
    return [word for word in among if word[:2] == found[:2]][:500]


@cache
def _regions() -> frozenset[str]:
    import pycountry  # noqa: PLC0415  40 ms that only a check needs

    codes = {subdivision.code for subdivision in pycountry.subdivisions}
    return frozenset(codes | {country.alpha_2 for country in pycountry.countries})
