"""What a config adds to the tables: name tables, scheme files, table packs and names written in the config itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from slavonym.errors import SchemeError, TableError
from slavonym.gazetteer.check import Row, read_checked
from slavonym.plugins import pack
from slavonym.schemes.scheme import parse_scheme, wrong_examples

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable

    from slavonym.config import Config
    from slavonym.gazetteer.check import Problem
    from slavonym.schemes import Scheme

_MOST_BYTES = 50_000_000
"""A table or scheme larger than this is none."""


class Extension(NamedTuple):
    """Rows and schemes beside those of the tables, read and well formed. Goes along when a Normalizer is pickled."""

    rows: tuple[Row, ...] = ()
    schemes: tuple[Scheme, ...] = ()


def read_extension(config: Config) -> Extension:
    """Read everything that a config adds to the tables.

    Raises:
        ConfigError: a table pack is not installed, or cannot be loaded.
        TableError: a table cannot be read or is malformed; says all problems of all tables.
        SchemeError: a scheme file cannot be read or is wrong.
    """
    tables: list[tuple[str, Path | Traversable]] = [(path, Path(path)) for path in config.tables]
    schemes: list[tuple[str, Path | Traversable]] = [(path, Path(path)) for path in config.schemes]
    for name in config.packs:
        folder = pack(name)
        tables += ((f"{name}/{file.name}", file) for file in _files(folder, ".tsv"))
        further = folder / "schemes"
        if further.is_dir():
            schemes += ((f"{name}/schemes/{f.name}", f) for f in _files(further, ".toml"))
    problems: list[Problem] = []
    rows: list[Row] = []
    for path, file in tables:
        found, read = read_checked(path, _bytes(path, file, TableError), own=True)
        problems += found
        rows += read
    if problems:
        raise TableError(*map(str, sorted(problems)))
    read_schemes = tuple(_scheme(path, file) for path, file in schemes)
    return Extension((*rows, *_inline(config)), read_schemes)


def _files(folder: Traversable, ending: str) -> Iterable[Traversable]:
    return sorted((f for f in folder.iterdir() if f.name.endswith(ending)), key=lambda f: f.name)


def _bytes(path: str, file: Path | Traversable, error: type[TableError | SchemeError]) -> bytes:
    if isinstance(file, Path) and file.exists() and not file.is_file():
        message = f"{path}: not a file"  # a pipe or a terminal would keep us waiting
        raise error(message)
    try:
        with file.open("rb") as opened:
            raw = opened.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as problem:
        message = f"{path}: {getattr(problem, 'strerror', None) or problem}"
        raise error(message) from problem
    if len(raw) > _MOST_BYTES:
        message = f"{path}: more than {_MOST_BYTES} bytes"
        raise error(message)
    return raw


def _scheme(path: str, file: Path | Traversable) -> Scheme:
    try:
        text = _bytes(path, file, SchemeError).decode("utf-8")
    except UnicodeDecodeError as problem:
        message = f"{path}: not UTF-8 at byte {problem.start}"
        raise SchemeError(message) from problem
    scheme_id = file.name.removesuffix(".toml")
    scheme = parse_scheme(text, scheme_id, path)
    problems = [*wrong_examples(scheme)]
    if scheme.id != scheme_id:
        problems.append(f"scheme.id: found {scheme.id!r}, expected {scheme_id!r}, the file's name")
    if problems:
        raise SchemeError(*(f"{path}: {problem}" for problem in problems))
    return scheme


def _inline(config: Config) -> Iterator[Row]:
    """The names in the config itself; where no file tells their lines, each has its number as its line."""
    path, places = config.origin
    if len(places) != len(config.names):
        places = ()
    for number, name in enumerate(config.names, 1):
        cells = {
            column: "|".join(value) if isinstance(value, tuple) else str(value)
            for column, value in dict(name).items()
            if value is not None and (value not in ("", ()) or column == "accepted")
        }
        where = places[number - 1] if places else {"": (number, 1)}
        yield Row(path or "names", where[""][0], cells, where)
