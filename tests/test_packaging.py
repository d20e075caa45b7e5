"""What is installed is what the checkout says."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

import slavonym
from slavonym.gazetteer import store
from slavonym.gazetteer.compiled import CompiledIndex
from slavonym.locate import tables_root
from slavonym.report import Reviewed, page

CHECKOUT = Path(__file__).resolve().parents[1]
NOT_SHIPPED = {"README.md"}


def shipped_tables():
    tables = CHECKOUT / "tables"
    return sorted(
        str(path.relative_to(tables))
        for path in tables.rglob("*")
        if path.is_file()
        and path.relative_to(tables).parts[0] != "build"
        and path.name not in NOT_SHIPPED
        and "__pycache__" not in path.parts
    )


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_table_is_installed_with_the_same_bytes():
    installed = tables_root()
    if Path(str(installed)) == CHECKOUT / "tables":
        pytest.skip("runs on the checkout itself, not on an installed wheel")
    for path in shipped_tables():
        assert digest(Path(str(installed.joinpath(path)))) == digest(CHECKOUT / "tables" / path), (
            path
        )


def test_the_wheel_carries_an_index_of_these_very_tables():
    packaged = tables_root() / store.PACKAGED
    if not packaged.is_file():
        assert Path(str(tables_root())) == CHECKOUT / "tables", "a wheel without its index"
        pytest.skip("runs on the checkout itself, not on an installed wheel")
    assert CompiledIndex(packaged.read_bytes()).digest == store.tables_digest()


def test_the_review_page_is_installed():
    text = "In Ukraine, kyiv."
    document = page([Reviewed("a.txt", text, slavonym.explain(text))], slavonym.Normalizer())
    assert "<ins>Kyiv</ins>" in document


def test_the_wheel_says_what_it_is_made_of_and_under_which_licences():
    try:
        files = metadata.files("slavonym") or []
    except metadata.PackageNotFoundError:
        pytest.skip("not installed")
    if Path(str(tables_root())) == CHECKOUT / "tables":
        pytest.skip("runs on the checkout itself, not on an installed wheel")
    assert {"LICENSE", "NOTICE"} <= {file.name for file in files}
    (bill,) = (file for file in files if file.parent.name == "sboms")
    parts = json.loads(bill.read_text(encoding="utf-8"))["components"]
    needed = {
        re.split("[>=]", each)[0] for each in metadata.requires("slavonym") if ";" not in each
    }
    assert {part["name"] for part in parts if part["type"] == "library"} == needed
    sources = tomllib.loads((CHECKOUT / "tables" / "sources.toml").read_text(encoding="utf-8"))
    assert {part["bom-ref"] for part in parts if part["type"] == "data"} == {
        f"data:{source}" for source in sources
    }
    assert all(part["licenses"] for part in parts)


def test_build_scripts_are_not_installed():
    if Path(str(tables_root())) == CHECKOUT / "tables":
        pytest.skip("runs on the checkout itself, not on an installed wheel")
    assert not tables_root().joinpath("build").is_dir()


def test_a_first_result_needs_no_package_but_unidecode():
    """Of an installed wheel: a checkout has to read its tables through first."""
    if Path(str(tables_root())) == CHECKOUT / "tables":
        pytest.skip("runs on the checkout itself, not on an installed wheel")
    script = (
        "import sys, slavonym\n"
        "text = 'Near Chassiv Yar, in Ukraine, governor Oleg Synegoubov spoke of Soloné.'\n"
        "assert slavonym.normalize(text) != text\n"
        "heavy = {'dataclasses', 'hashlib', 'importlib.resources', 'inspect', 'langdetect', 'msgspec', 'numpy',"
        " 'pandas', 'pathlib', 'pycountry', 'rapidfuzz', 'regex', 'tomllib'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_the_version_is_the_distributions():
    try:
        installed = metadata.version("slavonym")
    except metadata.PackageNotFoundError:
        pytest.skip("not installed")
    assert slavonym.__version__ == installed


def test_the_package_is_typed():
    assert (Path(slavonym.__file__).parent / "py.typed").is_file()


def test_importing_prints_nothing_and_loads_no_tables():
    script = (
        "import sys, slavonym\n"
        "from slavonym.gazetteer import load_gazetteer\n"
        "assert load_gazetteer.cache_info().currsize == 0\n"
        "heavy = {'langdetect', 'pycountry', 'numpy', 'pandas'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(slavonym.__file__).parents[1])}
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
