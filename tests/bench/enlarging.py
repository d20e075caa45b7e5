"""Larger tables for the benchmarks: names made up from the halves of real ones."""

from __future__ import annotations

import random
from itertools import product
from typing import TYPE_CHECKING

from slavonym.gazetteer.load import SETTLEMENT_CATEGORIES, load_entries

if TYPE_CHECKING:
    from pathlib import Path

_KINDS = {"village": ("place", SETTLEMENT_CATEGORIES), "surname": ("person", ("surname",))}
"""Category of the names made up: their kind, and the categories whose names give the halves."""
_COLUMNS = ("id", "native", "language", "kind", "category")


def enlarge(folder: Path, times: int) -> int:
    """Add made-up villages and surnames to a copy of the tables, until there are so many times the names.

    Returns:
        How many names there are then.
    """
    entries = load_entries()
    natives = {
        (category, language): [
            entry.native
            for entry in entries
            if entry.language == language
            and entry.category in _KINDS[category][1]
            and entry.native.isalpha()
        ]
        for category, language in product(_KINDS, ("uk", "ru"))
    }
    rng = random.Random(5)
    known = {(entry.native, entry.language) for entry in entries}
    rows = [_COLUMNS]
    while len(rows) <= (times - 1) * len(entries):
        category, language = rng.choice(list(natives))
        first, last = rng.choices(natives[category, language], k=2)
        native = first[: len(first) // 2 + 1] + last[len(last) // 2 :]
        if (native, language) not in known:
            known.add((native, language))
            rows.append(
                (f"made-up:{len(rows):07}", native, language, _KINDS[category][0], category)
            )
    table = "".join("\t".join(row) + "\n" for row in rows)
    (folder / "made-up.tsv").write_text(table, encoding="utf-8")
    with (folder / "manifest.toml").open("a", encoding="utf-8") as manifest:
        manifest.write('\n[[table]]\npath = "made-up.tsv"\ndefaults = { source = "made-up" }\n')
    return len(entries) + len(rows) - 1
