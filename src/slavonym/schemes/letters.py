"""What the engine needs to know about letters, and nothing about names."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

APOSTROPHES = "’'ʼ‘`´ʹʽ"
"""Signs written for the Ukrainian apostrophe and, in some systems, for the soft sign."""

_HYPHENS = "-‐‑–"


def is_boundary(char: str) -> bool:
    """Whether a word ends at this character: anything but a letter, a mark or an apostrophe."""
    return not (char.isalpha() or char in APOSTROPHES or unicodedata.combining(char))


def is_hyphen(char: str) -> bool:
    """Whether the character joins the parts of a compound."""
    return char in _HYPHENS


@lru_cache(maxsize=4096)
def strip_accents(text: str) -> str:
    """Take the accents off; every character stays one character (ï -> i, é -> e, ø stays)."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text)


def lower(text: str) -> str:
    """Lower-case text without changing its length ('İ' would become two characters)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def fold_apostrophes(text: str) -> str:
    """Write every sign in APOSTROPHES as U+2019."""
    for sign in APOSTROPHES:
        if sign in text:
            text = text.replace(sign, "’")
    return text
