"""The command `slavonym`: a small module for each of its commands, and some for what they share."""

from __future__ import annotations

import argparse
import io
import os
import sys
from typing import TYPE_CHECKING

from slavonym import SlavonymError, __version__
from slavonym.cli import evaluation, explain, lookup, normalize, report, tables
from slavonym.cli.inputs import EXIT_FAILED
from slavonym.cli.terminal import complain

if TYPE_CHECKING:
    from collections.abc import Sequence

_EXIT_INTERRUPTED = 130
"""128 and the number of SIGINT, as shells have it."""

_EPILOG = """\
`slavonym COMMAND --help` says more. Without a PATH, the commands that read
texts read standard input.

exit status:
  0    all went well
  1    something to tell: a change that --check found, a name that lookup does
       not know, a problem of a table
  2    something failed: a wrong option; a file that cannot be read, written or
       decoded
  130  interrupted from the keyboard

Every failure is a line on standard error. No file is ever left half written.

environment:
  NO_COLOR  if set, no colours unless --color=always
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Returns:
        0 when all went well; 1 when there is something to tell (a change that `--check` found, a name that `lookup`
        does not know, a problem of a table); 2 when an argument, a file or its encoding is wrong, with one line on
        standard error (for gold, one a problem); 130 when interrupted.
    """
    parser = _parser()
    if "_ARGCOMPLETE" in os.environ:  # the shell asks what may come next
        import argcomplete  # noqa: PLC0415  an extra

        argcomplete.autocomplete(parser)
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Whatever the terminal's encoding, no traceback.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone (`| head`): nothing more to say
        return 0
    except KeyboardInterrupt:
        return _EXIT_INTERRUPTED
    except (SlavonymError, OSError) as error:
        complain(error)
        return EXIT_FAILED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="slavonym",
        description="Write French-derived spellings of Ukrainian, Russian and Belarusian names\n"
        "in English text the standard way, and nothing else.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"slavonym {__version__}")
    commands = parser.add_subparsers(
        title="commands", required=True, metavar="COMMAND", dest="command"
    )
    for module in (normalize, explain, report, lookup, evaluation, tables):
        module.add_to(commands)
    return parser
