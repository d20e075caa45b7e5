"""The figures of a run of the benchmarks, as Markdown.

    python tests/bench/table.py RESULTS.json                              # prints them
    python tests/bench/table.py RESULTS.json --into docs/performance.md   # puts them where that page has them

Budgets that were missed are named on standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

Figures = Mapping[str, Mapping[str, float]]
"""What each benchmark measured, by its name."""

START, END = "<!-- figures: written by tests/bench/table.py -->\n", "<!-- end of figures -->\n"
_NOT_MEASURED = "–"


class Budget(NamedTuple):
    """What a figure must be: at least `least`, at most `most`."""

    figure: str
    least: float | None = None
    most: float | None = None

    def __str__(self) -> str:
        return f"≥ {self.least:g}" if self.most is None else f"≤ {self.most:g}"

    def missed(self, figures: Mapping[str, float]) -> bool:
        """Whether the figure was measured and is not what it must be."""
        found = figures.get(self.figure)
        if found is None:
            return False
        return found < self.least if self.least is not None else found > (self.most or 0)


class Row(NamedTuple):
    """A line of a table: a benchmark, what its figures must be, and its cells where the table does not say them."""

    label: str
    benchmark: str
    budgets: tuple[Budget, ...] = ()
    cells: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table of the page: its columns, as heading and format of the figures, and its rows."""

    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]


_MB_S = ("MB/s", "{mb_s:.3g}")
_OF_SCAN = ("of the scan", "{of_scan:.2g}")
_EACH_ROW = (("measured", ""),)
_SPEED_UP = ("{speed_up:.2f} ×",)
_TWO = (Budget("speed_up", least=1.3),)
_HOSTILE = (Budget("mb_s", least=2), Budget("doubling", most=2.3))

TABLES = (
    Table(
        "Streams of 4 KB articles, a French name every 300 characters",
        (_MB_S, _OF_SCAN),
        (
            Row("warm: read before", "test_warm_stream", (Budget("of_scan", least=0.30),)),
            Row("cold: nothing remembered at the start", "test_cold_stream", (Budget("of_scan", least=0.15),)),
        ),
    ),
    Table(
        "One article of 4 KB",
        (("p50 µs", "{p50_us:,.0f}"), ("p99 µs", "{p99_us:,.0f}"), ("times its scan", "{scans:,.1f}")),
        (
            Row("warm: read before", "test_warm_article"),
            Row("fresh: nothing remembered", "test_fresh_article", (Budget("scans", most=10),)),
        ),
    ),
    Table(
        "Side by side",
        (_MB_S, _OF_SCAN, ("normalize ÷ it", "{normalize:.3g} ×")),
        (
            Row("scan for capitalised words", "scan"),
            Row("normalize", "test_warm_stream"),
            Row("flashtext", "test_flashtext", (Budget("normalize", least=1),)),
            Row("pyahocorasick, word boundaries checked", "test_pyahocorasick", (Budget("normalize", least=0.33),)),
            Row("spaCy PhraseMatcher", "test_spacy", (Budget("normalize", least=30),)),
            Row("rapidfuzz for every capitalised word", "test_rapidfuzz"),
        ),
    ),
    Table(
        "Start and memory, over a Python that does nothing",
        _EACH_ROW,
        (
            Row("import", "test_start[import]", cells=("{ms:.0f} ms",)),
            Row("import to first result", "test_start[first result]", (Budget("ms", most=60),), ("{ms:.0f} ms",)),
            Row("memory after the first result", "test_memory", (Budget("mb_first", most=40),), ("{mb_first:.0f} MB",)),
            Row("memory after a day of articles, all different", "test_memory", cells=("{mb_day:.0f} MB",)),
            Row("what another such day adds", "test_memory", (Budget("mb_added", most=5),), ("{mb_added:.1f} MB",)),
        ),
    ),
    Table(
        "The index, and ten times the names",
        (("names", "{names:,.0f}"), ("built in s", "{build_s:.3g}"), ("MB", "{index_mb:.3g}"), _MB_S, _OF_SCAN),
        (Row("the tables", "test_tables[1]"), Row("with made-up names", "test_tables[10]")),
    ),
    Table(
        "Texts of a million characters, nothing remembered",
        (_MB_S, ("time for twice the text", "{doubling:.2f} ×")),
        tuple(
            Row(label, f"test_twice_the_text[{kind}]", _HOSTILE)
            for label, kind in (
                ("articles", "ordinary text"),
                ("articles in capitals", "all capitals"),
                ("no space: one word", "one word"),
                ("no space: words joined by hyphens", "joined by hyphens"),
                ("capitalised words, all different", "unique words"),
                ("three accents on every letter", "nested accents"),
                ("10,000 combining marks on one letter", "combining marks"),
            )
        ),
    ),
    Table(
        "A hundred articles as one text, two threads, two processes",
        _EACH_ROW,
        (
            Row("time of the one text to the hundred", "test_a_hundred_articles_in_one", (), ("{of_apart:.2f} ×",)),
            Row("two threads, to one", "test_two_threads", (Budget("speed_up", least=0.95),), _SPEED_UP),
            Row("two processes on files, to one", "test_two_processes[normalize_file]", _TWO, _SPEED_UP),
            Row("the same for the plain scan", "test_two_processes[scan_file]", (), _SPEED_UP),
            Row("`normalize_many`, two processes to one", "test_normalize_many", _TWO, _SPEED_UP),
        ),
    ),
)  # fmt: skip


def read_figures(results: Mapping[str, Any]) -> Figures:
    """What each benchmark of a run measured, and how its speed compares with that of normalize."""
    figures = {b["name"]: dict(b["extra_info"]) for b in results["benchmarks"]}
    warm = figures.get("test_warm_stream")
    if warm:
        figures["scan"] = {"mb_s": warm["scan_mb_s"], "of_scan": 1.0}
        for benchmark in figures.values():
            if "of_scan" in benchmark:
                benchmark["normalize"] = warm["of_scan"] / benchmark["of_scan"]
    return figures


def machine(results: Mapping[str, Any]) -> str:
    """A sentence on what the figures were measured on, and with."""
    info = results["machine_info"]
    packages = ", ".join(f"{name} {version}" for name, version in info["packages"].items())
    python = f"{info['python_implementation']} {info['python_version']}"
    cpus, installed = info["cpus"], info["installed"]
    text = f"Measured on {cpus} vCPU with {python}; {packages}; slavonym installed as a {installed}"
    if results["share"] != 1:
        text += f"; with {results['share']:.0%} of the usual amount of text"
    return f"{text}.\n"


def render(figures: Figures) -> str:
    """All tables as Markdown."""
    return "\n".join(_rendered(table, figures) for table in TABLES)


def missed(figures: Figures) -> list[str]:
    """The budgets that were missed, each with the figure found."""
    return [
        f"{row.label}: {budget.figure} {budget}, found {found[budget.figure]:.3g}"
        for table in TABLES
        for row in table.rows
        for found in [figures.get(row.benchmark, {})]
        for budget in row.budgets
        if budget.missed(found)
    ]


def _rendered(table: Table, figures: Figures) -> str:
    lines = [[table.title, *(heading for heading, _ in table.columns), "must be"]]
    lines.append(["---", *("---:" for _ in table.columns), "---"])
    for row in table.rows:
        found = figures.get(row.benchmark, {})
        formats = row.cells or tuple(cell for _, cell in table.columns)
        budgets = (f"**{b}, missed**" if b.missed(found) else str(b) for b in row.budgets)
        lines.append([row.label, *(_cell(f, found) for f in formats), "; ".join(budgets)])
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(shape: str, found: Mapping[str, float]) -> str:
    try:
        return shape.format(**found)
    except KeyError:
        return _NOT_MEASURED


def main() -> None:
    """Print the tables of a run, or put them into a page."""
    parser = argparse.ArgumentParser(
        description="The figures of a run of the benchmarks, as Markdown."
    )
    parser.add_argument("results", type=Path, help="what pytest wrote to --benchmark-json")
    parser.add_argument("--into", type=Path, help="the page to put them into")
    arguments = parser.parse_args()
    results = json.loads(arguments.results.read_text(encoding="utf-8"))
    figures = read_figures(results)
    text = f"{machine(results)}\n{render(figures)}"
    if arguments.into:
        page = arguments.into.read_text(encoding="utf-8")
        before, _, rest = page.partition(START)
        _, _, after = rest.partition(END)
        arguments.into.write_text(f"{before}{START}\n{text}\n{END}{after}", encoding="utf-8")
    else:
        print(text, end="")
    for budget in missed(figures):
        print(f"missed: {budget}", file=sys.stderr)


if __name__ == "__main__":
    main()
