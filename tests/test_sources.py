"""Sources: whose spellings are undone is data, and German ones come out as well as French ones."""

import csv
from pathlib import Path

import pytest

from slavonym import Config, ConfigError, Normalizer
from slavonym.gazetteer import store
from slavonym.schemes import schemes_for

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


# Their index


def test_other_sources_have_an_index_of_their_own_compiled_once(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    schemes = schemes_for(("german",))
    store.load_gazetteer.cache_clear()
    first = store.load_gazetteer(schemes)
    (kept,) = (tmp_path / "slavonym").glob("index-*.bin")
    assert kept.name == f"index-{store.index_digest(schemes).hex()[:16]}.bin"

    def compiled_again(*_):
        pytest.fail("the index was there")

    monkeypatch.setattr(store, "compiled_tables", compiled_again)
    store.load_gazetteer.cache_clear()
    second = store.load_gazetteer(schemes)
    for form in ("Saporischschja", "Kyiv", "nothing"):
        assert second.find(form) == first.find(form)
    store.load_gazetteer.cache_clear()


def test_what_the_index_is_of_is_in_its_digest():
    default, german = schemes_for(), schemes_for(("german",))
    assert store.index_digest(default) == store.tables_digest()
    assert len({store.index_digest(s) for s in (default, german)}) == 2
    assert store.index_digest(german) == store.index_digest(schemes_for(("german",)))


@pytest.mark.parametrize("sources", [("germna",), ("french", "english"), ("russian-based",)])
def test_a_source_that_is_none_is_told(sources):
    with pytest.raises(ConfigError, match=r"^sources: no schemes of family .*french, german"):
        Normalizer(Config(sources=sources))
