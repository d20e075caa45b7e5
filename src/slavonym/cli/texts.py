"""`slavonym normalize` and `slavonym explain`: texts in, texts or explanations out."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from slavonym import Normalizer
from slavonym.cli.inputs import config_of, config_options, read_texts

if TYPE_CHECKING:
    from slavonym.model import Match


def add_to(commands: Any) -> None:
    """Add both commands and their options to those of `slavonym`."""
    common = argparse.ArgumentParser(add_help=False, parents=[config_options()])
    common.add_argument(
        "files", nargs="*", metavar="FILE", help="text files; standard input if none, or for -"
    )
    normalize = commands.add_parser(
        "normalize", parents=[common], help="write the normalized text to standard output"
    )
    normalize.set_defaults(run=_normalize)
    explain = commands.add_parser(
        "explain", parents=[common], help="show each change, its confidence and the evidence"
    )
    explain.add_argument("--json", action="store_true", help="JSON Lines, one change a line")
    explain.add_argument(
        "--rejected", action="store_true", help="also what was left alone, and why"
    )
    explain.set_defaults(run=_explain)


def _normalize(options: argparse.Namespace) -> int:
    normalizer = Normalizer(config_of(options))
    for _, text in read_texts(options.files, options.encoding):
        sys.stdout.flush()
        sys.stdout.buffer.write(normalizer.normalize(text).encode(options.encoding))
    return 0


def _explain(options: argparse.Namespace) -> int:
    normalizer = Normalizer(config_of(options))
    for path, text in read_texts(options.files, options.encoding):
        _explain_one(normalizer, path, text, options)
    return 0


def _explain_one(normalizer: Normalizer, path: str, text: str, options: argparse.Namespace) -> None:
    explanation = normalizer.explain(text)
    shown = [*explanation.matches, *(explanation.rejected if options.rejected else ())]
    shown.sort(key=lambda match: match.start)
    if options.json:
        for match in shown:
            print(json.dumps(as_json(match, path), ensure_ascii=False))
        return
    if not shown:
        print(f"{path}: nothing to change")
        return
    for match in shown:
        line = text.count("\n", 0, match.start) + 1
        column = match.start - (text.rfind("\n", 0, match.start) + 1) + 1
        verdict = f"left alone: {match.reason}" if match.reason else match.rule
        print(
            f"{path}:{line}:{column}  {match.surface} -> {match.replacement}  "
            f"{match.confidence:.3f}  {verdict}"
        )
        for evidence in match.evidence:
            print(f"    {evidence.weight:+6.2f}  {evidence.id}: {evidence.detail}")


def as_json(match: Match, path: str) -> dict[str, object]:
    """A match as the JSON object that `slavonym explain --json` writes; offsets are code points."""
    name = match.name
    return {
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
        "name": {
            "id": name.id,
            "kind": name.kind,
            "category": name.category,
            "language": name.language,
            "native": name.native,
            "english": name.english,
            "ukrainian": name.ukrainian,
            "region": name.region,
        },
        "evidence": [
            {"id": e.id, "detail": e.detail, "weight": round(e.weight, 4)} for e in match.evidence
        ],
        "alignment": [list(pair) for pair in match.alignment],
    }
