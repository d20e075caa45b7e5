"""Where the compiled index is kept: in the wheel, or in the user's cache directory for a checkout.

An index is used only if the digest in it is that of the tables and of the code that reads them; a stale, foreign or
damaged one is built anew. Whatever keeps it from being stored (a read-only disk, no home directory) costs time, never
a result.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import tempfile
from contextlib import suppress
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from slavonym.gazetteer.compiled import CompiledIndex, CorruptIndexError
from slavonym.gazetteer.index import Gazetteer, build_index
from slavonym.gazetteer.load import load_entries, load_others
from slavonym.locate import tables_root
from slavonym.schemes import schemes_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

    from slavonym.schemes import Schemes

PACKAGED = "index.bin"
"""The index inside the tables of a wheel."""

_TABLE_ENDINGS = (".toml", ".tsv")
_READERS = ("gazetteer", "schemes")


@lru_cache(maxsize=8)
def load_gazetteer(schemes: Schemes | None = None) -> Gazetteer:
    """Open the gazetteer of the tables that come with the library.

    Args:
        schemes: The schemes that write the names; those for French spellings if left out. For any others the index is
            compiled once (some seconds) and kept in the cache directory.
    """
    schemes = schemes or schemes_for()
    digest = index_digest(schemes)
    packaged = tables_root() / PACKAGED
    index = _opened(packaged, digest) if packaged.is_file() else None
    if index is None:
        cached = _cache_file(digest)
        index = _opened(cached, digest) if cached is not None and cached.is_file() else None
        if index is None:
            data = compiled_tables(schemes)
            _store(data, cached)
            index = CompiledIndex(data)
    return Gazetteer(index, schemes)


def compiled_tables(schemes: Schemes | None = None) -> bytes:
    """Compile the index of the tables that come with the library, for French spellings or for other schemes."""
    schemes = schemes or schemes_for()
    return build_index(load_entries(), index_digest(schemes), load_others(), schemes)


def index_digest(schemes: Schemes) -> bytes:
    """32 bytes that change whenever the tables, the code that reads them or the schemes in use do."""
    if schemes is schemes_for():
        return tables_digest()
    digest = hashlib.blake2b(tables_digest(), digest_size=32)
    digest.update(repr(schemes.in_use).encode())
    return digest.digest()


def tables_digest() -> bytes:
    """32 bytes that change whenever a table, a scheme or the code that reads them does."""
    digest = hashlib.blake2b(digest_size=32)
    package = files("slavonym")
    code = (f for name in _READERS for f in _walk(package / name) if f.name.endswith(".py"))
    tables = (f for f in _walk(tables_root()) if f.name.endswith(_TABLE_ENDINGS))
    for file in (*code, *tables):
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.digest()


def _walk(folder: Traversable) -> Iterator[Traversable]:
    """The files of a folder, in the order of their names, without the scripts that make tables."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_file():
            yield item
        elif item.name not in ("build", "__pycache__"):
            yield from _walk(item)


def _opened(path: Traversable | Path, digest: bytes) -> CompiledIndex | None:
    """The index in a file, memory-mapped if it is one on disk; None if it is damaged or of other tables."""
    try:
        if isinstance(path, Path):
            with path.open("rb") as file:
                index = CompiledIndex(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        else:
            index = CompiledIndex(path.read_bytes())
    except (OSError, ValueError, CorruptIndexError):
        return None
    return index if index.digest == digest else None


def _cache_file(digest: bytes) -> Path | None:
    try:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    except RuntimeError:  # no home directory
        return None
    return Path(base) / "slavonym" / f"index-{digest.hex()[:16]}.bin"


def _store(data: bytes, path: Path | None) -> None:
    """Write a file whole or not at all, however many processes do so at once."""
    if path is None:
        return
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink()
            raise
