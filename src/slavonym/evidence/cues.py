"""Words that say what a name is and what a document is about: `tables/context.toml`, as patterns."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from slavonym.locate import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

KINDS = ("place", "person")
"""Kinds of names that have words of their own beside them."""


class Cue(NamedTuple):
    """Patterns for the words beside a name that tell its kind."""

    before: regex.Pattern[str]
    after: regex.Pattern[str]
    preposition: regex.Pattern[str]


@cache
def cues() -> dict[str, Cue]:
    """The patterns of each kind of name."""
    data = _words()
    return {
        kind: Cue(
            _just_before(data[kind]["before"]),
            regex.compile(rf"[\s]*({_any_of(data[kind]['after'])})(?!\p{{L}})", regex.IGNORECASE),
            _just_before(data[kind].get("prepositions", ())),
        )
        for kind in KINDS
    }


@cache
def ukrainian_endings() -> tuple[str, ...]:
    """Endings of surnames of Ukrainian stock."""
    endings: list[str] = _words()["endings"]["uk"]
    return tuple(endings)


@cache
def languages() -> regex.Pattern[str]:
    """Words for a country or its people, the last one before a name; a group for each language."""
    return regex.compile(rf"(?r){_countries()}", regex.IGNORECASE)


@cache
def languages_after() -> regex.Pattern[str]:
    """The same, the first one after a name."""
    return regex.compile(_countries(), regex.IGNORECASE)


def _countries() -> str:
    words = _words()["language"].items()
    groups = "|".join(f"(?P<{language}>{_any_of(listed)})" for language, listed in words)
    return rf"\b(?:{groups})\b"


def _just_before(words: Iterable[str]) -> regex.Pattern[str]:
    return regex.compile(rf"(?:^|[\s\"“«(])({_any_of(words)})\s*$", regex.IGNORECASE)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(map(regex.escape, words)) or r"(?!)"


@cache
def signs() -> regex.Pattern[str]:
    """Words that show that a document is about Ukraine, Russia or Belarus."""
    words = _any_of(_words()["document"]["words"])
    return regex.compile(rf"\b(?:{words})\b", regex.IGNORECASE)


@cache
def foreign() -> regex.Pattern[str]:
    """A word for another country right before a name, with up to two words between: the Chinese town of."""
    words = _any_of(_words()["abroad"]["words"])
    return regex.compile(rf"(?<!\p{{L}})({words})\s+(?:\p{{Ll}}+\s+){{0,3}}$")


@cache
def strengths() -> dict[str, str]:
    """Letters and groups whose strength is not the usual one, and the evidence they are; ^ starts a name."""
    listed: dict[str, list[str]] = _evidence()["pieces"]
    return {piece: evidence_id for evidence_id, pieces in listed.items() for piece in pieces}


@cache
def caps() -> dict[str, float]:
    """The strength beyond which a sign says no more."""
    found: dict[str, float] = _evidence()["cap"]
    return found


@cache
def _evidence() -> dict[str, Any]:
    return tomllib.loads(read_table("evidence.toml"))


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(read_table("context.toml"))
