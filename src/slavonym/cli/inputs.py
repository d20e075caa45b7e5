"""What commands read: texts of files or standard input, and the options of a config."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from slavonym import Config, SlavonymError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class InputError(SlavonymError):
    """A file that cannot be read as text."""


def config_options() -> argparse.ArgumentParser:
    """The options of every command that runs a Normalizer."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--to", default=None, metavar="FORM", help="english (default) or ukrainian (KMU-2010)"
    )
    common.add_argument("--accepted", default=None, metavar="WHAT", help="keep (default) or unify")
    common.add_argument(
        "--min-confidence", type=float, default=None, metavar="P", help="from 0 to 1"
    )
    common.add_argument("--config", default=None, metavar="FILE", help="a TOML file of options")
    common.add_argument("--encoding", default="utf-8", help="of the files (default: utf-8)")
    return common


def config_of(options: argparse.Namespace) -> Config:
    """The config that the options ask for; those on the command line win over the file."""
    config = Config.from_toml(options.config) if options.config else Config()
    chosen = {
        name: value
        for name in ("to", "accepted", "min_confidence")
        if (value := getattr(options, name)) is not None
    }
    return config.replace(**chosen)


def read_texts(files: Sequence[str], encoding: str) -> Iterator[tuple[str, str]]:
    """Each input as (name, text); line ends are kept as they are."""
    for path in files or ("-",):
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        yield path, _decoded(raw, path, encoding)


def _decoded(raw: bytes, path: str, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except LookupError as error:
        message = f"--encoding: {error}"
        raise InputError(message) from error
    except UnicodeDecodeError as error:
        message = (
            f"{path}: not {encoding} at byte {error.start}; --encoding says which encoding it is"
        )
        raise InputError(message) from error
