"""What a user can choose. A `Config` is immutable; its defaults are part of the interface."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

import regex

from slavonym.decode import decode
from slavonym.errors import ConfigError
from slavonym.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

_SECTIONS = {
    "tables": {"exclude": "exclude"},
    "rules": {"disable": "disable"},
    "protect": {"patterns": "protect"},
}
"""Keys that stand in a section of a config file, and the option each sets."""


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """The confidence a change to each kind of name must reach; None leaves it to `Config.min_confidence`."""

    organization: float | None = None
    person: float | None = None
    place: float | None = None


@dataclass(frozen=True, kw_only=True)
class Config:
    """How names are written and when they are changed.

    Attributes:
        to: "english" writes the preferred English form; "ukrainian" writes Ukrainian names by KMU-2010.
        accepted: What happens to other good English forms (Zelensky, Dmitri): "keep" leaves them,
            "unify" rewrites them to the preferred one.
        renamed: "keep" respells the old name of a renamed place (Artemivsk), "current" writes its present
            name (Bakhmut).
        min_confidence: The probability, from 0 to 1, below which a change is only reported.
        thresholds: Thresholds by kind of name, as a dictionary (`{"person": 0.9}`); they win over `min_confidence`.
        exclude: Forms that are never touched, compared without case.
        disable: Ids of built-in rules and guards that are switched off.
        protect: Regular expressions; what they match is never touched.

    Raises:
        ConfigError: a value is of the wrong type or not among the valid ones.
    """

    to: Literal["english", "ukrainian"] = "english"
    accepted: Literal["keep", "unify"] = "keep"
    renamed: Literal["keep", "current"] = "keep"
    min_confidence: float = 0.75
    thresholds: Thresholds | dict[str, float] = Thresholds()
    exclude: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    protect: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        chosen = {}
        for option in fields(self):
            value = getattr(self, option.name)
            if isinstance(value, list):
                value = tuple(value)
            if isinstance(value, Thresholds):
                value = {kind: least for kind, least in asdict(value).items() if least is not None}
            elif type(value) is type(option.default) and value == option.default:
                continue
            chosen[option.name] = value
        if chosen != {"thresholds": {}}:
            _check(chosen)
        chosen["thresholds"] = Thresholds(**chosen["thresholds"])
        for name, value in chosen.items():
            object.__setattr__(self, name, value)

    def threshold(self, kind: str) -> float:
        """The confidence a change to a name of this kind must reach."""
        least: float | None = getattr(self.thresholds, kind, None)
        return self.min_confidence if least is None else least

    def doubt(self, kind: str, confidence: float) -> str:
        """Why a change to a name of this kind is not made with this confidence; empty when it is high enough."""
        threshold = self.threshold(kind)
        return f"confidence {confidence:.3f} is below {threshold}" if confidence < threshold else ""

    def replace(self, **changes: Any) -> Self:
        """A copy with some options changed; an unknown option is a ConfigError."""
        return replace(self, **_known(changes))

    @classmethod
    def from_dict(cls, options: dict[str, Any], *, where: str = "") -> Self:
        """Build a config from a dictionary in the shape of a config file.

        Args:
            options: Options by name; `exclude`, `disable` and `protect` in their sections.
            where: What to name in error messages, such as the file's path.

        Raises:
            ConfigError: a key, type or value is wrong.
        """
        prefix = f"{where}: " if where else ""
        flat: dict[str, Any] = {}
        for key, value in options.items():
            section = _SECTIONS.get(key)
            if section is None:
                flat[key] = value
            elif not isinstance(value, dict):
                message = f"{prefix}{key}: found {value!r}, expected a section [{key}]"
                raise ConfigError(message)
            else:
                for name, entry in value.items():
                    if name not in section:
                        hint = did_you_mean(name, section)
                        message = f"{prefix}{key}: unknown key {name!r}; {hint}"
                        raise ConfigError(message)
                    flat[section[name]] = tuple(entry) if isinstance(entry, list) else entry
        try:
            return cls(**_known(flat, sections=_SECTIONS))
        except ConfigError as error:
            message = f"{prefix}{error}"
            raise ConfigError(message) from None

    @classmethod
    def from_toml(cls, path: str | Path) -> Self:
        """Read a config file (TOML).

        Raises:
            ConfigError: the file cannot be read, is not TOML, or has a wrong key, type or value; names the file.
        """
        try:
            options = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            message = f"{path}: {error}"
            raise ConfigError(message) from error
        return cls.from_dict(options, where=str(path))


def _known(options: dict[str, Any], sections: Iterable[str] = ()) -> dict[str, Any]:
    valid = [option.name for option in fields(Config)]
    for key in options:
        if key not in valid:
            message = f"unknown option {key!r}; {did_you_mean(key, [*valid, *sections])}"
            raise ConfigError(message)
    return options


def _check(chosen: dict[str, Any]) -> None:
    """Check values that are not the defaults."""
    from slavonym.options import Options  # noqa: PLC0415  needs msgspec, which the defaults do not

    decode(chosen, Options, where="", error=ConfigError)
    for number, pattern in enumerate(chosen.get("protect", ()), 1):
        try:
            regex.compile(pattern)
        except regex.error as error:
            message = (
                f"protect, entry {number}: found {pattern!r}, not a regular expression: {error}"
            )
            raise ConfigError(message) from error
