"""`link`, `links`, `unlink`: which claims are one statement, by the rules and by people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from tallybook.cli import options as o
from tallybook.cli.output import print_line, print_paragraph, print_records, shown
from tallybook.model import Claim
from tallybook.model.records import Record, claim_record, link_record
from tallybook.queries.words import SHORT, amount, count, day, origin

if TYPE_CHECKING:
    from tallybook.pipeline.judging import Judgement
    from tallybook.store import Ledger as Opened

_CLAIM = "A claim’s id, or the beginning of it."
_SOMEBODY = "a person"


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(link)
    app.command()(links)
    app.command()(unlink)


def link(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help=_CLAIM)],
    other: Annotated[str, typer.Argument(metavar="CLAIM", help="The other claim.")],
    verdict: Annotated[
        str, typer.Argument(metavar="VERDICT", help="same, different or unsure: one statement?")
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in a few words.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so.")] = _SOMEBODY,
    ledger: o.Ledger = "tallybook.db",
    measures: o.Measures = None,
    json: o.Json = False,
) -> None:
    """Say whether two claims are one statement; it overrules the rules, and is kept."""
    from tallybook.pipeline.judging import Verdicted, give_verdict
    from tallybook.store import Ledger

    with Ledger(ledger) as opened:
        given = give_verdict(opened, Verdicted(claim, other, verdict, reason, by))
        moved = _revise(opened, measures) if given.is_new else 0
    if json:
        print_records([_record(given.judgement)])
        return
    _print(given.judgement)
    for old in given.overruled:
        print_line(f"It takes the place of link {old.id[:SHORT]} by {shown(old.made_by)}.")
    if not given.is_new:
        print_line("That was said already: nothing changed.")
    else:
        print_line(f"{count(moved, 'answer')} changed.")


def links(
    claim: Annotated[
        str | None, typer.Argument(metavar="CLAIM", help="Only those over this claim.")
    ] = None,
    verdict: Annotated[
        str | None, typer.Option("--only", metavar="VERDICT", help="same, different or unsure.")
    ] = None,
    ledger: o.Ledger = "tallybook.db",
    json: o.Json = False,
) -> None:
    """List the verdicts over pairs of claims that hold, those to be reviewed first."""
    from tallybook.pipeline.judging import standing_links
    from tallybook.store import Ledger

    with Ledger(ledger) as opened:
        found = standing_links(opened, claim, verdict)
    if json:
        print_records(_record(one) for one in found)
        return
    for one in found:
        _print(one)
        print_line()
    print_line(f"{count(len(found), 'link')} in all.")


def unlink(
    link: Annotated[
        str, typer.Argument(metavar="LINK", help="The id of a person’s link, or its beginning.")
    ],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, in a few words.")],
    ledger: o.Ledger = "tallybook.db",
    measures: o.Measures = None,
    json: o.Json = False,
) -> None:
    """Withdraw a person's verdict over two claims; both stay in the ledger's history."""
    from tallybook.pipeline.judging import withdraw_verdict
    from tallybook.store import Ledger

    with Ledger(ledger) as opened:
        gone = withdraw_verdict(opened, link, reason)
        moved = _revise(opened, measures)
    if json:
        print_records([link_record(gone)])
        return
    print_line(f"Link {gone.id[:SHORT]} no longer holds: the rules decide again.")
    print_line(f"{count(moved, 'answer')} changed.")


def _revise(opened: Opened, measures: o.Measures) -> int:
    """Answers again what the verdict may have moved; how many answers did."""
    from tallybook.pipeline.adding import revise
    from tallybook.pipeline.weighing import load_answer

    return len(revise(opened, load_answer(measures or ())))


def _print(one: Judgement) -> None:
    verdict = one.link
    by = shown(verdict.made_by) if one.is_persons else "the rules"
    print_line(f"{verdict.verdict.value} ({verdict.score:.2f}), link {verdict.id[:SHORT]} by {by}")
    for claim, name in ((one.left, verdict.left), (one.right, verdict.right)):
        print_paragraph(_told(claim, name), "  ")
    print_paragraph(f"because: {'; '.join(verdict.reasons)}", "  ")


def _told(claim: Claim | None, name: str) -> str:
    if claim is None:
        return f"[{name[:SHORT]}] counts no more"
    quantity = claim.quantity
    figures = amount(quantity.low, quantity.high, quantity.unit)
    said = claim.post.date() if claim.post is not None else claim.published
    where = claim.publisher or claim.path or claim.url or claim.report
    words = shown(" ".join(claim.text.split()))
    told = f"[{name[:SHORT]}] {figures} {claim.measure.replace('_', ' ')}, “{words}”"
    when = f", {day(said)}" if said is not None else ""
    return f"{told}: {origin(claim)}, in {shown(where)}{when}"


def _record(one: Judgement) -> Record:
    return {
        **link_record(one.link),
        "by_rule": not one.is_persons,
        "claims": [
            None if claim is None else claim_record(claim) for claim in (one.left, one.right)
        ],
    }
