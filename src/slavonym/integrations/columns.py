"""What the integrations share: the Normalizer of the options, a column of texts, a match as a flat row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from slavonym.config import Config
from slavonym.normalizer import Normalizer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from slavonym.model import Match

FIELDS: dict[str, type] = {
    "start": int,
    "end": int,
    "surface": str,
    "out_start": int,
    "out_end": int,
    "replacement": str,
    "confidence": float,
    "rule": str,
    "id": str,
    "kind": str,
    "language": str,
    "native": str,
    "english": str,
    "ukrainian": str,
    "region": str,
}
"""The fields of a match in a column, with their types. All are those of `Match`, and from `id` on of its `Name`; only
`region` may be null."""

_OF_THE_NAME = ("id", "kind", "language", "native", "english", "ukrainian", "region")

_Result = TypeVar("_Result")


def normalizer_of(normalizer: Normalizer | None, options: dict[str, Any]) -> Normalizer:
    """The Normalizer that was given, or one with the options that were given.

    Raises:
        TypeError: both were given.
        ConfigError: an option is unknown or has a wrong value.
    """
    if normalizer is None:
        return Normalizer(Config().replace(**options))
    if options:
        message = f"a normalizer has its own options: leave out {', '.join(options)}, or normalizer"
        raise TypeError(message)
    return normalizer


def each(function: Callable[[str], _Result], texts: Iterable[Any]) -> list[_Result | None]:
    """What `function` makes of each text, and None of None.

    Columns repeat themselves (a city, a headline), so the function is called once for each distinct text.

    Raises:
        TypeError: a row is neither str nor None; says which, counted from 0.
    """
    rows = list(texts)
    results: dict[str | None, _Result | None] = {None: None}
    for number, text in enumerate(rows):
        if text is None:
            continue
        if not isinstance(text, str):
            message = f"a column of texts holds str and nulls, found {type(text).__name__} in row {number}"
            raise TypeError(message)
        if text not in results:
            results[text] = function(text)
    return [results[text] for text in rows]


def matches_of(normalizer: Normalizer) -> Callable[[str], list[dict[str, Any]]]:
    """The function that gives the matches of a text as flat rows."""

    def matches(text: str) -> list[dict[str, Any]]:
        return [as_row(match) for match in normalizer.explain(text).matches]

    return matches


def as_row(match: Match) -> dict[str, Any]:
    """The match as a dictionary of `FIELDS`."""
    return {
        field: getattr(match.name if field in _OF_THE_NAME else match, field) for field in FIELDS
    }
