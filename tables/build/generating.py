"""What the scripts that make tables share: packages of a fixed version, usage, writing a table, comparing it."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Usage:
    """How English writes a name; empty where it writes what the scheme computes."""

    english: str = ""
    accepted: tuple[str, ...] = ()


class BuildError(Exception):
    """A table cannot be made from what is installed."""


def check_versions(required: Mapping[str, str]) -> None:
    """Raise BuildError unless exactly the required packages are installed."""
    for package, version in required.items():
        try:
            found = metadata.version(package)
        except metadata.PackageNotFoundError:
            found = "none"
        if found != version:
            msg = f"{package}=={version} is required, found {found}"
            raise BuildError(msg)


def first_difference(old: bytes, new: bytes) -> str:
    """Say where two tables part."""
    old_lines, new_lines = old.split(b"\n"), new.split(b"\n")
    for number, (before, after) in enumerate(zip(old_lines, new_lines, strict=False), start=1):
        if before != after:
            return (
                f"line {number}\n  table:   {before.decode('utf-8', 'replace')}"
                f"\n  rebuilt: {after.decode('utf-8', 'replace')}"
            )
    return f"the table has {len(old_lines) - 1} lines, the rebuilt one {len(new_lines) - 1}"


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
        The exit status: 0, or 1 if the table differs or a package has another version.
    """
    parser = argparse.ArgumentParser(description=f"Make {table.name}.")
    parser.add_argument("--check", action="store_true", help="compare, do not write")
    check = parser.parse_args().check
    try:
        check_versions(required)
    except BuildError as error:
        print(f"cannot build {table.name}: {error}", file=sys.stderr)
        return 1
    built = build()
    if not check:
        table.write_text(built, encoding="utf-8", newline="\n")
        print(f"{table.name}: {built.count(chr(10)) - 1} rows")
        return 0
    kept = table.read_text(encoding="utf-8")
    if kept != built:
        where = first_difference(kept.encode(), built.encode())
        print(f"{table.name} differs: {where}", file=sys.stderr)
        return 1
    print(f"{table.name} is up to date")
    return 0
