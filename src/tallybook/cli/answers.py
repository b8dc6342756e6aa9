"""`tallies`, `show` and `changes`: what follows from what was said."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Annotated

import typer

from tallybook.cli import options as o
from tallybook.cli.argument import print_argument
from tallybook.cli.output import print_records
from tallybook.cli.tables import print_changes, print_tallies
from tallybook.model.records import revision_record, tally_record


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(tallies)
    app.command()(show)
    app.command()(changes)


def tallies(
    ledger: o.Ledger = "tallybook.db",
    as_of: o.AsOf = None,
    policy: o.Policy = "bounds",
    measures: o.Measures = None,
    measure: o.MeasureName = None,
    party: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only of this party, such as KP.")
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only here: a place, region or country.")
    ] = None,
    json: o.Json = False,
) -> None:
    """Show each question with its low, best and high, and the answer in a sentence."""
    from tallybook.catalogue.measures import load_measures
    from tallybook.errors import UnknownName
    from tallybook.pipeline.answers import Question, answer_all
    from tallybook.pipeline.weighing import load_answer
    from tallybook.store import Ledger

    known = load_measures(extra=measures or ()).definitions
    if measure is not None and measure not in known:
        raise UnknownName("measure", measure, sorted(known))
    wanted = Question(o.parse_day(as_of, "--as-of"), policy, measure, party, place)
    with Ledger(ledger) as opened:
        found = answer_all(opened, wanted, load_answer(measures or ()))
    if json:
        print_records(tally_record(tally) for tally in found)
    else:
        print_tallies(found)


def show(
    tally: Annotated[str, typer.Argument(metavar="TALLY", help="Its id, or the beginning of it.")],
    ledger: o.Ledger = "tallybook.db",
    as_of: o.AsOf = None,
    policy: o.Policy = "bounds",
    measures: o.Measures = None,
    json: o.Json = False,
) -> None:
    """Show one tally: who said what, what bounds it and why, and how it moved."""
    from tallybook.pipeline.answers import Question, answer_all, find_tally
    from tallybook.pipeline.weighing import load_answer
    from tallybook.store import Ledger

    wanted = Question(o.parse_day(as_of, "--as-of"), policy)
    with Ledger(ledger) as opened:
        found = find_tally(answer_all(opened, wanted, load_answer(measures or ())), tally)
        if json:
            print_records([tally_record(found)])
            return
        claims = {claim.id: claim for claim in opened.claims()}
    print_argument(found, claims)


def changes(
    ledger: o.Ledger = "tallybook.db",
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what the ledger learned since.")
    ] = None,
    json: o.Json = False,
) -> None:
    """Show how the answers moved as reports were added."""
    from tallybook.store import Ledger

    first = o.parse_day(since, "--since")
    moment = None if first is None else datetime.combine(first, time.min, UTC)
    with Ledger(ledger) as opened:
        found = opened.changes(moment)
    if not json:
        print_changes(found)
        return
    print_records(
        {
            "tally": change.tally.id,
            "recorded": change.recorded.isoformat(),
            "withdrawn": change.withdrawn,
            "before": None if change.before is None else revision_record(change.before),
            "revision": revision_record(change.revision),
            "measure": change.tally.measure,
            "answer": change.tally.answer,
        }
        for change in found
    )
