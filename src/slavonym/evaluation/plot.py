"""A reliability diagram as one small SVG that needs nothing else: no script, no font, no style sheet."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slavonym.evaluation.judge import Evaluation
    from slavonym.evaluation.measures import Bin, Calibration, Point

# Lengths are in user units, which are pixels at the natural size.
_SIDE = 320
"""Side of the square in which the bins stand."""
_BARS = 70
"""Height of the histogram under it."""
_LEFT, _TOP, _GAP, _BOTTOM, _RIGHT = 58, 54, 40, 92, 22
_PANEL = _LEFT + _SIDE + _RIGHT
_HEIGHT = _TOP + _SIDE + _GAP + _BARS + _BOTTOM
_BIGGEST = 10.0
"""Radius of the point with the most proposals; areas are in proportion."""
_SMALLEST = 3.0
_COLUMNS = 20
"""Columns of the histogram, each 0.05 wide."""
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)

_STYLE = """
    svg { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; }
    .paper { fill: #ffffff } .ink { fill: #1f2328 } .faint { fill: #59636e }
    .title { font-size: 14px; font-weight: 600 }
    .middle { text-anchor: middle } .end { text-anchor: end }
    .grid { stroke: #d8dee4; stroke-width: 1 } .frame { fill: none; stroke: #818b98; stroke-width: 1 }
    .ideal { stroke: #59636e; stroke-width: 1.5; stroke-dasharray: 5 4 }
    .whisker { stroke: #0550ae; stroke-width: 1.5 } .point { fill: #0969da; fill-opacity: .55; stroke: #0550ae }
    .right { fill: #0969da } .wrong { fill: #bc4c00 }
    @media (prefers-color-scheme: dark) {
      .paper { fill: #0d1117 } .ink { fill: #f0f6fc } .faint { fill: #9198a1 }
      .grid { stroke: #2a313c } .frame { stroke: #656c76 } .ideal { stroke: #9198a1 }
      .whisker { stroke: #79c0ff } .point { fill: #58a6ff; stroke: #a5d6ff }
      .right { fill: #58a6ff } .wrong { fill: #f0883e }
    }
"""


def as_svg(evaluation: Evaluation) -> str:
    """The reliability diagram of edits and of names, as SVG 1.1 with a line end."""
    edits, names = evaluation.edits, evaluation.names
    return diagram(
        edits.calibration if edits.texts else None, names.calibration if names.names else None
    )


def diagram(edits: Calibration | None, names: Calibration | None) -> str:
    """The reliability diagram of edits, of names, or of both, as SVG 1.1 with a line end.

    Each point is a bin: how sure the library was, and how often it was right, with its 95 % interval. On the dashed
    line the two agree; below it the library is too sure. Under it stands how many proposals have which confidence.
    """
    panels = (("Edits in texts", edits), ("Names standing alone", names))
    shown = [(title, figures) for title, figures in panels if figures is not None]
    width = _PANEL * max(1, len(shown))
    size = f'width="{width}" height="{_HEIGHT}"'
    accessible = 'role="img" aria-labelledby="title desc"'
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg"',
        f'     {size} viewBox="0 0 {width} {_HEIGHT}" {accessible}>',
        '  <title id="title">Reliability diagram: how often proposals are right, by confidence</title>',
        f'  <desc id="desc">{" ".join(_described(*panel) for panel in shown)}</desc>',
        f"  <style>{_STYLE}  </style>",
        f'  <rect class="paper" {size}/>',
    ]
    for number, (title, figures) in enumerate(shown):
        lines.append(f'  <g transform="translate({_PANEL * number + _LEFT} {_TOP})">')
        lines += (f"    {line}" for line in _panel(title, figures))
        lines.append("  </g>")
    lines.append("</svg>")
    return "\n".join(lines) + "\n"


def _described(title: str, figures: Calibration) -> str:
    if not figures.points:
        return f"{title}: no proposals."
    bins = "; ".join(
        f"mean confidence {each.confidence:.2f}, right {each.share_right:.2f}, {each.count} proposals"
        for each in figures.bins
    )
    return (
        f"{title}: {len(figures.points)} proposals, expected calibration error {figures.ece:.3f}, "
        f"Brier score {figures.brier:.3f}. Bins: {bins}."
    )


def _panel(title: str, figures: Calibration) -> Iterator[str]:
    """One diagram; its origin is the upper left corner of the square."""
    yield f'<text class="ink title" y="-30">{title}</text>'
    if figures.points:
        yield (
            f'<text class="faint" y="-12">{len(figures.points)} proposals, '
            f"ECE {figures.ece:.3f}, Brier score {figures.brier:.3f}</text>"
        )
    else:
        yield '<text class="faint" y="-12">no proposals</text>'
    yield from _axes()
    yield f'<line class="ideal" x1="0" y1="{_SIDE}" x2="{_SIDE}" y2="0"/>'
    most = max((each.count for each in figures.bins), default=1)
    for each in figures.bins:
        yield from _point(each, most)
    yield f'<g transform="translate(0 {_SIDE + _GAP})">'
    yield from (f"  {line}" for line in _histogram(figures.points))
    yield "</g>"


def _axes() -> Iterator[str]:
    for tick in _TICKS:
        x, y = _number(tick * _SIDE), _number((1 - tick) * _SIDE)
        yield f'<line class="grid" x1="{x}" y1="0" x2="{x}" y2="{_SIDE}"/>'
        yield f'<line class="grid" x1="0" y1="{y}" x2="{_SIDE}" y2="{y}"/>'
        yield f'<text class="faint end" x="-8" y="{y}" dy="4">{tick:.1f}</text>'
        yield f'<text class="faint middle" x="{x}" y="{_SIDE + 18}">{tick:.1f}</text>'
    yield f'<rect class="frame" width="{_SIDE}" height="{_SIDE}"/>'
    middle = _SIDE // 2
    yield (
        f'<text class="ink middle" transform="translate(-40 {middle}) rotate(-90)">share right</text>'
    )


def _point(each: Bin, most: int) -> Iterator[str]:
    x, y = _number(each.confidence * _SIDE), _number((1 - each.share_right) * _SIDE)
    top, bottom = ((1 - end) * _SIDE for end in (each.interval.high, each.interval.low))
    radius = max(_SMALLEST, _BIGGEST * math.sqrt(each.count / most))
    yield "<g>"
    yield (
        f"  <title>mean confidence {each.confidence:.3f}, right {each.share_right:.3f} "
        f"(95 %: {each.interval.low:.3f} to {each.interval.high:.3f}), {each.count} proposals</title>"
    )
    yield f'  <line class="whisker" x1="{x}" y1="{_number(top)}" x2="{x}" y2="{_number(bottom)}"/>'
    yield f'  <circle class="point" cx="{x}" cy="{y}" r="{_number(radius)}"/>'
    yield "</g>"


def _histogram(points: Sequence[Point]) -> Iterator[str]:
    """Columns of right and wrong proposals by confidence; the origin is their upper left corner."""
    right, wrong = [0] * _COLUMNS, [0] * _COLUMNS
    for point in points:
        column = min(int(point.confidence * _COLUMNS), _COLUMNS - 1)
        (right if point.right else wrong)[column] += 1
    highest = max((r + w for r, w in zip(right, wrong, strict=True)), default=0)
    step = _SIDE / _COLUMNS
    for number, counts in enumerate(zip(right, wrong, strict=True)):
        if not sum(counts):
            continue
        low, high = number / _COLUMNS, (number + 1) / _COLUMNS
        yield "<g>"
        yield (
            f"  <title>confidence {low:.2f} to {high:.2f}: "
            f"{counts[0]} right, {counts[1]} wrong</title>"
        )
        base = float(_BARS)
        for count, name in zip(counts, ("right", "wrong"), strict=True):
            if count:
                height = count / highest * _BARS
                base -= height
                yield (
                    f'  <rect class="{name}" x="{_number(number * step + 1)}" y="{_number(base)}" '
                    f'width="{_number(step - 2)}" height="{_number(height)}"/>'
                )
        yield "</g>"
    yield f'<line class="frame" x1="0" y1="{_BARS}" x2="{_SIDE}" y2="{_BARS}"/>'
    if highest:
        yield f'<text class="faint end" x="-8" y="0" dy="8">{highest}</text>'
    yield f'<text class="faint end" x="-8" y="{_BARS}" dy="2">0</text>'
    yield f'<text class="ink middle" transform="translate(-40 {_BARS // 2}) rotate(-90)">count</text>'
    for tick in _TICKS:
        x = _number(tick * _SIDE)
        yield f'<text class="faint middle" x="{x}" y="{_BARS + 18}">{tick:.1f}</text>'
    yield f'<text class="ink middle" x="{_SIDE // 2}" y="{_BARS + 38}">confidence</text>'
    yield f'<rect class="right" y="{_BARS + 50}" width="10" height="10"/>'
    yield f'<text class="faint" x="15" y="{_BARS + 59}">right</text>'
    yield f'<rect class="wrong" x="58" y="{_BARS + 50}" width="10" height="10"/>'
    yield f'<text class="faint" x="73" y="{_BARS + 59}">wrong</text>'
    yield f'<line class="ideal" x1="130" y1="{_BARS + 55}" x2="156" y2="{_BARS + 55}"/>'
    yield f'<text class="faint" x="161" y="{_BARS + 59}">as sure as right</text>'
    yield (
        f'<text class="faint" y="{_BARS + 78}">'
        "point: a bin, its area by count; whisker: 95 % interval</text>"
    )


def _number(length: float) -> str:
    """A length with a tenth of a unit, written as short as it goes."""
    return f"{max(length, 0.0):.1f}".removesuffix(".0")
