"""What the options of a `Config` may be, as types that msgspec checks."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

Probability = Annotated[float, Meta(ge=0, le=1)]


class Thresholds(Struct, forbid_unknown_fields=True, frozen=True):
    """Thresholds by kind of name."""

    organization: Probability | UnsetType = UNSET
    person: Probability | UnsetType = UNSET
    place: Probability | UnsetType = UNSET


class Options(Struct, forbid_unknown_fields=True, frozen=True):
    """The options by name; `Config` says what they do."""

    to: Literal["english", "ukrainian"] = "english"
    accepted: Literal["keep", "unify"] = "keep"
    renamed: Literal["keep", "current"] = "keep"
    min_confidence: Probability = 0.75
    thresholds: Thresholds = Thresholds()
    exclude: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    protect: tuple[str, ...] = ()
