"""Texts made to be slow, of any length in code points."""

from __future__ import annotations

import random


def made_up_word(rng: random.Random) -> str:
    """A capitalised word of eight letters or nine, of a billion that are as likely."""
    syllables = (rng.choice("bcdfghklmnprstvw") + rng.choice("aeiou") for _ in range(4))
    return "".join(syllables).capitalize() + rng.choice(("", "n", "r", "s"))


def one_word(length: int) -> str:
    """Letters, some of them capitals, and no space."""
    return "".join(random.Random(3).choices("aàeéikopstchvKTS", k=length))


def joined_by_hyphens(length: int) -> str:
    """Words and no space."""
    return _words(length, "-")


def unique_words(length: int) -> str:
    """Capitalised words, no two alike."""
    return _words(length, " ")


def nested_accents(length: int) -> str:
    """Capitalised words whose every letter has three accents."""
    accented = (c if c == " " else c + "\u0301\u0308\u0302" for c in unique_words(length // 3))
    return "".join(accented)[:length]


def combining_marks(length: int) -> str:
    """A sentence with all of that many accents on one letter."""
    return "They left the village of Solone" + "\u0301" * length + " in Ukraine."


def _words(length: int, separator: str) -> str:
    rng = random.Random(4)
    return separator.join(made_up_word(rng) for _ in range(length // 8))[:length]
