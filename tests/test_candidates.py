"""Stage 3, candidates: every rule is asked about every mention, and a rule that misbehaves is named."""

import pytest

from slavonym import Config, Normalizer, RuleError, SlavonymError
from slavonym.context import Context
from slavonym.gazetteer import load_gazetteer
from slavonym.model import Candidate, Mention, Name
from slavonym.stages.candidates import propose

TEXT = "from Soloné to Marioupol"
SOLONE = Mention(5, 11, "Soloné", ((5, 11),))
MARIUPOL = Mention(15, 24, "Marioupol", ((15, 24),))
NAME = Name("test:name", "place", "village", "uk", "Назва", "Nazva", "Nazva")


class Asked:
    """A rule that notes what it is asked and proposes one candidate."""

    def __init__(self, rule_id, log):
        self.id = rule_id
        self.log = log

    def propose(self, mention, context):
        self.log.append((self.id, mention.surface, context.text))
        yield Candidate(mention.start, mention.end, mention.surface, NAME, self.id)


class Silent:
    id = "silent"

    def propose(self, _mention, _context):
        return ()


class Raising:
    id = "raising"

    def propose(self, _mention, _context):
        msg = "lost"
        raise KeyError(msg)


class RaisingLate:
    """A generator that fails after its first candidate."""

    id = "raising-late"

    def propose(self, mention, _context):
        yield Candidate(mention.start, mention.end, mention.surface, NAME, self.id)
        raise ZeroDivisionError


class Offset:
    """Proposes a span moved against its mention."""

    id = "offset"

    def __init__(self, start, end):
        self.start, self.end = start, end

    def propose(self, mention, _context):
        yield Candidate(mention.start + self.start, mention.end + self.end, "", NAME, self.id)


@pytest.fixture
def context():
    return Context(TEXT, load_gazetteer(), Config())


def test_rules_are_asked_in_order_about_each_mention(context):
    log = []
    rules = [Asked("second", log), Asked("first", log)]
    candidates = propose([SOLONE, MARIUPOL], rules, context)
    assert log == [
        ("second", "Soloné", TEXT),
        ("first", "Soloné", TEXT),
        ("second", "Marioupol", TEXT),
        ("first", "Marioupol", TEXT),
    ]
    assert [(c.surface, c.rule) for c in candidates] == [entry[1::-1] for entry in log]


def test_a_rule_may_have_nothing_to_say(context):
    assert propose([SOLONE, MARIUPOL], [Silent()], context) == []


@pytest.mark.parametrize(("mentions", "rules"), [([], [Raising()]), ([SOLONE], [])])
def test_without_mentions_or_rules_there_are_no_candidates(mentions, rules, context):
    assert propose(mentions, rules, context) == []


@pytest.mark.parametrize(("start", "end"), [(0, 0), (1, 0), (0, -1), (2, -2)])
def test_a_rule_may_propose_a_part_of_its_mention(start, end, context):
    (candidate,) = propose([SOLONE], [Offset(start, end)], context)
    assert (candidate.start, candidate.end) == (5 + start, 11 + end)


@pytest.mark.parametrize(
    ("rule", "cause"), [(Raising(), KeyError), (RaisingLate(), ZeroDivisionError)]
)
def test_a_rule_that_raises_is_named_with_the_place(rule, cause, context):
    with pytest.raises(RuleError) as caught:
        propose([MARIUPOL], [Silent(), rule], context)
    message = str(caught.value)
    for part in (repr(rule.id), "'Marioupol'", "15..24", cause.__name__):
        assert part in message
    assert "\n" not in message
    assert isinstance(caught.value.__cause__, cause)
    assert isinstance(caught.value, SlavonymError)


@pytest.mark.parametrize(
    ("start", "end"),
    [(-1, 0), (0, 1), (-5, -6), (9, 9), (6, 0), (3, -3), (4, -4)],
    ids=["before", "after", "left of it", "right of it", "empty at the end", "empty", "reversed"],
)
def test_a_rule_that_leaves_its_mention_is_named_with_both_spans(start, end, context):
    with pytest.raises(RuleError) as caught:
        propose([SOLONE], [Offset(start, end)], context)
    message = str(caught.value)
    for part in ("'offset'", "'Soloné'", "5..11", f"{5 + start}..{11 + end}"):
        assert part in message


def test_what_the_user_interrupts_is_not_the_rules_fault(context):
    class Interrupted:
        id = "interrupted"

        def propose(self, _mention, _context):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        propose([SOLONE], [Interrupted()], context)


@pytest.mark.parametrize("ask", ["normalize", "explain", "lookup"])
def test_the_error_reaches_the_caller(ask):
    normalizer = Normalizer(rules=[Raising()])
    with pytest.raises(RuleError, match=r"'raising' failed on 'Soloné' at 0\.\.6") as caught:
        getattr(normalizer, ask)("Soloné")
    assert isinstance(caught.value.__cause__, KeyError)
