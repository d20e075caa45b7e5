"""What a person at a terminal gets more than a file would: colours, a progress bar, columns."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_CODES = {"bold": "1", "faint": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_MANY_FILES = 20
_LARGE = 2_000_000
"""Bytes from which a bar is worth its line: about a second of work."""


def complain(error: object) -> None:
    """One line on standard error (for gold, one a problem)."""
    print(f"slavonym: {error}", file=sys.stderr)


def colour_option() -> argparse.ArgumentParser:
    """The option of every command that writes in colours."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours: on a terminal without NO_COLOR (auto, default), always or never",
    )
    return common


def uses_colour(choice: str = "auto") -> bool:
    """Whether standard output is to be coloured: `always`, `never`, or `auto`, on a terminal that can and may."""
    if choice != "auto":
        return choice == "always"
    # NO_COLOR: see no-color.org
    return (
        not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
        and sys.stdout is not None
        and sys.stdout.isatty()
    )


class Paint:
    """Colours text, or leaves it as it is."""

    def __init__(self, *, on: bool) -> None:
        self._on = on

    def __call__(self, colour: str, text: str) -> str:
        """The text in `bold`, `faint`, `red`, `green`, `yellow` or `cyan`."""
        return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if self._on and text else text


def columns(rows: Sequence[Sequence[str]], gap: str = "  ") -> list[list[str]]:
    """The cells of a table, padded so that each column but the last is as wide as its longest cell."""
    widths = [max(map(len, column), default=0) for column in zip(*rows, strict=True)]
    return [
        [*(cell.ljust(width) + gap for cell, width in zip(row, widths[:-1], strict=False)), row[-1]]
        for row in rows
    ]


@contextmanager
def progress(names: Sequence[str]) -> Iterator[Callable[[str], None]]:
    """A progress bar over files, by their bytes: to be called with the name of each that is done.

    It is drawn where it helps: on a terminal that no output goes to, for many or large files, and if tqdm is installed.
    """
    sizes = {name: _size(name) for name in names}
    total = sum(sizes.values())
    worth_it = len(sizes) >= _MANY_FILES or total >= _LARGE
    if worth_it and sys.stderr.isatty() and not sys.stdout.isatty():
        try:
            from tqdm import tqdm  # noqa: PLC0415  an extra
        except ImportError:
            pass
        else:
            with tqdm(total=total, unit="B", unit_scale=True, file=sys.stderr, leave=False) as bar:

                def done(name: str) -> None:
                    bar.set_postfix_str(Path(name).name, refresh=False)
                    bar.update(sizes.get(name, 0))

                yield done
            return
    yield lambda _name: None


def _size(name: str) -> int:
    try:
        return Path(name).stat().st_size
    except OSError:
        return 0
