"""Stage 6, rewriting: the changes go into the text, and not one other character differs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from slavonym.model import Match
from slavonym.surface import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from slavonym.model import Candidate

_SEPARATOR = regex.compile(r"([\s\-‐‑]+)")


def rewrite(
    text: str, decisions: Iterable[tuple[Candidate, str, str]]
) -> tuple[str, tuple[Match, ...], tuple[Match, ...]]:
    """Write the changes.

    Args:
        text: The document.
        decisions: (candidate, name to write, reason why not) in text order; those without a reason are disjoint.

    Returns:
        The new text, the matches that were written and those that were not. A match that was not written has the
        span of its surface form in the new text.
    """
    parts: list[str] = []
    done: list[Match] = []
    left: list[Match] = []
    copied = shift = 0
    for candidate, target, reason in decisions:
        replacement = in_shape_of(candidate.surface, target)
        out_start = candidate.start + shift
        if reason:
            left.append(_match(candidate, replacement, out_start, candidate.end + shift, reason))
            continue
        parts += (text[copied : candidate.start], replacement)
        copied = candidate.end
        shift += len(replacement) - (candidate.end - candidate.start)
        done.append(_match(candidate, replacement, out_start, out_start + len(replacement), ""))
    parts.append(text[copied:])
    return "".join(parts), tuple(done), tuple(left)


def apply(text: str, matches: Sequence[Match]) -> str:
    """Replay the matches of an explanation on the text they were found in.

    Args:
        text: The text that was explained.
        matches: Some or all of `Explanation.matches`, in text order.

    Returns:
        The text with each `surface` replaced by its `replacement`. With all matches, `Explanation.text`.

    Raises:
        ValueError: a match does not stand in the text where it says, or two overlap.
    """
    for first, second in pairwise(matches):
        if second.start < first.end:
            message = (
                f"matches overlap or are out of order: {first.surface!r} and {second.surface!r}"
            )
            raise ValueError(message)
    parts: list[str] = []
    copied = 0
    for match in matches:
        found = text[match.start : match.end]
        if found != match.surface:
            message = (
                f"the text has {found!r} at {match.start}..{match.end}, expected {match.surface!r}: "
                "the matches belong to another text"
            )
            raise ValueError(message)
        parts += (text[copied : match.start], match.replacement)
        copied = match.end
    parts.append(text[copied:])
    return "".join(parts)


def in_shape_of(surface: str, target: str) -> str:
    """Write the target in the capitals of the surface form, and with what parts its words there.

    A word that is right already keeps its own characters, whatever their normalization form.
    """
    capitals = surface.isupper() and sum(char.isalpha() for char in surface) > 1
    if capitals:
        target = target.upper()
    here, there = _SEPARATOR.split(surface), _SEPARATOR.split(target)
    if len(here) != len(there):
        return target
    written = []
    for number, (old, new) in enumerate(zip(here, there, strict=True)):
        keep = number % 2 == 1 or (not capitals and comparable(old) == new) or old == new
        written.append(old if keep else new)
    return "".join(written)


def _match(
    candidate: Candidate, replacement: str, out_start: int, out_end: int, reason: str
) -> Match:
    return Match(
        start=candidate.start,
        end=candidate.end,
        surface=candidate.surface,
        out_start=out_start,
        out_end=out_end,
        replacement=replacement,
        confidence=candidate.confidence,
        rule=candidate.rule,
        name=candidate.name,
        evidence=candidate.evidence,
        alignment=tuple((piece.surface, piece.native) for piece in candidate.alignment),
        reason=reason,
    )
