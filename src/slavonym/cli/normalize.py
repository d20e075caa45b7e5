"""`slavonym normalize`: texts in, the same with their names put right out."""

from __future__ import annotations

import difflib
import os
import sys
from typing import TYPE_CHECKING, Any

from slavonym import Normalizer
from slavonym.cli.inputs import (
    EXIT_FOUND,
    EXIT_OK,
    STANDARD_INPUT,
    InputError,
    Source,
    config_of,
    config_options,
    each_text,
    text_options,
)
from slavonym.cli.output import write_whole
from slavonym.cli.terminal import Paint, colour_option, uses_colour
from slavonym.cli.texts import counted, described, place_of

if TYPE_CHECKING:
    import argparse

    from slavonym import Explanation

_EPILOG = """\
Without --in-place, --check or --diff, the text goes to standard output. Every
byte that is not part of a changed name stays as it is: line ends, byte order
marks, spaces.

exit status:
  0  all went well; with --check, nothing would change
  1  --check: something would change
  2  a wrong option; a file that cannot be read, is not of the encoding or
     cannot be written: a line on standard error for each, and the other files
     are done all the same

examples:
  slavonym normalize story.txt > story.en.txt
  slavonym normalize --diff wire/               what would change, as a patch
  slavonym normalize --in-place --backup .orig '**/*.md'
  slavonym normalize --check --diff texts/      in continuous integration
  pandoc -t plain story.docx | slavonym normalize --to ukrainian
"""


def add_to(commands: Any) -> None:
    """Add the command and its options to those of `slavonym`."""
    normalize = commands.add_parser(
        "normalize",
        parents=[text_options(), config_options(), colour_option()],
        **described("write texts with the names in them put right", _EPILOG),
    )
    written = normalize.add_argument_group("what is written")
    written.add_argument(
        "--in-place",
        "-i",
        action="store_true",
        help="change the files themselves, each whole or not at all; what symbolic links point to; modes are kept",
    )
    written.add_argument(
        "--backup",
        metavar="SUFFIX",
        help="with --in-place, keep what a changed file was under its name and SUFFIX, such as .orig",
    )
    written.add_argument(
        "--diff", action="store_true", help="write what would change as a unified diff, for patch"
    )
    written.add_argument(
        "--check",
        action="store_true",
        help="write what would change, a line for each name, and exit with 1 if there is any; with --diff, as a diff",
    )
    written.add_argument(
        "--quiet", "-q", action="store_true", help="with --in-place or --check, say only what fails"
    )
    normalize.set_defaults(run=_normalize)


def _normalize(options: argparse.Namespace) -> int:
    _check_options(options)
    normalizer = Normalizer(config_of(options))
    paint = Paint(on=uses_colour(options.color))
    files = changed = names = 0

    def work(source: Source) -> None:
        nonlocal files, changed, names
        explanation = normalizer.explain(source.text)
        if options.in_place:
            if explanation.matches:
                data = source.encoded(explanation.text)
                write_whole(source.name, data, backup=options.backup)
        elif options.diff:
            _write(_diff(source, explanation.text, paint))
        elif options.check:
            if not options.quiet:
                _list(source, explanation)
        else:
            _write(source.encoded(explanation.text))
        files += 1
        changed += bool(explanation.matches)
        names += len(explanation.matches)

    failed = each_text(options, work)
    sys.stdout.flush()
    if (options.in_place or options.check) and not options.quiet:
        verb = "changed" if options.in_place else "would change"
        told = f"{verb} {counted(names, 'name')} in {changed} of {counted(files, 'file')}"
        print(told, file=sys.stderr)
    return failed or (EXIT_FOUND if options.check and names else EXIT_OK)


def _check_options(options: argparse.Namespace) -> None:
    if options.in_place and (options.diff or options.check):
        message = "--in-place writes the files: it goes with neither --diff nor --check"
        raise InputError(message)
    if options.in_place and STANDARD_INPUT in (options.paths or [STANDARD_INPUT]):
        message = "--in-place: standard input cannot be changed in place"
        raise InputError(message)
    if options.backup is not None and not options.in_place:
        message = "--backup goes with --in-place alone"
        raise InputError(message)
    if options.backup is not None and (not options.backup or set(options.backup) & set("/\\\0")):
        message = (
            f"--backup: found {options.backup!r}, expected the end of a file name, such as .orig"
        )
        raise InputError(message)


def _write(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def _list(source: Source, explanation: Explanation) -> None:
    for match in explanation.matches:
        place = place_of(source, match)
        print(
            f"{place}: {match.surface!r} should be {match.replacement!r} ({match.confidence:.3f})"
        )


def _diff(source: Source, text: str, paint: Paint) -> bytes:
    """What changes in a text, as `diff -u` writes it: lines end with LF, whatever else stands before it.

    In the encoding of the text, so that it can be applied; UTF-16 and UTF-32 no tool would read. File names are as the
    system has them.
    """
    source.encoded(text)  # what could not be written is no difference to show
    wide = source.encoding.lower().replace("_", "-").startswith(("utf-16", "utf-32"))
    encoding = "utf-8" if wide else source.encoding
    shown = []
    for number, line in enumerate(difflib.unified_diff(_lines(source.text), _lines(text))):
        if number < len(_HEAD):
            shown.append(os.fsencode(paint("bold", f"{_HEAD[number]} {source.name}") + "\n"))
            continue
        ended = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        colour = _COLOURS.get(line[0])
        shown.append((paint(colour, ended[:-1]) + "\n" if colour else ended).encode(encoding))
    return b"".join(shown)


_HEAD = ("---", "+++")
_COLOURS = {"-": "red", "+": "green", "@": "cyan"}


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]
