"""The look-up key: what is left of a spelling when everything conventions disagree on is folded.

    >>> skeleton("Synegoubov") == skeleton("Syniehubov") == skeleton("Siniegoubov")
    True
    >>> skeleton("Chassiv Yar") == skeleton("Tchassiv-Iar")
    True

The letters that fold together are data (`tables/skeleton.toml`). Three steps are not letters and stand here: an i or
y beside another vowel says nothing (ie/e, ia/ya, ï/yi), a doubled letter is a single one, and a final e after a
consonant may be silent (Irpine) or written (Solone).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from slavonym.locate import read_settings

_SEPARATORS = re.compile(r"[\s\-‐‑–]+")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_SEMIVOWEL = re.compile(r"(?<=[aeou])[iy]+|[iy]+(?=[aeou])")
_VOWEL_I = re.compile(r"[iy]+")
_DOUBLED = re.compile(r"(.)(?=\1)")
_VOWELS = "aeiou"


@lru_cache(maxsize=4096)
def skeleton(surface: str) -> str:
    """Fold a surface form of any convention into its look-up key.

    Args:
        surface: One or more words. White space and hyphens part words, apostrophes and other signs vanish.

    Returns:
        The key: lower-case ASCII words parted by single spaces; empty if there is no letter.
    """
    if surface.isalpha():
        return _fold_word(surface)  # one word
    words = _SEPARATORS.split(surface.strip())
    return " ".join([key for word in words if (key := _fold_word(word))])


@lru_cache(maxsize=8192)
def _fold_word(word: str) -> str:
    if not word.isascii():
        from unidecode import unidecode  # noqa: PLC0415  8 ms, and it leaves ASCII as it is

        # It warns of lone surrogates, which no name has.
        word = unidecode(word.encode("utf-8", "ignore").decode("utf-8"))
    letters = word.lower()
    if not letters.isalpha():
        letters = _NOT_LETTERS.sub("", letters)
    groups, folded, single = _letter_folds()
    key = groups.sub(lambda found: folded[found[0]], letters).translate(single)
    if "i" in key or "y" in key:
        key = _VOWEL_I.sub("i", _SEMIVOWEL.sub("", key))
    key = _DOUBLED.sub("", key)
    return key[:-1] if key[-1:] == "e" and key[-2:-1] not in _VOWELS else key


@cache
def _letter_folds() -> tuple[re.Pattern[str], dict[str, str], dict[int, str]]:
    """What finds groups of letters, what each is folded to, and to what the letters that are left.

    What a group is folded to has capitals, so that it is not folded again; the last step takes them away.
    """
    listed = dict(read_settings("skeleton.toml")["fold"])
    groups = {letters: key.upper() for letters, key in listed.items() if len(letters) > 1}
    longest_first = sorted(groups, key=len, reverse=True)
    single = {letters: key for letters, key in listed.items() if len(letters) == 1}
    single |= {char.upper(): char for key in groups.values() for char in key.lower()}
    return re.compile("|".join(longest_first)), groups, str.maketrans(single)
