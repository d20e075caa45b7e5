"""Where the tables are found: beside `src` in a checkout, inside an installed package, or nowhere."""

from pathlib import Path

import pytest

from slavonym import locate
from slavonym.errors import TableError

TABLES = Path(__file__).resolve().parents[1] / "tables"


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """A package and a checkout to put tables in; `find` looks for them there."""
    package, checkout = tmp_path / "site-packages" / "slavonym", tmp_path / "checkout"
    for folder in (package, checkout):
        folder.mkdir(parents=True)
    monkeypatch.setattr(locate, "_PACKAGED", str(package / "_tables"))
    monkeypatch.setattr(locate, "_CHECKOUT", str(checkout / "tables"))
    monkeypatch.setattr(locate, "tables_folder", locate.tables_folder.__wrapped__)
    monkeypatch.setattr("importlib.resources.files", lambda name: package.parent / name)

    class Installation:
        packaged = package / "_tables"
        beside_src = checkout / "tables"
        find = staticmethod(locate.tables_root.__wrapped__)

        @staticmethod
        def put(folder):
            folder.mkdir()
            (folder / "manifest.toml").write_text("", encoding="utf-8")

    return Installation


def test_the_tables_of_this_library_are_found():
    root = locate.tables_root()
    assert (root / "manifest.toml").is_file()
    tables = (path for path in TABLES.rglob("*") if path.suffix in {".toml", ".tsv"})
    names = {path.relative_to(TABLES).as_posix() for path in tables}
    assert {"sources.toml", "skeleton.toml", "places/ukraine.tsv"} <= names
    assert [n for n in sorted(names) if not root.joinpath(*n.split("/")).is_file()] == []


def test_tables_inside_the_package_are_found(installation):
    installation.put(installation.packaged)
    assert installation.find() == installation.packaged


def test_tables_beside_src_are_found(installation):
    installation.put(installation.beside_src)
    assert installation.find() == installation.beside_src


def test_tables_inside_the_package_go_before_those_beside_src(installation):
    installation.put(installation.packaged)
    installation.put(installation.beside_src)
    assert installation.find() == installation.packaged


def test_a_folder_without_manifest_is_no_table_folder(installation):
    installation.packaged.mkdir()
    installation.put(installation.beside_src)
    assert installation.find() == installation.beside_src


def test_without_tables_the_error_says_where_it_looked(installation):
    with pytest.raises(TableError, match="installed without its tables") as error:
        installation.find()
    assert str(installation.packaged) in str(error.value)
    assert str(installation.beside_src) in str(error.value)


@pytest.mark.parametrize("path", ["manifest.toml", "schemes/kmu-2010.toml", "places/ukraine.tsv"])
def test_a_table_is_read_by_its_path_below_the_folder(path):
    assert locate.read_table(path) == (TABLES / path).read_text(encoding="utf-8")


def test_a_table_is_read_as_utf_8(installation, monkeypatch):
    installation.put(installation.packaged)
    (installation.packaged / "a").mkdir()
    (installation.packaged / "a" / "b.tsv").write_bytes("Київ\n".encode())
    monkeypatch.setattr(locate, "tables_root", installation.find)
    assert locate.read_table("a/b.tsv") == "Київ\n"


def test_the_folder_is_looked_for_once():
    assert locate.tables_root() is locate.tables_root()
