"""Measuring on data of your own: how many edits are right, how many are missed, how far confidences are to be believed.

>>> from slavonym.evaluation import evaluate
>>> result = evaluate([{"name": "Tchernihiv", "kind": "place", "right": ["Chernihiv"]}])
>>> result.names.share_right
1.0
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from slavonym.evaluation.gold import (
    GoldName,
    GoldText,
    Span,
    gold_from,
    parse_gold,
    read_gold,
)
from slavonym.evaluation.judge import Edits, Evaluation, Missed, Names, Outcome, judge
from slavonym.evaluation.measures import Bin, Calibration, Interval, Point, Threshold
from slavonym.evaluation.plot import as_svg
from slavonym.evaluation.report import as_json, as_text, mistakes
from slavonym.normalizer import Normalizer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "Bin",
    "Calibration",
    "Edits",
    "Evaluation",
    "GoldName",
    "GoldText",
    "Interval",
    "Missed",
    "Names",
    "Outcome",
    "Point",
    "Span",
    "Threshold",
    "as_json",
    "as_svg",
    "as_text",
    "evaluate",
    "mistakes",
    "parse_gold",
    "read_gold",
]


def evaluate(
    gold: str | Path | Iterable[Mapping[str, Any] | GoldText | GoldName],
    normalizer: Normalizer | None = None,
) -> Evaluation:
    """Measure a Normalizer against gold.

    Args:
        gold: The path of a gold file (JSON Lines or TSV, UTF-8), or records: dictionaries with the fields of a JSON
            record, or what `read_gold` returns.
        normalizer: What to measure; one with the default config if left out.

    Returns:
        The figures, and every proposal with its verdict. Immutable.

    Raises:
        GoldError: the gold is wrong; says every problem.
        OSError: the file cannot be read.
        RuleError: a rule or guard of the Normalizer raised.
    """
    records = read_gold(gold) if isinstance(gold, str | Path) else gold_from(gold)
    return judge(records, normalizer if normalizer is not None else Normalizer())
