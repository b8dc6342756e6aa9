"""Echo or witness: who adds a witness, who only repeats, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims import FAR_TOWN, NORTH, TOWN, claim, source

from tallybook.link import find_statements
from tallybook.link.meeting import kept_under, looked_up
from tallybook.link.rounding import could_be_words_for
from tallybook.link.witnesses import verdict
from tallybook.model import Link, Verdict

SERVICE = source("Rescue Service of Xanadu", "XA")
MINISTRY = source("Ministry of Health of Xanadu", "XA")
STATE = source("Government of Xanadu", "XA")
HOSPITAL = source("Alba Hospital")
RIVAL = source("Gamma Staff", "XC")
UNNAMED = source("senior official", "XA", unnamed=True)
OTHER = source("security source", "XA", unnamed=True)
MEDICS = source("medics", unnamed=True)
TALLY = replace(source("Reuters"), text="a Reuters tally", cue="according to")


def told(*tellers, **more):
    """The statements of tellers with one figure, each a day after the other in its own report."""
    claims = [
        claim(
            "24",
            by=by,
            place=TOWN,
            report=f"r{day}",
            published=f"2031-03-0{day}",
            **({"publisher": f"Paper {day}"} | more),
        )
        for day, by in enumerate(tellers, 1)
    ]
    return find_statements(claims).statements


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (SERVICE, None, "Paper 2 names no source of its own"),
        (SERVICE, UNNAMED, "senior official is unnamed and of the party of Rescue Service"),
        (UNNAMED, OTHER, "unnamed and of one party: probably one person"),
        (MEDICS, MEDICS, "medics, unnamed in both, may be the same people"),
        (HOSPITAL, MINISTRY, "what Alba Hospital counts goes up to Ministry of Health of Xanadu"),
        (MINISTRY, HOSPITAL, "what Alba Hospital counts goes up to Ministry of Health of Xanadu"),
        (SERVICE, MINISTRY, "what Rescue Service of Xanadu counts goes up to Ministry"),
        (None, None, "Paper 2 names no source of its own for the figure that Paper 1 gave"),
    ],
)
def test_echoes(first, second, reason):
    source_of_it, echo = told(first, second)
    assert source_of_it.independent
    assert source_of_it.reasons == ("the first to give this figure",)
    assert (echo.independent, echo.echo_of) == (False, source_of_it.id)
    assert reason in echo.reasons[0]


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (SERVICE, RIVAL, "another origin than Rescue Service of Xanadu"),
        (SERVICE, TALLY, "Reuters counted or checked it itself"),
        (UNNAMED, MEDICS, "another origin than senior official"),
        (HOSPITAL, RIVAL, "another origin than Alba Hospital"),
    ],
)
def test_witnesses(first, second, reason):
    one, other = told(first, second)
    assert one.independent
    assert other.independent
    assert other.echo_of is None
    assert reason in other.reasons[0]


def test_two_papers_of_one_house_say_so():
    claims = [
        claim("24", place=TOWN, report=name, publisher=name, published=f"2031-03-0{day}")
        for day, name in enumerate(("The Times", "The Wall Street Journal"), 1)
    ]
    first, second = find_statements(claims).statements
    assert second.echo_of == first.id
    assert second.reasons == (
        "The Times and The Wall Street Journal are of one house, News Corp, and neither names a "
        "source",
    )


def test_a_report_in_which_an_official_cites_the_hospital_adds_no_witness():
    hospital = claim("24", by=HOSPITAL, place=TOWN, report="a", published="2031-03-01")
    citing = replace(
        claim("24", place=TOWN, report="b", published="2031-03-02"),
        attribution=(HOSPITAL, MINISTRY),
    )
    (only,) = find_statements([hospital, citing]).statements
    assert only.origin == "Alba Hospital"


def test_another_place_or_time_is_no_echo():
    first = claim("24", by=SERVICE, place=TOWN, report="a", published="2031-03-01")
    there = claim("24", place=FAR_TOWN, report="b", published="2031-03-02")
    later = claim("24", place=TOWN, report="c", published="2031-03-19")
    assert all(one.independent for one in find_statements([first, there, later]).statements)


def test_small_numbers_days_apart_are_no_echo():
    first = claim("2", by=SERVICE, place=TOWN, report="a", published="2031-03-01")
    later = claim("2", place=TOWN, report="b", published="2031-03-06")
    assert all(one.independent for one in find_statements([first, later]).statements)


@pytest.mark.parametrize(
    ("words", "figure", "fits"),
    [
        ("dozens", "36", True),
        ("dozens", "360", False),
        ("more than 30", "36", True),
        ("at least 3", "36", False),
        ("heavy losses", "36", True),
        ("heavy losses", "heavy losses", False),
        ("36", "36", False),
    ],
)
def test_a_headlines_own_words_are_no_witness(words, figure, fits):
    headline = claim(words, place=TOWN)
    credited = claim(figure, by=SERVICE, place=TOWN)
    assert could_be_words_for(headline.quantity, credited.quantity) == fits
    if not fits:
        return
    linking = find_statements([headline, credited])
    own = next(one for one in linking.statements if one.carriers == (headline.id,))
    assert not own.independent
    assert own.reasons == (
        "the report's own words for the figure that it credits to Rescue Service of Xanadu",
    )
    assert not linking.links


def test_what_may_be_an_echo_is_there_to_be_reviewed():
    claims = [
        claim("24", by=SERVICE, place=TOWN, report="a", published="2031-03-01"),
        claim("24", place=TOWN, report="b", published="2031-03-02"),
    ]
    (link,) = find_statements(claims).links
    assert (link.verdict, link.score) == (Verdict.UNSURE, 0.5)


def test_what_a_person_judged_different_is_no_echo():
    source_of_it = claim("24", by=SERVICE, place=TOWN, report="a", published="2031-03-01")
    echo = claim("24", place=TOWN, report="b", published="2031-03-02")
    ids = sorted((source_of_it.id, echo.id))
    for judged, independent in ((Verdict.DIFFERENT, True), (Verdict.UNSURE, False)):
        links = [Link(*ids, judged, 1.0, ("she asked",), "anna", "2031-03-05T10:00:00+00:00")]
        linking = find_statements([source_of_it, echo], links)
        assert [one.independent for one in linking.statements] == [True, independent]
        assert not linking.links


def test_of_two_peoples_verdicts_the_later_holds():
    first = claim("24", by=SERVICE, place=TOWN, report="a", published="2031-03-01")
    second = claim("24", by=RIVAL, place=TOWN, report="b", published="2031-03-01")
    ids = sorted((first.id, second.id))
    same = Link(*ids, Verdict.SAME, 1.0, ("a slip",), "anna", "2031-03-05T10:00:00+00:00")
    apart = replace(same, verdict=Verdict.DIFFERENT, made_by="ben", at="2031-03-06T10:00:00+00:00")
    assert len(find_statements([first, second], [same]).statements) == 1
    assert len(find_statements([first, second], [apart, same]).statements) == 2


TELLERS = [None, SERVICE, MINISTRY, STATE, HOSPITAL, RIVAL, UNNAMED, OTHER, MEDICS, TALLY]
GROUPS = st.lists(
    st.builds(
        lambda by, words, day, place, number: [
            claim(words, by=by, place=place, report=f"r{number}", published=f"2031-03-{day:02}")
        ],
        st.sampled_from(TELLERS),
        st.sampled_from(["24", "at least 24", "12", "dozens", "heavy losses"]),
        st.integers(1, 28),
        st.sampled_from([TOWN, NORTH, FAR_TOWN]),
        st.integers(1, 4),
    ),
    min_size=2,
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(GROUPS, st.randoms(use_true_random=False))
def test_a_verdict_hangs_on_no_order(groups, random):
    first, *others = groups
    near = [one for one in others if kept_under(one) & looked_up(first)]
    shuffled = list(near)
    random.shuffle(shuffled)
    assert verdict(first, near) == verdict(first, shuffled)


@settings(max_examples=100, deadline=None)
@given(GROUPS)
def test_of_all_that_give_a_figure_somebody_is_a_witness(groups):
    claims = [claim for group in groups for claim in group]
    statements = find_statements(claims).statements
    by_id = {one.id: one for one in statements}
    assert any(one.independent for one in statements)
    for one in statements:
        assert one.reasons
        assert one.independent == (one.echo_of is None)
        if one.echo_of is not None:
            assert one.echo_of in by_id
            assert one.echo_of != one.id
