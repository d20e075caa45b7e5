"""Sources: whose spellings are undone is data, and German ones come out as well as French ones."""

import csv
from pathlib import Path

import pytest

from slavonym import Config, Normalizer

FORMS = Path(__file__).parent / "cases" / "german.tsv"
FRAMES = {
    "place": "Ukraine said on Monday that the town of {} had been shelled by Russia.",
    "person": "Ukraine’s {} spoke to reporters in Kyiv on Monday about Russia.",
}
ENOUGH = 0.9


@pytest.fixture(scope="module")
def german():
    return Normalizer(Config(sources=("french", "german")))


def rows():
    with FORMS.open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file, delimiter="\t")]


def test_german_forms_are_normalized_by_data_alone(german):
    judged = [row for row in rows() if "exonym" not in row["note"]]
    wrong = []
    for row in judged:
        frame = FRAMES[row["kind"]]
        text = german.normalize(frame.format(row["german"]))
        if text != frame.format(row["english"]):
            wrong.append((row["german"], row["english"], text))
    assert len(judged) >= 60
    assert len(wrong) <= (1 - ENOUGH) * len(judged), wrong


def test_without_the_source_they_stay():
    text = "The town of Saporischschja, Ukraine, and General Walerij Saluschnyj of Kyiv."
    assert Normalizer().normalize(text) == text


@pytest.mark.parametrize(
    ("sources", "french", "german"),
    [
        (("french",), "Kupiansk", "Wuhledar"),
        (("german",), "Koupiansk", "Vuhledar"),
        (("german", "french"), "Kupiansk", "Vuhledar"),
    ],
)
def test_only_the_spellings_of_the_sources_are_undone(sources, french, german):
    normalizer = Normalizer(Config(sources=sources))
    text = "The war in Ukraine reached the city of {} and the ruins of {} near Donetsk."
    assert normalizer.normalize(text.format("Koupiansk", "Wuhledar")) == text.format(french, german)
