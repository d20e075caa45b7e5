"""An explanation in a notebook: static and small, and legible where a viewer takes styles and drawings away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slavonym.report.html import escaped, evidence, facts, letters, level, native, percent
from slavonym.report.marks import Mark, cut, source_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from slavonym.model import Explanation

_SHOWN = 200
"""Characters that are shown on each side of a match."""
_MOST = 20
"""Marks of which a notebook shows the evidence; the text shows all."""

_STYLE = """
.slavonym-explanation { max-width: 60em; line-height: 1.5; text-align: left }
.slavonym-explanation .text { white-space: pre-wrap }
.slavonym-explanation del { opacity: .75 }
.slavonym-explanation ins { text-decoration: none; border-bottom: 2px solid #2e8b6a; background: #2e8b6a26 }
.slavonym-explanation ins.likely { border-bottom-style: dashed; border-color: #b07d12; background: #b07d1226 }
.slavonym-explanation ins.doubtful { border-bottom-style: dotted; border-color: #c2502a; background: #c2502a26 }
.slavonym-explanation u { text-decoration: underline dotted }
.slavonym-explanation table { margin: .3em 0 .6em; border-collapse: collapse }
.slavonym-explanation td, .slavonym-explanation th { padding: .1em .5em; text-align: left; font-weight: normal }
.slavonym-explanation .evidence td:last-child { text-align: right; font-variant-numeric: tabular-nums }
.slavonym-explanation .letters ruby { display: inline-flex; flex-direction: column; align-items: center }
.slavonym-explanation .letters rt { display: block; font-size: 1em } .slavonym-explanation .letters rp { display: none }
.slavonym-explanation .bar { width: 8em; height: .6em }
.slavonym-explanation .bar .for { fill: #2e8b6a } .slavonym-explanation .bar .against { fill: #c2502a }
"""


def fragment(explanation: Explanation) -> str:
    """What was changed and left alone, with the evidence, as a piece of HTML.

    Args:
        explanation: Of a text of any length; far from the matches it is left out.

    Returns:
        HTML without scripts; its styles touch nothing else.
    """
    pieces = cut(source_of(explanation), explanation)
    marks = [piece for piece in pieces if isinstance(piece, Mark)]
    made = sum(mark.made for mark in marks)
    head = f"{_count(made, 'change')}, {len(marks) - made} left alone"
    told = "".join(_details(mark) for mark in marks[:_MOST])
    more = (
        f"<p>The evidence of {len(marks) - _MOST} more is not shown.</p>"
        if len(marks) > _MOST
        else ""
    )
    return (
        f'<div class="slavonym-explanation"><style>{_STYLE}</style><p><strong>{head}</strong></p>'
        f'<p class="text">{"".join(_text(pieces))}</p>{told}{more}</div>'
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _text(pieces: list[str | Mark]) -> Iterator[str]:
    for number, piece in enumerate(pieces):
        if isinstance(piece, str):
            yield escaped(_shortened(piece, first=number == 0, last=number == len(pieces) - 1))
        elif piece.made:
            match = piece.match
            yield (
                f'<del>{escaped(match.surface)}</del> <ins class="{level(match.confidence)}">'
                f"{escaped(match.replacement)}</ins>"
            )
        else:
            yield f'<u title="{escaped(piece.match.reason)}">{escaped(piece.match.surface)}</u>'


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """What stands between two matches, without its middle if it is long."""
    before = "" if first else text[:_SHOWN]
    after = "" if last else text[-_SHOWN:]
    return text if len(text) <= 2 * _SHOWN else f"{before} […] {after}"


def _details(mark: Mark) -> str:
    match = mark.match
    verdict = f"left alone: {escaped(match.reason)}" if match.reason else escaped(match.rule)
    return (
        f"<details><summary>{escaped(match.surface)} → {escaped(match.replacement)} "
        f"({percent(match.confidence)}, {verdict})</summary>"
        f"<p>{native(match.name)}, {facts(match.name)}</p>"
        f"{letters(match)}{evidence(match.evidence)}</details>"
    )
