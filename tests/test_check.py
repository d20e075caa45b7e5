"""The table checker: one wrong table for each code, and the messages it must give."""

import re
from pathlib import Path

import pytest

from slavonym import Normalizer
from slavonym.cli import main
from slavonym.gazetteer import check
from slavonym.gazetteer.check import check_files, check_tables, format_table

CHECKOUT = Path(__file__).resolve().parents[1]
BAD = Path(__file__).parent / "bad_tables"
CODES = sorted(path.stem for path in BAD.glob("T*.tsv"))

GOOD = (
    "id\tnative\tlanguage\tkind\tcategory\tsource\n"
    "place:bucha\tБуча\tuk\tplace\tcity\tkmu-55\n"
    "place:izium\tІзюм\tuk\tplace\tcity\tkmu-55\n"
)


def unchanged(form):
    return Normalizer().normalize(form) == form


@pytest.fixture
def in_bad_tables(monkeypatch):
    monkeypatch.chdir(BAD)


@pytest.mark.usefixtures("in_bad_tables")
@pytest.mark.parametrize("code", CODES)
def test_a_wrong_table_gets_these_messages(code):
    said = "".join(f"{problem}\n" for problem in check_files([f"{code}.tsv"], unchanged))
    assert said == (BAD / f"{code}.txt").read_text(encoding="utf-8")
    assert f" {code} " in said


def test_every_code_has_a_wrong_table_and_a_section_in_the_docs():
    used = set(re.findall(r'"(T\d{3})"', Path(check.__file__).read_text(encoding="utf-8")))
    documented = re.findall(
        r"^## (T\d{3})",
        (CHECKOUT / "docs" / "table-errors.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert used == set(CODES)
    assert set(documented) == used | {"T032"}  # of users' tables alone: tests/bad_rows


def test_the_tables_of_the_library_have_no_problems():
    assert check_tables() == []


def test_every_table_of_the_library_is_checked(monkeypatch):
    read = []

    def recorded(path, raw, defaults=None):
        read.append(path)
        return read_checked(path, raw, defaults)

    read_checked = check.read_checked
    monkeypatch.setattr(check, "read_checked", recorded)
    check_tables()
    tables = CHECKOUT / "tables"
    assert sorted(read) == sorted(f.relative_to(tables).as_posix() for f in tables.rglob("*.tsv"))


def test_no_canonical_form_of_a_prominent_name_would_itself_be_changed():
    """The whole of T015 takes a quarter of a minute and is what `slavonym tables check` does."""
    from slavonym.gazetteer import load_gazetteer

    gazetteer = load_gazetteer()
    names = [gazetteer.name(entry) for entry in gazetteer.entries if entry.rank >= 4]
    assert len(names) > 500
    assert [name.english for name in names if not unchanged(name.english)] == []


def test_a_good_table_has_no_problems(tmp_path):
    table = tmp_path / "good.tsv"
    table.write_text(GOOD, encoding="utf-8")
    assert check_files([str(table)], unchanged) == []


def test_a_file_that_is_not_utf_8_is_one_problem(tmp_path):
    table = tmp_path / "latin.tsv"
    table.write_bytes(GOOD.encode() + "place:zz\tSoloné\nplace:zzz\t\n".encode("latin-1"))
    (problem,) = check_files([str(table)])
    assert (problem.line, problem.column, problem.code) == (4, 1, "T001")
    assert "not UTF-8 at byte" in problem.message


def test_an_empty_file_is_one_problem(tmp_path):
    table = tmp_path / "empty.tsv"
    table.write_bytes(b"")
    (problem,) = check_files([str(table)])
    assert (problem.line, problem.column, problem.code) == (1, 1, "T002")


ROW = "Буча\tuk\tplace\tcity\tkmu-55"


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        # the header
        (["\ufeffid\tnative\tna  tive\n"], ["1:1 T001", "1:11 T002", "1:11 T004"]),
        (["id\tnative\tnote\tmy note\n"], ["1:16 T002 unknown column 'my note'"]),
        (
            [f"region\tid\tnative\tlanguage\tkind\tcategory\tsource\nUA-32\tplace:a\t{ROW}\n"],
            [],
        ),
        (["region\treason\tsource\nUA-32\tnobody\tkmu-55\n"], []),
        # an id that does not come first
        (
            [f"native\tlanguage\tkind\tcategory\tsource\tid\n{ROW}\t\n"],
            ["2:27 T005 no id"],
        ),
        # every wrong cell of a row is told
        (
            [
                "id\tnative\tlanguage\tforms\tcurrent\tsource\na\tБyча\tuk\tВucha\tIзюм\tkmu-55|kmu-55\n"
            ],
            [
                "2:1 T020",
                "2:3 T014 'y'",
                "2:11 T014 'В'",
                "2:17 T014 'I'",
                "2:17 T016",
                "2:22 T013",
            ],
        ),
        (
            ["id\tnative\tkind\tcategory\tsource\tenglish\nplace:a\tБуча\tplace\tcity\tkmu-55\t\n"],
            ["2:32 T020"],
        ),
        # the rows of one name, in one table after the other
        ([GOOD, "id\tnative\tforms\tsource\nplace:bucha\t\tBoutcha\tkmu-55\n"], []),
        (
            [GOOD, "id\tnative\tforms\tsource\nplace:bucha\tБуча\tBucha\tkmu-55\n"],
            ["2:18 T030 'Bucha'"],
        ),
        (
            [GOOD, "id\tnative\tforms\tsource\nplace:bucha\tІзюм\tBucha\tkmu-55\n"],
            ["2:1 T006 'place:bucha' is the id of Буча, not of Ізюм"],
        ),
    ],
)
def test_what_is_told_of_tables_and_where(tables, said, tmp_path):
    paths = [tmp_path / f"{number}.tsv" for number in range(len(tables))]
    for path, text in zip(paths, tables, strict=True):
        path.write_text(text, encoding="utf-8")
    told = [f"{p.line}:{p.column} {p.code} {p.message}" for p in check_files(map(str, paths))]
    assert len(told) == len(said), told
    for problem, start in zip(told, said, strict=True):
        assert problem.startswith(start)


def test_tables_are_checked_with_the_cells_that_the_manifest_gives(tmp_path, monkeypatch):
    manifest = (
        "[[table]]\npath = 'places/some.tsv'\n"
        "[table.defaults]\nlanguage = 'uk'\nkind = 'place'\nsource = 'kmu-55'\n"
    )
    for path, text in {
        "manifest.toml": manifest,
        "sources.toml": "[kmu-55]\n",
        "places/some.tsv": "id\tnative\tcategory\nplace:bucha\tБуча\tcity\n",
        "exclusions/words.tsv": "surface\treason\tsource\nword\t\tkmu-55\n",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.setattr(check, "tables_root", lambda: tmp_path)
    monkeypatch.setattr(check, "read_table", lambda path: (tmp_path / path).read_text("utf-8"))
    assert [str(problem) for problem in check_tables(lambda form: form != "Bucha")] == [
        "exclusions/words.tsv:2:6 T040 no reason",
        "places/some.tsv:2:1 T015 'Bucha' would itself be changed by normalize",
    ]


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        (GOOD, GOOD),
        ("", ""),
        ("id\tnative\nb\tБуча\na\tІзюм\n", "id\tnative\na\tІзюм\nb\tБуча\n"),
        ("\ufeffid\tnative\r\n a \tІзюм \r\n\r\n", "id\tnative\na\tІзюм\n"),
        (
            "id\tnative\na\tАндріі\u0306вка",
            "id\tnative\na\tАндрій\u0432ка\n".replace("ій", "іі\u0306"),
        ),
        ("id\tnative\tnote\na\tІзюм\n", "id\tnative\tnote\na\tІзюм\t\n"),
    ],
)
def test_formatting_sorts_and_tidies(text, formatted):
    assert format_table(text) == formatted
    assert format_table(formatted) == formatted


def test_the_command_prints_problems_and_exits_with_1(capsys, monkeypatch):
    monkeypatch.chdir(BAD)
    assert main(["tables", "check", "T003.tsv"]) == 1
    assert capsys.readouterr().out == (BAD / "T003.txt").read_text(encoding="utf-8")


def test_the_command_says_nothing_about_a_good_table(capsys, tmp_path):
    table = tmp_path / "good.tsv"
    table.write_text(GOOD, encoding="utf-8")
    assert main(["tables", "check", str(table)]) == 0
    assert capsys.readouterr().out == ""


def test_the_command_formats_in_place(tmp_path):
    table = tmp_path / "table.tsv"
    table.write_text("id\tnative\nb\tБуча\na\tІзюм\n", encoding="utf-8")
    assert main(["tables", "format", str(table)]) == 0
    assert table.read_text(encoding="utf-8") == "id\tnative\na\tІзюм\nb\tБуча\n"
