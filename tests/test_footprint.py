"""What slavonym costs those who use it, as far as it can be counted rather than timed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import hostile
import slavonym
from forgetting import forgetting

ARTICLE = (Path(__file__).parents[1] / "docs/article.txt").read_text(encoding="utf-8")
HEAVY = (
    "concurrent.futures importlib.metadata langdetect logging matplotlib multiprocessing numpy pandas pycountry "
    "rapidfuzz scipy sklearn"
).split()  # fmt: skip
"""Slow to import, and nothing that English text needs."""


@pytest.mark.parametrize(
    "use",
    [
        pytest.param("", id="import"),
        pytest.param(ARTICLE, id="article"),
        pytest.param("Fighting near Chassiv Yar", id="headline"),
    ],
)
def test_importing_and_a_first_english_text_load_nothing_heavy(use):
    script = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "import slavonym\n"
        "if sys.argv[1]: assert slavonym.normalize(sys.argv[1]) != sys.argv[1]\n"
        "print(*sorted(set(sys.modules) - before))\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(slavonym.__file__).parents[1])}
    command = [sys.executable, "-c", script, use]
    printed = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    loaded = printed.stdout.split()
    assert "slavonym" in loaded
    assert not set(HEAVY) & set(loaded)


def of_articles(length):
    return (ARTICLE * (length // len(ARTICLE) + 1))[:length]


@pytest.mark.parametrize(
    "text_of",
    [
        of_articles,
        lambda length: of_articles(length).upper(),
        hostile.one_word,
        hostile.joined_by_hyphens,
        hostile.unique_words,
        hostile.nested_accents,
        hostile.combining_marks,
    ],
    ids=["articles", "capitals", "one word", "hyphens", "unique words", "accents", "marks"],
)
@pytest.mark.parametrize("remembered", [False, True], ids=["cold", "warm"])
def test_twice_the_text_takes_twice_the_calls(text_of, remembered):
    half, whole = (calls_of(text_of(length), remembered=remembered) for length in (2000, 4000))
    assert whole <= 2.3 * half


def calls_of(text, *, remembered):
    """How many functions, of Python or C, are called to normalize a text that was read before."""
    count = 0

    def count_calls(_frame, event, _argument):
        nonlocal count
        count += event in ("call", "c_call")

    slavonym.normalize(text)  # loads what is loaded once, and fills the memos
    if not remembered:
        forgetting()()
    before = sys.getprofile()
    sys.setprofile(count_calls)
    try:
        slavonym.normalize(text)
    finally:
        sys.setprofile(before)
    return count
