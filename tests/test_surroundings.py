"""Wherever it runs: without a home, a disk to write on, a locale, warnings let through, or files at all."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import slavonym
from slavonym.gazetteer import load_gazetteer, store
from slavonym.locate import tables_root

SOURCE = Path(slavonym.__file__).parents[1]
TEXT = "In Ukraine, Oleg Synegoubov left Chassiv Yar."
WRITTEN = "In Ukraine, Oleh Syniehubov left Chasiv Yar."
PROGRAM = f"""
import sys, slavonym
written = slavonym.normalize({TEXT!r})
assert slavonym.lookup("Bakhmout")[0].english == "Bakhmut"
assert slavonym.normalize("\\u041a\\u0438 \\ud800 Kiev")
sys.stdout.buffer.write(written.encode())
"""


@pytest.fixture(scope="module")
def warm(tmp_path_factory):
    """A cache directory that has the index, so that a process need not compile it."""
    load_gazetteer()
    folder = tmp_path_factory.mktemp("cache")
    index = tables_root() / store.PACKAGED
    if not index.is_file():
        index = store._cache_file(store.tables_digest())
        (folder / "slavonym").mkdir()
        shutil.copy(index, folder / "slavonym")
    return folder


def run(*options, program=PROGRAM, without=(), **variables):
    """What a fresh Python writes; no word on standard error."""
    environment = {k: v for k, v in os.environ.items() if k not in without}
    environment |= {"PYTHONPATH": str(SOURCE)} | {k: str(v) for k, v in variables.items()}
    done = subprocess.run(
        [sys.executable, *options, "-c", program], capture_output=True, env=environment, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


@pytest.mark.parametrize(
    "options",
    [
        ("-O",),
        ("-OO",),
        ("-W", "error"),
        ("-X", "utf8=0"),
        ("-X", "dev", "-W", "error"),
        ("-bb",),
    ],
    ids=" ".join,
)
def test_under_these_switches(options, warm):
    assert run(*options, XDG_CACHE_HOME=warm) == WRITTEN


@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        {"TZ": "nowhere", "PYTHONHASHSEED": "1"},
    ],
    ids=lambda variables: next(iter(variables.values())),
)
def test_under_these_variables(variables, warm):
    assert run(XDG_CACHE_HOME=warm, **variables) == WRITTEN


def without_compiling(program):
    """The program, where the index is made of a name only: what is tried is where it would be kept."""
    return f"""
from slavonym.gazetteer import Entry, store
from slavonym.gazetteer.index import build_index
entry = Entry("place:a", "Часів Яр", "uk", "place", "city", rank=5)
store.compiled_tables = lambda *_: build_index([entry], store.tables_digest())
store.PACKAGED = "no-index.bin"
{program}
"""


ALONE = without_compiling(
    "import slavonym; print(slavonym.normalize('The city of Chassiv Yar, Ukraine'))"
)


def test_without_a_home(tmp_path):
    gone = tmp_path / "gone"
    names = ("HOME", "XDG_CACHE_HOME", "USER", "LOGNAME")
    assert run(program=ALONE, without=names, HOME=gone) == "The city of Chasiv Yar, Ukraine\n"
    assert run(program=ALONE, HOME="", XDG_CACHE_HOME="") == "The city of Chasiv Yar, Ukraine\n"


@pytest.mark.parametrize("place", ["/proc/nowhere", "/dev/null", "/dev/full"])
def test_where_nothing_can_be_written(place):
    if not Path(place).parent.exists():
        pytest.skip(f"no {place} here")
    assert run(program=ALONE, XDG_CACHE_HOME=place) == "The city of Chasiv Yar, Ukraine\n"


def test_when_the_disk_is_full(tmp_path):
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
    pytest.importorskip("resource")
    ignored = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    assert run(program=full + ignored + ALONE, XDG_CACHE_HOME=tmp_path) == (
        "The city of Chasiv Yar, Ukraine\n"
    )
    assert list((tmp_path / "slavonym").iterdir()) == []


def test_a_process_killed_while_it_stores_the_index_harms_no_other(tmp_path):
    killed = without_compiling(
        "import os, signal\n"
        "store.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "store.load_gazetteer()"
    )
    environment = os.environ | {"PYTHONPATH": str(SOURCE), "XDG_CACHE_HOME": str(tmp_path)}
    assert subprocess.run([sys.executable, "-c", killed], env=environment, check=False).returncode
    assert run(program=ALONE, XDG_CACHE_HOME=tmp_path) == "The city of Chasiv Yar, Ukraine\n"
    assert len([*(tmp_path / "slavonym").glob("index-*.bin")]) == 1


def test_out_of_a_zip_file(tmp_path, warm):
    archive = tmp_path / "slavonym.zip"
    package = SOURCE / "slavonym"
    with zipfile.ZipFile(archive, "w") as zipped:
        for path in package.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                zipped.write(path, path.relative_to(SOURCE))
        if not (package / "_tables").is_dir():
            tables = Path(str(tables_root()))
            for path in tables.rglob("*"):
                if path.is_file() and path.relative_to(tables).parts[0] != "build":
                    zipped.write(path, Path("slavonym/_tables") / path.relative_to(tables))
    program = PROGRAM + "assert '.zip' in slavonym.__file__\n"
    assert run(program=program, PYTHONPATH=archive, XDG_CACHE_HOME=warm) == WRITTEN


MISSING = {
    "langdetect": "slavonym.normalize('Kiev und das ist ein sehr langer satz aus vielen deutschen worten')",
    "pycountry": "slavonym.Normalizer(slavonym.Config(names=[{'native': 'Джамалун', 'region': 'UA-63'}]))",
}


@pytest.mark.parametrize("name", MISSING)
def test_a_dependency_that_is_missing_is_named_when_it_is_needed_and_not_before(name, warm):
    program = f"""
import sys
sys.modules[{name!r}] = None
{PROGRAM}
try:
    {MISSING[name]}
except (ImportError, slavonym.RuleError) as error:
    assert {name!r} in str(error)
else:
    raise SystemExit("not needed after all")
"""
    assert run(program=program, XDG_CACHE_HOME=warm) == WRITTEN
