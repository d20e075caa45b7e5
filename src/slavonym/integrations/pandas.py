"""Series of texts in pandas.

>>> import pandas as pd
>>> from slavonym.integrations.pandas import normalize
>>> normalize(pd.Series(["In kyiv, Ukraine", None])).tolist()
['In Kyiv, Ukraine', None]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from slavonym.integrations.columns import FIELDS, each, matches_of, normalizer_of

if TYPE_CHECKING:
    from slavonym.normalizer import Normalizer

_DTYPES = {int: "int64", float: "float64", str: "string"}


def normalize(
    series: pd.Series, *, normalizer: Normalizer | None = None, **options: Any
) -> pd.Series:
    """A copy of the series with its names written the standard way.

    Index, name, dtype and nulls are kept. A categorical series has its categories normalized; those that become alike
    become one.

    Args:
        series: Texts, and nulls of any kind; object, string or categorical.
        normalizer: What normalizes; one with `options` if left out.
        **options: The options of `Config`.

    Raises:
        TypeError: a value is neither text nor null, or both a normalizer and options are given.
        ConfigError: an option is unknown or has a wrong value.
    """
    chosen = normalizer_of(normalizer, options)
    if isinstance(series.dtype, pd.CategoricalDtype):
        return _with_categories(series, each(chosen.normalize, series.cat.categories))
    present = series.notna()
    changed = series.copy()
    changed[present] = [text for text in each(chosen.normalize, _texts(series)) if text is not None]
    return changed


def explain(
    series: pd.Series, *, normalizer: Normalizer | None = None, **options: Any
) -> pd.DataFrame:
    """What `normalize` changes, one row a match.

    Args:
        series: Texts and nulls.
        normalizer: What normalizes; one with `options` if left out.
        **options: The options of `Config`.

    Returns:
        A frame with the columns of `slavonym.integrations.columns.FIELDS`. Its index has the label of the text in the
        series, as often as the text has matches.

    Raises:
        TypeError: a value is neither text nor null, or both a normalizer and options are given.
        ConfigError: an option is unknown or has a wrong value.
    """
    explained = each(matches_of(normalizer_of(normalizer, options)), _texts(series))
    found = [(row, match) for row, matches in enumerate(explained) for match in matches or ()]
    columns = {
        field: pd.array([match[field] for _, match in found], dtype=_DTYPES[kind])
        for field, kind in FIELDS.items()
    }
    return pd.DataFrame(columns, index=series.index.take([row for row, _ in found]))


def register() -> None:
    """Give every Series the accessor `slavonym`: `series.slavonym.normalize()` and `.explain()`.

    Calling it again does nothing.
    """
    if getattr(pd.Series, "slavonym", None) is not SlavonymAccessor:
        pd.api.extensions.register_series_accessor("slavonym")(SlavonymAccessor)


class SlavonymAccessor:
    """`series.slavonym`, once `register()` was called."""

    def __init__(self, series: pd.Series) -> None:
        self._series = series

    def normalize(self, *, normalizer: Normalizer | None = None, **options: Any) -> pd.Series:
        """See `slavonym.integrations.pandas.normalize`."""
        return normalize(self._series, normalizer=normalizer, **options)

    def explain(self, *, normalizer: Normalizer | None = None, **options: Any) -> pd.DataFrame:
        """See `slavonym.integrations.pandas.explain`."""
        return explain(self._series, normalizer=normalizer, **options)


def _texts(series: pd.Series) -> list[Any]:
    """The values as they are, with None for nulls of any kind."""
    pairs = zip(series, series.isna(), strict=True)
    return [None if null else value for value, null in pairs]


def _with_categories(series: pd.Series, categories: list[Any]) -> pd.Series:
    """The series with its categories replaced, one by one, by these; those that are alike become one."""
    old = series.cat
    place, distinct = pd.Index(categories, dtype=old.categories.dtype).factorize()
    codes = pd.api.extensions.take(place, old.codes.to_numpy(), allow_fill=True, fill_value=-1)
    values = pd.Categorical.from_codes(codes, distinct, ordered=old.ordered)
    return pd.Series(values, index=series.index).__finalize__(series)  # name and attrs
