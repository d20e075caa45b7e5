"""The compiled index: what is written is what is read, and nothing that happens to the file does harm."""

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
import tomllib
import zlib
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import slavonym
from slavonym.gazetteer import Entry, Gazetteer, store
from slavonym.gazetteer.compiled import (
    GIVEN_NAME,
    MODELS,
    CompiledIndex,
    CorruptIndexError,
    Record,
    compile_index,
)
from slavonym.gazetteer.index import build_index
from slavonym.gazetteer.ngrams import NgramModel
from slavonym.locate import read_table
from slavonym.schemes import schemes_for
from slavonym.schemes.scheme import _scheme, parse_scheme, scheme_ids

ENTRIES = [
    Entry("place:a", "Часів Яр", "uk", "place", "city", region="UA-14", rank=3),
    Entry("place:b", "Київ", "uk", "place", "city", rank=6, forms=("Kiev", "kyiv"), homonyms=1),
    Entry("given:uk:oleh", "Олег", "uk", "person", "given-name", accepted=("Oleg",), gender="m"),
]
DIGEST = bytes(range(32))


@cache
def whole():
    """The bytes of a whole index."""
    return build_index(ENTRIES, DIGEST)


@cache
def untrained():
    """Letter models that know nothing, made once: each takes longer than the index of a few entries."""
    return {name: NgramModel.train((), alphabet) for name, alphabet in MODELS.items()}


@pytest.fixture
def index():
    return CompiledIndex(whole())


@pytest.fixture
def empty_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(
        store, "compiled_tables", lambda *_: build_index(ENTRIES, store.tables_digest())
    )
    monkeypatch.setattr(store, "PACKAGED", "no-index.bin")
    store.load_gazetteer.cache_clear()
    yield tmp_path / "slavonym"
    store.load_gazetteer.cache_clear()


def natives(gazetteer):
    return [entry.native for entry in gazetteer.entries]


def test_entries_come_back_as_they_were(index):
    assert [index.entry(number) for number in range(index.count)] == ENTRIES


def test_a_key_leads_to_its_entries_and_an_unknown_one_to_nothing(index):
    gazetteer = Gazetteer(index)
    assert gazetteer.find("Chassiv Yar") == (ENTRIES[0],)
    assert gazetteer.find("Tchassiv-Iar") == (ENTRIES[0],)
    assert gazetteer.find("Toulouse") == ()
    assert gazetteer.find("") == ()


def test_first_words_say_how_far_to_look(index):
    gazetteer = Gazetteer(index)
    assert gazetteer.words_from("Chassiv") == 2
    assert gazetteer.words_from("Kyïv") == 1
    assert gazetteer.words_from("Toulouse") == 0


def test_given_names_and_lower_case_forms_are_known(index):
    gazetteer = Gazetteer(index)
    assert gazetteer.is_given_name("Oleg")
    assert not gazetteer.is_given_name("Kyiv")
    assert gazetteer.lower_case_starters == {"kyiv"}


def test_prominent_names_of_some_length_are_found_by_a_misspelling(index):
    assert index.prominent >= {"casiv ar"}
    assert not index.prominent & {"kiv", "oleg"}  # too short


def test_lower_case_starters_are_first_words():
    forms = ("kyiv", "mer d’Azov", "d’Azov", "Azov", "mer-azov")
    assert CompiledIndex(
        build_index([Entry("a", "Азов", "uk", "place", "sea", forms=forms)], DIGEST)
    ).starters == {"kyiv", "mer", "d"}


def test_the_same_entries_give_the_same_bytes():
    assert build_index(ENTRIES, DIGEST) == build_index(list(ENTRIES), DIGEST)


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(
        st.text("abc ", min_size=1, max_size=6),
        st.tuples(st.integers(0, 6), st.integers(0, 1), st.lists(st.integers(0, 9), max_size=3)),
        max_size=40,
    )
)
def test_every_key_of_any_index_is_found_and_no_other(keys):
    records = {key: Record(w, f * GIVEN_NAME, tuple(n)) for key, (w, f, n) in keys.items()}
    index = CompiledIndex(compile_index(ENTRIES, records, (), DIGEST, models=untrained()))
    assert {key: index.get(key) for key in records} == records
    assert index.get("d") is None


@pytest.mark.parametrize("cut", [0, 1, 20, 80, 200, -1])
def test_an_index_cut_short_is_an_error(cut):
    with pytest.raises(CorruptIndexError):
        CompiledIndex(build_index(ENTRIES, DIGEST)[:cut])


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_changed_byte_is_an_error(data):
    at = data.draw(st.integers(0, len(whole()) - 1))
    flipped = bytes([whole()[at] ^ data.draw(st.integers(1, 255))])
    try:
        index = CompiledIndex(whole()[:at] + flipped + whole()[at + 1 :])
    except CorruptIndexError:
        return
    assert index.digest != DIGEST, "only the digest may differ unnoticed: it is compared on opening"


@pytest.fixture
def wheel(empty_cache, monkeypatch, tmp_path):
    """An empty cache, and a folder as a wheel has it: a copy of the tables, and an index of their sizes."""
    folder = tmp_path / "_tables"
    shutil.copytree(store.tables_folder(), folder, ignore=shutil.ignore_patterns("build"))
    monkeypatch.setattr(store, "tables_folder", lambda: str(folder))
    monkeypatch.setattr(store, "tables_root", lambda: folder)
    monkeypatch.setattr(store, "PACKAGED", "index.bin")
    assert not empty_cache.exists()
    index = build_index(ENTRIES[:2], DIGEST, sizes=store.tables_sizes())
    (folder / "index.bin").write_bytes(index)
    return folder


@pytest.mark.usefixtures("wheel")
def test_the_index_of_a_wheel_is_used_without_reading_the_tables(empty_cache, monkeypatch):
    monkeypatch.setattr(store, "tables_digest", lambda: pytest.fail("tables read"))
    assert natives(store.load_gazetteer()) == [entry.native for entry in ENTRIES[:2]]
    assert not empty_cache.exists()


@pytest.mark.usefixtures("empty_cache")
def test_the_index_of_a_wheel_may_be_written_by_who_installed_it(wheel):
    (wheel / "index.bin").chmod(0o666)
    assert natives(store.load_gazetteer()) == [entry.native for entry in ENTRIES[:2]]


@pytest.mark.parametrize("path", ["renamed.tsv", "skeleton.toml", "schemes/kmu-2010.toml"])
def test_a_table_of_a_wheel_that_was_edited_is_noticed(wheel, path):
    with (wheel / path).open("a") as table:
        table.write("\n")
    assert natives(store.load_gazetteer()) == [entry.native for entry in ENTRIES]


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data[:-1], lambda data: data[:40], lambda _: b"", lambda data: data[:-1] + b"!"],
)
def test_a_damaged_index_of_a_wheel_is_passed_over(wheel, spoil):
    packaged = wheel / "index.bin"
    packaged.write_bytes(spoil(packaged.read_bytes()))
    assert natives(store.load_gazetteer()) == [entry.native for entry in ENTRIES]


def test_settings_come_from_the_index_as_they_stand_in_their_files():
    compiled = json.loads(store.compile_settings())
    schemes = compiled.pop("schemes")
    assert compiled == {path: tomllib.loads(read_table(path)) for path in compiled}
    for scheme in scheme_ids():
        text = read_table(f"schemes/{scheme}.toml")
        assert _scheme(schemes[scheme]) == parse_scheme(text, scheme)


def test_the_first_use_stores_the_index_and_the_next_reads_it(empty_cache, monkeypatch):
    assert natives(store.load_gazetteer()) == [entry.native for entry in ENTRIES]
    (stored,) = empty_cache.iterdir()
    assert stored.suffix == ".bin"
    store.load_gazetteer.cache_clear()
    monkeypatch.setattr(store, "compiled_tables", lambda *_: pytest.fail("built again"))
    assert natives(store.load_gazetteer()) == [entry.native for entry in ENTRIES]


def test_other_schemes_have_an_index_of_their_own(empty_cache):
    german = schemes_for(("german",))
    assert store.load_gazetteer(german).schemes is german
    assert [file.suffix for file in empty_cache.iterdir()] == [".bin"]
    assert len(store.index_digest(german)) == len(store.index_digest()) == 32
    assert store.index_digest(german) != store.index_digest()


@pytest.mark.parametrize("content", [b"", b"slavonym", b"\0" * 4096])
def test_a_poisoned_cache_is_replaced(empty_cache, content):
    store.load_gazetteer()
    (stored,) = empty_cache.iterdir()
    stored.write_bytes(content)
    store.load_gazetteer.cache_clear()
    assert natives(store.load_gazetteer()) == [entry.native for entry in ENTRIES]
    assert stored.read_bytes() == store.compiled_tables()


def test_an_index_of_other_tables_is_not_used(empty_cache):
    store.load_gazetteer()
    (stored,) = empty_cache.iterdir()
    stored.write_bytes(build_index(ENTRIES[:1], DIGEST))
    store.load_gazetteer.cache_clear()
    assert natives(store.load_gazetteer()) == [entry.native for entry in ENTRIES]


def test_a_cache_that_cannot_be_written_does_no_harm(empty_cache):
    empty_cache.parent.joinpath("slavonym").write_text("a file where the folder should be")
    assert natives(store.load_gazetteer()) == [entry.native for entry in ENTRIES]


def test_no_home_directory_does_no_harm(empty_cache, monkeypatch):
    def no_home():
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", no_home)
    assert natives(store.load_gazetteer()) == [entry.native for entry in ENTRIES]
    assert not empty_cache.exists()


def test_the_folders_of_the_cache_are_made(tmp_path):
    path = tmp_path / "home" / ".cache" / "slavonym" / "index.bin"
    store._store(b"index", path)
    assert path.read_bytes() == b"index"


def test_concurrent_first_uses_leave_one_whole_index(empty_cache):
    data = store.compiled_tables()
    path = empty_cache / "index.bin"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: store._store(data, path), range(32)))
    assert [file.name for file in empty_cache.iterdir()] == ["index.bin"]
    assert path.read_bytes() == data


def test_processes_that_start_together_agree(tmp_path):
    environment = os.environ | {
        "XDG_CACHE_HOME": str(tmp_path),
        "PYTHONPATH": str(Path(slavonym.__file__).parents[1]),
    }
    command = [
        sys.executable,
        "-c",
        "import slavonym; print(slavonym.lookup('Bakhmout')[0].english)",
    ]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        for _ in range(2)
    ]
    assert [process.communicate()[0] for process in started] == ["Bakhmut\n"] * 2


# A file that means harm: its checksum and digest are right


def checked(data):
    """The data with the checksum that it should have."""
    return bytes(data[:12] + zlib.crc32(data[16:]).to_bytes(4, "little") + data[16:])


COUNT, OFFSETS = 52, range(56, 100, 4)
"""Where the header has the number of entries, and the places of the sections."""


@pytest.mark.parametrize("place", [COUNT, *OFFSETS])
@pytest.mark.parametrize("value", [0, 1, 87, 2**31, 2**32 - 1])
def test_a_header_that_leads_astray_is_an_error(place, value):
    data = whole()
    with pytest.raises(CorruptIndexError):
        CompiledIndex(checked(data[:place] + value.to_bytes(4, "little") + data[place + 4 :]))


def test_a_hash_table_without_an_empty_slot_ends_all_the_same():
    data = whole()
    start, end = (int.from_bytes(data[at : at + 4], "little") for at in OFFSETS[:2])
    full = data[:start] + b"\1\0\0\0" * ((end - start) // 4) + data[end:]
    assert CompiledIndex(checked(full)).get("no such key") is None


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_is_changed_answers_are_names_or_an_error(data):
    damaged = bytearray(whole())
    models = int.from_bytes(damaged[OFFSETS[-1] : OFFSETS[-1] + 4], "little")
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(48, models - 1))] = data.draw(st.integers(0, 255))
    try:
        index = CompiledIndex(checked(damaged))
        for key in ("casiv ar", "kiv", "oleg"):
            index.get(key)
        index.other("toulouse")
        index.number("place:b")
        Gazetteer(index).near("Tchassif Yar")
        entries = [index.entry(number) for number in range(index.count)]
    except CorruptIndexError:
        return
    assert all(isinstance(entry, Entry) for entry in entries)


# Who may write to the cache decides what names become


def stored_then(empty_cache, change):
    store.load_gazetteer()
    (stored,) = empty_cache.iterdir()
    change(stored)
    store.load_gazetteer.cache_clear()


def test_a_file_that_others_may_write_is_not_read(empty_cache, monkeypatch):
    stored_then(empty_cache, lambda stored: stored.chmod(0o666))
    built = []
    monkeypatch.setattr(
        store,
        "compiled_tables",
        lambda _: built.append(1) or build_index(ENTRIES, store.tables_digest()),
    )
    store.load_gazetteer()
    (stored,) = empty_cache.iterdir()
    assert (built, stored.stat().st_mode & 0o777) == ([1], 0o600)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owners here")
@pytest.mark.parametrize(
    ("owner", "mode", "ours"),
    [
        (1000, 0o600, True),
        (1000, 0o644, True),
        (0, 0o644, True),  # the system's: made when an image was built
        (1001, 0o600, False),
        (1000, 0o660, False),
        (1000, 0o602, False),
    ],
)
def test_whose_a_file_is(owner, mode, ours, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    status = os.stat_result((stat.S_IFREG | mode, 1, 1, 1, owner, owner, 0, 0, 0, 0))
    assert store._is_ours(status) is ours


def test_a_link_in_the_cache_is_replaced_and_what_it_leads_to_stays(empty_cache, tmp_path):
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")

    def as_link(stored):
        stored.unlink()
        stored.symlink_to(victim)

    stored_then(empty_cache, as_link)
    store.load_gazetteer()
    (stored,) = empty_cache.iterdir()
    assert not stored.is_symlink()
    assert victim.read_bytes() == b"precious"


def test_the_folder_is_the_users_own(empty_cache):
    store.load_gazetteer()
    assert empty_cache.stat().st_mode & 0o777 == 0o700


@pytest.mark.usefixtures("empty_cache")
def test_a_relative_cache_directory_is_ignored(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    store.load_gazetteer()
    assert not (tmp_path / "here").exists()


def test_a_full_disk_leaves_nothing_half_written(tmp_path, monkeypatch):
    path = tmp_path / "index.bin"

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "replace", full)
    store._store(b"x" * 1000, path)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_half_written_is_no_index(empty_cache):
    stored_then(empty_cache, lambda file: file.write_bytes(file.read_bytes()[:9999]))
    assert natives(store.load_gazetteer()) == [entry.native for entry in ENTRIES]
