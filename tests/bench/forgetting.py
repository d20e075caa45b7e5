"""Making a process forget the texts it has read, to measure what a new one costs."""

from __future__ import annotations

import gc
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MEMO = type(lru_cache(lambda: None))
_WORDS = 128
"""Results from which an `lru_cache` is a memo of what stood in texts, and not of settings or tables."""


def forgetting() -> Callable[[], None]:
    """What makes this process forget every text it has read, though not the tables it has loaded.

    A memo is a bounded `lru_cache` of slavonym, or one of its dictionaries that fill themselves.

    Raises:
        LookupError: there is no memo, so that what counts as one must have changed.
    """
    gc.unfreeze()  # what is frozen is not listed
    memos: list[Callable[[], object]] = []
    for found in gc.get_objects():
        kind = type(found)
        if kind is _MEMO:
            module = getattr(found.__wrapped__, "__module__", None) or ""
            limit = found.cache_parameters()["maxsize"]
            if module.startswith("slavonym") and limit is not None and limit >= _WORDS:
                memos.append(found.cache_clear)
        elif hasattr(kind, "__missing__") and kind.__module__.startswith("slavonym"):
            memos.append(found.clear)
    if not memos:
        message = "slavonym has no memo that this function knows as one"
        raise LookupError(message)

    def forget() -> None:
        for clear in memos:
            clear()

    return forget
