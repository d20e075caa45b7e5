"""slavonym.testing: a rule or guard that breaks its promises is told which."""

import dataclasses
import itertools

import pytest

from slavonym import Candidate, Evidence, Name, default_guards, default_rules
from slavonym.testing import check_guard, check_rule

SHIP = Name("ship:moskva", "organization", "ship", "ru", "Москва", "Moskva", "Moskva")


class Ships:
    """A rule that keeps the contract."""

    id = "ships"
    examples = (("the cruiser Moskova", "the cruiser Moskva"),)
    counter_examples = ("the river Moskova",)

    def propose(self, mention, context):
        if mention.surface == "Moskova" and "cruiser" in context.before(mention.start):
            yield self.candidate(mention)

    def candidate(self, mention):
        sure = (Evidence(self.id, "a cruiser", 6.0),)
        span = (mention.start, mention.end, mention.surface)
        return Candidate(*span, SHIP, self.id, listed=True, evidence=sure)


class Mondays:
    """A guard that keeps the contract."""

    id = "mondays"
    examples = ("On Monday the city of Tchernihiv in Ukraine slept.",)
    counter_examples = (
        (
            "On Sunday the city of Tchernihiv in Ukraine slept.",
            "On Sunday the city of Chernihiv in Ukraine slept.",
        ),
    )

    def forbids(self, _candidate, context):
        return "it is Monday" if "Monday" in context.text else None


@pytest.mark.parametrize("rule", [*default_rules(), Ships()], ids=lambda rule: rule.id)
def test_a_rule_that_keeps_the_contract_passes(rule):
    check_rule(rule)


@pytest.mark.parametrize("guard", [*default_guards(), Mondays()], ids=lambda guard: guard.id)
def test_a_guard_that_keeps_the_contract_passes(guard):
    check_guard(guard)


class ShoutedId(Ships):
    id = "Ships!"


class NoExamples(Ships):
    examples = ()
    counter_examples = ()


class WrongExample(Ships):
    examples = (("the cruiser Moskova", "the cruiser Moscow"),)


class NothingOfItsOwn(Ships):
    examples = (
        ("the city of Tchernihiv in Ukraine", "the city of Chernihiv in Ukraine"),
    )  # fmt: skip


class WrongCounterExample(Ships):
    counter_examples = ("the cruiser Moskova again",)


class Outside(Ships):
    def candidate(self, mention):
        return dataclasses.replace(super().candidate(mention), start=mention.start - 1)


class WrongSurface(Ships):
    def candidate(self, mention):
        return dataclasses.replace(super().candidate(mention), surface="Moscow")


class WrongRule(Ships):
    def candidate(self, mention):
        return dataclasses.replace(super().candidate(mention), rule="table-form")


class NoCandidate(Ships):
    def candidate(self, mention):
        return (mention.start, mention.end)


class Meddling(Ships):
    def propose(self, _mention, context):
        context.text = context.text.upper()
        yield from ()


class Fickle(Ships):
    def __init__(self):
        self.count = itertools.count()

    def candidate(self, mention):
        return dataclasses.replace(super().candidate(mention), cost=next(self.count) / 10)


class Forgetful(Ships):
    def __init__(self):
        self.sure = True

    def __getstate__(self):
        return {"sure": False}

    def candidate(self, mention):
        return dataclasses.replace(super().candidate(mention), listed=self.sure)


class Raising(Ships):
    def candidate(self, mention):
        raise LookupError(mention.surface)


def local_rule():
    class Local(Ships):
        pass

    return Local()


BROKEN_RULES = [
    (ShoutedId(), "id 'Ships!', expected lower-case words joined by hyphens"),
    (NoExamples(), "no examples"),
    (NoExamples(), "no counter-examples"),
    (WrongExample(), "becomes 'the cruiser Moskva', expected 'the cruiser Moscow'"),
    (NothingOfItsOwn(), "no change is its own"),
    (WrongCounterExample(), "becomes 'the cruiser Moskva again', expected it to stay"),
    (Outside(), "it proposes 11..19, outside the mention"),
    (WrongSurface(), "the surface 'Moscow' is not what stands at 12..19"),
    (WrongRule(), "the candidate has the rule 'table-form', expected 'ships'"),
    (NoCandidate(), "it proposes (12, 19), expected a Candidate"),
    (Meddling(), "it changed the context"),
    (Fickle(), "asked twice, it gives two answers"),
    (Forgetful(), "pickled and unpickled, it gives another answer"),
    (Raising(), "rule 'ships' failed on 'Moskova' at 12..19"),
    (local_rule(), "cannot be pickled"),
]


@pytest.mark.parametrize(("rule", "problem"), BROKEN_RULES, ids=lambda one: getattr(one, "id", one))
def test_a_rule_that_breaks_it_is_told_how(rule, problem):
    with pytest.raises(AssertionError) as caught:
        check_rule(rule)
    assert problem in str(caught.value)
    assert str(caught.value).startswith(f"rule {rule.id!r}:\n- ")


class NeverForbids(Mondays):
    def forbids(self, _candidate, _context):
        return None


class SaysTrue(Mondays):
    def forbids(self, _candidate, context):
        return "Monday" in context.text


class AlwaysForbids(Mondays):
    def forbids(self, _candidate, _context):
        return "never"


BROKEN_GUARDS = [
    (NeverForbids(), "none of its examples has anything that it forbids"),
    (NeverForbids(), "expected it to stay"),
    (SaysTrue(), "it answers True, expected a reason or None"),
    (AlwaysForbids(), "expected 'On Sunday the city of Chernihiv in Ukraine slept.'"),
]


@pytest.mark.parametrize(("guard", "problem"), BROKEN_GUARDS)
def test_a_guard_that_breaks_it_is_told_how(guard, problem):
    with pytest.raises(AssertionError) as caught:
        check_guard(guard)
    assert problem in str(caught.value)
