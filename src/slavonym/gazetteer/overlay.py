"""Names beside those of the tables: what a user adds, or says otherwise of a name the tables have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from slavonym.errors import SchemeError, TableError
from slavonym.gazetteer.load import Entry, entry_of, last_word
from slavonym.record import replace
from slavonym.schemes.letters import fold_apostrophes
from slavonym.surface import comparable, is_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from slavonym.gazetteer.check import Problem, Row
    from slavonym.gazetteer.index import Gazetteer

_OWN_RANK = 3
"""How prominent a name is that a user adds: the news has it, or they would not."""
_ONLY_IN = {"be": "ў", "ru": "ёъыэ", "uk": "ґєії’"}
"""Letters that tell a language, in the order in which they are asked: Belarusian shares some with the others."""
_ONE_WORD = {"person": "surname", "place": "settlement", "organization": "organization"}
_SEVERAL_WORDS = _ONE_WORD | {"person": "public-figure"}
"""The category of a name of a kind, where none is given."""


class Overlay(NamedTuple):
    """Entries that go before those of the index, and the ids of those that they stand for."""

    entries: tuple[Entry, ...] = ()
    replaced: frozenset[str] = frozenset()


NO_OVERLAY = Overlay()


def lay_over(rows: Sequence[Row], base: Gazetteer) -> tuple[Overlay, list[str]]:
    """Lay a user's rows over a gazetteer.

    A row with the id of a name of the tables, or with its native name and kind, changes that name: its cells go before
    those of the tables, further `forms` are added, and what was the preferred form stays accepted unless the row says
    what is. Any other row is a new name. The surname of a person whose English form a row gives is written so too.

    Returns:
        The overlay, and what to warn of: forms that belong to another name.

    Raises:
        TableError: rows are wrong; says all problems.
    """
    from slavonym.gazetteer.check import check_own  # noqa: PLC0415  only where there are rows

    placed = [_completed(row, base) for row in rows]
    whole = [row for row, _ in placed]
    problems = [*check_own(whole, lambda native: bool(_with_native(base, native, "place")))]
    problems += _renaming(rows, base)
    if problems:
        raise TableError(*map(str, sorted(problems)))
    entries: list[Entry] = []
    replaced: set[str] = set()
    for row, known in placed:
        changed = [_changed(entry, base.name(entry).english, row.cells) for entry in known]
        entries += changed or [entry_of({"native": "", **row.cells})]
        replaced |= {entry.id for entry in known}
    for surname, known in _surnames(entries, base):
        entries.append(surname)
        replaced |= {entry.id for entry in known}
    overlay = Overlay(tuple(entries), frozenset(replaced))
    return overlay, [*_conflicts(whole, base, replaced)]


def _completed(row: Row, base: Gazetteer) -> tuple[Row, list[Entry]]:
    """A row with what it leaves out, and the names of the tables that it is about."""
    cells = dict(row.cells)
    if "native" in cells:
        cells["native"] = fold_apostrophes(cells["native"])
    native, kind, language = (cells.get(column, "") for column in ("native", "kind", "language"))
    same_id = base.by_id(cells["id"]) if "id" in cells else None
    if same_id is not None and native in ("", same_id.native):
        known = [same_id]
    elif native:
        known = [e for e in _with_native(base, native, kind) if language in ("", e.language)]
        told = language or _language_of(native)
        languages = {entry.language for entry in known}
        wanted = told if told in languages or len(languages) != 1 else languages.pop()
        known = [entry for entry in known if entry.language == wanted]
    else:
        known = []
    if known:
        cells.setdefault("id", known[0].id)
        cells |= {
            "native": known[0].native,
            "language": known[0].language,
            "kind": known[0].kind,
        }
    else:
        categories = _ONE_WORD if len(native.split()) == 1 else _SEVERAL_WORDS
        cells.setdefault("kind", "person")
        cells.setdefault("language", _language_of(native))
        cells.setdefault("category", categories.get(cells["kind"], ""))
        cells.setdefault("rank", str(_OWN_RANK))
        named = native or cells.get("english", "")
        cells.setdefault("id", f"own:{cells['language']}:{named.lower()}")
    return row._replace(cells=cells), known


def _renaming(rows: Iterable[Row], base: Gazetteer) -> Iterator[Problem]:
    """Rows that have the id of another name."""
    for row in rows:
        name_id, native = row.cells.get("id", ""), fold_apostrophes(row.cells.get("native", ""))
        known = base.by_id(name_id) if name_id and native else None
        if known is not None and known.native != native:
            message = f"{name_id!r} is the id of {known.native} in the tables, not of {native}"
            yield row.problem("id", "T006", message)


def _language_of(native: str) -> str:
    """The language whose letters a native name has; Ukrainian where they tell nothing."""
    lower = native.lower()
    return next((lang for lang, own in _ONLY_IN.items() if any(c in own for c in lower)), "uk")


def _with_native(base: Gazetteer, native: str, kind: str) -> list[Entry]:
    """The entries of a native name, in any language; of one kind unless that is empty."""
    from slavonym.gazetteer.check import LANGUAGES  # noqa: PLC0415  only where there are rows

    found: dict[str, Entry] = {}
    for language in LANGUAGES:
        for scheme in base.schemes.of(language)[:1]:
            try:
                form = scheme.romanize(native)
            except SchemeError:
                continue
            found |= {e.id: e for e in base.find(form) if e.native == native}
    return [entry for entry in found.values() if kind in ("", entry.kind)]


def _changed(entry: Entry, preferred: str, cells: dict[str, str]) -> Entry:
    """An entry of the tables, whose preferred form was another perhaps, as a row wants it."""
    row = entry_of({"category": entry.category, "rank": str(entry.rank), **cells})
    english = row.english or entry.english
    accepted = row.accepted if "accepted" in cells else (preferred, *entry.accepted)
    return replace(
        entry,
        category=row.category,
        region=row.region or entry.region,
        rank=row.rank,
        english=english,
        accepted=tuple(form for form in dict.fromkeys(accepted) if form != (english or preferred)),
        forms=tuple(
            form
            for form in dict.fromkeys((*entry.forms, *row.forms))
            if form not in (english or preferred, *accepted)  # Odessa, where a desk writes it
        ),
        pair=row.pair or entry.pair,
        gender=row.gender or entry.gender,
    )


def _surnames(entries: Iterable[Entry], base: Gazetteer) -> Iterator[tuple[Entry, list[Entry]]]:
    """The surnames of persons in full, written as in their full names, unless a user says how they are."""
    told = {(e.language, e.native) for e in entries if e.category == "surname"}
    for figure in entries:
        if figure.category != "public-figure" or " " not in figure.native:
            continue
        native = figure.native.split()[-1]
        if (figure.language, native) in told:
            continue
        told.add((figure.language, native))
        known = [
            entry
            for entry in _with_native(base, native, "person")
            if (entry.category, entry.language) == ("surname", figure.language)
        ]
        english = last_word(figure.english, figure)
        accepted = {last_word(form, figure): None for form in figure.accepted}
        before = (
            known[0]
            if known
            else Entry(
                id=f"surname:{figure.language}:{native.lower()}",
                native=native,
                language=figure.language,
                kind="person",
                category="surname",
            )
        )
        english = english or before.english
        forms = (base.name(before).english, *before.accepted, *accepted)
        yield (
            replace(
                before,
                rank=max(before.rank, figure.rank),
                english=english,
                accepted=tuple(f for f in dict.fromkeys(forms) if f and f != english),
            ),
            known,
        )


def _conflicts(rows: Iterable[Row], base: Gazetteer, replaced: set[str]) -> Iterator[str]:
    """Wrong forms of a row that are forms of another name, each as a problem with both rows."""
    for row in rows:
        for form in filter(None, row.cells.get("forms", "").split("|")):
            for entry in base.find(form):
                name = base.name(entry)
                forms = (name.english, name.ukrainian, *name.accepted, *entry.forms)
                other = entry.native != row.cells.get("native") and entry.id not in replaced
                if other and is_form(comparable(form), forms):
                    own = row.cells.get("native") or row.cells["english"]
                    message = (
                        f"{form!r} is a form of {own} here, and of {entry.native} "
                        f"({entry.kind} {entry.id!r}) in the tables"
                    )
                    yield str(row.problem("forms", "T032", message))
