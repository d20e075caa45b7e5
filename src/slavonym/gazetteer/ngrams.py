"""How likely a run of letters is among names of a kind: a trigram model, packed into one block of bytes.

    >>> model = NgramModel.train(["Бровари", "Бровки", "Броди"], CYRILLIC)
    >>> model.cost("Брова") < model.cost("Ворба")
    True

A model is a cube: for every two letters and the one that follows, the cost of that letter, the natural logarithm
of how much rarer it is than certainty, in steps of 1/20. Rare sequences borrow from pairs and single letters (Witten
and Bell's interpolation), so nothing is impossible. A cube needs no decoding: it is read where it lies.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from mmap import mmap

CYRILLIC = "абвгґдеєёжзиіїйклмнопрстуўфхцчшщъыьэюя’- "
"""The letters of Ukrainian, Russian and Belarusian names."""
LATIN = "abcdefghijklmnopqrstuvwxyzàâäçèéêëîïôöùûüÿœ’- "
"""The letters of names in French and English spelling."""

STEP = 1 / 20
_HIGHEST = 255
_UNSEEN = 0.5
"""How often every single letter counts as seen, on top of how often it was."""


class NgramModel(NamedTuple):
    """Trigram costs of the letters of an alphabet, with its end as one more sign.

    Args:
        alphabet: The letters; 0 stands for the start and the end of a name.
        cube: size³ bytes: the cost of a letter after two others, in steps.
    """

    alphabet: str
    cube: bytes | memoryview | mmap
    start: int = 0
    """Where the cube starts in its bytes."""

    @property
    def size(self) -> int:
        """Signs: the letters and the end."""
        return len(self.alphabet) + 1

    @classmethod
    def train(cls, names: Iterable[str], alphabet: str) -> Self:
        """Count the trigrams of some names; letters outside the alphabet are passed over."""
        numbers = {letter: number for number, letter in enumerate(alphabet, 1)}
        ones: Counter[int] = Counter()
        twos: Counter[tuple[int, ...]] = Counter()
        threes: Counter[tuple[int, ...]] = Counter()
        for name in names:
            signs = [0, 0, *(numbers[c] for c in name.lower() if c in numbers), 0]
            for first, second, third in zip(signs, signs[1:], signs[2:], strict=False):
                ones[third] += 1
                twos[second, third] += 1
                threes[first, second, third] += 1
        return cls(alphabet, _cube(ones, twos, threes, len(alphabet) + 1))

    def sign(self, letter: str) -> int:
        """The number of a letter; 0 for the end and for any character outside the alphabet."""
        return self.alphabet.find(letter) + 1

    def after(self, before: int, last: int, sign: int) -> float:
        """What a sign costs after two others."""
        return STEP * self.cube[self.start + (before * self.size + last) * self.size + sign]

    def cost(self, name: str) -> float:
        """The natural logarithm of how much rarer the name is than certainty, its end included."""
        cube, start, size = self.cube, self.start, self.size
        sign_of = self.alphabet.find
        before = last = 0
        total = 0.0
        for letter in name.lower():
            sign = sign_of(letter) + 1
            total += STEP * cube[start + (before * size + last) * size + sign]
            before, last = last, sign
        return total + STEP * cube[start + (before * size + last) * size]


def _cube(
    ones: Counter[int],
    twos: Counter[tuple[int, ...]],
    threes: Counter[tuple[int, ...]],
    size: int,
) -> bytes:
    every = ones.total() + _UNSEEN * size
    single = [(ones[sign] + _UNSEEN) / every for sign in range(size)]
    pairs = _interpolated(twos, {(): single}, size)
    triples = _interpolated(threes, pairs, size)
    after_one = [pairs.get((second,), single) for second in range(size)]
    cube = bytearray()
    for first in range(size):
        for second in range(size):
            chances = triples.get((first, second), after_one[second])
            cube += bytes(min(_HIGHEST, round(-math.log(chance) / STEP)) for chance in chances)
    return bytes(cube)


def _interpolated(
    grams: Mapping[tuple[int, ...], int], shorter: Mapping[tuple[int, ...], list[float]], size: int
) -> dict[tuple[int, ...], list[float]]:
    """The chances of every sign after each beginning of a gram that was seen.

    A beginning that was followed by many different signs is one that new signs may follow: what it leaves to the
    chances after the shorter beginning is as their number.
    """
    followers: defaultdict[tuple[int, ...], dict[int, int]] = defaultdict(dict)
    for gram, count in grams.items():
        followers[gram[:-1]][gram[-1]] = count
    chances = {}
    for beginning, counts in followers.items():
        kinds, total = len(counts), sum(counts.values()) + len(counts)
        fallback = shorter.get(beginning[1:], shorter.get((), []))
        chances[beginning] = [
            (counts.get(sign, 0) + kinds * fallback[sign]) / total for sign in range(size)
        ]
    return chances
