"""What it costs to start: CPU and memory of a fresh process, over a Python that does nothing."""

import subprocess
import sys
from statistics import median

import pytest

from articles import make_articles
from measuring import Reader, cpu_time_of_children

ROUNDS = 15
USE = "import slavonym"
NORMALIZE = "slavonym.normalize(line)"
FIRST_RESULT = "import sys, slavonym; slavonym.normalize(sys.argv[1])"
A_DAY = 2000
"""Articles that an agency sends in a day."""


@pytest.mark.benchmark(timer=cpu_time_of_children)
@pytest.mark.parametrize("code", [USE, FIRST_RESULT], ids=["import", "first result"])
def test_start(benchmark, articles, code):
    bare = []

    def prepare():
        start = cpu_time_of_children()
        run("pass")
        bare.append(cpu_time_of_children() - start)

    def run(code):
        subprocess.run([sys.executable, "-I", "-c", code, articles[0]], check=True)

    run(code)  # compiles modules; in a checkout, the index too
    benchmark.pedantic(run, args=(code,), setup=prepare, rounds=ROUNDS)
    seconds = benchmark.stats.stats.data
    benchmark.extra_info["ms"] = (median(seconds) - median(bare)) * 1000
    benchmark.extra_info["bare_ms"] = median(bare) * 1000


def test_memory(benchmark, share):
    """Memory over a bare Python after one article, after a day's, and after two days', no two of them alike."""
    day = max(20, round(A_DAY * share))
    texts = make_articles(2 * day, seed=1, new_words=True)
    steps = {"mb_first": texts[:1], "mb_day": texts[1:day], "mb_second": texts[day:]}
    bare, reader = Reader("", "pass"), Reader(USE, NORMALIZE)

    def read_all():
        for step, some in steps.items():
            bare.read(some)
            reader.read(some)
            benchmark.extra_info[step] = reader.megabytes - bare.megabytes

    benchmark.pedantic(read_all, rounds=1)
    bare.close()
    reader.close()
    added = benchmark.extra_info["mb_second"] - benchmark.extra_info["mb_day"]
    benchmark.extra_info |= {"articles": day, "mb_added": added}
