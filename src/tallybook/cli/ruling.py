"""`question`: what people decide about questions: merge, split, pin, name; each is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tallybook.cli import options as o
from tallybook.cli.output import print_line, print_paragraph, print_records, shown
from tallybook.model import Act, Ruling
from tallybook.model.records import ruling_record
from tallybook.queries.words import SHORT, count

if TYPE_CHECKING:
    from tallybook.pipeline.ruling import Bench, Decision
    from tallybook.store import Ledger as Opened

_TALLY = "A tally’s id, or the beginning of it."
_SOMEBODY = "a person"

Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in a few words.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so.")]
TallyId = Annotated[str, typer.Argument(metavar="TALLY", help=_TALLY)]

_DONE = {
    Act.MERGE: "The first answers the second from now on",
    Act.SPLIT: "What was split off is a question of its own",
    Act.PIN: "The statement answers that question from now on",
    Act.NAME: "The question has its name",
}

group = typer.Typer(
    help="Decide about questions: merge, split, pin or name them.", no_args_is_help=True
)


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.add_typer(group, name="question")


@group.command()
def merge(
    tally: TallyId,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The tally that takes it in.")],
    reason: Reason,
    by: By = _SOMEBODY,
    ledger: o.Ledger = "tallybook.db",
    json: o.Json = False,
) -> None:
    """Two tallies ask the same: what answers the first answers the second from now on."""
    with _opened(ledger) as opened:
        bench, who = _bench(opened, reason, by)
        _tell(opened, bench.merge(tally, into, who), json=json)


@group.command()
def split(
    tally: TallyId,
    parts: Annotated[
        list[str], typer.Argument(metavar="STATEMENT…", help="Ids of its statements or claims.")
    ],
    reason: Reason,
    by: By = _SOMEBODY,
    ledger: o.Ledger = "tallybook.db",
    json: o.Json = False,
) -> None:
    """Some of what answers a tally is of another thing: it becomes a question of its own."""
    with _opened(ledger) as opened:
        bench, who = _bench(opened, reason, by)
        _tell(opened, bench.split(tally, parts, who), json=json)


@group.command()
def pin(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim’s id, or its beginning.")],
    tally: TallyId,
    reason: Reason,
    by: By = _SOMEBODY,
    ledger: o.Ledger = "tallybook.db",
    json: o.Json = False,
) -> None:
    """The statement that a claim carries answers this tally, whatever the rules say."""
    with _opened(ledger) as opened:
        bench, who = _bench(opened, reason, by)
        _tell(opened, bench.pin(claim, tally, who), json=json)


@group.command()
def name(
    tally: TallyId,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    reason: Reason = "",
    by: By = _SOMEBODY,
    ledger: o.Ledger = "tallybook.db",
    json: o.Json = False,
) -> None:
    """Call a tally by a name of your own."""
    with _opened(ledger) as opened:
        bench, who = _bench(opened, reason, by)
        _tell(opened, bench.name(tally, name, who), json=json)


@group.command("list")
def list_rulings(ledger: o.Ledger = "tallybook.db", json: o.Json = False) -> None:
    """List what people decided about questions, oldest first."""
    with _opened(ledger) as opened:
        found = opened.rulings()
    if json:
        print_records(ruling_record(one) for one in found)
        return
    for one in found:
        _print(one)
    print_line(f"{count(len(found), 'ruling')} in all.")


@group.command()
def undo(
    ruling: Annotated[str, typer.Argument(metavar="RULING", help="Its id, or the beginning.")],
    reason: Reason,
    ledger: o.Ledger = "tallybook.db",
    json: o.Json = False,
) -> None:
    """Withdraw a decision; both stay in the ledger's history."""
    with _opened(ledger) as opened:
        gone = opened.withdraw_ruling(ruling, reason)
        moved = _revise(opened)
    if json:
        print_records([{"withdrawn": gone, "changed": moved}])
        return
    print_line(f"Ruling {gone[:SHORT]} no longer holds. {count(moved, 'answer')} changed.")


def _opened(ledger: str) -> Opened:
    from tallybook.store import Ledger

    return Ledger(ledger)


def _bench(opened: Opened, reason: str, by: str) -> tuple[Bench, Decision]:
    from tallybook.pipeline.ruling import Bench, Decision
    from tallybook.pipeline.weighing import load_answer

    return Bench(opened, load_answer()), Decision(reason, by)


def _tell(opened: Opened, ruling: Ruling, *, json: bool) -> None:
    moved = _revise(opened)
    if json:
        print_records([ruling_record(ruling)])
        return
    print_line(
        f"{_DONE[ruling.act]}: ruling {ruling.id[:SHORT]}. {count(moved, 'answer')} changed."
    )


def _revise(opened: Opened) -> int:
    from tallybook.pipeline.adding import revise
    from tallybook.pipeline.weighing import load_answer

    return len(revise(opened, load_answer()))


def _print(one: Ruling) -> None:
    what = f" “{shown(one.name)}”" if one.name else ""
    whom = count(len(one.claims), "claim")
    print_line(
        f"{one.id[:SHORT]}  {one.act.value}{what}, {whom}, by {shown(one.made_by)}, {one.at}"
    )
    if one.reason:
        print_paragraph(one.reason, "    ")
