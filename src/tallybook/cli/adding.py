"""`add` and `demo`: reports into a ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from tallybook.cli import options as o
from tallybook.cli.changes import change_counts, change_words
from tallybook.cli.output import (
    print_line,
    print_problem,
    print_records,
    print_wrapped,
    shown,
    watched,
)
from tallybook.cli.tables import print_answers
from tallybook.errors import UsageError
from tallybook.model.records import problem_record, tally_record
from tallybook.queries.words import count

if TYPE_CHECKING:
    from tallybook.pipeline.adding import Addition
    from tallybook.pipeline.demo import Story
    from tallybook.store import Change

PROBLEMS = 1
MAIN = 3
"""So many tallies of a story does the demo show: those that most reports speak to."""
_WORDS = {
    "new": "added",
    "known": "already there: nothing changed",
    "reread": "read again: these claims count now",
    "corrected": "read again with other metadata: this reading counts now",
    "changed": "a new version of a page that the ledger has",
    "earlier": "an earlier version of a page that the ledger has: kept, the newer one counts",
    "shorter": "only a part of a page that the ledger has: nothing changed",
    "failed": "could not be read this time: its earlier claims still count",
}

_FRESH = ("new", "reread", "corrected", "changed", "earlier")


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(add)
    app.command()(demo)


def add(
    wheres: o.Wheres,
    ledger: o.Ledger = "tallybook.db",
    published: o.Published = None,
    publisher: o.Publisher = None,
    url: o.Url = None,
    language: o.Language = None,
    extractor: o.Extractor = "embedded",
    convention: o.Convention = "default",
    measures: o.Measures = None,
    sources: o.Sources = None,
    places: o.Places = None,
    allow_hosts: o.AllowHosts = None,
    fields: o.Fields = None,
    refetch: o.Refetch = False,
    jobs: o.Jobs = 1,
    json: o.Json = False,
) -> None:
    """Read reports into the ledger; the same page twice changes nothing."""
    options = o.read_options(
        published=published,
        publisher=publisher,
        url=url,
        language=language,
        extractor=extractor,
        convention=convention,
        measures=measures,
        sources=sources,
        places=places,
        jobs=jobs,
        allow_hosts=allow_hosts,
        fields=fields,
    )
    from tallybook.pipeline import adding
    from tallybook.pipeline.asked import asking, begin
    from tallybook.pipeline.readings import extract_reports
    from tallybook.pipeline.steps import load_steps
    from tallybook.pipeline.weighing import load_answer
    from tallybook.store import Ledger

    asked = begin(options, refetch=refetch)
    steps, answer = asking(load_steps(options), asked), load_answer(options.measures)
    counts: Counter[str] = Counter()
    faulty = False
    readings = adding.of_one_page(extract_reports(wheres, options, steps), options.url)
    if not Ledger.is_there(ledger):
        any_report, readings = adding.hold_back(readings)
        if not any_report:
            for reading in watched(readings, "reports"):
                _print_addition(adding.nothing_from(reading), json)
            if not json:
                print_line(f"Nothing was read, and no ledger was made at {ledger}.")
            raise typer.Exit(PROBLEMS)
    with Ledger(ledger, create=True) as opened:
        asked.ledger = opened
        for addition in watched(adding.add_new(opened, readings, asked), "reports"):
            faulty = faulty or bool(addition.problems)
            _print_addition(addition, json)
            if addition.report is not None:
                counts[addition.added.value] += 1
        changed = adding.revise(opened, answer)
    if not json:
        _print_sum(counts, changed, ledger)
    if faulty:
        raise typer.Exit(PROBLEMS)


def _print_addition(addition: Addition, json: bool) -> None:
    for problem in addition.problems:
        print_problem(problem)
    if json:
        record = {
            "where": addition.where,
            "report": addition.report,
            "publisher": addition.publisher,
            "added": _added(addition),
            "claims": addition.claims,
            "problems": [problem_record(problem) for problem in addition.problems],
            "change": None if addition.change is None else change_counts(addition.change),
        }
        print_records([record])
    elif addition.report is not None:
        said = _WORDS[addition.added.value]
        if addition.change is not None:
            said += f": {change_words(addition.change)}"
        print_line(f"{shown(addition.where)}: {count(addition.claims, 'claim')}, {said}")
    elif addition.unchanged:
        print_line(f"{shown(addition.where)}: not changed since it was read")


def _added(addition: Addition) -> str | None:
    if addition.report is None:
        return "unchanged" if addition.unchanged else None
    return addition.added.value


def _print_sum(counts: Counter[str], changed: list[Change], ledger: str) -> None:
    reports = count(sum(counts.values()), "report")
    fresh = sum(counts[each] for each in _FRESH)
    print_line(f"{reports} read into {ledger}, {fresh:,} of them new or read anew.")
    opened = sum(change.before is None for change in changed)
    moved = len(changed) - opened
    if changed:
        print_line(
            f"{count(opened, 'new tally', 'new tallies')}, {moved} changed: "
            "see `tallybook tallies` and `tallybook changes`."
        )


def demo(
    ledger: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Keep the demo's ledger here; else it is temporary."),
    ] = None,
    story: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="A longer story instead of the four: tavush."),
    ] = None,
    json: o.Json = False,
) -> None:
    """Read the bundled reports of four stories into a fresh ledger and show their tallies."""
    from tallybook.pipeline.demo import tell_stories, tell_story
    from tallybook.pipeline.options import Options
    from tallybook.pipeline.steps import load_steps
    from tallybook.pipeline.weighing import load_answer
    from tallybook.store import Ledger

    answer = load_answer()
    with _fresh(ledger) as path, Ledger(str(path), create=True) as opened:
        seen = partial(_report, json=json)
        if story is None:
            stories = tell_stories(opened, load_steps(Options()), answer, seen)
        else:
            stories = tell_story(opened, story, answer, seen)
        if json:
            for told in stories:
                print_records({**tally_record(each), "story": told.id} for each in told.tallies)
        else:
            _print_stories(stories, None if ledger is None else path)
        faulty = any(addition.problems for told in stories for addition in told.additions)
    if faulty:
        raise typer.Exit(PROBLEMS)


def _report(addition: Addition, json: bool) -> None:
    for problem in addition.problems:
        print_problem(problem)
    if not json:
        print_line(f"{addition.publisher}: {count(addition.claims, 'claim')}")


def _print_stories(stories: Sequence[Story], kept: Path | None) -> None:
    additions = [addition for story in stories for addition in story.additions]
    claims = sum(addition.claims for addition in additions)
    where = "a temporary ledger" if kept is None else str(kept)
    print_line(f"\n{len(additions)} reports read into {where}, {claims} claims found.")
    for story in stories:
        print_line(f"\n{story.title.upper()}")
        print_wrapped(story.about)
        print_line()
        print_answers(story.tallies[:MAIN])
        if len(story.tallies) > MAIN:
            print_line(f"  and {count(len(story.tallies) - MAIN, 'smaller question')}")
    print_line()
    print_wrapped(
        "Each answer begins with what its figures bound, low to high. Origins are those who gave a "
        "figure of their own: ten papers with one agency's figure are one origin."
    )
    if kept is None:
        print_line("To keep this ledger: tallybook demo --ledger demo.db")
        print_line("Your own reports: tallybook add REPORT.txt, then tallybook tallies")
    else:
        print_line(f"Look further: tallybook show TALLY --ledger {kept}")


@contextmanager
def _fresh(ledger: Path | None) -> Iterator[Path]:
    if ledger is not None:
        if ledger.exists():
            raise UsageError(
                f"{ledger}: is there already, and the demo wants a fresh ledger; "
                "name another or remove it"
            )
        yield ledger
        return
    with TemporaryDirectory(prefix="tallybook-demo-") as folder:
        yield Path(folder) / "tallybook.db"
