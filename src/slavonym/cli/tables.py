"""`slavonym tables`: check name tables, or format them."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from slavonym import Config, Normalizer, TableError, TableWarning
from slavonym.cli.inputs import EXIT_FOUND, EXIT_OK, InputError
from slavonym.cli.output import write_whole
from slavonym.cli.texts import described

if TYPE_CHECKING:
    import argparse

_EPILOG = """\
exit status:
  0  all went well
  1  check: there are problems, one a line on standard output;
     docs/table-errors.md explains the codes
  2  a file that cannot be read or is not UTF-8

examples:
  slavonym tables check --own names/desk.tsv
  slavonym tables format names/desk.tsv
"""


def add_to(commands: Any) -> None:
    """Add the command and its options to those of `slavonym`."""
    tables = commands.add_parser("tables", **described("check or format name tables", _EPILOG))
    actions = tables.add_subparsers(title="actions", required=True, metavar="ACTION")
    check = actions.add_parser(
        "check", **described("report every problem as path:line:column CODE message", _EPILOG)
    )
    check.add_argument("files", nargs="*", metavar="FILE", help="tables; those of slavonym if none")
    check.add_argument(
        "--own",
        action="store_true",
        help="tables of your own, as a config takes them: no ids, sources or order are needed",
    )
    check.set_defaults(run=_check)
    form = actions.add_parser(
        "format", **described("sort the rows and tidy the cells, in place", _EPILOG)
    )
    form.add_argument("files", nargs="+", metavar="FILE", help="tables")
    form.set_defaults(run=_format)


def _check(options: argparse.Namespace) -> int:
    from slavonym.gazetteer.check import check_files, check_tables  # noqa: PLC0415  rarely needed

    if options.own:
        return _check_own(options.files)
    normalizer = Normalizer()

    def unchanged(form: str) -> bool:
        return normalizer.normalize(form) == form

    problems = check_files(options.files, unchanged) if options.files else check_tables(unchanged)
    for problem in problems:
        print(problem)
    return EXIT_FOUND if problems else EXIT_OK


def _check_own(files: list[str]) -> int:
    """Read tables as a config that names them does: problems, and forms that belong to another name."""
    if not files:
        message = "--own: name the tables to check"
        raise InputError(message)
    with warnings.catch_warnings(record=True) as conflicts:
        warnings.simplefilter("always", TableWarning)
        try:
            Normalizer(Config(tables=tuple(files)))
        except TableError as error:
            print(*error.problems, sep="\n")
            return EXIT_FOUND
    for conflict in conflicts:
        print(conflict.message)
    return EXIT_FOUND if conflicts else EXIT_OK


def _format(options: argparse.Namespace) -> int:
    from slavonym.gazetteer.check import format_table  # noqa: PLC0415

    for name in options.files:
        path = Path(name)
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            message = f"{path}: not UTF-8 at byte {error.start}; a table is UTF-8"
            raise InputError(message) from error
        formatted = format_table(text)
        if formatted != text:
            write_whole(path, formatted.encode())
    return EXIT_OK
