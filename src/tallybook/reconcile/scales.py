"""Scales: a number many times another is no figure of the same happening."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from tallybook.reconcile.evidence import Evidence, Kind

_FAR_MORE: Final = 20
_PERSON: Final = "person"


def counts_far_more(total: Evidence, event: Evidence) -> bool:
    """Does a report tell both at one time, and the total as many times more than the happening?

    It gives a happening's newest toll: beside 22 dead of a strike, 38,584 are the dead of its war.
    """
    if total.kind is not Kind.TOTAL or event.kind is not Kind.INCIDENT or event.is_partial:
        return False
    if not total.reports & event.reports or total.claim.post != event.claim.post:
        return False
    return total.low is not None and is_far_below(event, total.low)


def is_far_below(one: Evidence, number: Decimal) -> bool:
    """Is the number of people many times what the figure says at most, or, where open, at least?"""
    most = one.high if one.high is not None else one.low
    return most is not None and one.statement.unit == _PERSON and number > _FAR_MORE * most
