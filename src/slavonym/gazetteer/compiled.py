"""The index as one block of bytes: a hash table from look-up keys to entries, read where it lies.

Nothing is decoded before it is asked for, so opening the index costs next to nothing and a memory-mapped file stays
on disk. The layout, all numbers little-endian:

    header    magic, format, checksum of all that follows it, digest and sizes of what it was made from, counts, offsets
    slots     a power of two of u32: 0, or 1 + the offset of a record; linear probing from crc32(key)
    records   u16 length of the key, u8 words, u8 flags, u16 count, the key in ASCII, count x u32 entry numbers
    places    u32 for each entry: where it starts, and one more for the end
    entries   each entry's fields in UTF-8, parted by tabs
    starters  the lower-case starters, parted by tabs
    prominent the keys of the names that are found by a misspelling, too, parted by tabs
    others    slots as above, then a line for each name that is not ours: the word, a tab, what it is, a line feed
    models    the cubes of the letter models, in the order of MODELS
    settings  what the files of settings say, as JSON
"""

from __future__ import annotations

import json
import struct
import zlib
from bisect import bisect_left
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from slavonym.gazetteer.load import Entry
from slavonym.gazetteer.ngrams import CYRILLIC, LATIN, NgramModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from mmap import mmap

MAGIC = b"slavonym"
FORMAT = 6
GIVEN_NAME = 1
"""Flag of a record: the key is that of a given name."""

MODELS = {
    "uk-person": CYRILLIC,
    "uk-place": CYRILLIC,
    "ru-person": CYRILLIC,
    "ru-place": CYRILLIC,
    "french": LATIN,
    "other": LATIN,
}
"""The letter models of an index, and their alphabets: native names by language and kind, French spellings of them, and
the names and words of other lands that could pass for one."""

_HEADER = struct.Struct("<8sII32s13I")
_CHECKED_FROM = struct.calcsize("<8sII")
"""The checksum is of everything after itself."""
_slot = struct.Struct("<I").unpack_from
_RECORD = struct.Struct("<HBBH")
_FIELDS = tuple(Entry.__annotations__)
_LISTS = ("accepted", "forms", "by_russian")
_NUMBERS = ("rank", "homonyms")


_BROKEN = (struct.error, UnicodeError, ValueError, TypeError, IndexError)
"""What reading numbers and text where none are comes to."""


class CorruptIndexError(ValueError):
    """The bytes are not an index of this format, or not what was written."""

    def __init__(self, message: str = "the index is damaged, though its checksum is right") -> None:
        super().__init__(message)


class Record(NamedTuple):
    """What the index has under a key: the longest name that starts with it, flags, and entries."""

    words: int
    flags: int
    numbers: tuple[int, ...]


def compile_index(
    entries: Iterable[Entry],
    records: Mapping[str, Record],
    starters: Iterable[str],
    digest: bytes,
    others: Mapping[str, str] = MappingProxyType({}),
    models: Mapping[str, NgramModel] = MappingProxyType({}),
    *,
    sizes: int = 0,
    settings: bytes = b"{}",
    prominent: Iterable[str] = (),
) -> bytes:
    """Write an index.

    Args:
        entries: The names; a record speaks of them by their number here.
        records: What stands under each key.
        starters: First words of listed forms that start in lower case.
        digest: 32 bytes that identify what the index is made from.
        others: Names and words that are not ours, in lower case, and what each is.
        models: Letter models by their name in MODELS; one that is left out knows nothing.
        sizes: A number that tells the sizes of the files it is made from.
        settings: What the files of settings say, as JSON.
        prominent: Keys of the names that are found by a misspelling, too.

    Returns:
        The index. The same arguments give the same bytes.
    """
    lines = [_encoded(entry) for entry in entries]
    places = [0]
    for line in lines:
        places.append(places[-1] + len(line))
    slots, body = _hashed((key.encode("ascii"), _packed(key, records[key])) for key in records)
    other_slots, other_lines = _hashed(
        (word.encode(), f"{word}\t{others[word]}\n".encode()) for word in others
    )
    sections = (
        slots,
        body,
        struct.pack(f"<{len(places)}I", *places),
        b"".join(lines),
        "\t".join(sorted(starters)).encode(),
        "\t".join(sorted(prominent)).encode("ascii"),
        other_slots,
        other_lines,
        b"".join(
            bytes((models.get(name) or NgramModel.train((), alphabet)).cube)
            for name, alphabet in MODELS.items()
        ),
        settings,
    )
    offsets = [_HEADER.size]
    for section in sections:
        offsets.append(offsets[-1] + len(section))
    numbers = (sizes, len(lines), *offsets)
    unsigned = _HEADER.pack(MAGIC, FORMAT, 0, digest, *numbers) + b"".join(sections)
    checksum = zlib.crc32(unsigned[_CHECKED_FROM:])
    return _HEADER.pack(MAGIC, FORMAT, checksum, digest, *numbers) + unsigned[_HEADER.size :]


class CompiledIndex:
    """An index in bytes or in a memory-mapped file.

    Args:
        data: What `compile_index` wrote.
        trusted: Whether to do without the checksum, which has to read it all.

    Raises:
        CorruptIndexError: the data is of another format, cut short or damaged. What was damaged on purpose, with the
            right checksum, may also be told when it is asked for something; no answer takes it out of its own bytes.
    """

    def __init__(self, data: bytes | mmap, *, trusted: bool = False) -> None:
        if len(data) < _HEADER.size:
            message = f"{len(data)} bytes are too few for an index"
            raise CorruptIndexError(message)
        magic, version, checksum, self.digest, *numbers = _HEADER.unpack_from(data)
        self.sizes, self.count, *offsets = numbers
        if (magic, version) != (MAGIC, FORMAT):
            message = f"not an index of format {FORMAT}"
            raise CorruptIndexError(message)
        whole = len(data) == offsets[-1]
        if not whole or not (trusted or zlib.crc32(memoryview(data)[_CHECKED_FROM:]) == checksum):
            message = "the index is damaged"
            raise CorruptIndexError(message)
        self._data = data
        self._slots, self._records, self._places, self._entries, *more = offsets
        starters, self._prominent, self._other_slots, self._others, models, settings, end = more
        sizes = [to - start for start, to in pairwise(offsets)]
        if (
            offsets[0] != _HEADER.size
            or min(sizes) < 0
            or sizes[2] != 4 * (self.count + 1)
            or sizes[8] != sum((len(alphabet) + 1) ** 3 for alphabet in MODELS.values())
            or not _is_table(sizes[0])
            or not _is_table(sizes[6])
        ):
            raise CorruptIndexError
        try:
            listed = bytes(data[starters : self._prominent]).decode()
        except UnicodeDecodeError as error:
            raise CorruptIndexError from error
        self.starters = frozenset(listed.split("\t")) if listed else frozenset()
        self.models: dict[str, NgramModel] = {}
        for name, alphabet in MODELS.items():
            self.models[name] = NgramModel(alphabet, data, models)
            models += self.models[name].size ** 3
        try:
            self.settings: dict[str, Any] = json.loads(data[settings:end])
        except ValueError as error:
            message = "the settings of the index are damaged"
            raise CorruptIndexError(message) from error

    def get(self, key: str) -> Record | None:
        """What stands under a key, or None."""
        wanted = key.encode("ascii")
        for start in self._probed(wanted, self._slots, self._records):
            try:
                length, words, flags, count = _RECORD.unpack_from(self._data, start)
                after = start + _RECORD.size + length
                if length == len(wanted) and self._data[after - length : after] == wanted:
                    return Record(words, flags, struct.unpack_from(f"<{count}I", self._data, after))
            except struct.error as error:
                raise CorruptIndexError from error
        return None

    @cached_property
    def prominent(self) -> frozenset[str]:
        """The keys of the names that are found by a misspelling, too."""
        try:
            listed = self._data[self._prominent : self._other_slots].decode("ascii")
        except UnicodeDecodeError as error:
            raise CorruptIndexError from error
        return frozenset(listed.split("\t")) if listed else frozenset()

    def number(self, name_id: str) -> int | None:
        """The number of the entry with an id, or None."""
        wanted, end = (
            name_id.encode("utf-8", "replace") + b"\t",
            self._entries + self._place(self.count),
        )
        at = self._data.find(wanted, self._entries, end)
        while at >= 0:
            number = bisect_left(range(self.count), at - self._entries, key=self._place)
            if number < self.count and self._place(number) == at - self._entries:
                return number
            at = self._data.find(wanted, at + 1, end)
        return None

    def _place(self, number: int) -> int:
        """Where an entry starts, from the first one on."""
        place: int = struct.unpack_from("<I", self._data, self._places + 4 * number)[0]
        return place

    def other(self, word: str) -> str | None:
        """What a word in lower case is elsewhere, or None if the tables do not list it."""
        wanted = word.encode("utf-8", "surrogatepass") + b"\t"
        for start in self._probed(wanted[:-1], self._other_slots, self._others):
            if self._data[start : start + len(wanted)] == wanted:
                end = self._data.find(b"\n", start)
                try:
                    return self._data[start + len(wanted) : end].decode()
                except UnicodeDecodeError as error:
                    raise CorruptIndexError from error
        return None

    def _probed(self, key: bytes, slots: int, items: int) -> list[int]:
        """Where the items are that may have a key: the slots from its own to the first empty one."""
        mask = ((items - slots) >> 2) - 1
        at = zlib.crc32(key) & mask
        found: list[int] = []
        while (slot := _slot(self._data, slots + 4 * at)[0]) and len(found) <= mask:
            found.append(items + slot - 1)
            at = (at + 1) & mask
        return found

    def entry(self, number: int) -> Entry:
        """Decode one entry."""
        if number >= self.count:
            raise CorruptIndexError
        start, end = struct.unpack_from("<2I", self._data, self._places + 4 * number)
        try:
            return _decoded(self._data[self._entries + start : self._entries + end])
        except _BROKEN as error:
            raise CorruptIndexError from error


def _is_table(size: int) -> bool:
    """Whether a hash table's slots may have so many bytes: a power of two of four."""
    slots = size >> 2
    return slots > 0 and slots & (slots - 1) == 0 and size == 4 * slots


def _packed(key: str, record: Record) -> bytes:
    head = _RECORD.pack(len(key), record.words, record.flags, len(record.numbers))
    return head + key.encode("ascii") + struct.pack(f"<{len(record.numbers)}I", *record.numbers)


def _hashed(items: Iterable[tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
    """A hash table: its slots, and its items one after the other in the order of their keys."""
    items = sorted(items)
    size = 1 << max(4, (2 * len(items)).bit_length())
    slots = [0] * size
    body = bytearray()
    for key, item in items:
        at = zlib.crc32(key) & (size - 1)
        while slots[at]:
            at = (at + 1) & (size - 1)
        slots[at] = 1 + len(body)
        body += item
    return struct.pack(f"<{size}I", *slots), bytes(body)


def _encoded(entry: Entry) -> bytes:
    cells = []
    for field in _FIELDS:
        value = getattr(entry, field)
        cells.append("|".join(value) if field in _LISTS else str(value or ""))
    return "\t".join(cells).encode()


def _decoded(line: bytes) -> Entry:
    values: dict[str, object] = {}
    for field, cell in zip(_FIELDS, line.decode().split("\t"), strict=True):
        if field in _LISTS:
            values[field] = tuple(cell.split("|")) if cell else ()
        elif field in _NUMBERS:
            values[field] = int(cell or 0)
        else:
            values[field] = cell
    values["region"] = values["region"] or None
    return Entry(**values)  # type: ignore[arg-type]
