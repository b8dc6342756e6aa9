"""Tables of tallies, claims and changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tallybook.cli.output import is_terminal, print_line, print_table, print_wrapped
from tallybook.model import Claim, Tally
from tallybook.queries.words import (
    SHORT,
    amount,
    count,
    figure,
    origin,
    place,
    population,
    question,
)

_QUESTION = 5


def print_tallies(tallies: Sequence[Tally]) -> None:
    """The tallies: low to high, best, who says so, how sure, what is asked, and the answer.

    On a terminal the answer, which says again what is asked, has the room to itself.
    """
    if not tallies:
        print_line("No tallies: no claim with a number fits. See `tallybook claims`.")
        return
    head = ["tally", "low–high", "best", "origins", "grade", "question", "answer"]
    rows = [
        [
            tally.id[:SHORT],
            amount(tally.low, tally.high, tally.unit),
            "" if tally.best is None else figure(tally.best),
            str(tally.origins),
            tally.grade.value,
            question(tally),
            tally.answer,
        ]
        for tally in tallies
    ]
    if is_terminal():
        for row in (head, *rows):
            row.pop(_QUESTION)
    print_table(head, rows)


def print_answers(tallies: Sequence[Tally]) -> None:
    """The tallies one below the other: the figures, how sure, and the answer as a sentence."""
    for tally in tallies:
        found = amount(tally.low, tally.high, tally.unit)
        best = tally.best is not None and tally.low != tally.high
        grounds = [
            count(tally.origins, "origin"),
            tally.grade.value,
            *([f"best {figure(tally.best)}"] if best else []),
        ]
        print_line(f"  {found}  ({', '.join(grounds)})  [{tally.id[:SHORT]}]")
        print_wrapped(tally.answer, "    ")


def print_claims(claims: Iterable[Claim]) -> None:
    """The claims: figures, measure, of whom, where, who says so, and the words."""
    rows = [
        (
            claim.id[:SHORT],
            amount(claim.quantity.low, claim.quantity.high, claim.quantity.unit),
            claim.measure.replace("_", " "),
            population(claim.of),
            place(claim),
            origin(claim),
            claim.stance.value,
            " ".join(claim.text.split()),
        )
        for claim in claims
    ]
    if rows:
        print_table(
            ("claim", "figure", "measure", "of", "where", "origin", "stance", "words"), rows
        )
    else:
        print_line("No claims.")
