"""`slavonym report`: a page on which a person reviews the changes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from slavonym import Normalizer
from slavonym.cli.inputs import (
    STANDARD_INPUT,
    InputError,
    Source,
    config_of,
    config_options,
    each_text,
    text_options,
)
from slavonym.cli.output import write_whole
from slavonym.cli.texts import described

if TYPE_CHECKING:
    import argparse

    from slavonym.report import Reviewed

_EPILOG = """\
The page shows each text with its changes, why each was made, what was left
alone and why. Changes are accepted or rejected one by one; the page gives back
the corrected texts, and what is never to be changed again as a config file. It
is one file that needs no network, and is readable without JavaScript and on
paper. It holds the texts.

exit status:
  0  all went well
  2  a wrong option; a file that cannot be read or is not of the encoding: it is
     missing from the page

examples:
  slavonym report story.txt -o review.html
  slavonym report wire/ -o review.html && xdg-open review.html
"""


def add_to(commands: Any) -> None:
    """Add the command and its options to those of `slavonym`."""
    report = commands.add_parser(
        "report",
        parents=[text_options(), config_options()],
        **described("write a page on which the changes can be reviewed", _EPILOG),
    )
    report.add_argument(
        "-o", "--output", required=True, metavar="FILE", help="the page; - is standard output"
    )
    report.set_defaults(run=_report)


def _report(options: argparse.Namespace) -> int:
    from slavonym.report import Reviewed, page  # noqa: PLC0415  rarely needed

    normalizer = Normalizer(config_of(options))
    texts: list[Reviewed] = []

    def work(source: Source) -> None:
        texts.append(Reviewed(source.name, source.text, normalizer.explain(source.text)))

    code = each_text(options, work)
    if not texts:
        message = f"{options.output}: not written, there is nothing to show"
        raise InputError(message)
    data = page(texts, normalizer).encode()
    if options.output == STANDARD_INPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    else:
        write_whole(options.output, data)
    return code
