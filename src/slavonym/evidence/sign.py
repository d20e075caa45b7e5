"""A sign for or against a candidate, before it is weighed."""

from __future__ import annotations

from typing import NamedTuple

FRENCH_DOCUMENT = "french-document"
"""The sign that a document has French spellings of well-known names."""
FRENCH_TOO = "french-too"
"""The sign that a form which another romanization has (Riazan) is no matter of style: French has it as well, and the
document has French spellings."""


class Sign(NamedTuple):
    """One thing that was seen: its name in the table of weights, a sentence for people, how often or how much."""

    id: str
    detail: str
    strength: float = 1.0
