"""The command `slavonym`: a small module for each of its commands, and one for what they read."""

from __future__ import annotations

import argparse
import io
import sys
from typing import TYPE_CHECKING

from slavonym import SlavonymError, __version__
from slavonym.cli import evaluation, tables, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

_EXIT_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Returns:
        0 when all went well; 1 when a table has problems; 2 when an argument, a file or its encoding is wrong,
        with one line on standard error (for gold, one a problem).
    """
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Whatever the terminal's encoding, no traceback.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone (`| head`): nothing more to say
        return 0
    except (SlavonymError, OSError) as error:
        print(f"slavonym: {error}", file=sys.stderr)
        return _EXIT_USAGE
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="slavonym",
        description="Write French-derived spellings of Ukrainian and Russian names the standard way.",
    )
    parser.add_argument("--version", action="version", version=f"slavonym {__version__}")
    commands = parser.add_subparsers(
        title="commands", required=True, metavar="COMMAND", dest="command"
    )
    for module in (texts, evaluation, tables):
        module.add_to(commands)
    return parser
