"""A disaster: what is known of it rises from day to day, and everybody says what is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st
from tests.claims import MEASURES, claim, period, source
from tests.reconcile.worlds import BEGIN, CHILDREN, PEOPLE, REGIONS, TOWNS, Who
from tests.reconcile.worlds_words import OUTLETS, true_words

from tallybook.link import find_statements
from tallybook.model import Claim, Place, Scope, Tally
from tallybook.reconcile import reconcile

RESCUE = source("Rescue Service", "XA")
TELLERS = (RESCUE, source("Governor of Upper Xanadu", "XA"), source("Red Relief"), None)
DAYS = 12


@dataclass(frozen=True)
class Disaster:
    """known: (measure, role) → what is known at the end of each day since it happened."""

    place: Place
    known: dict[tuple[str, str | None], tuple[int, ...]]
    claims: tuple[Claim, ...]

    def could_be(self, tally: Tally) -> bool:
        """Was the answer true on some day?"""
        series = self.known.get((tally.measure, tally.of.role))
        low, high = tally.low or Decimal(0), tally.high
        return series is None or any(low <= n and (high is None or n <= high) for n in series)


def _rising(draw) -> tuple[int, ...]:
    steps = draw(st.lists(st.integers(0, 40), min_size=DAYS, max_size=DAYS))
    return tuple(sum(steps[: day + 1]) for day in range(DAYS))


@st.composite
def disasters(draw, mixed: bool = False) -> Disaster:
    """One quake and up to ten reports of it.

    mixed: is one figure told as the quake's, and another as the toll so far?
    """
    killed, wounded = _rising(draw), _rising(draw)
    both = tuple(k + w for k, w in zip(killed, wounded, strict=True))
    known = {
        ("killed", None): killed,
        ("wounded", None): wounded,
        ("killed_or_wounded", None): both,
    }
    known["killed", "child"] = tuple(n // 4 for n in killed)
    place = draw(st.sampled_from([REGIONS[0], TOWNS[0]]))
    manners = draw(st.sampled_from([["dated", "undated"], ["toll"]]))
    if mixed:
        manners = ["dated", "toll"]
    claims: list[Claim] = []
    for number in range(draw(st.integers(1, 10))):
        claims += _report(draw, place, known, f"q{number:02}", manners, len(claims))
    return Disaster(place, known, tuple(claims))


def _report(draw, place: Place, known, report: str, manners, made: int) -> list[Claim]:
    day = draw(st.integers(0, DAYS - 1))
    by, outlet = draw(st.sampled_from(TELLERS)), draw(st.sampled_from(OUTLETS))
    manner = draw(st.sampled_from(manners))
    found: list[Claim] = []
    asked = st.lists(st.sampled_from(sorted(known, key=str)), min_size=1, max_size=3, unique=True)
    for measure, role in sorted(draw(asked), key=lambda key: (key[1] is not None, key[0])):
        who: Who = CHILDREN if role else PEOPLE
        whole = next((one for one in found if role and one.measure == measure), None)
        found.append(
            claim(
                draw(true_words(known[measure, role][day])),
                measure,
                role=role,
                people=who.words,
                by=by,
                place=place,
                when=period(BEGIN) if manner == "dated" else None,
                scope=Scope.CUMULATIVE if manner == "toll" and not role else Scope.INCIDENT,
                part_of=whole.id if whole is not None else None,
                report=report,
                publisher=outlet,
                published=BEGIN + timedelta(days=day),
                start=1000 * (made + len(found)),
            )
        )
    return found


def tolls(claims, as_of: date | None = None) -> list[Tally]:
    """The tallies of a land at peace."""
    said = find_statements(claims).statements
    return reconcile(claims, said, measures=MEASURES, as_of=as_of)
