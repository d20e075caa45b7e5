"""The schemes in use together: which languages they write, and whose spelling an alignment is."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from slavonym.errors import ConfigError, SchemeError
from slavonym.schemes.align import Aligner
from slavonym.schemes.letters import fold_apostrophes, lower
from slavonym.schemes.scheme import family_of, load_scheme, scheme_ids
from slavonym.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from slavonym.model import Piece
    from slavonym.schemes.scheme import Scheme

STANDARD = ("english", "ukrainian")
"""Families whose spellings are good ones."""
BY_WAY_OF_RUSSIAN = "russian-based"
"""The family of spellings of a Ukrainian name that follow its Russian counterpart: a detour any source may take."""
DEFAULT_SOURCES = ("french",)
_NOTHING = re.compile(r"(?!)")
_ACCENTS = "éèëï"
_AS_A_RULE = 0.2
"""Cost up to which a scheme writes a name so as a rule: with a letter nearly as frequent as the regular one."""


class Schemes:
    """Schemes that work together: those of the good spellings, and those of the sources whose spellings are undone.

    Args:
        schemes: All of them, each of a family that is standard, `BY_WAY_OF_RUSSIAN` or one of the sources.
        sources: The families whose spellings are undone.
    """

    def __init__(self, schemes: Iterable[Scheme], sources: Iterable[str]) -> None:
        self.in_use = tuple(sorted(schemes, key=lambda scheme: scheme.id))
        self._family = {scheme.id: scheme.family for scheme in self.in_use}
        self.sources = frozenset(sources)
        self.by_way_of_russian = frozenset(
            scheme.id for scheme in self.in_use if scheme.family == BY_WAY_OF_RUSSIAN
        )
        """The ids of the schemes that follow a name's Russian counterpart."""
        self._standard = frozenset(s.id for s in self.in_use if s.family in STANDARD)
        self._of_sources = [s for s in self.in_use if s.family in self.sources]
        self._of: dict[str, tuple[Scheme, ...]] = {}
        self._aligners: dict[str, Aligner | None] = {}
        self._source_aligners: dict[str, Aligner] = {}
        self.shows_source = lru_cache(maxsize=4096)(self._shows_source)
        """Whether no good spelling has the letters of a piece so, and one of the sources does."""

    def of(self, language: str) -> tuple[Scheme, ...]:
        """The schemes that write names of a language, in the order of their ids; none for one that is unknown."""
        found = self._of.get(language)
        if found is None:
            found = tuple(scheme for scheme in self.in_use if scheme.language == language)
            self._of[language] = found
        return found

    def aligner(self, language: str) -> Aligner | None:
        """The aligner by all schemes of a language."""
        if language not in self._aligners:
            schemes = self.of(language)
            self._aligners[language] = Aligner(schemes) if schemes else None
        return self._aligners[language]

    def target(self, language: str, kind: str) -> Scheme | None:
        """The scheme that computes the standard form of names of a kind in a language."""
        return next((scheme for scheme in self.of(language) if kind in scheme.target), None)

    @cached_property
    def marks(self) -> re.Pattern[str]:
        """Groups of lower-case letters without which nothing shows that a form is of one of the sources."""
        return _any_of(mark for s in self._of_sources for mark in s.marks)

    @cached_property
    def sure_marks(self) -> re.Pattern[str]:
        """Those of the marks that English spellings do not have."""
        return _any_of(m for s in self._of_sources for m in s.marks if m not in self.doubtful)

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """Marks that English spellings have too, for other letters."""
        return frozenset(mark for s in self._of_sources for mark in s.doubtful)

    def families(self, piece: Piece) -> set[str]:
        """The families of the schemes that write these letters so; none for an edit."""
        return {self._family[scheme] for scheme in piece.schemes}

    def _shows_source(self, piece: Piece) -> bool:
        found = self.families(piece)
        accented = bool(piece.native) and any(char in _ACCENTS for char in piece.surface.lower())
        return found <= {*self.sources, BY_WAY_OF_RUSSIAN} and (
            bool(found & self.sources) or accented
        )

    def shows_standard(self, piece: Piece) -> bool:
        """Whether only good spellings have these letters so."""
        found = self.families(piece)
        return bool(found) and found <= set(STANDARD)

    def is_other_romanization(self, alignment: Iterable[Piece]) -> bool:
        """Whether one English or official scheme writes every letter so: Mykolayiv by BGN/PCGN 1965, Sergiy by AFP."""
        shared: frozenset[str] | None = None
        for piece in alignment:
            schemes = piece.schemes & self._standard
            shared = schemes if shared is None else shared & schemes
            if not shared:
                return False
        return bool(shared)

    def is_of_source(self, form: str, native: str, language: str) -> bool:
        """Whether a scheme of the sources writes a native name so as a rule, be it good English as well: Riazan."""
        if language not in self._source_aligners:
            schemes = [scheme for scheme in self.of(language) if scheme.family in self.sources]
            self._source_aligners[language] = Aligner(schemes)
        surface, name = (fold_apostrophes(lower(text)) for text in (form, native))
        return self._source_aligners[language].cost(surface, name, _AS_A_RULE) is not None


def _any_of(marks: Iterable[str]) -> re.Pattern[str]:
    distinct = dict.fromkeys(marks)
    return re.compile("|".join(distinct)) if distinct else _NOTHING


def schemes_for(
    sources: tuple[str, ...] = DEFAULT_SOURCES, more: tuple[Scheme, ...] = ()
) -> Schemes:
    """The schemes of the tables that undo the spellings of some sources; for the same arguments, the same object.

    Args:
        sources: Families of schemes, such as "french".
        more: Schemes beside those of the tables.

    Raises:
        ConfigError: no scheme is of a family that is named.
        SchemeError: two schemes have one id.
    """
    return _schemes_for(sources, more)  # however the arguments were given, one key of the cache


@lru_cache(maxsize=16)
def _schemes_for(sources: tuple[str, ...], more: tuple[Scheme, ...]) -> Schemes:
    family = {scheme_id: family_of(scheme_id) for scheme_id in scheme_ids()}
    for scheme in more:
        if scheme.id in family:
            message = f"scheme {scheme.id!r} stands in the tables already; give yours another id"
            raise SchemeError(message)
    common = {*STANDARD, BY_WAY_OF_RUSSIAN}
    families = {*family.values(), *(scheme.family for scheme in more)} - common
    for source in sources:
        if source not in families:
            message = f"sources: no schemes of family {source!r}; {did_you_mean(source, families)}"
            raise ConfigError(message)
    used = common | set(sources)
    listed = [load_scheme(scheme_id) for scheme_id in family if family[scheme_id] in used]
    return Schemes([*listed, *(scheme for scheme in more if scheme.family in used)], sources)


def schemes_of(language: str) -> tuple[Scheme, ...]:
    """The schemes that write names of a language where only French spellings are undone, sorted by id."""
    return schemes_for().of(language)
