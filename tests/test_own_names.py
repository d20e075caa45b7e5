"""Names that a config adds, changes or excludes: what of each is computed, and what goes before what."""

import copy
import pickle
import warnings
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from slavonym import Config, Normalizer, TableWarning

FRAME = "In Ukraine on Monday, {} was named again."


def normalizer(*names, **options):
    return Normalizer(Config(names=names, **options))


# A new name: its native form is enough

NEW = [
    # row, form in the text, form it must become
    ({"native": "Зорян Квітчастий"}, "Zorian Kvittchasty", "Zorian Kvitchastyi"),
    ({"native": "Зорян Квітчастий"}, "Zoryan Kvitchastyï", "Zorian Kvitchastyi"),
    ({"native": "Квітчастий"}, "Kvittchasty", "Kvitchastyi"),
    ({"native": "Джамалун", "kind": "place"}, "Djamaloun", "Dzhamalun"),
    ({"native": "Юрцын", "kind": "person"}, "Iourtsyne", "Yurtsyn"),  # ы is Russian
    ({"native": "Жэрнасек", "language": "be"}, "Jernassek", "Zhernasek"),
    ({"native": "Квітчастий", "english": "Kvitchasty"}, "Kvittchastyï", "Kvitchasty"),
    ({"english": "Acme", "forms": ["Acmé"], "kind": "organization"}, "Acmé", "Acme"),
    ({"native": "Ґедзар", "forms": ["Tedzard"], "kind": "place"}, "Tedzard", "Gedzar"),
]


@pytest.mark.parametrize(("row", "form", "written"), NEW)
def test_a_new_name_is_known_by_its_native_form_or_by_what_leads_to_it(row, form, written):
    assert normalizer(row).normalize(FRAME.format(form)) == FRAME.format(written)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"native": "Зорян Квітчастий"}, ("person", "public-figure", "uk", 3)),
        ({"native": "Квітчастий"}, ("person", "surname", "uk", 3)),
        ({"native": "Юрцын"}, ("person", "surname", "ru", 3)),
        ({"native": "Гаўрусь"}, ("person", "surname", "be", 3)),
        ({"native": "Джамалун", "kind": "place", "rank": 0}, ("place", "settlement", "uk", 0)),
        ({"native": "Жар", "kind": "organization"}, ("organization", "organization", "uk", 3)),
    ],
)
def test_what_a_row_leaves_out_is_filled_in(row, expected):
    gazetteer = normalizer(row).gazetteer
    entry = next(gazetteer.entries)
    assert (entry.kind, entry.category, entry.language, entry.rank) == expected
    assert entry.id == f"own:{entry.language}:{row['native'].lower()}"


def test_the_apostrophe_may_be_written_as_it_is_typed():
    found = normalizer({"native": "Степ'ян", "kind": "place"}).lookup("Stepian", kind="place")
    assert found[0].native == "Степ’ян"


# A name the tables have


def test_by_its_native_name_and_kind_a_known_name_is_changed():
    desk = normalizer({"native": "Харків", "kind": "place", "english": "Charkow"})
    assert desk.normalize("The city of Kharkiv in Ukraine.") == "The city of Kharkiv in Ukraine."
    text = "The city of Kharkov in Ukraine."
    assert desk.normalize(text) == text.replace("Kharkov", "Charkow")
    assert desk.lookup("Kharkiv", kind="place")[0].english == "Charkow"
    assert desk.lookup("Kharkiv", kind="place")[0].name.region == "UA-63"


def test_by_its_id_too():
    desk = normalizer({"id": "person:oleh-syniehubov", "english": "Oleg Synegubov"})
    assert desk.normalize("Oleg Synegoubov of Kharkiv, Ukraine") == (
        "Oleg Synegubov of Kharkiv, Ukraine"
    )


def test_the_surname_is_written_as_in_the_full_name():
    desk = normalizer({"native": "Олег Синєгубов", "english": "Oleg Synegubov"})
    text = "Oleg Synegoubov spoke in Ukraine. “We hold,” Synegoubov said."
    assert desk.normalize(text) == text.replace("Synegoubov", "Synegubov")


def test_the_surname_goes_before_that_of_the_tables():
    desk = normalizer({"native": "Олег Синєгубов", "english": "Oleg Synegubov"})
    found = desk.gazetteer.find("Synegoubov")
    (surname,) = [e for e in found if (e.native, e.category) == ("Синєгубов", "surname")]
    assert surname.english == "Synegubov"


def test_the_surname_of_a_new_person_is_a_name_too():
    desk = normalizer({"native": "Зорян Квітчастий", "english": "Zorian Kvitchasty"})
    _, surname = [e for e in desk.gazetteer.entries if e.native.endswith("Квітчастий")]
    assert (surname.id, surname.native) == ("surname:uk:квітчастий", "Квітчастий")
    assert (surname.kind, surname.category, surname.language) == ("person", "surname", "uk")
    assert (surname.english, surname.accepted) == ("Kvitchasty", ("Kvitchastyi",))


def test_the_present_name_of_a_place_may_be_any_place_of_the_tables(tmp_path):
    table = tmp_path / "desk.tsv"
    table.write_text("native\tkind\tcurrent\nДжамалун\tplace\tКиїв\n", encoding="utf-8")
    desk = Normalizer(Config(tables=[str(table)]))
    assert next(desk.gazetteer.entries).current == "Київ"


def test_unless_the_surname_has_a_row_of_its_own():
    desk = normalizer(
        {"native": "Олег Синєгубов", "english": "Oleg Synegubov"},
        {"native": "Синєгубов", "english": "Siniegubov"},
    )
    assert desk.lookup("Synegoubov", kind="person")[0].english == "Siniegubov"


@pytest.mark.parametrize(
    ("row", "accepted"),
    [
        ({}, ("Zelensky", "Zelenskyy")),  # what was preferred stays a good form
        ({"accepted": ["Zelenskyi"]}, ("Zelenskyi",)),
        ({"accepted": []}, ()),
    ],
)
def test_what_is_accepted_is_what_was_and_what_was_preferred_unless_the_row_says(row, accepted):
    desk = normalizer({"native": "Зеленський", "kind": "person", "english": "Selensky"} | row)
    name = desk.lookup("Selensky", kind="person")[0].name
    assert set(accepted) <= set(name.accepted)
    if "accepted" in row:
        assert name.accepted == accepted


def test_unify_writes_the_desks_form():
    desk = normalizer(
        {"native": "Володимир Зеленський", "english": "Volodymyr Zelensky"}, accepted="unify"
    )
    text = "In Ukraine, Volodymyr Zelenskyy spoke and Volodymyr Zelenskiy left."
    wanted = "In Ukraine, Volodymyr Zelensky spoke and Volodymyr Zelensky left."
    assert desk.normalize(text) == wanted


def test_the_old_spelling_of_the_tables_may_become_the_desks():
    desk = normalizer({"native": "Одеса", "kind": "place", "english": "Odessa"}, accepted="unify")
    assert desk.normalize("the port of Odesa in Ukraine") == "the port of Odessa in Ukraine"
    assert desk.normalize("the port of Odessa in Ukraine") == "the port of Odessa in Ukraine"


# Forms


def test_a_form_a_desk_lists_counts_for_much():
    desk = normalizer({"native": "Бровари", "kind": "place", "forms": ["Brovare"]})
    (match,) = desk.explain("They left Brovare at noon.").matches
    assert (match.replacement, match.rule) == ("Brovary", "table-form")
    assert ("own-form", 5.0) in [(e.id, e.weight) for e in match.evidence]


def test_a_form_of_another_name_is_warned_of_and_told_with_both_rows():
    with pytest.warns(TableWarning, match=r"^names:1:1 T032 'Kiev' .*Янковець here.*Київ \(place"):
        normalizer({"native": "Янковець", "kind": "place", "forms": ["Kiev"]})


@pytest.mark.parametrize(
    "row",
    [
        {"native": "Київ", "kind": "place", "forms": ["Kiev"]},
        {"native": "Аркадий", "kind": "place", "language": "ru", "forms": ["Arkadi"]},
    ],
)
def test_no_warning_where_there_is_nothing_to_warn_of(row):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        normalizer(row)


def test_a_name_without_a_native_form_is_told_by_its_english_one():
    with pytest.warns(TableWarning, match=r"'Kiev' is a form of Acme here, and of Київ"):
        normalizer({"english": "Acme", "kind": "organization", "forms": ["Kiev"]})


def test_exclude_goes_before_everything():
    row = {"native": "Квітчастий", "forms": ["Kvittchastov"]}
    desk = normalizer(row, exclude=["Kvittchastov"])
    assert desk.normalize(FRAME.format("Kvittchastov")) == FRAME.format("Kvittchastov")


# Tables


def test_a_table_has_the_columns_of_the_librarys_and_wins_over_it(tmp_path):
    table = tmp_path / "desk.tsv"
    table.write_text(
        "native\tkind\tenglish\tforms\n"
        "Квітчастий\tperson\t\t\n"
        "Харків\tplace\tKharkow\t\n"
        "\torganization\tAcme\tAcmé\n",
        encoding="utf-8",
    )
    config = tmp_path / "desk.toml"
    config.write_text('[tables]\nextra = ["desk.tsv"]\n', encoding="utf-8")
    desk = Normalizer(Config.from_toml(config))
    text = "Kvittchasty of Acmé said in the city of Kharkov, Ukraine, that Vouhledar held."
    assert desk.normalize(text) == (
        "Kvitchastyi of Acme said in the city of Kharkow, Ukraine, that Vuhledar held."
    )
    table.unlink()  # it was read when the normalizer was made
    assert desk.normalize(text) == pickle.loads(pickle.dumps(desk)).normalize(text)  # noqa: S301


# Two normalizers do not meet, and one is the same everywhere

ROW = {"native": "Квітчастий", "english": "Kwitchastyi"}
TEXT = FRAME.format("Kvittchasty of the city of Tchernihiv")
DESK_SAYS = FRAME.format("Kwitchastyi of the city of Chernihiv")


def test_two_normalizers_do_not_influence_each_other():
    desk, plain = normalizer(ROW), Normalizer()
    before = plain.explain(TEXT)
    assert desk.normalize(TEXT) == DESK_SAYS
    assert plain.explain(TEXT) == before
    assert "Kwitchastyi" not in plain.normalize(TEXT)


@pytest.mark.parametrize(
    "through",
    [copy.copy, copy.deepcopy, lambda n: pickle.loads(pickle.dumps(n))],  # noqa: S301
    ids=["copy", "deepcopy", "pickle"],
)
def test_copies_and_pickles_say_the_same(through):
    desk = normalizer(ROW)
    assert through(desk).explain(TEXT) == desk.explain(TEXT)
    assert through(desk).normalize(TEXT) == DESK_SAYS


def test_eight_threads_say_the_same():
    desk = normalizer(ROW)
    texts = [TEXT, FRAME.format("Koupiansk"), FRAME.format("nobody")] * 40
    alone = [desk.explain(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(normalizer(ROW).explain, texts)) == alone


def test_spawned_processes_say_the_same():
    desk = normalizer(ROW)
    texts = [TEXT, FRAME.format("Koupiansk"), FRAME.format("nobody")]
    with get_context("spawn").Pool(2) as pool:
        assert pool.map(desk.explain, texts) == [desk.explain(text) for text in texts]
