"""Wrong configs, tables and schemes of users, and rules that break: each has the message that its writer must get."""

import warnings
from pathlib import Path

import pytest

from slavonym import Candidate, Config, Name, Normalizer, RuleError, SlavonymError
from slavonym.cli import main

HERE = Path(__file__).parent
CONFIGS = sorted(path.stem for path in (HERE / "bad_configs").glob("*.toml"))
ROWS = sorted(path.stem for path in (HERE / "bad_rows").glob("*.tsv"))
SCHEMES = sorted(path.stem for path in (HERE / "bad_schemes").glob("*.toml"))


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


@pytest.mark.parametrize("name", ROWS)
def test_the_command_says_the_same_of_a_table_of_ones_own(name, monkeypatch, capsys):
    monkeypatch.chdir(HERE / "bad_rows")
    expected = Path(f"{name}.txt").read_text(encoding="utf-8").split(": ", 1)[1]
    assert main(["tables", "check", "--own", f"{name}.tsv"]) == 1
    assert capsys.readouterr().out == expected


def test_the_command_asks_which_table_of_ones_own(capsys):
    assert main(["tables", "check", "--own"]) == 2
    assert "--own: name the tables to check" in capsys.readouterr().err


def test_the_command_has_nothing_to_say_of_a_good_table_of_ones_own(tmp_path, capsys):
    table = tmp_path / "desk.tsv"
    table.write_text("native\nЗорян Квітчастий\n", encoding="utf-8")
    assert main(["tables", "check", "--own", str(table)]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", SCHEMES)
def test_a_wrong_scheme_gets_this_message(name, monkeypatch):
    monkeypatch.chdir(HERE / "bad_schemes")
    expected = Path(f"{name}.txt").read_text(encoding="utf-8")
    assert said(lambda: Config(schemes=[f"{name}.toml"])) == expected


class Broken:
    """A rule and a guard that fail in a way of their own."""

    id = "broken"

    def __init__(self, answer):
        self.answer = answer

    def propose(self, mention, _context):
        return self.answer(mention)

    forbids = propose


def raising(one):
    message = f"nothing known of {one.surface}"
    raise LookupError(message)


def outside(mention):
    return [Candidate(mention.start, mention.end + 4, "Tchernihiv was", NAME, "broken")]


NAME = Name("desk:1", "place", "city", "uk", "Чернігів", "Chernihiv", "Chernihiv")
RULES = {
    "a-rule-that-raises": {"rules": [Broken(raising)]},
    "a-rule-that-leaves-its-mention": {"rules": [Broken(outside)]},
    "a-guard-that-raises": {"guards": [Broken(raising)]},
    "a-detector-that-raises": {"detect_language": lambda text: text.nothing},
    "a-tokenizer-that-raises": {"find_words": lambda text: text.nothing},
    "a-tokenizer-that-leaves-the-text": {"find_words": lambda text: [(0, len(text) + 1)]},
}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_guard_or_hook_that_breaks_gets_this_message(name):
    with pytest.raises(RuleError) as caught:
        Normalizer(**RULES[name]).normalize("In Ukraine, the city of Tchernihiv was shelled.")
    expected = HERE / "golden" / "rule-errors" / f"{name}.txt"
    assert f"{caught.value}\n" == expected.read_text(encoding="utf-8")


def test_there_are_as_many_as_people_make_mistakes():
    assert len(CONFIGS) >= 30
    assert len(ROWS) >= 40
