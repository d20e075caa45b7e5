"""The command `slavonym`: normalize and explain files or standard input."""

from __future__ import annotations

import argparse
import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from slavonym import Config, Normalizer, SlavonymError, __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slavonym.model import Match

_EXIT_PROBLEMS = 1
_EXIT_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Returns:
        0 when all went well; 1 when a table has problems; 2 when an argument, a file or its encoding is wrong,
        with one line on standard error.
    """
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Whatever the terminal's encoding, no traceback.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        if options.command == "tables":
            return int(options.run(options))
        normalizer = Normalizer(_config(options))
        for path, text in _texts(options.files, options.encoding):
            options.run(normalizer, path, text, options)
        sys.stdout.flush()
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone (`| head`): nothing more to say
    except (SlavonymError, OSError) as error:
        print(f"slavonym: {error}", file=sys.stderr)
        return _EXIT_USAGE
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="slavonym",
        description="Write French-derived spellings of Ukrainian and Russian names the standard way.",
    )
    parser.add_argument("--version", action="version", version=f"slavonym {__version__}")
    commands = parser.add_subparsers(
        title="commands", required=True, metavar="COMMAND", dest="command"
    )

    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "files", nargs="*", metavar="FILE", help="text files; standard input if none, or for -"
    )
    common.add_argument(
        "--to", default=None, metavar="FORM", help="english (default) or ukrainian (KMU-2010)"
    )
    common.add_argument("--accepted", default=None, metavar="WHAT", help="keep (default) or unify")
    common.add_argument(
        "--min-confidence", type=float, default=None, metavar="P", help="from 0 to 1"
    )
    common.add_argument("--config", default=None, metavar="FILE", help="a TOML file of options")
    common.add_argument("--encoding", default="utf-8", help="of the files (default: utf-8)")

    normalize = commands.add_parser(
        "normalize", parents=[common], help="write the normalized text to standard output"
    )
    normalize.set_defaults(run=_normalize)
    explain = commands.add_parser(
        "explain", parents=[common], help="show each change, its confidence and the evidence"
    )
    explain.add_argument("--json", action="store_true", help="JSON Lines, one change a line")
    explain.add_argument(
        "--rejected", action="store_true", help="also what was left alone, and why"
    )
    explain.set_defaults(run=_explain)

    tables = commands.add_parser("tables", help="check or format name tables")
    actions = tables.add_subparsers(title="actions", required=True, metavar="ACTION")
    check = actions.add_parser(
        "check", help="report every problem as path:line:column CODE message"
    )
    check.add_argument("files", nargs="*", metavar="FILE", help="tables; those of slavonym if none")
    check.set_defaults(run=_check_tables)
    form = actions.add_parser("format", help="sort the rows and tidy the cells, in place")
    form.add_argument("files", nargs="+", metavar="FILE", help="tables")
    form.set_defaults(run=_format_tables)
    return parser


def _config(options: argparse.Namespace) -> Config:
    config = Config.from_toml(options.config) if options.config else Config()
    chosen = {
        name: value
        for name in ("to", "accepted", "min_confidence")
        if (value := getattr(options, name)) is not None
    }
    return config.replace(**chosen)


def _texts(files: Sequence[str], encoding: str) -> Iterator[tuple[str, str]]:
    """Each input as (name, text); line ends are kept as they are."""
    for path in files or ("-",):
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        yield path, _decoded(raw, path, encoding)


def _decoded(raw: bytes, path: str, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except LookupError as error:
        message = f"--encoding: {error}"
        raise _InputError(message) from error
    except UnicodeDecodeError as error:
        message = (
            f"{path}: not {encoding} at byte {error.start}; --encoding says which encoding it is"
        )
        raise _InputError(message) from error


class _InputError(SlavonymError):
    """A file that cannot be read as text."""


def _normalize(normalizer: Normalizer, _path: str, text: str, options: argparse.Namespace) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(normalizer.normalize(text).encode(options.encoding))


def _explain(normalizer: Normalizer, path: str, text: str, options: argparse.Namespace) -> None:
    explanation = normalizer.explain(text)
    shown = [*explanation.matches, *(explanation.rejected if options.rejected else ())]
    shown.sort(key=lambda match: match.start)
    if options.json:
        for match in shown:
            print(json.dumps(as_json(match, path), ensure_ascii=False))
        return
    if not shown:
        print(f"{path}: nothing to change")
        return
    for match in shown:
        line = text.count("\n", 0, match.start) + 1
        column = match.start - (text.rfind("\n", 0, match.start) + 1) + 1
        verdict = f"left alone: {match.reason}" if match.reason else match.rule
        print(
            f"{path}:{line}:{column}  {match.surface} -> {match.replacement}  "
            f"{match.confidence:.3f}  {verdict}"
        )
        for evidence in match.evidence:
            print(f"    {evidence.weight:+6.2f}  {evidence.id}: {evidence.detail}")


def _check_tables(options: argparse.Namespace) -> int:
    from slavonym.gazetteer.check import check_files, check_tables  # noqa: PLC0415  rarely needed

    normalizer = Normalizer()

    def unchanged(form: str) -> bool:
        return normalizer.normalize(form) == form

    problems = check_files(options.files, unchanged) if options.files else check_tables(unchanged)
    for problem in problems:
        print(problem)
    return _EXIT_PROBLEMS if problems else 0


def _format_tables(options: argparse.Namespace) -> int:
    from slavonym.gazetteer.check import format_table  # noqa: PLC0415

    for name in options.files:
        path = Path(name)
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            message = f"{path}: not UTF-8 at byte {error.start}; a table is UTF-8"
            raise _InputError(message) from error
        formatted = format_table(text)
        if formatted != text:
            path.write_text(formatted, encoding="utf-8", newline="\n")
    return 0


def as_json(match: Match, path: str) -> dict[str, object]:
    """A match as the JSON object that `slavonym explain --json` writes; offsets are code points."""
    name = match.name
    return {
        "path": path,
        "start": match.start,
        "end": match.end,
        "surface": match.surface,
        "out_start": match.out_start,
        "out_end": match.out_end,
        "replacement": match.replacement,
        "confidence": round(match.confidence, 6),
        "rule": match.rule,
        "reason": match.reason,
        "name": {
            "id": name.id,
            "kind": name.kind,
            "category": name.category,
            "language": name.language,
            "native": name.native,
            "english": name.english,
            "ukrainian": name.ukrainian,
            "region": name.region,
        },
        "evidence": [
            {"id": e.id, "detail": e.detail, "weight": round(e.weight, 4)} for e in match.evidence
        ],
        "alignment": [list(pair) for pair in match.alignment],
    }
