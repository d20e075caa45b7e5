"""Data from a TOML file into typed records, with errors for the person who wrote the file."""

from __future__ import annotations

import re
import tomllib
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from slavonym.suggest import did_you_mean

if TYPE_CHECKING:
    import msgspec.inspect

T = TypeVar("T")

_ONE_AT_A_TIME = Lock()
"""msgspec 0.22 crashes when threads meet a record type for the first time together."""

_PART = r"""(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_MANY_PARTS = re.compile(rf"{_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{32}}")
"""A dotted key that no file has, and for which tomllib takes memory as the square of its length."""
_LARGEST = 1 << 63
"""Integers beyond this are not TOML, though tomllib reads them."""

_AT = re.compile(r"(?s)(.*?)(?: - at `\$(.*)`)?$")
_STEP = re.compile(r"\.([^.\[]+)|\[(\d+|\.\.\.)\]")
_UNKNOWN_FIELD = re.compile(r"Object contains unknown field `(.*)`")
_MISSING_FIELD = re.compile(r"Object missing required field `(.*)`")
_IN_PLAIN_WORDS = {
    "array": "a list",
    "bool": "true or false",
    "float": "a number",
    "int": "a whole number",
    "object": "a table",
    "str": "text",
}
_LIBRARY_WORD = re.compile(rf"\b({'|'.join(_IN_PLAIN_WORDS)})\b")
_WRONG_VALUE = re.compile(r"Invalid enum value '(.*)'")


def read_toml(text: str, *, where: str, error: type[Exception]) -> dict[str, Any]:
    """Read the text of a TOML file that may be anybody's.

    Args:
        text: The file.
        where: Its name, for the message.
        error: The error to raise.

    Raises:
        Exception: `error`, as "file: what is wrong"; also for what is TOML, but so deep, long or large that reading it
            would exhaust the machine.
    """
    many = _MANY_PARTS.search(text)
    if many is not None:
        line = text.count("\n", 0, many.start()) + 1
        message = f"{where}: more than 32 names in one dotted key (at line {line})"
        raise error(message)
    try:
        data = tomllib.loads(text)
    except RecursionError:
        message = f"{where}: nested too deeply"
        raise error(message) from None
    except (
        ValueError
    ) as problem:  # an integer of thousands of digits is one, and no TOMLDecodeError
        message = f"{where}: {problem}"
        raise error(message) from problem
    if _has_larger(data):
        message = f"{where}: an integer of more than 64 bits"
        raise error(message)
    return data


def _has_larger(value: object) -> bool:
    if isinstance(value, int):
        return not -_LARGEST <= value < _LARGEST
    if isinstance(value, dict):
        return any(map(_has_larger, value.values()))
    return isinstance(value, list) and any(map(_has_larger, value))


def decode(data: object, into: type[T], *, where: str, error: type[Exception]) -> T:
    """Convert plain data into a record type of msgspec.

    Args:
        data: What `tomllib` read.
        into: A msgspec.Struct, whose annotations say what is valid.
        where: The file, for the message.
        error: The error to raise.

    Raises:
        Exception: `error`, as "file: where in it: what was found; what is valid, and the nearest right word".
    """
    import msgspec  # noqa: PLC0415  15 ms that only reading a file needs

    try:
        with _ONE_AT_A_TIME:
            return msgspec.convert(data, into)
    except msgspec.ValidationError as problem:
        parts = _AT.match(str(problem))
        said, path = (parts[1], parts[2] or "") if parts else (str(problem), "")
        steps = [name or index for name, index in _STEP.findall(path)]
        found = _type_at(into, steps)
        place = "".join(f"{part}: " for part in (where, _spoken(steps)) if part)
        raise error(place + _explained(said, found, _value_at(data, steps))) from None
    except UnicodeEncodeError as problem:
        place = f"{where}: " if where else ""
        message = f"{place}found {problem.object!r:.80}, which has half of a surrogate pair"
        raise error(message) from None


def _value_at(data: Any, steps: list[str]) -> object:
    """What stands at a path of the data."""
    for step in steps:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list | tuple) and step.isdigit():
            data = data[int(step)]
    return data


def _explained(said: str, found: msgspec.inspect.Type | None, value: object) -> str:
    """The library's message in words for the writer of the file, with what is valid."""
    import msgspec.inspect  # noqa: PLC0415

    if unknown := _UNKNOWN_FIELD.match(said):
        names = (
            [f.encode_name for f in found.fields]
            if isinstance(found, msgspec.inspect.StructType)
            else []
        )
        return f"unknown key {unknown[1]!r}; {did_you_mean(unknown[1], names)}"
    if missing := _MISSING_FIELD.match(said):
        return f"{missing[1]!r} is missing"
    if wrong := _WRONG_VALUE.match(said):
        values = (
            [str(v) for v in found.values] if isinstance(found, msgspec.inspect.LiteralType) else []
        )
        return f"found {wrong[1]!r}; {did_you_mean(wrong[1], values)}"
    said = _LIBRARY_WORD.sub(
        lambda word: _IN_PLAIN_WORDS[word[1]], (said[:1].lower() + said[1:]).replace("`", "")
    )
    return f"found {value!r:.80}, {said}"


def _spoken(steps: list[str]) -> str:
    """A path as people say it: `special.rules[1].cost` is "special.rules, entry 2, cost"."""
    spoken = ""
    for step in steps:
        if step.isdigit():
            spoken += f", entry {int(step) + 1}"
        else:
            spoken += ("" if not spoken else ", " if "entry" in spoken else ".") + step
    return spoken


def _type_at(into: type, steps: list[str]) -> msgspec.inspect.Type | None:
    """What is valid at a path of the record type; None where the path leads nowhere."""
    import msgspec.inspect  # noqa: PLC0415

    here: msgspec.inspect.Type | None = msgspec.inspect.type_info(into)
    for step in steps:
        here = _without_none(here)
        match here:
            case msgspec.inspect.StructType(fields=fields):
                here = next((f.type for f in fields if f.encode_name == step), None)
            case msgspec.inspect.DictType(value_type=inner):
                here = inner
            case (
                msgspec.inspect.ListType(item_type=inner)
                | msgspec.inspect.VarTupleType(item_type=inner)
            ):
                here = inner
            case _:
                return None
    return _without_none(here)


def _without_none(found: msgspec.inspect.Type | None) -> msgspec.inspect.Type | None:
    """The other half of an optional type."""
    import msgspec.inspect  # noqa: PLC0415

    if isinstance(found, msgspec.inspect.UnionType):
        return next((t for t in found.types if not isinstance(t, msgspec.inspect.NoneType)), None)
    return found
