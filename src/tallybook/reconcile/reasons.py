"""Reasons: in words, what moved an answer and by which rule."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tallybook.model import Revision
from tallybook.reconcile.policies_reading import Reading


def why_moved(before: Revision | None, reading: Reading) -> str:
    """Why the answer is what it is now, and what that changes of the revision before.

    "Low rises from 30 to 300. Low 300: “several hundred” (…), by the rule “same question”."
    """
    if before is None:
        return reading.why
    changed = "; ".join(changes_of(before, reading))
    return f"{changed[:1].upper()}{changed[1:]}. {reading.why}" if changed else reading.why


def changes_of(before: Revision, after: Reading | Revision) -> Iterator[str]:
    """ "low rises from 30 to 300", for each end that moved."""
    yield from _change("low", before.low, after.low)
    yield from _change("best", before.best, after.best)
    yield from _change("high", before.high, after.high)


def _change(name: str, before: Decimal | None, after: Decimal | None) -> Iterator[str]:
    if before == after:
        return
    if before is None:
        assert after is not None
        yield f"{name} is set at {_number(after)}"
    elif after is None:
        lost = "no figure is the best any more" if name == "best" else f"{name} is open again"
        yield f"{lost}, after {_number(before)}"
    else:
        verb = "rises" if after > before else "falls"
        yield f"{name} {verb} from {_number(before)} to {_number(after)}"


def _number(value: Decimal) -> str:
    return f"{value.normalize():,f}"
