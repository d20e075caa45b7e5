"""Many words through one `Normalizer` in one process: `python tests/bench/soak.py`, for ten million of them.

After every million it writes a line: resident memory, speed by the CPU clock, the texts that raised an error and the
changes made so far. Of ten texts three have the usual names of other lands, six have names that are words no text had
before, one is noise; no text comes twice. Ends with status 1 if any raised an error, or came out as its explanation
does not say.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
import traceback
from typing import TYPE_CHECKING

import psutil

from articles import LENGTH, make_articles
from slavonym import Normalizer, apply

if TYPE_CHECKING:
    from collections.abc import Iterator

_EVERY = 1_000_000
"""Words to one line."""
_NOISE = (
    "aàbcdeéfghiïjklmnoôprstuvyzABCDEÉGIKLMOSTVYZ" * 4
    + " " * 40
    + "’'-.,\n\r\t\x00\ud800\u0301\u0308\u200f\u202e\u00ad\u00a0\ufeffİßКиївЁђקあ👩\u200d🇺🇦"
)


def noise(rng: random.Random) -> str:
    """Letters, marks and signs as they fall."""
    return "".join(rng.choices(_NOISE, k=LENGTH))


def texts(seed: int) -> Iterator[str]:
    """Texts without end, no two alike."""
    for number in itertools.count(seed):
        yield from make_articles(6, seed=number, new_words=True)
        yield from make_articles(3, seed=-1 - number)
        yield noise(random.Random(number))


def main() -> int:
    """Soak one `Normalizer` and return the status of the process."""
    parser = argparse.ArgumentParser(description="Soak one Normalizer with made-up news copy.")
    parser.add_argument("--words", type=int, default=10_000_000, help="how many (10,000,000)")
    parser.add_argument("--seed", type=int, default=0, help="another gives other texts (0)")
    options = parser.parse_args()
    normalizer, process = Normalizer(), psutil.Process()
    words = changes = failed = 0
    used, line = 0.0, _EVERY
    print(f"{'words':>12} {'MB':>6} {'words/s':>8} {'failed':>7} {'changes':>8}", flush=True)
    for text in texts(options.seed):
        start = time.process_time()
        try:
            explanation = normalizer.explain(text)
        except Exception:  # noqa: BLE001 - whatever it is, it is counted and the next text follows
            traceback.print_exc()
            failed += 1
        else:
            changes += len(explanation.matches)
            failed += apply(text, explanation.matches) != explanation.text
        used += time.process_time() - start
        words += len(text.split())
        if words >= line:
            memory, speed = process.memory_info().rss / 1e6, _EVERY / used
            print(f"{words:12,} {memory:6.0f} {speed:8,.0f} {failed:7} {changes:8,}", flush=True)
            used, line = 0.0, line + _EVERY
        if words >= options.words:
            return failed > 0
    raise AssertionError


if __name__ == "__main__":
    sys.exit(main())
