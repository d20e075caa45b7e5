"""The index: one probe from any surface form to the names it may stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from slavonym.gazetteer.load import SETTLEMENT_CATEGORIES, Entry, load_entries
from slavonym.gazetteer.skeleton import skeleton
from slavonym.model import Name
from slavonym.schemes import Aligner, Alignment, Scheme, schemes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Entry", "Gazetteer", "load_gazetteer"]


class Gazetteer:
    """Canonical names, findable by any spelling. Immutable once built, safe to share between threads.

    Args:
        entries: The names, as `load_entries` gives them.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        by_key: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            for key in _keys(entry):
                by_key[key].append(entry)
        self._by_key = dict(by_key)
        self._longest: dict[str, int] = {}
        for key in by_key:
            first, *others = key.split(" ")
            self._longest[first] = max(self._longest.get(first, 0), 1 + len(others))
        self._given_names = frozenset(
            key for entry in self.entries if entry.category == "given-name" for key in _keys(entry)
        )
        self.lower_case_starters = frozenset(
            re.split(r"[\s'’-]", form)[0]
            for entry in self.entries
            for form in entry.forms
            if form[0].islower()
        )
        """First words of the listed forms that start in lower case (kyiv, mer d'Azov)."""

    def find(self, surface: str) -> tuple[Entry, ...]:
        """Every entry that some spelling convention may write `surface`, in table order."""
        return tuple(self._by_key.get(skeleton(surface), ()))

    def words_from(self, word: str) -> int:
        """How many words the longest name has that may start with `word`; 0 if none does."""
        return self._longest.get(skeleton(word), 0)

    def is_given_name(self, word: str) -> bool:
        """Whether a word may be spelled for a given name."""
        return skeleton(word) in self._given_names

    def align(self, surface: str, entry: Entry) -> Alignment | None:
        """How `surface` comes from the entry's native name, by all schemes of its language."""
        aligner = _aligner(entry.language)
        return aligner.align(surface, entry.native) if aligner else None

    def name(self, entry: Entry) -> Name:
        """The canonical name of an entry, its English and Ukrainian forms computed."""
        return _name(entry)

    def current(self, entry: Entry) -> Entry:
        """The entry of the present name of a renamed place; of any other, the entry itself."""
        if not entry.current:
            return entry
        present = (e for e in self.entries if e.native == entry.current and e.kind == entry.kind)
        return next(present, replace(entry, native=entry.current, current="", english=""))


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of the tables that come with the library, built on first use."""
    return Gazetteer(load_entries())


def target_scheme(language: str) -> Scheme | None:
    """The scheme that computes the standard form of names in a language."""
    return next((scheme for scheme in schemes_of(language) if scheme.target), None)


@cache
def _aligner(language: str) -> Aligner | None:
    schemes = schemes_of(language)
    return Aligner(schemes) if schemes else None


@lru_cache(maxsize=16384)
def _name(entry: Entry) -> Name:
    scheme = target_scheme(entry.language)
    computed = scheme.romanize(entry.native) if scheme else entry.native
    english = entry.english or computed
    romanized = entry.language == "uk" and not _is_exonym(entry)
    return Name(
        id=entry.id,
        kind=entry.kind,
        category=entry.category,
        language=entry.language,
        native=entry.native,
        english=english,
        ukrainian=computed if romanized else english,
        accepted=entry.accepted,
        region=entry.region,
        rank=entry.rank,
        homonyms=entry.homonyms,
    )


def _is_exonym(entry: Entry) -> bool:
    """Whether the English form is a name of its own (Crimea, Sea of Azov), not a spelling of the native one.

    Settlements and persons have none: Chernobyl and Zelenskyy are spellings, however far from KMU-2010.
    """
    if not entry.english or entry.kind != "place" or entry.category in SETTLEMENT_CATEGORIES:
        return False
    aligner = _aligner(entry.language)
    return aligner is None or aligner.align(entry.english, entry.native) is None


def _keys(entry: Entry) -> set[str]:
    """The keys of everything the schemes make of the native name, and of every form the tables list."""
    words = [_word_keys(word, entry.language) for word in entry.native.split()]
    keys = {" ".join(together) for together in zip(*words, strict=True)}
    keys.update(map(skeleton, (entry.english, *entry.accepted, *entry.forms)))
    keys.discard("")
    return keys


@lru_cache(maxsize=32768)
def _word_keys(word: str, language: str) -> tuple[str, ...]:
    """The key of one native word in every scheme of its language, in the same order for every word."""
    return tuple(skeleton(scheme.romanize(word)) for scheme in schemes_of(language))
