"""The gazetteer over its index: one probe from any surface form to the names it may stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from slavonym.gazetteer.compiled import GIVEN_NAME, MODELS, CompiledIndex, Record, compile_index
from slavonym.gazetteer.load import SETTLEMENT_CATEGORIES, Entry
from slavonym.gazetteer.neighbours import neighbours
from slavonym.gazetteer.ngrams import NgramModel
from slavonym.gazetteer.overlay import NO_OVERLAY, Overlay
from slavonym.gazetteer.skeleton import skeleton
from slavonym.model import Name, Piece
from slavonym.record import replace
from slavonym.schemes import EDIT, Alignment, Reading, read, schemes_for
from slavonym.surface import is_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from slavonym.schemes import Scheme, Schemes

BY_WAY_OF_RUSSIAN = 0.2
"""Cost of a form that is another name's by its letters: Sergueï for Serhii."""
_PERSON_PARTS = ("given-name", "patronymic", "surname")
_HOME = ("UA", "RU", "BY")
"""Countries whose settlements are what the letter models learn from."""
_PROMINENT = 3
"""Rank from which a name is found by a misspelling, too."""
_LONG = 7
"""Letters of a name that is; a shorter one is a letter away from too many others."""
_BESIDE_EDIT = 0.9
"""What a misspelling may cost beside the wrong letter."""
_AS_USUAL = 0.1
"""Cost of a letter that is met nearly as often as the regular one."""
_READINGS = 4
"""Native spellings of a name in no table that are told apart."""


class Gazetteer:
    """Canonical names, findable by any spelling. Immutable, safe to share between threads.

    Args:
        index: The names and the keys that lead to them.
        schemes: The schemes that write them; those for French spellings if left out.
        overlay: Names beside those of the index, which go before them.
    """

    def __init__(
        self,
        index: CompiledIndex,
        schemes: Schemes | None = None,
        overlay: Overlay = NO_OVERLAY,
    ) -> None:
        self._index = index
        self.schemes = schemes or schemes_for()
        self._over = _Layer(overlay, self.schemes)
        self._record = lru_cache(maxsize=8192)(index.get)
        self._entry = lru_cache(maxsize=4096)(index.entry)
        self._read = lru_cache(maxsize=1024)(self._read_anew)
        self._near = lru_cache(maxsize=1024)(self._near_anew)
        self._other = lru_cache(maxsize=4096)(index.other)
        self._aligned = lru_cache(maxsize=2048)(self._align_anew)
        self.name = lru_cache(maxsize=4096)(self._name)
        """The canonical name of an entry, its English and Ukrainian forms computed."""
        self.lower_case_starters = index.starters | self._over.starters
        """First words of the listed forms that start in lower case (kyiv, mer d'Azov)."""

    @property
    def entries(self) -> Iterator[Entry]:
        """All entries: those of the overlay, then the others in table order."""
        below = map(self._entry, range(self._index.count))
        return chain(self._over.entries, (e for e in below if e.id not in self._over.replaced))

    def is_own(self, entry: Entry) -> bool:
        """Whether an entry is one of the overlay: a name that the user's configuration gives."""
        return entry.id in self._over.ids

    def with_overlay(self, overlay: Overlay) -> Gazetteer:
        """The same gazetteer under names that go before its own."""
        return Gazetteer(self._index, self.schemes, overlay)

    def find(self, surface: str) -> tuple[Entry, ...]:
        """Every entry that some spelling convention may write `surface`: of the overlay, then in table order."""
        key = skeleton(surface)
        record = self._record(key)
        found = tuple(map(self._entry, record.numbers)) if record else ()
        if self._over.replaced:
            found = tuple(entry for entry in found if entry.id not in self._over.replaced)
        return self._over.by_key.get(key, ()) + found

    def by_id(self, name_id: str) -> Entry | None:
        """The entry of an id, or None; of settlements that share a name, the most prominent has one."""
        number = self._index.number(name_id)
        return None if number is None else self._entry(number)

    def words_from(self, word: str) -> int:
        """How many words the longest name has that may start with `word`; 0 if none does."""
        key = skeleton(word)
        record = self._record(key)
        return max(record.words if record else 0, self._over.words.get(key, 0))

    def is_given_name(self, word: str) -> bool:
        """Whether a word may be spelled for a given name."""
        key = skeleton(word)
        record = self._record(key)
        return bool(record and record.flags & GIVEN_NAME) or key in self._over.given

    def read(self, surface: str, language: str, kind: str) -> tuple[Reading, ...]:
        """The native spellings of a language that may stand behind a surface form, as names of a kind; best first.

        Empty for a language or a kind of which the tables know too few names to judge by.
        """
        return self._read(surface, language, kind)

    def _read_anew(self, surface: str, language: str, kind: str) -> tuple[Reading, ...]:
        model = self.letters(language, kind)
        if model is None:
            return ()
        by_way_of_russian = self.schemes.by_way_of_russian
        schemes = [s for s in self.schemes.of(language) if s.id not in by_way_of_russian]
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
        """How `surface` comes from the entry's native name, by all schemes of its language.

        A form of its Russian counterpart comes by way of that: the letters then stand for those of the counterpart.
        """
        own = self._aligned(surface, entry.native, entry.language)
        if not entry.by_russian or (own is not None and own.cost <= BY_WAY_OF_RUSSIAN):
            return own
        if not is_form(surface, entry.by_russian):
            return own
        russian = self._aligned(surface, entry.counterpart, "ru")
        if russian is None:  # a substitute (Serge) comes from it as a whole
            whole = Piece(surface, entry.counterpart, frozenset(), BY_WAY_OF_RUSSIAN)
            return Alignment(BY_WAY_OF_RUSSIAN, (whole,))
        return Alignment(max(BY_WAY_OF_RUSSIAN, russian.cost), russian.pieces)

    def near(self, surface: str) -> tuple[tuple[Entry, Alignment], ...]:
        """Prominent names that the surface form misses by a letter, each with its alignment.

        Slow (a tenth of a millisecond a word) the first time; ask only about what nothing else explains.
        """
        return self._near(surface)

    def _near_anew(self, surface: str) -> tuple[tuple[Entry, Alignment], ...]:
        keys = set(neighbours(skeleton(surface)))
        by_key = self._over.by_key
        own = {e.id: e for key in sorted(keys & by_key.keys()) for e in by_key[key]}
        records = map(self._index.get, keys & self._index.prominent)
        numbers = {number for record in records if record for number in record.numbers}
        below = (e for e in map(self._entry, sorted(numbers)) if e.id not in self._over.replaced)
        found = []
        for entry in chain(own.values(), below):
            aligner = self.schemes.aligner(entry.language)
            if not _is_prominent(entry) or aligner is None:
                continue
            alignment = aligner.align(surface, entry.native, EDIT + _BESIDE_EDIT)
            if alignment is not None and alignment.cost >= EDIT:
                found.append((entry, alignment))
        return tuple(found)

    def _align_anew(self, surface: str, native: str, language: str) -> Alignment | None:
        aligner = self.schemes.aligner(language)
        return aligner.align(surface, native) if aligner else None

    def _name(self, entry: Entry) -> Name:
        scheme = self.schemes.target(entry.language, entry.kind)
        computed = scheme.romanize(entry.native) if scheme else entry.native
        english = entry.english or computed
        romanized = entry.language == "uk" and not self._is_exonym(entry)
        return Name(
            id=entry.id,
            kind=entry.kind,
            category=entry.category,
            language=entry.language,
            native=entry.native,
            english=english,
            ukrainian=computed if romanized and entry.native else english,
            accepted=entry.accepted,
            region=entry.region,
            rank=entry.rank,
            homonyms=entry.homonyms,
        )

    def _is_exonym(self, entry: Entry) -> bool:
        """Whether the English form is a name of its own (Crimea, Ukrenergo), not a spelling of the native one.

        Settlements and persons have none: Chernobyl and Zelenskyy are spellings, however far from KMU-2010. An
        organization with an English form always has.
        """
        if not entry.english or entry.kind == "person" or entry.category in SETTLEMENT_CATEGORIES:
            return False
        if entry.kind == "organization":
            return True
        return self._align_anew(entry.english, entry.native, entry.language) is None

    def current(self, entry: Entry) -> Entry:
        """The entry of the present name of a renamed place; of any other, the entry itself."""
        scheme = self.schemes.target(entry.language, entry.kind)
        if not entry.current or scheme is None:
            return entry
        found = self.find(scheme.romanize(entry.current))
        present = (e for e in found if e.native == entry.current and e.kind == entry.kind)
        return next(present, replace(entry, native=entry.current, current="", english=""))


def _is_prominent(entry: Entry) -> bool:
    """Whether a name is found by a misspelling, too."""
    return entry.rank >= _PROMINENT and len(entry.native) >= _LONG


class _Layer:
    """An overlay as the gazetteer asks it: what the compiled index holds of the other names."""

    def __init__(self, overlay: Overlay, schemes: Schemes) -> None:
        self.entries, self.replaced = overlay.entries, overlay.replaced
        self.ids = frozenset(entry.id for entry in self.entries)
        records, self.starters = _records(self.entries, schemes)
        self.by_key = {
            key: tuple(self.entries[number] for number in record.numbers)
            for key, record in records.items()
        }
        self.words = {key: record.words for key, record in records.items()}
        self.given = {key for key, record in records.items() if record.flags & GIVEN_NAME}


def build_index(
    entries: Iterable[Entry],
    digest: bytes,
    others: Mapping[str, str] = MappingProxyType({}),
    schemes: Schemes | None = None,
    *,
    sizes: int = 0,
    settings: bytes = b"{}",
) -> bytes:
    """Compile the index of some entries.

    Args:
        entries: The names.
        digest: 32 bytes that identify what all this was read from.
        others: Names and words that are not ours, in lower case, and what each is.
        schemes: The schemes that write the names; those for French spellings if left out.
        sizes: A number that tells the sizes of the files of all this.
        settings: What the files of settings say, as JSON.
    """
    entries, schemes = list(entries), schemes or schemes_for()
    records, starters = _records(entries, schemes)
    return compile_index(
        entries,
        records,
        starters,
        digest,
        others,
        _models(entries, others, schemes),
        sizes=sizes,
        settings=settings,
        prominent=[
            key
            for key, record in records.items()
            if any(_is_prominent(entries[number]) for number in record.numbers)
        ],
    )


def _records(
    entries: Sequence[Entry], schemes: Schemes
) -> tuple[dict[str, Record], frozenset[str]]:
    """What stands under each key, and the first words of listed forms that start in lower case."""

    @lru_cache(maxsize=32768)
    def word_keys(word: str, language: str) -> tuple[str, ...]:
        """The key of one native word in every scheme of its language, in the same order for every word."""
        return tuple(skeleton(scheme.romanize(word)) for scheme in schemes.of(language))

    numbers: defaultdict[str, list[int]] = defaultdict(list)
    words: defaultdict[str, int] = defaultdict(int)
    given: set[str] = set()
    for number, entry in enumerate(entries):
        keys = _keys(entry, word_keys)
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
    starters = frozenset(
        re.split(r"[\s'’-]", form)[0]
        for entry in entries
        for form in entry.forms
        if form[0].islower()
    )
    return records, starters


def _models(
    entries: Iterable[Entry], others: Iterable[str], schemes: Schemes
) -> dict[str, NgramModel]:
    """The letter models of names of persons and settlements, of their French forms, and of what is not ours.

    A town in Kazakhstan or Bulgaria says nothing of how Russian names are spelled.
    """
    samples: defaultdict[str, set[str]] = defaultdict(set)
    samples["other"].update(others)
    for entry in entries:
        at_home = entry.region is None or entry.region.startswith(_HOME)
        if entry.category in _PERSON_PARTS or (entry.category in SETTLEMENT_CATEGORIES and at_home):
            samples[f"{entry.language}-{entry.kind}"].add(entry.native)
            own = (s for s in schemes.of(entry.language) if s.family in schemes.sources)
            forms = (form for scheme in own for form in _spellings(entry.native, scheme))
            samples["french"].update(form for form in forms if schemes.marks.search(form))
    return {
        model: NgramModel.train(sorted(samples[model]), alphabet)
        for model, alphabet in MODELS.items()
    }


def _spellings(native: str, scheme: Scheme) -> Iterator[str]:
    """The regular form of a name in small letters, and those with another last letter as usual (Soloné for Солоне)."""
    form, lower = scheme.romanize(native).lower(), native.lower()
    yield form
    last = len(lower) - 1
    regular = scheme.regular_at(lower, last)
    if regular is not None and form.endswith(regular.latin):
        for grapheme, cost in scheme.at(lower, last):
            if 0 < cost <= _AS_USUAL:
                yield form.removesuffix(regular.latin) + grapheme.latin


def _keys(entry: Entry, word_keys: Callable[[str, str], tuple[str, ...]]) -> set[str]:
    """The keys of everything the schemes make of the native name, and of every form the tables list."""
    words = [word_keys(word, entry.language) for word in entry.native.split()]
    keys = {" ".join(together) for together in zip(*words, strict=True)}
    keys.update(map(skeleton, (entry.english, *entry.accepted, *entry.forms, *entry.by_russian)))
    keys.discard("")
    return keys
