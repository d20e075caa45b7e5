"""What commands write to files: whole, or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from slavonym.cli.inputs import InputError


def write_whole(path: str | Path, data: bytes, *, backup: str | None = None) -> None:
    """Write a file so that, whatever happens, it has either its old bytes or all of the new ones.

    The bytes go into a new file beside it, to the disk, and that file takes the place of the old one. A symbolic
    link stays one, and what it points to is written. A file that was there keeps its mode and, if possible, its owner.

    Args:
        path: The file, there already or not.
        data: All of it.
        backup: If given, the old file is kept under its name and this suffix; an older one of that name is replaced.

    Raises:
        InputError: the path is there and is no regular file.
        OSError: it cannot be written; nothing has changed.
    """
    target = Path(os.path.realpath(path))
    old = target.stat() if target.exists() else None
    if old is not None and not stat.S_ISREG(old.st_mode):
        message = f"{path}: not a regular file, so it cannot be written in place"
        raise InputError(message)
    try:
        if backup and old is not None:
            _replace(target.with_name(target.name + backup), target.read_bytes(), old)
        _replace(target, data, old)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error  # not of the new file


def _replace(target: Path, data: bytes, like: os.stat_result | None) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            _resemble(new, like)
            os.fsync(file.fileno())
        new.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink()
        raise
    _sync_directory(target.parent)


def _resemble(path: Path, like: os.stat_result | None) -> None:
    """Give a new file the owner and mode of another; of none, those that any new file gets."""
    if like is None:
        mask = os.umask(0)
        os.umask(mask)
        path.chmod(0o666 & ~mask)
        return
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):  # only root may give a file away
            os.chown(path, like.st_uid, like.st_gid)
    path.chmod(stat.S_IMODE(like.st_mode))


def _sync_directory(directory: Path) -> None:
    """Make the new name last through a power cut, where directories can be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
