"""A sign for or against a candidate, before it is weighed."""

from __future__ import annotations

from typing import NamedTuple


class Sign(NamedTuple):
    """One thing that was seen: its name in the table of weights, a sentence for people, how often or how much."""

    id: str
    detail: str
    strength: float = 1.0
