"""Mutation testing: `python tests/mutation/run.py rewriting`, to see which faults of a module no test would find.

Needs `pip install --group mutation`. Every mutant is a copy of the module with one operator, number, string, argument
or the like changed, as mutmut changes them; it counts as killed if one of the tests of its target fails, or takes far
longer than it should. mutmut itself leaves out decorated functions and constants, and asks only the tests that it saw
call a function; here the memos would hide those. So each mutant has a fresh process with no module of slavonym
loaded, a cache directory of its own, and all the tests. No file is changed.
"""

from __future__ import annotations

import argparse
import difflib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import resource
import shutil
import sys
import tempfile
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import hypothesis
import libcst as cst
import msgspec  # noqa: F401 - like the next three, loaded once for all mutants
import pytest
import rapidfuzz  # noqa: F401
import regex  # noqa: F401
import unidecode  # noqa: F401
from mutmut.mutation.mutators import mutation_operators

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import CodeType

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "slavonym"

TARGETS = {
    "schemes": ("schemes/*.py", "schemes ngrams unknown_name own_names rewriting resolution"),
    "resolution": ("stages/resolution.py", "resolution rewriting cases"),
    "rewriting": ("stages/rewriting.py", "rewriting resolution cases"),
    "stages": (
        "stages/[cdms]*.py",
        "mentions candidates document scoring resolution rewriting memo cases hostile_config",
    ),
    "gazetteer": (
        "gazetteer/[!_c]*.py gazetteer/compiled.py",
        "ngrams neighbours own_names wrong_input unknown_name store gazetteer",
    ),
    "check": ("gazetteer/check.py", "check wrong_input"),
}
"""By name: the modules, below `slavonym`, and the tests that are asked, most telling first."""

_NOT_ASKED = (
    "store.py::test_processes_that_start_together_agree",  # their code is no mutant
    # What these say of whole tables takes long, and others say it of a few rows.
    "gazetteer.py::test_the_regular_french_form_of_a_settlement_leads_to_it",
    "gazetteer.py::test_a_settlement_spelled_by_a_french_habit_is_found_first",
    "check.py::test_the_tables_of_the_library_have_no_problems",
    "check.py::test_every_table_of_the_library_is_checked",
    "check.py::test_no_canonical_form_of_a_prominent_name_would_itself_be_changed",
)
_EXAMPLES = 50
"""Of each property; the profile is the same for every mutant, and the same examples are drawn."""
_TIMES, _MORE = 2, 2
"""A mutant may take so many times the CPU seconds of the unchanged code, and so many seconds more."""
_MEMORY = 4 << 30
_LOADED = "ignore::pytest.PytestAssertRewriteWarning"  # hypothesis is loaded before pytest starts
_PYTEST = ("-x", "-q", "-p", "no:cacheprovider", "--hypothesis-profile=mutation", "-W", _LOADED)
_LEFT_OUT = [f"--deselect=tests/test_{test}" for test in _NOT_ASKED]
_NEVER = (cst.Annotation, cst.Decorator, cst.Import, cst.ImportFrom, cst.AnnAssign)


class Mutant(NamedTuple):
    """A module with one change."""

    path: Path
    line: int
    source: str
    mutated: str

    def __str__(self) -> str:
        pair = (self.source.splitlines(), self.mutated.splitlines())
        changed = list(difflib.unified_diff(*pair, n=0, lineterm=""))[3:]
        return f"{self.path.relative_to(SOURCE)}:{self.line}\n" + "\n".join(changed)


class _Changes(cst.CSTVisitor):
    """Finds what mutmut's operators make of each node that does something when the code runs."""

    METADATA_DEPENDENCIES = (cst.metadata.PositionProvider,)

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, cst.CSTNode, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.AnnAssign) and node.value is not None:
            node.value.visit(self)
        if isinstance(node, _NEVER) or _for_type_checking(node) or _is_docstring(node):
            return False
        line = self.get_metadata(cst.metadata.PositionProvider, node).start.line
        for kind, operator in mutation_operators:
            if isinstance(node, kind):
                self.found += ((line, node, changed) for changed in operator(node))
        return True


def _for_type_checking(node: cst.CSTNode) -> bool:
    test = node.test if isinstance(node, cst.If) else None
    return isinstance(test, cst.Name) and test.value == "TYPE_CHECKING"


def _is_docstring(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Expr) and isinstance(node.value, cst.SimpleString)


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Every mutant of a module that is Python."""
    source = path.read_text()
    wrapper = cst.MetadataWrapper(cst.parse_module(source))
    visitor = _Changes()
    wrapper.visit(visitor)
    for line, node, changed in visitor.found:
        mutated = wrapper.module.deep_replace(node, changed).code  # type: ignore[arg-type]
        try:
            compile(mutated, path, "exec")
        except SyntaxError:
            continue
        yield Mutant(path, line, source, mutated)


class _Mutated(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, mutant: Mutant) -> None:
        super().__init__(name, str(mutant.path))
        self.mutated = mutant.mutated

    def get_code(self, _: str) -> CodeType:
        return compile(self.mutated, self.path, "exec", dont_inherit=True)


class _Finder(importlib.abc.MetaPathFinder):
    """Finds the mutant in place of its module."""

    def __init__(self, mutant: Mutant) -> None:
        parts = mutant.path.relative_to(SOURCE.parent).with_suffix("").parts
        self.name = ".".join(parts).removesuffix(".__init__")
        self.mutant = mutant

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        if name != self.name:
            return None
        loader = _Mutated(name, self.mutant)
        package = self.mutant.path.name == "__init__.py"
        return importlib.util.spec_from_loader(name, loader, is_package=package)


def passing(tests: Sequence[str], cache: str, mutant: Mutant | None, seconds: float) -> float:
    """Run tests in a process of its own.

    Returns:
        CPU seconds if they pass; zero if one fails, or if more than `seconds` are used.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = os.fork()
    if not child:
        os.environ["XDG_CACHE_HOME"] = cache
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nothing, stream)
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if mutant is not None:
            sys.meta_path.insert(0, _Finder(mutant))
        status = 99
        try:
            status = pytest.main([*_PYTEST, *_LEFT_OUT, *tests])
        finally:
            os._exit(status)
    status = os.waitpid(child, 0)[1]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return 0.0 if status else used


def main() -> None:
    """Print the mutants of a target that no test finds, and how many it finds."""
    parser = argparse.ArgumentParser(description="Look for faults that no test would find.")
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--sample", type=int, help="so many mutants instead of all")
    parser.add_argument("--seed", type=int, default=0, help="of the sample (0)")
    parser.add_argument(
        "--only", default="", help="mutants whose file and line begin so, as align.py:120"
    )
    options = parser.parse_args()
    modules, names = TARGETS[options.target]
    tests = [str(ROOT / "tests" / f"test_{name}.py") for name in names.split()]
    hypothesis.settings.register_profile(
        "mutation", max_examples=_EXAMPLES, deadline=None, derandomize=True, database=None
    )
    sys.path.insert(0, str(SOURCE.parent))
    sys.dont_write_bytecode = True
    os.chdir(ROOT)

    paths = sorted(path for pattern in modules.split() for path in SOURCE.glob(pattern))
    mutants = list(chain.from_iterable(map(mutants_of, paths)))
    mutants = [m for m in mutants if f"{m.path.name}:{m.line}".startswith(options.only)]
    total = len(mutants)
    if options.sample and options.sample < total:
        mutants = random.Random(options.seed).sample(mutants, options.sample)
    with tempfile.TemporaryDirectory() as folder:
        warm = f"{folder}/warm"
        Path(warm).mkdir()
        passing(tests, warm, None, 600)  # compiles the index
        usual = passing(tests, warm, None, 600)
        if not usual:
            sys.exit("the tests fail on the code as it is")
        print(
            f"{total} mutants, {len(mutants)} tried; one that lives takes {usual:.1f} CPU seconds"
        )
        killed = 0
        for mutant in mutants:
            own = shutil.copytree(warm, f"{folder}/own")
            if passing(tests, own, mutant, usual * _TIMES + _MORE):
                print(f"\n{mutant}", flush=True)
            else:
                killed += 1
            shutil.rmtree(own)
    print(f"\n{options.target}: {killed} of {len(mutants)} killed, {killed / len(mutants):.1%}")


if __name__ == "__main__":
    main()
