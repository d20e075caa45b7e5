"""What a user can choose. A `Config` is immutable; its defaults are part of the interface."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, Self, get_args, get_origin, get_type_hints

from slavonym.errors import ConfigError
from slavonym.suggest import did_you_mean

_SECTIONS = {
    "tables": {"exclude": "exclude"},
    "rules": {"disable": "disable"},
    "protect": {"patterns": "protect"},
}
"""Keys that stand in a section of a config file, and the option each sets."""


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
        thresholds: Thresholds for one kind ("person", "place", "organization"); they win over `min_confidence`.
        exclude: Forms that are never touched, compared without case.
        disable: Ids of built-in rules and guards that are switched off.
        protect: Regular expressions; what they match is never touched.

    Raises:
        ConfigError: a value is of the wrong type or not among the valid ones.
    """

    to: Literal["english", "ukrainian"] = "english"
    accepted: Literal["keep", "unify"] = "keep"
    renamed: Literal["keep", "current"] = "keep"
    min_confidence: float = 0.85
    thresholds: dict[str, float] = field(default_factory=dict, hash=False)
    exclude: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    protect: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        hints = get_type_hints(type(self))
        for option in fields(self):
            _check(option.name, getattr(self, option.name), hints[option.name])
        object.__setattr__(self, "thresholds", dict(self.thresholds))

    def threshold(self, kind: str) -> float:
        """The confidence a change to a name of this kind must reach."""
        return self.thresholds.get(kind, self.min_confidence)

    def replace(self, **changes: Any) -> Self:
        """A copy with some options changed; an unknown option is a ConfigError."""
        return replace(self, **_known(changes, ""))

    @classmethod
    def from_dict(cls, options: dict[str, Any], *, where: str = "") -> Self:
        """Build a config from a dictionary in the shape of a config file.

        Args:
            options: Options by name, with the sections `tables`, `rules`, `protect` and `thresholds`.
            where: What to name in error messages, such as the file's path.
        """
        flat: dict[str, Any] = {}
        prefix = f"{where}: " if where else ""
        for key, value in options.items():
            if key not in _SECTIONS:
                flat[key] = tuple(value) if isinstance(value, list) else value
                continue
            if not isinstance(value, dict):
                message = f"{prefix}{key}: found {value!r}, expected a section [{key}]"
                raise ConfigError(message)
            for name, entry in value.items():
                if name not in _SECTIONS[key]:
                    known = did_you_mean(name, _SECTIONS[key])
                    message = f"{prefix}[{key}]: unknown key {name!r}; {known}"
                    raise ConfigError(message)
                flat[_SECTIONS[key][name]] = tuple(entry) if isinstance(entry, list) else entry
        try:
            return cls(**_known(flat, prefix))
        except ConfigError as error:
            message = str(error)
            raise ConfigError(message if message.startswith(prefix) else prefix + message) from None

    @classmethod
    def from_toml(cls, path: str | Path) -> Self:
        """Read a config file (TOML).

        Raises:
            ConfigError: the file cannot be read, is not TOML, or has a wrong key, type or value; names the file.
        """
        try:
            text = Path(path).read_text(encoding="utf-8")
            options = tomllib.loads(text)
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            message = f"{path}: {error}"
            raise ConfigError(message) from error
        return cls.from_dict(options, where=str(path))


def _known(options: dict[str, Any], prefix: str) -> dict[str, Any]:
    valid = {option.name for option in fields(Config)}
    for key in options:
        if key not in valid:
            message = f"{prefix}unknown option {key!r}; {did_you_mean(key, valid)}"
            raise ConfigError(message)
    return options


def _check(name: str, value: object, expected: Any) -> None:
    """Check one option against its annotation: a Literal, a float, a tuple of str or a dict of floats."""
    origin = get_origin(expected)
    if origin is Literal:
        valid = get_args(expected)
        if value not in valid:
            hint = (
                did_you_mean(value, valid)
                if isinstance(value, str)
                else f"valid: {', '.join(valid)}"
            )
            message = f"{name}: found {value!r}; {hint}"
            raise ConfigError(message)
    elif expected is float:
        _check_probability(name, value)
    elif origin is tuple:
        if not isinstance(value, tuple) or not all(isinstance(item, str) for item in value):
            message = f"{name}: found {value!r}, expected a tuple of strings"
            raise ConfigError(message)
    elif not isinstance(value, dict):
        message = f"{name}: found {value!r}, expected a table of kinds and probabilities"
        raise ConfigError(message)
    else:
        for kind, threshold in value.items():
            if kind not in ("person", "place", "organization"):
                known = did_you_mean(str(kind), ("person", "place", "organization"))
                message = f"{name}: unknown kind {kind!r}; {known}"
                raise ConfigError(message)
            _check_probability(f"{name}.{kind}", threshold)


def _check_probability(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        message = f"{name}: found {value!r}, expected a probability from 0 to 1"
        raise ConfigError(message)
