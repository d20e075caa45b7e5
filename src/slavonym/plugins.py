"""What other packages bring: rules, guards and table packs, by entry points.

An entry point is loaded only when a config names it: installing a package never changes what slavonym does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from slavonym.errors import ConfigError
from slavonym.rules import Guard, Rule
from slavonym.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable
    from importlib.metadata import EntryPoint
    from importlib.resources.abc import Traversable

RULES, GUARDS, PACKS = "slavonym.rules", "slavonym.guards", "slavonym.tables"
"""The groups of entry points."""


def enabled(names: Iterable[str]) -> tuple[tuple[Rule, ...], tuple[Guard, ...]]:
    """The installed rules and guards of some names.

    An entry point names a class, or anything else that gives the rule or guard when it is called without arguments.
    Its own name is the id of the rule or guard.

    Raises:
        ConfigError: nothing of a name is installed, or two packages have one of it; it cannot be loaded, or is no rule
            or guard.
    """
    rules: list[Rule] = []
    guards: list[Guard] = []
    for name in names:
        point, group = _found(name, (RULES, GUARDS), "enable", "rule or guard")
        made = _made(point)
        if group == RULES and isinstance(made, Rule) and made.id == name:
            rules.append(made)
        elif group == GUARDS and isinstance(made, Guard) and made.id == name:
            guards.append(made)
        else:
            wanted = "rule (id, propose)" if group == RULES else "guard (id, forbids)"
            message = f"enable: {_spoken(point)} gave {made!r:.80}, expected a {wanted} with the id {name!r}"
            raise ConfigError(message)
    return tuple(rules), tuple(guards)


def pack(name: str) -> Traversable:
    """The folder of an installed table pack: the package that its entry point names.

    Raises:
        ConfigError: no pack of the name is installed, two are, or its package cannot be imported.
    """
    from importlib.resources import files  # noqa: PLC0415  only a config with packs needs it

    point, _ = _found(name, (PACKS,), "packs", "table pack")
    try:
        return files(import_module(point.value))
    except Exception as error:
        message = f"packs: {_spoken(point)} could not be loaded: {error!r}"
        raise ConfigError(message) from error


def _found(name: str, groups: tuple[str, ...], option: str, wanted: str) -> tuple[EntryPoint, str]:
    from importlib.metadata import entry_points  # noqa: PLC0415  30 ms that the defaults do not need

    points = [(point, group) for group in groups for point in entry_points(group=group)]
    named = [(point, group) for point, group in points if point.name == name]
    if not named:
        known = [point.name for point, _ in points]
        hint = did_you_mean(name, known) if known else "none is"
        message = f"{option}: no {wanted} {name!r} is installed; {hint}"
        raise ConfigError(message)
    if len(named) > 1:
        message = f"{option}: {' and '.join(_spoken(point) for point, _ in named)} have one name"
        raise ConfigError(message)
    return named[0]


def _made(point: EntryPoint) -> Any:
    try:
        return point.load()()
    except Exception as error:
        message = f"enable: {_spoken(point)} could not be loaded: {error!r}"
        raise ConfigError(message) from error


def _spoken(point: EntryPoint) -> str:
    package = f" of {point.dist.name} {point.dist.version}" if point.dist else ""
    return f"{point.name!r} ({point.value}{package})"
