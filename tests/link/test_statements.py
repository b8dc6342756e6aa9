"""Claims join into statements by origin, figure and fact; people's verdicts override."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.claims import FAR_TOWN, NORTH, SOUTH, TOWN, claim, period, source

from tallybook.link import RULES, find_statements, judge
from tallybook.model import Link, Role, SourceKind, Stance, Verdict

AGENCY = source("Delta Service", "XD")
STAFF = source("General Staff of Delta", "XD")
STATE = source("Government of Delta", "XD")
UNNAMED = source("senior Delta official", "XD", unnamed=True)
OTHER = source("Government of Beta", "XB")


def only(claims, links=()):
    statements = find_statements(claims, links).statements
    assert len(statements) == 1, statements
    return statements[0]


def origins(claims, links=()):
    return sorted(one.origin for one in find_statements(claims, links).statements)


def test_headline_standfirst_and_body_are_one_statement_of_the_organ():
    claims = [
        claim("30", block=Role.HEADLINE),
        claim("at least 30", by=STATE, block=Role.STANDFIRST, place=NORTH),
        claim("at least 30", by=AGENCY, when=period("2031-03-01", "2031-03-02")),
        claim("At least 30", by=AGENCY, place=NORTH),
    ]
    statement = only(claims)
    assert (statement.origin, statement.low, statement.high) == ("Delta Service", 30, None)
    assert len(statement.carriers) == 4
    assert statement.place == NORTH
    assert statement.period == claims[2].period


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ({"by": AGENCY}, {"by": AGENCY}, Verdict.SAME),
        ({"by": AGENCY}, {"by": STATE}, Verdict.SAME),
        ({"by": AGENCY}, {"by": UNNAMED}, Verdict.SAME),
        ({"by": AGENCY}, {"by": STAFF}, Verdict.DIFFERENT),
        ({"by": AGENCY}, {"by": OTHER}, Verdict.DIFFERENT),
        ({"by": AGENCY}, {}, Verdict.SAME),
        ({"by": AGENCY, "place": TOWN}, {"by": AGENCY, "place": NORTH}, Verdict.SAME),
        ({"by": AGENCY, "place": TOWN}, {"by": AGENCY, "place": FAR_TOWN}, Verdict.DIFFERENT),
        ({"by": AGENCY, "place": NORTH}, {"by": AGENCY, "place": SOUTH}, Verdict.DIFFERENT),
        ({"by": AGENCY, "of": ("XB",)}, {"by": AGENCY, "of": ("XC",)}, Verdict.DIFFERENT),
        (
            {"by": AGENCY, "of": ("XB",), "role": "soldier"},
            {"by": AGENCY, "of": ("XB",), "role": "civilian"},
            Verdict.DIFFERENT,
        ),
        ({"by": AGENCY, "of": ("XB",), "role": "soldier"}, {"by": AGENCY}, Verdict.SAME),
        ({"by": AGENCY, "hit_by": ("XB",)}, {"by": AGENCY, "hit_by": ("XC",)}, Verdict.DIFFERENT),
        ({"by": AGENCY}, {"by": AGENCY, "stance": Stance.DENIED}, Verdict.DIFFERENT),
        ({"by": AGENCY}, {"by": AGENCY, "stance": Stance.FORECAST}, Verdict.DIFFERENT),
        ({"by": AGENCY}, {"by": AGENCY, "stance": Stance.UNCONFIRMED}, Verdict.SAME),
        ({"by": AGENCY}, {"by": AGENCY, "increment": True}, Verdict.DIFFERENT),
        ({"by": AGENCY}, {"by": AGENCY, "measure": "wounded"}, Verdict.DIFFERENT),
        ({"by": AGENCY}, {"by": AGENCY, "words": "31"}, Verdict.DIFFERENT),
        ({"by": AGENCY}, {"by": AGENCY, "words": "more than 30"}, Verdict.SAME),
        (
            {"by": AGENCY, "when": period("2031-03-01")},
            {"by": AGENCY, "when": period("2031-03-09")},
            Verdict.DIFFERENT,
        ),
    ],
)
def test_verdicts_within_one_report(left, right, verdict):
    link = judge(claim(**{"words": "30", **left}), claim(**{"words": "30", **right}))
    assert link.verdict is verdict, link.reasons
    assert link.reasons
    assert link.made_by == RULES


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ({"by": AGENCY}, {"by": AGENCY}, Verdict.SAME),
        ({"by": AGENCY}, {"by": AGENCY, "published": "2031-04-20"}, Verdict.DIFFERENT),
        (
            {"by": AGENCY, "when": period("2031-02-20")},
            {"by": AGENCY, "when": period("2031-02-20"), "published": "2032-02-20"},
            Verdict.SAME,
        ),
        ({"by": AGENCY}, {"by": STATE}, Verdict.SAME),
        ({"by": UNNAMED}, {"by": UNNAMED}, Verdict.UNSURE),
        ({"by": UNNAMED, "agency": "Wire"}, {"by": UNNAMED, "agency": "Wire"}, Verdict.SAME),
        ({"agency": "Wire"}, {"agency": "Wire"}, Verdict.SAME),
        ({}, {}, Verdict.DIFFERENT),
        ({"by": AGENCY}, {}, Verdict.DIFFERENT),
    ],
)
def test_verdicts_across_reports(left, right, verdict):
    shared = {"words": "30", "place": NORTH}
    first = claim(**{**shared, "published": "2031-03-01", "report": "a", **left})
    second = claim(**{**shared, "published": "2031-03-02", "report": "b", **right})
    link = judge(first, second)
    assert link.verdict is verdict, link.reasons


def test_one_wire_text_under_many_mastheads_is_one_statement():
    claims = [
        claim("24", place=NORTH, agency="Wire", publisher=f"Daily {n}", report=f"r{n}",
              published="2031-03-02")
        for n in range(10)
    ]  # fmt: skip
    statement = only(claims)
    assert statement.origin == "Wire"
    assert len(statement.carriers) == 10


def test_near_copies_without_a_credit_are_one_text():
    first = claim("24", people="people of the valley died when the dam broke", report="a",
                  place=NORTH, published="2031-03-02", start=0)  # fmt: skip
    longer = (first.sentence[0], first.end + 200)
    copies = [
        replace(first, sentence=longer, report=name, publisher=f"Daily {name}") for name in "abc"
    ]
    assert len(only(copies).carriers) == 3


def test_an_outlet_that_repeats_a_figure_is_no_second_witness():
    linking = find_statements(
        [
            claim("24", by=AGENCY, place=NORTH, report="a", published="2031-03-01"),
            claim("24", place=NORTH, report="b", published="2031-03-02"),
        ]
    )
    assert [one.independent for one in linking.statements] == [True, False]
    assert [link.verdict for link in linking.links] == [Verdict.UNSURE]
    assert "no second witness" in linking.links[0].reasons[0]


def test_two_organs_with_one_figure_are_two_witnesses():
    claims = [
        claim("24", by=AGENCY, place=NORTH, report="a", published="2031-03-01"),
        claim("24", by=OTHER, place=NORTH, report="b", published="2031-03-02"),
    ]
    assert [one.independent for one in find_statements(claims).statements] == [True, True]


def test_vague_words_are_nobodys_property():
    claims = [
        claim("thousands", by=AGENCY, place=NORTH, report="a", published="2031-03-01"),
        claim("thousands", place=NORTH, report="b", published="2031-03-02"),
    ]
    assert all(one.independent for one in find_statements(claims).statements)


def test_a_quoted_outlet_speaks_with_its_own_voice_elsewhere():
    paper = replace(source("Daily Gazette"), source=replace(source("Daily Gazette").source,
                                                            kind=SourceKind.OUTLET))  # fmt: skip
    claims = [
        claim("24", place=NORTH, publisher="Daily Gazette", report="a", published="2031-03-01"),
        claim("24", by=paper, place=NORTH, report="b", published="2031-03-02"),
    ]
    assert only(claims).origin == "Daily Gazette"


def test_a_persons_verdicts_override():
    first = claim("24", by=AGENCY, place=NORTH)
    second = claim("24", by=AGENCY, place=NORTH)
    third = claim("25", by=OTHER, place=NORTH)
    apart = Link(first.id, second.id, Verdict.DIFFERENT, 1.0, ("two villages",), "anna")
    joined = Link(first.id, third.id, Verdict.SAME, 1.0, ("a misprint",), "anna")
    assert len(find_statements([first, second]).statements) == 1
    assert len(find_statements([first, second], [apart]).statements) == 2
    assert len(find_statements([first, third]).statements) == 2
    assert len(find_statements([first, third], [joined]).statements) == 1


def test_the_rules_own_links_do_not_bind_them():
    first, second = claim("24", by=AGENCY), claim("24", by=AGENCY)
    old = Link(first.id, second.id, Verdict.DIFFERENT, 0.0, ("an older rule",), RULES)
    assert len(find_statements([first, second], [old]).statements) == 1


def test_a_later_carrier_keeps_the_statements_id():
    first = claim("24", by=AGENCY, place=NORTH, report="a", published="2031-03-01")
    later = claim("24", by=AGENCY, place=NORTH, report="b", published="2031-03-02")
    assert only([first]).id == only([first, later]).id


def test_many_claims_of_one_figure_are_not_compared_all_with_all():
    claims = [
        claim("1", by=source(f"police of {n % 50}"), place=NORTH, report=f"r{n}",
              published=f"20{n % 60 + 10}-0{n % 9 + 1}-15")
        for n in range(3000)
    ]  # fmt: skip
    assert find_statements(claims).statements


def test_origins_are_reported_in_the_order_said():
    claims = [
        claim("24", by=OTHER, place=NORTH, report="b", published="2031-03-02"),
        claim("12", by=AGENCY, place=NORTH, report="a", published="2031-03-01"),
    ]
    assert [one.origin for one in find_statements(claims).statements] == [
        "Delta Service",
        "Government of Beta",
    ]
