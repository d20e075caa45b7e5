"""The guard `excluded`: words and names that look like ours and are not, and what the config excludes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ClassVar

from slavonym.locate import read_table
from slavonym.surface import comparable

if TYPE_CHECKING:
    from slavonym.context import Context
    from slavonym.model import Candidate


class Excluded:
    """Forbids the forms listed in `tables/exclusions/words.tsv` and in the config's `exclude`."""

    id = "excluded"
    examples: ClassVar = ("A Tour of Ukraine",)
    counter_examples: ClassVar = (("Tchernihiv, in Ukraine", "Chernihiv, in Ukraine"),)

    def forbids(self, candidate: Candidate, context: Context) -> str | None:
        """The reason given in the table, or that the configuration excludes the form."""
        surface = comparable(candidate.surface)
        if surface.lower() in (form.lower() for form in context.config.exclude):
            return "excluded by the configuration"
        reason = _words().get(surface)
        return f"excluded: {reason}" if reason else None


@cache
def _words() -> dict[str, str]:
    rows = (line.split("\t") for line in read_table("exclusions/words.tsv").splitlines()[1:])
    return {row[0]: row[1] for row in rows}
