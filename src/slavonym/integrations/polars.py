"""Columns of texts in polars, as expressions: in a DataFrame, a LazyFrame or a stream.

>>> import polars as pl
>>> from slavonym.integrations.polars import normalize
>>> pl.DataFrame({"text": ["In kyiv, Ukraine", None]}).select(normalize("text")).to_series().to_list()
['In Kyiv, Ukraine', None]
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import polars as pl

from slavonym.integrations.columns import FIELDS, each, matches_of, normalizer_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from slavonym.normalizer import Normalizer

_DTYPES = {int: pl.Int64, float: pl.Float64, str: pl.String}
_TEXTS = (pl.String, pl.Categorical, pl.Enum, pl.Null)

MATCHES = pl.List(pl.Struct({field: _DTYPES[kind] for field, kind in FIELDS.items()}))
"""The type of what `explain` gives: a list of matches for each text."""


def normalize(
    column: str | pl.Expr, *, normalizer: Normalizer | None = None, **options: Any
) -> pl.Expr:
    """The column with its names written the standard way, as String; nulls stay null.

    Args:
        column: The name of a column of texts (String, Categorical or Enum), or an expression that gives one.
        normalizer: What normalizes; one with `options` if left out.
        **options: The options of `Config`.

    Raises:
        TypeError: both a normalizer and options are given.
        ConfigError: an option is unknown or has a wrong value.
        polars.exceptions.PolarsError: when the expression runs, and the column holds no texts.
    """
    return _mapped(column, normalizer_of(normalizer, options).normalize, pl.String())


def explain(
    column: str | pl.Expr, *, normalizer: Normalizer | None = None, **options: Any
) -> pl.Expr:
    """What `normalize` changes, as a list of matches for each text (`MATCHES`); null for null.

    Args:
        column: The name of a column of texts (String, Categorical or Enum), or an expression that gives one.
        normalizer: What normalizes; one with `options` if left out.
        **options: The options of `Config`.

    Raises:
        TypeError: both a normalizer and options are given.
        ConfigError: an option is unknown or has a wrong value.
        polars.exceptions.PolarsError: when the expression runs, and the column holds no texts.
    """
    return _mapped(column, matches_of(normalizer_of(normalizer, options)), MATCHES)


def register() -> None:
    """Give every expression the namespace `slavonym`: `pl.col("text").slavonym.normalize()` and `.explain()`.

    Calling it again does nothing.
    """
    if getattr(pl.Expr, "slavonym", None) is not SlavonymNamespace:
        pl.api.register_expr_namespace("slavonym")(SlavonymNamespace)


class SlavonymNamespace:
    """`expression.slavonym`, once `register()` was called."""

    def __init__(self, expression: pl.Expr) -> None:
        self._expression = expression

    def normalize(self, *, normalizer: Normalizer | None = None, **options: Any) -> pl.Expr:
        """See `slavonym.integrations.polars.normalize`."""
        return normalize(self._expression, normalizer=normalizer, **options)

    def explain(self, *, normalizer: Normalizer | None = None, **options: Any) -> pl.Expr:
        """See `slavonym.integrations.polars.explain`."""
        return explain(self._expression, normalizer=normalizer, **options)


def _mapped(column: str | pl.Expr, function: Callable[[str], Any], dtype: pl.DataType) -> pl.Expr:
    expression = pl.col(column) if isinstance(column, str) else column
    return expression.map_batches(
        partial(_map_series, function=function, dtype=dtype),
        return_dtype=dtype,
        is_elementwise=True,  # so that a stream need not be collected first
    )


def _map_series(series: pl.Series, function: Callable[[str], Any], dtype: pl.DataType) -> pl.Series:
    if series.dtype not in _TEXTS:
        message = f"column {series.name!r}: expected texts (String), found {series.dtype}"
        raise TypeError(message)
    return pl.Series(series.name, each(function, series.to_list()), dtype=dtype)
