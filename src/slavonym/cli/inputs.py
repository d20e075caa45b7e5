"""What commands read: texts of files, globs, directories or standard input, and the options of a config."""

from __future__ import annotations

import argparse
import codecs
import glob
import os
import sys
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from slavonym import Config, SlavonymError
from slavonym.cli.terminal import complain, progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

STANDARD_INPUT = "-"
TEXT_FILES = ("*.txt", "*.text", "*.md", "*.markdown", "*.rst", "*.adoc")
"""What is taken from a directory: formats in which all is text, and a name is a name."""
EXIT_OK, EXIT_FOUND, EXIT_FAILED = 0, 1, 2
"""As `grep` and `diff` have them: nothing to tell, something found, something failed."""


class InputError(SlavonymError):
    """A file that cannot be read as text, or options that do not go together."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text and the bytes it was read from. `name` is its path, or `-` for standard input."""

    name: str
    text: str
    raw: bytes
    encoding: str

    def encoded(self, text: str) -> bytes:
        """Another text as bytes of this encoding; this one as the very bytes that were read.

        Raises:
            InputError: the encoding lacks a character of the text, or cannot give back the other bytes as they were.
        """
        if text == self.text:
            return self.raw
        try:
            if self.text.encode(self.encoding) == self.raw:
                return text.encode(self.encoding)
        except UnicodeEncodeError as error:
            lacking = error.object[error.start]
            message = f"{self.name}: {self.encoding} has no {lacking!r}, which a name is written with; nothing written"
            raise InputError(message) from error
        message = f"{self.name}: {self.encoding} does not give back the same bytes; nothing written, convert it first"
        raise InputError(message)


def text_options() -> argparse.ArgumentParser:
    """The options of every command that reads texts."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a text file, a directory (its text files, at any depth), a glob in quotes such as 'wire/**/*.txt', or - "
        "for standard input, which is read if no PATH is given",
    )
    common.add_argument(
        "--include",
        action="append",
        metavar="GLOB",
        help=f"which files of a directory are text, in place of {', '.join(TEXT_FILES)}; may be repeated. "
        "Hidden files and directories are left out",
    )
    return common


def name_options(*, with_threshold: bool = False) -> argparse.ArgumentParser:
    """The options that say how names are written and, of every command that changes texts, when."""
    common = argparse.ArgumentParser(add_help=False)
    written = common.add_argument_group("how names are written")
    written.add_argument(
        "--to", metavar="FORM", help="english (default), or ukrainian: Ukrainian names by KMU-2010"
    )
    written.add_argument(
        "--accepted",
        metavar="WHAT",
        help="other good English forms, such as Zelensky: keep them (default), or unify them to the preferred one",
    )
    if with_threshold:
        written.add_argument(
            "--min-confidence",
            type=float,
            metavar="P",
            help="leave alone what is right with a lower probability, "
            f"from 0 to 1 (default: {Config().min_confidence})",
        )
    written.add_argument(
        "--config",
        metavar="FILE",
        help="a TOML file of options, see docs/config.md; options given here win over it",
    )
    common.add_argument(
        "--encoding", default="utf-8", metavar="NAME", help="of what is read (default: utf-8)"
    )
    return common


def config_options() -> argparse.ArgumentParser:
    """The options of every command that changes texts."""
    return name_options(with_threshold=True)


def config_of(options: argparse.Namespace) -> Config:
    """The config that the options ask for; those on the command line win over the file."""
    config = Config.from_toml(options.config) if options.config else Config()
    chosen = {
        name: value
        for name in ("to", "accepted", "min_confidence")
        if (value := getattr(options, name, None)) is not None
    }
    return config.replace(**chosen)


def each_text(options: argparse.Namespace, work: Callable[[Source], None]) -> int:
    """Do `work` on each text in turn. What fails is told in a line on standard error, and the others go on.

    Returns:
        EXIT_OK, or EXIT_FAILED when a text could not be read or `work` raised.

    Raises:
        InputError: the encoding is none.
    """
    check_encoding(options.encoding)
    code = EXIT_OK
    names: list[str] = []
    for path in options.paths or (STANDARD_INPUT,):
        try:
            names += find_files(path, options.include or TEXT_FILES)
        except (SlavonymError, OSError) as error:
            complain(error)
            code = EXIT_FAILED
    with progress([name for name in names if name != STANDARD_INPUT]) as done:
        for name in names:
            try:
                work(read_text(name, options.encoding))
            except BrokenPipeError:
                raise
            except (SlavonymError, OSError) as error:
                complain(error)
                code = EXIT_FAILED
            done(name)
    return code


def find_files(path: str, include: Sequence[str]) -> list[str]:
    """The files a path stands for, in order: itself, those of a directory, or what a glob matches.

    Raises:
        InputError: there are none.
    """
    if Path(path).is_dir():
        found = list(_files_in(path, include))
        kinds = " ".join(include)
        missing = (
            f"{path}: no text files in this directory ({kinds}); --include says which they are"
        )
    elif path != STANDARD_INPUT and glob.has_magic(path) and not Path(path).exists():
        found = []
        for name in sorted(glob.glob(path, recursive=True)):  # noqa: PTH207  pathlib takes no absolute one
            found += _files_in(name, include) if Path(name).is_dir() else [name]
        missing = f"{path}: no file matches"
    else:
        return [path]
    if not found:
        raise InputError(missing)
    return found


def _files_in(directory: str, include: Sequence[str]) -> Iterator[str]:
    def fail(error: OSError) -> None:
        raise error

    for folder, inner, names in os.walk(directory, onerror=fail):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and any(fnmatch(name, pattern) for pattern in include):
                yield str(Path(folder, name))


def check_encoding(encoding: str) -> None:
    """Raise an InputError if there is no such encoding of text."""
    try:
        "a".encode(encoding)
    except LookupError as error:
        message = f"--encoding: {error}"
        raise InputError(message) from error


def read_text(name: str, encoding: str) -> Source:
    """Read a file, or standard input for `-`. Line ends and byte order marks stay in the text.

    Raises:
        OSError: it cannot be read.
        InputError: it is not text of this encoding; names the file and the first wrong byte.
    """
    raw = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    codec = _that_keeps_marks(encoding, raw)
    try:
        return Source(name, raw.decode(codec), raw, codec)
    except UnicodeError as error:
        wrong = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        message = f"{name}: not {encoding}{wrong}; --encoding says which encoding it is"
        raise InputError(message) from error


def _that_keeps_marks(encoding: str, raw: bytes) -> str:
    """The same encoding, as the codec that leaves a byte order mark in the text and so writes it back."""
    name = codecs.lookup(encoding).name
    if name == "utf-8-sig":
        return "utf-8"
    if name not in ("utf-16", "utf-32"):
        return encoding
    for order, mark in (
        ("le", codecs.BOM_UTF16_LE if name == "utf-16" else codecs.BOM_UTF32_LE),
        ("be", codecs.BOM_UTF16_BE if name == "utf-16" else codecs.BOM_UTF32_BE),
    ):
        if raw.startswith(mark):
            return f"{name}-{order}"
    return f"{name}-{sys.byteorder[0]}e"
