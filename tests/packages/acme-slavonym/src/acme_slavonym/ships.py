"""A rule: Russian and Ukrainian warships that French copy spells its own way."""

from collections.abc import Iterator
from typing import ClassVar

from slavonym import Candidate, Evidence, Name
from slavonym.context import Context
from slavonym.model import Mention

SHIPS = {
    "Moskova": Name("ship:moskva", "organization", "ship", "ru", "Москва", "Moskva", "Moskva"),
    "Amiral Makarov": Name(
        "ship:makarov",
        "organization",
        "ship",
        "ru",
        "Адмирал Макаров",
        "Admiral Makarov",
        "Admiral Makarov",
    ),
}
CLASSES = ("cruiser", "frigate", "flagship", "warship")


class Ships:
    """Proposes a ship's name where a class of ships stands before it."""

    id = "acme-ships"
    examples: ClassVar = (
        ("the Russian cruiser Moskova sank", "the Russian cruiser Moskva sank"),
        ("the Russian frigate Amiral Makarov", "the Russian frigate Admiral Makarov"),
    )
    counter_examples: ClassVar = ("along the Moskova at night", "the frigate Surcouf")

    def propose(self, mention: Mention, context: Context) -> Iterator[Candidate]:
        """One candidate for a known ship after a word such as cruiser."""
        ship = SHIPS.get(mention.surface)
        before = context.before(mention.start).split()
        if ship and before and before[-1] in CLASSES:
            yield Candidate(
                start=mention.start,
                end=mention.end,
                surface=mention.surface,
                name=ship,
                rule=self.id,
                listed=True,
                evidence=(Evidence(self.id, f"{before[-1]!r} before it", 6.0),),
            )
