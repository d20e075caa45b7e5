"""Rules and guards: each keeps what its own examples promise, and a user's own ones work beside them."""

import re

import pytest

from slavonym import (
    Candidate,
    Config,
    ConfigError,
    Evidence,
    Name,
    Normalizer,
    default_guards,
    default_rules,
    explain,
    normalize,
)
from slavonym.rules import BUILTIN_GUARDS, BUILTIN_RULES, Guard, Rule

RULES, GUARDS = default_rules(), default_guards()


def cases(some, attribute):
    return [
        pytest.param(case, id=f"{one.id}: {case}")
        for one in some
        for case in getattr(one, attribute)
    ]


# What each promises


@pytest.mark.parametrize("one", [*RULES, *GUARDS], ids=lambda one: one.id)
def test_every_rule_and_guard_shows_what_it_does_and_what_it_leaves(one):
    assert one.examples
    assert one.counter_examples


@pytest.mark.parametrize("one", [*RULES, *GUARDS], ids=lambda one: one.id)
def test_every_rule_and_guard_says_what_it_is(one):
    assert type(one).__doc__
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", one.id)


def test_ids_are_unique():
    ids = [one.id for one in (*RULES, *GUARDS)]
    assert len(ids) == len(set(ids))


def test_the_built_in_ones_are_those_of_the_visible_tuples():
    assert tuple(map(type, RULES)) == BUILTIN_RULES
    assert tuple(map(type, GUARDS)) == BUILTIN_GUARDS
    assert all(isinstance(rule, Rule) for rule in RULES)
    assert all(isinstance(guard, Guard) for guard in GUARDS)


@pytest.mark.parametrize("case", cases(RULES, "examples"))
def test_examples_of_a_rule_change(case):
    before, after = case
    assert before != after
    assert normalize(before) == after


@pytest.mark.parametrize("text", cases(RULES, "counter_examples"))
def test_counter_examples_of_a_rule_stay(text):
    assert normalize(text) == text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_makes_some_change_of_its_examples_itself(rule):
    rules = [match.rule for before, _ in rule.examples for match in explain(before).matches]
    assert rule.id in rules


@pytest.mark.parametrize("text", cases(GUARDS, "examples"))
def test_examples_of_a_guard_stay(text):
    assert normalize(text) == text


@pytest.mark.parametrize("case", cases(GUARDS, "counter_examples"))
def test_counter_examples_of_a_guard_change(case):
    before, after = case
    assert before != after
    assert normalize(before) == after


# Names that are left alone even without the guard: a form that is standard, or one that no evidence speaks for.
ALSO_LEFT_FOR_OTHER_REASONS = {
    "A Tour of Ukraine",
    "Moscow, Idaho",
    "Pierre Bérégovoy, of Ukraine and Russia by descent, was a minister; later Bérégovoy died.",
}


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.id)
def test_examples_of_a_guard_stay_because_of_it(guard):
    changed = {text for text in guard.examples if normalize(text, disable=(guard.id,)) != text}
    assert changed == set(guard.examples) - ALSO_LEFT_FOR_OTHER_REASONS


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.id)
def test_a_guard_objects_to_a_sure_candidate_of_its_examples(guard):
    # With the lowest threshold, only guards keep a candidate back; without this guard, something more must change.
    def changes(**options):
        return sum(
            len(explain(text, min_confidence=0.0, **options).matches) for text in guard.examples
        )

    assert changes() < changes(disable=(guard.id,))


# A user's own


SHIP = Name("ship:moskva", "organization", "ship", "ru", "Москва", "Moskva", "Moskva")


class ShipNames:
    """The cruiser that French writes Moskova."""

    id = "ship-names"

    def propose(self, mention, context):
        if mention.surface == "Moskova" and "cruiser" in context.before(mention.start):
            yield Candidate(
                mention.start,
                mention.end,
                mention.surface,
                SHIP,
                self.id,
                listed=True,
                evidence=(Evidence(self.id, "'cruiser' before it", 3.0),),
            )


class NotOnMondays:
    """Forbids every change in a text of Monday."""

    id = "not-on-mondays"

    def forbids(self, _candidate, context):
        return "it is Monday" if "Monday" in context.text else None


TEXT = "The Russian cruiser Moskova, of the Soviet and Russian fleets, left Tchernihiv in Ukraine."


def test_a_users_rule_works_beside_the_built_in_ones():
    normalizer = Normalizer(rules=[*default_rules(), ShipNames()])
    explanation = normalizer.explain(TEXT)
    by_rule = {match.rule: match.replacement for match in explanation.matches}
    assert by_rule == {"ship-names": "Moskva", "table-form": "Chernihiv"}
    assert "Moskova" in normalize(TEXT)
    ship = next(match for match in explanation.matches if match.rule == "ship-names")
    assert Evidence("ship-names", "'cruiser' before it", 3.0) in ship.evidence


def test_a_users_rule_is_used_by_lookup():
    class Always(ShipNames):
        def propose(self, mention, _context):
            yield Candidate(mention.start, mention.end, mention.surface, SHIP, self.id, listed=True)

    normalizer = Normalizer(rules=[Always()])
    assert [found.english for found in normalizer.lookup("Moskova")] == ["Moskva"]
    assert normalizer.lookup("Moskova", kind="place") == ()


def test_only_the_users_rule_works_when_only_that_is_given():
    explanation = Normalizer(rules=[ShipNames()]).explain(TEXT)
    assert {match.rule for match in (*explanation.matches, *explanation.rejected)} == {"ship-names"}


def test_without_rules_nothing_changes():
    assert Normalizer(rules=[]).explain(TEXT) == Normalizer(rules=()).explain(TEXT)
    assert Normalizer(rules=[]).normalize(TEXT) == TEXT


def test_a_users_guard_works_beside_the_built_in_ones():
    normalizer = Normalizer(guards=[*default_guards(), NotOnMondays()])
    monday = "On Monday, the city of Tchernihiv in Ukraine was quiet."
    assert normalizer.normalize(monday) == monday
    assert [m.reason for m in normalizer.explain(monday).rejected] == ["it is Monday"]
    assert normalizer.normalize(monday.replace("Monday", "Sunday")) != monday


def test_a_users_rule_can_be_disabled_by_its_id():
    normalizer = Normalizer(Config(disable=("ship-names",)), rules=[*default_rules(), ShipNames()])
    assert "Moskova" in normalizer.normalize(TEXT)


def test_what_is_disabled_must_exist():
    with pytest.raises(ConfigError) as caught:
        normalize("text", disable=("table-from",))
    for part in ("disable", "'table-from'", "'table-form'", "set-phrase"):
        assert part in str(caught.value)
