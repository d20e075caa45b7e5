"""English news copy for the benchmarks, made up word by word: the same seed gives the same text.

One word in six is capitalised, common words and names come much oftener than rare ones, and half of the articles have
curly quotes. What matters to a matcher is how many capitalised words there are, how many
different ones, and where the names stand; what the text says does not.
"""

from __future__ import annotations

import random
from functools import cache
from importlib import import_module
from itertools import accumulate
from typing import NamedTuple

from hostile import made_up_word
from slavonym.gazetteer import load_gazetteer
from slavonym.schemes import schemes_of

LENGTH = 4096
"""Code points in an article."""
NAME_EVERY = 300
"""Code points of an article to one name in a French spelling."""

_PROMINENT = 3
"""Rank from which a name is one that the news is about."""
_ON = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December"
).split()  # fmt: skip
_OF = (
    "President Minister Parliament Congress Senate Court Council Union Republic State University Company Reuters NATO "
    "UN EU US UK Europe America Germany France Britain China Poland London Paris Washington Brussels Berlin Russia "
    "Russian Ukraine Ukrainian Kremlin European American German French British Moscow Kyiv"
).split()  # fmt: skip
_FREQUENT = (
    "the of and to in a is that for on was with as by at from are his has it he were be said an have had not but which "
    "they this who will been after its or their more than one would about up when out also there two into over"
).split()  # fmt: skip
_LOCALES = (
    "en en_US en_GB en_IE en_IN en_KE en_NZ de_DE de_AT de_CH fr_FR it_IT es_ES nl_NL pl_PL pt_BR sv_SE da_DK cs_CZ "
    "ro_RO hu_HU fi_FI tr_TR"
).split()  # fmt: skip
"""Lands whose names faker knows; those of ours are not among them."""
_PLACES = (
    "near {}", "in {}", "the village of {}", "the town of {}", "outside {}", "from {}", "the road to {}", "{}’s mayor",
)  # fmt: skip
_PEOPLE = (
    "governor {} said", "{} told reporters", "minister {}", "according to {}", "{}’s lawyer", "President {}",
    "the footballer {}", "{} and his wife",
)  # fmt: skip


class FrenchName(NamedTuple):
    """A name of the gazetteer as a French text has it, and as English does."""

    form: str
    english: str
    kind: str
    rank: int


@cache
def french_names() -> tuple[FrenchName, ...]:
    """Every French form of every name of the gazetteer that English writes otherwise, in table order.

    The forms are those of the French schemes of the name's language and those that the tables list.
    """
    gazetteer = load_gazetteer()
    found: dict[str, FrenchName] = {}
    for entry in gazetteer.entries:
        name = gazetteer.name(entry)
        french = (s for s in schemes_of(entry.language) if s.family == "french")
        for form in (*(scheme.romanize(entry.native) for scheme in french), *entry.forms):
            if form not in (name.english, name.ukrainian, *name.accepted):
                found.setdefault(form, FrenchName(form, name.english, name.kind, name.rank))
    return tuple(found.values())


def make_articles(count: int, *, seed: int = 0, new_words: bool = False) -> list[str]:
    """Make up articles of `LENGTH` code points or a few words more, each on one line.

    Args:
        count: How many.
        seed: Another seed gives other articles.
        new_words: Whether the names of other lands are words no other article has, as a memo meets them over time.
    """
    writer = _Writer(random.Random(seed), new_words=new_words)
    return [writer.article(curly=number % 2 == 0) for number in range(count)]


class _Writer:
    def __init__(self, rng: random.Random, *, new_words: bool) -> None:
        self._rng = rng
        self._new_words = new_words
        self._common, self._common_weights = _common_words()
        self._other, self._other_weights = _other_names()
        names = french_names()
        self._names = {}
        for kind in ("place", "person"):
            of_kind = [name for name in names if name.kind == kind]
            self._names[kind] = (of_kind, [n for n in of_kind if n.rank >= _PROMINENT])

    def article(self, *, curly: bool) -> str:
        self._topic = [self._name() for _ in range(6)]
        sentences: list[str] = []
        length = 0
        named = 0
        while length < LENGTH:
            mentions = length // NAME_EVERY + 1 - named
            sentence = self._sentence(mentions)
            named += mentions
            sentences.append(sentence)
            length += len(sentence) + 1
        text = " ".join(sentences)
        return text if curly else text.translate({0x201C: '"', 0x201D: '"', 0x2019: "'"})

    def _name(self) -> str:
        """A name with the words around it that show what it is."""
        kind, shapes = self._rng.choice((("place", _PLACES), ("person", _PEOPLE)))
        name = self._rng.choice(self._rng.choice(self._names[kind]))
        return self._rng.choice(shapes).format(name.form)

    def _sentence(self, mentions: int) -> str:
        rng = self._rng
        words = rng.choices(self._common, cum_weights=self._common_weights, k=rng.randint(10, 26))
        for at in range(2, len(words)):
            luck = rng.random()
            if luck < 0.11:
                words[at] = self._capitalised()
            elif luck < 0.13:
                words[at] = str(
                    rng.choice((rng.randint(2, 99), rng.randint(1990, 2030), "3.5", "12,000"))
                )
            elif luck < 0.18:
                words[at] += ","
        for _ in range(mentions):
            words.insert(rng.randint(1, len(words)), rng.choice(self._topic))
        words[0] = words[0][:1].upper() + words[0][1:]
        sentence = " ".join(words)
        return f"“{sentence},” he said." if rng.random() < 0.15 else f"{sentence}."

    def _capitalised(self) -> str:
        rng = self._rng
        luck = rng.random()
        if luck < 0.45:
            return rng.choice(_ON if luck < 0.1 else _OF)
        if self._new_words:
            return made_up_word(rng)
        return " ".join(
            rng.choices(self._other, cum_weights=self._other_weights, k=1 if luck < 0.8 else 2)
        )


@cache
def _common_words() -> tuple[list[str], list[float]]:
    """English words in lower case, the articles and prepositions first, with cumulated weights."""
    from faker.providers.lorem.en_US import Provider as Words

    words = list(dict.fromkeys((*_FREQUENT, *Words.word_list)))
    words = [word for word in words if word.islower()]
    return words, list(accumulate(1 / (n + 3) for n in range(len(words))))


@cache
def _other_names() -> tuple[list[str], list[float]]:
    """First names and surnames of other lands, with cumulated weights."""
    names: set[str] = set()
    for locale in _LOCALES:
        people = import_module(f"faker.providers.person.{locale}").Provider
        names.update(people.first_names, people.last_names)
    ordered = sorted(name for name in names if name[:1].isupper())
    random.Random(0).shuffle(ordered)
    return ordered, list(accumulate(1 / (n + 100) for n in range(len(ordered))))
