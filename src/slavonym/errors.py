"""What can go wrong, said for the person who can mend it.

Every error of this library is a `SlavonymError`. An error never carries half a result: a text given to
`normalize` is either returned or untouched.
"""

from __future__ import annotations

_SHOWN = 20
"""Problems that a message lists; those after them are only counted."""


class SlavonymError(Exception):
    """Base of every error this library raises on purpose.

    Attributes:
        problems: What is wrong, each in a line of its own; the message leaves out those after the twentieth.
    """

    def __init__(self, *problems: str) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        shown = [*self.problems[:_SHOWN]]
        if more := len(self.problems) - len(shown):
            shown.append(f"and {more} more")
        return "\n".join(shown)


class ConfigError(SlavonymError, ValueError):
    """A configuration has a wrong key, type or value, or names what is not there; says each problem."""


class TableError(SlavonymError, ValueError):
    """A table is missing or rows of it are wrong; says each problem as `path:line:column CODE message`."""


class SchemeError(SlavonymError, ValueError):
    """A scheme file is wrong, or a native name has a letter its scheme does not know."""


class RuleError(SlavonymError, RuntimeError):
    """A rule, guard or hook raised or broke its promise, or a pattern took too long; names it and where it stands."""


class GoldError(SlavonymError, ValueError):
    """Gold to measure against is wrong; says each problem as `path:line: field: message`."""


class TableWarning(UserWarning):
    """A user's table has a form that belongs to another name; names both rows."""
