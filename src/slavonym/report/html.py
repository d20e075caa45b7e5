"""The parts of HTML that the page and the notebook share. Whatever comes from a text or a table is escaped here."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from slavonym.model import Evidence, Match, Name

_LANGUAGES = {"uk": "Ukrainian", "ru": "Russian", "be": "Belarusian", "bg": "Bulgarian"}
_SURE, _LIKELY = 0.95, 0.85
_WIDEST = 4.0
"""Log-odds that fill half of the width of the bars, if none of a match is greater."""
_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")
"""What HTML in UTF-8 cannot hold."""


def escaped(text: str) -> str:
    """A text as the content of an element or a quoted attribute. Line ends become LF, as HTML would read them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return html.escape(_NO_CHARACTER.sub("\ufffd", text))


def level(confidence: float) -> str:
    """How sure a change is, in three steps, for its colour and line."""
    return "sure" if confidence >= _SURE else "likely" if confidence >= _LIKELY else "doubtful"


def percent(confidence: float) -> str:
    """A probability as a person reads it; certainty is never claimed."""
    return f"{min(confidence * 100, 99.9):.1f} %"


def facts(name: Name) -> str:
    """What a name is, in a few words."""
    language = _LANGUAGES.get(name.language, name.language)
    what = (name.category or name.kind).replace("-", " ")
    parts = [escaped(f"{language} {what}")]
    if name.region:
        parts.append(escaped(name.region))
    if name.homonyms:
        parts.append(f"{name.homonyms} more of this name")
    return ", ".join(parts)


def native(name: Name) -> str:
    """A name in its own script."""
    return f'<span lang="{escaped(name.language)}">{escaped(name.native)}</span>'


def letters(match: Match) -> str:
    """Which letters of the text stand for which of the native name; empty if a table lists the form as it is.

    As ruby: the one below the other, or, where styles are taken away, in brackets behind it.
    """
    language = escaped(match.name.language)
    pairs = (
        f'<ruby>{_letter(here)}<rp>(</rp><rt lang="{language}">{_letter(there)}</rt><rp>)</rp></ruby>'
        for here, there in match.alignment
    )
    return f'<p class="letters">{" ".join(pairs)}</p>' if match.alignment else ""


def _letter(group: str) -> str:
    return escaped(group) if group.strip() else "␣" if group else "–"


def evidence(found: Iterable[Evidence]) -> str:
    """Evidence as a table with bars: to the right what speaks for a change, to the left what speaks against it."""
    rows = list(found)
    scale = max([_WIDEST, *(abs(each.weight) for each in rows)])
    return f'<table class="evidence">{"".join(_evidence_rows(rows, scale))}</table>'


def _evidence_rows(rows: list[Evidence], scale: float) -> Iterator[str]:
    for each in rows:
        yield (
            f'<tr><th scope="row" title="{escaped(each.id)}">{escaped(each.detail)}</th>'
            f"<td>{_bar(each.weight / scale)}</td><td>{_signed(each.weight)}</td></tr>"
        )
    total = sum(each.weight for each in rows)
    yield f'<tr class="sum"><th scope="row">log-odds together</th><td></td><td>{_signed(total)}</td></tr>'


def _bar(share: float) -> str:
    width = abs(share) * 50
    left = 50 - (width if share < 0 else 0)
    side = "against" if share < 0 else "for"
    return (
        '<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="{side}" x="{left:.1f}" width="{width:.1f}" height="8"/></svg>'
    )


def _signed(weight: float) -> str:
    return f"{weight:+.2f}".replace("-", "−") if round(weight, 2) else "0.00"
