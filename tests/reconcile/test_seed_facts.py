"""The facts of the two real reports, as claims of our own words, give the tallies they must."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.claims import KURSK, MEASURES, RUSSIA, UKRAINE, claim, period, source

from tallybook.catalogue.conflicts import load_conflicts
from tallybook.link import find_statements
from tallybook.model import Attribution, Grade, Role, Scope, Source, SourceKind, Stance
from tallybook.reconcile import reconcile

HUR = source("HUR", "UA")
KYIV = source("Government of Ukraine", "UA")
WASHINGTON = source("Government of the United States", "US")
KIRBY = source("John Kirby", "US")
INTELLIGENCE = source("Ukrainian intelligence officials", "UA", unnamed=True)
OFFICIAL = source("senior U.S. military official", "US", unnamed=True)
BROADCASTER = Attribution(Source("BBC", SourceKind.OUTLET), "the BBC", 0, 3, "reported")
WEEKEND = period("2024-12-14", "2024-12-15", "over the weekend")
TROOPS = {"of": ("KP",), "role": "soldier", "people": "North Korean soldiers"}
CASUALTIES = "killed_or_wounded"


def blog():
    page = {"report": "blog", "published": "2024-12-17"}
    level = {"scope": Scope.CURRENT, "of": ("KP",), "stance": Stance.ESTIMATED, **page}
    return [
        claim("heavy losses", CASUALTIES, of=("KP",), block=Role.HEADLINE, place=KURSK, **page),
        claim("at least 30", CASUALTIES, by=KYIV, place=KURSK, block=Role.STANDFIRST, **TROOPS,
              **page),
        claim("losses", CASUALTIES, by=WASHINGTON, place=KURSK, **TROOPS, **page),
        claim("several dozen", CASUALTIES, by=KIRBY, of=("KP",), scope=Scope.CUMULATIVE,
              stance=Stance.ESTIMATED, **page),
        claim("at least 30", CASUALTIES, by=HUR, when=WEEKEND, **TROOPS, **page),
        claim("soldiers", by=HUR, of=("RU",), role="soldier", place=KURSK, hit_by=("KP",), **page),
        claim("8", by=HUR, of=("RU",), unit="Akhmat", hit_by=("KP",), **page),
        claim("around 200", by=INTELLIGENCE, of=("KP", "RU"), role="soldier", hit_by=("UA",),
              stance=Stance.ESTIMATED, **page),
        claim("11,000", "deployed", by=KYIV, place=RUSSIA, **level),
        claim("more than 70,000", by=BROADCASTER, of=("RU",), role="soldier", place=UKRAINE,
              when=period("2024-09-01", "2024-09-30"), scope=Scope.CUMULATIVE, **page),
        claim("At least 30", CASUALTIES, by=HUR, place=KURSK, when=WEEKEND, **TROOPS, **page),
        claim("11,000", "deployed", by=KYIV, **level),
    ]  # fmt: skip


def page():
    said = {"report": "page", "published": "2024-12-18", "agency": "AFP"}
    return [
        claim("Several hundred", CASUALTIES, by=OFFICIAL, of=("KP",), place=KURSK,
              block=Role.HEADLINE, **said),
        claim("several hundred", CASUALTIES, by=OFFICIAL, place=KURSK, **TROOPS, **said),
        claim("thousands", "deployed", of=("KP",), place=KURSK, scope=Scope.CURRENT, **said),
        claim("Several hundred", CASUALTIES, by=OFFICIAL, of=("KP",), **said),
    ]  # fmt: skip


def answers(claims, **options):
    statements = find_statements(claims).statements
    return reconcile(claims, statements, measures=MEASURES, sides=load_conflicts(), **options)


def the(tallies, measure, *parties, unit=None, scope=Scope.CUMULATIVE):
    found = [
        one
        for one in tallies
        if one.measure == measure
        and one.of.parties == parties
        and one.of.unit == unit
        and one.scope is scope
    ]
    assert len(found) == 1, found
    return found[0]


@pytest.fixture(scope="module")
def tallies():
    return answers([*blog(), *page()])


def test_north_korean_casualties_rise_by_three_origins_of_two_aligned_parties(tallies):
    tally = the(tallies, CASUALTIES, "KP")
    assert (tally.low, tally.best, tally.high) == (300, None, 999)
    assert tally.origins == 3
    assert tally.sides == ("adversary", "adversary's ally")
    assert tally.silent == ("own side",)
    assert tally.grade is Grade.FAIR
    assert not tally.contested
    assert [(one.at, one.low) for one in tally.revisions] == [
        (date(2024, 12, 17), 36),
        (date(2024, 12, 18), 300),
    ]
    assert tally.revisions[1].supersedes == tally.revisions[0].id
    assert {"HUR", "John Kirby"} < {one.origin for one in tally.statements}


def test_the_agency_gave_one_statement_with_its_carriers(tallies):
    tally = the(tallies, CASUALTIES, "KP", scope=Scope.INCIDENT)
    agency = [one for one in tally.statements if one.origin == "HUR"]
    assert len(agency) == 1
    assert len(agency[0].carriers) == 3
    assert tally.low == 30
    assert tally.period.first == date(2024, 12, 14)


def test_north_korean_dead_are_bounded_by_the_union_and_by_the_casualties(tallies):
    tally = the(tallies, "killed", "KP")
    ceilings = {bound.rule: bound.value for bound in tally.bounds if bound.end == "high"}
    assert ceilings["the people counted are part of those counted"] == 220
    # not 99: "several dozen" was overtaken by "several hundred" and caps nothing any more
    assert ceilings["killed is part of killed or wounded"] == 999
    assert tally.low is None
    assert "nobody has counted" in tally.answer.casefold()


def test_levels_of_the_army_sent_are_compatible(tallies):
    tally = the(tallies, "deployed", "KP", scope=Scope.CURRENT)
    assert (tally.low, tally.high) == (11000, 11000)
    assert not tally.contested
    assert tally.origins == 2


def test_the_russian_dead_of_the_war_and_of_the_unit(tallies):
    assert the(tallies, "killed", "RU", unit="Akhmat").best == 8
    war = next(
        one
        for one in tallies
        if one.of.parties == ("RU",) and one.place and "UA" in one.place.countries
    )
    assert (war.low, war.high) == (70001, None)
    assert war.period.last == date(2024, 9, 30)


def test_words_without_a_number_set_no_bound(tallies):
    tally = next(
        one
        for one in tallies
        if one.of.parties == ("RU",) and one.of.unit is None and "RU" in one.place.countries
    )
    assert tally.low == 8, "the unit's eight are among them; nobody said two"
    assert all(bound.value != 2 for one in tallies for bound in one.bounds)


def test_the_answer_names_origins_words_and_who_is_silent(tallies):
    assert the(tallies, CASUALTIES, "KP").answer == (
        "Several hundred North Korean soldiers killed or wounded in Kursk Oblast by "
        "18 December 2024, according to a senior U.S. military official; at least 30 according to "
        "HUR (Ukraine) and several dozen according to John Kirby (United States); neither North "
        "Korea nor Russia has given a figure."
    )


def test_as_of_the_day_before_only_the_blog_is_known():
    tally = the(answers([*blog(), *page()], as_of=date(2024, 12, 17)), CASUALTIES, "KP")
    assert (tally.low, tally.high) == (36, 99)
    assert tally.origins == 2


def test_without_a_date_the_blog_still_comes_before_and_contradicts_nothing():
    undated = [replace(one, published=None, period=None) for one in blog()]
    tally = the(answers([*undated, *page()]), CASUALTIES, "KP")
    assert (tally.low, tally.high) == (300, 999)
    assert [one.at for one in tally.revisions] == [None, date(2024, 12, 18)]
    assert not tally.contested
