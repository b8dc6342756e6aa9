"""The nouns survive JSON, and the published shapes keep their keys."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from tests import nouns

from tallybook.model import (
    Block,
    Claim,
    Form,
    Place,
    Population,
    Quantity,
    Report,
    Role,
    Scope,
    Stance,
)
from tallybook.model import records as r


def through_json(record):
    return json.loads(r.line(record))


@given(nouns.claims())
def test_a_claim_survives_json_with_its_parts(claim):
    back = r.claim_from_record(through_json(r.claim_record(claim, parts=True)))
    assert back == claim
    assert back.parts == claim.parts


@given(nouns.claims())
def test_the_record_of_a_claim_is_the_same_after_a_round_trip(claim):
    once = r.claim_record(claim)
    again = r.claim_record(r.claim_from_record(through_json(once)))
    assert list(again) == list(once)
    assert again == once


@given(nouns.reports, nouns.blocks)
def test_a_report_and_its_blocks_survive_json(report, block):
    record = through_json(r.report_record(report, [block]))
    assert r.report_from_record(record) == report
    assert [r.block_from_record(inner) for inner in record["blocks"]] == [block]


@given(nouns.problems)
def test_a_problem_survives_json(problem):
    assert r.problem_from_record(through_json(r.problem_record(problem))) == problem


@given(nouns.links)
def test_a_link_survives_json(link):
    assert r.link_from_record(through_json(r.link_record(link))) == link


@given(nouns.tallies)
def test_a_tally_survives_json(tally):
    assert r.tally_from_record(through_json(r.tally_record(tally))) == tally


@given(nouns.decimals)
def test_numbers_stay_exact(value):
    written = json.dumps(r.number(value))
    assert r.decimal(json.loads(written)) == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal(30), "30"),
        (Decimal("30.0"), "30"),
        (Decimal("5.6E+9"), "5600000000"),
        (Decimal("2.5"), "2.5"),
        (Decimal("0.1"), "0.1"),
        (Decimal("0.1234567890123456789"), '"0.1234567890123456789"'),
        (None, "null"),
    ],
)
def test_how_numbers_are_written(value, written):
    assert json.dumps(r.number(value)) == written


def test_one_record_is_one_line_for_every_reader():
    record = {"text": "a\nb\u2028c\u2029d\x85e\r\nf", "other": "\ud800"}
    written = r.line(record)
    assert len(written.splitlines()) == 1
    assert json.loads(written) == record
    assert len(r.line({"text": "é\u2028\x85"}).splitlines()) == 1


CLAIM_KEYS = [
    "id",
    "report",
    "url",
    "publisher",
    "agency",
    "published",
    "block",
    "post",
    "sentence",
    "text",
    "start",
    "end",
    "quantity",
    "measure",
    "of",
    "by",
    "place",
    "period",
    "scope",
    "attribution",
    "stance",
    "part_of",
    "increment",
    "disclaimer",
    "background",
    "rule",
    "made_by",
    "confidence",
    "path",
    "review",
]


def test_the_published_claim_has_its_keys_in_order():
    claim = Claim(
        report="r",
        text="At least 30 soldiers",
        start=3,
        end=23,
        quantity=Quantity(Decimal(30), None, Form.AT_LEAST, words="At least 30"),
        measure="killed",
        of=Population("soldiers", ("KP",), "soldier", None, 15, 23),
        block=Role.BODY,
        sentence=(0, 40),
        rule="subject-of-passive",
        made_by="test 1",
        stance=Stance.CLAIMED,
        scope=Scope.INCIDENT,
        confidence=0.9,
        place=Place("off the coast", countries=("EC", "PE")),
    )
    record = r.claim_record(claim)
    assert list(record) == CLAIM_KEYS
    assert record["quantity"] == {
        "low": 30,
        "high": None,
        "form": "at_least",
        "unit": "person",
        "words": "At least 30",
        "convention": None,
    }
    assert record["of"]["parties"] == ["KP"]
    assert record["place"]["country"] == ["EC", "PE"]
    assert record["by"] is None
    assert record["attribution"] == []
    assert record["id"] == claim.id


def test_one_country_is_a_word_and_none_is_null():
    assert r.place_record(Place("Kursk", countries=("RU",)))["country"] == "RU"
    assert r.place_record(Place("the front"))["country"] is None


def test_a_record_of_the_design_without_spans_is_read():
    claim = r.claim_from_record(
        {
            "report": "r",
            "text": "30",
            "start": 0,
            "end": 2,
            "quantity": {"low": 30, "high": 30, "form": "exact"},
            "measure": "killed",
            "of": {"text": "soldiers", "parties": ["KP"], "role": "soldier", "unit": None},
            "block": "body",
            "sentence": [0, 2],
            "rule": "x",
            "made_by": "y",
            "stance": "claimed",
            "scope": "incident",
            "confidence": 1,
            "a key of tomorrow": 1,
        }
    )
    assert claim.of.start is None
    assert claim.quantity.unit == "person"


def test_read_prints_reports_with_blocks():
    report = Report("A headline\nAnd a body", path="x.txt")
    record = r.report_record(report, [Block(Role.HEADLINE, 0, 11), Block(Role.BODY, 11, 21)])
    assert record["id"] == report.id
    assert record["blocks"][0] == {
        "role": "headline",
        "start": 0,
        "end": 11,
        "time": None,
        "background": False,
        "why": "",
    }
