"""Measuring on gold: the figures, the verdicts, the formats, and what is said when gold is wrong."""

import dataclasses
import io
import json
import math
import pickle
import sys
import xml.etree.ElementTree as ET
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from slavonym import Config, GoldError, Normalizer
from slavonym.cli import main
from slavonym.evaluation import (
    GoldName,
    GoldText,
    Point,
    Span,
    as_json,
    as_svg,
    as_text,
    evaluate,
    mistakes,
    parse_gold,
    read_gold,
)
from slavonym.evaluation.compare import differences, pieces
from slavonym.evaluation.measures import (
    THRESHOLDS,
    brier_score,
    calibration,
    expected_calibration_error,
    harmonic_mean,
    keep,
    reliability,
    wilson,
)
from slavonym.surface import plain

GOLD = Path(__file__).parents[1] / "docs" / "gold.jsonl"
NORMALIZER = Normalizer()

# Measures, against values computed by hand

FOUR = [
    Point(0.9, right=True),
    Point(0.8, right=False),
    Point(0.6, right=True),
    Point(0.1, right=False),
]


def test_brier_score():
    # (0.1² + 0.8² + 0.4² + 0.1²) / 4
    assert brier_score(FOUR) == pytest.approx(0.82 / 4)


def test_two_bins_of_equal_mass():
    low, high = reliability(FOUR, 2)
    assert (low.low, low.high, low.count, low.right, low.share_right) == (0.1, 0.6, 2, 1, 0.5)
    assert (high.low, high.high, high.count, high.right) == (0.8, 0.9, 2, 1)
    assert low.confidence == pytest.approx(0.35)
    assert high.confidence == pytest.approx(0.85)


def test_expected_calibration_error():
    # two bins: |0.35 - 0.5| and |0.85 - 0.5|, half of the points each
    assert expected_calibration_error(reliability(FOUR, 2)) == pytest.approx(0.25)


def test_equal_confidences_share_a_bin():
    points = [
        Point(0.5, right=True),
        Point(0.5, right=False),
        Point(0.5, right=True),
        Point(0.9, right=True),
    ]
    assert [each.count for each in reliability(points, 4)] == [3, 1]


@pytest.mark.parametrize(("count", "bins"), [(1, 1), (9, 1), (19, 1), (20, 2), (99, 9), (500, 10)])
def test_a_bin_has_ten_points_and_there_are_ten_bins_at_most(count, bins):
    points = [Point(number / count, right=True) for number in range(count)]
    assert len(reliability(points)) == bins


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval_is_wilsons(right, count, low, high):
    interval = wilson(right, count)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


def test_what_a_threshold_keeps():
    kept = keep(FOUR, 0.7)
    assert (kept.right, kept.wrong, kept.all_right, kept.all_wrong) == (1, 1, 2, 2)
    assert (kept.right_kept, kept.wrong_kept, kept.precision) == (0.5, 0.5, 0.5)


def test_a_threshold_is_reached_by_what_equals_it():
    assert keep([Point(0.9, right=True)], 0.9).right == 1


def test_f1():
    assert harmonic_mean(0.5, 1.0) == pytest.approx(2 / 3)
    assert harmonic_mean(0.0, 0.0) == 0.0
    assert harmonic_mean(None, 1.0) is None


def test_nothing_has_no_figures():
    none = calibration([])
    assert (none.ece, none.brier, none.bins) == (None, None, ())
    assert {(t.right_kept, t.wrong_kept, t.precision) for t in none.thresholds} == {(None,) * 3}


def test_the_thresholds_are_these_and_the_configs():
    assert [t.threshold for t in calibration(FOUR, 0.85, 0.2).thresholds] == [0.2, *THRESHOLDS]


# Measures, whatever the points

POINTS = st.lists(
    st.builds(
        Point,
        st.floats(0, 1) | st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]),
        st.booleans(),
    ),
    min_size=1,
    max_size=60,
)


@given(POINTS, st.randoms(use_true_random=False))
def test_the_order_of_points_does_not_matter(points, random):
    shuffled = [*points]
    random.shuffle(shuffled)
    assert calibration(points) == calibration(shuffled)


@given(POINTS, st.none() | st.integers(1, 80))
def test_bins_hold_every_point_once_and_in_order(points, bins):
    made = reliability(points, bins)
    assert sum(each.count for each in made) == len(points)
    assert sum(each.right for each in made) == sum(point.right for point in points)
    assert len(made) <= (bins or 10)
    ends = [end for each in made for end in (each.low, each.high)]
    assert ends == sorted(ends)
    assert all(one.high < other.low for one, other in pairwise(made))
    for each in made:
        assert each.low <= each.confidence <= each.high
        assert 0 <= each.interval.low <= each.share_right <= each.interval.high <= 1


@given(POINTS)
def test_errors_are_from_0_to_1(points):
    figures = calibration(points)
    assert 0 <= figures.ece <= 1
    assert 0 <= figures.brier <= 1


@given(POINTS)
def test_one_bin_errs_by_the_means_alone(points):
    sure = math.fsum(point.confidence for point in points) / len(points)
    right = sum(point.right for point in points) / len(points)
    (bin_,) = reliability(points, 1)
    assert expected_calibration_error([bin_]) == pytest.approx(abs(sure - right))
    # more bins can only find more error
    assert expected_calibration_error(reliability(points, 5)) >= abs(sure - right) - 1e-9


@given(POINTS)
def test_who_is_sure_and_right_errs_in_nothing(points):
    perfect = [Point(float(point.right), point.right) for point in points]
    figures = calibration(perfect)
    assert (figures.ece, figures.brier) == (0, 0)


@given(POINTS, st.floats(0, 1), st.floats(0, 1))
def test_a_higher_threshold_keeps_no_more(points, one, other):
    low, high = keep(points, min(one, other)), keep(points, max(one, other))
    assert high.right <= low.right <= low.all_right
    assert high.wrong <= low.wrong <= low.all_wrong
    assert low.all_right + low.all_wrong == len(points)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_holds_the_share_and_is_symmetric(right, count):
    right = min(right, count)
    low, high = wilson(right, count)
    assert 0 <= low <= right / count <= high <= 1
    mirrored = wilson(count - right, count)
    assert (1 - mirrored.high, 1 - mirrored.low) == pytest.approx((low, high))


# Comparing


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("to kyiv, then", "to Kyiv, then", [("kyiv", "Kyiv")]),
        ("kyiv kyiv", "Kyiv kyiv", [("kyiv", "Kyiv")]),
        ("Oleg Synegoubov said", "Oleh Syniehubov said", [("Oleg Synegoubov", "Oleh Syniehubov")]),
        ("Soumy, kyiv", "Sumy, Kyiv", [("Soumy", "Sumy"), ("kyiv", "Kyiv")]),
        ("Kiev's mayor", "Kyiv's mayor", [("Kiev", "Kyiv")]),
        ("in Tchassiv-Yar.", "in Chasiv Yar.", [("Tchassiv-", "Chasiv ")]),
        ("the mer d’Azov", "the Sea of Azov", [("mer d’", "Sea of ")]),
        ("la mer Noire", "the Black Sea", [("la mer Noire", "the Black Sea")]),
        # a word added or dropped stands with its neighbour
        ("he said.", "he said so.", [("said", "said so")]),
        ("said", "he said", [("said", "he said")]),
        ("said so.", "said.", [("said so", "said")]),
        # paired in more than one way: one stretch
        ("so good", "so so good", [("so ", "so so ")]),
        # no differences
        ("don't  go", "don’t go", []),
        ("Solone\u0301", "Soloné", []),
        ("Tcherni\u00adhiv", "Tchernihiv", []),
        ("a\u00a0b", "a b", []),
    ],
)
def test_differences(before, after, expected):
    found = [
        (before[p.start : p.end], after[p.other_start : p.other_end])
        for p in differences(before, after)
    ]
    assert found == expected


WORDS = st.lists(
    st.sampled_from(["kyiv", "Kyiv", "a", ",", " ", "’", "\u00a0", "Soloné"]), max_size=12
).map("".join)


@given(WORDS, WORDS)
@example("", "")
@example("", "a")
@example(" ", "a")
def test_pieces_cover_both_texts(before, after):
    found = pieces(before, after)
    assert "".join(before[p.start : p.end] for p in found) == before
    assert "".join(after[p.other_start : p.other_end] for p in found) == after
    for piece in found:
        here = before[piece.start : piece.end]
        there = after[piece.other_start : piece.other_end]
        if piece.same:
            assert plain(here) == plain(there)
        elif before.strip() and after.strip():
            assert here.strip()
            assert there.strip()


@given(WORDS, WORDS)
def test_writing_the_differences_gives_the_other_text(before, after):
    written = before
    for piece in reversed(differences(before, after)):
        there = after[piece.other_start : piece.other_end]
        written = written[: piece.start] + there + written[piece.end :]
    assert plain(written) == plain(after)


@given(WORDS)
def test_a_text_does_not_differ_from_itself(text):
    assert differences(text, text) == []


# Verdicts


def spans(marked):
    """A text record from `to [kyiv=Kyiv|Kiev]`; `[?kyiv]` is doubtful."""
    text, found = "", []
    for number, part in enumerate(marked.replace("]", "[").split("[")):
        if number % 2 == 0:
            text += part
            continue
        surface, _, right = part.removeprefix("?").partition("=")
        span = {"start": len(text), "end": len(text) + len(surface), "surface": surface}
        if right:
            span["right"] = right.split("|")
        if part.startswith("?"):
            span["doubtful"] = True
        found.append(span)
        text += surface
    return {"text": text, "spans": found}


def pair(before, after):
    return {"before": before, "after": after}


FULL = "In Ukraine, governor Oleg Synegoubov spoke."


@pytest.mark.parametrize(
    ("record", "made", "right", "wanted", "found", "doubtful"),
    [
        # a right edit, an edit outside any span, an edit that is not acceptable
        (spans("In Ukraine, [kyiv=Kyiv] burns."), 1, 1, 1, 1, 0),
        (spans("In Ukraine, kyiv burns."), 1, 0, 0, 0, 0),
        (spans("In Ukraine, [kyiv=Kiev] burns."), 1, 0, 1, 0, 0),
        # one of several forms
        (spans("In Ukraine, [kyiv=Kiev|Kyiv] burns."), 1, 1, 1, 1, 0),
        # what may stay or change: no name wanted, but a right edit
        (spans("In Ukraine, [kyiv=kyiv|Kyiv] burns."), 1, 1, 0, 0, 0),
        # what must stay
        (spans("In Ukraine, [kyiv=kyiv] burns."), 1, 0, 0, 0, 0),
        (spans("In Ukraine, [Kyiv=Kyiv] burns."), 0, 0, 0, 0, 0),
        # missed
        (spans("In Ukraine, [Kyiv=Lviv] burns."), 0, 0, 1, 0, 0),
        # a doubtful place is not counted at all
        (spans("In Ukraine, [?kyiv] burns."), 0, 0, 0, 0, 1),
        (spans("In Ukraine, [?kyiv=Kyiv] burns."), 0, 0, 0, 0, 1),
        # an edit wider than the span: given name and surname are two spans
        (spans("In Ukraine, governor [Oleg=Oleh] [Synegoubov=Syniehubov] spoke."), 1, 1, 2, 2, 0),
        (spans("In Ukraine, governor [Oleg=Oleg] [Synegoubov=Syniehubov] spoke."), 1, 0, 1, 0, 0),
        (spans("In Ukraine, governor Oleg [Synegoubov=Syniehubov] spoke."), 1, 0, 1, 0, 0),
        # an edit narrower than the span
        (spans("In Ukraine, [governor Oleg Synegoubov=governor Oleh Syniehubov]."), 1, 1, 1, 1, 0),
        (spans("In [Ukraine, kyiv=Ukraina, Kyiv] burns."), 1, 1, 1, 0, 0),
        # white space, apostrophes and normalization forms are no difference
        (spans("In Ukraine, [Chassiv\u00a0Yar=Chasiv Yar] burns."), 1, 1, 1, 1, 0),
        # before and after
        (pair(FULL, "In Ukraine, governor Oleh Syniehubov spoke."), 1, 1, 1, 1, 0),
        (pair(FULL, FULL), 1, 0, 0, 0, 0),
        (pair(FULL, "In Ukraine, governor Oleg Syniehubov spoke."), 1, 0, 1, 0, 0),
        (pair(FULL, "In Ukraine, the governor Oleh Syniehubov spoke."), 1, 1, 2, 1, 0),
        (pair("the mer d’Azov, Ukraine", "the Sea of Azov, Ukraine"), 1, 1, 1, 1, 0),
        (pair("Tchassiv-Yar, in Ukraine", "Chasiv Yar, in Ukraine"), 1, 1, 1, 1, 0),
        (pair("The Ukrainian said so.", "The Ukrainian said it."), 0, 0, 1, 0, 0),
    ],
)
def test_verdicts(record, made, right, wanted, found, doubtful):
    edits = evaluate([record], NORMALIZER).edits
    assert (edits.made, edits.right, edits.wanted, edits.found, edits.doubtful) == (
        made,
        right,
        wanted,
        found,
        doubtful,
    )


@pytest.mark.parametrize(
    ("record", "answered", "right", "left"),
    [
        ({"name": "Tchernihiv", "kind": "place", "right": ["Chernihiv"]}, 1, 1, 0),
        ({"name": "Tchernihiv", "right": ["Tchernigov", "Chernihiv"]}, 1, 1, 0),
        ({"name": "Tchernihiv", "kind": None, "right": ["Tchernigov"]}, 1, 0, 0),
        ({"name": "Tchernihiv", "kind": "person", "right": ["Chernihiv"]}, 0, 0, 0),
        ({"name": "Toulouse", "kind": "place", "right": ["Toulouse"]}, 0, 0, 1),
        ({"name": "12", "right": ["13"]}, 0, 0, 0),
    ],
)
def test_verdicts_on_names(record, answered, right, left):
    names = evaluate([record], NORMALIZER).names
    assert (names.names, names.answered, names.right, names.left) == (1, answered, right, left)


def test_the_config_is_that_of_the_normalizer():
    record = {"name": "Volodymyr Zelensky", "right": ["Volodymyr Zelenskyi"]}
    assert evaluate([record]).names.right == 0
    assert evaluate([record], Normalizer(Config(to="ukrainian"))).names.right == 1
    text = spans("In Ukraine, [kyiv=Kyiv] burns.")
    excluding = evaluate([text], Normalizer(Config(exclude=("kyiv",))))
    assert (excluding.edits.made, excluding.edits.found) == (0, 0)
    assert excluding.config.exclude == ("kyiv",)


UNSURE = spans("In Ukraine, [kyiv=Kyiv] burns.")


def test_what_stays_below_the_threshold_is_a_proposal_but_no_edit():
    edits = evaluate([UNSURE], Normalizer(Config(min_confidence=1))).edits
    (outcome,) = edits.outcomes
    assert (edits.made, edits.found, outcome.made, outcome.right) == (0, 0, False, True)
    assert (outcome.surface, outcome.written, outcome.start) == ("kyiv", "Kyiv", 12)
    assert 0.5 < outcome.confidence < 1
    assert edits.calibration.points == (Point(outcome.confidence, right=True),)
    assert edits.calibration.thresholds[-1].threshold == 1


def test_what_a_guard_forbids_is_no_proposal():
    assert evaluate([spans("A storm hit Odessa, Texas.")], NORMALIZER).edits.outcomes == ()
    excluding = Normalizer(Config(exclude=("kyiv",)))
    assert evaluate([UNSURE], excluding).edits.outcomes == ()


CASES = Path(__file__).parent / "cases"


def sentences():
    rows = (
        line.split("\t")
        for path in sorted(CASES.glob("*.tsv"))
        for line in path.read_text(encoding="utf-8").splitlines()[1:]
    )
    texts = [row[1] for row in rows]
    return [*texts, "\n".join(texts)]


@cache
def proposed():
    return evaluate([pair(text, text) for text in sentences()], NORMALIZER).edits.outcomes


@pytest.mark.parametrize("threshold", THRESHOLDS)
def test_proposals_that_reach_a_threshold_are_the_edits_made_with_it(threshold):
    stricter = Normalizer(Config(min_confidence=threshold))
    made = {
        (number, match.start, match.surface, match.replacement)
        for number, text in enumerate(sentences())
        for match in stricter.explain(text).matches
    }
    told = {
        (int(o.where.split()[-1]) - 1, o.start, o.surface, o.written)
        for o in proposed()
        if o.confidence >= threshold
    }
    # Where one reading lies inside another, which of them goes first may depend on the threshold.
    assert len(made ^ told) <= len(made) / 50


@pytest.mark.parametrize("options", [{}, {"min_confidence": 0.3}, {"to": "ukrainian"}])
def test_what_was_made_is_right_against_itself(options):
    normalizer = Normalizer(Config(**options))
    texts = sentences()
    pairs = [pair(text, normalizer.normalize(text)) for text in texts]
    records = [
        {
            "text": text,
            "spans": [
                {"start": m.start, "end": m.end, "surface": m.surface, "right": [m.replacement]}
                for m in normalizer.explain(text).matches
            ],
        }
        for text in texts
    ]
    for gold in (pairs, records):
        edits = evaluate(gold, normalizer).edits
        assert edits.made > 100
        assert (edits.precision, edits.recall, edits.f1) == (1, 1, 1)


def test_of_proposals_that_overlap_one_is_counted():
    record = json.loads(GOLD.read_text(encoding="utf-8").splitlines()[8])
    for limit in (0.0, 0.85, 1.0):
        outcomes = evaluate([record], Normalizer(Config(min_confidence=limit))).edits.outcomes
        ends = [(o.start, o.start + len(o.surface)) for o in outcomes]
        assert all(one[1] <= other[0] for one, other in pairwise(ends))


def test_the_result_is_immutable_and_can_be_pickled():
    result = evaluate(GOLD, NORMALIZER)
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.edits = None
    assert pickle.loads(pickle.dumps(result)) == result  # noqa: S301  our own bytes


def test_records_that_were_read_can_be_given_again():
    assert evaluate(read_gold(GOLD), NORMALIZER) == evaluate(str(GOLD), NORMALIZER)


# Formats


def test_json_lines():
    text = 'no\n{"name": "A", "right": ["B"], "kind": "place", "id": 7, "note": "n"}\r\n\n'
    assert parse_gold(text.removeprefix("no\n"), "g.jsonl") == (
        GoldName("g.jsonl:1", "A", ("B",), "place"),
    )


def test_spans_come_in_order():
    record = {
        "text": "kyiv, Soumy",
        "spans": [
            {"start": 6, "end": 11, "right": ["Sumy"]},
            {"start": 0, "end": 4, "doubtful": True},
        ],
    }
    (text,) = parse_gold(json.dumps(record), "g.jsonl")
    assert text.spans == (Span(0, 4, (), doubtful=True), Span(6, 11, ("Sumy",)))


def test_offsets_are_code_points():
    record = {"text": "😀 kyiv", "spans": [{"start": 2, "end": 6, "right": ["Kyiv"]}]}
    assert evaluate([{**record, "text": "😀 kyiv, Ukraine"}], NORMALIZER).edits.found == 1


def test_a_line_separator_in_a_string_ends_no_line():
    (text,) = parse_gold('{"text": "a\u2028b", "spans": []}', "g.jsonl")
    assert text.text == "a\u2028b"


@pytest.mark.parametrize("path", ["g.tsv", "g.txt", "-", "G.TSV"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_of_names(path, mark):
    text = mark + "id\tname\tkind\tright\n1\tTchernihiv\tplace\tChernihiv|Chernigov\r\n\n2\tA\t\tB"
    assert parse_gold(text, path) == (
        GoldName(f"{path}:2", "Tchernihiv", ("Chernihiv", "Chernigov"), "place"),
        GoldName(f"{path}:4", "A", ("B",)),
    )


def test_the_kind_may_be_left_out():
    assert parse_gold("right\tname\nB\tA\n", "g.tsv") == (GoldName("g.tsv:2", "A", ("B",)),)


def test_a_table_of_texts_before_and_after():
    text = "before\tafter\tnote\nto kyiv\tto Kyiv\t\nsame\tsame\tof old"
    assert parse_gold(text, "g.tsv") == (
        GoldText("g.tsv:2", "to kyiv", (Span(3, 7, ("Kyiv",)),)),
        GoldText("g.tsv:3", "same", ()),
    )


@pytest.mark.parametrize("path", ["g.jsonl", "g.ndjson", "g.txt", "-"])
def test_a_pair_may_stand_in_json_lines_too(path):
    text = ' {"before": "to kyiv", "after": "to Kyiv"}'
    assert parse_gold(text, path) == (GoldText(f"{path}:1", "to kyiv", (Span(3, 7, ("Kyiv",)),)),)


# What is said about wrong gold

BAD = Path(__file__).parent / "bad_gold"


def wrong_files():
    return sorted(path for path in BAD.iterdir() if path.suffix != ".txt")


@pytest.mark.parametrize("path", wrong_files(), ids=lambda path: path.stem)
def test_every_problem_is_told_with_its_place(path):
    with pytest.raises(GoldError) as caught:
        parse_gold(path.read_bytes().decode("utf-8"), path.name)
    assert f"{caught.value}\n" == path.with_suffix(".txt").read_text(encoding="utf-8")


TOO_MUCH = "g.jsonl:1: a number is too long, or brackets are nested too deeply"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[" * 100_000, TOO_MUCH),
        ("1" * 5000, TOO_MUCH),
        ('{"name": A}', "g.jsonl:1:10: not JSON: "),
        ('{"name": "A"', "g.jsonl:1:13: not JSON: "),
    ],
)
def test_what_is_no_json_is_told_with_its_column(text, expected):
    with pytest.raises(GoldError) as caught:
        parse_gold(text, "g.jsonl")
    assert str(caught.value).startswith(expected)  # the rest is Python's, and changes with it


def test_problems_of_records_given_in_python_are_counted_from_1():
    with pytest.raises(GoldError, match=r"^record 2: 'right' is missing$"):
        evaluate([{"name": "A", "right": ["B"]}, {"name": "A"}])
    with pytest.raises(GoldError, match=r"^gold: no record; expected"):
        evaluate([])


def test_a_file_that_is_not_utf_8_is_told_with_the_byte(tmp_path):
    path = tmp_path / "g.jsonl"
    path.write_bytes('{"name": "Soloné", "right": ["A"]}'.encode("latin-1"))
    with pytest.raises(GoldError) as caught:
        evaluate(path)
    assert str(caught.value) == f"{path}: not UTF-8 at byte 15"


def test_the_message_shows_twenty_problems_and_the_error_has_all():
    with pytest.raises(GoldError) as caught:
        parse_gold("{}\n" * 30, "g.jsonl")
    assert len(caught.value.problems) == 30
    lines = str(caught.value).splitlines()
    assert len(lines) == 21
    assert lines[-1] == "and 10 more"
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems  # noqa: S301


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["text", "spans", "start", "end", "right", "name", "kind", "before", "after", "x"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(ANY)
def test_any_json_is_read_or_refused_in_words(record):
    try:
        (read,) = parse_gold(json.dumps(record), "g.jsonl")
    except GoldError as error:
        assert all(problem.startswith("g.jsonl:1") for problem in error.problems)
    else:
        assert isinstance(read, GoldText | GoldName)


@given(st.text(alphabet="abefornamightk\t\n|é", max_size=80), st.booleans())
def test_any_table_is_read_or_refused_in_words(text, headed):
    text = ("name\tkind\tright\n" if headed else "") + text
    try:
        assert parse_gold(text, "g.tsv")
    except GoldError as error:
        assert all(problem.startswith("g.tsv:") for problem in error.problems)


# The report

FEW = [
    spans("In Ukraine, [kyiv=Kyiv] and [Loubny=Lubny] burn; the club of [?Ivanovka] plays."),
    {"name": "Tchernihiv", "kind": "place", "right": ["Chernihiv"]},
    {"name": "Mychiv", "right": ["Myshiv"]},
    {"name": "Toulouse", "right": ["Toulouse"]},
]


def test_the_text_is_short_and_has_the_figures():
    written = as_text(evaluate(FEW, NORMALIZER))
    assert all(len(line) <= 80 for line in written.splitlines())
    assert written.startswith("Edits in 1 text\n  precision  100.0 %")
    assert "3 names standing alone\n" in written
    assert "  right first   33.3 %  (95 %: 6 to 79)  1 of 3" in written
    assert "  without an answer, and right as they stand: 1\n" in written
    assert (
        "  At 0.75, the min_confidence of this config, you keep\n"
        "  100 % of the right answers and 0 % of the wrong ones.\n"
    ) in written


def test_only_what_is_in_the_gold_is_reported():
    assert "standing alone" not in as_text(evaluate(FEW[:1], NORMALIZER))
    assert "Edits" not in as_text(evaluate(FEW[1:], NORMALIZER))


def test_no_proposal_is_said_as_such():
    written = as_text(evaluate([spans("Nothing here.")], NORMALIZER))
    assert "precision        -  (0 of 0)" in written
    assert written.endswith("Confidence of 0 proposed edits (0 made, 0 below the threshold)\n")


def test_mistakes_are_told_one_a_line():
    records = [
        {"before": "In Ukraine, kyiv burns.", "after": "In Ukraine, kyiv burns."},
        pair("In Ukraine, it burns.", "In Ukraine, she burns."),
        {"name": "Mychiv", "right": ["Myshiv", "Mishiv"]},
        {"name": "12", "right": ["13"]},
    ]
    lines = mistakes(evaluate(records, NORMALIZER)).splitlines()
    assert [line.rsplit("  ", 1)[0] for line in lines] == [
        "record 1: wrong edit: kyiv -> Kyiv",
        "record 2: missed: it, expected she",
        "record 3: wrong answer: Mychiv -> Mychiv",
        "record 4: no answer: 12, expected 13",
    ]


def test_json_has_the_documented_fields():
    result = evaluate(FEW, NORMALIZER)
    data = json.loads(json.dumps(as_json(result, ["g.jsonl"]), allow_nan=False))
    assert data["schema"] == "slavonym.evaluation/1"
    assert data["gold"] == ["g.jsonl"]
    assert data["config"]["min_confidence"] == 0.75
    documented = (GOLD.parent / "evaluate.md").read_text(encoding="utf-8")
    keys = {
        *data,
        *data["edits"],
        *data["names"],
        *data["names"]["bins"][0],
        *data["names"]["thresholds"][0],
    }
    assert not [key for key in keys if f"`{key}`" not in documented]
    assert data["names"]["points"] == 2
    assert data["names"]["brier"] == pytest.approx(result.names.calibration.brier, abs=1e-6)


SVG = "{http://www.w3.org/2000/svg}"


def drawn(records):
    written = as_svg(evaluate(records, NORMALIZER))
    return written, ET.fromstring(written)  # noqa: S314  our own bytes


def test_the_diagram_is_self_contained_and_accessible():
    written, root = drawn(FEW)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "title desc"
    described = {e.get("id"): e.text for e in root if e.get("id")}
    assert described["title"]
    assert "Edits in texts: " in described["desc"]
    assert "Names standing alone: 2 proposals, expected calibration error 0." in described["desc"]
    assert "prefers-color-scheme: dark" in written
    for outside in ("href", "url(", "@import", "<script", "@font-face"):
        assert outside not in written
    assert len(written) < 20_000


def test_the_diagram_draws_each_bin_with_its_interval():
    points = (
        [Point(0.2, right=False)] * 30
        + [Point(0.9, right=True)] * 10
        + [Point(0.95, right=False)] * 10
    )
    result = evaluate(FEW, NORMALIZER)
    names = dataclasses.replace(result.names, calibration=calibration(points))
    written = as_svg(dataclasses.replace(result, names=names))
    root = ET.fromstring(written)  # noqa: S314
    circles = root.findall(f".//{SVG}circle")[-3:]
    whiskers = root.findall(f".//{SVG}line[@class='whisker']")[-3:]
    assert [(c.get("cx"), c.get("cy")) for c in circles] == [
        ("64", "320"),
        ("288", "0"),
        ("304", "320"),
    ]
    radii = [float(c.get("r")) for c in circles]
    assert radii[0] ** 2 / radii[1] ** 2 == pytest.approx(3, rel=0.05)
    low, high = wilson(0, 30)
    assert float(whiskers[0].get("y1")) == pytest.approx((1 - high) * 320, abs=0.06)
    assert float(whiskers[0].get("y2")) == pytest.approx((1 - low) * 320, abs=0.06)


@pytest.mark.parametrize("records", [FEW, FEW[:1], FEW[1:], [spans("Nothing here.")]])
def test_a_diagram_can_always_be_drawn(records):
    written, _ = drawn(records)
    assert "nan" not in written
    assert "None" not in written
    assert ("no proposals" in written) == (len(records) == 1 and not records[0]["spans"])


@given(POINTS)
def test_a_diagram_of_any_points_stays_within_its_frame(points):
    result = evaluate([{"name": "Toulouse", "right": ["Toulouse"]}], NORMALIZER)
    names = dataclasses.replace(result.names, calibration=calibration(points))
    root = ET.fromstring(as_svg(dataclasses.replace(result, names=names)))  # noqa: S314
    for circle in root.findall(f".//{SVG}circle"):
        assert 0 <= float(circle.get("cx")) <= 320
        assert 0 <= float(circle.get("cy")) <= 320
        assert 3 <= float(circle.get("r")) <= 10


# The command


@pytest.fixture
def run(capsys):
    def run(*arguments):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = stop.code
        written = capsys.readouterr()
        return code, written.out, written.err

    return run


def test_the_command_writes_the_report(run):
    assert run("evaluate", GOLD) == (0, as_text(evaluate(GOLD, NORMALIZER)), "")


def test_the_command_writes_mistakes_first(run):
    result = evaluate(GOLD, NORMALIZER)
    code, out, _ = run("evaluate", "--mistakes", GOLD)
    assert (code, out) == (0, mistakes(result) + "\n" + as_text(result))
    assert mistakes(result).startswith(f"{GOLD}:17: wrong answer: Mychiv -> Mychiv")


def test_the_command_writes_one_json_object(run):
    code, out, _ = run("evaluate", "--json", GOLD)
    assert code == 0
    assert json.loads(out) == json.loads(
        json.dumps(as_json(evaluate(GOLD, NORMALIZER), [str(GOLD)]))
    )


def test_the_command_reads_several_files_and_a_config(run, tmp_path):
    table = tmp_path / "names.tsv"
    table.write_text("name\tright\nTchernihiv\tChernihiv\n", encoding="utf-8")
    desk = tmp_path / "desk.toml"
    desk.write_text("min_confidence = 0.95\n", encoding="utf-8")
    code, out, _ = run("evaluate", "--json", "--config", desk, GOLD, table)
    data = json.loads(out)
    assert code == 0
    assert data["gold"] == [str(GOLD), str(table)]
    assert data["names"]["names"] == 8
    assert data["config"]["min_confidence"] == 0.95


def test_the_command_reads_standard_input_in_another_encoding(run, monkeypatch):
    class Input:
        buffer = io.BytesIO('{"name": "Soloné", "right": ["Solone"]}'.encode("latin-1"))

    monkeypatch.setattr(sys, "stdin", Input)
    code, out, _ = run("evaluate", "--encoding", "latin-1", "-")
    assert (code, out.splitlines()[0]) == (0, "1 name standing alone")


def test_the_command_writes_the_diagram(run, tmp_path):
    plot = tmp_path / "reliability.svg"
    code, out, _ = run("evaluate", "--plot", plot, GOLD)
    assert (code, out) == (0, as_text(evaluate(GOLD, NORMALIZER)))
    assert plot.read_bytes() == as_svg(evaluate(GOLD, NORMALIZER)).encode()


def test_wrong_gold_is_a_line_for_each_problem_of_all_files(run, tmp_path):
    one, other = tmp_path / "one.jsonl", tmp_path / "other.tsv"
    one.write_text('{"name": "A"}\n', encoding="utf-8")
    other.write_text("name\tright\nA\t\n", encoding="utf-8")
    code, out, error = run("evaluate", one, other)
    assert (code, out) == (2, "")
    assert error == (
        f"slavonym: {one}:1: 'right' is missing\n"
        f"{other}:2:3: right: empty; expected a form at least\n"
    )


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["nowhere.jsonl"], ["slavonym: ", "nowhere.jsonl"]),
        ([GOLD, "--plot", "nowhere/at/all.svg"], ["slavonym: ", "nowhere/at/all.svg"]),
        ([GOLD, "--min-confidence", "2"], ["slavonym: ", "min_confidence"]),
        ([], ["usage: slavonym evaluate"]),
        ([GOLD, "--json", "--mistakes"], ["usage: slavonym evaluate", "--mistakes"]),
    ],
)
def test_what_cannot_be_done_is_said_and_exits_with_2(run, arguments, parts):
    code, out, error = run("evaluate", *arguments)
    assert (code, out) == (2, "")
    assert all(part in error for part in parts)


def test_the_command_alone_loads_no_evaluation():
    import subprocess

    script = "import sys, slavonym.cli; sys.exit('slavonym.evaluation.measures' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
