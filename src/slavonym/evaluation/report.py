"""The figures as text for a terminal, and as plain data for JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from slavonym.evaluation.measures import keep, share, wilson

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from slavonym.evaluation.judge import Edits, Evaluation, Missed, Names, Outcome
    from slavonym.evaluation.measures import Calibration

SCHEMA = "slavonym.evaluation/1"
"""Name and version of what `as_json` gives. The version rises when a field goes or changes its meaning."""

_DIGITS = 6


def as_text(evaluation: Evaluation) -> str:
    """The figures for people: plain text, lines of 80 characters at most, with a line end."""
    least = evaluation.config.min_confidence
    parts = []
    if evaluation.edits.texts:
        parts.append(_edits(evaluation.edits, least))
    if evaluation.names.names:
        parts.append(_names(evaluation.names, least))
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def mistakes(evaluation: Evaluation) -> str:
    """Each wrong edit, missed name, wrong first answer and name without one; a line each, kind by kind."""
    edits, names = evaluation.edits, evaluation.names
    wrong = [outcome for outcome in edits.outcomes if outcome.made and not outcome.right]
    lines = [
        *(_wrong("wrong edit", outcome) for outcome in wrong),
        *(_missed("missed", missed) for missed in edits.missed),
        *(_wrong("wrong answer", answer) for answer in names.outcomes if not answer.right),
        *(_missed("no answer", missed) for missed in names.unanswered),
    ]
    return "".join(f"{line}\n" for line in lines)


def _wrong(what: str, outcome: Outcome) -> str:
    return (
        f"{outcome.where}: {what}: {outcome.surface} -> {outcome.written}  {outcome.confidence:.3f}"
    )


def _missed(what: str, missed: Missed) -> str:
    return f"{missed.where}: {what}: {missed.surface}, expected {' or '.join(missed.right)}"


def _edits(edits: Edits, least: float) -> Iterator[str]:
    yield f"Edits in {_number(edits.texts, 'text')}"
    yield f"  precision  {_share(edits.right, edits.made)}  edits right of those made"
    yield f"  recall     {_share(edits.found, edits.wanted)}  names found of those wanted"
    yield f"  F1         {_plain(edits.f1)}"
    if edits.doubtful:
        yield f"  not counted: {_number(edits.doubtful, 'edit')} in a doubtful place"
    yield ""
    made = edits.made
    below = len(edits.outcomes) - made
    yield from _calibration(
        edits.calibration,
        f"Confidence of {_number(len(edits.outcomes), 'proposed edit')}"
        f" ({made} made, {below} below the threshold)",
        ("right edits", "wrong ones"),
        least,
    )


def _names(names: Names, least: float) -> Iterator[str]:
    yield f"{_number(names.names, 'name')} standing alone"
    yield f"  answered     {_share(names.answered, names.names)}  with an answer"
    yield f"  right first  {_share(names.right, names.names)}  with a right first answer"
    if names.left:
        yield f"  without an answer, and right as they stand: {names.left}"
    yield ""
    yield from _calibration(
        names.calibration,
        f"Confidence of {_number(names.answered, 'first answer')}",
        ("right answers", "wrong ones"),
        least,
    )


def _calibration(
    figures: Calibration, title: str, called: tuple[str, str], least: float
) -> Iterator[str]:
    yield title
    if not figures.points:
        return
    yield f"  ECE {_plain(figures.ece)} (equal-mass bins), Brier score {_plain(figures.brier)}"
    yield ""
    rows = [
        (
            f"{each.low:.3f} - {each.high:.3f}",
            f"{each.confidence:.3f}",
            f"{each.share_right:.3f}",
            f"{each.interval.low:.2f} - {each.interval.high:.2f}",
            str(each.count),
        )
        for each in figures.bins
    ]
    yield from _table(("confidence", "mean", "right", "95 % interval", "count"), rows)
    yield ""
    kept = [
        (
            f"{row.threshold:g}",
            f"{_percent(row.right_kept)}",
            f"{_percent(row.wrong_kept)}",
            f"{_percent(row.precision, 1)}",
        )
        for row in figures.thresholds
    ]
    yield from _table(("threshold", "right kept", "wrong kept", "precision"), kept)
    yield ""
    at = keep(figures.points, least)
    right, wrong = called
    keeps = [
        f"{_percent(part)} of the {name}"
        for part, name in ((at.right_kept, right), (at.wrong_kept, wrong))
        if part is not None
    ]
    yield f"  At {least:g}, the min_confidence of this config, you keep"
    yield f"  {' and '.join(keeps)}."


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    lines = [header, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    for line in lines:
        yield "  " + "  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True))


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _percent(part: float | None, digits: int = 0) -> str:
    return "-" if part is None else f"{100 * part:.{digits}f} %"


def _plain(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"


def _share(part: int, whole: int) -> str:
    found = _percent(share(part, whole), 1).rjust(7)
    if not whole:
        return f"{found}  (0 of 0)"
    low, high = wilson(part, whole)
    return f"{found}  (95 %: {100 * low:.0f} to {100 * high:.0f})  {part} of {whole}"


def as_json(evaluation: Evaluation, gold: Sequence[str] = ()) -> dict[str, object]:
    """The figures as data for JSON: numbers from 0 to 1, null for nothing by nothing.

    Args:
        evaluation: What `evaluate` returned.
        gold: The names of the files, which are told along.
    """
    from slavonym import __version__  # noqa: PLC0415  the package imports no evaluation

    edits, names = evaluation.edits, evaluation.names
    return {
        "schema": SCHEMA,
        "version": __version__,
        "gold": list(gold),
        "config": asdict(evaluation.config),
        "edits": {
            "texts": edits.texts,
            "made": edits.made,
            "right": edits.right,
            "wanted": edits.wanted,
            "found": edits.found,
            "doubtful": edits.doubtful,
            "precision": _rounded(edits.precision),
            "precision_interval": _interval(edits.right, edits.made),
            "recall": _rounded(edits.recall),
            "recall_interval": _interval(edits.found, edits.wanted),
            "f1": _rounded(edits.f1),
            **_calibration_data(edits.calibration),
        },
        "names": {
            "names": names.names,
            "answered": names.answered,
            "right": names.right,
            "left": names.left,
            "share_answered": _rounded(names.share_answered),
            "share_right": _rounded(names.share_right),
            "share_right_interval": _interval(names.right, names.names),
            **_calibration_data(names.calibration),
        },
    }


def _calibration_data(figures: Calibration) -> dict[str, object]:
    return {
        "points": len(figures.points),
        "ece": _rounded(figures.ece),
        "brier": _rounded(figures.brier),
        "bins": [
            {
                "low": _rounded(each.low),
                "high": _rounded(each.high),
                "confidence": _rounded(each.confidence),
                "count": each.count,
                "right": each.right,
                "share_right": _rounded(each.share_right),
                "interval": [_rounded(end) for end in each.interval],
            }
            for each in figures.bins
        ],
        "thresholds": [
            {
                "threshold": row.threshold,
                "right": row.right,
                "wrong": row.wrong,
                "right_kept": _rounded(row.right_kept),
                "wrong_kept": _rounded(row.wrong_kept),
                "precision": _rounded(row.precision),
            }
            for row in figures.thresholds
        ],
    }


def _interval(part: int, whole: int) -> list[float | None] | None:
    return [_rounded(end) for end in wilson(part, whole)] if whole else None


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, _DIGITS)
