"""What the commands that read texts share: where a match stands, and how help is laid out."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from slavonym import Match
    from slavonym.cli.inputs import Source


def described(what: str, epilog: str = "") -> dict[str, Any]:
    """The arguments of a parser for its help: one line in the list of commands, the same and more in its own."""
    return {
        "help": what,
        "description": f"{what[0].upper()}{what[1:]}.",
        "epilog": epilog,
        "formatter_class": argparse.RawDescriptionHelpFormatter,
    }


def counted(number: int, what: str) -> str:
    """A number of things, in words that agree with it."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def place_of(source: Source, match: Match) -> str:
    """Where a match stands, as compilers write it: `path:line:column`, both from 1, the column in code points."""
    line = source.text.count("\n", 0, match.start) + 1
    column = match.start - source.text.rfind("\n", 0, match.start)
    return f"{source.name}:{line}:{column}"
