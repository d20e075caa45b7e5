"""A surface form as rules and stages compare it with tables and schemes."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from slavonym.schemes.letters import strip_accents


@lru_cache(maxsize=16384)
def comparable(surface: str) -> str:
    """A surface form as `plain` has it, where capitals become a capitalised word (KHARKIV, Kharkiv).

    So tables need not list both.
    """
    text = plain(surface)
    if text.isupper() and len(text) > 1:
        text = text.title() if len(text.title()) == len(text) else text
    return text


def plain(text: str) -> str:
    """A text in NFC, without soft hyphens, white space as single spaces, one kind of apostrophe and hyphen."""
    text = unicodedata.normalize("NFC", text.replace("\u00ad", ""))
    text = " ".join(text.split()).replace("- ", "-")
    for sign in "‐‑":
        text = text.replace(sign, "-")
    for sign in "'ʼ‘":
        text = text.replace(sign, "’")
    return text


def is_form(surface: str, forms: tuple[str, ...]) -> bool:
    """Whether a comparable surface form is one of the forms; the case of the first letter may be a capital's."""
    for listed in forms:
        form = listed.replace("'", "’")
        if surface == form or surface == form[:1].upper() + form[1:]:
            return True
    return False


def is_form_but_for_accents(surface: str, forms: tuple[str, ...]) -> bool:
    """Whether a comparable surface form is one of the forms with other accents, or with accents that one lacks."""
    return bool(forms) and is_form(strip_accents(surface), tuple(map(strip_accents, forms)))
