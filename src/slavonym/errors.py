"""What can go wrong, said for the person who can mend it.

Every error of this library is a `SlavonymError`. An error never carries half a result: a text given to
`normalize` is either returned or untouched.
"""

from __future__ import annotations


class SlavonymError(Exception):
    """Base of every error this library raises on purpose."""


class ConfigError(SlavonymError, ValueError):
    """A configuration has a wrong key, type or value."""


class TableError(SlavonymError, ValueError):
    """A table is missing or a row of it is wrong; says `path:line:column CODE message`."""


class SchemeError(SlavonymError, ValueError):
    """A scheme file is wrong, or a native name has a letter its scheme does not know."""


class RuleError(SlavonymError, RuntimeError):
    """A rule or guard raised; names the rule, the surface form and where it stands."""


class GoldError(SlavonymError, ValueError):
    """Gold to measure against is wrong; says each problem as `path:line: field: message`, one a line.

    Attributes:
        problems: All problems that were found; the message leaves out those after the twentieth.
    """

    _SHOWN = 20

    def __init__(self, *problems: str) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        shown = [*self.problems[: self._SHOWN]]
        if more := len(self.problems) - len(shown):
            shown.append(f"and {more} more")
        return "\n".join(shown)
