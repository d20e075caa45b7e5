"""The weights of evidence: numbers in `tables/confidence.toml`, in log-odds."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from slavonym.locate import read_table
from slavonym.model import Evidence


def weigh(evidence_id: str, detail: str, times: float = 1.0) -> Evidence:
    """A piece of evidence with its weight from the table.

    Args:
        evidence_id: What it is called there.
        detail: The sentence for people.
        times: How often or how strongly it applies; the table caps some products.
    """
    weight: float = _numbers()["weights"][evidence_id] * times
    cap = _numbers()["cap"].get(evidence_id)
    return Evidence(evidence_id, detail, weight if cap is None else min(weight, cap))


def prior(*, standing_alone: bool) -> Evidence:
    """What is assumed before any evidence."""
    if standing_alone:
        return Evidence(
            "prior", "what is assumed of a name looked up", _numbers()["prior"]["alone"]
        )
    return Evidence("prior", "what is assumed of any capitalised word", _numbers()["prior"]["text"])


@cache
def strengths() -> dict[str, str]:
    """Letters and groups whose strength is not the usual one, and the evidence they are; ^ starts a name."""
    listed: dict[str, list[str]] = _numbers()["pieces"]
    return {piece: evidence_id for evidence_id, pieces in listed.items() for piece in pieces}


@cache
def _numbers() -> dict[str, Any]:
    return tomllib.loads(read_table("confidence.toml"))
