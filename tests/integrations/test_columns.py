"""What the integrations share, and what holds for all of them."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import slavonym
from slavonym import Config, ConfigError, Match, Name, Normalizer, explain
from slavonym.integrations.columns import FIELDS, as_row, each, matches_of, normalizer_of

CHECKOUT = Path(__file__).resolve().parents[2]
ENGINES = {"pandas", "polars", "pyspark", "datasets", "spacy"}
TEXT = "In Ukraine, Oleg Synegoubov spoke of Chassiv Yar."


@pytest.mark.parametrize("rows", [[], [None], ["a"], ["a", None, "b", "a"], [None, "a", "a", None]])
def test_each_keeps_order_and_nulls_and_works_a_text_out_once(rows):
    asked = []

    def shout(text):
        asked.append(text)
        return text.upper()

    assert each(shout, iter(rows)) == [None if row is None else row.upper() for row in rows]
    assert asked == list(dict.fromkeys(row for row in rows if row is not None))


def test_each_takes_a_result_that_is_none_for_a_result():
    assert each(lambda _: None, ["a", "b"]) == [None, None]


@pytest.mark.parametrize(
    ("wrong", "called"),
    [(3, "int"), (b"kyiv", "bytes"), (["kyiv"], "list"), (float("nan"), "float")],
)
def test_each_says_which_row_is_no_text(wrong, called):
    with pytest.raises(TypeError, match=f"found {called} in row 2"):
        each(str.upper, ["a", None, wrong])


def test_options_make_a_normalizer_and_a_normalizer_stays_what_it_is():
    assert normalizer_of(None, {"to": "ukrainian"}).config == Config(to="ukrainian")
    given = Normalizer(Config(min_confidence=0.9))
    assert normalizer_of(given, {}) is given


def test_a_normalizer_and_options_are_one_too_many():
    with pytest.raises(TypeError, match="leave out to, exclude, or normalizer"):
        normalizer_of(Normalizer(), {"to": "ukrainian", "exclude": ()})


def test_an_unknown_option_is_refused():
    with pytest.raises(ConfigError, match="did you mean 'to'"):
        normalizer_of(None, {"too": "ukrainian"})


def test_a_row_has_the_fields_of_the_match_and_of_its_name():
    for match in explain(TEXT).matches:
        row = as_row(match)
        assert list(row) == list(FIELDS)
        for field, value in row.items():
            owner = match if field in Match.__slots__ else match.name
            assert value == getattr(owner, field)
            assert isinstance(value, FIELDS[field]) or (field == "region" and value is None)


def test_a_field_is_that_of_the_match_wherever_match_and_name_both_have_one():
    # `language` is the one field that both have, and it says the same.
    assert {f for f in FIELDS if hasattr(Match, f) and f in Name.__slots__} == {"language"}


def test_the_rows_of_a_text_are_its_matches():
    rows = matches_of(Normalizer())(TEXT)
    assert [row["replacement"] for row in rows] == ["Oleh Syniehubov", "Chasiv Yar"]


# What is loaded, and when


@pytest.mark.parametrize(
    "program",
    [
        "import slavonym.cli, slavonym.evaluation; slavonym.normalize(sys.argv[1])",
        "import slavonym.integrations",
        "import slavonym.integrations.columns",
    ],
)
def test_the_core_works_where_no_engine_can_be_imported(program):
    barred = sorted(ENGINES | {"pyarrow", "numpy", "tqdm", "rich"})
    bar = f"import sys; sys.modules.update(dict.fromkeys({barred}))"  # None there: no such module
    check = f"assert not [m for m in {barred} if sys.modules[m]]"
    environment = {"PYTHONPATH": str(Path(slavonym.__file__).parents[1])}
    subprocess.run(
        [sys.executable, "-c", f"{bar}; {program}; {check}", TEXT], check=True, env=environment
    )


def test_there_is_an_extra_for_each_integration_and_one_for_all():
    modules = Path(slavonym.__file__).parent.glob("integrations/*.py")
    integrations = {path.stem for path in modules} - {"__init__", "columns"}
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    assert integrations <= set(extras)
    (everything,) = extras["all"]
    assert set(everything.partition("[")[2].rstrip("]").split(",")) == {"cli", *integrations}
