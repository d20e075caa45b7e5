"""Comparing two texts word by word, so that nothing depends on how the pairing was found.

A token is a word, one other sign, or a stretch of white space. Two tokens are the same when `slavonym.surface.plain`
makes them so: kinds of white space, apostrophe and hyphen, and normalization forms, are no difference.
"""

from __future__ import annotations

from typing import NamedTuple

import regex
from rapidfuzz.distance import Levenshtein

from slavonym.surface import plain

_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}\u00AD]+|\s+|.", regex.DOTALL)


class Piece(NamedTuple):
    """`[start, end)` of one text stands for `[other_start, other_end)` of the other; `same` if they are alike."""

    start: int
    end: int
    other_start: int
    other_end: int
    same: bool


def pieces(before: str, after: str) -> list[Piece]:
    """Cut two texts into pieces that stand for each other.

    Tokens are paired if they are paired in every case: by the shortest way from one text to the other, read from the
    front and from the back. What lies between two pairs is one piece; none has white space alone on one side and
    something else on the other.
    """
    here, there = _tokens(before), _tokens(after)
    keys, other_keys = [_key(t) for t in here], [_key(t) for t in there]
    pairs = _pairs(keys, other_keys)
    back = _pairs(keys[::-1], other_keys[::-1])
    pairs &= {(len(here) - 1 - one, len(there) - 1 - other) for one, other in back}
    found: list[Piece] = []
    at = other_at = start = other_start = 0
    ends, other_ends = _ends(here), _ends(there)
    for one, other in [*sorted(pairs), (len(here), len(there))]:
        if at < one or other_at < other:
            end, other_end = ends[one], other_ends[other]
            found.append(Piece(start, end, other_start, other_end, same=False))
            start, other_start = end, other_end
        if one < len(here):
            end, other_end = ends[one + 1], other_ends[other + 1]
            found.append(Piece(start, end, other_start, other_end, same=True))
            start, other_start = end, other_end
        at, other_at = one + 1, other + 1
    return _filled(found, before, after)


def differences(before: str, after: str) -> list[Piece]:
    """The stretches that differ, where words that have only white space between them are one stretch."""
    found: list[Piece] = []
    space: Piece | None = None
    for piece in pieces(before, after):
        if piece.same:
            blank = before[piece.start : piece.end].isspace()
            space = piece if blank and found and found[-1].end == piece.start else None
            continue
        if found and space and space.end == piece.start:
            found.append(_joined(found.pop(), piece))
        else:
            found.append(piece)
        space = None
    return found


def _tokens(text: str) -> list[str]:
    return [token[0] for token in _TOKEN.finditer(text)]


def _key(token: str) -> str:
    return " " if token.isspace() else plain(token)


def _ends(tokens: list[str]) -> list[int]:
    """Where each token starts, and the end of the last."""
    ends = [0]
    for token in tokens:
        ends.append(ends[-1] + len(token))
    return ends


def _pairs(before: list[str], after: list[str]) -> set[tuple[int, int]]:
    """The tokens that stay, on a shortest way from one text to the other."""
    return {
        (block.a + number, block.b + number)
        for block in Levenshtein.opcodes(before, after).as_matching_blocks()
        for number in range(block.size)
    }


def _filled(found: list[Piece], before: str, after: str) -> list[Piece]:
    """Join a piece that is blank on one side (words added or dropped) with the piece before it, or after it."""
    filled: list[Piece] = []
    for piece in found:
        if filled and _is_lopsided(filled[-1], before, after):
            filled.append(_joined(filled.pop(), piece))
            continue
        filled.append(piece)
        while len(filled) > 1 and _is_lopsided(filled[-1], before, after):
            last = filled.pop()
            filled.append(_joined(filled.pop(), last))
    return filled


def _is_lopsided(piece: Piece, before: str, after: str) -> bool:
    one = before[piece.start : piece.end].strip()
    other = after[piece.other_start : piece.other_end].strip()
    return not piece.same and (not one or not other)


def _joined(one: Piece, other: Piece) -> Piece:
    return Piece(one.start, other.end, one.other_start, other.other_end, same=False)
