"""`slavonym explain`: what is changed in a text, and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from slavonym import Normalizer
from slavonym.cli.inputs import Source, config_of, config_options, each_text, text_options
from slavonym.cli.terminal import Paint, colour_option, columns, uses_colour
from slavonym.cli.texts import described, place_of

if TYPE_CHECKING:
    import argparse

    from slavonym import Match, Name

SCHEMA = 1
"""Version of the JSON objects. A field that goes, or means something else, raises it; a new field does not."""

_EPILOG = """\
A line for each change: where it stands, what becomes of it, how probably it is
right, and the rule that found it. Below it, the evidence: weights are log-odds,
they add up to the confidence.

exit status:
  0  all went well
  2  a wrong option; a file that cannot be read or is not of the encoding

examples:
  slavonym explain story.txt
  slavonym explain --rejected story.txt              also what was left alone
  slavonym explain --brief wire/                     without the evidence
  slavonym explain --json wire/ | jq -r 'select(.confidence < 0.9) | .surface'
"""


def add_to(commands: Any) -> None:
    """Add the command and its options to those of `slavonym`."""
    explain = commands.add_parser(
        "explain",
        parents=[text_options(), config_options(), colour_option()],
        **described("show each change, its confidence and the evidence for it", _EPILOG),
    )
    explain.add_argument(
        "--rejected", action="store_true", help="also what was left alone, and why"
    )
    form = explain.add_mutually_exclusive_group()
    form.add_argument("--brief", action="store_true", help="without the evidence")
    form.add_argument(
        "--json",
        action="store_true",
        help="JSON Lines, a match a line; see docs/command-line.md for the fields",
    )
    explain.set_defaults(run=_explain)


def _explain(options: argparse.Namespace) -> int:
    normalizer = Normalizer(config_of(options))
    paint = Paint(on=uses_colour(options.color))

    def work(source: Source) -> None:
        explanation = normalizer.explain(source.text)
        shown = [*explanation.matches, *(explanation.rejected if options.rejected else ())]
        shown.sort(key=lambda match: match.start)
        if options.json:
            for match in shown:
                print(json.dumps(as_json(match, source.name), ensure_ascii=False))
        elif shown:
            _tell(source, shown, paint, with_evidence=not options.brief)
        else:
            print(f"{source.name}: nothing to change")

    return each_text(options, work)


def _tell(source: Source, shown: list[Match], paint: Paint, *, with_evidence: bool) -> None:
    heads = columns(
        [
            [
                place_of(source, match),
                match.surface,
                f"-> {match.replacement}",
                f"{match.confidence:.3f}",
                f"left alone: {match.reason}" if match.reason else match.rule,
            ]
            for match in shown
        ]
    )
    for match, (place, before, after, confidence, verdict) in zip(shown, heads, strict=True):
        made = not match.reason
        print(
            paint("faint", place)
            + (
                paint("red", before) + paint("green", after)
                if made
                else paint("yellow", before + after)
            )
            + paint("bold", confidence)
            + verdict
        )
        for evidence in match.evidence if with_evidence else ():
            weight = f"{evidence.weight:+6.2f}"
            colour = "green" if evidence.weight > 0 else "red" if evidence.weight < 0 else "faint"
            print(f"    {paint(colour, weight)}  {evidence.id}: {evidence.detail}")


def as_json(match: Match, path: str) -> dict[str, object]:
    """A match as the JSON object that `slavonym explain --json` writes; offsets are code points."""
    return {
        "schema": SCHEMA,
        "path": path,
        "start": match.start,
        "end": match.end,
        "surface": match.surface,
        "out_start": match.out_start,
        "out_end": match.out_end,
        "replacement": match.replacement,
        "confidence": round(match.confidence, 6),
        "rule": match.rule,
        "reason": match.reason,
        "name": name_as_json(match.name),
        "evidence": [
            {"id": e.id, "detail": e.detail, "weight": round(e.weight, 4)} for e in match.evidence
        ],
        "alignment": [list(pair) for pair in match.alignment],
    }


def name_as_json(name: Name) -> dict[str, object]:
    """A name as it stands in the JSON objects of `explain` and `lookup`."""
    return {
        "id": name.id,
        "kind": name.kind,
        "category": name.category,
        "language": name.language,
        "native": name.native,
        "english": name.english,
        "ukrainian": name.ukrainian,
        "region": name.region,
    }
