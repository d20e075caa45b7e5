"""Where the compiled index is kept: in the wheel, or in the user's cache directory for a checkout.

An index is used only if the digest in it is that of the tables and of the code that reads them, and a cached one only
if nobody else can have written its file; a stale, foreign or damaged one is built anew. Whatever keeps it from being
stored (a read-only disk, no home directory) costs time, never a result.
"""

from __future__ import annotations

import json
import mmap
import os
import stat
import zlib
from functools import lru_cache
from typing import TYPE_CHECKING

from slavonym.gazetteer.compiled import CompiledIndex, CorruptIndexError
from slavonym.gazetteer.index import Gazetteer, build_index
from slavonym.gazetteer.load import load_entries, load_others
from slavonym.locate import (
    PACKAGE,
    compiled_settings,
    read_settings,
    read_table,
    tables_folder,
    tables_root,
)
from slavonym.schemes import schemes_for
from slavonym.schemes.scheme import SCHEMES, checked_scheme, scheme_ids

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

    from slavonym.schemes import Schemes

PACKAGED = "index.bin"
"""The index inside the tables of a wheel."""

_TABLE_ENDINGS = (".toml", ".tsv")
_READERS = ("gazetteer", "schemes")
_NOT_SHIPPED = ("build", "__pycache__")
_SETTINGS = ("confidence.toml", "context.toml", "evidence.toml", "skeleton.toml")


@lru_cache(maxsize=8)
def load_gazetteer(schemes: Schemes | None = None) -> Gazetteer:
    """Open the gazetteer of the tables that come with the library.

    Args:
        schemes: The schemes that write the names; those for French spellings if left out. For any others the index is
            compiled once (some seconds) and kept in the cache directory.
    """
    if schemes is not None and schemes is not schemes_for():
        return Gazetteer(_cached(schemes), schemes)
    index = _packaged() or _cached()
    compiled_settings().update(index.settings)
    return Gazetteer(index)


def _packaged() -> CompiledIndex | None:
    """The index of a wheel, if its files are of the sizes that it was made from.

    They came together, and were compared with their checksums when they were installed: so neither they nor the index
    are read through again.
    """
    folder = tables_folder()
    if folder is None:
        packaged = tables_root() / PACKAGED
        index = CompiledIndex(packaged.read_bytes()) if packaged.is_file() else None
        return index if index and index.digest == tables_digest() else None
    index = _opened(f"{folder}/{PACKAGED}", trusted=True)
    return index if index and index.sizes == tables_sizes() else None


def _cached(schemes: Schemes | None = None) -> CompiledIndex:
    """The index of a checkout or of other schemes, from the user's cache directory if it is there and of all this."""
    digest = index_digest(schemes)
    cached = _cache_file(digest)
    index = _opened(str(cached), own=True) if cached is not None else None
    if index is None or index.digest != digest:
        data = compiled_tables(schemes)
        _store(data, cached)
        index = CompiledIndex(data)
    return index


def compiled_tables(schemes: Schemes | None = None) -> bytes:
    """Compile the index of the tables that come with the library, for French spellings or for other schemes."""
    return build_index(
        load_entries(),
        index_digest(schemes),
        load_others(),
        schemes,
        sizes=tables_sizes(),
        settings=compile_settings(),
    )


def index_digest(schemes: Schemes | None = None) -> bytes:
    """32 bytes that change whenever the tables, the code that reads them or the schemes in use do."""
    if schemes is None or schemes is schemes_for():
        return tables_digest()
    import hashlib  # noqa: PLC0415

    digest = hashlib.blake2b(tables_digest(), digest_size=32)
    digest.update(repr(schemes.in_use).encode())
    return digest.digest()


def compile_settings() -> bytes:
    """What the files of settings say, as JSON; the schemes checked."""
    settings: dict[str, object] = {path: read_settings(path) for path in _SETTINGS}
    settings[SCHEMES] = {
        scheme: checked_scheme(read_table(f"schemes/{scheme}.toml"), scheme)
        for scheme in scheme_ids()
    }
    return json.dumps(settings, ensure_ascii=False, separators=(",", ":")).encode()


def tables_digest() -> bytes:
    """32 bytes that change whenever a table, a scheme or the code that reads them does."""
    import hashlib  # noqa: PLC0415  10 ms that only a checkout needs
    from importlib.resources import files  # noqa: PLC0415

    digest = hashlib.blake2b(digest_size=32)
    package = files("slavonym")
    code = (f for name in _READERS for f in _walk(package / name) if f.name.endswith(".py"))
    tables = (f for f in _walk(tables_root()) if f.name.endswith(_TABLE_ENDINGS))
    for file in (*code, *tables):
        content = file.read_bytes()
        digest.update(f"{file.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.digest()


def tables_sizes() -> int:
    """A number that changes when a table or the code that reads them changes in size; 0 if they are in a zip file."""
    folder = tables_folder()
    if folder is None:
        return 0
    found = [*_sizes(folder, _TABLE_ENDINGS)]
    for name in _READERS:
        found += _sizes(f"{PACKAGE}/{name}", (".py",))
    return zlib.crc32(repr(sorted(found)).encode())


def _sizes(folder: str, endings: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as items:
        for item in items:
            if item.name.endswith(endings):
                yield item.name, item.stat().st_size
            elif item.name not in _NOT_SHIPPED and item.is_dir():
                yield from _sizes(item.path, endings)


def _walk(folder: Traversable) -> Iterator[Traversable]:
    """The files of a folder, in the order of their names, without the scripts that make tables."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_file():
            yield item
        elif item.name not in _NOT_SHIPPED:
            yield from _walk(item)


def _opened(path: str, *, trusted: bool = False, own: bool = False) -> CompiledIndex | None:
    """The index in a file, memory-mapped; None if there is none, or it is damaged.

    With `own`, None also for a file that somebody else may have written.
    """
    try:
        with open(path, "rb") as file:  # noqa: PTH123  pathlib costs 5 ms
            if own and not _is_ours(os.fstat(file.fileno())):
                return None
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return CompiledIndex(data, trusted=trusted)
    except (OSError, ValueError, CorruptIndexError):
        return None


def _cache_file(digest: bytes) -> Path | None:
    from pathlib import Path  # noqa: PLC0415  only a checkout has a cache

    try:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:  # no home directory
        return None
    if (
        not base.is_absolute()
    ):  # such are to be ignored, and would write where a program happens to run
        return None
    return base / "slavonym" / f"index-{digest.hex()[:16]}.bin"


def _is_ours(file: os.stat_result) -> bool:
    """Whether only this user or the system's can have written a file: who writes an index decides what names become.

    True where the system knows no owners.
    """
    if not hasattr(os, "geteuid"):
        return True
    others = stat.S_IWGRP | stat.S_IWOTH
    return file.st_uid in (os.geteuid(), 0) and not file.st_mode & others


def _store(data: bytes, path: Path | None) -> None:
    """Write a file whole or not at all, however many processes do so at once."""
    if path is None:
        return
    import tempfile  # noqa: PLC0415
    from contextlib import suppress  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
