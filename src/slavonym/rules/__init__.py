"""Rules propose what a mention may be; guards forbid it where it stands. One small module each.

A rule or guard is any object with the attributes of the Protocol; there is nothing to inherit and no registry. The
built-in ones stand in two visible tuples and run in that order.

Every built-in carries `examples` and `counter_examples`, which a test runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from slavonym.rules.abroad import Abroad
from slavonym.rules.citizens import Citizens
from slavonym.rules.excluded import Excluded
from slavonym.rules.misspelt_name import MisspeltName
from slavonym.rules.person_name import PersonName
from slavonym.rules.set_phrase import SetPhrase
from slavonym.rules.table_form import TableForm
from slavonym.rules.unknown_name import UnknownName
from slavonym.rules.western_given_name import WesternGivenName

if TYPE_CHECKING:
    from collections.abc import Iterable

    from slavonym.config import Config
    from slavonym.context import Context
    from slavonym.model import Candidate, Mention

__all__ = [
    "BUILTIN_GUARDS",
    "BUILTIN_RULES",
    "Guard",
    "Rule",
    "default_guards",
    "default_rules",
    "looks_around",
]


@runtime_checkable
class Rule(Protocol):
    """Says what a mention may be.

    A rule that goes by the surface form alone may say so with a method `looks_around(config)` that returns False: then
    it is asked once for each surface form, with a document that has nothing else in it, and not for each mention.
    """

    id: str

    def propose(self, mention: Mention, context: Context) -> Iterable[Candidate]:
        """The names the mention may stand for; spans inside the mention, nothing changed, no randomness."""
        ...


@runtime_checkable
class Guard(Protocol):
    """Says where a candidate must be left alone."""

    id: str

    def forbids(self, candidate: Candidate, context: Context) -> str | None:
        """The reason why the candidate must not change the text, or None."""
        ...


BUILTIN_RULES: tuple[type[Rule], ...] = (TableForm, PersonName, MisspeltName, UnknownName)
BUILTIN_GUARDS: tuple[type[Guard], ...] = (Excluded, SetPhrase, Abroad, Citizens, WesternGivenName)


def default_rules() -> tuple[Rule, ...]:
    """The built-in rules, in the order they are asked."""
    return tuple(rule() for rule in BUILTIN_RULES)


def default_guards() -> tuple[Guard, ...]:
    """The built-in guards, in the order they are asked."""
    return tuple(guard() for guard in BUILTIN_GUARDS)


def looks_around(rule: Rule, config: Config) -> bool:
    """Whether what a rule proposes may hang on more of the document than the surface form."""
    tells = getattr(rule, "looks_around", None)
    return tells is None or bool(tells(config))
