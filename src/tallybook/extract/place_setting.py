"""The country in which a report is set, for claims of which nothing else says where."""

from __future__ import annotations

from typing import Final

from tallybook.extract.report_places import ReportPlaces
from tallybook.extract.types import Found
from tallybook.model import Claim, Place
from tallybook.model.containment import FORCE_ROLES

ANYWHERE: Final = frozenset({"equipment_lost"})
"""What an army says that it destroyed may have been anywhere."""

_SMALL: Final = frozenset({"place", "admin1"})


def home_of(claim: Claim, found: Found, places: ReportPlaces) -> Place | None:
    """The one country of all that the report names, where nothing says that it was elsewhere.

    Armies count what happens anywhere; nor is it told where those of other nations were.
    """
    home = places.setting
    if home is None or claim.of.role in FORCE_ROLES or claim.measure in ANYWHERE:
        return None
    if claim.of.parties and not any(
        m.located and m.place.countries == home.countries for m in places.mentions
    ):
        return None  # "US officials said three Americans were killed": perhaps abroad
    here = places.without_refuges(places.within(found.sentence.start, found.sentence.end))
    others = {m.place.countries for m in here} - {(), home.countries}
    own = not set(claim.of.parties) - set(home.countries)
    # "9,000 died in the east, and Kalikot sent blankets": a town that was refused says nothing
    refused = any(
        m.place.precision in _SMALL and not (m.located or m.hint or m.domestic) for m in here
    )
    # "150 deaths, most in Belgium": what was told of a part
    parts = any(m.located and m.place.countries == home.countries for m in here)
    return home if own and not others and not refused and not parts else None
