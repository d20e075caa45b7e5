"""Hugging Face datasets: a function for `Dataset.map(..., batched=True)`.

>>> from slavonym.integrations.datasets import normalize_batch
>>> normalize_batch("text")({"text": ["In kyiv, Ukraine", None], "id": [1, 2]})
{'text': ['In Kyiv, Ukraine', None]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import slavonym
from slavonym.gazetteer.store import tables_digest
from slavonym.integrations.columns import each, normalizer_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slavonym.normalizer import Normalizer


class normalize_batch:  # noqa: N801  called like a function
    """A function that normalizes columns of a batch: `dataset.map(normalize_batch("text"), batched=True)`.

    Its pickle is the same in every process, so that `datasets` finds what it has worked out before; it is another one
    with other options, another version of the library or other tables, so that nothing stale is found. It works with
    `num_proc`, and with an `IterableDataset`.

    Args:
        *columns: The columns to normalize; at least one.
        normalizer: What normalizes; one with `options` if left out.
        **options: The options of `Config`.

    Raises:
        TypeError: no column is named, or both a normalizer and options are given; when called, if a value is neither
            str nor None.
        ConfigError: an option is unknown or has a wrong value.
    """

    def __init__(self, *columns: str, normalizer: Normalizer | None = None, **options: Any) -> None:
        if not columns:
            message = "name the columns to normalize"
            raise TypeError(message)
        self.columns = columns
        self.normalizer = normalizer_of(normalizer, options)
        self.version = (slavonym.__version__, tables_digest().hex())

    def __call__(self, batch: Mapping[str, list[Any]]) -> dict[str, list[str | None]]:
        """The columns of the batch, normalized; the others are not in what is returned, and `map` keeps them."""
        return {column: each(self.normalizer.normalize, batch[column]) for column in self.columns}
