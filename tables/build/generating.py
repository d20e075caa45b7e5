"""What the scripts that make tables share: packages of a fixed version, writing a table, comparing it."""

from __future__ import annotations

import argparse
import sys
from importlib import metadata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


def rows_of(table: Path) -> list[dict[str, str]]:
    """The rows of a table, column name to cell."""
    header, *lines = table.read_text(encoding="utf-8").splitlines()
    columns = header.split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


def run(table: Path, build: Callable[[], str], required: Mapping[str, str]) -> int:
    """Write a table, or with --check compare it with what is built.

    Args:
        table: The file.
        build: Makes its whole text.
        required: Packages by name, with the one version that gives these bytes.

    Returns:
        The exit status: 0, 1 if the table differs, 2 if a package has another version.
    """
    parser = argparse.ArgumentParser(description=f"Make {table.name}.")
    parser.add_argument("--check", action="store_true", help="compare, do not write")
    check = parser.parse_args().check
    for package, version in required.items():
        found = metadata.version(package)
        if found != version:
            print(f"{table.name}: needs {package}=={version}, found {found}", file=sys.stderr)
            return 2
    built = build()
    if not check:
        table.write_text(built, encoding="utf-8", newline="\n")
        print(f"{table.name}: {built.count(chr(10)) - 1} rows")
        return 0
    kept = table.read_text(encoding="utf-8")
    if kept == built:
        print(f"{table.name} is up to date")
        return 0
    numbered = enumerate(zip(kept.splitlines(), built.splitlines(), strict=False), 1)
    line = next((number for number, (a, b) in numbered if a != b), "the end")
    print(f"{table.name} differs from what is built, first at line {line}", file=sys.stderr)
    return 1
