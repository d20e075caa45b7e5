"""The rule `person-name`: a given name, a patronymic, a surname that the tables know apart, but not together."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, ClassVar

from slavonym.model import STYLE, Candidate
from slavonym.rules.parts import (
    PARTS,
    agree,
    joined_name,
    joined_pieces,
    name_parts,
    part_readings,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slavonym.config import Config
    from slavonym.context import Context
    from slavonym.model import Mention


class PersonName:
    """Proposes persons whose given name, patronymic and surname are of one language.

    So a given name that Ukrainian and Russian spell alike in French follows the surname: Oleg Synegoubov is Oleh
    Syniehubov, Oleg Kouznetsov stays an Oleg.
    """

    id = "person-name"
    examples: ClassVar = (
        (
            "the Ukrainian witness Oleg Chevtchenko said",
            "the Ukrainian witness Oleh Shevchenko said",
        ),
    )
    counter_examples: ClassVar = ("Oleg Kononenko", "Alexandre Dumas", "Victor Hugo")

    def looks_around(self, config: Config) -> bool:  # noqa: ARG002  part of the interface
        """It never does."""
        return False

    def propose(self, mention: Mention, context: Context) -> Iterator[Candidate]:
        """One candidate for each way to read the words as names of one language, each in its part."""
        if len(mention.words) == 1:
            return
        forms, between = name_parts(mention)
        is_style = context.gazetteer.schemes.is_other_romanization
        for parts in PARTS.get(len(forms), ()):
            readings = [
                [*part_readings(form, part, context)]
                for form, part in zip(forms, parts, strict=True)
            ]
            for chosen in product(*readings):
                if agree([reading.entry for reading in chosen]):
                    style = all(is_style(reading.pieces) for reading in chosen)
                    yield Candidate(
                        start=mention.words[0][0],
                        end=mention.words[-1][1],
                        surface=mention.surface,
                        name=joined_name([reading.entry for reading in chosen], context),
                        rule=STYLE if style else self.id,
                        cost=sum(reading.cost for reading in chosen),
                        alignment=tuple(joined_pieces(chosen, between)),
                    )
