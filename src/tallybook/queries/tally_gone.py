"""Which tally an address means: one that is here, one that is no more, or none there ever was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tallybook.model import Tally
from tallybook.queries.asked import the_same
from tallybook.queries.desk import Desk
from tallybook.queries.tally_beside import Beside, beside
from tallybook.queries.tally_steps import Ends
from tallybook.queries.view import View
from tallybook.queries.words import question

_ANSWERS = 20


@dataclass(frozen=True, slots=True)
class Once:
    """An answer of old, from the moment that the ledger learned it."""

    recorded: datetime
    ends: Ends
    grade: str
    why: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A tally that nothing asks any more. now: the tally that its figures answer today, if any.

    withdrawn: when the ledger learned that; None where it has not yet been recorded. answers: what
    it was, newest first.
    """

    id: str
    question: str
    answer: str
    withdrawn: datetime | None
    answers: tuple[Once, ...]
    now: Beside | None


def find_id(desk: Desk, view: View, wanted: str) -> str | None:
    """The id of the one tally, here or of old, that begins so; None where none or several do."""
    if wanted in view.tallies:
        return wanted
    found = {name for name in view.tallies if wanted and name.startswith(wanted)}
    if not found:
        found = set(desk.ledger.tallies_once(wanted))
    if wanted in found:
        return wanted
    return next(iter(found)) if len(found) == 1 else None


def gone(desk: Desk, view: View, tally: str) -> Gone | None:
    """What is known of a tally that is not in the view; None where the ledger never had it."""
    past = desk.ledger.past_answers(tally, _ANSWERS)
    if not past:
        return None
    last = past[0]
    return Gone(
        tally,
        question(last.tally),
        last.tally.answer,
        last.recorded if last.withdrawn else None,
        tuple(
            Once(
                one.recorded,
                Ends(one.revision.low, one.revision.best, one.revision.high),
                one.revision.grade,
                one.revision.why,
            )
            for one in past
            if not one.withdrawn
        ),
        _heir(view, [one.tally for one in past]),
    )


def _heir(view: View, past: list[Tally]) -> Beside | None:
    for tally in past:
        found = the_same(tally, tuple(view.tallies.values()))
        if found is not None:
            return beside(found)
    return None
