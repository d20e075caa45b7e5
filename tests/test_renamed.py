"""Every renamed place: its old name is respelled by default; with renamed="current" the present one is written."""

from collections import defaultdict

import pytest

from slavonym import normalize
from slavonym.gazetteer import load_gazetteer
from slavonym.gazetteer.load import read_rows
from slavonym.schemes import load_scheme
from slavonym.surface import comparable, is_form

ROWS = [*read_rows("renamed.tsv")]
GAZETTEER = load_gazetteer()
TEXT = "the Ukrainian town of {} in Ukraine"

rows_of = defaultdict(list)
for each in ROWS:
    rows_of[each["native"]].append(each)


def english(native):
    return load_scheme("kmu-2010").romanize(native)


def old_name(row):
    return row["english"] or english(row["native"])


def standard_forms(entry):
    name = GAZETTEER.name(entry)
    return (name.english, name.ukrainian, *name.accepted)


def bearers_today(row):
    """Places and others that are rightly written like the old name today: it must stay theirs."""
    old = comparable(old_name(row))
    return [e for e in GAZETTEER.find(old) if not e.current and is_form(old, standard_forms(e))]


def present_name(row):
    """What stands for the old name today; None where several places left it, none more prominent than the others."""
    first, *others = sorted(rows_of[row["native"]], key=lambda row: -int(row["rank"]))
    if others and others[0]["rank"] == first["rank"]:
        return None
    found = GAZETTEER.find(comparable(english(first["current"])))
    return next(GAZETTEER.name(e).english for e in found if e.native == first["current"])


def expected(row, old):
    """What may be written for a form of the old name with renamed="current".

    One thing only, unless others bear the old name today: then their prominence and the context decide.
    """
    present = present_name(row)
    if present is None:
        return {old}
    return {old, present} if bearers_today(row) else {present}


every_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"].removeprefix("renamed:"))
every_form = pytest.mark.parametrize(
    ("row", "form"),
    [
        pytest.param(row, form, id=form)
        for row in ROWS
        for form in (*row["forms"].split("|"), *row["accepted"].split("|"))
        if form
    ],
)


@every_row
def test_the_old_name_stays_by_default(row):
    text = TEXT.format(old_name(row))
    assert normalize(text) == text


@every_row
def test_the_present_name_is_written_when_it_is_asked_for(row):
    text = TEXT.format(old_name(row))
    allowed = {TEXT.format(name) for name in expected(row, old_name(row))}
    assert normalize(text, renamed="current") in allowed


BORNE_IN_RUSSIA_TOO = {"Krasnoarmeïsk"}
"""Forms that are also those of a town of Russia: left alone when the two are as likely."""


@every_form
def test_a_listed_form_of_the_old_name_is_respelled_by_default(row, form):
    written = form if form in row["accepted"].split("|") else old_name(row)
    allowed = {written, form} if form in BORNE_IN_RUSSIA_TOO else {written}
    assert normalize(TEXT.format(form)) in {TEXT.format(name) for name in allowed}


@every_form
def test_a_listed_form_becomes_the_present_name_when_it_is_asked_for(row, form):
    names = expected(row, form) | ({form} if form in BORNE_IN_RUSSIA_TOO else set())
    assert normalize(TEXT.format(form), renamed="current") in {TEXT.format(name) for name in names}


@every_row
def test_the_present_name_stays(row):
    text = TEXT.format(english(row["current"]))
    assert normalize(text) == text
    assert normalize(text, renamed="current") == text


@every_row
def test_a_renaming_since_2014_is_dated_or_says_why_not(row):
    assert row["date"] >= "2014" if row["date"] else "not verified" in row["note"]


def test_most_old_names_lead_to_one_present_name():
    assert (
        sum(len(expected(row, "") - {""}) == len(expected(row, "")) for row in ROWS) > len(ROWS) / 2
    )


def test_no_name_is_renamed_to_itself_and_no_pair_stands_twice():
    pairs = [(row["native"], row["region"], row["current"]) for row in ROWS]
    assert len(pairs) == len(set(pairs))
    assert [row["id"] for row in ROWS if row["native"] == row["current"]] == []
