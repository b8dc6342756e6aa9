"""Moves: how one source's figure changed, told apart, in order; and what holds for a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import permutations

import pytest
from tests.claims import MEASURES, TOWN, period, source
from tests.reconcile.figures import GAMMA, WAR, said

from tallybook.link import find_statements
from tallybook.model import Scope, Stance, Turn
from tallybook.reconcile.evidence import gather
from tallybook.reconcile.holding import question_on, speaks_by
from tallybook.reconcile.moves import find_moves
from tallybook.reconcile.reconciling import find_questions
from tallybook.reconcile.withdrawals import still_said

RISE, FALL, CORRECTION = Turn.RISE, Turn.FALL, Turn.CORRECTION
EVENT = {"scope": Scope.INCIDENT, "of": (), "place": TOWN, "when": period("2031-03-01")}
CIVILIANS, FIGHTERS = EVENT | {"role": "civilian"}, EVENT | {"role": "fighter"}
LEVEL = {"measure": "displaced", "scope": Scope.CURRENT, "of": (), "role": None}


def gathered(claims):
    return gather(claims, find_statements(claims).statements, MEASURES)


def moves(claims, kin=()):
    evidence = gathered(claims)
    _, withdrawn = still_said(evidence)
    return find_moves(evidence, withdrawn, gathered(kin), WAR)


def turns(claims, kin=()):
    return [(one.turn, one.at.day) for one in moves(claims, kin)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["8", "12"], [(RISE, 2)]),
        (["8", "8"], []),
        (["12", "8"], [(CORRECTION, 2)]),
        (["8", "12", "10"], [(RISE, 2), (CORRECTION, 3)]),
        (["at least 30", "at least 20"], [(FALL, 2)]),
        (["about 200", "about 190"], [(FALL, 2)]),
        (["25", "at least 10"], []),  # vaguer, and no less
        (["at least 30", "30"], []),  # narrower
        (["at least 30", "40"], [(RISE, 2)]),
        (["several dozen", "several hundred"], [(RISE, 2)]),
        (["at most 9", "12"], []),
    ],
)
def test_a_running_total(told, expected):
    assert turns([said(words, day) for day, words in enumerate(told, 1)]) == expected


def test_a_level_falls_and_is_not_corrected():
    claims = [said("8", 1, **LEVEL), said("5", 2, **LEVEL), said("9", 3, **LEVEL)]
    assert turns(claims) == [(FALL, 2), (RISE, 3)]


def test_two_sources_do_not_move_each_other():
    assert turns([said("8", 1), said("12", 2, by=GAMMA)]) == []


def test_a_source_takes_back_its_own_figure():
    denial = said("12", 3, stance=Stance.DENIED)
    assert turns([said("12", 1), denial]) == [(Turn.RETRACTION, 3)]


def test_what_another_denies_is_no_retraction():
    assert turns([said("12", 1), said("12", 3, by=GAMMA, stance=Stance.DENIED)]) == []


def test_an_explicit_correction_within_one_report():
    earlier = replace(said("8", 3, start=10), rule="earlier-figure")
    later = said("5", 3, start=90)
    assert turns([earlier, later]) == [(CORRECTION, 3)]
    assert turns([replace(said("5", 3, start=10), rule="earlier-figure"), said("8", 3)]) == [
        (RISE, 3)
    ]


def test_two_figures_of_one_report_are_two_things():
    assert turns([said("8", 3, start=10), said("5", 3, start=90)]) == []


def test_two_figures_of_one_day_in_different_papers_are_no_change():
    low, high = replace(said("14", 2), report="paper-1"), replace(said("41", 2), report="paper-2")
    assert turns([low, high]) == []
    assert turns([low, high, said("15", 3)]) == [(CORRECTION, 3)]


def told_of(words, of_day, said_on, rule="series"):
    one = said(words, said_on, when=period(None, f"2031-03-{of_day:02}"))
    return replace(one, rule=rule, report=f"row-{of_day}-{said_on}")


def test_a_row_corrected_long_afterwards_moves_the_figure_of_its_own_day():
    rows = [told_of("12", 1, 1), told_of("50", 2, 2), told_of("15", 1, 9)]
    assert [(one.turn, one.at.day) for one in moves(rows)] == [(RISE, 2), (RISE, 9)]
    assert "“12”" in moves(rows)[1].why
    assert [one.turn for one in moves([*rows, told_of("60", 10, 10)])] == [RISE, RISE, RISE]


def test_a_figure_that_its_series_marks_as_mended_is_a_correction_though_it_rises():
    rows = [told_of("12", 1, 1), told_of("50", 2, 2), told_of("15", 1, 9, "series-correction")]
    assert [one.turn for one in moves(rows)] == [RISE, CORRECTION]
    same_day = [told_of("12", 1, 1), replace(told_of("15", 1, 1, "series-correction"), report="x")]
    assert [one.turn for one in moves(same_day)] == [CORRECTION]


def test_the_words_of_a_figure_are_quoted_digit_for_digit():
    (move,) = moves([said("1456610", 1), said("1456650", 2)])
    assert "“1456610”" in move.why


def test_posts_of_one_day_are_told_apart_by_their_time():
    early = replace(said("9", 3), report="blog-1", post=datetime(2031, 3, 3, 8))
    late = replace(said("7", 3), report="blog-2", post=datetime(2031, 3, 3, 20))
    assert turns([late, early]) == [(FALL, 3)]


def test_the_missing_are_found_dead():
    missing = {**EVENT, "measure": "missing"}
    falls = [said("10", 1, **missing), said("6", 2, **missing)]
    dead = [said("20", 1, **EVENT), said("24", 2, **EVENT)]
    ((turn, _),) = turns(falls, dead)
    assert turn is Turn.RECLASSIFICATION
    assert "among the killed" in moves(falls, dead)[0].why
    assert turns(falls, [said("20", 1, **EVENT), said("23", 2, **EVENT)]) == [(CORRECTION, 2)]
    assert turns(falls, [said("20", 1, by=GAMMA, **EVENT), said("24", 2, by=GAMMA, **EVENT)]) == [
        (CORRECTION, 2)
    ]


def test_civilians_are_counted_as_fighters():
    falls = [said("12", 1, **CIVILIANS), said("4", 2, **CIVILIANS)]
    ((turn, _),) = turns(falls, [said("8", 2, **FIGHTERS)])
    assert turn is Turn.RECLASSIFICATION


def test_an_unnamed_official_carries_his_party_on():
    named = said("several dozen", 1, by=GAMMA)
    unnamed = said("several hundred", 2, by=source("a senior official", "XC", unnamed=True))
    (move,) = moves([named, unnamed])
    assert move.turn is RISE
    assert move.why == (
        "The Gamma Staff (XC) said “several dozen”, a senior official (XC) “several hundred”: for "
        "one party the figure rises on 2 March 2031"
    )
    assert move.at == date(2031, 3, 2)
    rival = said("several hundred", 2, by=source("Gamma Ministry", "XC"))
    assert turns([named, rival]) == []


def test_why_is_told_in_the_words_that_were_said():
    (move,) = moves([said("at least 8", 1), said("12", 2)])
    assert move.why == (
        "The Army of Beta (XB) said “at least 8” on 1 March 2031 and says “12” on 2 March 2031: "
        "the figure rises"
    )


def test_the_order_of_claims_does_not_matter():
    claims = [said("8", 1), said("12", 2), said("10", 3), said("9", 3, by=GAMMA)]
    assert len({moves(list(order)) for order in permutations(claims)}) == 1


def question_of(claims):
    statements = find_statements(claims).statements
    (question,) = find_questions(claims, statements, measures=MEASURES, sides=WAR)
    return question


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (1, None),  # nothing speaks of that day
        (2, {"8"}),
        (3, {"8"}),
        (4, {"8", "12"}),
        (9, {"8", "12", "20"}),
    ],
)
def test_a_total_holds_from_the_day_it_speaks_to(on, words):
    late = said("12", 6, when=period(None, "2031-03-04"))  # said on the 6th of the 4th
    question = question_of([said("8", 2), late, said("20", 8)])
    held = question_on(question, date(2031, 3, on))
    assert (held and {one.claim.quantity.words for one in held.evidence}) == words
    assert held is None or held.id == question.id


def test_what_was_corrected_later_holds_for_no_day():
    question = question_of([said("5", 1), said("30", 2), said("12", 8)])
    held = question_on(question, date(2031, 3, 3))
    assert {one.claim.quantity.words for one in held.evidence} == {"5"}


def test_an_incident_holds_from_its_day_however_late_it_is_told():
    question = question_of([said("8", 5, **EVENT), said("9", 9, by=GAMMA, **EVENT)])
    assert question_on(question, date(2031, 2, 28)) is None
    assert len(question_on(question, date(2031, 3, 1)).evidence) == 2


def test_what_has_no_day_speaks_of_none():
    (one,) = gathered([replace(said("8", 1), published=None)])
    assert not speaks_by(one, date(2031, 3, 9))
