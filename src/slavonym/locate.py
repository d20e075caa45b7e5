"""Where the tables are: inside an installed package, or beside `src` in a checkout."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

from slavonym.errors import TableError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120  pathlib costs 5 ms
_PACKAGED = os.path.join(PACKAGE, "_tables")  # noqa: PTH118
_CHECKOUT = os.path.join(os.path.dirname(os.path.dirname(PACKAGE)), "tables")  # noqa: PTH118, PTH120

_compiled: dict[str, Any] = {}
"""What the files of settings say, by path, if an open index has it."""


@cache
def tables_folder() -> str | None:
    """The folder of the file system that holds `manifest.toml`; None where the package is in a zip file.

    A wheel carries it as `slavonym/_tables`. An editable install imports the code from the checkout, and the copy a
    build backend may have left in site-packages is stale: there the checkout's own folder is the one that counts.
    """
    for folder in (_PACKAGED, _CHECKOUT):
        if os.path.isfile(os.path.join(folder, "manifest.toml")):  # noqa: PTH113, PTH118
            return folder
    return None


@cache
def tables_root() -> Traversable:
    """Return the folder that holds `manifest.toml`.

    Raises:
        TableError: it is nowhere; the installation is broken.
    """
    folder = tables_folder()
    if folder is not None:
        from pathlib import Path  # noqa: PLC0415

        return Path(folder)
    from importlib.resources import files  # noqa: PLC0415  10 ms that only a zip file needs

    packaged = files("slavonym") / "_tables"
    if (packaged / "manifest.toml").is_file():
        return packaged
    message = f"slavonym was installed without its tables (looked in {packaged} and {_CHECKOUT})"
    raise TableError(message)


def read_table(path: str) -> str:
    """Return the text of one file of the tables, by its path below the tables folder."""
    folder = tables_folder()
    if folder is None:
        return tables_root().joinpath(*path.split("/")).read_text(encoding="utf-8")
    with open(os.path.join(folder, *path.split("/")), encoding="utf-8") as file:  # noqa: PTH118, PTH123
        return file.read()


def read_settings(path: str) -> dict[str, Any]:
    """Return what one TOML file of the tables says, from the open index if it has it."""
    if path in _compiled:
        found: dict[str, Any] = _compiled[path]
        return found
    import tomllib  # noqa: PLC0415  the index spares this

    return tomllib.loads(read_table(path))


def compiled_settings() -> dict[str, Any]:
    """What an open index says of the files of settings, by path."""
    return _compiled
