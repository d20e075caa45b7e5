"""What the options of a `Config` may be, as types that msgspec checks."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

Probability = Annotated[float, Meta(ge=0, le=1)]
Text = Annotated[str, Meta(min_length=1)]
Cell = Annotated[str, Meta(min_length=1, pattern=r"^[^|\t\n\r]+$")]


class NameRow(Struct, forbid_unknown_fields=True, frozen=True):
    """One row of [[names]]; the columns are those of a name table (`tables/README.md`)."""

    id: Cell = ""
    native: Cell = ""
    language: Literal["be", "bg", "ru", "uk"] | None = None
    kind: Literal["organization", "person", "place"] | None = None
    category: Cell = ""
    region: Cell = ""
    rank: Annotated[int, Meta(ge=0, le=6)] | None = None
    english: Cell = ""
    accepted: tuple[Cell, ...] | None = None
    forms: tuple[Cell, ...] = ()
    pair: Cell = ""
    gender: Literal["f", "m"] | None = None
    note: str = ""


class Options(Struct, forbid_unknown_fields=True, frozen=True):
    """The options by name; `Config` says what they do."""

    to: Literal["english", "ukrainian"] = "english"
    accepted: Literal["keep", "unify"] = "keep"
    renamed: Literal["keep", "current"] = "keep"
    sources: Annotated[tuple[Text, ...], Meta(min_length=1)] = ("french",)
    language: str | None = "auto"
    min_confidence: Probability = 0.75
    thresholds: dict[str, Probability] = {}
    tables: tuple[Text, ...] = ()
    packs: tuple[Text, ...] = ()
    schemes: tuple[Text, ...] = ()
    names: tuple[NameRow, ...] = ()
    exclude: tuple[Text, ...] = ()
    enable: tuple[Text, ...] = ()
    disable: tuple[str, ...] = ()
    protect: tuple[str, ...] = ()
