"""What the rules propose, by the span it is proposed for."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from slavonym.record import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from slavonym.model import Candidate, Evidence


class Proposal:
    """The candidates for one surface form, and what the stages find out about them that holds wherever it stands.

    Each stage that has something of the kind keeps it here under a name of its own, so that it is found out once.

    Args:
        candidates: Candidates of one span, in the order they were proposed; their offsets count from any place.
    """

    __slots__ = ("candidates", "lasting", "notes", "right", "standing")

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.candidates = tuple(candidates)
        self.notes: Notes | None = None
        self.lasting: tuple[tuple[Evidence, ...], ...] | None = None
        self.right: tuple[bool, ...] | None = None
        self.standing: bool | None = None


class Notes(NamedTuple):
    """What a proposal tells about the document it stands in, and about itself."""

    is_full_name: bool
    """Whether it may be a person's full name."""
    is_sign: bool
    """Whether it is a good form of a name that stands out, and so a sign of what the document is about."""
    is_french: bool
    """Whether it is a good French spelling of such a name."""
    contested: bool
    """Whether it may be a name of several languages that is not written alike in them."""


class Span(NamedTuple):
    """A place in the document and what is proposed for it.

    `shift` is what the offsets of the candidates lack to be those of the document.
    """

    start: int
    end: int
    proposal: Proposal
    shift: int

    def placed(self, candidate: Candidate) -> Candidate:
        """One of its candidates with the offsets of the document."""
        return replace(candidate, start=self.start, end=self.end) if self.shift else candidate


def grouped(candidates: Iterable[Candidate]) -> list[Span]:
    """Candidates with the offsets of the document, by their spans, in the order of the first for each."""
    spans: defaultdict[tuple[int, int], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        spans[candidate.start, candidate.end].append(candidate)
    return [Span(*span, Proposal(found), 0) for span, found in spans.items()]
