"""One town's dead, told for a week: what is of the one happening, and who answers for whom."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.claims import COUNTRY, FAR_TOWN, MEASURES, NORTH, TOWN, Claim, claim, period, source
from tests.reconcile.figures import GAMMA, HOME, WAR
from tests.reconcile.stories import tallies_of

from tallybook.link import find_statements
from tallybook.model import Scope

CLINIC, MINISTRY = source("Clinic of Alba", "XA"), source("Ministry of Health of Xanadu", "XA")
WATCH = source("Relief Watch")
PASSER_BY = source("a baker who lives there", unnamed=True)
STRIKE = {"place": TOWN, "when": period("2031-03-01")}


def told(words: str, day: int, by=MINISTRY, **more) -> Claim:
    report = f"r{day}-{by.source.name if by else 'voice'}-{words}"
    more = {"place": TOWN, **more}
    return claim(words, by=by, report=report, published=f"2031-03-{day:02}", **more)


def tallies(claims, **options):
    return tallies_of(list(claims), MEASURES, **options)


def only(*claims: Claim, **options):
    (tally,) = tallies(claims, **options)
    return tally


def test_undated_figures_a_week_apart_are_of_the_strike_that_both_fit():
    children = {"role": "child"}
    first = told("3", 1, CLINIC, **STRIKE, **children)
    tally = only(first, told("4", 2, **children), told("4", 8, CLINIC, **children))
    assert (tally.low, tally.high, len(tally.statements)) == (4, 4, 3)


def test_without_a_day_that_both_fit_they_stay_apart():
    children = {"role": "child"}
    assert len(tallies([told("4", 2, **children), told("9", 8, WATCH, **children)])) == 2


def test_an_undated_count_of_the_one_happening_caps_it_beside_a_part_told_as_a_total():
    wounded = {"measure": "wounded"}
    first = told("31", 1, CLINIC, **STRIKE, **wounded)
    whole = told("46", 4, **wounded)
    part = told("21", 6, scope=Scope.CUMULATIVE, part_of=whole.id, **wounded)
    tally = only(first, told("43", 2, **wounded), whole, part)
    assert (tally.low, tally.high, tally.contested) == (46, 46, False)


def test_what_a_report_tells_beside_a_higher_toll_is_some_of_it():
    first = told("9", 1, CLINIC, **STRIKE)
    toll = told("14", 2, scope=Scope.CUMULATIVE)
    night = replace(told("5", 2), report=toll.report)
    tally = only(first, toll, night)
    assert (tally.low, tally.high, tally.contested) == (14, 14, False)


def test_a_passer_bys_vague_word_is_no_origin_beside_a_count():
    counted, seen = told("46", 1, **STRIKE), told("dozens", 1, PASSER_BY, **STRIKE)
    assert only(counted, seen).origins == 1
    assert only(seen).origins == 1


def test_a_level_of_one_town_is_no_answer_for_the_province_days_later():
    level = {"measure": "displaced", "scope": Scope.CURRENT}
    town, province = told("300", 1, HOME, **level), told("2,600", 8, WATCH, place=NORTH, **level)
    found = {one.place.name: one for one in tallies([town, province])}
    assert (found["North Province"].origins, found["North Province"].sides) == (1, ("third party",))


def test_a_towns_dead_are_no_answer_for_the_country_where_somebody_gives_it():
    country = {"place": COUNTRY, "scope": Scope.CUMULATIVE}
    towns = told("19", 2, **STRIKE), told("7", 2, **{**STRIKE, "place": FAR_TOWN})
    found = tallies([*towns, told("more than 25", 8, WATCH, **country)], sides=WAR)
    whole = next(one for one in found if one.place.name == "Xanadu")
    assert (whole.origins, whole.sides) == (1, ("third party",))


@pytest.mark.parametrize(("first", "low"), [("2031-02-24", 32), ("2031-03-03", 26)])
def test_a_total_of_last_week_holds_what_has_begun_since(first, low):
    shared = {"scope": Scope.CUMULATIVE, "place": COUNTRY}
    since = {"when": period("2031-02-26", "2031-03-08"), "by": HOME, **shared}
    claims = [
        told("more than 25", 8, WATCH, when=period(first, "2031-03-07"), **shared),
        told("20", 8, role="civilian", **since),
        told("12", 8, role="soldier", of=("XA",), **since),
    ]
    found = [one for one in tallies(claims, sides=WAR) if one.of.role is None]
    assert [one.low for one in found] == [low]


def test_some_of_a_figure_makes_no_question_of_its_own():
    money = {"measure": "money", "counted_in": "EUR", "place": None}
    promised = told("3000", 8, WATCH, scope=Scope.CUMULATIVE, **money)
    earlier = replace(told("500", 8, WATCH, **money), report=promised.report)
    paid = replace(told("1200", 8, None, part_of=promised.id, **money), report=promised.report)
    assert only(earlier, promised, paid).low == 3000


def test_some_of_the_civilians_are_no_count_of_the_civilians():
    civilians = {"role": "civilian", "scope": Scope.CUMULATIVE, "place": COUNTRY}
    whole = told("20", 8, HOME, **civilians)
    part = replace(told("1", 8, None, part_of=whole.id, **civilians), report=whole.report)
    tally = only(whole, part)
    assert (tally.low, tally.high, tally.contested, tally.origins) == (20, 20, False, 1)


def test_none_lost_stands_against_what_the_foe_destroyed_abroad():
    tanks = {"measure": "equipment_lost", "of": ("XC",), "counted_in": "tank"}
    destroyed = told("3", 1, HOME, place=NORTH, **tanks)
    none = told("none", 1, GAMMA, place=None, when=period("2031-03-01"), **tanks)
    tally = only(destroyed, none, sides=WAR)
    assert (tally.low, tally.high, tally.contested) == (0, 3, True)
    assert set(tally.sides) == {"own side", "adversary"}


def test_what_an_outlet_alone_calls_them_does_not_narrow_the_ministrys_count():
    toll = {"scope": Scope.CUMULATIVE}
    own = told("19", 3, None, role="civilian", people="civilians", **toll)
    (one, *_) = find_statements([told("19", 2, **toll), told("19", 3, **toll), own]).statements
    assert one.of.role is None


def test_two_towns_stay_two():
    assert len(tallies([told("9", 1, CLINIC, **STRIKE), told("7", 2, place=FAR_TOWN)])) == 2


def test_a_toll_of_a_village_of_no_list_is_of_the_strike_on_it():
    def at(words: str):
        return replace(NORTH, text=words)

    first = told(
        "2", 1, MINISTRY, role="civilian", place=at("the village of Vovka"), when=STRIKE["when"]
    )
    total = {"role": "civilian", "scope": Scope.CUMULATIVE}
    toll = told("3", 3, CLINIC, place=at("in the shelling of Vovka"), **total)
    tally = only(first, toll, sides=WAR)
    assert (tally.low, tally.high, len(tally.statements)) == (3, 3, 2)
    other = told("3", 3, CLINIC, place=at("in the village of Petra"), **total)
    assert len(tallies([first, other], sides=WAR)) == 2


def test_the_toll_of_the_strike_on_its_own_day_is_as_of_the_day_it_was_told():
    first = told("12", 2, **STRIKE)
    tally = only(first, told("15", 3, scope=Scope.CUMULATIVE, **STRIKE))
    assert (tally.low, tally.best, tally.high, tally.contested) == (15, 15, 15, False)
    assert tally.period is not None
    assert str(tally.period.last) == "2031-03-03"


def test_a_toll_as_of_a_later_day_stays_of_that_day():
    total = {"scope": Scope.CUMULATIVE, "when": period("2031-03-02")}
    tally = only(told("12", 2, **STRIKE), told("15", 5, **total))
    assert (tally.low, tally.high) == (15, 15)
    assert tally.period is not None
    assert str(tally.period.last) == "2031-03-02"


def test_who_counted_so_far_tells_at_last_what_it_was():
    so_far = {"scope": Scope.CUMULATIVE}
    tally = only(told("7", 2, **so_far), told("11", 3, **so_far), told("19", 4))
    assert (tally.low, tally.best, tally.contested) == (19, 19, False)


def test_an_undated_figure_of_somebody_else_is_not_taken_for_what_was_counted_so_far():
    so_far = {"scope": Scope.CUMULATIVE}
    assert len(tallies([told("7", 2, **so_far), told("19", 4, WATCH)])) == 2
