"""The page on performance has the tables that the benchmarks make; the figures in them are those of some run."""

import re
from pathlib import Path

import table

PAGE = (Path(__file__).parents[1] / "docs/performance.md").read_text(encoding="utf-8")


def outline(text):
    """The lines of all tables, without what was measured: headings or labels, and what must be."""
    lines = [line[2:-2].split(" | ") for line in text.splitlines() if line.startswith("|")]
    return [(line[0], re.sub(r"\*\*|, missed", "", line[-1])) for line in lines]


def test_the_page_has_every_row_the_script_makes():
    assert outline(PAGE) == outline(table.render({}))


def test_a_missed_budget_is_told():
    figures = {"test_memory": {"mb_first": 41.0, "mb_day": 45.0}}
    assert "| 41 MB | **≤ 40, missed** |" in table.render(figures)
    assert table.missed(figures) == ["memory after the first result: mb_first ≤ 40, found 41"]


def test_what_was_not_measured_is_a_dash_and_not_missed():
    assert "| memory after the first result | – | ≤ 40 |" in table.render({})
    assert table.missed({}) == []
