"""Hugging Face datasets, made up in memory: batches, several processes, and the cache by fingerprint."""

import os
import subprocess
import sys
import warnings

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # those of the libraries it imports
    datasets = pytest.importorskip("datasets", reason="the extra datasets is not installed")

import slavonym
from slavonym import Config, ConfigError, Normalizer, default_rules
from slavonym.integrations.datasets import normalize_batch

TEXTS = ["In kyiv, Ukraine", None, "no names here", "Tchernihiv", "In kyiv, Ukraine"]
NORMALIZED = ["In Kyiv, Ukraine", None, "no names here", "Chernihiv", "In Kyiv, Ukraine"]


@pytest.fixture
def dataset():
    return datasets.Dataset.from_dict({"text": TEXTS * 20, "n": list(range(100))})


def test_map_puts_names_right_and_keeps_nulls_and_other_columns(dataset):
    got = dataset.map(normalize_batch("text"), batched=True, batch_size=7)
    assert got["text"][:] == NORMALIZED * 20
    assert got["n"][:] == list(range(100))
    assert got.features == dataset.features


# Python 3.12 and later warn of any fork in a process with threads, and pyarrow has some.
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_map_works_in_two_processes(dataset):
    got = dataset.map(normalize_batch("text"), batched=True, batch_size=7, num_proc=2)
    assert got["text"][:] == NORMALIZED * 20


def test_a_stream_works_too(dataset):
    got = dataset.to_iterable_dataset().map(normalize_batch("text"), batched=True)
    assert [row["text"] for row in got] == NORMALIZED * 20


def test_several_columns_are_normalized_and_no_others():
    dataset = datasets.Dataset.from_dict({"a": TEXTS, "b": TEXTS, "c": TEXTS})
    got = dataset.map(normalize_batch("a", "c"), batched=True)
    assert (got["a"][:], got["b"][:], got["c"][:]) == (NORMALIZED, TEXTS, NORMALIZED)


def test_options_and_a_normalizer_are_taken():
    batch = {"text": ["Volodymyr Zelensky of Ukraine"]}
    for function in (
        normalize_batch("text", to="ukrainian"),
        normalize_batch("text", normalizer=Normalizer(Config(to="ukrainian"))),
    ):
        assert function(batch) == {"text": ["Volodymyr Zelenskyi of Ukraine"]}


@pytest.mark.parametrize(
    ("columns", "options", "error"),
    [
        ((), {}, TypeError),
        (("text",), {"too": "ukrainian"}, ConfigError),
        (("text",), {"to": "ukrainian", "normalizer": Normalizer()}, TypeError),
    ],
)
def test_a_mistake_is_told_before_any_batch(columns, options, error):
    with pytest.raises(error):
        normalize_batch(*columns, **options)


def test_what_is_no_text_is_refused():
    with pytest.raises(TypeError, match="found int in row 1"):
        normalize_batch("text")({"text": ["kyiv", 1]})


# The fingerprint under which `datasets` caches what it has worked out

HASH = """
import sys, warnings
warnings.simplefilter("ignore")
from datasets.fingerprint import Hasher
from slavonym import Config, Normalizer
from slavonym.integrations.datasets import normalize_batch
config = Config(exclude=("Yar", "Larissa", "Kiev"), thresholds={"person": 0.9, "place": 0.8}, protect=("a+",))
function = normalize_batch("text", normalizer=Normalizer(config))
if sys.argv[1] == "used":
    function({"text": ["In Ukraine, Oleg Synegoubov spoke of Chassiv Yar."]})
print(Hasher.hash(function))
"""


def test_it_is_the_same_in_every_process_used_or_not():
    found = set()
    for seed, state in (("1", "new"), ("2", "used"), ("3", "new")):
        run = subprocess.run(
            [sys.executable, "-c", HASH, state],
            check=True,
            capture_output=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONHASHSEED": seed},
        )
        found.add(run.stdout.strip())
    assert len(found) == 1


def fingerprint(function):
    return datasets.fingerprint.Hasher.hash(function)


@pytest.mark.parametrize(
    "other",
    [
        lambda: normalize_batch("other"),
        lambda: normalize_batch("text", "other"),
        lambda: normalize_batch("text", to="ukrainian"),
        lambda: normalize_batch("text", min_confidence=0.9),
        lambda: normalize_batch("text", normalizer=Normalizer(rules=default_rules()[:1])),
    ],
)
def test_it_is_another_with_other_columns_options_or_rules(other):
    assert fingerprint(normalize_batch("text")) != fingerprint(other())


def test_it_is_another_with_another_version_or_other_tables(monkeypatch):
    before = fingerprint(normalize_batch("text"))
    monkeypatch.setattr(slavonym, "__version__", "999")
    with_version = fingerprint(normalize_batch("text"))
    monkeypatch.undo()
    monkeypatch.setattr("slavonym.integrations.datasets.tables_digest", lambda: b"other")
    assert len({before, with_version, fingerprint(normalize_batch("text"))}) == 3


def test_what_was_worked_out_once_is_found_again(tmp_path):
    datasets.Dataset.from_dict({"text": TEXTS}).save_to_disk(tmp_path / "data")
    dataset = datasets.load_from_disk(tmp_path / "data")
    first = dataset.map(normalize_batch("text"), batched=True)
    again = datasets.load_from_disk(tmp_path / "data").map(normalize_batch("text"), batched=True)
    other = dataset.map(normalize_batch("text", to="ukrainian"), batched=True)
    assert first.cache_files == again.cache_files
    assert first.cache_files != other.cache_files
