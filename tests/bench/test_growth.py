"""How the time grows: with the tables, with the text, and with texts made to be slow."""

import json
import os
import shutil
from pathlib import Path

import pytest

import hostile
import slavonym
from articles import make_articles
from enlarging import enlarge
from measuring import cpu_time, over, run_script, size
from slavonym.locate import tables_root

pytestmark = pytest.mark.benchmark(timer=cpu_time)

TIMES = 10
"""How many times the names of the tables, for the large ones."""
HOSTILE = 1_000_000
"""Code points of a text made to be slow."""
MARKS = 10_000


@pytest.mark.parametrize("times", [1, TIMES])
def test_tables(benchmark, articles, tmp_path, times):
    """A copy of the package with so many times the names builds its index and reads the usual articles."""
    package = tmp_path / "slavonym"
    ignored = shutil.ignore_patterns("__pycache__", "build", "*.bin")
    shutil.copytree(Path(slavonym.__file__).parent, package, ignore=ignored)
    shutil.copytree(str(tables_root()), package / "_tables", ignore=ignored, dirs_exist_ok=True)
    names = enlarge(package / "_tables", times)
    texts = tmp_path / "articles.json"
    texts.write_text(json.dumps(articles))
    environment = os.environ | {
        "PYTHONPATH": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    figures = benchmark.pedantic(
        run_script, args=("with_tables.py", texts), kwargs={"environment": environment}, rounds=1
    )
    (index,) = (tmp_path / "cache/slavonym").glob("index-*.bin")
    benchmark.extra_info |= figures | {"names": names, "index_mb": index.stat().st_size / 1e6}


def test_a_hundred_articles_in_one(benchmark, normalize, articles):
    """One text of a hundred articles, beside the hundred."""
    hundred = articles[:100]
    whole = "\n\n".join(hundred)
    apart = []

    def prepare():
        start = cpu_time()
        over(normalize, hundred)
        apart.append(cpu_time() - start)

    normalize(whole)
    benchmark.pedantic(normalize, args=(whole,), setup=prepare, rounds=3)
    together = min(benchmark.stats.stats.data)
    benchmark.extra_info["times"] = len(hundred)
    benchmark.extra_info["of_apart"] = together / min(apart)


def of_articles(length):
    return " ".join(make_articles(length // 4096 + 1, seed=2))[:length]


def all_capitals(length):
    return of_articles(length).upper()[:length]


@pytest.mark.parametrize(
    ("text_of", "length"),
    [
        pytest.param(of_articles, HOSTILE, id="ordinary text"),
        pytest.param(all_capitals, HOSTILE, id="all capitals"),
        pytest.param(hostile.one_word, HOSTILE, id="one word"),
        pytest.param(hostile.joined_by_hyphens, HOSTILE, id="joined by hyphens"),
        pytest.param(hostile.unique_words, HOSTILE, id="unique words"),
        pytest.param(hostile.nested_accents, HOSTILE, id="nested accents"),
        pytest.param(hostile.combining_marks, MARKS, id="combining marks"),
    ],
)
def test_twice_the_text(benchmark, normalize, forget, share, text_of, length):
    """Cold, half the text and all of it in turns."""
    if length == HOSTILE:
        length = round(length * share)
    whole, half = text_of(length), text_of(length // 2)
    halves = []

    def prepare():
        forget()
        start = cpu_time()
        normalize(half)
        halves.append(cpu_time() - start)
        forget()

    benchmark.pedantic(normalize, args=(whole,), setup=prepare, rounds=3)
    seconds = min(benchmark.stats.stats.data)
    benchmark.extra_info["mb_s"] = size([whole]) / 1e6 / seconds
    benchmark.extra_info["doubling"] = seconds / min(halves)
