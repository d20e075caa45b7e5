"""The guard `excluded`: words and names that look like ours and are not, and what the config excludes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ClassVar, NamedTuple

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
        word = _words().get(surface)
        if word is None or f" {context.before(candidate.start).rstrip()}".endswith(
            word.unless_after
        ):
            return None
        return f"excluded: {word.reason}"


class _Word(NamedTuple):
    """Why a word is excluded, and the words before it that lift the exclusion: the Douma."""

    reason: str
    unless_after: tuple[str, ...]


@cache
def _words() -> dict[str, _Word]:
    rows = (line.split("\t") for line in read_table("exclusions/words.tsv").splitlines()[1:])
    return {
        surface: _Word(reason, tuple(f" {word}" for word in unless.split("|") if word))
        for surface, reason, unless, _ in rows
    }
