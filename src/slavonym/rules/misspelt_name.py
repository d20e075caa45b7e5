"""The rule `misspelt-name`: a name that the news uses much, with one letter lost, added or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from slavonym.model import Candidate
from slavonym.schemes import EDIT
from slavonym.surface import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slavonym.config import Config
    from slavonym.context import Context
    from slavonym.model import Mention
    from slavonym.schemes import Alignment

_SHORTEST = 6
"""Letters of a word; a shorter one is one letter away from too many others."""
_EXPLAINED = 1.0
"""Cost up to which another name explains a form as it stands."""


class MisspeltName:
    """Proposes prominent names that a French-looking form misses by a letter, where no name of the tables fits it."""

    id = "misspelt-name"
    examples: ClassVar = (
        (
            "The Russian minister Sergueï Choïgo spoke in Moscow.",
            "The Russian minister Sergei Shoigu spoke in Moscow.",
        ),
    )
    counter_examples: ClassVar = ("In Kyiv, Ukraine, the singer Marine Bouchette met Rouselot.",)

    def looks_around(self, config: Config) -> bool:  # noqa: ARG002  part of the interface
        """It never does."""
        return False

    def propose(self, mention: Mention, context: Context) -> Iterator[Candidate]:
        """One candidate for each prominent name that is a letter away."""
        form = comparable(mention.surface)
        if not _may_be_misspelt(form, mention, context):
            return
        gazetteer = context.gazetteer
        for entry, alignment in gazetteer.near(form):
            if not _is_slip(form, alignment, context):
                continue
            yield Candidate(
                start=mention.start,
                end=mention.end,
                surface=mention.surface,
                name=gazetteer.name(entry),
                rule=self.id,
                cost=max(0.0, alignment.cost - EDIT),
                alignment=alignment.pieces,
            )


def _may_be_misspelt(form: str, mention: Mention, context: Context) -> bool:
    """Whether it looks like a French spelling, and no name of the tables, ours or another land's, explains it."""
    words = form.split(" ")
    if len(words[-1]) < _SHORTEST or not context.gazetteer.schemes.marks.search(form.lower()):
        return False
    if not all(context.text[start].isupper() for start, _ in mention.words):
        return False
    gazetteer = context.gazetteer
    if gazetteer.known_elsewhere(words[-1]) or gazetteer.french_odds(words[-1]) < 0:
        return False
    alignments = (gazetteer.align(form, entry) for entry in gazetteer.find(form))
    return not any(a is not None and a.cost <= _EXPLAINED for a in alignments)


def _is_slip(form: str, alignment: Alignment, context: Context) -> bool:
    """Whether the wrong letter is likely a slip: not the first of a word, nor in what is a surname as it stands."""
    at = 0
    for piece in alignment.pieces:
        if piece.cost >= EDIT:
            break
        at += len(piece.surface)
    if at == 0 or not form[at - 1].isalpha():
        return False
    return at < form.rfind(" ") or not _is_surname(form.rsplit(" ", 1)[-1], context)


def _is_surname(word: str, context: Context) -> bool:
    gazetteer = context.gazetteer
    surnames = (entry for entry in gazetteer.find(word) if entry.category == "surname")
    alignments = (gazetteer.align(word, entry) for entry in surnames)
    return any(a is not None and a.cost <= _EXPLAINED for a in alignments)
