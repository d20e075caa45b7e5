"""The gazetteer over its index: one probe from any surface form to the names it may stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from slavonym.gazetteer.compiled import GIVEN_NAME, MODELS, CompiledIndex, Record, compile_index
from slavonym.gazetteer.load import SETTLEMENT_CATEGORIES, Entry
from slavonym.gazetteer.ngrams import NgramModel
from slavonym.gazetteer.skeleton import skeleton
from slavonym.model import Name
from slavonym.schemes import Aligner, Alignment, Reading, Scheme, read, schemes_of
from slavonym.surface import FRENCH_LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PERSON_PARTS = ("given-name", "patronymic", "surname")
_HOME = ("UA", "RU", "BY")
"""Countries whose settlements are what the letter models learn from."""
_READINGS = 4
"""Native spellings of a name in no table that are told apart."""


class Gazetteer:
    """Canonical names, findable by any spelling. Immutable, safe to share between threads.

    Args:
        index: The names and the keys that lead to them.
    """

    def __init__(self, index: CompiledIndex) -> None:
        self._index = index
        self._record = lru_cache(maxsize=65536)(index.get)
        self._entry = lru_cache(maxsize=16384)(index.entry)
        self._read = lru_cache(maxsize=4096)(self._read_anew)
        self._other = lru_cache(maxsize=16384)(index.other)
        self.lower_case_starters = index.starters
        """First words of the listed forms that start in lower case (kyiv, mer d'Azov)."""

    @property
    def entries(self) -> Iterator[Entry]:
        """All entries, in table order."""
        return map(self._entry, range(self._index.count))

    def find(self, surface: str) -> tuple[Entry, ...]:
        """Every entry that some spelling convention may write `surface`, in table order."""
        record = self._record(skeleton(surface))
        return tuple(map(self._entry, record.numbers)) if record else ()

    def words_from(self, word: str) -> int:
        """How many words the longest name has that may start with `word`; 0 if none does."""
        record = self._record(skeleton(word))
        return record.words if record else 0

    def is_given_name(self, word: str) -> bool:
        """Whether a word may be spelled for a given name."""
        record = self._record(skeleton(word))
        return bool(record and record.flags & GIVEN_NAME)

    def read(self, surface: str, language: str, kind: str) -> tuple[Reading, ...]:
        """The native spellings of a language that may stand behind a surface form, as names of a kind; best first.

        Empty for a language or a kind of which the tables know too few names to judge by.
        """
        return self._read(surface, language, kind)

    def _read_anew(self, surface: str, language: str, kind: str) -> tuple[Reading, ...]:
        model = self.letters(language, kind)
        if model is None:
            return ()
        schemes = [s for s in schemes_of(language) if s.family != "russian-based"]
        return read(surface, schemes, letters=model, limit=_READINGS)

    def letters(self, language: str, kind: str) -> NgramModel | None:
        """The letter model of names of a language and a kind, or None where the tables are too small for one."""
        return self._index.models.get(f"{language}-{kind}")

    def known_elsewhere(self, word: str) -> str | None:
        """What else a word is (a French word, a town in Belgium), if the tables list it; None if they do not."""
        return self._other(word.lower())

    def french_odds(self, word: str) -> float:
        """How much likelier the letters of a word are in a French spelling of ours than elsewhere, as log-odds."""
        models, lower = self._index.models, word.lower()
        return models["other"].cost(lower) - models["french"].cost(lower)

    def align(self, surface: str, entry: Entry) -> Alignment | None:
        """How `surface` comes from the entry's native name, by all schemes of its language."""
        return _aligned(surface, entry.native, entry.language)

    def name(self, entry: Entry) -> Name:
        """The canonical name of an entry, its English and Ukrainian forms computed."""
        return _name(entry)

    def current(self, entry: Entry) -> Entry:
        """The entry of the present name of a renamed place; of any other, the entry itself."""
        scheme = target_scheme(entry.language, entry.kind)
        if not entry.current or scheme is None:
            return entry
        found = self.find(scheme.romanize(entry.current))
        present = (e for e in found if e.native == entry.current and e.kind == entry.kind)
        return next(present, replace(entry, native=entry.current, current="", english=""))


def build_index(
    entries: Iterable[Entry], digest: bytes, others: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """Compile the index of some entries.

    Args:
        entries: The names.
        digest: 32 bytes that identify what all this was read from.
        others: Names and words that are not ours, in lower case, and what each is.
    """
    entries = list(entries)
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    words: defaultdict[str, int] = defaultdict(int)
    given: set[str] = set()
    for number, entry in enumerate(entries):
        keys = _keys(entry)
        if entry.category == "given-name":
            given |= keys
        for key in keys:
            numbers[key].append(number)
            parts = key.split(" ")
            words[parts[0]] = max(words[parts[0]], len(parts))
    records = {
        key: Record(words[key], GIVEN_NAME if key in given else 0, tuple(numbers.get(key, ())))
        for key in {*numbers, *words}
    }
    starters = {
        re.split(r"[\s'’-]", form)[0]
        for entry in entries
        for form in entry.forms
        if form[0].islower()
    }
    return compile_index(entries, records, starters, digest, others, _models(entries, others))


def _models(entries: Iterable[Entry], others: Iterable[str]) -> dict[str, NgramModel]:
    """The letter models of names of persons and settlements, of their French forms, and of what is not ours.

    A town in Kazakhstan or Bulgaria says nothing of how Russian names are spelled.
    """
    samples: defaultdict[str, set[str]] = defaultdict(set)
    samples["other"].update(others)
    for entry in entries:
        at_home = entry.region is None or entry.region.startswith(_HOME)
        if entry.category in _PERSON_PARTS or (entry.category in SETTLEMENT_CATEGORIES and at_home):
            samples[f"{entry.language}-{entry.kind}"].add(entry.native)
            french = (s for s in schemes_of(entry.language) if s.family == "french")
            forms = (scheme.romanize(entry.native).lower() for scheme in french)
            samples["french"].update(form for form in forms if FRENCH_LETTERS.search(form))
    return {
        model: NgramModel.train(sorted(samples[model]), alphabet)
        for model, alphabet in MODELS.items()
    }


def target_scheme(language: str, kind: str) -> Scheme | None:
    """The scheme that computes the standard form of names of a kind in a language."""
    return next((scheme for scheme in schemes_of(language) if kind in scheme.target), None)


@cache
def _aligner(language: str) -> Aligner | None:
    schemes = schemes_of(language)
    return Aligner(schemes) if schemes else None


@lru_cache(maxsize=16384)
def _aligned(surface: str, native: str, language: str) -> Alignment | None:
    aligner = _aligner(language)
    return aligner.align(surface, native) if aligner else None


@lru_cache(maxsize=16384)
def _name(entry: Entry) -> Name:
    scheme = target_scheme(entry.language, entry.kind)
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
    """Whether the English form is a name of its own (Crimea, Ukrenergo), not a spelling of the native one.

    Settlements and persons have none: Chernobyl and Zelenskyy are spellings, however far from KMU-2010. An
    organization with an English form always has.
    """
    if not entry.english or entry.kind == "person" or entry.category in SETTLEMENT_CATEGORIES:
        return False
    if entry.kind == "organization":
        return True
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
