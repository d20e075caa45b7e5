"""Names in no table: 2,000 names are taken out of the index, and their regular French forms read back.

A surname is taken out with its counterpart in the other language: left in, the tables would know it under that name.

This measures the rule `unknown-name` as a user meets it: `lookup` with the kind of the name. What comes first must be
the target form of the name that was taken out, letter for letter.
"""

import random
from collections import defaultdict

import pytest

from slavonym import Normalizer
from slavonym.evaluation.measures import Point, calibration
from slavonym.gazetteer.compiled import CompiledIndex
from slavonym.gazetteer.index import Gazetteer, build_index
from slavonym.gazetteer.load import SETTLEMENT_CATEGORIES, load_entries, load_others
from slavonym.schemes import load_scheme

FRENCH = {"uk": "french-ukrainian", "ru": "french-russian", "be": "french-belarusian"}
COUNT = 2_000


def group(entry):
    return "surname" if entry.category == "surname" else "place"


@pytest.fixture(scope="module")
def answers():
    """(entry, whether the first answer was right, its confidence) for every name that was taken out."""
    entries = load_entries()
    pool = [
        e
        for e in entries
        if e.language in FRENCH
        and (e.category in SETTLEMENT_CATEGORIES or e.category == "surname")
        and not e.english
    ]
    held = random.Random(2010).sample(pool, COUNT)  # noqa: S311
    out = {id(entry) for entry in held}
    pairs = {entry.pair for entry in held if entry.pair}
    index = build_index(
        [
            e
            for e in entries
            if id(e) not in out and (e.category != "surname" or e.pair not in pairs)
        ],
        bytes(32),
        load_others(),
    )
    gazetteer = Gazetteer(CompiledIndex(index))
    normalizer = Normalizer()
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("slavonym.normalizer.load_gazetteer", lambda: gazetteer)
        for entry in held:
            surface = load_scheme(FRENCH[entry.language]).romanize(entry.native)
            kind = "person" if entry.category == "surname" else "place"
            first = next(iter(normalizer.lookup(surface, kind=kind)), None)
            right = first is not None and first.english == gazetteer.name(entry).english
            found.append((entry, right, first.confidence if first else 0.0))
    return found


@pytest.mark.parametrize(("which", "least"), [("place", 0.85), ("surname", 0.80)])
def test_names_in_no_table_are_restored(answers, which, least):
    right = [right for entry, right, _ in answers if group(entry) == which]
    assert len(right) > COUNT / 4
    assert sum(right) / len(right) >= least


def test_each_language_that_is_read_does_its_part(answers):
    right = defaultdict(list)
    for entry, is_right, _ in answers:
        right[entry.language].append(is_right)
    assert sum(right["uk"]) / len(right["uk"]) >= 0.85
    assert sum(right["ru"]) / len(right["ru"]) >= 0.80


def test_their_confidence_is_calibrated(answers):
    figures = calibration(Point(confidence, right) for _, right, confidence in answers)
    assert figures.ece <= 0.08
    sure = [right for _, right, confidence in answers if confidence >= 0.9]
    assert len(sure) > COUNT / 4
    assert sum(sure) / len(sure) >= 0.95
