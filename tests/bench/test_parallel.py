"""Threads and processes, on the clock on the wall. Processes read files and write files, each a share of them."""

import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from measuring import over, pieces
from sharding import normalize_file, scan_file
from slavonym import Normalizer

pytestmark = pytest.mark.benchmark(timer=time.perf_counter)

ROUNDS = 5
FILES = 8
AGAIN = {normalize_file: 5, scan_file: 20}
"""How often the articles stand in the files, so that the work takes far longer than handing it out."""


def one_and_two(benchmark, one, two):
    """Time two at work, each round right after one; `extra_info` gets how many times as fast the two are at best."""
    ones = []

    def prepare():
        start = time.perf_counter()
        one()
        ones.append(time.perf_counter() - start)

    one()
    two()
    benchmark.pedantic(two, setup=prepare, rounds=ROUNDS)
    benchmark.extra_info["speed_up"] = min(ones) / min(benchmark.stats.stats.data)


def test_two_threads(benchmark, normalize, articles):
    with ThreadPoolExecutor(1) as single, ThreadPoolExecutor(2) as pair:

        def work(pool, threads):
            list(pool.map(lambda texts: over(normalize, texts), pieces(articles, threads)))

        one_and_two(benchmark, lambda: work(single, 1), lambda: work(pair, 2))


@pytest.mark.parametrize("work", [normalize_file, scan_file])
def test_two_processes(benchmark, articles, tmp_path, work):
    """The scan tells what two processes can gain on this machine at all."""
    paths = [tmp_path / f"{number}.txt" for number in range(FILES)]
    for path, texts in zip(paths, pieces(articles * AGAIN[work], FILES), strict=True):
        path.write_text("\n".join(texts), encoding="utf-8")
    processes = get_context("spawn")
    with processes.Pool(1) as single, processes.Pool(2) as pair:
        one_and_two(
            benchmark,
            lambda: single.map(work, paths, chunksize=1),
            lambda: pair.map(work, paths, chunksize=1),
        )


@pytest.mark.skipif(not hasattr(Normalizer, "normalize_many"), reason="there is no normalize_many")
def test_normalize_many(benchmark, articles):
    """With the start of its processes, over forty megabytes."""
    normalizer, texts = Normalizer(), articles * 20
    one_and_two(
        benchmark,
        lambda: deque(normalizer.normalize_many(texts), maxlen=0),
        lambda: deque(normalizer.normalize_many(texts, processes=2), maxlen=0),
    )
