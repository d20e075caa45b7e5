"""Where the tables are: inside an installed package, or beside `src` in a checkout."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from slavonym.errors import TableError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@cache
def tables_root() -> Traversable:
    """Return the folder that holds `manifest.toml`.

    A wheel carries it as `slavonym/_tables`. An editable install imports the code from the checkout, and
    the copy a build backend may have left in site-packages is stale: there the checkout's own folder is
    the one that counts.

    Raises:
        TableError: neither is there; the installation is broken.
    """
    packaged = files("slavonym") / "_tables"
    if (packaged / "manifest.toml").is_file():
        return packaged
    checkout = Path(__file__).resolve().parents[2] / "tables"
    if (checkout / "manifest.toml").is_file():
        return checkout
    message = f"slavonym was installed without its tables (looked in {packaged} and {checkout})"
    raise TableError(message)


def read_table(path: str) -> str:
    """Return the text of one file of the tables, by its path below the tables folder."""
    return tables_root().joinpath(*path.split("/")).read_text(encoding="utf-8")
