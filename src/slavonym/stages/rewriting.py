"""Stage 6, rewriting: the changes go into the text, and not one other character differs."""

from __future__ import annotations

import re
from collections import deque
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from slavonym.model import Explanation, Match
from slavonym.record import replace
from slavonym.surface import comparable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from slavonym.model import Candidate

_SEPARATOR = re.compile(r"([\s\-‐‑]+)")


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


def compose(text: str, first: Explanation, again: Explanation) -> Explanation:
    """Join two rounds of changes into one explanation of the first round's text.

    Args:
        text: What the first round was given.
        first: What it did.
        again: What a second round did with `first.text`.

    Returns:
        The explanation that leads from `text` to `again.text`. A change of the second round that touches one of the
        first is joined with it.
    """
    joined: list[Match] = []
    earlier = deque(first.matches)
    back = 0  # from a place in first.text to the same in text
    forth = 0  # to the same in again.text
    for match in again.matches:
        while earlier and earlier[0].out_end <= match.start:
            done = earlier.popleft()
            back = done.end - done.out_end
            joined.append(_shifted(done, forth))
        touched = []
        while earlier and earlier[0].out_start < match.end:
            touched.append(earlier.popleft())
        start, end = match.start, match.end
        if touched:
            start, end = min(start, touched[0].out_start), max(end, touched[-1].out_end)
        origin = start + back
        if touched:
            back = touched[-1].end - touched[-1].out_end
        kept_before = first.text[start : match.start]
        replacement = kept_before + match.replacement + first.text[match.end : end]
        joined.append(
            replace(
                match,
                start=origin,
                end=end + back,
                surface=text[origin : end + back],
                out_start=start + forth,
                out_end=start + forth + len(replacement),
                replacement=replacement,
            )
        )
        forth += len(match.replacement) - (match.end - match.start)
    joined += (_shifted(match, forth) for match in earlier)
    return Explanation(again.text, tuple(joined), tuple(_left_alone(first, again)))


def _left_alone(first: Explanation, again: Explanation) -> Iterator[Match]:
    """What the second round left alone, where it stands in the first round's text."""
    changed = deque(first.matches)
    back = 0
    for match in again.rejected:
        while changed and changed[0].out_end <= match.start:
            done = changed.popleft()
            back = done.end - done.out_end
        if not changed or match.end <= changed[0].out_start:
            yield replace(match, start=match.start + back, end=match.end + back)


def _shifted(match: Match, shift: int) -> Match:
    return replace(match, out_start=match.out_start + shift, out_end=match.out_end + shift)


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


@lru_cache(maxsize=8192)
def in_shape_of(surface: str, target: str) -> str:
    """Write the target in the capitals of the surface form, and with what parts its words there.

    A word that is right already keeps its own characters, whatever their normalization form.
    """
    here, there = _SEPARATOR.split(surface), _SEPARATOR.split(target)
    if len(here) != len(there):
        return target.upper() if _is_shouted(surface) else target
    shouted = _is_shouted(surface)
    written = []
    for number, (old, new) in enumerate(zip(here, there, strict=True)):
        parts_words = number % 2 == 1
        same = old.isspace() == new.isspace() if parts_words else comparable(old) == new
        capitals = shouted or (not parts_words and len(here) > 1 and _is_shouted(old))
        keep = same if parts_words else old == new or (same and not capitals)
        written.append(old if keep else new.upper() if capitals else new)
    return "".join(written)


def _is_shouted(form: str) -> bool:
    """Whether a form is in capitals; one letter is not enough to tell."""
    return form.isupper() and sum(char.isalpha() for char in form) > 1


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
