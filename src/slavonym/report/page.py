"""The review page: one file of HTML that needs nothing else, and holds the texts it shows."""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from pathlib import PurePath
from string import Template
from typing import TYPE_CHECKING, NamedTuple

from slavonym.report.html import escaped, evidence, facts, letters, level, native, percent
from slavonym.report.marks import Mark, cut
from slavonym.surface import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from slavonym.model import Candidate
    from slavonym.normalizer import Normalizer
    from slavonym.report.marks import Reviewed


class _Placed(NamedTuple):
    """A mark, how the page calls it, and where it stands in the text (both from 1)."""

    mark: Mark
    id: str
    line: int
    column: int


def page(texts: Sequence[Reviewed], normalizer: Normalizer) -> str:
    """A page for the review of texts, as HTML.

    Args:
        texts: What was explained, in the order in which it is to be shown.
        normalizer: What explained them. It is asked what else a name may be, and its config is told.

    Returns:
        A document that asks nothing from any network. Line ends are LF; encode it as UTF-8.
    """
    cuts = [cut(text.text, text.explanation) for text in texts]
    placed = [list(_placed(pieces, number)) for number, pieces in enumerate(cuts)]
    writer = _Writer(normalizer)
    sections = [
        writer.section(text, pieces, marks, number)
        for number, (text, pieces, marks) in enumerate(zip(texts, cuts, placed, strict=True))
    ]
    made = [m.mark.match.confidence for marks in placed for m in marks if m.mark.made]
    style, script = _asset("page.css"), _asset("page.js")
    return Template(_asset("page.html")).substitute(
        policy=f"script-src '{_digest(script)}'; style-src '{_digest(style)}'",
        title=escaped(PurePath(texts[0].name).name if len(texts) == 1 else f"{len(texts)} texts"),
        style=style,
        script=script,
        data=_data(texts, cuts, placed),
        sections="\n".join(sections),
        least=int(min(made, default=normalizer.config.min_confidence) * 100),
        changes=len(made),
        left=sum(not m.mark.made for marks in placed for m in marks),
        asked=_asked(normalizer),
    )


def _asset(name: str) -> str:
    return files("slavonym.report").joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """The only script and the only style sheet that the page lets run, for its content security policy."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _asked(normalizer: Normalizer) -> str:
    config = normalizer.config
    forms = "Ukrainian names by KMU-2010" if config.to == "ukrainian" else "English forms"
    others = "unified" if config.accepted == "unify" else "kept"
    return f"{forms}, other good ones {others}; from {config.min_confidence * 100:.0f} %"


def _placed(pieces: Sequence[str | Mark], text: int) -> Iterator[_Placed]:
    line = column = 1
    count = 0
    for piece in pieces:
        run = piece if isinstance(piece, str) else piece.match.surface
        if isinstance(piece, Mark):
            count += 1
            yield _Placed(piece, f"{text + 1}-{count}", line, column)
        line += run.count("\n")
        column = len(run) - run.rfind("\n") if "\n" in run else column + len(run)


def _data(
    texts: Sequence[Reviewed], cuts: Sequence[list[str | Mark]], placed: Sequence[list[_Placed]]
) -> str:
    """What the script needs, as JSON that cannot end its script element: the texts, in pieces."""
    data = []
    for text, pieces, marks in zip(texts, cuts, placed, strict=True):
        ids = iter(marks)
        data.append(
            {
                "name": "text.txt" if text.name == "-" else PurePath(text.name).name,
                "pieces": [
                    piece if isinstance(piece, str) else _mark_data(piece, next(ids).id)
                    for piece in pieces
                ],
            }
        )
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")


def _mark_data(mark: Mark, called: str) -> dict[str, object]:
    match = mark.match
    return {
        "id": called,
        "surface": match.surface,
        "replacement": match.replacement,
        "confidence": round(match.confidence, 6),
        "made": mark.made,
        "form": comparable(match.surface),
    }


class _Writer:
    """Writes the sections of a page; remembers what else a name may be."""

    def __init__(self, normalizer: Normalizer) -> None:
        self._normalizer = normalizer
        self._known: dict[str, tuple[Candidate, ...]] = {}

    def section(
        self, text: Reviewed, pieces: Sequence[str | Mark], marks: Sequence[_Placed], number: int
    ) -> str:
        """One text: its name, itself, and a card for each of its marks."""
        ids = iter(marks)
        prose = "".join(
            escaped(piece) if isinstance(piece, str) else _link(piece, next(ids).id)
            for piece in pieces
        )
        cards = "\n".join(f"<li>{self._card(each)}</li>" for each in marks)
        name = "standard input" if text.name == "-" else text.name
        nothing = "" if marks else "<p>Nothing was found in this text.</p>"
        return (
            f'<section class="text" aria-labelledby="text-{number + 1}" data-text="{number}">\n'
            f'<header><h2 id="text-{number + 1}">{escaped(name)}</h2>'
            f'<p class="counts">{_counts(marks)}</p>'
            f'<button type="button" class="save scripted">Download the corrected text</button></header>\n'
            f'<div class="columns"><div class="prose">{prose}</div>\n'
            f'<aside aria-label="Names in {escaped(name)}">{nothing}<ol class="cards">\n{cards}\n</ol></aside></div>\n'
            "</section>"
        )

    def _card(self, placed: _Placed) -> str:
        mark, match = placed.mark, placed.mark.match
        state = f"made {level(match.confidence)}" if mark.made else "left"
        verdict = "" if mark.made else f'<p class="reason">Left alone: {escaped(match.reason)}.</p>'
        return (
            f'<details open class="card {state}" id="card-{placed.id}">'
            f'<summary><span class="forms">{_forms(mark)}</span> '
            f'<span class="confidence">{percent(match.confidence)}</span></summary>'
            f'<div class="why">{verdict}'
            f'<div class="decide scripted" role="group" aria-label="{escaped(match.surface)}">'
            '<button type="button" class="accept" aria-pressed="false">Accept</button>'
            '<button type="button" class="reject" aria-pressed="false">Reject</button>'
            '<button type="button" class="all" hidden></button></div>'
            f'<p class="facts"><strong>{native(match.name)}</strong> {facts(match.name)} '
            f'<a href="#mark-{placed.id}">line {placed.line}, column {placed.column}</a></p>'
            f"{_titled('Letter by letter', letters(match), 'detail')}"
            f"{_titled('May also be', self._others(mark), 'also')}"
            f"{_titled('Evidence', evidence(match.evidence), 'detail')}"
            f'<p class="rule">Rule <code>{escaped(match.rule)}</code></p></div></details>'
        )

    def _others(self, mark: Mark) -> str:
        """What else the place may be: what was considered for a part of it, and what the word alone may stand for."""
        match = mark.match
        rows = [
            f"<li>{_forms(Mark(other, ()))} {native(other.name)}, {facts(other.name)}: {escaped(other.reason)}</li>"
            for other in mark.others
        ]
        ukrainian = self._normalizer.config.to == "ukrainian"
        for candidate in self._lookup(match.surface):
            written = candidate.ukrainian if ukrainian else candidate.english
            if written.casefold() != match.replacement.casefold():
                rows.append(
                    f"<li><strong>{escaped(written)}</strong> {native(candidate.name)}, {facts(candidate.name)}: "
                    f"{percent(candidate.confidence)} if it stood alone</li>"
                )
        return f'<ul class="others">{"".join(rows)}</ul>' if rows else ""

    def _lookup(self, surface: str) -> tuple[Candidate, ...]:
        if surface not in self._known:
            self._known[surface] = self._normalizer.lookup(surface)
        return self._known[surface]


def _counts(marks: Sequence[_Placed]) -> str:
    made = sum(each.mark.made for each in marks)
    return f"{made} {'change' if made == 1 else 'changes'}, {len(marks) - made} left alone"


def _link(mark: Mark, called: str) -> str:
    state = f"made {level(mark.match.confidence)}" if mark.made else "left"
    return f'<a class="mark {state}" id="mark-{called}" href="#card-{called}">{_forms(mark)}</a>'


def _forms(mark: Mark) -> str:
    """What stood there and what is written; of a change left undone, only the page's script shows the second."""
    match = mark.match
    return (
        f'<del>{escaped(match.surface)}</del><span class="arrow" aria-hidden="true"> → </span>'
        f"<ins>{escaped(match.replacement)}</ins>"
    )


def _titled(title: str, content: str, part: str) -> str:
    return f'<h3 class="{part}">{title}</h3>{content}' if content else ""
