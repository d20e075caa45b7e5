"""The rule `table-form`: a spelling of a name that stands in the tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from slavonym.model import RENAMED, STYLE, Candidate, Evidence
from slavonym.surface import comparable, is_form, is_form_but_for_accents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slavonym.config import Config
    from slavonym.context import Context
    from slavonym.model import Mention


_OWN_FORM, _OWN_NAME = 5.0, 2.0
"""The log-odds for a form that a user's configuration lists: they have met it, and say what it stands for; and for one
that a scheme makes of a name of theirs. Judged, not fitted: how often a desk's names occur, the desk alone knows."""
_REGION = re.compile(r"\s+(?:region|oblast|province|district)", re.IGNORECASE)
_LISTED_BY_USER = (Evidence("own-form", "a form that the configuration lists", _OWN_FORM),)
_NAMED_BY_USER = (Evidence("own-name", "a name that the configuration gives", _OWN_NAME),)


class TableForm:
    """Proposes every name of the gazetteer whose spellings, listed or made by a scheme, include the mention.

    The standard form of a name is proposed too: it says that the mention is right as it is.
    """

    id = "table-form"
    examples: ClassVar = (
        ("the stronghold of Chassiv Yar", "the stronghold of Chasiv Yar"),
        (
            "concessions from kyiv in the war in Ukraine",
            "concessions from Kyiv in the war in Ukraine",
        ),
        ("the village of Soloné, in Ukraine", "the village of Solone, in Ukraine"),
    )
    counter_examples: ClassVar = (
        "the city of Kharkiv",
        "Toulouse and Ouagadougou",
        "a Tour of France",
    )

    def looks_around(self, config: Config) -> bool:
        """Where old names are replaced, a region that follows keeps its own."""
        return config.renamed == "current"

    def propose(self, mention: Mention, context: Context) -> Iterator[Candidate]:
        """One candidate for each entry that a listed form or an alignment joins with the mention."""
        surface = comparable(mention.surface)
        gazetteer = context.gazetteer
        for entry in gazetteer.find(surface):
            listed = is_form(surface, entry.forms)
            if surface.islower() and not (surface in entry.forms or context.standing_alone):
                continue
            name = gazetteer.name(entry)
            standard = is_form(surface, (name.english, name.ukrainian, *name.accepted))
            rule = self.id
            if not (listed or standard or surface.isascii()):  # accents that the listed form lacks
                listed = is_form_but_for_accents(surface, entry.forms)
            if (
                entry.current
                and context.config.renamed == "current"
                and not _names_region(mention, context)
            ):
                name = gazetteer.name(gazetteer.current(entry))
                if standard:
                    listed, rule = True, RENAMED
            alignment = gazetteer.align(surface, entry)
            if alignment is None and not (listed or standard):
                continue
            known = listed or standard
            if (
                alignment
                and not known
                and gazetteer.schemes.is_other_romanization(alignment.pieces)
            ):
                rule = STYLE  # good English by another system
            of_user = _LISTED_BY_USER if listed else _NAMED_BY_USER
            yield Candidate(
                start=mention.start,
                end=mention.end,
                surface=mention.surface,
                name=name,
                rule=rule,
                cost=0.0 if known or alignment is None else alignment.cost,
                alignment=alignment.pieces if alignment else (),
                listed=listed,
                evidence=of_user if gazetteer.is_own(entry) else (),
            )


def _names_region(mention: Mention, context: Context) -> bool:
    """Whether a region follows: the Dnipropetrovsk region kept the name that its capital lost."""
    return _REGION.match(context.after(mention.end)) is not None
