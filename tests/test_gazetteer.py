"""The gazetteer: the look-up key, what the tables become, how every settlement is found, and the tables themselves."""

import re
import tomllib
import unicodedata
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pycountry
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import slavonym
from slavonym.errors import TableError
from slavonym.gazetteer import Entry, Gazetteer, load, load_gazetteer, skeleton
from slavonym.gazetteer.compiled import CompiledIndex
from slavonym.gazetteer.index import build_index
from slavonym.gazetteer.load import read_rows
from slavonym.gazetteer.overlay import Overlay
from slavonym.schemes import load_scheme, schemes_for, schemes_of

TABLES = Path(__file__).resolve().parents[1] / "tables"

KMU = load_scheme("kmu-2010")
FRENCH = load_scheme("french-ukrainian")
BGN = load_scheme("english-press-ukrainian")
FRENCH_OF_RUSSIAN = load_scheme("french-russian")

properties = settings(max_examples=200, deadline=None)


@pytest.fixture(scope="module")
def gazetteer():
    return load_gazetteer()


@pytest.fixture(scope="module")
def settlements():
    natives = sorted({row["native"] for row in rows("places/ukraine.tsv")})
    assert len(natives) == 17_588
    return natives


MANIFEST = tomllib.loads((TABLES / "manifest.toml").read_text(encoding="utf-8"))["table"]
DEFAULTS = {table["path"]: table.get("defaults", {}) for table in MANIFEST}


@cache
def lines(path):
    return (TABLES / path).read_text(encoding="utf-8").split("\n")[:-1]


@cache
def rows(path):
    """The rows of a table with the columns it leaves out, its own first."""
    header, *cells = (line.split("\t") for line in lines(path))
    return [
        own | {column: cell for column, cell in DEFAULTS.get(path, {}).items() if column not in own}
        for own in (dict(zip(header, row, strict=True)) for row in cells)
    ]


# The look-up key.


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Synegoubov", "Syniehubov"),
        ("Chassiv Yar", "Tchassiv Iar"),
        ("Chassiv Yar", "Chasiv-Yar"),
        ("Zaporijjia", "Zaporizhzhia"),
        ("Zaporijia", "Zaporizhzhya"),
        ("Kryvyï Rih", "Kryvyi Rig"),
        ("Louhansk", "Lugansk"),
        ("Soloné", "Solone"),
        ("Irpine", "Irpin"),
        ("Chtchastia", "Shchastya"),
        ("Jytomyr", "Zhytomyr"),
        ("Serguiï", "Serhii"),
        ("Serhiy", "Serhii"),
        ("Gueorgui", "Georgy"),
        ("Koupiansk", "Kup’yans’k"),
        ("Kramatorsk", "KRAMATORSK"),
        ("Alexeï", "Aleksey"),
        ("Korsakoff", "Korsakov"),
        ("Kharkiv", "Harkiw"),
        ("Poltava", "Poltawa"),
        ("Joukov", "Zhukov"),
        ("Novaïa Gazeta", "Novaya  Gazeta"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert skeleton(one) == skeleton(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kharkiv", "Kherson"),
        ("Lviv", "Liubliv"),
        ("Soumy", "Symy"),
        ("Zghorany", "Zhorany"),
        ("Bila Tserkva", "Bilatserkva"),
        ("Poltava", "Polova"),
        ("Ostroe", "Ostro"),  # an e after a vowel is heard
    ],
)
def test_other_names_have_other_keys(one, other):
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize("surface", ["", " ", "-", "’", "12", "– -", "\u0301", "👩"])
def test_what_has_no_letter_has_no_key(surface):
    assert skeleton(surface) == ""


@pytest.mark.parametrize("separator", ["-", "‐", "‑", "–", "  ", "\u00a0", "\n", " - "])
def test_whatever_parts_words_is_one_space_in_the_key(separator):
    assert skeleton(f"Chassiv{separator}Yar") == skeleton("Chassiv Yar")
    assert skeleton(f" Chassiv{separator}Yar\t") == skeleton("Chassiv Yar")


@pytest.mark.parametrize("sign", ["’", "'", "ʼ", "`", ".", "\u00ad", "\u200b"])
def test_signs_inside_a_word_vanish_from_the_key(sign):
    assert skeleton(f"Koup{sign}iansk") == skeleton("Koupiansk")


# Letters of all schemes, and the accents French knows besides.
latin = st.text(
    sorted(
        {
            char
            for scheme in (*schemes_of("uk"), *schemes_of("ru"))
            for g in scheme.graphemes
            for char in g.latin
        }
        | set("abcdefghijklmnopqrstuvwxyzàâæçèéêëîïôœùûüÿABCÉÏ -’")
    ),
    max_size=20,
)


@properties
@given(st.text(max_size=20))
def test_a_key_is_lower_case_ascii_words_parted_by_single_spaces(surface):
    assert re.fullmatch(r"(?:[a-z]+(?: [a-z]+)*)?", skeleton(surface))


@properties
@given(latin)
def test_composed_and_decomposed_letters_have_one_key(surface):
    composed = unicodedata.normalize("NFC", surface)
    assert skeleton(unicodedata.normalize("NFD", surface)) == skeleton(composed)


@properties
@given(latin)
def test_a_key_knows_no_capitals(surface):
    assert skeleton(surface.upper()) == skeleton(surface) == skeleton(surface.lower())


@properties
@given(st.lists(latin, max_size=3))
def test_the_key_of_several_words_is_the_keys_of_the_words(parts):
    keys = " ".join(filter(None, map(skeleton, parts)))
    assert skeleton(" ".join(parts)) == keys


@properties
@given(st.text("abdefijklmnpqrstuvwxyz -", max_size=20))
def test_a_key_is_its_own_key_where_no_letters_of_it_fold_together(surface):
    """Without c, g, h and o, no letters that come to stand beside each other make a group."""
    key = skeleton(surface)
    assert skeleton(key) == key


@pytest.mark.parametrize(
    ("surface", "key", "again"),
    [
        ("Katcha", "kaca", "kaka"),  # c stands for ч and ш in a key, for к in a spelling
        ("Skhid", "shid", "cid"),
        ("Zghorany", "zhorani", "jorani"),
        ("Novoyourivka", "novourivka", "novurivka"),
    ],
)
def test_a_key_is_for_comparing_and_not_for_folding_again(surface, key, again):
    assert skeleton(surface) == key
    assert skeleton(key) == again


# What the tables become.


SETTLEMENT = ("city", "settlement", "village")


@pytest.fixture(scope="module")
def entries(gazetteer):
    return list(gazetteer.entries)


@pytest.fixture(scope="module")
def places(entries):
    """The entry of every settlement that bears its name today, by native name and language."""
    present = [e for e in entries if e.category in SETTLEMENT and not e.current]
    found = {(e.native, e.language): e for e in present}
    assert len(found) == len(present)
    return found


def test_kyiv_is_the_city(places):
    kyiv = places["Київ", "uk"]
    assert kyiv.category == "city"
    assert (kyiv.rank, kyiv.region, kyiv.language) == (6, "UA-30", "uk")


def test_usage_rows_add_their_cells_to_the_settlement(gazetteer, places):
    kyiv = places["Київ", "uk"]
    (usage,) = [row for row in rows("places/ukraine-usage.tsv") if row["native"] == "Київ"]
    assert kyiv.id == usage["id"]
    assert "Kiev" in kyiv.forms
    assert set(usage["forms"].split("|")) <= set(kyiv.forms)
    assert kyiv in gazetteer.find("Kiev")


def test_settlements_of_one_name_are_one_entry_that_counts_the_others(places, settlements):
    same_name = Counter(row["native"] for row in rows("places/ukraine.tsv"))
    assert {native: places[native, "uk"].homonyms + 1 for native in settlements} == same_name


def test_a_name_of_many_villages_has_no_region(places):
    assert places["Іванівка", "uk"].homonyms >= 100
    assert places["Іванівка", "uk"].region is None


@pytest.mark.parametrize(
    ("native", "region"),
    [("Покровськ", "UA-14"), ("Миколаїв", "UA-48"), ("Часів Яр", "UA-14"), ("Харків", "UA-63")],
)
def test_the_most_prominent_place_of_a_name_gives_its_region(places, native, region):
    assert (places[native, "uk"].category, places[native, "uk"].region) == ("city", region)


def test_a_name_tells_both_english_and_ukrainian_form(gazetteer, places):
    name = gazetteer.name(places["Запоріжжя", "uk"])
    assert (name.english, name.ukrainian) == ("Zaporizhzhia", "Zaporizhzhia")
    name = gazetteer.name(next(e for e in gazetteer.find("Zelensky") if e.category == "surname"))
    assert (name.native, name.ukrainian) == ("Зеленський", "Zelenskyi")
    assert name.english != name.ukrainian


def test_surnames_of_public_figures_are_entries(entries):
    borne = {(e.language, e.native): e for e in entries if e.category == "surname"}
    for row in rows("people/public-figures.tsv"):
        if row["category"] == "public-figure" and " " in row["native"]:
            surname = borne[row["language"], row["native"].split()[-1]]
            assert surname.rank >= int(row["rank"] or 0)


def test_a_surname_keeps_the_forms_its_table_gives(entries, gazetteer):
    """Whatever its bearers use, and whatever other table lists the name."""
    names = {(e.language, e.native): gazetteer.name(e) for e in entries if e.category == "surname"}
    given = {
        (row["language"], row["native"]): row["english"]
        for row in rows("people/surnames.tsv")
        if row["english"]
    }
    assert {key: names[key].english for key in given} == given


def test_a_surname_stands_once(entries):
    borne = [(e.language, e.native) for e in entries if e.category == "surname"]
    assert len(borne) == len(set(borne))


def test_ids_of_entries_are_unique(entries):
    assert [i for i, n in Counter(e.id for e in entries).items() if n > 1] == []


@pytest.mark.parametrize(
    ("surface", "native"),
    [
        ("Synegoubov", "Синєгубов"),
        ("Zalouzhny", "Залужний"),
        ("Poutine", "Путин"),
        ("Zelensky", "Зеленський"),
        ("Oleg Synegoubov", "Олег Синєгубов"),
        ("Volodymyr Zelensky", "Володимир Зеленський"),
    ],
)
def test_people_are_found(gazetteer, surface, native):
    assert native in {e.native for e in gazetteer.find(surface) if e.kind == "person"}


@pytest.mark.parametrize(
    ("form", "native", "counterpart", "letters"),
    [
        ("Sergueï", "Сергій", "Сергей", ("gu", "г")),
        ("Andreï", "Андрій", "Андрей", ("ï", "й")),
        ("Fiodor", "Федір", "Фёдор", ("io", "ё")),
        ("Alexeï", "Аляксей", "Алексей", ("x", "кс")),
        ("Serge", "Сергій", "Сергей", ("Serge", "Сергей")),
    ],
)
def test_a_given_name_by_way_of_russian_has_the_letters_of_its_counterpart(
    gazetteer, form, native, counterpart, letters
):
    entry = next(e for e in gazetteer.find(form) if e.native == native)
    assert entry.counterpart == counterpart
    alignment = gazetteer.align(form, entry)
    assert letters in [(piece.surface, piece.native) for piece in alignment.pieces]
    assert alignment.cost > 0


@pytest.mark.parametrize(
    ("form", "english"), [("Fiodor", "Fyodor"), ("Sergueï", "Sergei"), ("Alexeï", "Alexei")]
)
def test_alone_it_is_the_russian_name_first(form, english):
    assert slavonym.lookup(form, kind="person")[0].english == english


def test_given_names_are_known(gazetteer):
    assert gazetteer.is_given_name("Oleg")
    assert gazetteer.is_given_name("Serguiï")
    assert not gazetteer.is_given_name("Kharkiv")


def test_what_stands_in_no_table_is_not_found(gazetteer):
    assert gazetteer.find("Ouagadougou") == ()
    assert gazetteer.find("") == ()


@pytest.mark.parametrize(("word", "words"), [("Chassiv", 2), ("Kryvyï", 2), ("Avtonomna", 3)])
def test_how_many_words_a_name_may_have(gazetteer, word, words):
    assert gazetteer.words_from(word) >= words


def test_no_name_starts_with_a_word_of_no_name(gazetteer):
    assert gazetteer.words_from("Ouagadougou") == 0


# How rows become entries, with tables of a few lines.


@pytest.fixture
def loaded(monkeypatch):
    """Load entries from tables given as lines with `;` for the tab, in the order given."""

    def loaded_from(**tables):
        files = {
            f"{name}.tsv": "".join(f"{line}\n" for line in text.replace(";", "\t").split("\n"))
            for name, text in tables.items()
        }
        manifest = "".join(f"[[table]]\npath = '{path}'\n" for path in files)
        monkeypatch.setattr(
            load, "read_table", lambda path: manifest if path == "manifest.toml" else files[path]
        )
        return load.load_entries()

    return loaded_from


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id;native\na;А\nb", "some.tsv:3: 1 cells, expected 2"),
        ("id;native\na;А;x", "some.tsv:2: 3 cells, expected 2"),
        ("id;native\na;А\n\nb;Б", "some.tsv:3: 1 cells, expected 2"),
    ],
)
def test_a_row_that_does_not_fit_its_header_is_named(loaded, text, says):
    with pytest.raises(TableError) as error:
        loaded(some=text)
    assert str(error.value) == says


def test_rows_are_read_by_column(monkeypatch):
    monkeypatch.setattr(load, "read_table", lambda _: "id\tnative\trank\na\tА\t\nb\tБ\t3\n")
    assert list(read_rows("some.tsv")) == [
        {"id": "a", "native": "А", "rank": ""},
        {"id": "b", "native": "Б", "rank": "3"},
    ]


def test_a_later_row_of_an_id_fills_cells_and_empties_none(loaded):
    (entry,) = loaded(
        places="id;native;language;kind;category;rank;forms\na;Київ;uk;place;city;6;Kiev",
        usage="id;native;rank;forms;accepted\na;Київ;;;Kiyv|Kyjiv",
    )
    assert (entry.rank, entry.forms, entry.accepted) == (6, ("Kiev",), ("Kiyv", "Kyjiv"))


def test_the_manifest_gives_the_cells_that_a_table_leaves_out(monkeypatch):
    files = {
        "manifest.toml": "[[table]]\npath = 'some.tsv'\ndefaults = {language = 'uk', kind = 'place'}\n",
        "some.tsv": "id\tnative\tcategory\tkind\na\tДонбас\tregion\torganization\n",
    }
    monkeypatch.setattr(load, "read_table", files.__getitem__)
    assert load.load_entries() == [Entry("a", "Донбас", "uk", "organization", "region")]


PLACES = "id;native;language;kind;category;region;rank;english"


@pytest.mark.parametrize(
    ("two", "entry_id", "region"),
    [
        (("a;Яр;uk;place;village;UA-05;1;", "b;Яр;uk;place;village;UA-07;1;"), "a", None),
        (("a;Яр;uk;place;village;UA-05;1;", "b;Яр;uk;place;village;UA-05;1;"), "a", "UA-05"),
        (("a;Яр;uk;place;village;UA-05;1;", "b;Яр;uk;place;village;UA-07;2;"), "b", "UA-07"),
        (("a;Яр;uk;place;village;UA-05;1;", "b;Яр;uk;place;city;UA-07;1;"), "b", "UA-07"),
        (("a;Яр;uk;place;city;UA-05;1;", "b;Яр;uk;place;village;UA-07;2;"), "b", "UA-07"),
    ],
)
def test_of_two_places_of_a_name_the_prominent_one_stands_for_both(loaded, two, entry_id, region):
    (entry,) = loaded(places="\n".join((PLACES, *two)))
    assert (entry.id, entry.region, entry.homonyms) == (entry_id, region, 1)


def test_usage_of_one_place_holds_for_its_name(loaded):
    (entry,) = loaded(
        places=f"{PLACES}\na;Яр;uk;place;village;UA-05;1;Yare\nb;Яр;uk;place;city;UA-07;5;"
    )
    assert (entry.id, entry.english) == ("b", "Yare")


def test_places_of_two_languages_stay_apart(loaded):
    entries = loaded(places=f"{PLACES}\na;Яр;uk;place;village;;1;\nb;Яр;ru;place;village;;1;")
    assert [(e.id, e.homonyms) for e in entries] == [("a", 0), ("b", 0)]


def test_a_renamed_place_stays_apart_from_a_present_one(loaded):
    entries = loaded(
        places="id;native;language;kind;category;current\n"
        "a;Мирне;uk;place;village;\nb;Мирне;uk;place;village;Яр"
    )
    assert [(e.id, e.current, e.homonyms) for e in entries] == [("a", "", 0), ("b", "Яр", 0)]


RENAMED = "id;native;language;kind;category;region;rank;accepted;forms;current"


def test_of_renamed_places_of_a_name_the_prominent_one_has_the_forms_of_all(loaded):
    (entry,) = loaded(
        renamed=f"{RENAMED}\na;Яр;uk;place;village;UA-05;1;Yarr;Iarr|Iare;Мирне"
        "\nb;Яр;uk;place;city;UA-07;2;Yarre|Yarr;Iare;Буча\nc;Яр;uk;place;city;UA-09;1;;;Ізюм"
    )
    assert (entry.id, entry.region, entry.current) == ("b", "UA-07", "Буча")
    assert (entry.accepted, entry.forms) == (("Yarr", "Yarre"), ("Iarr", "Iare"))
    assert entry.homonyms == 2


def test_of_renamed_places_as_prominent_as_each_other_each_stays(loaded):
    rows = [f"{i};Яр;uk;place;village;;{rank};;;Мирне{i}" for i, rank in (("a", 2), ("b", 2))]
    entries = loaded(renamed="\n".join((RENAMED, *rows, "c;Яр;uk;place;village;;1;;;Буча")))
    assert [(e.id, e.homonyms) for e in entries] == [("a", 0), ("b", 0), ("c", 0)]


def test_every_column_of_a_row_is_a_field_of_its_entry(loaded):
    columns = {
        "id": "a", "native": "Яр", "language": "uk", "kind": "place", "category": "region",
        "region": "UA-05", "rank": "4", "english": "Yare", "accepted": "Yar|Jar", "forms": "Iar",
        "pair": "p", "gender": "f", "current": "Буча",
    }  # fmt: skip
    (entry,) = loaded(some=";".join(columns) + "\n" + ";".join(columns.values()))
    assert entry == Entry(
        "a", "Яр", "uk", "place", "region", "UA-05", 4, "Yare", ("Yar", "Jar"), ("Iar",), "p", "f",
        "Буча",
    )  # fmt: skip


GIVEN = "id;native;language;kind;category;pair;forms"


@pytest.mark.parametrize(
    ("category", "native", "counterpart", "forms"),
    [
        ("given-name", "Сергій", "Сергей", ("Sergueï", "Serge", "Sergey")),
        ("patronymic", "Сергійович", "Сергеевич", ("Sergueïevitch", "Serge", "Sergey")),
    ],
)
def test_a_name_before_the_surname_has_the_french_forms_of_its_russian_pair(
    loaded, category, native, counterpart, forms
):
    entries = loaded(
        people=f"{GIVEN}\na;{native};uk;person;{category};s;Sergej"
        f"\nb;{counterpart};ru;person;{category};s;Serge|Sergej"
        f"\nc;Сергеичь;ru;person;{category};s;Serge|Sergey"
        f"\nd;Олег;uk;person;{category};o;\ne;Сергій;uk;person;nickname;s;"
    )
    found = {e.id: (e.counterpart, e.by_russian) for e in entries}
    assert found.pop("a")[0] == counterpart
    assert set(forms) <= set(entries[0].by_russian)
    assert "Sergej" not in entries[0].by_russian  # it is its own
    assert len(set(entries[0].by_russian)) == len(entries[0].by_russian)
    assert set(found.values()) == {("", ())}


PEOPLE = "id;native;language;kind;category;rank;english;accepted"


def surnames_of(entries):
    return {e.native: e for e in entries if e.category == "surname"}


def test_the_surname_of_a_figure_has_the_figures_rank_and_forms(loaded):
    people = f"{PEOPLE}\np;Олег Бойко;uk;person;public-figure;4;Oleh Boyko;Oleg Boiko"
    boyko = surnames_of(loaded(people=people))["Бойко"]
    assert boyko == Entry(
        "surname:uk:бойко", "Бойко", "uk", "person", "surname", None, 4, "Boyko", ("Boiko",)
    )


def test_a_figure_of_one_word_has_no_surname(loaded):
    entries = loaded(people=f"{PEOPLE}\np;Джамала;uk;person;public-figure;4;Jamala;")
    assert [e.category for e in entries] == ["public-figure"]


def test_a_form_of_other_words_than_the_native_name_has_no_surname_in_it(loaded):
    people = f"{PEOPLE}\np;Олег Бойко;uk;person;public-figure;4;Aleg;Oleg van Boy"
    boyko = surnames_of(loaded(people=people))["Бойко"]
    assert (boyko.english, boyko.accepted) == ("", ())


def test_the_surname_table_goes_before_what_bearers_use(loaded):
    boyko = surnames_of(
        loaded(
            people=f"{PEOPLE}\np;Олег Бойко;uk;person;public-figure;4;Oleh Boyko;",
            surnames=f"{PEOPLE}\ns;Бойко;uk;person;surname;;Boiko;",
        )
    )["Бойко"]
    assert (boyko.id, boyko.rank, boyko.english, boyko.accepted) == ("s", 4, "Boiko", ("Boyko",))


def test_bearers_who_differ_leave_a_surname_to_the_scheme(loaded):
    people = (
        f"{PEOPLE}\np;Олег Бойко;uk;person;public-figure;4;Oleh Boyko;"
        "\nq;Іван Бойко;uk;person;public-figure;5;Ivan Boiko;"
    )
    boyko = surnames_of(loaded(people=people))["Бойко"]
    assert (boyko.rank, boyko.english, set(boyko.accepted)) == (5, "", {"Boyko", "Boiko"})


def test_a_surname_has_the_french_forms_of_its_bearers_that_no_scheme_makes(loaded):
    people = (
        f"{PEOPLE};forms"
        "\np;Андрій Богдан;uk;person;public-figure;4;;;Andreï Bogdan|Andreï Bohdan fils"
        "\nq;Ігор Коломойський;uk;person;public-figure;4;;;Igor Kolomoïski|Ihor Kolomoïskyï"
        "\nr;Олег Кузнєцов;uk;person;public-figure;4;;;Oleg Kouznetsov"
    )
    russian = f"{PEOPLE}\ns;Кузнецов;ru;person;surname;;;"
    surnames = surnames_of(loaded(people=people, surnames=russian))
    assert surnames["Коломойський"].forms == ("Kolomoïski",)  # as a rule it is Kolomoïskyï
    assert surnames["Богдан"].forms == ()  # a given name, too, and good English
    assert surnames["Кузнєцов"].forms == ()  # many Russians are called so


def small(*entries):
    return Gazetteer(CompiledIndex(build_index(entries, bytes(32))))


LVIV = Entry(
    "a", "Львів", "uk", "place", "city", english="Leopolis", accepted=("Lwow",), forms=("Lemberg",)
)


@pytest.mark.parametrize(
    "form", ["Lviv", "L’viv", "Lvov", "Leopolis", "Lwow", "Lemberg", "LEMBERG"]
)
def test_an_entry_is_found_by_every_form_it_has(form):
    assert small(LVIV).find(form) == (LVIV,)


@pytest.mark.parametrize(
    ("entry", "english", "ukrainian"),
    [
        (replace(LVIV, english=""), "Lviv", "Lviv"),
        (LVIV, "Leopolis", "Lviv"),
        (Entry("a", "Москва", "ru", "place", "city", english="Moscow"), "Moscow", "Moscow"),
        (Entry("a", "Тула", "ru", "place", "city"), "Tula", "Tula"),
        (Entry("a", "Крим", "uk", "place", "region", english="Crimea"), "Crimea", "Crimea"),
        (
            Entry("a", "Запоріжжя", "uk", "place", "region", english="Zaporizhia"),
            "Zaporizhia",
            "Zaporizhzhia",
        ),
    ],
)
def test_the_english_and_the_ukrainian_form_of_a_name(entry, english, ukrainian):
    name = small(entry).name(entry)
    assert (name.english, name.ukrainian) == (english, ukrainian)


def test_an_id_is_that_of_one_entry_though_another_ends_like_it():
    gazetteer = small(replace(LVIV, id="place:b", native="Буча"), replace(LVIV, id="b"))
    assert gazetteer.by_id("b") == replace(LVIV, id="b")
    assert gazetteer.by_id("e:b") is None


def test_under_other_names_the_schemes_are_the_same():
    schemes = schemes_for(("german",))
    gazetteer = Gazetteer(CompiledIndex(build_index([LVIV], bytes(32))), schemes)
    assert gazetteer.with_overlay(Overlay()).schemes is schemes


def test_the_present_name_of_a_place_is_the_one_that_the_tables_have():
    bakhmut = Entry("b", "Бахмут", "uk", "place", "city", rank=4)
    person = Entry("p", "Бахмут", "uk", "person", "surname")
    old = Entry("o", "Артемівськ", "uk", "place", "city", english="Artemovsk", current="Бахмут")
    gazetteer = small(person, bakhmut, old)
    assert gazetteer.current(old) == bakhmut
    assert gazetteer.current(bakhmut) is bakhmut
    alone = replace(old, native="Бахмут", english="", current="")
    assert small(person, old).current(old) == alone


@pytest.mark.parametrize(
    ("entry", "teaches"),
    [
        (Entry("a", "Чечель", "uk", "person", "given-name"), True),
        (Entry("a", "Чечель", "uk", "person", "patronymic"), True),
        (Entry("a", "Чечель", "uk", "person", "surname"), True),
        (Entry("a", "Чечель", "uk", "person", "public-figure"), False),
        (Entry("a", "Чечель", "uk", "place", "village", "UA-05"), True),
        (Entry("a", "Чечель", "uk", "place", "village", "KZ-10"), False),
        (Entry("a", "Чечель", "uk", "place", "region", "UA-05"), False),
    ],
)
def test_the_letters_of_names_of_persons_and_settlements_at_home_are_learned(entry, teaches):
    taught, empty = small(entry), small()
    letters = taught.letters(entry.language, entry.kind), empty.letters(entry.language, entry.kind)
    assert (letters[0].cost(entry.native) < letters[1].cost(entry.native)) is teaches
    assert (taught.french_odds("Tchetchel") > empty.french_odds("Tchetchel")) is teaches


@pytest.mark.parametrize(
    ("native", "language", "form", "taught"),
    [
        ("Чечелівське", "uk", "Tchetchelivské", True),  # as usual as the last e
        ("Чечелівське", "uk", "Tchétchelivske", False),
        ("Чечелівський", "uk", "Tchetchelivsky", False),  # an alternative, but less usual
        ("Чечелево", "ru", "Tchetchelevé", False),
    ],
)
def test_the_acute_on_a_last_e_is_learned_with_the_regular_french_form(
    native, language, form, taught
):
    gazetteer = small(Entry("a", native, language, "place", "village", "UA-05"))
    regular = load_scheme(f"french-{'ukrainian' if language == 'uk' else 'russian'}").romanize(
        native
    )
    likelier = gazetteer.french_odds(form) >= gazetteer.french_odds(regular) - 1
    assert likelier is taught


def test_what_is_no_text_is_no_word_elsewhere(gazetteer):
    assert gazetteer.known_elsewhere("\ud800") is None


def test_lookup_gives_only_names_of_the_kind_asked_for():
    found = {kind: slavonym.lookup("Chevtchenko", kind=kind) for kind in ("place", "person")}
    assert all(found.values())
    for kind, candidates in found.items():
        assert {candidate.name.kind for candidate in candidates} == {kind}


# Every settlement, by every convention.


@pytest.mark.parametrize("scheme", [FRENCH, KMU, BGN], ids=lambda scheme: scheme.id)
def test_one_probe_finds_every_settlement(gazetteer, settlements, scheme):
    missed = [
        native
        for native in settlements
        if not any(
            e.native == native and e.kind == "place"
            for e in gazetteer.find(scheme.romanize(native))
        )
    ]
    assert missed == []


@pytest.fixture(scope="module")
def french(settlements):
    """The regular French form of every settlement."""
    return {native: FRENCH.romanize(native) for native in settlements}


@pytest.fixture(scope="module")
def spelled(french):
    """Form to the settlements that are so spelled in regular French or by KMU-2010."""
    natives = defaultdict(set)
    for native, form in french.items():
        natives[form].add(native)
        natives[KMU.romanize(native)].add(native)
    return dict(natives)


@pytest.fixture(scope="module")
def ambiguous(french, spelled):
    """Settlements whose regular French form is that of another one too, or the KMU form of another one."""
    return {native: form for native, form in french.items() if spelled[form] != {native}}


@pytest.fixture(scope="module")
def abroad(gazetteer, entries):
    """Form to the Russian places that are so spelled in regular French or in English."""
    natives = defaultdict(set)
    for entry in entries:
        if entry.kind == "place" and entry.language == "ru":
            natives[FRENCH_OF_RUSSIAN.romanize(entry.native)].add(entry.native)
            natives[gazetteer.name(entry).english].add(entry.native)
    return dict(natives)


@cache
def first(form):
    """The native name that a form standing alone most likely means."""
    found = slavonym.lookup(form, kind="place")
    return found[0].native if found else None


def test_the_regular_french_form_of_a_settlement_leads_to_it(french, spelled, abroad):
    """Or to a place that is spelled the same: Zelenodolsk is a city of Russia and one of Ukraine."""
    missed = [
        (native, form, first(form))
        for native, form in french.items()
        if first(form) not in spelled[form] | abroad.get(form, set())
    ]
    assert 1 - len(missed) / len(french) >= 0.999, "\n".join(map(str, missed))


def test_which_french_forms_of_settlements_are_ambiguous(ambiguous):
    assert len(ambiguous) == 73
    assert ambiguous["Мишів"] == "Mychiv"  # the KMU form of Мичів
    assert "Мичів" not in ambiguous


def test_an_ambiguous_form_leads_to_all_its_settlements(gazetteer, places, ambiguous, spelled):
    for form in ambiguous.values():
        natives = spelled[form]
        assert len(natives) > 1
        expected = {gazetteer.name(places[native, "uk"]).english for native in natives}
        assert expected <= {c.english for c in slavonym.lookup(form, kind="place")}


INITIAL, FINAL = r"(?<![\w’])", r"(?![\w’])"
VOWEL = "[аеєиіїоуюя]"

# Habits of French print: what is written for which native letters, and what stands for the others is regular.
HABITS = {
    "final é for е": [(f"е{FINAL}", "é")],
    "single s between vowels": [(f"(?<={VOWEL})с(?={VOWEL})", "s")],
    "final -y for -ий": [(f"ий{FINAL}", "y")],
    "final -yi for -ий": [(f"ий{FINAL}", "yi")],
    "initial Ch for ч": [(f"{INITIAL}ч", "ch")],
    "g for г": [("г", "g")],
    "g for г, gu before a front vowel": [("г(?=[еєиіїй])", "gu"), ("г", "g")],
    "gu for г before a front vowel only": [("г(?=[еєиіїй])", "gu")],
    "initial Ya for я": [(f"{INITIAL}я", "ya")],
    "initial You for ю": [(f"{INITIAL}ю", "you")],
    "j for жж": [("жж", "j")],
}


def by_habit(native, habit):
    """The French form of a native name by a habit, letter by letter as the regular one."""
    lowered, written, at = native.lower(), [], 0
    while at < len(lowered):
        for letters, latin_letters in habit:
            found = re.compile(letters).match(lowered, at)
            if found:
                form, length = latin_letters, len(found[0])
                break
        else:
            grapheme = FRENCH.regular_at(lowered, at)
            form, length = (grapheme.latin, len(grapheme.native)) if grapheme else (lowered[at], 1)
        written.append(form[:1].upper() + form[1:] if native[at].isupper() else form)
        at += length
    return "".join(written)


def test_without_a_habit_the_form_is_the_regular_one(french):
    assert {n: form for n, form in french.items() if by_habit(n, []) != form} == {}


@pytest.mark.parametrize(
    ("habit", "native", "form"),
    [
        ("final é for е", "Солоне", "Soloné"),
        ("final é for е", "Рівне-Друге", "Rivné-Drouhé"),
        ("single s between vowels", "Часів Яр", "Tchasiv Iar"),
        ("final -y for -ий", "Кривий Ріг", "Kryvy Rih"),
        ("final -yi for -ий", "Кривий Ріг", "Kryvyi Rih"),
        ("initial Ch for ч", "Чечелівка", "Chetchelivka"),
        ("g for г", "Гасинівка", "Gassynivka"),
        ("g for г, gu before a front vowel", "Гірське", "Guirske"),
        ("gu for г before a front vowel only", "Горгівка", "Horguivka"),
        ("initial Ya for я", "Часів Яр", "Tchassiv Yar"),
        ("initial You for ю", "Юр’ївка", "Yourïvka"),
        ("j for жж", "Запоріжжя", "Zaporijia"),
    ],
)
def test_what_a_habit_writes(habit, native, form):
    assert by_habit(native, HABITS[habit]) == form


@pytest.mark.parametrize("habit", HABITS)
def test_a_settlement_spelled_by_a_french_habit_is_found_first(french, spelled, abroad, habit):
    """A form that is another settlement's by the same habit, or its regular or KMU form, may lead there."""
    anywhere = re.compile("|".join(letters for letters, _ in HABITS[habit]))
    forms = {
        native: by_habit(native, HABITS[habit])
        for native in french
        if anywhere.search(native.lower())
    }
    meant = defaultdict(set)
    for native, form in forms.items():
        meant[form] |= {native} | spelled.get(form, set()) | abroad.get(form, set())
    missed = [
        (native, form, first(form))
        for native, form in forms.items()
        if first(form) not in meant[form]
    ]
    assert len(forms) >= 15
    assert 1 - len(missed) / len(forms) >= 0.97, "\n".join(map(str, missed))


# The tables themselves.

NAME_TABLES = list(DEFAULTS)
EXCLUSIONS = {
    "exclusions/abroad.tsv": ["region", "reason", "source"],
    "exclusions/citizens.tsv": ["surface", "reason", "source"],
    "exclusions/phrases.tsv": ["phrase", "reason", "source"],
    "exclusions/western-given-names.tsv": ["surface", "reason", "source"],
    "exclusions/words.tsv": ["surface", "reason", "unless_after", "source"],
    "exclusions/other-names.tsv": ["surface", "reason", "source"],
}
ALL_TABLES = [*NAME_TABLES, *EXCLUSIONS]
SOURCES = set(tomllib.loads((TABLES / "sources.toml").read_text(encoding="utf-8")))
COLUMNS = re.findall(
    r"^\| `(\w+)` \|",
    (TABLES / "README.md").read_text(encoding="utf-8").partition("| column |")[2],
    re.MULTILINE,
)

every_table = pytest.mark.parametrize("path", ALL_TABLES)
every_name_table = pytest.mark.parametrize("path", NAME_TABLES)


def listed(cell):
    return cell.split("|") if cell else []


def test_every_table_is_read_or_excludes():
    found = {path.relative_to(TABLES).as_posix() for path in TABLES.rglob("*.tsv")}
    assert found == set(ALL_TABLES)


def test_the_columns_are_documented():
    assert {"id", "native", "english", "accepted", "forms", "source"} < set(COLUMNS)


@every_name_table
def test_a_name_table_has_documented_columns(path):
    header = lines(path)[0].split("\t")
    assert header[:2] == ["id", "native"]
    assert [column for column in header if column not in COLUMNS] == []
    assert len(set(header)) == len(header)


@pytest.mark.parametrize(("path", "header"), EXCLUSIONS.items())
def test_a_table_of_exclusions_has_its_columns(path, header):
    assert lines(path)[0].split("\t") == header


@every_table
def test_lines_end_in_lf_and_the_last_one_too(path):
    data = (TABLES / path).read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert b"\n\n" not in data
    # Readers part lines at every sign that Unicode calls a line end.
    assert len(data.decode().splitlines()) == data.count(b"\n")


@every_table
def test_rows_have_as_many_cells_as_the_header(path):
    assert {line.count("\t") for line in lines(path)} == {lines(path)[0].count("\t")}


@every_table
def test_text_is_composed(path):
    text = (TABLES / path).read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


@every_table
def test_cells_have_no_needless_white_space(path):
    untidy = [
        cell
        for row in rows(path)
        for cell in row.values()
        if cell != " ".join(cell.split()) or re.search(r" \||\| ", cell)
    ]
    assert untidy == []


@every_table
def test_rows_stand_in_the_order_of_their_first_column(path):
    order = [next(iter(row.values())) for row in rows(path)]
    assert order == sorted(order)


@every_table
def test_the_first_column_is_filled_and_unique(path):
    keys = Counter(next(iter(row.values())) for row in rows(path))
    assert "" not in keys
    assert [key for key, count in keys.items() if count > 1] == []


def test_an_id_means_one_name_in_all_tables():
    """A row of an id that an earlier table has adds its cells to that row."""
    natives = defaultdict(set)
    for path in NAME_TABLES:
        for row in rows(path):
            natives[row["id"]].add(row["native"])
    assert {key: names for key, names in natives.items() if len(names) > 1} == {}


def test_usage_is_about_settlements():
    settlement_ids = {row["id"] for row in rows("places/ukraine.tsv")}
    usage = rows("places/ukraine-usage.tsv")
    assert [row["native"] for row in usage if row["id"] not in settlement_ids] == []


@every_name_table
def test_native_names_are_cyrillic(path):
    wrong = [
        row["native"]
        for row in rows(path)
        if not row["native"]
        or not all(
            char in " -’()" or unicodedata.name(char).startswith("CYRILLIC")
            for char in row["native"]
        )
    ]
    assert wrong == []


@every_name_table
def test_the_schemes_know_every_letter_of_a_native_name(path):
    for row in rows(path):
        for scheme in schemes_of(row["language"]):
            assert scheme.romanize(row["native"])


@every_name_table
def test_forms_are_in_latin_script(path):
    wrong = [
        (row["id"], column, form)
        for row in rows(path)
        for column in ("english", "accepted", "forms")
        for form in listed(row.get(column, ""))
        if not form
        or not all(char in " -’'." or unicodedata.name(char).startswith("LATIN") for char in form)
    ]
    assert wrong == []


@every_name_table
def test_a_form_stands_once_in_its_row(path):
    twice = []
    for row in rows(path):
        forms = [f for c in ("english", "accepted", "forms") for f in listed(row.get(c, ""))]
        twice += [(row["id"], form) for form, count in Counter(forms).items() if count > 1]
    assert twice == []


@every_name_table
def test_english_stands_only_where_the_scheme_computes_something_else(path):
    computed = [
        (row["id"], row["english"])
        for row in rows(path)
        for scheme in [schemes_for().target(row["language"], row["kind"])]
        if row.get("english") and scheme and scheme.romanize(row["native"]) == row["english"]
    ]
    assert computed == []


@every_table
def test_sources_are_known(path):
    unknown = {
        (next(iter(row.values())), source)
        for row in rows(path)
        for source in listed(row.get("source", ""))
        if source not in SOURCES
    }
    assert unknown == set()


@every_table
def test_every_row_names_a_source(path):
    assert [next(iter(row.values())) for row in rows(path) if not row["source"]] == []


@every_name_table
def test_regions_are_those_of_iso_3166(path):
    """A subdivision; a country, where the tables do not say which part of it."""
    found = {row["region"] for row in rows(path) if row.get("region")}
    unknown = {
        code
        for code in found
        if pycountry.subdivisions.get(code=code) is None
        and pycountry.countries.get(alpha_2=code) is None
    }
    assert unknown == set()


@every_name_table
def test_coded_cells_have_known_values(path):
    valid = {
        "language": {"uk", "ru", "be", "bg"},
        "kind": {"place", "person", "organization"},
        "gender": {"f", "m"},
        "rank": {"", *"0123456"},
    }
    wrong = [
        (row["id"], column, row[column])
        for row in rows(path)
        for column in valid.keys() & row.keys()
        if row[column] not in valid[column]
    ]
    assert wrong == []


def test_the_present_name_of_a_renamed_place_is_a_settlement(settlements):
    renamed = rows("renamed.tsv")
    assert [row["id"] for row in renamed if row["current"] not in settlements] == []
    assert [row["id"] for row in renamed if row["current"] == row["native"]] == []


def is_iso_date(text):
    year, *rest = text.split("-")
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return False
    try:
        date(int(year), *(int(part) for part in (*rest, "01", "01")[:2]))
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "is_date"),
    [
        ("2016-02-04", True),
        ("2016-02", True),
        ("2016", True),
        ("2016-2", False),
        ("2016-13", False),
    ],
)
def test_what_an_iso_date_is(text, is_date):
    assert is_iso_date(text) == is_date


def test_dates_are_iso_dates():
    dates = {row["id"]: row["date"] for row in rows("renamed.tsv") if row["date"]}
    assert {key: text for key, text in dates.items() if not is_iso_date(text)} == {}
