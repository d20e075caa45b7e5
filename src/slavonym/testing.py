"""Checks for the rules and guards that you write, to be called from your own tests.

    def test_ship_names():
        check_rule(ShipNames())

Each runs the examples and counter-examples that the rule or guard carries, and on all these texts watches whether it
keeps its promises.
"""

from __future__ import annotations

import pickle
import re
from typing import TYPE_CHECKING, Any

from slavonym.errors import RuleError
from slavonym.model import RENAMED, STYLE, Candidate
from slavonym.normalizer import Normalizer
from slavonym.rules import default_guards, default_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from slavonym.config import Config
    from slavonym.context import Context
    from slavonym.model import Mention
    from slavonym.rules import Guard, Rule

__all__ = ["check_guard", "check_rule"]

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FOUND_OUT_LATER = {"language", "protected", "tokens", "words"}
"""What a context finds out when it is asked, which is no change."""


def check_rule(rule: Rule, config: Config | None = None) -> None:
    """Check that a rule does what it says and keeps the contract.

    A rule carries `examples`, pairs (text, the text as it comes out), of each of which it must make some change
    itself, and `counter_examples`, texts that stay as they are. It works beside the built-in rules. The contract:
    `id` is lower-case words joined by hyphens; each `Candidate` it proposes has that id and a span inside the mention;
    it changes nothing it is given; asked twice, it says the same; it can be pickled, and says the same then.

    Args:
        rule: The rule.
        config: The options it works under; the defaults if left out.

    Raises:
        AssertionError: it does not; says everything that is wrong.
    """
    watched = _WatchedRule(rule)
    rules = [r for r in default_rules() if r.id != rule.id]
    normalizer = Normalizer(config, rules=[*rules, watched])
    _raise("rule", rule, _broken_rule(rule, normalizer, watched.problems))


def check_guard(guard: Guard, config: Config | None = None) -> None:
    """Check that a guard does what it says and keeps the contract.

    A guard carries `examples`, texts that stay as they are, at least one of them because of it, and
    `counter_examples`, pairs (text, the text as it comes out). It works beside the built-in guards. The contract: `id`
    as that of a rule; it gives a reason (a str that is not empty) or None; it changes nothing it is given; asked twice,
    it says the same; it can be pickled, and says the same then.

    Args:
        guard: The guard.
        config: The options it works under; the defaults if left out.

    Raises:
        AssertionError: it does not; says everything that is wrong.
    """
    watched = _WatchedGuard(guard)
    guards = [g for g in default_guards() if g.id != guard.id]
    normalizer = Normalizer(config, guards=[*guards, watched])
    _raise("guard", guard, _broken_guard(guard, normalizer, watched))


def _broken_rule(rule: Rule, normalizer: Normalizer, problems: list[str]) -> Iterator[str]:
    yield from _broken_form(rule)
    for before, after in getattr(rule, "examples", ()):
        try:
            explanation = normalizer.explain(before)
        except RuleError as error:
            yield f"example {before!r}: {error}"
            continue
        if explanation.text != after:
            yield f"example {before!r} becomes {explanation.text!r}, expected {after!r}"
        elif not any(match.rule == rule.id for match in explanation.matches):
            yield f"example {before!r}: no change is its own"
    yield from _changed(normalizer, "counter-example", getattr(rule, "counter_examples", ()))
    yield from dict.fromkeys(problems)


def _broken_guard(guard: Guard, normalizer: Normalizer, watched: _WatchedGuard) -> Iterator[str]:
    yield from _broken_form(guard)
    yield from _changed(normalizer, "example", getattr(guard, "examples", ()))
    if getattr(guard, "examples", ()) and not watched.forbade:
        yield "none of its examples has anything that it forbids"
    for before, after in getattr(guard, "counter_examples", ()):
        text = normalizer.normalize(before)
        if text != after:
            yield f"counter-example {before!r} becomes {text!r}, expected {after!r}"
    yield from dict.fromkeys(watched.problems)


def _broken_form(one: Any) -> Iterator[str]:
    """What is wrong with a rule or guard before it is asked anything."""
    if not isinstance(one.id, str) or not _ID.fullmatch(one.id):
        yield f"id {one.id!r}, expected lower-case words joined by hyphens"
    for attribute in ("examples", "counter_examples"):
        if not getattr(one, attribute, ()):
            yield f"no {attribute.replace('_', '-')}"


def _changed(normalizer: Normalizer, what: str, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        try:
            changed = normalizer.normalize(text)
        except RuleError as error:
            yield f"{what} {text!r}: {error}"
            continue
        if changed != text:
            yield f"{what} {text!r} becomes {changed!r}, expected it to stay"


def _raise(what: str, one: Rule | Guard, problems: Iterable[str]) -> None:
    found = list(problems)
    if found:
        raise AssertionError("\n- ".join((f"{what} {one.id!r}:", *found)))


class _Watched:
    """A rule or guard whose every answer is checked."""

    def __init__(self, one: Any) -> None:
        self.id = one.id
        self.problems: list[str] = []
        self._one = one
        try:
            self._copy = pickle.loads(pickle.dumps(one))  # noqa: S301  what was pickled a moment before
        except Exception as error:  # noqa: BLE001  whatever its own code raises
            self.problems.append(f"cannot be pickled: {error!r}")
            self._copy = one

    def _asked(self, ask: Callable[[Any], Any], where: str, context: Context) -> Any:
        """The answer, after what it may not depend on or change has been looked at."""
        before = _state(context)
        answer = ask(self._one)
        if _state(context) != before:
            self.problems.append(f"{where}: it changed the context")
        if ask(self._one) != answer:
            self.problems.append(f"{where}: asked twice, it gives two answers")
        elif ask(self._copy) != answer:
            self.problems.append(f"{where}: pickled and unpickled, it gives another answer")
        return answer


class _WatchedRule(_Watched):
    def propose(self, mention: Mention, context: Context) -> list[Candidate]:
        where = f"{mention.surface!r} at {mention.start}..{mention.end}"
        answer = self._asked(lambda one: list(one.propose(mention, context)), where, context)
        candidates = []
        for candidate in answer:
            wrong = _wrong_candidate(candidate, mention, context, self.id)
            if wrong:
                self.problems.append(f"{where}: {wrong}")
            else:
                candidates.append(candidate)
        return candidates


class _WatchedGuard(_Watched):
    forbade = False

    def forbids(self, candidate: Candidate, context: Context) -> str | None:
        where = f"{candidate.surface!r} at {candidate.start}..{candidate.end}"
        answer = self._asked(lambda one: one.forbids(candidate, context), where, context)
        if answer is not None and not (isinstance(answer, str) and answer):
            self.problems.append(f"{where}: it answers {answer!r}, expected a reason or None")
            return None
        self.forbade = self.forbade or answer is not None
        return answer


def _wrong_candidate(candidate: object, mention: Mention, context: Context, rule: str) -> str:
    """What is wrong with a proposal; empty if nothing is."""
    if not isinstance(candidate, Candidate):
        return f"it proposes {candidate!r:.80}, expected a Candidate"
    span = f"{candidate.start}..{candidate.end}"
    if not mention.start <= candidate.start < candidate.end <= mention.end:
        return f"it proposes {span}, outside the mention"
    if context.text[candidate.start : candidate.end] != candidate.surface:
        return f"the surface {candidate.surface!r} is not what stands at {span}"
    if candidate.rule not in (rule, STYLE, RENAMED):
        return f"the candidate has the rule {candidate.rule!r}, expected {rule!r}"
    return ""


def _state(context: Context) -> dict[str, Any]:
    return {key: value for key, value in vars(context).items() if key not in _FOUND_OUT_LATER}
