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
_OTHER_LETTER = re.compile("[^\0-\u00ff\u2010-\u203e\u20a0-\u20cf\u2190-\u23ff\u2500-\u2bff]")
_OTHER_LETTERS = re.compile(f"{_OTHER_LETTER.pattern}+")
_MARK = re.compile("[\u0300-\u036f\u0130\u0131\u017f\u212a]")
"""Signs that join with the letter before them, and letters that are another one without its case."""
_NO_LETTER = re.compile(r"[^\w\0-\x3e\x40-\xff]")


def plain_words(text: str) -> list[bytes] | None:
    """The words of a text, in lower case and Latin-1, where other letters are low lines.

    A word is a run of letters, digits and low lines. None for a text with combining marks or letters such as the long s
    whose case is not to be seen from them: it has to be searched as it is.
    """
    encoded = _encoded(text)
    return None if encoded is None else encoded.translate(_LOWER).split()


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


def words_as_they_stand(text: str) -> list[bytes]:
    """The same words with their capitals; for a text of which `plain_words` are known."""
    encoded = _encoded(text)
    return [] if encoded is None else encoded.translate(_AS_IT_STANDS).split()


def _encoded(text: str) -> bytes | None:
    if text.isascii():
        return text.encode()
    if _OTHER_LETTER.search(text):
        if _MARK.search(text):
            return None
        text = _NO_LETTER.sub(" ", text)  # so that what is lost are letters
        return text.encode("latin-1", "replace").replace(b"?", b"_")
    return text.encode("latin-1", "replace")
