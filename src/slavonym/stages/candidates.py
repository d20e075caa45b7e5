"""Stage 3, candidates: what the rules say each mention may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from slavonym.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from slavonym.context import Context
    from slavonym.model import Candidate, Mention
    from slavonym.rules import Rule


def propose(
    mentions: Iterable[Mention], rules: Sequence[Rule], context: Context
) -> list[Candidate]:
    """Ask every rule, in order, about every mention.

    Raises:
        RuleError: a rule raised, or proposed a span outside its mention; names the rule and the place.
    """
    candidates = []
    for mention in mentions:
        for rule in rules:
            try:
                proposed = list(rule.propose(mention, context))
            except Exception as error:
                message = f"rule {rule.id!r} failed on {_where(mention)}: {error!r}"
                raise RuleError(message) from error
            for candidate in proposed:
                if not mention.start <= candidate.start < candidate.end <= mention.end:
                    message = (
                        f"rule {rule.id!r} proposed {candidate.start}..{candidate.end}, "
                        f"outside its mention {_where(mention)}"
                    )
                    raise RuleError(message)
            candidates += proposed
    return candidates


def _where(mention: Mention) -> str:
    return f"{mention.surface!r} at {mention.start}..{mention.end}"
