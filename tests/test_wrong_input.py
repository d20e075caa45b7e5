"""Wrong configs and wrong rows of users' tables: each with the message that the person who wrote it must get."""

import warnings
from pathlib import Path

import pytest

from slavonym import Config, Normalizer, SlavonymError

HERE = Path(__file__).parent
CONFIGS = sorted(path.stem for path in (HERE / "bad_configs").glob("*.toml"))
ROWS = sorted(path.stem for path in (HERE / "bad_rows").glob("*.tsv"))


def said(make):
    """What a person is told: the kind of error or warning, and its message."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            Normalizer(make())
        except SlavonymError as error:
            return f"{type(error).__name__}: {error}\n"
    return "".join(f"{warning.category.__name__}: {warning.message}\n" for warning in told)


@pytest.mark.parametrize("name", CONFIGS)
def test_a_wrong_config_gets_this_message(name, monkeypatch):
    monkeypatch.chdir(HERE / "bad_configs")
    expected = Path(f"{name}.txt").read_text(encoding="utf-8")
    assert said(lambda: Config.from_toml(f"{name}.toml")) == expected


@pytest.mark.parametrize("name", ROWS)
def test_a_wrong_row_gets_this_message(name, monkeypatch):
    monkeypatch.chdir(HERE / "bad_rows")
    expected = Path(f"{name}.txt").read_text(encoding="utf-8")
    assert said(lambda: Config(tables=[f"{name}.tsv"])) == expected


def test_there_are_as_many_as_people_make_mistakes():
    assert len(CONFIGS) >= 30
    assert len(ROWS) >= 40
