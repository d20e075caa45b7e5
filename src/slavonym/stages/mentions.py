"""Stage 2, mentions: the spans of a document that may be names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from slavonym.lazy import lazy
from slavonym.memo import Memo
from slavonym.model import Mention
from slavonym.words import letters_of, plain_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from slavonym.context import Context
    from slavonym.gazetteer import Gazetteer

Span = tuple[int, int]

_MAX_WORD = 40
"""Letters in a word; a longer one is no name, and folding it would only cost time."""
_MAX_WORDS = 6
_FULL_NAME = 4
"""Given name, patronymic, surname of two parts."""

_RUN = re.compile(r"[^\0-@\[-¿×ß-ÿ][^\0-&(-/:-@\[-^`{-©«¬®-´¶-¹»-¿×÷]*")
"""A capital letter and what follows it in a word, at the speed of a bit map: too much rather than too little."""
_LETTERS = r"\p{L}[\p{L}\p{M}\u00ad]*+(?:['’ʼ‘][\p{L}\p{M}\u00ad]++)*+"
_PLAIN_LETTERS = r"[^\W\d_](?:[^\W\d_]|\u00ad)*+(?:['’ʼ‘](?:[^\W\d_]|\u00ad)++){0,40}"
"""The same in a text without `_ODD` signs, up to forty apostrophes. There is no `*+` at the end: before Python 3.11.5,
`re` leaves an apostrophe in the match that no letter follows (CPython issue 106052)."""
_ODD = re.compile(
    r"[^\0-±´-¸º»¿-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u206f\u20a0-\u20cf\u2100-\u214f\u2190-\u245f\u2500-\u2bff]"
)
"""Combining marks, numbers that are no digits, and scripts that have either: all but what is listed, since a class of
all the others takes ten times as long to compile."""
_GAP = r"(?:[ \t\u00a0\u202f\u2009]{1,3}|[ \t]?\r?\n[ \t]?|[-‐‑]|-[ \t]?\r?\n)"
_ANY_WORD = lazy(_LETTERS)
_ANY_CAPITALISED = lazy(rf"(?=\p{{Lu}}){_LETTERS}")
_ANY_NEXT_WORD = lazy(rf"{_GAP}({_LETTERS})")
_WORD = re.compile(_PLAIN_LETTERS)
_NEXT_WORD = re.compile(rf"{_GAP}({_PLAIN_LETTERS})")
_WORD_ALONE = re.compile(r"[^\s\-‐‑–]++")
_ELISION = re.compile(r"(?i:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’ʼ](?=[^\W\d_])")
_PLURAL = re.compile(r"(?i)[^\W\d_]{4}[^s]s$")
_S = "sSſ"
"""What that pattern takes for an s."""
_THE = re.compile(r"(?i)\bthe\s$")
_POSSESSIVE = re.compile(r"['’ʼ]s$|['’ʼ]S$")
_RUNS_KEPT = 32768


class Head(NamedTuple):
    """A capitalised word that may be a name or start one, inside its run."""

    start: int
    end: int
    is_plural: bool
    """Whether it is the plural of a known name, if an article stands before it: the Porochenkos."""
    longest: int
    """How many words the longest name has that starts so."""
    full_name: int
    """How many words a full name may have that starts so."""


class Heads(Memo[tuple[Head, ...]]):
    """The heads in a run; most runs have none, which is as good as known for every run met before.

    Args:
        gazetteer: The names known.
        may_be_name: Whether a word standing alone may be a name; if left out, every one may.
    """

    def __init__(
        self, gazetteer: Gazetteer, may_be_name: Callable[[str], bool] = lambda _: True
    ) -> None:
        super().__init__(self._heads, _RUNS_KEPT)
        self.head = lru_cache(maxsize=1024)(self._head)
        self._gazetteer = gazetteer
        self._may_be_name = may_be_name
        starters = gazetteer.lower_case_starters
        self._plain = {
            letters: starter
            for starter in starters
            if (letters := letters_of(starter)) and plain_words(letters) == [letters]
        }
        self._others = tuple(starters - {*self._plain.values()})

    def starters_in(self, context: Context) -> list[str]:
        """The lower-case words of a document that may start a listed form."""
        text, words = context.text, context.words
        plain = self._plain if words is None else self._plain.keys() & words
        return [w for w in (*map(self._plain.__getitem__, plain), *self._others) if w in text]

    def _head(self, start: int, word: str) -> Head:
        """A word as the start of names, whether or not it is one by itself."""
        gazetteer = self._gazetteer
        longest = min(_MAX_WORDS, gazetteer.words_from(word))
        full_name = _FULL_NAME if gazetteer.is_given_name(word) else 1
        is_plural = (
            word[-1] in _S and bool(_PLURAL.search(word)) and bool(gazetteer.find(word[:-1]))
        )
        return Head(start, start + len(word), is_plural, longest, full_name)

    def _heads(self, run: str) -> tuple[Head, ...]:
        heads = []
        for span in _capitalised(run):
            start, end = _trimmed(run, *span)
            if end - start > _MAX_WORD or (start and _inside_word(run, start)):
                continue
            word = run[start:end]
            head = self._head(start, word)
            starts = max(head.longest, head.full_name) > 1
            if starts or head.is_plural or self._may_be_name(word):
                heads.append(head)
        return tuple(heads)


def find_mentions(context: Context, heads: Heads | None = None) -> list[Mention]:
    """Find the spans that may be names, as many as there are readings: they may overlap.

    A mention is a capitalised word; a run of words that starts a name of the gazetteer; a given name with one or two
    words after it; or a form that the tables list in lower case (kyiv). It ends before a possessive 's and starts
    after a French elision (d'Izioum). What the document protects holds no mention.
    """
    if heads is None:  # not "or": none are kept yet where `heads` is new
        heads = Heads(context.gazetteer)
    return [
        Mention(words[0][0], words[-1][1], context.text[words[0][0] : words[-1][1]], words)
        for words in find_words(context, heads)
    ]


def find_words(context: Context, heads: Heads) -> Iterator[tuple[Span, ...]]:
    """The same as spans of words, without those that `heads` knows to be nothing."""
    for start, head in _heads(context, heads):
        end = start + head.end - head.start
        if context.protected and context.is_protected(start, end):
            continue
        if not head.is_plural and head.longest <= 1 >= head.full_name:
            yield ((start, end),)
            continue
        for words in _readings(context, (start, end), head):
            if len(words) == 1 or not context.is_protected(start, words[-1][1]):
                yield words


def as_mention(surface: str) -> Mention:
    """A surface form that `find_mentions` found, standing by itself."""
    if surface.isalpha():
        return Mention(0, len(surface), surface, ((0, len(surface)),))
    first = (_ANY_WORD if _ODD.search(surface) else _WORD).match(surface)
    at = first.end() if first else len(surface)
    words = [(0, at)]
    while at < len(surface) and (following := _next_word(surface, at)):
        at = following[1]
        words.append(following)
    return Mention(0, len(surface), surface, tuple(words))


def whole(text: str) -> Mention:
    """The mention that a name standing alone is: all of the text, without the white space around it."""
    start = len(text) - len(text.lstrip())
    end = max(start, len(text.rstrip()))
    words = tuple(word.span() for word in _WORD_ALONE.finditer(text, start, end))
    return Mention(start, end, text[start:end], words)


def _heads(context: Context, heads: Heads) -> Iterator[tuple[int, Head]]:
    """Capitalised words, and lower-case words that start a listed form, each with its place, in text order."""
    text = context.text
    if context.tokens is None:
        runs = [(run.start(), known) for run in _RUN.finditer(text) if (known := heads[run[0]])]
    else:  # the words of a user's tokenizer
        words = context.tokens.items()
        runs = [(start, known) for start, end in words if (known := heads[text[start:end]])]
    found = [
        (at + head.start, head)
        for at, known in runs
        for head in known
        if head.start or not _inside_word(text, at)
    ]
    starters = heads.starters_in(context)
    if starters:
        known_places = {at for at, _ in found}  # of L’kyiv, what the capital was parted from
        found += [
            (at, heads.head(0, word))
            for word in starters
            for at in _alone(word, text)
            if at not in known_places
        ]
        found.sort(key=itemgetter(0))
    return iter(found)


def _capitalised(run: str) -> Iterator[Span]:
    """The words of a run, each from a capital letter on."""
    if run.isalpha() and unicodedata.category(run[0]) == "Lu":
        yield 0, len(run)
        return
    if not run.isascii() and _ODD.search(run):
        for found in _ANY_CAPITALISED.finditer(run, concurrent=False):
            yield found.span()
        return
    at, end = 0, len(run)
    while at < end:
        word = _WORD.match(run, at) if unicodedata.category(run[at]) == "Lu" else None
        if word:
            yield word.span()
        at = word.end() if word else at + 1


def _next_word(text: str, at: int) -> Span | None:
    """The word after a gap that may be inside a name."""
    found: Any = _NEXT_WORD.match(text, at)
    if found and _ODD.search(text, found.start(1), found.end(1) + 1):
        found = _ANY_NEXT_WORD.match(text, at)
    return found.span(1) if found else None


def _alone(word: str, text: str) -> Iterator[int]:
    """Where a text has a word, and not as a part of a longer one."""
    at = text.find(word)
    while at >= 0:
        after = text[at + len(word) : at + len(word) + 1]
        if not (
            _inside_word(text, at)
            or text[at - 1 : at] == "-"
            or after.isalnum()
            or (after and unicodedata.category(after)[0] == "M")
        ):
            yield at
        at = text.find(word, at + len(word))


def _inside_word(text: str, start: int) -> bool:
    """Whether a letter or digit stands right before: the capital of iPhone or McDonald starts no word."""
    before = text[start - 1 : start]
    return before.isalnum() or bool(before and unicodedata.combining(before))


def _trimmed(text: str, start: int, end: int) -> Span:
    """A word without a French elision before it and a possessive after it."""
    word = text[start:end]
    if word.isalpha() and "ʼ" not in word:
        return start, end
    elision = _ELISION.match(text, start, end)
    if elision:
        start = elision.end()
    possessive = _POSSESSIVE.search(text, start, end)
    return (start, possessive.start() if possessive else end)


def _readings(context: Context, first: Span, head: Head) -> Iterator[tuple[Span, ...]]:
    """The word alone, and every run of words from it that the gazetteer may know."""
    text, gazetteer = context.text, context.gazetteer
    if head.is_plural and _THE.search(text, max(0, first[0] - 5), first[0]):
        yield ((first[0], first[1] - 1),)  # the Porochenkos
        return
    yield (first,)
    longest, full_name = head.longest, head.full_name
    words = [first]
    at = first[1]
    while len(words) < max(longest, full_name):
        following = _next_word(text, at)
        if following is None or following[1] - following[0] > _MAX_WORD:
            return
        if context.tokens is not None and context.tokens.get(following[0]) != following[1]:
            return
        start, end = _trimmed(text, *following)
        if start != following[0]:
            # An elision: part of a listed form (mer d'Azov), or the start of another name.
            start, full_name = following[0], 1
        elif not text[start].isupper():
            full_name = 1
        words.append((start, end))
        known = len(words) <= longest and gazetteer.find(text[first[0] : end])
        if known or len(words) <= full_name:
            yield tuple(words)
        at = following[1]
        if words[-1][1] != at:
            return  # a possessive closes the name
