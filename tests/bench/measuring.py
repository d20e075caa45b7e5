"""How the benchmarks measure: against the plain scan in turns, and in processes of their own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import psutil

from matchers import scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

HERE = Path(__file__).parent

_ENOUGH = 500_000
"""Bytes that a scan takes long enough for to be timed."""


def cpu_time() -> float:
    """Seconds this process has computed."""
    return time.process_time()


def cpu_time_of_children() -> float:
    """Seconds the ended child processes of this one have computed."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def size(texts: Iterable[str]) -> int:
    """Bytes of some texts in UTF-8."""
    return sum(len(text.encode()) for text in texts)


def over(work: Callable[[str], object], texts: Iterable[str]) -> None:
    """Do work on every text."""
    for text in texts:
        work(text)


def scan_time(texts: Sequence[str]) -> float:
    """CPU seconds that the plain scan takes for some texts."""
    times = max(1, _ENOUGH // size(texts))
    start = cpu_time()
    for _ in range(times):
        over(scan, texts)
    return (cpu_time() - start) / times


def against_scan(
    benchmark: Any,
    work: Callable[[str], object],
    texts: Sequence[str],
    *,
    rounds: int = 5,
    before: Callable[[], object] = lambda: None,
) -> None:
    """Time work over some texts, each round right after the plain scan of the same texts.

    Args:
        benchmark: The fixture of pytest-benchmark, whose timer is to be `cpu_time`. Its `extra_info` gets `mb_s`, a
            million bytes of UTF-8 a second, and `of_scan`, that as a share of what the scan does; medians of the
            rounds.
        work: What to do with each text. It is done once before the rounds.
        texts: The texts.
        rounds: How often.
        before: What to do before each round, untimed.
    """
    scans: list[float] = []

    def prepare() -> None:
        scans.append(scan_time(texts))
        before()

    over(work, texts)
    benchmark.pedantic(over, args=(work, texts), setup=prepare, rounds=rounds)
    seconds = benchmark.stats.stats.data
    megabytes = size(texts) / 1e6
    benchmark.extra_info |= {
        "mb": megabytes,
        "mb_s": megabytes / median(seconds),
        "scan_mb_s": megabytes / median(scans),
        "of_scan": median(a / b for a, b in zip(scans, seconds, strict=True)),
    }


class Reader:
    """A fresh process that reads texts, one a line, and does something with each.

    Args:
        setup: Python to run first.
        each: Python to run for each `line`.
    """

    def __init__(self, setup: str, each: str) -> None:
        loop = f"for line in sys.stdin:\n    {each}\n    print(flush=True)\n"
        command = [sys.executable, "-I", "-c", f"import sys\n{setup}\nprint(flush=True)\n{loop}"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self._answer()

    def read(self, texts: Iterable[str]) -> None:
        """Have the process read some texts and wait until it has."""
        assert self._process.stdin is not None
        for text in texts:
            self._process.stdin.write(text + "\n")
            self._process.stdin.flush()
            self._answer()

    @property
    def megabytes(self) -> float:
        """Resident memory of the process, in million bytes."""
        return psutil.Process(self._process.pid).memory_info().rss / 1e6

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _answer(self) -> None:
        assert self._process.stdout is not None
        if not self._process.stdout.readline():
            message = f"the process ended with {self._process.wait()}"
            raise RuntimeError(message)


def run_script(name: str, *arguments: str | Path, environment: dict[str, str]) -> dict[str, float]:
    """Run a script of this folder and return the figures it prints as JSON."""
    command = [sys.executable, HERE / name, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, env=environment)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def pieces(texts: Sequence[str], count: int) -> Iterator[Sequence[str]]:
    """Some texts in so many parts of about one size."""
    for number in range(count):
        yield texts[number::count]
