"""`versions`: how a page changed from one time to the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from tallybook.cli import options as o
from tallybook.cli.changes import change_counts, change_words, passage_record, passage_row
from tallybook.cli.output import print_line, print_paragraph, print_records, say
from tallybook.model import Claim, Report, Version
from tallybook.model.records import Record, claim_record
from tallybook.queries.words import SHORT, amount, count, day, population

if TYPE_CHECKING:
    from tallybook.pipeline.versions import Comparison, Renumbered


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(versions)


def versions(
    url: Annotated[
        str, typer.Argument(metavar="URL", help="Of the page; or the beginning of a report's id.")
    ],
    ledger: o.Ledger = "tallybook.db",
    json: o.Json = False,
) -> None:
    """Show the versions of a page: what each changed in its words and in its claims."""
    from tallybook.pipeline.versions import history
    from tallybook.store import Ledger

    with Ledger(ledger) as opened:
        found = history(opened, url)
        kept = dict.fromkeys(version.snapshot for version, _ in found if version.snapshot)
        lost = {digest: fault for digest in kept if (fault := opened.snapshot_fault(digest))}
    if json:
        print_records(
            _record(number, version, change, lost)
            for number, (version, change) in enumerate(found, 1)
        )
        return
    name = min((_named(version.report) for version, _ in found), key=len)
    print_line(f"{name}: {count(len(found), 'version')}")
    for number, (version, change) in enumerate(found, 1):
        print_line()
        _print_version(number, version, change)
    for fault in dict.fromkeys(lost.values()):
        say(f"tallybook: {fault}")


def _named(report: Report) -> str:
    return report.url or report.path or report.id


def _print_version(number: int, version: Version, change: Comparison | None) -> None:
    report = version.report
    times = [
        f"published {day(report.published)}" if report.published else "",
        f"modified {day(report.modified)}" if report.modified else "",
        f"fetched {_moment(report.retrieved)}" if report.retrieved else "",
        f"read {_moment(version.read)}",
    ]
    counts = "" if version.counts else ", no longer counts"
    print_line(f"version {number}, from {day(version.since)} on  [{report.id[:SHORT]}]")
    print_line(f"  {', '.join(time for time in times if time)}")
    print_line(f"  {count(len(version.claims), 'claim')}{counts}")
    if change is not None:
        _print_change(change)


def _print_change(change: Comparison) -> None:
    print_line(f"  {change_words(change)}")
    for each in change.changed:
        silent = "  silent: neither a newer date nor a note says so" if change.silent else ""
        print_line(f"  changed: {_subject(each.new)}: {_figures(each)}{silent}")
    for claim in change.came:
        print_line(f"  came: {_told(claim)}")
    for claim in change.went:
        print_line(f"  went: {_told(claim)}")
    for passage in change.difference:
        if not passage.is_same:
            print_paragraph(passage_row(passage), "    ")


def _subject(claim: Claim) -> str:
    measure = claim.measure.replace("_", " ")
    if claim.quantity.unit == "person":
        return f"{population(claim.of)} {measure}"
    return f"{measure}: {claim.of.text or claim.quantity.unit}"


def _figures(each: Renumbered) -> str:
    old, new = each.old.quantity, each.new.quantity
    return f"{old.words or _amount(each.old)} → {new.words or _amount(each.new)}"


def _amount(claim: Claim) -> str:
    return amount(claim.quantity.low, claim.quantity.high, claim.quantity.unit)


def _told(claim: Claim) -> str:
    return f"{_subject(claim)}: {_amount(claim)}, “{' '.join(claim.text.split())}”"


def _moment(moment: datetime) -> str:
    return f"{day(moment.date())} {moment:%H:%M}"


def _record(
    number: int, version: Version, change: Comparison | None, lost: Mapping[str, str]
) -> Record:
    report = version.report
    return {
        "version": number,
        "report": report.id,
        "url": report.url,
        "published": None if report.published is None else report.published.isoformat(),
        "modified": None if report.modified is None else report.modified.isoformat(),
        "retrieved": None if report.retrieved is None else report.retrieved.isoformat(),
        "read": version.read.isoformat(),
        "since": version.since.isoformat(),
        "counts": version.counts,
        "snapshot": version.snapshot,
        "lost": lost.get(version.snapshot or ""),
        "claims": len(version.claims),
        "change": None if change is None else _change_record(change),
    }


def _change_record(change: Comparison) -> Record:
    return {
        **change_counts(change),
        "numbers": [
            {"old": claim_record(each.old), "new": claim_record(each.new)}
            for each in change.changed
        ],
        "claims_that_came": [claim_record(claim) for claim in change.came],
        "claims_that_went": [claim_record(claim) for claim in change.went],
        "difference": [
            passage_record(passage) for passage in change.difference if not passage.is_same
        ],
    }
