"""Losses of an army: one figure of one source, whatever place was told before it, or since when."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.claims import FAR_TOWN, NORTH, SOUTH, TOWN, claim, period, source

from tallybook.link import find_statements, judge
from tallybook.model import Scope, Verdict

BETA = source("Army of Beta", "XB")
SAME, DIFFERENT = Verdict.SAME, Verdict.DIFFERENT
SINCE = {"scope": Scope.CUMULATIVE, "when": period("2031-03-01", "2031-03-03"), "place": None}


def before(place):
    """The place as told in a sentence before."""
    return replace(place, start=0, end=5)


def between(left, right, words="40", role="soldier"):
    shared = {"words": words, "by": BETA, "of": ("XC",), "role": role, "published": "2031-03-03"}
    first = claim(**{**shared, "report": "a", **left})
    second = claim(**{**shared, "report": "b", **right})
    return judge(first, second)


@pytest.mark.parametrize(
    ("ours", "theirs", "words", "role", "verdict"),
    [
        (before(TOWN), SOUTH, "40", "soldier", SAME),
        (before(TOWN), before(FAR_TOWN), "40", "soldier", SAME),
        (TOWN, SOUTH, "40", "soldier", DIFFERENT),  # each sentence names its own
        (before(TOWN), SOUTH, "4", "soldier", DIFFERENT),  # a number that is met by chance
        (before(TOWN), SOUTH, "40", "civilian", DIFFERENT),
    ],
)
def test_a_place_told_before_a_figure(ours, theirs, words, role, verdict):
    link = between({"place": ours}, {"place": theirs}, words, role)
    assert link.verdict is verdict, link.reasons


@pytest.mark.parametrize(
    ("bare", "verdict"),
    [
        ({"place": None}, SAME),
        ({"place": before(TOWN)}, SAME),
        ({"place": TOWN}, Verdict.UNSURE),  # one village's
        ({"place": None, "published": "2031-03-08"}, Verdict.UNSURE),
    ],
)
def test_losses_of_no_day_and_losses_so_far(bare, verdict):
    assert between(SINCE, bare, "7").verdict is verdict
    assert between(SINCE, bare, "7", "civilian").verdict is not SAME


def test_a_spokesman_and_his_body_are_one_speaker():
    ministry = source("Ministry of Defence of Xanadu", "XA")
    man = source("Ada Brod", "XA")
    man = replace(man, text="The Ministry's spokeswoman, Ada Brod")
    shared = {"of": ("XA",), "role": "soldier", "place": NORTH, "published": "2031-03-03"}
    claims = [
        claim("12", by=man, report="a", **shared),
        claim("12", by=ministry, report="b", **shared),
    ]
    (statement,) = find_statements(claims).statements
    assert statement.origin == "Ministry of Defence of Xanadu"
    (alone,) = find_statements(claims[:1]).statements
    assert alone.origin == "Ada Brod"
