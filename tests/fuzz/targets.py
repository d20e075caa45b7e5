"""What is fuzzed: each target takes any bytes, and whatever they are, only the errors it names may come of them.

`run.py` feeds them from a coverage-guided fuzzer; `tests/test_fuzz.py` runs the corpus and what was found before.
"""

from __future__ import annotations

import os
import tempfile
import warnings
import zlib
from functools import cache
from pathlib import Path

from slavonym import Config, ConfigError, Normalizer, SchemeError, TableError, TableWarning, apply
from slavonym.errors import RuleError
from slavonym.gazetteer import Entry, Gazetteer, load_gazetteer
from slavonym.gazetteer.check import check_rows, format_table, read_checked
from slavonym.gazetteer.compiled import CompiledIndex, CorruptIndexError
from slavonym.gazetteer.index import build_index
from slavonym.gazetteer.overlay import lay_over
from slavonym.schemes import DEFAULT_SOURCES, read
from slavonym.schemes.align import Aligner
from slavonym.schemes.scheme import parse_scheme, wrong_examples

CONFIGS = (
    Config(),
    Config(min_confidence=0.0),
    Config(to="ukrainian", accepted="unify", renamed="current"),
    Config(to="ukrainian", min_confidence=0.0),
)
ENTRIES = [
    Entry("place:a", "Часів Яр", "uk", "place", "city", region="UA-14", rank=3),
    Entry("place:b", "Київ", "uk", "place", "city", rank=6, forms=("Kiev", "kyiv"), homonyms=1),
    Entry("given:uk:oleh", "Олег", "uk", "person", "given-name", accepted=("Oleg",), gender="m"),
]
OTHERS = {"toulouse": "a city in France", "chopin": "a composer"}
_CHECKSUM = slice(12, 16)
_EDIT = 4
"""Bytes of one change to an index: three say where, the fourth is what is written there."""
_EDITS_END = 4096
"""Changes fall before this place, where the numbers are; behind it lie the letter models."""


def normalize(data: bytes) -> None:
    """Any text, under one of a few configs: the explanation is exact, and once is enough."""
    if not data:
        return
    normalizer = _normalizer(data[0] % len(CONFIGS))
    text = data[1:].decode("utf-8", "surrogateescape")
    explanation = normalizer.explain(text)
    assert apply(text, explanation.matches) == explanation.text
    assert all(0 <= m.confidence <= 1 for m in (*explanation.matches, *explanation.rejected))
    assert normalizer.normalize(explanation.text) == explanation.text
    normalizer.lookup(text[:80])


@cache
def _normalizer(number: int) -> Normalizer:
    return Normalizer(CONFIGS[number])


def config(data: bytes) -> None:
    """A config file: a `Normalizer` that works, or an error that says what is wrong."""
    handle, name = tempfile.mkstemp(suffix=".toml")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        try:
            found = Config.from_toml(name)
        except ConfigError as error:
            assert str(error).startswith(name)
            return
    finally:
        Path(name).unlink()
    assert hash(found) == hash(found.replace())
    if found.sources != DEFAULT_SOURCES:  # seconds to compile, and no other code
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", TableWarning)
        try:
            normalizer = Normalizer(found)
        except (ConfigError, TableError, SchemeError):
            return
    try:
        normalizer.normalize("Oleg Synegoubov left Chassiv Yar, in Ukraine.")
    except RuleError as error:
        assert "protect" in str(error)


def table(data: bytes) -> None:
    """A name table, as a user's own and as one of the library's: problems with their places, or names."""
    for own in (True, False):
        problems, rows = read_checked("fuzz.tsv", data, own=own)
        assert all(p.line > 0 and p.column > 0 for p in problems), problems
        if not own:
            list(check_rows(rows, frozenset({"a"})))
        elif not problems:
            base = load_gazetteer()
            try:
                overlay, _ = lay_over(rows, base)
            except TableError:
                continue
            over = base.with_overlay(overlay)
            for entry in overlay.entries:
                over.name(entry)
                over.find(entry.english)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return
    assert format_table(format_table(text)) == format_table(text)


def scheme(data: bytes) -> None:
    """A scheme file: a scheme that romanizes, aligns and reads, or an error."""
    try:
        found = parse_scheme(data.decode("utf-8", "surrogateescape"), "fuzz")
    except SchemeError:
        return
    list(wrong_examples(found))
    for native, latin in (("Щастя", "Chtchastia"), ("Синєгубов", "Synegoubov"), ("", "")):
        try:
            found.romanize(native)
        except SchemeError:
            continue
        Aligner((found,)).align(latin, native)
        read(latin, (found,))


def index(data: bytes) -> None:
    """An index file, damaged as it comes or so that its checksum is right all the same."""
    if data[:1] == b"\0":
        return _use(data[1:])
    damaged = bytearray(_whole_index())
    for at in range(1, len(data) - _EDIT + 1, _EDIT):
        place = int.from_bytes(data[at : at + 3], "little")
        damaged[place % min(_EDITS_END, len(damaged))] = data[at + 3]
    if data[:1] >= b"\x80":  # a file cut short
        del damaged[len(damaged) * (data[0] - 0x80) // 0x80 :]
    damaged[_CHECKSUM] = zlib.crc32(damaged[_CHECKSUM.stop :]).to_bytes(4, "little")
    return _use(bytes(damaged))


@cache
def _whole_index() -> bytes:
    return build_index(ENTRIES, bytes(range(32)), OTHERS)


def _use(data: bytes) -> None:
    try:
        found = CompiledIndex(data)
    except CorruptIndexError:
        return
    gazetteer = Gazetteer(found)
    for ask, arguments in (
        (gazetteer.find, ("Chassiv Yar", "Kiev", "Toulouse")),
        (gazetteer.words_from, ("Chassiv", "Oleg")),
        (gazetteer.by_id, ("place:b", "none")),
        (gazetteer.known_elsewhere, ("toulouse", "Kiev", "chopin")),
        (gazetteer.french_odds, ("Chassiv",)),
        (lambda word: gazetteer.read(word, "uk", "place"), ("Chassiv",)),
        (gazetteer.near, ("Tchassif Yar",)),
        (found.entry, range(min(found.count, 8))),
    ):
        for argument in arguments:
            try:
                ask(argument)
            except CorruptIndexError:
                continue


TARGETS = {target.__name__: target for target in (normalize, config, table, scheme, index)}
