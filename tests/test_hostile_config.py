"""Configs, schemes and tables that mean harm: an error in bounded time and memory; nothing is run or written."""

import ast
import hashlib
import os
import time
from pathlib import Path

import pytest

import slavonym
from slavonym import Config, ConfigError, Normalizer, RuleError, SchemeError, TableError, extension
from slavonym.schemes import schemes_for
from slavonym.schemes.scheme import parse_scheme
from slavonym.stages import document

TEXT = "Oleg Synegoubov left Chassiv Yar, in Ukraine."
SCHEME = """
letters = {{ "а" = "a" }}
special = {{ rules = [] }}
examples = {{ regular = [] }}
[scheme]
id = "x"
title = ""
language = "uk"
family = "f"
method = "transliteration"
sources = []
marks = [{mark}]
"""

# Patterns of `protect`

SLOW = r"(a|aa)+$"
LONG_RUN = "a" * 60 + "!"


def test_a_pattern_that_would_not_end_is_an_error_that_names_it_and_the_place():
    text = f"aa {LONG_RUN}"
    started = time.process_time()
    with pytest.raises(RuleError) as caught:
        Normalizer(Config(protect=[r"^aa|(a|aa)+$"])).normalize(f"{text} {TEXT}")
    assert time.process_time() - started < 30
    assert str(caught.value) == (
        "protect: '^aa|(a|aa)+$' took more than 2 seconds in a text of 110 code points, after 2"
    )


def test_in_a_stream_it_names_the_document_too(monkeypatch):
    monkeypatch.setattr(document, "_PATTERN_SECONDS", 0.1)
    normalizer = Normalizer(Config(protect=[SLOW]))
    with pytest.raises(RuleError, match=r"^document 1: protect: "):
        list(normalizer.normalize_many([TEXT, f"{LONG_RUN} {TEXT}"]))


@pytest.mark.parametrize(
    "pattern",
    ["(" * 5000 + ")" * 5000, "[a-", "(?P<n>a)(?P=m)", "a{99999999999999999999}", "x" * 10_001],
    ids=lambda pattern: pattern[:12],
)
def test_a_pattern_that_cannot_be_compiled_is_an_error(pattern):
    with pytest.raises(ConfigError, match="protect, entry 1: "):
        Config(protect=[pattern])


# Marks of a scheme

GOOD_MARKS = ["ou", "[éèëïÿ]", "gu[eéiïy]", "(?<=[aeiouyéï])ss(?=[aeiouyéï])", "[iy]ne(?![a-z])"]
SLOW_MARKS = ["(a|aa)+$", "(a*)*b", "(?:a+)+", "a{2,}", r"(a)\1", "(?=(a+)+b)c", "a?a?a?", "a|b"]


@pytest.mark.parametrize("mark", GOOD_MARKS)
def test_a_mark_is_letters_classes_and_lookarounds(mark):
    assert parse_scheme(SCHEME.format(mark=repr(mark)), "x").marks == (mark,)


@pytest.mark.parametrize("mark", [*SLOW_MARKS, "(" * 5000 + ")" * 5000, ""])
def test_any_other_could_take_long_and_is_an_error(mark):
    with pytest.raises(SchemeError, match=r"^x\.toml: scheme\.marks, entry 1: "):
        parse_scheme(SCHEME.format(mark=repr(mark)), "x")


# TOML that exhausts its reader

TOML = {
    "deep": ("a = " + "[" * 50_000 + "]" * 50_000, "nested too deeply"),
    "a dotted key": (".".join("a" * 100_000) + " = 1", "more than 32 names"),
    "quoted": ("x = 1\n[" + " . ".join(["'a'"] * 50_000) + "]\n", "more than 32 names .* line 2"),
    "many digits": ("a = " + "9" * 100_000, "4300 digits"),
    "a wide integer": ("a = [{ b = 0x" + "f" * 100_000 + " }]", "more than 64 bits"),
    "NUL": ("a = \0", "Invalid"),
}


@pytest.mark.parametrize(("text", "message"), TOML.values(), ids=list(TOML))
def test_such_a_config_is_an_error(text, message, tmp_path):
    path = tmp_path / "desk.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=message):
        Config.from_toml(path)


@pytest.mark.parametrize(("text", "message"), TOML.values(), ids=list(TOML))
def test_such_a_scheme_is_an_error(text, message):
    with pytest.raises(SchemeError, match=message):
        parse_scheme(text, "x")


@pytest.mark.parametrize(("option", "error"), [("tables", TableError), ("schemes", SchemeError)])
def test_a_table_or_scheme_that_is_far_too_large_is_none(option, error, tmp_path, monkeypatch):
    monkeypatch.setattr(extension, "_MOST_BYTES", 1000)
    path = tmp_path / "large"
    path.write_text("x" * 1001)
    with pytest.raises(error, match="more than 1000 bytes"):
        Normalizer(Config(**{option: [str(path)]}))


def test_half_of_a_surrogate_pair_is_an_error():
    with pytest.raises(ConfigError, match="half of a surrogate pair"):
        Config(to="\ud800")


# Paths


@pytest.fixture
def folder(tmp_path):
    """A folder of a config, beside a table that it may not reach."""
    (tmp_path / "secret.tsv").write_text("native\nЧасів Яр\n")
    (tmp_path / "desk").mkdir()
    return tmp_path / "desk"


def read(folder, path):
    (folder / "desk.toml").write_text(f"[tables]\nextra = [{path}]\n")
    return Config.from_toml(folder / "desk.toml")


@pytest.mark.parametrize(
    "path", ["'../secret.tsv'", "'a/../../secret.tsv'", "'link.tsv'", "'up/secret.tsv'"]
)
def test_a_path_cannot_leave_the_folder_not_even_by_a_link(folder, path):
    (folder / "link.tsv").symlink_to(folder.parent / "secret.tsv")
    (folder / "up").symlink_to(folder.parent)
    with pytest.raises(ConfigError, match="leads out of the config's folder"):
        read(folder, path)


def test_a_folder_that_is_itself_a_link_is_where_it_leads(folder):
    (folder / "names.tsv").write_text("native\tkind\nДжамалун\tplace\n")
    (folder.parent / "alias").symlink_to(folder)
    assert Normalizer(read(folder.parent / "alias", "'names.tsv'")).lookup("Djamaloun")


@pytest.mark.parametrize("path", ['"a\\u0000b"', "'circle'"])
def test_what_is_no_path_is_an_error(folder, path):
    (folder / "circle").symlink_to("circle")
    with pytest.raises((ConfigError, TableError), match=r"circle|null"):
        Normalizer(read(folder, path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize(("option", "error"), [("tables", TableError), ("schemes", SchemeError)])
def test_nobody_waits_for_a_pipe(option, error, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(error, match="not a file"):
        Normalizer(Config(**{option: [str(tmp_path / "pipe")]}))


def test_what_a_config_names_is_only_read(folder):
    (folder / "names.tsv").write_text("native\tkind\nДжамалун\tplace\n")

    def state():
        return {
            path: (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).digest())
            for path in folder.parent.rglob("*")
            if path.is_file()
        }

    config = read(folder, "'names.tsv'")
    before = state()
    Normalizer(config).normalize(TEXT)
    assert state() == before


# What is data is never run

RUNS_WHAT_IT_IS_GIVEN = {"eval", "exec", "compile", "__import__", "breakpoint"}
READS_OBJECTS = {"pickle", "marshal", "shelve", "dill", "ctypes", "runpy", "code"}
REACHES_OUT = {"socket", "urllib", "urllib.request", "http", "http.client", "ssl", "requests"}
SOURCES = sorted(Path(slavonym.__file__).parent.rglob("*.py"))


ALLOWED = {
    "testing.py": {"pickle"},  # pickles the rule it is given, to see whether it can be
    "spark.py": {"pickle"},  # hands the user's own normalizer to the workers of their own cluster
    "record.py": {
        "exec"
    },  # writes __init__ from the names of fields in the source, as dataclasses does
}
"""What a module does of this with nothing that comes from data."""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_module_runs_data_reads_pickles_or_uses_the_network(path):
    allowed = ALLOWED.get(path.name, set())
    barred = (REACHES_OUT | READS_OBJECTS) - allowed
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in RUNS_WHAT_IT_IS_GIVEN - allowed
            assert node.func.id != "import_module" or path.name == "plugins.py"
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names} | {getattr(node, "module", None)}
            assert not names & barred


# A config that only adds names is as quick as none


def test_the_default_sources_are_the_default_schemes_however_they_are_given():
    assert schemes_for(("french",)) is schemes_for(("french",), ()) is schemes_for()
