"""A text cut at its matches, so that nothing after this needs offsets: JavaScript counts characters another way."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from slavonym.model import Explanation, Match


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A text, what to call it (the path of its file), and what was found in it."""

    name: str
    text: str
    explanation: Explanation


class Mark(NamedTuple):
    """A place in a text where something was found.

    `match` is the change made there, or the longest of the changes left undone; `others` are those that overlap it.
    """

    match: Match
    others: tuple[Match, ...]

    @property
    def made(self) -> bool:
        """Whether the change was made."""
        return not self.match.reason


def cut(text: str, explanation: Explanation) -> list[str | Mark]:
    """The text as what stands between the matches, and a mark for each.

    Returns:
        Pieces in text order. Those that are str, and the surfaces of the marks, are together the text.
    """
    first = sorted(
        (*explanation.matches, *explanation.rejected),
        key=lambda match: (bool(match.reason), match.start - match.end, match.start),
    )
    leading: list[Match] = []  # disjoint, in text order
    following: defaultdict[int, list[Match]] = defaultdict(list)
    for match in first:
        at = bisect_left(leading, match.end, key=lambda each: each.start)
        if at and leading[at - 1].end > match.start:
            following[leading[at - 1].start].append(match)
        else:
            leading.insert(at, match)
    pieces: list[str | Mark] = []
    copied = 0
    for match in leading:
        if match.start > copied:
            pieces.append(text[copied : match.start])
        pieces.append(Mark(match, tuple(following[match.start])))
        copied = match.end
    if copied < len(text):
        pieces.append(text[copied:])
    return pieces


def source_of(explanation: Explanation) -> str:
    """The text that was explained, got back by undoing the changes."""
    parts: list[str] = []
    copied = 0
    for match in explanation.matches:
        parts += (explanation.text[copied : match.out_start], match.surface)
        copied = match.out_end
    parts.append(explanation.text[copied:])
    return "".join(parts)
