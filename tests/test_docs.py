"""The documents have what there is, and every page of them is found.

That their examples run is the business of doctest (`docs/conftest.py`), that their links lead somewhere that of Sphinx,
which builds them with warnings as errors.
"""

import argparse
import re
import tomllib
from pathlib import Path

import pytest

import slavonym
from slavonym import errors
from slavonym.cli import _parser

CHECKOUT = Path(__file__).resolve().parents[1]
CONFIDENCE = tomllib.loads((CHECKOUT / "tables/confidence.toml").read_text(encoding="utf-8"))
DOCS = CHECKOUT / "docs"
ERRORS = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, Exception)]
PAGES = sorted(path.stem for path in DOCS.glob("*.md"))


def page(name):
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def links(text):
    """Where the links and pictures of a page lead, inside the checkout; what stands as code is no link."""
    prose = re.sub(r"^ *```.*?^ *```|`[^`\n]*`", "", text, flags=re.DOTALL | re.MULTILINE)
    found = re.findall(r"\]\(([^)\s]+)\)", prose)
    return [link for link in found if not re.match(r"[a-z]+:", link)]


# The site


def test_every_page_is_in_the_table_of_contents_once():
    trees = re.findall(r"^```{toctree}\n(.*?)^```", page("index"), re.DOTALL | re.MULTILINE)
    entries = [line for tree in trees for line in tree.split("\n") if re.fullmatch(r"[\w-]+", line)]
    assert sorted([*entries, "index"]) == PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_starts_with_its_only_title(name):
    prose = re.sub(r"^ *```.*?^ *```", "", page(name), flags=re.DOTALL | re.MULTILINE)
    titles = re.findall(r"^# (.+)", prose, re.MULTILINE)
    if name == "changelog":
        assert titles == []  # it is that of the file it takes in
    else:
        assert len(titles) == 1
        assert prose.startswith(f"# {titles[0]}\n")


@pytest.mark.parametrize("name", PAGES)
def test_every_picture_says_what_it_shows(name):
    assert re.findall(r"!\[\s*\]", page(name)) == []


def test_the_links_of_the_readme_lead_to_files():
    found = links((CHECKOUT / "README.md").read_text(encoding="utf-8"))
    assert found
    assert [link for link in found if not (CHECKOUT / link.partition("#")[0]).is_file()] == []


# What there is


@pytest.mark.parametrize("name", slavonym.__all__)
def test_every_public_name_is_documented(name):
    assert re.search(rf"^\.\. (auto|py:)\w+:: {name}\b", page("api"), re.MULTILINE)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_every_error_is_explained_with_what_else_it_is(error):
    (row,) = re.findall(rf"^\| `{error.__name__}` \| `(\w+)` \|", page("errors"), re.MULTILINE)
    assert error.__bases__[-1].__name__ == row


def test_every_evidence_is_explained_in_a_table():
    told = {
        evidence
        for row in re.findall(r"^\| (`[^|]*) \|", page("confidence"), re.MULTILINE)
        for evidence in re.findall(r"`([\w-]+)`", row)
    }
    known = {*CONFIDENCE["text"]["weights"], *CONFIDENCE["alone"]["weights"]}
    assert sorted(known - told) == []


MEASURED = {
    "running text, names of the tables": ("text", "measured-table"),
    "running text, names in no table": ("text", "measured-unknown"),
    "running text, together": ("text", "measured"),
    "running text, as it was written": ("text", "measured-as-written"),
    "names alone, of the tables": ("alone", "measured-table"),
    "names alone, in no table": ("alone", "measured-unknown"),
    "names alone, together": ("alone", "measured"),
}


@pytest.mark.parametrize("cases", MEASURED)
def test_the_figures_of_confidence_are_those_of_the_fit(cases):
    setting, part = MEASURED[cases]
    figures = CONFIDENCE[setting][part]
    row = (
        f"| {cases} | {figures['points']:,} | {figures['ece']:.3f} | {figures['brier']:.3f} "
        f"| {figures['sure']:,}, {figures['right']:.1%} |"
    ).replace("%", " %")
    assert row in page("confidence").splitlines()


def test_the_thresholds_are_those_of_the_fit():
    for threshold, edits, right, kept in CONFIDENCE["text"]["thresholds"]:
        row = f"| {threshold:.2f} | {edits:,} | {right / edits:.1%} | {kept:.0%} |".replace(
            "%", " %"
        )
        assert row in page("confidence").splitlines()


def commands(parser, words=("slavonym",)):
    """The commands of the command line, each with its parser."""
    below = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not below:
        yield " ".join(words), parser
    for action in below:
        for word, part in action.choices.items():
            yield from commands(part, (*words, word))


COMMANDS = dict(commands(_parser()))


def unexplained(parser, text):
    """The options of a command that a page has under none of their names."""
    named = [action.option_strings for action in parser._actions if action.option_strings]
    return [
        names
        for names in named
        if "--help" not in names
        and not any(re.search(rf"(?<![\w-]){name}(?![\w-])", text) for name in names)
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_its_options_are_explained(command):
    text = page("command-line")
    assert re.search(rf"^    {command}\b", text, re.MULTILINE)
    assert unexplained(COMMANDS[command], text) == []


def test_every_column_of_a_name_in_a_config_is_explained():
    from slavonym.options import NameRow

    told = set(
        re.findall(r"`(\w+)`", page("extend").partition("| column |")[2].partition("\n\n")[0])
    )
    assert sorted(set(NameRow.__struct_fields__) - told) == []
