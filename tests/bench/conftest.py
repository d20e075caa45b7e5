"""What the benchmarks share. They are no tests: `python -m pytest tests/bench` runs them, plain `pytest` does not."""

from __future__ import annotations

import gc
import os
from importlib import metadata

import pytest

from articles import french_names, make_articles
from forgetting import forgetting
from slavonym import Normalizer
from slavonym.gazetteer import store
from slavonym.locate import tables_root

ARTICLES = 500
COMPARED = ("flashtext", "pyahocorasick", "spacy", "rapidfuzz")


def pytest_addoption(parser):
    parser.addoption(
        "--share",
        type=float,
        default=1.0,
        help="The share of the usual amount of text to measure with; 0.02 for a quick look.",
    )


def pytest_benchmark_update_machine_info(machine_info):
    """Tell what the figures depend on, and not the name of the machine."""
    machine_info.pop("node", None)
    machine_info["cpus"] = len(os.sched_getaffinity(0))
    machine_info["packages"] = {name: metadata.version(name) for name in ("slavonym", *COMPARED)}
    packaged = tables_root() / store.PACKAGED
    machine_info["installed"] = "wheel" if packaged.is_file() else "checkout"


def pytest_benchmark_update_json(config, output_json):
    output_json["share"] = config.getoption("--share")


@pytest.fixture(scope="session")
def share(request):
    return request.config.getoption("--share")


@pytest.fixture(scope="session")
def articles(share):
    """The usual articles: 500 of 4 KB."""
    return make_articles(max(8, round(ARTICLES * share)))


@pytest.fixture(scope="session")
def normalize():
    """The normalizer that all of them time."""
    return Normalizer().normalize


@pytest.fixture
def forget(normalize, articles):
    normalize(articles[0])  # what is made on first use is there
    return forgetting()


@pytest.fixture(scope="session")
def french_forms():
    """Form to English name, for libraries that look for listed forms."""
    return {name.form: name.english for name in french_names()}


@pytest.fixture(autouse=True)
def _old_objects_out_of_the_way():
    """Nobody pays for walking through the data of another's benchmark whenever garbage is collected."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()
