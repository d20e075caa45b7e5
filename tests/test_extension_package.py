"""A real package that extends slavonym: built, installed beside it, and without effect until a config names it."""

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent / "packages" / "acme-slavonym"
TEXT = (
    "In Ukraine, Zorian Movtchanenko said the cruiser Moskova and Chantiers Acmé were lost; "
    "the key is [[city of Tchernihiv, Ukraine]]."
)
ALONE = TEXT.replace("Tchernihiv", "Chernihiv").replace("Zorian Movtchanenko", "Zorian Movchanenko")
EXTENDED = (
    "In Ukraine, Zorian Movchanenko said the cruiser Moskva and Acme Shipyards were lost; "
    "the key is [[city of Tchernihiv, Ukraine]]."
)
CONFIG = """
[tables]
packs = ["acme-names"]
[rules]
enable = ["acme-ships", "acme-quotes"]
"""
SCRIPT = """
import json, sys
from slavonym import Config, Normalizer, normalize
text = sys.argv[1]
plain = normalize(text)
loaded = [name for name in sys.modules if name.startswith("acme")]
extended = Normalizer(Config.from_toml(sys.argv[2]))
print(json.dumps([plain, loaded, extended.normalize(text), [m.rule for m in extended.explain(text).matches]]))
"""


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


@pytest.fixture(scope="module")
def python(tmp_path_factory):
    """A fresh virtual environment that sees this slavonym, and into which the package's wheel is installed."""
    folder = tmp_path_factory.mktemp("acme")
    source = folder / "source"
    shutil.copytree(PACKAGE, source)
    try:
        run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, source)
    except subprocess.CalledProcessError as error:
        pytest.skip(f"no wheel can be built here: {error.stderr[-200:]}")
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    inside = folder / "venv" / "bin" / "python"
    run(inside, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel)
    return inside


def environment():
    """This slavonym and what it needs, wherever they are installed."""
    return os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def test_it_works_when_a_config_names_it_and_changes_nothing_before(python, tmp_path):
    config = tmp_path / "desk.toml"
    config.write_text(CONFIG, encoding="utf-8")
    said = run(python, "-c", SCRIPT, TEXT, config, env=environment())
    plain, loaded, extended, rules = json.loads(said)
    assert loaded == []
    assert plain == ALONE
    assert extended == EXTENDED
    assert rules == ["table-form", "acme-ships", "table-form"]


def test_its_rule_and_guard_keep_the_contract(python):
    script = (
        "from acme_slavonym.ships import Ships; from acme_slavonym.quotes import Quotes\n"
        "from slavonym.testing import check_guard, check_rule\n"
        "check_rule(Ships()); check_guard(Quotes())"
    )
    run(python, "-c", script, env=environment())
