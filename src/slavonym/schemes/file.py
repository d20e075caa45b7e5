"""What a scheme file may contain; `docs/schemes.md` explains it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Letters = Annotated[str, Meta(min_length=1)]
Cost = Annotated[float, Meta(ge=0)]
Triple = tuple[str, str, str]
Kind = Literal["organization", "person", "place"]


class Head(Struct, forbid_unknown_fields=True, frozen=True):
    """[scheme]: what the scheme is."""

    id: str
    title: str
    language: Literal["be", "bg", "ru", "uk"]
    family: str
    method: Literal["transliteration", "transcription"]
    sources: list[str]
    target: list[Kind] = []
    surcharge: Cost = 0.0
    marks: list[str] = []
    doubtful: list[str] = []


class Rule(Struct, forbid_unknown_fields=True, frozen=True):
    """One of the [special] rules."""

    native: Letters
    latin: str
    at: Literal["initial", "final"] | None = None
    after: str = ""
    before: str = ""
    cost: Cost = 0.0
    read: Cost = 0.0


class Special(Struct, forbid_unknown_fields=True, frozen=True):
    """[special]: rules for positions, and alternatives."""

    rules: list[Rule]


class Examples(Struct, forbid_unknown_fields=True, frozen=True):
    """[examples]: (native, Latin, source)."""

    regular: list[Triple]
    variants: list[Triple] = []


class SchemeFile(Struct, forbid_unknown_fields=True, frozen=True):
    """A whole file."""

    scheme: Head
    letters: dict[Letters, str]
    special: Special
    examples: Examples
    classes: dict[str, str] = {}
