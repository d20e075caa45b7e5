"""`slavonym evaluate`: measure on texts and names whose right forms are known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from slavonym import GoldError, Normalizer
from slavonym.cli.inputs import check_encoding, config_of, config_options, read_text
from slavonym.cli.output import write_whole
from slavonym.cli.texts import described

if TYPE_CHECKING:
    import argparse

    from slavonym.evaluation import GoldName, GoldText

_EPILOG = """\
exit status:
  0  all went well
  2  a wrong option; a file that cannot be read; wrong gold, with a line for
     each problem

examples:
  slavonym evaluate gold.jsonl
  slavonym evaluate --mistakes --plot reliability.svg gold.jsonl names.tsv
"""


def add_to(commands: Any) -> None:
    """Add the command and its options to those of `slavonym`."""
    evaluate = commands.add_parser(
        "evaluate",
        parents=[config_options()],
        **described("measure precision, recall and calibration on gold of your own", _EPILOG),
    )
    evaluate.add_argument(
        "gold", nargs="+", metavar="GOLD", help="JSON Lines or TSV, see docs/evaluate.md; or -"
    )
    form = evaluate.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object")
    form.add_argument(
        "--mistakes", action="store_true", help="what is wrong or missed, one a line, first"
    )
    evaluate.add_argument(
        "--plot", default=None, metavar="FILE", help="write a reliability diagram (SVG)"
    )
    evaluate.set_defaults(run=_evaluate)


def _evaluate(options: argparse.Namespace) -> int:
    from slavonym.evaluation import (  # noqa: PLC0415  rarely needed
        as_json,
        as_svg,
        as_text,
        evaluate,
        mistakes,
        parse_gold,
    )

    normalizer = Normalizer(config_of(options))
    records: list[GoldText | GoldName] = []
    problems: list[str] = []
    check_encoding(options.encoding)
    for path in options.gold:
        try:
            records += parse_gold(read_text(path, options.encoding).text, path)
        except GoldError as error:
            problems += error.problems
    if problems:
        raise GoldError(*problems)
    evaluation = evaluate(records, normalizer)
    if options.plot:
        write_whole(options.plot, as_svg(evaluation).encode())
    if options.json:
        print(json.dumps(as_json(evaluation, options.gold), ensure_ascii=False, indent=2))
        return 0
    listed = mistakes(evaluation) if options.mistakes else ""
    print(f"{listed}\n" if listed else "", as_text(evaluation), sep="", end="")
    return 0
