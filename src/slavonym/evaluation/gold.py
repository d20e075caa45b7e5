"""Reading gold: texts and names, and how they ought to be written. `docs/evaluate.md` has the format.

A record is a text with spans, a text before and after, or a name standing alone; its fields tell which.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from slavonym.decode import decode
from slavonym.errors import GoldError
from slavonym.evaluation.compare import differences
from slavonym.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Span:
    """A place of a text where a name stands, `[start, end)` in code points, and the forms that are right there.

    A name that must stay as it is has its own surface among them. What becomes of a doubtful span is not counted.
    """

    start: int
    end: int
    right: tuple[str, ...]
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text and its names in order; outside of them every edit is wrong. `where` says where it was read."""

    where: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class GoldName:
    """A name standing alone, its kind if that is known, and the forms that are right for it."""

    where: str
    name: str
    right: tuple[str, ...]
    kind: Literal["organization", "person", "place"] | None = None


class _Record(msgspec.Struct, forbid_unknown_fields=True, frozen=True, kw_only=True):
    """What any record may have: an id and a note of its writer, which are not read."""

    id: str | int = ""
    note: str = ""


class _Span(_Record, forbid_unknown_fields=True, frozen=True, kw_only=True):
    start: int
    end: int
    right: list[str] | None = None
    doubtful: bool = False
    surface: str | None = None


class _Text(_Record, forbid_unknown_fields=True, frozen=True, kw_only=True):
    text: str
    spans: list[_Span]


class _Pair(_Record, forbid_unknown_fields=True, frozen=True, kw_only=True):
    before: str
    after: str


class _Name(_Record, forbid_unknown_fields=True, frozen=True, kw_only=True):
    name: str
    right: list[str]
    kind: Literal["organization", "person", "place"] | None = None


_KINDS: dict[str, type[_Record]] = {"text": _Text, "before": _Pair, "name": _Name}
"""The field that tells each kind of record."""

_COLUMNS = {"before": ("before", "after"), "name": ("name", "right", "kind")}
"""The columns of a table by the one that tells its kind; `kind` may be left out."""
_ANYWHERE = ("id", "note")


class _Wrong(Exception):  # noqa: N818  it never leaves this module
    """A record is not of the form that its kind has."""


@dataclass(slots=True)
class _Reading:
    """What was read so far, good and bad."""

    records: list[GoldText | GoldName] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def done(self, where: str) -> tuple[GoldText | GoldName, ...]:
        if not self.problems and not self.records:
            self.problems.append(f"{where}: no record; expected a text or a name at least")
        if self.problems:
            raise GoldError(*self.problems)
        return tuple(self.records)


def read_gold(path: str | Path) -> tuple[GoldText | GoldName, ...]:
    """Read a gold file, JSON Lines or TSV, in UTF-8.

    Args:
        path: The file. `.jsonl` and `.ndjson` are JSON Lines, `.tsv` is a table; of any other name, a file that
            starts with `{` is JSON Lines.

    Raises:
        GoldError: the file is not UTF-8, or records are wrong; says every one of them.
        OSError: the file cannot be read.
    """
    raw = Path(path).read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"{path}: not UTF-8 at byte {error.start}"
        raise GoldError(message) from error
    return parse_gold(text, str(path))


def parse_gold(text: str, path: str) -> tuple[GoldText | GoldName, ...]:
    """Read gold from the text of a file; as `read_gold`.

    Args:
        text: What stands in the file.
        path: Its name, which tells the format and stands in the messages.
    """
    text = text.removeprefix("\ufeff")
    suffix = Path(path).suffix.lower()
    as_json = suffix in {".jsonl", ".ndjson"} or (
        suffix != ".tsv" and text.lstrip()[:1] in {"{", ""}
    )
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    reading = _Reading()
    (_read_json if as_json else _read_table)(lines, path, reading)
    return reading.done(path)


def gold_from(
    records: Iterable[Mapping[str, Any] | GoldText | GoldName],
) -> tuple[GoldText | GoldName, ...]:
    """Check records given in Python: dictionaries with the fields of a JSON record, or what `read_gold` returned.

    Raises:
        GoldError: records are wrong; says every one of them, counted from 1.
    """
    reading = _Reading()
    for number, record in enumerate(records, 1):
        if isinstance(record, GoldText | GoldName):
            reading.records.append(record)
        else:
            _add(record, f"record {number}", {}, reading)
    return reading.done("gold")


# JSON Lines


def _read_json(lines: Sequence[str], path: str, reading: _Reading) -> None:
    for number, line in enumerate(lines, 1):
        where = f"{path}:{number}"
        if not line.strip():
            continue
        try:
            record = json.loads(line, object_pairs_hook=_unique)
        except json.JSONDecodeError as error:
            said = error.msg[:1].lower() + error.msg[1:]
            reading.problems.append(f"{where}:{error.colno}: not JSON: {said}")
        except _Wrong as error:
            reading.problems.append(f"{where}: {error}")
        except (ValueError, RecursionError):
            message = f"{where}: a number is too long, or brackets are nested too deeply"
            reading.problems.append(message)
        else:
            _add(record, where, {}, reading)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object in which no key stands twice."""
    times = Counter(key for key, _ in pairs)
    for key, count in times.items():
        if count > 1:
            message = f"{key}: stands {count} times in one object; expected once"
            raise _Wrong(message)
    return dict(pairs)


# Tables


def _read_table(lines: Sequence[str], path: str, reading: _Reading) -> None:
    if not any(line.strip() for line in lines):
        return
    header = lines[0].split("\t")
    starts = _starts(header)
    told = [column for column in _COLUMNS if column in header]
    found = [*_header(header, told, lambda number: f"{path}:1:{starts[number]}")]
    if found:
        reading.problems += found
        return
    for line_number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        where = f"{path}:{line_number}"
        cells = line.split("\t")
        if len(cells) != len(header):
            columns = "\\t".join(header)
            message = f"{where}: {len(cells)} cells, expected {len(header)} ({columns})"
            reading.problems.append(message)
            continue
        row: dict[str, Any] = dict(zip(header, cells, strict=True))
        if "right" in row:
            row["right"] = row["right"].split("|") if row["right"] else []
        if not row.get("kind"):
            row.pop("kind", None)
        _add(row, where, dict(zip(header, _starts(cells), strict=True)), reading)


def _starts(cells: Sequence[str]) -> list[int]:
    """The column of the file at which each cell starts, from 1."""
    starts = [1]
    for cell in cells[:-1]:
        starts.append(starts[-1] + len(cell) + 1)
    return starts


def _header(
    header: Sequence[str], told: Sequence[str], place: Callable[[int], str]
) -> Iterator[str]:
    """What is wrong with the header of a table."""
    if len(told) > 1:
        yield f"{place(0)}: columns 'before' and 'name' in one table; expected one of them"
        return
    valid = (*(_COLUMNS[told[0]] if told else sum(_COLUMNS.values(), ())), *_ANYWHERE)
    for number, column in enumerate(header):
        if column not in valid:
            yield f"{place(number)}: unknown column {column!r}; {did_you_mean(column, valid)}"
        elif column in header[:number]:
            yield f"{place(number)}: column {column!r} stands twice"
    if not told:
        yield f"{place(0)}: expected the columns 'before' and 'after', or 'name', 'kind' and 'right'"
        return
    for column in _COLUMNS[told[0]]:
        if column not in header and column != "kind":
            yield f"{place(0)}: column {column!r} is missing"


# Records


def _add(record: object, where: str, columns: Mapping[str, int], reading: _Reading) -> None:
    """Check a record and add it, or what is wrong with it.

    Args:
        record: What JSON or a table says.
        where: The line.
        columns: The column of the line at which a field stands, where it is known.
        reading: Takes the record or the problems.
    """

    def at(name: str) -> str:
        return f"{where}:{columns[name]}" if name in columns else where

    try:
        shaped = decode(record, _KINDS[_kind(record)], where="", error=_Wrong)
    except _Wrong as error:
        reading.problems.append(f"{at(str(error).split(':')[0])}: {error}")
        return
    problems = [*_problems(shaped)]
    reading.problems += (f"{at(name)}: {name}: {message}" for name, message in problems)
    if not problems:
        reading.records.append(_made(shaped, where))


def _problems(record: _Record) -> Iterator[tuple[str, str]]:
    """Field and message of each problem of a record that has the right shape."""
    match record:
        case _Text():
            yield from _text_problems(record)
        case _Pair():
            for name in ("before", "after"):
                if not getattr(record, name).strip():
                    yield name, "empty; expected a text"
        case _Name():
            if not record.name.strip():
                yield "name", "empty; expected a name"
            yield from (("right", message) for message in _form_problems(record.right))


def _made(record: _Record, where: str) -> GoldText | GoldName:
    match record:
        case _Name():
            return GoldName(where, record.name, tuple(record.right), record.kind)
        case _Pair():
            # Each difference is a place, and what the other text has is right there.
            there = (
                Span(piece.start, piece.end, (record.after[piece.other_start : piece.other_end],))
                for piece in differences(record.before, record.after)
            )
            return GoldText(where, record.before, tuple(there))
        case _Text():
            spans = (
                Span(span.start, span.end, tuple(span.right or ()), span.doubtful)
                for span in record.spans
            )
            ordered = sorted(spans, key=lambda span: span.start)
            return GoldText(where, record.text, tuple(ordered))
    raise TypeError(record)


def _kind(record: object) -> str:
    """The field that tells what kind of record this is."""
    if not isinstance(record, dict):
        message = f"found {record!r:.80}, expected an object with fields"
        raise _Wrong(message)
    told = [key for key in _KINDS if key in record]
    if len(told) == 1:
        return told[0]
    if told:
        both = " and ".join(map(repr, told))
        message = f"fields {both} in one record; expected one of 'text', 'before' and 'name'"
        raise _Wrong(message)
    known = {name for kind in _KINDS.values() for name in kind.__struct_fields__}
    for key in record:
        if key not in known:
            message = f"unknown field {key!r}; {did_you_mean(key, _KINDS)}"
            raise _Wrong(message)
    message = "none of the fields 'text', 'before' and 'name'; expected one of them"
    raise _Wrong(message)


def _text_problems(record: _Text) -> Iterator[tuple[str, str]]:
    """Field and message of each problem."""
    if not record.text:
        yield "text", "empty; expected a text"
    length = len(record.text)
    known: list[tuple[int, int, int]] = []
    for number, span in enumerate(record.spans, 1):
        at = f"spans, entry {number}"
        start, end = span.start, span.end
        if not 0 <= start < end <= length:
            valid = f"0 <= start < end <= {length}, the length of the text in code points"
            yield at, f"found start {start} and end {end}, expected {valid}"
            continue
        for other, other_start, other_end in known:
            if start < other_end and other_start < end:
                clash = f"entry {other} at {other_start}..{other_end}"
                yield at, f"{start}..{end} overlaps {clash}; expected spans that share nothing"
        known.append((number, start, end))
        if span.surface is not None and span.surface != record.text[start:end]:
            yield f"{at}, surface", _not_there(record.text, span.surface, start, end)
        if span.right is None and not span.doubtful:
            yield f"{at}, right", "missing; expected the forms that are right there"
        elif span.right is not None and not (span.doubtful and not span.right):
            yield from ((f"{at}, right", message) for message in _form_problems(span.right))


def _not_there(text: str, surface: str, start: int, end: int) -> str:
    said = f"the text has {text[start:end]!r} at {start}..{end}, not {surface!r}"
    places = [found.start() for found in re.finditer(re.escape(surface), text)] if surface else []
    if not places:
        return f"{said}, which stands nowhere in it"
    near = min(places, key=lambda at: abs(at - start))
    return f"{said}, which stands at {near}..{near + len(surface)}; offsets are code points"


def _form_problems(forms: Sequence[str]) -> Iterator[str]:
    if not forms:
        yield "empty; expected a form at least"
    for number, form in enumerate(forms, 1):
        if not form.strip():
            yield f"entry {number} is empty; expected a form"
        elif form in forms[: number - 1]:
            yield f"{form!r} stands twice"
