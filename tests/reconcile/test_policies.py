"""Policies: what each makes of one small story, by table."""

from __future__ import annotations

import pytest
from tests.claims import MEASURES, TOWN, period, source
from tests.reconcile.figures import BETA, GAMMA, HOME, WAR, said, single
from tests.reconcile.stories import tallies_of

from tallybook.link import find_statements
from tallybook.model import Grade, Scope
from tallybook.reconcile.constraints import Constraint, Ground
from tallybook.reconcile.evidence import gather
from tallybook.reconcile.grading import grade_of
from tallybook.reconcile.policies import POLICIES
from tallybook.reconcile.reconciling import find_questions

RELIEF = source("Relief Watch")
EVENT = {
    "scope": Scope.INCIDENT,
    "of": (),
    "role": "civilian",
    "place": TOWN,
    "when": period("2031-03-01"),
}
TOLD_ALIKE = (("12", 2, HOME), ("12", 2, RELIEF), ("20", 3, GAMMA))
ONE_TOTAL = (("10", 1, BETA), ("12", 4, GAMMA), ("about 200", 4, RELIEF))

# story: each figure with its day and teller; policy: low, best, high
STORIES = [
    # three counts of one strike: two agree, one is higher
    ("bounds", TOLD_ALIKE, (20, 20, 20)),
    ("latest", TOLD_ALIKE, (20, 20, 20)),
    ("ucdp", TOLD_ALIKE, (12, 12, 20)),
    ("acled", TOLD_ALIKE, (12, 12, 12)),
    ("airwars", TOLD_ALIKE, (12, None, 20)),
    ("majority", TOLD_ALIKE, (12, 12, 12)),
    # words without a number beside one
    ("ucdp", (("dozens", 2, HOME), ("30", 2, RELIEF)), (24, 30, 99)),
    ("acled", (("dozens", 2, HOME), ("30", 2, RELIEF)), (12, 12, 12)),
    ("acled", (("several hundred", 2, HOME),), (100, 100, 100)),
    ("acled", (("tens of thousands", 2, HOME),), (10000, 10000, 10000)),
    ("acled", (("about 200", 2, HOME),), (200, 200, 200)),
    ("acled", (("losses", 2, HOME),), (10, 10, 10)),
    ("ucdp", (("losses", 2, HOME),), (None, None, None)),
    # open ends count as their number where a policy needs one
    ("ucdp", (("at least 30", 2, HOME), ("at most 40", 2, RELIEF)), (30, 30, 40)),
    ("airwars", (("at least 30", 2, HOME),), (30, None, 30)),
    ("majority", (("at least 30", 2, HOME),), (30, None, None)),
    # an origin's newer figure is the one that competes
    ("ucdp", (("8", 2, HOME), ("12", 4, HOME), ("20", 4, RELIEF)), (12, 12, 20)),
    ("majority", (("8", 2, HOME), ("12", 4, HOME), ("8", 4, RELIEF)), (8, 8, 8)),
    # ties go to the lowest
    ("majority", (("20", 2, HOME), ("12", 2, RELIEF)), (12, 12, 12)),
]


@pytest.mark.parametrize(("policy", "story", "answer"), STORIES)
def test_policy_on_one_strike(policy, story, answer):
    tally = single([said(words, day, by=by, **EVENT) for words, day, by in story], policy=policy)
    assert (tally.low, tally.best, tally.high) == answer


@pytest.mark.parametrize(
    ("policy", "answer"),
    [
        ("ucdp", (12, 12, 200)),
        ("acled", (12, 12, 12)),
        ("airwars", (12, None, 200)),
        ("majority", (12, 12, 12)),
    ],
)
def test_of_a_running_total_only_figures_of_the_day_compete(policy, answer):
    tally = single([said(words, day, by=by) for words, day, by in ONE_TOTAL], policy=policy)
    assert (tally.low, tally.best, tally.high) == answer


@pytest.mark.parametrize("policy", sorted(POLICIES))
@pytest.mark.parametrize("story", [story for _, story, _ in STORIES])
def test_every_number_of_a_policy_has_a_proof(policy, story):
    claims = [said(words, day, by=by, **EVENT) for words, day, by in story]
    tally = single(claims, policy=policy)
    assert tally.policy == policy
    known = {one.id for one in claims}
    for end in ("low", "high"):
        value = getattr(tally, end)
        proofs = [one for one in tally.bounds if one.end == end and one.value == value]
        assert value is None or proofs
        assert all(one.because and set(one.because) <= known and one.rule for one in proofs)


@pytest.mark.parametrize("policy", sorted(POLICIES))
def test_every_policy_names_its_source_and_why(policy):
    assert "Source:" in POLICIES[policy].__doc__


def test_an_echo_is_no_vote():
    told = [
        said("20", 2, by=HOME, **EVENT),
        said("12", 2, by=RELIEF, **EVENT),
        said("20", 3, by=None, **EVENT),  # an outlet repeats the ministry's figure
    ]
    tally = single(told, policy="majority")
    assert (tally.low, tally.high) == (12, 12)


def test_disagreement_is_named_under_every_policy():
    for policy in POLICIES:
        claims = [said("38", 3), said("12", 3, by=GAMMA)]
        assert single(claims, policy=policy).contested


def graded(claims):
    """What `grade_of` makes of the statements of the one question."""
    statements = find_statements(claims).statements
    evidence = gather(claims, statements, MEASURES)
    (question,) = find_questions(claims, statements, measures=MEASURES, sides=WAR)
    return grade_of(evidence, (), contested=True, policy="airwars", question=question)


@pytest.mark.parametrize(
    ("told", "grade"),
    [
        ([("12", HOME, ("XC",))], Grade.WEAK),
        ([("12", HOME, ("XC",)), ("14", RELIEF, ("XC",))], Grade.FAIR),
        ([("12", HOME, ("XC",)), ("9", GAMMA, ("XC",))], Grade.CONFIRMED),
    ],
)
def test_grades_as_airwars_defines_them(told, grade):
    assert graded([said(n, 2, by=by, hit_by=hit, **EVENT) for n, by, hit in told]) is grade


def test_airwars_does_not_grade_soldiers():
    assert graded([said("12", 2), said("12", 2, by=GAMMA)]) is Grade.DISCOUNTED


def test_a_policy_says_nothing_where_nobody_gave_a_figure():
    forecast = said("9", 1, stance="forecast")
    for policy in POLICIES:
        (tally,) = tallies_of([forecast], MEASURES, policy=policy)
        assert (tally.low, tally.best, tally.high) == (None, None, None)


def test_airwars_sums_minima_and_maxima_over_the_incidents_of_a_total():
    first = [said("12", 2, by=HOME, **EVENT), said("20", 2, by=RELIEF, **EVENT)]
    second = [said("at least 5", 6, by=HOME, **EVENT | {"when": period("2031-03-05")})]
    total = [said("more than 10", 7, by=HOME, **EVENT | {"scope": Scope.CUMULATIVE, "when": None})]
    (question,) = find_questions(total, find_statements(total).statements, measures=MEASURES)
    incidents = tuple(
        tuple(
            Constraint(one.low, one.high, "same question", one, one.at, True)
            for one in gather(told, find_statements(told).statements, MEASURES)
        )
        for told in (first, second)
    )
    reading = POLICIES["airwars"](Ground(question, None, None, (), (), incidents))
    assert (reading.low, reading.best, reading.high) == (17, None, 25)
    low = next(one for one in reading.bounds if one.end == "low")
    assert low.rule == "Airwars: the sum of the minima of 2 incidents"
    assert len(low.because) == 2
