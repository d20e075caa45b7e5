"""Sentences before and after.

`cases/in-the-wild.tsv` has spellings that wire copy has, in sentences of our own; `synthetic.tsv` one difficulty a
sentence; `negative.tsv` what must stay as it is, to the byte; `known-failures.tsv` what should be otherwise than it
is: once such a case passes, this test fails, and the case moves to the file where it belongs.

A line end or a tab inside a sentence is written \\n or \\t.
"""

from collections import Counter
from pathlib import Path

import pytest

from slavonym import apply, explain, normalize

CASES = Path(__file__).parent / "cases"
HEADER = ["id", "before", "after", "note"]
FILES = ["in-the-wild", "synthetic", "negative", "known-failures"]


def rows(file):
    text = (CASES / f"{file}.tsv").read_bytes().decode("utf-8")
    return [line.split("\t") for line in text.removesuffix("\n").split("\n")]


def unescaped(cell):
    return cell.replace(r"\n", "\n").replace(r"\t", "\t")


def cases(*files, marks=()):
    return [
        pytest.param(unescaped(before), unescaped(after), id=case, marks=marks)
        for file in files
        for case, before, after, _ in rows(file)[1:]
    ]


@pytest.mark.parametrize(("before", "after"), cases("in-the-wild", "synthetic"))
def test_these_change(before, after):
    assert normalize(before) == after


@pytest.mark.parametrize(("before", "after"), cases("in-the-wild", "synthetic"))
def test_these_are_changed_once_and_for_all(before, after):
    assert normalize(after) == after
    assert apply(before, explain(before).matches) == after


@pytest.mark.parametrize(("before", "after"), cases("negative"))
def test_these_stay(before, after):
    assert normalize(before) == before == after


@pytest.mark.parametrize(
    ("before", "after"), cases("known-failures", marks=pytest.mark.xfail(strict=True))
)
def test_these_are_wrong_and_known_to_be(before, after):
    assert normalize(before) == after


# The files


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_tidy(file):
    header, *entries = rows(file)
    assert header == HEADER
    assert entries
    for entry in entries:
        assert len(entry) == len(HEADER)
        assert all(cell.strip() == cell and "\r" not in cell for cell in entry)
        assert all(entry[:3])


def test_every_case_stands_once():
    entries = [entry for file in FILES for entry in rows(file)[1:]]
    for column in (0, 1):
        assert not [
            cell for cell, times in Counter(e[column] for e in entries).items() if times > 1
        ]


def test_each_case_stands_in_its_file():
    for file in ("in-the-wild", "synthetic"):
        assert not [case for case, before, after, _ in rows(file)[1:] if before == after]
    assert not [case for case, before, after, _ in rows("negative")[1:] if before != after]
    assert all(note for *_, note in rows("known-failures")[1:])
