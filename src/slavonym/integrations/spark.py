"""Columns of texts in Spark, over Arrow.

The functions below add a column to a plan, and Spark's executors work it out in Python processes of their own. What
travels to these is the pickled Normalizer, some hundred bytes; slavonym with its tables must be installed there.
"""

from __future__ import annotations

import pickle
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark import cloudpickle
from pyspark.sql.functions import arrow_udf
from pyspark.sql.types import (
    ArrayType,
    DataType,
    DoubleType,
    LongType,
    StringType,
    StructField,
    StructType,
)

from slavonym.integrations.columns import FIELDS, each, matches_of, normalizer_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyspark.sql import DataFrame

    from slavonym.normalizer import Normalizer

_TYPES = {int: LongType(), float: DoubleType(), str: StringType()}
_ARROW_TYPES = {int: pa.int64(), float: pa.float64(), str: pa.string()}

MATCHES = ArrayType(StructType([StructField(f, _TYPES[kind]) for f, kind in FIELDS.items()]))
"""The type of what `explain_column` adds: an array of matches for each text."""
_ARROW_MATCHES = pa.list_(pa.struct([(f, _ARROW_TYPES[kind]) for f, kind in FIELDS.items()]))


def normalize_column(
    df: DataFrame,
    col: str,
    *,
    to_col: str | None = None,
    normalizer: Normalizer | None = None,
    **options: Any,
) -> DataFrame:
    """The frame with the names in a column written the standard way; nulls stay null.

    Args:
        df: The frame.
        col: Its column of texts (string).
        to_col: Where the normalized texts go; in place of `col` if left out.
        normalizer: What normalizes; one with `options` if left out.
        **options: The options of `Config`.

    Raises:
        TypeError: the column holds no strings, or both a normalizer and options are given.
        ConfigError: an option is unknown or has a wrong value.
    """
    chosen = normalizer_of(normalizer, options)
    return _with(df, col, to_col or col, _normalized, chosen, StringType())


def explain_column(
    df: DataFrame,
    col: str,
    *,
    to_col: str = "slavonym",
    normalizer: Normalizer | None = None,
    **options: Any,
) -> DataFrame:
    """The frame with a column more: what `normalize_column` changes, as an array of matches (`MATCHES`); null for null.

    Args:
        df: The frame.
        col: Its column of texts (string).
        to_col: Where the matches go.
        normalizer: What normalizes; one with `options` if left out.
        **options: The options of `Config`.

    Raises:
        TypeError: the column holds no strings, or both a normalizer and options are given.
        ConfigError: an option is unknown or has a wrong value.
    """
    return _with(df, col, to_col, _explained, normalizer_of(normalizer, options), MATCHES)


def _with(
    df: DataFrame,
    col: str,
    to_col: str,
    function: Callable[[pa.Array, Normalizer], pa.Array],
    normalizer: Normalizer,
    dtype: DataType,
) -> DataFrame:
    """The frame with a column of what the function makes of the texts in `col`.

    An Arrow UDF sends that one column to Python and back. What was measured against it stands in docs/integrations.md.
    """
    found = df.select(col).schema[0].dataType
    if not isinstance(found, StringType):
        message = f"column {col!r}: expected texts (string), found {found.simpleString()}"
        raise TypeError(message)
    pickled = cloudpickle.dumps(normalizer)

    def slavonym(texts: pa.Array) -> pa.Array:
        return function(texts, unpickled(pickled))

    return df.withColumn(to_col, arrow_udf(slavonym, dtype)(df[col]))


def _normalized(texts: pa.Array, normalizer: Normalizer) -> pa.Array:
    return pa.array(each(normalizer.normalize, texts.to_pylist()), pa.string())


def _explained(texts: pa.Array, normalizer: Normalizer) -> pa.Array:
    return pa.array(each(matches_of(normalizer), texts.to_pylist()), _ARROW_MATCHES)


@lru_cache(maxsize=16)
def unpickled(pickled: bytes) -> Normalizer:
    """The Normalizer: one for each Python worker and config, however many tasks and batches the worker is given."""
    normalizer: Normalizer = pickle.loads(pickled)  # noqa: S301  from our own driver, as all that Spark runs
    return normalizer
