"""Figures of one army's dead by a few tellers, for the tests of the rules."""

from __future__ import annotations

from tests.claims import MEASURES, NORTH, claim, source
from tests.reconcile.stories import tallies_of

from tallybook.catalogue.conflicts import Conflicts, parse_conflicts
from tallybook.model import Scope

BETA, GAMMA = source("Army of Beta", "XB"), source("Gamma Staff", "XC")
HOME, RESCUE = source("Ministry of Xanadu", "XA"), source("Rescue Service", "XA")
TOTAL = {"scope": Scope.CUMULATIVE, "of": ("XB",), "role": "soldier", "place": NORTH}
WAR = Conflicts(
    parse_conflicts(
        "own.toml",
        """
[[conflict]]
id = "own"
countries = ["XA"]
[[conflict.side]]
parties = ["XA", "XB"]
[[conflict.side]]
parties = ["XC"]
allies = ["XD"]
""",
    )
)


def single(claims, **options):
    tallies = tallies_of(claims, MEASURES, **options)
    assert len(tallies) == 1, [(one.measure, one.of.key, one.scope) for one in tallies]
    return tallies[0]


def said(words, day, by=BETA, **more):
    report = f"r{day}-{by and by.source.name}"
    return claim(words, by=by, report=report, published=f"2031-03-{day:02}", **{**TOTAL, **more})
