"""Names beside those of the tables: what a user adds, or says otherwise of a name the tables have."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from slavonym.gazetteer.load import Entry


class Overlay(NamedTuple):
    """Entries that go before those of the index, and the ids of those that they stand for."""

    entries: tuple[Entry, ...] = ()
    replaced: frozenset[str] = frozenset()


NO_OVERLAY = Overlay()
