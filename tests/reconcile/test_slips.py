"""Slips of the pen: one source's figure of one day in two papers, the digits changed about."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from tests.claims import MEASURES, TOWN, claim, period, source
from tests.reconcile.stories import tallies_of

from tallybook.model import Claim, Scope, Stance

MINISTRY = source("Ministry of Health of Xanadu", "XA")
TOLL = {"scope": Scope.CUMULATIVE, "place": TOWN}


def told(words: str, day: int, paper: str, **more: object) -> Claim:
    more = {"by": MINISTRY, **TOLL, **more}
    on = f"2031-03-{day:02}"
    report = f"{paper}-{day}-{words}"
    return claim(words, report=report, published=on, publisher=paper, **more)  # type: ignore[arg-type]


def only(*claims: Claim):
    (tally,) = tallies_of(list(claims), MEASURES)
    return tally


@pytest.mark.parametrize(("first", "second"), [("26", "62"), ("118", "181"), ("30", "300")])
def test_one_source_and_day_with_the_digits_about_is_open(first, second):
    tally = only(told(first, 2, "Alba Post"), told(second, 2, "Borun Star"))
    assert (tally.low, tally.high, tally.contested) == (int(first), int(second), True)
    assert {one.kind for one in tally.conflict} == {"dispute"}


@pytest.mark.parametrize(("first", "second"), [("26", "31"), ("7", "12"), ("118", "240")])
def test_a_toll_that_rises_within_the_day_is_no_slip(first, second):
    tally = only(told(first, 2, "Alba Post"), told(second, 2, "Borun Star"))
    assert (tally.low, tally.high, tally.contested) == (int(second), int(second), False)


def test_the_next_day_tells_which_it_was():
    papers = told("26", 2, "Alba Post"), told("62", 2, "Borun Star")
    assert only(*papers, told("29", 3, "Alba Post")).high == 29
    assert only(*papers, told("65", 3, "Alba Post")).low == 65


def test_what_a_later_post_of_the_day_says_is_no_slip():
    early, late = told("26", 2, "Alba Post"), told("62", 2, "Alba Post")
    early = replace(early, post=datetime(2031, 3, 2, 9))
    late = replace(late, post=datetime(2031, 3, 2, 18))
    assert only(early, late).low == 62


WRONG = {"by": None, "stance": Stance.DENIED}


def test_a_paper_that_mends_its_page_takes_back_what_it_alone_had_printed():
    papers = [told("26", 2, "Alba Post"), told("62", 2, "Borun Star")]
    mended = told("62", 3, "Borun Star", **WRONG)
    tally = only(*papers, mended)
    assert (tally.low, tally.high, tally.contested) == (26, 26, False)


def test_a_paper_takes_back_nobody_elses():
    papers = [told("26", 2, "Alba Post"), told("62", 2, "Borun Star")]
    mended = told("62", 3, "Alba Post", **WRONG)
    assert only(*papers, mended).high == 62


def test_what_others_printed_too_stands():
    papers = [told("26", 2, "Alba Post"), told("62", 2, "Borun Star"), told("62", 2, "Coast Mail")]
    mended = told("62", 3, "Borun Star", **WRONG)
    assert only(*papers, mended).high == 62


def test_a_note_of_another_event_takes_back_nothing():
    papers = [told("62", 2, "Borun Star", when=period("2031-03-01"), scope=Scope.INCIDENT)]
    mended = told("40", 3, "Borun Star", **WRONG)
    tally = only(*papers, mended)
    assert (tally.low, tally.contested) == (62, False)
