"""What rules, guards and scoring may ask about the document a mention stands in."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from slavonym.errors import RuleError
from slavonym.words import letters_of, plain_words, without_lookalikes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from slavonym.config import Config
    from slavonym.gazetteer import Gazetteer

    Detector = Callable[[str], str | None]
    Tokenizer = Callable[[str], Iterable[tuple[int, int]]]

_NEAR = 48
"""How many code points beside a mention count as beside it."""

_SENTENCE = 8
"""How many code points before a word tell whether a sentence starts with it."""


class Context:
    """One document and what is known while it is worked on. Rules and guards must not change it.

    Args:
        text: The whole document.
        gazetteer: The names known.
        config: The options of the run.
        protect: Finds the spans of a text that must not change, sorted and disjoint; asked on first use.
        detect_language: Tells the language of a text as an ISO 639-1 code, or None when it cannot.
        find_words: Tells where the words of a text are; None for the built-in pattern.
        standing_alone: True for `lookup`, where the text is one name and nothing else.
        kind: What kind of name it is, where `lookup` was told.
    """

    def __init__(
        self,
        text: str,
        gazetteer: Gazetteer,
        config: Config,
        *,
        protect: Callable[[str], tuple[tuple[int, int], ...]] = lambda _: (),
        detect_language: Detector = lambda _: None,
        find_words: Tokenizer | None = None,
        standing_alone: bool = False,
        kind: str | None = None,
    ) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.config = config
        self._protect = protect
        self.standing_alone = standing_alone
        self.kind = kind
        self._detect_language = detect_language
        self._find_words = find_words

    @cached_property
    def protected(self) -> tuple[tuple[int, int], ...]:
        """The spans that must not change, found on first use."""
        return self._protect(self.text)

    @cached_property
    def letters(self) -> bytes | None:
        """The document in Latin-1; None if it has combining marks."""
        return letters_of(self.text)

    @cached_property
    def words(self) -> list[bytes] | None:
        """The words of the document in lower case, as a search without regard to case takes them; None likewise."""
        letters = self.letters
        if letters is not None and b"_" in letters:
            text = without_lookalikes(self.text)
            letters = letters if text == self.text else letters_of(text)
        return None if letters is None else plain_words(letters)

    @cached_property
    def language(self) -> str | None:
        """The language of the document, as the config says or as found out on first use."""
        if self.config.language != "auto":
            return self.config.language
        try:
            return self._detect_language(self.text)
        except Exception as error:
            message = f"detect_language failed: {error!r}"
            raise RuleError(message) from error

    @cached_property
    def tokens(self) -> dict[int, int] | None:
        """Where the words are that a tokenizer of the user's finds, start to end; None where there is no such."""
        if self._find_words is None:
            return None
        try:
            spans = [(int(start), int(end)) for start, end in self._find_words(self.text)]
        except Exception as error:
            message = f"find_words failed: {error!r}"
            raise RuleError(message) from error
        last = 0
        for start, end in spans:
            if not last <= start < end <= len(self.text):
                message = f"find_words gave {start}..{end} after {last}, in a text of {len(self.text)} code points"
                raise RuleError(message)
            last = end
        return dict(spans)

    def around(self, start: int, end: int) -> tuple[str, str, str | None]:
        """All of the document that `before`, `after`, `starts_sentence` and `language` tell of a span."""
        reach = max(0, start - _NEAR - _SENTENCE)
        return self.text[reach:start], self.text[end : end + _NEAR], self.language

    def before(self, start: int) -> str:
        """The text just before a span, at most 48 code points, of the same line or the one before."""
        return self.text[max(0, start - _NEAR) : start]

    def after(self, end: int) -> str:
        """The text just after a span, at most 48 code points."""
        return self.text[end : end + _NEAR]

    def is_protected(self, start: int, end: int) -> bool:
        """Whether any part of a span lies in a URL, an address, a file name or what the config protects."""
        protected = self.protected
        if not protected:
            return False
        at = bisect_right(protected, (end, -1)) - 1
        return at >= 0 and protected[at][1] > start and protected[at][0] < end

    def starts_sentence(self, start: int) -> bool:
        """Whether the span stands where any word would have a capital: after a full stop or a line end."""
        before = self.text[max(0, start - _SENTENCE) : start].rstrip(" \t\u00a0\"'“”‘’«»(–—-")
        return not before or before[-1] in ".!?:\n\r…|•"
