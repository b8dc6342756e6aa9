"""`tallies`, `show` and `changes`: what follows from what was said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Annotated

import typer

from tallybook.cli import options as o
from tallybook.cli.argument import print_argument
from tallybook.cli.output import print_line, print_records, print_wrapped
from tallybook.cli.tables import print_tallies
from tallybook.model.records import tally_record
from tallybook.queries import wire

if TYPE_CHECKING:
    from tallybook.catalogue.conflicts import Conflicts
    from tallybook.store import Change


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(tallies)
    app.command()(show)
    app.command()(changes)


def tallies(
    ledger: o.Ledger = "tallybook.db",
    as_of: o.AsOf = None,
    on: o.On = None,
    policy: o.Policy = "bounds",
    measures: o.Measures = None,
    conflicts: o.Conflicts = None,
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
    public, held = o.parse_day(as_of, "--as-of"), o.parse_day(on, "--on")
    wanted = Question(
        as_of=public, on=held, policy=policy, measure=measure, party=party, place=place
    )
    with Ledger(ledger) as opened:
        found = answer_all(opened, wanted, load_answer(measures or (), conflicts or ()))
    if json:
        print_records(tally_record(tally) for tally in found)
    else:
        print_tallies(found)


def show(
    tally: Annotated[str, typer.Argument(metavar="TALLY", help="Its id, or the beginning of it.")],
    ledger: o.Ledger = "tallybook.db",
    as_of: o.AsOf = None,
    on: o.On = None,
    policy: o.Policy = "bounds",
    measures: o.Measures = None,
    conflicts: o.Conflicts = None,
    whole: o.Whole = False,
    json: o.Json = False,
) -> None:
    """Show one tally: who said what, what bounds it and why, and how it moved."""
    from tallybook.pipeline.answers import Question, answer_all, find_tally
    from tallybook.pipeline.weighing import load_answer
    from tallybook.store import Ledger

    public, held = o.parse_day(as_of, "--as-of"), o.parse_day(on, "--on")
    wanted = Question(as_of=public, on=held, policy=policy)
    with Ledger(ledger) as opened:
        found = find_tally(
            answer_all(opened, wanted, load_answer(measures or (), conflicts or ())), tally
        )
        if json:
            print_records([tally_record(found)])
            return
        claims = {claim.id: claim for claim in opened.claims()}
    print_argument(found, claims, whole=whole)


def changes(
    ledger: o.Ledger = "tallybook.db",
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what the ledger learned since.")
    ] = None,
    published_since: Annotated[
        str | None,
        typer.Option("--published-since", metavar="DATE", help="Only what was published since."),
    ] = None,
    conflicts: o.Conflicts = None,
    json: o.Json = False,
) -> None:
    """Tell how the answers moved as reports were added, like a wire: newest last."""
    from tallybook.catalogue.conflicts import load_conflicts
    from tallybook.store import Ledger

    learned = o.parse_day(since, "--since")
    first = o.parse_day(published_since, "--published-since")
    moment = None if learned is None else datetime.combine(learned, time.min, UTC)
    with Ledger(ledger) as opened:
        found = opened.changes(moment)
    # what was learned at one time is told in the order in which it was published
    found.sort(key=lambda one: (one.recorded, one.revision.at or date.min))
    if first is not None:
        found = list(wire.published_since(found, first))
    sides = load_conflicts(conflicts or ())
    if json:
        print_records(wire.change_record(change, sides) for change in found)
    else:
        _print_wire(found, sides)


def _print_wire(found: Iterable[Change], sides: Conflicts) -> None:
    """The changes, an item each."""
    printed = False
    for change in found:
        if printed:
            print_line()
        print_wrapped(wire.item(change, sides))
        printed = True
    if not printed:
        print_line("No changes.")
