"""What a user can choose. A `Config` is immutable; its defaults are part of the interface."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Self

from slavonym.errors import ConfigError
from slavonym.record import defaults_of, record, replace
from slavonym.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

_SECTIONS = {
    "tables": {"extra": "tables", "packs": "packs", "schemes": "schemes", "exclude": "exclude"},
    "rules": {"enable": "enable", "disable": "disable"},
    "protect": {"patterns": "protect"},
}
"""Sections of a config file that hold options of another name, and the option each of their keys sets."""
_IN_A_FILE = {
    option: f"{section}.{key}"
    for section, keys in _SECTIONS.items()
    for key, option in keys.items()
}
_FILES = ("tables", "schemes")
"""Options that name files, relative to the config file."""
_MOST_BYTES = 1_000_000
"""A config file larger than this is none."""
_LONGEST_PATTERN = 10_000
"""Code points of a regular expression: compiling one takes time as its length, a longer one seconds."""
_SKIP = "none"
"""What a file writes for `language=None`: TOML has no null."""

Pairs = tuple[tuple[str, Any], ...]
"""A dictionary as a value that can be hashed."""


class Origin(NamedTuple):
    """Where a config was read: its file, and the line and column of each key of each of its [[names]]."""

    path: str = ""
    names: tuple[dict[str, tuple[int, int]], ...] = ()


@record(kw_only=True)
class Config:
    """How names are written, which are known and when they are changed.

    Attributes:
        to: "english" writes the preferred English form; "ukrainian" writes Ukrainian names by KMU-2010.
        accepted: What happens to other good English forms (Zelensky, Dmitri): "keep" leaves them,
            "unify" rewrites them to the preferred one.
        renamed: "keep" respells the old name of a renamed place (Artemivsk), "current" writes its present
            name (Bakhmut).
        sources: Whose spellings are undone: families of schemes, such as "french" or "german".
        language: The language of the texts: "auto" finds it out when it matters, an ISO 639-1 code says it,
            None leaves it open.
        min_confidence: The probability, from 0 to 1, below which a change is only reported.
        thresholds: Thresholds by kind of name or by id of a rule, as a dictionary (`{"person": 0.9}`). A rule's goes
            before a kind's, and both before `min_confidence`. Kept as pairs.
        tables: Paths of name tables of your own (TSV), read when a `Normalizer` is made.
        packs: Installed table packs to use, by the name of their entry point (`slavonym.tables`).
        schemes: Paths of scheme files of your own (TOML).
        names: Names of your own, or what you want otherwise of a name the tables have: dictionaries with the columns
            of a name table. Kept as pairs.
        exclude: Forms that are never touched, compared without case.
        enable: Installed rules and guards to use, by the name of their entry point (`slavonym.rules`,
            `slavonym.guards`).
        disable: Ids of rules and guards that are switched off.
        protect: Regular expressions (syntax of the `regex` package); what they match is never touched.

    Raises:
        ConfigError: values are of the wrong type or not among the valid ones; says every one of them.
    """

    to: Literal["english", "ukrainian"] = "english"
    accepted: Literal["keep", "unify"] = "keep"
    renamed: Literal["keep", "current"] = "keep"
    sources: tuple[str, ...] = ("french",)
    language: str | None = "auto"
    min_confidence: float = 0.75
    thresholds: Mapping[str, float] | Pairs = ()
    tables: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    names: tuple[Mapping[str, Any] | Pairs, ...] = ()
    exclude: tuple[str, ...] = ()
    enable: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    protect: tuple[str, ...] = ()
    origin: Origin = Origin()
    """Where it was read, for error messages; not an option."""

    def __post_init__(self) -> None:
        chosen = {}
        for name, default in _options().items():
            value = getattr(self, name)
            if type(value) is not type(default) or value != default:
                chosen[name] = _plain(value)
        if chosen:
            _check(chosen)
        for name, value in chosen.items():
            object.__setattr__(self, name, _frozen(value))

    def __repr__(self) -> str:
        shown = []
        for name, default in _options().items():
            value = getattr(self, name)
            if value != default:
                told = _plain(value) if name in ("names", "thresholds") else value
                shown.append(f"{name}={told!r}")
        return f"{type(self).__name__}({', '.join(shown)})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Config):
            return NotImplemented
        return self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def _values(self) -> tuple[Any, ...]:
        """The options; where they were read makes no difference."""
        return tuple(getattr(self, name) for name in _options())

    def threshold(self, kind: str, rule: str = "") -> float:
        """The confidence that a change by a rule to a name of this kind must reach."""
        chosen: dict[str, float] = dict(self.thresholds)
        return chosen.get(rule, chosen.get(kind, self.min_confidence))

    def doubt(self, kind: str, confidence: float, rule: str = "") -> str:
        """Why a change by a rule to a name of a kind is not made with this confidence; empty when it is high enough."""
        threshold = self.threshold(kind, rule)
        return f"confidence {confidence:.3f} is below {threshold}" if confidence < threshold else ""

    def replace(self, **changes: Any) -> Self:
        """A copy with some options changed; an unknown option is a ConfigError."""
        problems = [*_unknown(changes)]
        if problems:
            raise ConfigError(*problems)
        return replace(self, **changes)

    @classmethod
    def from_dict(cls, options: dict[str, Any], *, where: str = "") -> Self:
        """Build a config from a dictionary in the shape of a config file.

        Args:
            options: Options by name; some stand in sections (`tables`, `rules`, `protect`).
            where: What to name in error messages, such as the file's path.

        Raises:
            ConfigError: keys, types or values are wrong; says every one of them.
        """
        return cls._read(options, Origin(where))

    @classmethod
    def from_toml(cls, path: str | Path) -> Self:
        """Read a config file (TOML). Paths in it are relative to its folder and cannot leave it, unless absolute.

        Raises:
            ConfigError: the file cannot be read, is not TOML, or has wrong keys, types or values; names the file.
        """
        from pathlib import Path  # noqa: PLC0415

        from slavonym.decode import read_toml  # noqa: PLC0415  what only a file needs

        try:
            with Path(path).open("rb") as file:
                raw = file.read(_MOST_BYTES + 1)
        except (OSError, ValueError) as error:
            message = f"{path}: {error}"
            raise ConfigError(message) from error
        if len(raw) > _MOST_BYTES:
            message = f"{path}: more than {_MOST_BYTES} bytes, which is no config"
            raise ConfigError(message)
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            message = f"{path}: {error}"
            raise ConfigError(message) from error
        options = read_toml(text, where=str(path), error=ConfigError)
        return cls._read(options, Origin(str(path), tuple(_places_of_names(text))))

    @classmethod
    def _read(cls, options: dict[str, Any], origin: Origin) -> Self:
        """Build a config from the shape of a file, or tell everything that is wrong with it."""
        flat, problems = _flattened(options)
        if origin.path:
            from pathlib import Path  # noqa: PLC0415  only a file has a folder

            problems += map(_as_in_a_file, _placed(flat, Path(origin.path).parent))
        problems += _unknown(flat, sections=_SECTIONS)
        chosen = {name: _plain(value) for name, value in flat.items() if name in _options()}
        problems += map(_as_in_a_file, _wrong(chosen))
        if problems:
            prefix = f"{origin.path}: " if origin.path else ""
            raise ConfigError(*(prefix + problem for problem in problems))
        return cls(**chosen, origin=origin)


def _options() -> dict[str, Any]:
    """The options and their defaults, in their order."""
    return {name: default for name, default in defaults_of(Config).items() if name != "origin"}


def _flattened(options: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The options of a file by name, without their sections, and what is wrong with the sections."""
    flat: dict[str, Any] = {}
    problems = []
    for key, value in options.items():
        section = _SECTIONS.get(key)
        if section is None:
            flat[key] = None if (key, value) == ("language", _SKIP) else value
        elif not isinstance(value, dict):
            problems.append(f"{key}: found {value!r:.80}, expected a section [{key}]")
        else:
            for name, entry in value.items():
                if name in section:
                    flat[section[name]] = entry
                else:
                    problems.append(f"{key}: unknown key {name!r}; {did_you_mean(name, section)}")
    return flat, problems


def _placed(flat: dict[str, Any], folder: Path) -> Iterator[str]:
    """Make the paths of files start at the config's folder; tell those that lead out of it."""
    from pathlib import Path  # noqa: PLC0415

    for option in _FILES:
        paths = flat.get(option)
        if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
            continue  # told with the other wrong types
        flat[option] = [str(folder / path) for path in paths]
        for number, path in enumerate(paths, 1):
            try:
                inside = (folder / path).resolve().is_relative_to(folder.resolve())
            except (OSError, RuntimeError, ValueError) as error:  # links in a circle, NUL
                yield f"{option}, entry {number}: {path!r:.80} is no path: {error}"
                continue
            if not inside and not Path(path).is_absolute():
                yield f"{option}, entry {number}: {path!r} leads out of the config's folder; write an absolute path"


def _unknown(options: Iterable[str], sections: Iterable[str] = ()) -> Iterator[str]:
    """What to say of options that do not exist."""
    valid = [*_options()]
    for key in options:
        if key not in valid:
            yield f"unknown option {key!r}; {did_you_mean(key, [*valid, *sections])}"


def _as_in_a_file(problem: str) -> str:
    """A problem of an option, called as in a file: `exclude` is `tables.exclude` there."""
    option, *_ = re.split("[:,]", problem, maxsplit=1)
    called = _IN_A_FILE.get(option, option)
    return called + problem[len(option) :]


def _check(chosen: dict[str, Any]) -> None:
    """Check values that are not the defaults."""
    problems = [*_wrong(chosen)]
    if problems:
        raise ConfigError(*problems)


def _wrong(chosen: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the values of known options."""
    for name, value in chosen.items():
        problems = [*_wrong_parts(name, value)]
        further = _FURTHER.get(name)
        yield from problems or (further(value) if further else ())


def _wrong_parts(name: str, value: Any) -> Iterator[str]:
    """What is wrong with the type and value of one option; of each part of one that has many."""
    from slavonym.decode import decode  # noqa: PLC0415  needs msgspec, which the defaults do not
    from slavonym.options import NameRow, Options, Probability  # noqa: PLC0415

    parts: list[tuple[str, Any, Any]] = [("", {name: value}, Options)]
    if name == "thresholds" and isinstance(value, dict):
        parts = [(f"{name}.{key}", entry, Probability) for key, entry in value.items()]
    elif name == "names" and isinstance(value, list):
        parts = [(f"{name}, entry {n}", row, NameRow) for n, row in enumerate(value, 1)]
    for where, part, kind in parts:
        if kind is NameRow and not part:
            yield f"{where}: no column has a value"
            continue
        try:
            decode(part, kind, where=where, error=ConfigError)
        except ConfigError as error:
            yield from error.problems


def _wrong_language(language: str | None) -> Iterator[str]:
    if language not in (None, "auto") and not re.fullmatch("[a-z]{2}", language):
        yield f"language: found {language!r}, expected 'auto', {_SKIP!r} or an ISO 639-1 code such as 'en'"


def _wrong_patterns(patterns: Iterable[str]) -> Iterator[str]:
    import regex  # noqa: PLC0415  7 ms that only a config with patterns needs

    for number, pattern in enumerate(patterns, 1):
        if len(pattern) > _LONGEST_PATTERN:
            yield f"protect, entry {number}: {len(pattern)} code points, expected {_LONGEST_PATTERN} at most"
            continue
        try:
            regex.compile(pattern)
        except (regex.error, RecursionError, OverflowError, ValueError) as error:
            yield f"protect, entry {number}: found {pattern!r:.80}, not a regular expression: {error}"


_FURTHER: dict[str, Callable[[Any], Iterator[str]]] = {
    "language": _wrong_language,
    "protect": _wrong_patterns,
}
"""What is checked of an option beside its type."""


def _plain(value: Any) -> Any:
    """A value as msgspec takes it: pairs as dictionaries, and what is hashable as a list where it need not be."""
    if _is_pairs(value):
        return {key: _plain(entry) for key, entry in value}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return value


def _frozen(value: Any) -> Any:
    """A checked value as one that can be hashed: dictionaries as pairs, lists as tuples."""
    if isinstance(value, dict):
        return tuple((key, _frozen(entry)) for key, entry in sorted(value.items()))
    if isinstance(value, list):
        return tuple(_frozen(entry) for entry in value)
    return value


def _is_pairs(value: Any) -> bool:
    return bool(
        isinstance(value, tuple)
        and value
        and all(isinstance(e, tuple) and len(e) == 2 and isinstance(e[0], str) for e in value)
    )


_NAMES_HEADER = re.compile(r"\s*\[\[\s*names\s*\]\]")
_ANY_HEADER = re.compile(r"\s*\[")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")


def _places_of_names(text: str) -> Iterator[dict[str, tuple[int, int]]]:
    """Line and column, from 1, of each key of each [[names]] of a config file; "" is the header's."""
    places: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if _ANY_HEADER.match(line):
            if places:
                yield places
            places = {}
            if _NAMES_HEADER.match(line):
                places[""] = (number, 1 + line.index("["))
        elif places and (key := _KEY.match(line)):
            places[key[1]] = (number, 1 + key.start(1))
    if places:
        yield places
