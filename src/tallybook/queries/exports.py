"""A tally as CSV and as JSON, for spreadsheets and programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from tallybook.model import Claim, Statement, Tally
from tallybook.queries.arguing import who_said
from tallybook.queries.argument_records import argument_bits
from tallybook.queries.asked import Otherwise
from tallybook.queries.desk import Desk
from tallybook.queries.tally_said import sides_in, spoken
from tallybook.queries.view import View

COLUMNS: Final = (
    "tally",
    "statement",
    "who",
    "origin",
    "party",
    "side",
    "stance",
    "said",
    "measure",
    "low",
    "high",
    "unit",
    "words",
    "convention",
    "witness_of_its_own",
    "echo_of",
    "reasons",
    "carriers",
    "outlets",
    "first_outlet",
    "first_agency",
    "first_published",
    "first_words",
    "first_url",
    "report",
    "claim",
)
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")


def csv_of(view: View, found: Otherwise) -> Iterator[str]:
    """A tally's statements as lines of RFC 4180, a heading first; one row a statement.

    A cell that a spreadsheet would take for a formula begins with an apostrophe. carriers: the ids
    of all claims that carry it.
    """
    tally, claims = found.tally, found.claims
    yield line(COLUMNS)
    if tally is None:
        return
    sides = sides_in(view, tally, claims)
    for statement in tally.statements:
        yield line(_cells(view, tally, statement, claims, sides))


def line(cells: tuple[object, ...]) -> str:
    """One line of RFC 4180, its end included."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([safe(cell) for cell in cells])
    return written.getvalue()


def safe(cell: object) -> str:
    """What stands in a cell: text that begins like a formula is kept from being one.

    https://owasp.org/www-community/attacks/CSV_Injection
    """
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format(cell.normalize(), "f")
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date):
        return cell.isoformat()
    text = str(cell).replace("\x00", "")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULAS) else text


def json_of(desk: Desk, view: View, found: Otherwise) -> Iterator[str]:
    """The tally as `explain TALLY --json` prints it, bit by bit."""
    assert found.tally is not None
    yield from argument_bits(found.tally, found.claims, desk.ledger.texts, view.sides)
    yield "\n"


def _cells(
    view: View,
    tally: Tally,
    statement: Statement,
    claims: Mapping[str, Claim],
    sides: Mapping[str, str],
) -> tuple[object, ...]:
    first = spoken(statement, claims)
    told = [claims[name] for name in statement.carriers if name in claims]
    outlets = dict.fromkeys(one.publisher or one.path or one.url or one.report for one in told)
    return (
        tally.id,
        statement.id,
        who_said(statement, claims, view.sides),
        statement.origin,
        statement.party,
        sides.get(statement.id),
        str(statement.stance),
        statement.said,
        statement.measure,
        statement.low,
        statement.high,
        statement.unit,
        None if first is None else _one_line(first.quantity.words),
        None if first is None else first.quantity.convention,
        statement.independent,
        statement.echo_of,
        "; ".join(statement.reasons),
        " ".join(statement.carriers),
        "; ".join(outlets),
        None if first is None else first.publisher,
        None if first is None else first.agency,
        None if first is None else first.published,
        None if first is None else _one_line(first.text),
        None if first is None else first.url,
        None if first is None else first.report,
        None if first is None else first.id,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
