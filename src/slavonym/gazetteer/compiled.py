"""The index as one block of bytes: a hash table from look-up keys to entries, read where it lies.

Nothing is decoded before it is asked for, so opening the index costs next to nothing and a memory-mapped file stays
on disk. The layout, all numbers little-endian:

    header    magic, format, checksum of all that follows it, digest of what it was made from, counts and offsets
    slots     a power of two of u32: 0, or 1 + the offset of a record; linear probing from crc32(key)
    records   u16 length of the key, u8 words, u8 flags, u16 count, the key in ASCII, count x u32 entry numbers
    places    u32 for each entry: where it starts, and one more for the end
    entries   each entry's fields in UTF-8, parted by tabs
    starters  the lower-case starters, parted by tabs
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, NamedTuple

from slavonym.gazetteer.load import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from mmap import mmap

MAGIC = b"slavonym"
FORMAT = 1
GIVEN_NAME = 1
"""Flag of a record: the key is that of a given name."""

_HEADER = struct.Struct("<8sII32s8I")
_CHECKED_FROM = struct.calcsize("<8sII")
"""The checksum is of everything after itself."""
_RECORD = struct.Struct("<HBBH")
_FIELDS = tuple(Entry.__dataclass_fields__)
_LISTS = ("accepted", "forms")
_NUMBERS = ("rank", "homonyms")


class CorruptIndexError(ValueError):
    """The bytes are not an index of this format, or not what was written."""


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
) -> bytes:
    """Write an index.

    Args:
        entries: The names; a record speaks of them by their number here.
        records: What stands under each key.
        starters: First words of listed forms that start in lower case.
        digest: 32 bytes that identify what the index is made from.

    Returns:
        The index. The same arguments give the same bytes.
    """
    lines = [_encoded(entry) for entry in entries]
    places = [0]
    for line in lines:
        places.append(places[-1] + len(line))
    size = 1 << max(4, (2 * len(records)).bit_length())
    slots = [0] * size
    body = bytearray()
    for key in sorted(records):
        record = records[key]
        at = zlib.crc32(key.encode("ascii")) & (size - 1)
        while slots[at]:
            at = (at + 1) & (size - 1)
        slots[at] = 1 + len(body)
        body += _RECORD.pack(len(key), record.words, record.flags, len(record.numbers))
        body += key.encode("ascii")
        body += struct.pack(f"<{len(record.numbers)}I", *record.numbers)
    sections = (
        struct.pack(f"<{size}I", *slots),
        bytes(body),
        struct.pack(f"<{len(places)}I", *places),
        b"".join(lines),
        "\t".join(sorted(starters)).encode(),
    )
    offsets = [_HEADER.size]
    for section in sections:
        offsets.append(offsets[-1] + len(section))
    numbers = (size, len(lines), *offsets)
    unsigned = _HEADER.pack(MAGIC, FORMAT, 0, digest, *numbers) + b"".join(sections)
    checksum = zlib.crc32(unsigned[_CHECKED_FROM:])
    return _HEADER.pack(MAGIC, FORMAT, checksum, digest, *numbers) + unsigned[_HEADER.size :]


class CompiledIndex:
    """An index in bytes or in a memory-mapped file.

    Args:
        data: What `compile_index` wrote.

    Raises:
        CorruptIndexError: the data is of another format, cut short or damaged.
    """

    def __init__(self, data: bytes | mmap) -> None:
        if len(data) < _HEADER.size:
            message = f"{len(data)} bytes are too few for an index"
            raise CorruptIndexError(message)
        magic, version, checksum, self.digest, self._size, self.count, *offsets = (
            _HEADER.unpack_from(data)
        )
        if (magic, version) != (MAGIC, FORMAT):
            message = f"not an index of format {FORMAT}"
            raise CorruptIndexError(message)
        if len(data) != offsets[5] or zlib.crc32(memoryview(data)[_CHECKED_FROM:]) != checksum:
            message = "the index is damaged"
            raise CorruptIndexError(message)
        self._data = data
        self._slots, self._records, self._places, self._entries, starters, end = offsets
        listed = bytes(data[starters:end]).decode()
        self.starters = frozenset(listed.split("\t")) if listed else frozenset()

    def get(self, key: str) -> Record | None:
        """What stands under a key, or None."""
        data, wanted = self._data, key.encode("ascii")
        at = zlib.crc32(wanted) & (self._size - 1)
        while True:
            (slot,) = struct.unpack_from("<I", data, self._slots + 4 * at)
            if not slot:
                return None
            start = self._records + slot - 1
            length, words, flags, count = _RECORD.unpack_from(data, start)
            start += _RECORD.size
            if length == len(wanted) and data[start : start + length] == wanted:
                return Record(words, flags, struct.unpack_from(f"<{count}I", data, start + length))
            at = (at + 1) & (self._size - 1)

    def entry(self, number: int) -> Entry:
        """Decode one entry."""
        start, end = struct.unpack_from("<2I", self._data, self._places + 4 * number)
        return _decoded(self._data[self._entries + start : self._entries + end])


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
