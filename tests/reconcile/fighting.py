"""An army's losses in a few days of fighting, told by two armies and others, for tests of bouts."""

from __future__ import annotations

from tests.claims import MEASURES, NORTH, claim, period, source
from tests.reconcile.figures import WAR
from tests.reconcile.stories import tallies_of

from tallybook.model import Scope

BETA, GAMMA = source("Army of Beta", "XB"), source("Gamma Staff", "XC")
ENVOY = source("Envoy of the League")
FIRST = "2031-03-10"


def told(words, day, by=BETA, *, since=None, on=None, **more):
    """Soldiers of Beta killed, told on a day of March: since a day, on a day, or without either."""
    said = f"2031-03-{day:02}"
    when = period(since, said, f"since {since}") if since else None
    when = period(on) if on else when
    running = {"scope": Scope.CUMULATIVE} if since else {}
    report = more.pop("report", f"r{day}-{by.source.name if by else 'voice'}-{words}")
    shared = {"of": ("XB",), "role": "soldier", "place": NORTH, **running, **more}
    return claim(words, by=by, when=when, report=report, published=said, **shared)


def tallies(claims, **options):
    return tallies_of(claims, MEASURES, **{"sides": WAR, **options})


def of_beta(claims, measure="killed", **options):
    """All that is asked of Beta's soldiers alone."""
    found = tallies(claims, **options)
    return [one for one in found if one.of.parties == ("XB",) and one.measure == measure]


def only(claims, **options):
    found = of_beta(claims, **options)
    assert len(found) == 1, [one.answer for one in found]
    return found[0]


def figures(tally):
    return sorted(str(one.low if one.low is not None else one.high) for one in tally.statements)
