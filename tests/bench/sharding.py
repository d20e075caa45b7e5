"""What the processes of a pool do with a file of articles, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import slavonym
from matchers import scan
from measuring import over

if TYPE_CHECKING:
    from pathlib import Path


def normalize_file(path: Path) -> None:
    """Write a file's articles beside it, normalized."""
    with (
        path.open(encoding="utf-8") as lines,
        path.with_suffix(".out").open("w", encoding="utf-8") as out,
    ):
        out.writelines(map(slavonym.normalize, lines))


def scan_file(path: Path) -> None:
    """Read a file's articles with the plain scan."""
    with path.open(encoding="utf-8") as lines:
        over(scan, lines)
