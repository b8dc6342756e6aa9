"""`claims` and `explain`: what was read, and why it was read so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tallybook.cli import options as o
from tallybook.cli.output import print_line, print_paragraph, print_records
from tallybook.cli.tables import print_claims
from tallybook.model import Mark, Part
from tallybook.model.records import Record, claim_record
from tallybook.queries.words import SHORT, amount, origin

if TYPE_CHECKING:
    from tallybook.pipeline.explanation import Explanation


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(claims)
    app.command()(explain)


def claims(
    ledger: o.Ledger = "tallybook.db",
    measure: o.MeasureName = None,
    report: Annotated[
        str | None, typer.Option(metavar="REPORT", help="Only of this report: its id or path.")
    ] = None,
    json: o.Json = False,
) -> None:
    """List the claims that count: each page's, as it was read last.

    A claim that does not add up with others of its report has a warning.
    """
    from tallybook.pipeline.checking import warning_records, warnings_of
    from tallybook.store import Ledger

    with Ledger(ledger) as opened:
        found = opened.claims(measure)
        warnings = warnings_of(found if measure is None else opened.claims())
        if report is not None and report not in {claim.path for claim in found}:
            chosen = opened.report(report).id
            found = [claim for claim in found if claim.report == chosen]
        elif report is not None:
            found = [claim for claim in found if claim.path == report]
    if json:
        print_records(
            {**claim_record(one), "warnings": warning_records(warnings.get(one.id, ()))}
            for one in found
        )
    else:
        print_claims(found)
        for check in (check for one in found for check in warnings.get(one.id, ())):
            print_line(f"warning: {check.claim[:SHORT]}: {check.rule}: {check.text}")


def explain(
    claim: Annotated[
        str, typer.Argument(metavar="ID", help="A claim’s or a tally’s id, or the beginning of it.")
    ],
    ledger: o.Ledger = "tallybook.db",
    as_of: o.AsOf = None,
    on: o.On = None,
    policy: o.Policy = "bounds",
    measures: o.Measures = None,
    conflicts: o.Conflicts = None,
    whole: o.Whole = False,
    json: o.Json = False,
) -> None:
    """Show why a claim was read so, or the whole argument behind a tally."""
    from tallybook.cli.explaining import explain_tally
    from tallybook.errors import UsageError
    from tallybook.pipeline import explanation
    from tallybook.pipeline.answers import Question
    from tallybook.store import Ledger

    with Ledger(ledger) as opened:
        try:
            told = explanation.explain(opened, claim)
        except UsageError as fault:
            public, held = o.parse_day(as_of, "--as-of"), o.parse_day(on, "--on")
            wanted = Question(as_of=public, on=held, policy=policy)
            own = (measures or (), conflicts or ())
            explain_tally(opened, claim, wanted, *own, fault, json=json, whole=whole)
            return
    if json:
        from tallybook.pipeline.checking import warning_records

        record = claim_record(told.claim, parts=True)
        told_by = {"sentence_text": told.sentence, "tree": told.tree, "snapshot": _raw(told)}
        warnings = warning_records(told.warnings)
        print_records([{**record, **told_by, "warnings": warnings}])
        return
    _print_explanation(told)


def _raw(told: Explanation) -> Record | None:
    """Where the claim stands in the page as it was fetched."""
    if told.raw is None:
        return None
    digest, start, end = told.raw
    return {"digest": digest, "start": start, "end": end, "lost": told.lost}


def _print_explanation(told: Explanation) -> None:
    claim, sentence, tree = told.claim, told.sentence, told.tree
    outlet = claim.publisher or claim.path or claim.url or claim.report
    print_line(f"claim {claim.id}, from {outlet} ({claim.block.value})")
    print_line()
    print_paragraph(" ".join(sentence.split()), "  ")
    print_line()
    figures = amount(claim.quantity.low, claim.quantity.high, claim.quantity.unit)
    print_line(f"  {figures} {claim.measure.replace('_', ' ')}, said by {origin(claim)}")
    print_line(f"  found by the rule {claim.rule}, made by {claim.made_by}")
    if told.raw is not None:
        digest, first, last = told.raw
        where = f"characters {first:,}–{last:,} of the page as fetched"
        print_line(f"  {where}, snapshot {digest[:SHORT]}")
        if told.lost is not None:
            print_line(f"  that page cannot be shown: {told.lost}")
    print_line()
    rows = list(_lines(claim.parts))
    width = max((len(name) for name, _ in rows), default=0)
    for name, words in rows:
        print_line(f"  {name:<{width}}  {words}".rstrip())
    print_line()
    for check in told.warnings:
        print_line(f"  warning: {check.rule}: {check.text}")
    if told.warnings:
        print_line()
    if claim.review:
        print_line("  to review:")
        for mark in claim.review:
            print_line(f"    {_marked(mark)}")
        print_line()
    for row in tree.splitlines():
        print_line(f"  {row}")


def _marked(mark: Mark) -> str:
    """What another extractor reads otherwise, in words."""
    if mark.field == "claim":
        return f"{mark.made_by} does not find this claim"
    read = "nothing" if mark.value is None else f"“{mark.value}”"
    return f"{mark.field}: {mark.made_by} reads {read}"


def _lines(parts: Sequence[Part], depth: int = 0) -> Iterator[tuple[str, str]]:
    """Each field with its words and rule, the fields within it indented."""
    for part in parts:
        words = f"“{' '.join(part.text.split())}”  " if part.text else ""
        yield "  " * depth + part.field, f"{words}[{part.rule}]"
        yield from _lines(part.parts, depth + 1)
