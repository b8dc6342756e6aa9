"""`watch`: feeds and pages asked again and again, and what that changes in the tallies."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated

import typer

from tallybook.cli import options as o
from tallybook.cli.changes import change_counts, change_words
from tallybook.cli.output import (
    print_line,
    print_problem,
    print_records,
    print_wrapped,
    say,
    shown,
)
from tallybook.cli.stopping import Stopped, stopping
from tallybook.errors import UsageError
from tallybook.model import Problem
from tallybook.model.records import problem_record, revision_record
from tallybook.queries.words import SHORT, amount, count, question

if TYPE_CHECKING:
    from tallybook.pipeline.watching import Event, Round
    from tallybook.store import Change

PROBLEMS = 1
_SECONDS = ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second"))
_WORDS = {
    "reread": "read again, counts now",
    "corrected": "read again with other metadata, counts now",
    "changed": "a new version of the page",
    "earlier": "an earlier version of the page",
    "failed": "could not be read this time",
}


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(watch)


def watch(
    wheres: Annotated[
        list[str],
        typer.Argument(
            metavar="WHERE",
            help="OPML files, text files with an address a line, or addresses of feeds and pages.",
        ),
    ],
    ledger: o.Ledger = "tallybook.db",
    every: Annotated[
        str, typer.Option(metavar="SPAN", help="How often each is asked: 30s, 15m, 2h, 1d.")
    ] = "15m",
    follow: Annotated[
        bool, typer.Option("--follow", help="Read the page behind each new entry of a feed too.")
    ] = False,
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    language: o.Language = None,
    extractor: o.Extractor = "embedded",
    convention: o.Convention = "default",
    measures: o.Measures = None,
    sources: o.Sources = None,
    places: o.Places = None,
    allow_hosts: o.AllowHosts = None,
    json: o.Json = False,
) -> None:
    """Ask feeds and pages again and again, add what is new, and tell what it changes."""
    span = o.parse_span(every, "--every")
    options = o.read_options(
        language=language,
        extractor=extractor,
        convention=convention,
        measures=measures,
        sources=sources,
        places=places,
        allow_hosts=allow_hosts,
    )
    from tallybook.pipeline.turns import sole_watch
    from tallybook.pipeline.watching import Desk, check_every, rounds
    from tallybook.read.fetching import Session, fetch_settings
    from tallybook.read.fetching.lists import read_lists
    from tallybook.store import Ledger

    settings = fetch_settings(allow_hosts or ())
    listed = read_lists(wheres)
    check_every(span, listed.urls)
    for problem in listed.problems:
        _print_problem(problem, json)
    if not listed.urls:
        raise UsageError(f"{', '.join(wheres)}: nothing here can be watched; name feeds or pages")
    from tallybook.pipeline.steps import load_steps
    from tallybook.pipeline.weighing import load_answer

    faulty = bool(listed.problems)
    with ExitStack() as stack:
        stop = stack.enter_context(stopping())
        try:
            steps, answer = load_steps(options), load_answer(options.measures)
            opened = stack.enter_context(Ledger(ledger, create=True))
            stack.enter_context(sole_watch(opened.path))
            session = Session(settings)
            desk = Desk(opened, steps, answer, options, session, span, follow, once, stop.held)
            for event in rounds(listed.urls, desk):
                faulty = _print_event(event, json) or faulty
        except Stopped:
            say("tallybook: stopped; what was added is kept")
            return
    if faulty and once:
        raise typer.Exit(PROBLEMS)


def _print_event(event: Event, json: bool) -> bool:
    """Prints what happened; was it, or had it, a problem?"""
    from tallybook.pipeline.watching import Round

    if isinstance(event, Problem):
        _print_problem(event, json)
        return True
    if isinstance(event, Round):
        _print_round(event, json)
        return False
    for problem in event.problems:
        print_problem(problem)
    if json:
        record = {
            "event": "report",
            "where": event.where,
            "report": event.report,
            "publisher": event.publisher,
            "added": event.added.value,
            "claims": event.claims,
            "problems": [problem_record(problem) for problem in event.problems],
            "change": None if event.change is None else change_counts(event.change),
        }
        print_records([record])
    else:
        said = _WORDS.get(event.added.value, "added")
        said += "" if event.change is None else f": {change_words(event.change)}"
        print_line(f"{shown(event.where)}: {count(event.claims, 'claim')}, {said}")
    return bool(event.problems)


def _print_problem(problem: Problem, json: bool) -> None:
    print_problem(problem)
    if json:
        print_records([{"event": "problem", **problem_record(problem)}])


def _print_round(done: Round, json: bool) -> None:
    if json:
        print_records(_change_record(change) for change in done.changes)
        record = {
            "event": "round",
            "at": done.at.isoformat(),
            "asked": done.asked,
            "unchanged": done.unchanged,
            "failed": done.failed,
            "reports": done.reports,
            "changes": len(done.changes),
            "pause": done.pause,
        }
        print_records([record])
        return
    for change in done.changes:
        _print_change(change)
    if done.changes or done.reports or done.is_first:
        told = [f"{done.at:%Y-%m-%d %H:%M} UTC: {done.asked} asked"]
        told += [f"{done.unchanged} unchanged"] if done.unchanged else []
        told += [f"{done.failed} failed"] if done.failed else []
        told += [f"{count(done.reports, 'report')} added or changed"]
        told += [f"{count(len(done.changes), 'tally', 'tallies')} new or changed"]
        if done.pause is not None:
            told.append(f"next in {_span(done.pause)}")
        print_line(", ".join(told) + ".")


def _print_change(change: Change) -> None:
    """What moved: the figures before and after, of what, and the answer as a sentence."""
    tally, now, before = change.tally, change.revision, change.before
    becomes = "withdrawn" if change.withdrawn else amount(now.low, now.high, tally.unit)
    if before is None or (before.low, before.high) == (now.low, now.high):
        was = "new" if before is None else "best figure moved"
    else:
        was = f"was {amount(before.low, before.high, tally.unit)}"
    print_line(f"  {becomes} ({was}): {question(tally)}  [{tally.id[:SHORT]}]")
    if tally.answer and not change.withdrawn:
        print_wrapped(tally.answer, "    ")


def _change_record(change: Change) -> dict[str, object]:
    before = None if change.before is None else revision_record(change.before)
    return {
        "event": "change",
        "tally": change.tally.id,
        "recorded": change.recorded.isoformat(),
        "withdrawn": change.withdrawn,
        "before": before,
        "revision": revision_record(change.revision),
        "measure": change.tally.measure,
        "answer": change.tally.answer,
    }


def _span(seconds: float) -> str:
    """A span in its largest unit: "15 minutes", "1 hour"."""
    whole = max(1, round(seconds))
    for size, name in _SECONDS:
        if whole >= size:
            return count(round(whole / size), name)
    raise AssertionError
