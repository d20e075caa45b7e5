"""Reading the name tables: rows in, entries out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from slavonym.errors import TableError
from slavonym.locate import read_table
from slavonym.record import record, replace
from slavonym.schemes import load_scheme, schemes_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_BEFORE_SURNAME = ("given-name", "patronymic")
"""What stands before a surname in a full name."""
OTHERS = "exclusions/other-names.tsv"

SETTLEMENT_CATEGORIES = {"city": 3, "settlement": 2, "village": 1}
"""Categories of settlements, the higher the likelier meant."""


@record
class Entry:
    """One name of the gazetteer, as the tables have it.

    `english` is empty where the scheme's form is the English one. `accepted` are other good English forms;
    `forms` are forms that lead here though no scheme explains them, `by_russian` those that are forms of `counterpart`,
    the same given name in Russian.
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
    counterpart: str = ""
    by_russian: tuple[str, ...] = ()


def load_entries() -> list[Entry]:
    """Read every table of the manifest.

    Settlements of one name become one entry (the most prominent one's), and so do renamed ones of one old name, if one
    stands out. Every surname borne by a public figure becomes an entry of its own, so that it is known when it stands
    alone.

    Raises:
        TableError: a table is missing, or its rows do not fit its header.
    """
    import tomllib  # noqa: PLC0415  an index spares this

    rows: dict[str, dict[str, str]] = {}
    for table in tomllib.loads(read_table("manifest.toml"))["table"]:
        for row in read_rows(table["path"]):
            known = rows.get(row["id"])
            if known is None:
                rows[row["id"]] = table.get("defaults", {}) | row
            else:
                known.update((column, cell) for column, cell in row.items() if cell)
    settlements: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    renamed: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    people: list[Entry] = []
    others: list[Entry] = []
    for row in rows.values():
        entry = entry_of(row)
        if entry.category in SETTLEMENT_CATEGORIES:
            group = renamed if entry.current else settlements
            group[entry.native, entry.language].append(entry)
        elif entry.kind == "person":
            people.append(entry)
        else:
            others.append(entry)
    for same_name in renamed.values():
        others += _standing_out(same_name)
    people = _with_surnames(_by_way_of_russian(people))
    return [*map(_most_prominent, settlements.values()), *others, *people]


def load_others() -> dict[str, str]:
    """Read the names and words that are not ours, in lower case, each with what it is.

    Raises:
        TableError: the table is missing, or a row does not fit its header.
    """
    return {row["surface"].lower(): row["reason"] for row in read_rows(OTHERS)}


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


def entry_of(row: Mapping[str, str]) -> Entry:
    """The entry of one row, column name to cell."""
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
        return (entry.rank, SETTLEMENT_CATEGORIES[entry.category])

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


def _standing_out(same_name: list[Entry]) -> list[Entry]:
    """The renamed place that bears its old name most prominently; all of them, if it is open which is meant.

    The old Artemivsk is Bakhmut, not the small one in Luhansk Oblast; which of two Komsomolske is meant is open.
    """
    ranks = sorted((entry.rank for entry in same_name), reverse=True)
    if len(ranks) > 1 and ranks[0] == ranks[1]:
        return same_name
    first = max(same_name, key=lambda entry: entry.rank)
    accepted = _unique(form for entry in same_name for form in entry.accepted)
    forms = _unique(form for entry in same_name for form in entry.forms)
    homonyms = len(same_name) - 1
    return [replace(first, accepted=accepted, forms=forms, homonyms=homonyms)]


def _by_way_of_russian(people: list[Entry]) -> list[Entry]:
    """People; the given names of Ukrainians and Belarusians with the French forms of their Russian counterparts.

    French copy often calls a Serhii *Sergueï*. Which of the two is meant, the surname and the text must tell.
    """
    french = load_scheme("french-russian")
    forms: defaultdict[str, list[str]] = defaultdict(list)
    natives: dict[str, str] = {}
    for entry in people:
        if entry.language == "ru" and entry.pair and entry.category in _BEFORE_SURNAME:
            natives.setdefault(entry.pair, entry.native)
            forms[entry.pair] += (french.romanize(entry.native), *entry.forms)
    return [
        replace(
            entry,
            counterpart=natives[entry.pair],
            by_russian=_unique(form for form in forms[entry.pair] if form not in entry.forms),
        )
        if entry.language != "ru" and entry.category in _BEFORE_SURNAME and entry.pair in natives
        else entry
        for entry in people
    ]


def _with_surnames(people: Iterable[Entry]) -> list[Entry]:
    """People, and the surname of every public figure as an entry of its own.

    A row of the surname table wins over what its bearers' English forms say; where there is none, they must agree on
    a preferred form. What any of them uses is accepted. Of their listed forms a surname has those that must be French
    (not Bogdan, which others are called) and that no scheme makes of it or of a Russian surname (Kolomoïski, and not
    Kouznetsov): there the letters and the text say more.
    """
    others: list[Entry] = []
    surnames: dict[tuple[str, str], Entry] = {}
    bearers: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in people:
        if entry.category == "surname":
            surnames[entry.language, entry.native] = entry
            continue
        others.append(entry)
        if entry.category == "public-figure" and " " in entry.native:
            bearers[entry.language, entry.native.split()[-1]].append(entry)
    schemes, french = schemes_for(), load_scheme("french-russian")
    russian = {french.romanize(native) for language, native in surnames if language == "ru"}

    def is_own(form: str, entry: Entry) -> bool:
        if form in russian or not schemes.sure_marks.search(form.lower()):
            return False
        return not schemes.is_of_source(form, entry.native, entry.language)

    for (language, native), figures in bearers.items():
        preferred = {last_word(figure.english, figure) for figure in figures}
        used = [last_word(form, f) for f in figures for form in (f.english, *f.accepted)]
        known = surnames.get((language, native))
        if known is None:
            known = Entry(
                id=f"surname:{language}:{native.lower()}",
                native=native,
                language=language,
                kind="person",
                category="surname",
                english=preferred.pop() if len(preferred) == 1 else "",
            )
        listed = [last_word(form, figure) for figure in figures for form in figure.forms]
        accepted = _unique((*known.accepted, *used))
        surnames[language, native] = replace(
            known,
            rank=max(known.rank, *(figure.rank for figure in figures)),
            accepted=tuple(form for form in accepted if form != known.english),
            forms=_unique((*known.forms, *(form for form in listed if is_own(form, known)))),
        )
    return [*others, *surnames.values()]


def last_word(form: str, figure: Entry) -> str:
    """The surname in a full form that has as many words as the native name; else nothing."""
    words = form.split()
    return words[-1] if len(words) == len(figure.native.split()) else ""


def _unique(forms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for form in forms if form))
