"""How fast it is beside a plain scan of the same text, warm, cold and text by text, and beside other libraries."""

from statistics import median, quantiles

import pytest

import matchers
from measuring import against_scan, cpu_time, scan_time

pytestmark = pytest.mark.benchmark(timer=cpu_time)


def test_warm_stream(benchmark, normalize, articles):
    against_scan(benchmark, normalize, articles)


def test_cold_stream(benchmark, normalize, articles, forget):
    against_scan(benchmark, normalize, articles, before=forget)


def test_fresh_article(benchmark, normalize, articles, forget):
    latency(benchmark, normalize, articles[:200], before=forget)


def test_warm_article(benchmark, normalize, articles):
    latency(benchmark, normalize, articles)


def latency(benchmark, work, texts, before=lambda: None):
    """Time one text a round, right after the scan of the same text; each text is read once before, untimed."""
    scans = []
    following = iter(texts)

    def prepare():
        text = next(following)
        work(text)
        scans.append(scan_time([text]))
        before()
        return (text,), {}

    benchmark.pedantic(work, setup=prepare, rounds=len(texts))
    seconds = benchmark.stats.stats.data
    percentiles = quantiles(seconds, n=100)
    benchmark.extra_info |= {
        "p50_us": percentiles[49] * 1e6,
        "p99_us": percentiles[98] * 1e6,
        "scans": median(b / a for a, b in zip(scans, seconds, strict=True)),
    }


def test_flashtext(benchmark, articles, french_forms):
    against_scan(benchmark, matchers.flashtext(french_forms), articles)


def test_pyahocorasick(benchmark, articles, french_forms):
    against_scan(benchmark, matchers.pyahocorasick(french_forms), articles)


def test_spacy(benchmark, articles, french_forms):
    against_scan(benchmark, matchers.spacy_phrases(french_forms), articles[:100])


def test_rapidfuzz(benchmark, articles, french_forms):
    against_scan(benchmark, matchers.rapidfuzz_words(french_forms), articles[:5], rounds=3)
