"""The corridor: the stages in their order. The only module that knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slavonym.config import Config
from slavonym.context import Context
from slavonym.errors import ConfigError
from slavonym.gazetteer import load_gazetteer
from slavonym.model import Candidate, Explanation
from slavonym.rules import default_guards, default_rules
from slavonym.stages.candidates import propose
from slavonym.stages.document import detect_language, protected_spans
from slavonym.stages.mentions import find_mentions, whole
from slavonym.stages.resolution import resolve
from slavonym.stages.rewriting import compose, rewrite
from slavonym.stages.scoring import score
from slavonym.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from slavonym.rules import Guard, Rule

_KINDS = ("place", "person", "organization")

_WORTH_TELLING = 0.1
"""Confidence from which `lookup` tells a reading of a name in no table."""
_MAX_ROUNDS = 8
"""A name that was put right is a sign of what the text is about, and may tip the scale for another: rounds go on until
nothing changes, so that normalizing twice is normalizing once. Two are nearly always enough."""


class Normalizer:
    """Normalizes texts under one config. Immutable, picklable, safe to share between threads.

    Args:
        config: The options; the defaults if left out.
        rules: What proposes candidates, asked in order; `default_rules()` if left out.
        guards: What forbids changes, asked in order; `default_guards()` if left out.
    """

    def __init__(
        self,
        config: Config | None = None,
        *,
        rules: Sequence[Rule] | None = None,
        guards: Sequence[Guard] | None = None,
    ) -> None:
        self.config = config if config is not None else Config()
        known_rules = default_rules() if rules is None else tuple(rules)
        known_guards = default_guards() if guards is None else tuple(guards)
        off = self.config.disable
        ids = [rule.id for rule in known_rules] + [guard.id for guard in known_guards]
        for disabled in off:
            if disabled not in ids:
                message = f"disable: no rule or guard {disabled!r}; {did_you_mean(disabled, ids)}"
                raise ConfigError(message)
        self.rules = tuple(rule for rule in known_rules if rule.id not in off)
        self.guards = tuple(guard for guard in known_guards if guard.id not in off)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.config!r})"

    def normalize(self, text: str) -> str:
        """The text with the names it carries in a French spelling written the standard way.

        Args:
            text: Any str. What is not a name in a French spelling comes back byte for byte.

        Raises:
            TypeError: `text` is not a str.
        """
        return self.explain(text).text

    def explain(self, text: str) -> Explanation:
        """What `normalize` does to the text, match by match, and what it left alone and why.

        Args:
            text: Any str.

        Raises:
            TypeError: `text` is not a str.
        """
        _require_str(text, "text")
        explanation = self._round(text)
        if not explanation.matches:
            return explanation
        for _ in range(_MAX_ROUNDS):
            again = self._round(explanation.text)
            if not again.matches:
                break
            explanation = compose(text, explanation, again)
        return explanation

    def _round(self, text: str) -> Explanation:
        """Take a text through the stages once."""
        context = Context(
            text,
            load_gazetteer(),
            self.config,
            protected=protected_spans(text, self.config.protect),
            detect_language=detect_language,
        )
        mentions = find_mentions(context)
        candidates = score(propose(mentions, self.rules, context), context)
        return Explanation(*rewrite(text, resolve(candidates, self.guards, context)))

    def lookup(self, name: str, *, kind: str | None = None) -> tuple[Candidate, ...]:
        """What one name standing alone, as in a database column, may be.

        Args:
            name: The name, in any Latin spelling.
            kind: "place", "person" or "organization", if it is known.

        Returns:
            Candidates, the likeliest first, and of equals the one that the letters are those of; of several that would
            be written alike, the most prominent.

        Raises:
            TypeError: `name` is not a str.
            ValueError: `kind` is none of the three.
        """
        _require_str(name, "name")
        if kind is not None and kind not in _KINDS:
            message = f"kind: found {kind!r}; {did_you_mean(str(kind), _KINDS)}"
            raise ValueError(message)
        context = Context(name, load_gazetteer(), self.config, standing_alone=True, kind=kind)
        mention = whole(name)
        if not mention.words:
            return ()
        proposed = propose([mention], self.rules, context)
        candidates = [c for c in proposed if kind in (None, c.name.kind)]
        best: dict[tuple[str, str], Candidate] = {}
        for candidate in best_first(score(candidates, context)):
            if candidate.share is None or candidate.confidence >= _WORTH_TELLING:
                best.setdefault((candidate.english, candidate.ukrainian), candidate)
        return tuple(best.values())


def best_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The likeliest first, and of equals the one that the letters are those of, then the most prominent."""
    return sorted(
        candidates,
        key=lambda c: (-c.confidence, not c.alignment, c.cost, -c.name.rank, c.name.id),
    )


def _require_str(value: Any, what: str) -> None:
    if isinstance(value, bytes | bytearray):
        message = f"{what} must be str, found {type(value).__name__}: decode it first, e.g. {what}.decode('utf-8')"
        raise TypeError(message)
    if not isinstance(value, str):
        message = f"{what} must be str, found {type(value).__name__}"
        raise TypeError(message)
