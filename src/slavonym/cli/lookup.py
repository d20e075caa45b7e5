"""`slavonym lookup`: what one name standing alone may be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from slavonym import Normalizer
from slavonym.cli.explain import name_as_json
from slavonym.cli.inputs import (
    EXIT_FOUND,
    EXIT_OK,
    STANDARD_INPUT,
    check_encoding,
    config_of,
    name_options,
    read_text,
)
from slavonym.cli.terminal import Paint, colour_option, columns, complain, uses_colour
from slavonym.cli.texts import described

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from slavonym import Candidate

SCHEMA = 1
"""Version of the JSON objects, as that of `explain`."""

_EPILOG = """\
A line for each name it may be, the likeliest first: as asked for with --to, in
its own script, its kind, its region (ISO 3166-2) and the probability.

exit status:
  0  each name was found
  1  nothing is known of one of them
  2  a wrong option, or input that is not of the encoding

examples:
  slavonym lookup Tchernihiv
  slavonym lookup --kind person 'Oleg Synegoubov'
  cut -f 3 cities.tsv | slavonym lookup --kind place --json -
"""


def add_to(commands: Any) -> None:
    """Add the command and its options to those of `slavonym`."""
    lookup = commands.add_parser(
        "lookup",
        parents=[name_options(), colour_option()],
        **described("show what a name standing alone may be", _EPILOG),
    )
    lookup.add_argument(
        "names",
        nargs="+",
        metavar="NAME",
        help="in any Latin spelling; - reads names from standard input, one a line",
    )
    lookup.add_argument(
        "--kind", choices=("place", "person", "organization"), help="if it is known"
    )
    lookup.add_argument("--json", action="store_true", help="JSON Lines, one name asked for a line")
    lookup.set_defaults(run=_lookup)


def _lookup(options: argparse.Namespace) -> int:
    check_encoding(options.encoding)
    normalizer = Normalizer(config_of(options))
    paint = Paint(on=uses_colour(options.color))
    code = EXIT_OK
    for name in _names(options):
        found = normalizer.lookup(name, kind=options.kind)
        if options.json:
            print(json.dumps(_as_json(name, found), ensure_ascii=False))
        elif found:
            _tell(name, found, normalizer.config.to, paint)
        else:
            complain(f"{name}: not known")
        if not found:
            code = EXIT_FOUND
    return code


def _names(options: argparse.Namespace) -> Iterator[str]:
    for name in options.names:
        if name == STANDARD_INPUT:
            lines = read_text(name, options.encoding).text.removeprefix("\ufeff").split("\n")
            yield from (line.strip() for line in lines if line.strip())
        else:
            yield name


def _tell(name: str, found: Sequence[Candidate], to: str, paint: Paint) -> None:
    rows = columns(
        [
            [
                name,
                f"-> {candidate.ukrainian if to == 'ukrainian' else candidate.english}",
                candidate.native,
                candidate.name.kind,
                candidate.name.region or "",
                f"{candidate.confidence:.3f}",
            ]
            for candidate in found
        ]
    )
    for surface, written, native, kind, region, confidence in rows:
        print(
            paint("faint", surface)
            + paint("green", written)
            + native
            + paint("faint", kind + region)
            + paint("bold", confidence)
        )


def _as_json(name: str, found: Sequence[Candidate]) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "surface": name,
        "candidates": [
            {
                "confidence": round(candidate.confidence, 6),
                "rule": candidate.rule,
                "name": name_as_json(candidate.name),
            }
            for candidate in found
        ],
    }
