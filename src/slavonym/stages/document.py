"""Stage 1, document: what in a text must not change, and which language it is in."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from slavonym.errors import RuleError
from slavonym.lazy import lazy
from slavonym.words import first_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span = tuple[int, int]

_DOT = re.compile(r"\.(?=\w)")
_MAY_TRIGGER = re.compile(r"[@#/\\_.](?:(?<!\.)|(?=\w))")  # one class at its start is found fast
_SPACE = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_SIGNS = "@#/\\_"
_AFTER_DOT = re.compile(r"\.([^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")
_CODE = lazy(r"`[^`\n]{1,200}+`")
_LONG_CHUNK = 200
"""Characters without white space; with a trigger among them they are no prose, whatever they are."""
_PROTECTED = lazy(
    r"""(?x)
      \p{L}[\p{L}\p{N}+.-]*+://\S++                                   # URL
    | [\p{L}\p{N}._%+-]++@[\p{L}\p{N}-]++(?:\.[\p{L}\p{N}-]++)++      # e-mail
    | [@\#][\p{L}\p{M}\p{N}_]++                                       # handle, hashtag
    | (?<![^\s("'“‘«\[])(?:~|\.{1,2}|\p{L}:)[/\\][^\s"'”’»)\]]++     # ./path, ~/path, C:\path
    | (?<![^\s("'“‘«\[])(?:[/\\][\p{L}\p{N}_.~-]++){2,}[/\\]?         # /absolute/path
    | (?:[\p{L}\p{N}_~-]++[./\\])+\p{Ll}{2,6}(?![\p{L}\p{N}_-]|\.[\p{L}\p{N}])
      (?<=\.\p{Ll}+)(?:[/?\#]\S*+)?                                   # host or file name
    | [\p{L}\p{N}]*+_[\p{L}\p{N}_]*+                                  # identifier
    """
)
_PATTERN_SECONDS, _PATTERN_PACE = 2.0, 100_000
"""What a user's pattern may take of the processor's time: some seconds, and one more for so many code points of text. A
good pattern takes a thousandth of that."""

_TELLING = {
    "en": "the that with from his were said been which they their this not but who would after its",
    "fr": "est une dans pour sur aux avec sont été ont cette ces était leur après elle nous selon",
}
"""Words of a language that are no frequent words of another, by the stop words that spaCy 3.8 lists; only Latin has
*est*, and Albanian *une*."""
_FREQUENT = {
    "en": "of and to in a is for on was as by at are has it he be",
    "fr": "le la les des du et en un que par au ce qui il son",
}
"""Frequent words that other languages have, too: Spanish has half of the French ones, Czech four of the English."""
_STOP_WORDS = {
    language: frozenset(f"{telling} {_FREQUENT[language]}".encode("latin-1").split())
    for language, telling in _TELLING.items()
}
_TOLD_BY = {
    language: frozenset(telling.encode("latin-1").split()) for language, telling in _TELLING.items()
}
_GUARD_LENGTH = 2000
_DETECT_LENGTH = 1000
_LEAST_TELLING = 8
"""Of so many stop words one must be a telling one; in English and French every third or fourth is."""
_FEW_WORDS = 10
"""Different words without capitals from which langdetect is asked."""
_SURE = 0.95
"""Probability from which it is believed: of English sentences without telling words, ten to twenty words long, it is
wrong then about one in a hundred."""


def protected_spans(text: str, patterns: Iterable[str] = ()) -> tuple[Span, ...]:
    """The spans of a text that are not prose: URLs, e-mail addresses, handles, hashtags, file names, code.

    Args:
        text: The whole document.
        patterns: Further regular expressions (syntax of the `regex` package) whose matches are protected.

    Returns:
        Half-open spans in code points, sorted and disjoint.

    Raises:
        RuleError: one of `patterns` takes too long; names it, the text's length and how far it came.
    """
    spans: list[Span] = []
    if "`" in text:
        spans += (m.span() for m in _CODE.finditer(text, concurrent=False))
    if any(sign in text for sign in _SIGNS) or _DOT.search(text):
        for start, end in _chunks(text):
            if _is_prose(text[start:end]):
                continue
            if end - start > _LONG_CHUNK:
                spans.append((start, end))
            else:
                found = _PROTECTED.finditer(text, start, end, concurrent=False)
                spans += (m.span() for m in found)
    for pattern in patterns:
        spans += _found(pattern, text)
    return tuple(_disjoint(spans))


def _found(pattern: str, text: str) -> Iterator[Span]:
    """Where a pattern of the user's matches, in bounded time: one with nested repetition may otherwise never end."""
    import regex  # noqa: PLC0415  15 ms that only a config with patterns needs

    limit = _PATTERN_SECONDS + len(text) / _PATTERN_PACE
    done = 0
    try:
        for match in regex.finditer(pattern, text, concurrent=False, timeout=limit):
            done = match.end()
            yield match.span()
    except TimeoutError as error:
        message = (
            f"protect: {pattern!r:.200} took more than {limit:.0f} seconds "
            f"in a text of {len(text)} code points, after {done}"
        )
        raise RuleError(message) from error


def _chunks(text: str) -> Iterator[Span]:
    """The stretches without white space that have something in them that prose has not."""
    end = 0
    for trigger in _MAY_TRIGGER.finditer(text):
        at = trigger.start()
        if at < end:
            continue
        start = at
        while start > end and not _SPACE.match(text, start - 1):
            start -= 1
        space = _SPACE.search(text, at)
        end = space.start() if space else len(text)
        yield start, end


def _is_prose(chunk: str) -> bool:
    """Whether a stretch has nothing that addresses and file names are told by: 3.5, the U.S."""
    if any(sign in chunk for sign in _SIGNS):
        return False
    return all(unicodedata.category(char) != "Ll" for char in _AFTER_DOT.findall(chunk))


def _disjoint(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return joined


def detect_language(text: str) -> str | None:
    """The language of a text as an ISO 639-1 code, or None when it is too short to tell.

    English and French are told by their stop words; only when these do not decide is langdetect asked, once and
    about the words without capitals in a bounded prefix: a list of names is in no language.
    """
    words = first_words(text, _GUARD_LENGTH)
    counts = {
        language: sum(map(known.__contains__, words)) for language, known in _STOP_WORDS.items()
    }
    first, second = sorted(counts, key=lambda language: -counts[language])
    if counts[first] >= max(2, 3 * counts[second]):
        telling = sum(map(_TOLD_BY[first].__contains__, words))
        if telling * _LEAST_TELLING >= counts[first]:
            return first
    common = [word for word in _WORD.findall(text[:_GUARD_LENGTH]) if not word[0].isupper()]
    if len({*common}) < _FEW_WORDS:
        return None
    return _langdetect(" ".join(common)[:_DETECT_LENGTH])


def _langdetect(text: str) -> str | None:
    from langdetect.lang_detect_exception import LangDetectException  # noqa: PLC0415  lazy: 0.4 s

    detector = _detector_factory().create()
    detector.append(text)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return None
    return str(found[0].lang) if found and found[0].prob >= _SURE else None


@cache
def _detector_factory() -> Any:
    """A private factory with a seed of its own: the shared one is random and may be changed by others."""
    from langdetect import PROFILES_DIRECTORY, DetectorFactory  # noqa: PLC0415

    class PrivateFactory(DetectorFactory):  # type: ignore[misc]
        seed = 0

    factory = PrivateFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    return factory
