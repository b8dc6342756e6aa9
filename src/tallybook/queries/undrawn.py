"""Undrawn: why there is no chart of a tally."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tallybook.catalogue.phrases import count
from tallybook.charts import is_shown
from tallybook.model import Claim, Form, Statement, Tally


def absence(tally: Tally, claims: Mapping[str, Claim]) -> str:
    """Why there is nothing to draw, in words; empty where there is."""
    statements = tally.statements
    if not statements:
        return "There is no chart: nobody has said anything that counts here."
    is_one = len(statements) == 1
    said = "only statement" if is_one else count(len(statements), "statement")
    if not any(_has_figure(one, claims) for one in statements):
        return f"There is no chart: the {said} {'names' if is_one else 'name'} no number."
    if all(one.said is None for one in statements):
        return f"There is no chart over time: the {said} {'bears' if is_one else 'bear'} no date."
    far = next((day for day in _days(tally, claims) if not is_shown(day)), None)
    if far is not None:
        return f"There is no chart over time: a day of it would be {far}, which none can show."
    return ""


def _days(tally: Tally, claims: Mapping[str, Claim]) -> Iterator[date]:
    """The days that stand in its chart."""
    told = (claims[name] for one in tally.statements for name in one.carriers if name in claims)
    days = (
        tally.as_of,
        *(one.at for one in tally.revisions),
        *(one.said for one in tally.statements),
        *(one.published if one.post is None else one.post.date() for one in told),
    )
    yield from (day for day in days if day is not None)


def _has_figure(statement: Statement, claims: Mapping[str, Claim]) -> bool:
    """Does it name a number? What says that there were some, without one, does not."""
    if statement.low is None and statement.high is None:
        return False
    carriers = [claims[name] for name in statement.carriers[:1] if name in claims]
    return all(claim.quantity.form is not Form.UNSTATED for claim in carriers)
