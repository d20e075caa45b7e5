"""The inputs of the fuzzer's corpus, among them everything that once broke something; `fuzz/run.py` looks for more."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from targets import TARGETS

CORPUS = Path(__file__).parent / "fuzz" / "corpus"
INPUTS = sorted(path for path in CORPUS.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_only_the_errors_that_are_promised(path):
    TARGETS[path.parent.name](path.read_bytes())


def test_every_target_has_a_corpus():
    assert {path.parent.name for path in INPUTS} == set(TARGETS)
    assert find_spec("targets").origin.startswith(str(CORPUS.parent))
