"""Wars: is a figure of a war, and not of a flood meanwhile?"""

from __future__ import annotations

from typing import Final

from tallybook.catalogue.conflicts import Conflicts
from tallybook.model import Place
from tallybook.reconcile.evidence import Evidence

_CIVILIAN: Final = "civilian"
"""Nobody calls the dead of an earthquake so."""


def is_of_war(one: Evidence, place: Place | None, sides: Conflicts | None) -> bool:
    """Do its words tie it to a war that goes on there?

    By a party that fights among those counted, by who did it, by the word "civilian", or by a
    speaker of a camp that is not the country's own. Without conflicts any party fights.
    """
    if sides is None:
        return bool(one.of.parties)
    day = one.start or one.known
    if one.of.parties and sides.of(one.of.parties, day):
        return True
    countries = place.countries if place is not None else ()
    wars = [war for country in countries for war in sides.in_country(country, day)]
    if not wars:
        return False
    if one.of.role == _CIVILIAN or (one.by is not None and one.by.parties):
        return True
    party = one.statement.party
    return (
        party is not None
        and party not in countries
        and any(party in camp.parties for war in wars for camp in war.camps)
    )
