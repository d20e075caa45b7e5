"""The words of a text in lower case, all at once and at the speed of bytes, to see which of a few are among them."""

from __future__ import annotations

import re

_LETTERS = "0123456789_abcdefghijklmnopqrstuvwxyzªµºßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
_AS_LETTER = {ord(char): ord(char) for char in _LETTERS}
_AS_LETTER |= {
    ord(char) - 32: ord(char)
    for char in _LETTERS
    if (char.upper(), char) == (chr(ord(char) - 32), char)
}
_LOWER = bytes(_AS_LETTER.get(code, ord(" ")) for code in range(256))
_LETTERS_ONLY = bytes(
    b" "[0] if chr(code) in "0123456789_" else low for code, low in enumerate(_LOWER)
)
_AS_IT_STANDS = bytes(code if code in _AS_LETTER else ord(" ") for code in range(256))
_OTHER = "[^\0-\u00ff\u2010-\u203e\u20a0-\u20cf\u2190-\u23ff\u2500-\u2bff]"
_OTHER_LETTERS = re.compile(f"{_OTHER}{_OTHER}*")
"""A pattern that starts with a class alone is found two or three times as fast as one with its repetition."""
_MARK = re.compile("[\u0300-\u036f]")
"""Signs that join with the letter before them."""
_TAKEN_FOR = {"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u212a": "k"}
"""Letters that a search without regard to case takes for others, and for which."""
_BEYOND_LATIN_1 = re.compile("[^\0-\xff][^\0-\xff]*")
_NO_LETTER = re.compile(r"[^\w\0-\x3e\x40-\xff]")
_FEW = 20
"""Different signs up to which it is faster to take them out of a text one after the other than by the pattern."""


def letters_of(text: str) -> bytes | None:
    """A text in Latin-1, where other letters are low lines, and other signs anything that is no letter.

    None for a text with combining marks: it has to be searched as it is.
    """
    if text.isascii():
        return text.encode()
    beyond = "".join({*_BEYOND_LATIN_1.findall(text)})
    if not _OTHER_LETTERS.search(beyond):
        return text.encode("latin-1", "replace")
    if _MARK.search(beyond):
        return None
    text = _without_signs(text, beyond)  # so that what is lost are letters
    return text.encode("latin-1", "replace").replace(b"?", b"_")


def _without_signs(text: str, beyond: str) -> str:
    """A text with spaces for question marks and for the signs among what it has beyond Latin-1."""
    signs = {"?", *_NO_LETTER.findall(beyond)}
    if len(signs) > _FEW:
        return _NO_LETTER.sub(" ", text)
    for sign in signs:
        text = text.replace(sign, " ")
    return text


def plain_words(letters: bytes) -> list[bytes]:
    """The words of a text, given its letters, in lower case: runs of letters, digits and low lines."""
    return letters.translate(_LOWER).split()


def words_as_they_stand(letters: bytes) -> list[bytes]:
    """The same words with their capitals."""
    return letters.translate(_AS_IT_STANDS).split()


def without_lookalikes(text: str) -> str:
    """A text, as long, with other letters for those that a search without regard to case takes for them (KREMLİN)."""
    for letter, other in _TAKEN_FOR.items():
        text = text.replace(letter, other)
    return text


def first_words(text: str, end: int) -> list[bytes]:
    """The runs of letters in the first `end` code points, in lower case and Latin-1.

    Letters that Latin-1 lacks are an ª there, be they one or several.
    """
    text = text[:end]
    if not text.isascii():
        text = _OTHER_LETTERS.sub(_stand_ins, text)
    return text.encode("latin-1", "replace").translate(_LETTERS_ONLY).split()


def _stand_ins(found: re.Match[str]) -> str:
    run = found[0]
    return "ª" if run.isalpha() else "".join("ª" if char.isalpha() else " " for char in run)
