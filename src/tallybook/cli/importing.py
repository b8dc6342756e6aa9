"""`import series`: a file of daily figures by one source into a ledger, by a mapping."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallybook.cli import options as o
from tallybook.cli.output import print_line, print_problem, print_records, shown
from tallybook.model.records import Record, problem_record
from tallybook.queries.words import count, day

if TYPE_CHECKING:
    from tallybook.pipeline.importing import FilePlan
    from tallybook.store import Change

PROBLEMS = 1

Files = Annotated[
    list[str], typer.Argument(metavar="FILE", help="The series, and its corrections if it has any.")
]
Mapping = Annotated[
    Path, typer.Option("--mapping", metavar="FILE", help="What its fields mean, in TOML.")
]
Check = Annotated[
    bool, typer.Option("--check", help="Read and check everything, and write nothing.")
]
Partial = Annotated[
    bool,
    typer.Option("--partial", help="Import the sound rows though others are at fault."),
]


def register(app: typer.Typer) -> None:
    """Adds the command `import` with what it imports."""
    group = typer.Typer(
        name="import",
        help="Bring figures into the ledger that are no reports.",
        no_args_is_help=True,
        rich_markup_mode=None,
    )

    @group.callback()
    def _group() -> None:
        """Bring figures into the ledger that are no reports."""

    group.command()(series)
    app.add_typer(group)


def series(
    files: Files,
    mapping: Mapping,
    ledger: o.Ledger = "tallybook.db",
    published: o.Published = None,
    convention: o.Convention = "default",
    measures: o.Measures = None,
    sources: o.Sources = None,
    check: Check = False,
    partial: Partial = False,
    json: o.Json = False,
) -> None:
    """Import the daily figures of one source; the same file twice changes nothing."""
    from tallybook.catalogue.conventions import load_convention
    from tallybook.pipeline.importing import Terms, plan_import
    from tallybook.pipeline.series_mapping import load_series

    terms = Terms(
        today=datetime.now(UTC).date(),
        convention=load_convention(convention),
        published=o.parse_day(published, "--published"),
    )
    wanted = load_series(mapping, measures=measures or (), sources=sources or ())
    plans = plan_import(files, wanted, terms)
    faults = [problem for plan in plans for problem in plan.problems]
    for problem in faults:
        print_problem(problem)
    is_written = not check and (partial or not faults)
    changed = _write(plans, ledger, measures or ()) if is_written else []
    if json:
        print_records(_record(plan, is_written) for plan in plans)
    else:
        _print_plans(plans)
        _print_sum(changed, ledger, is_written, check=check)
    if faults:
        raise typer.Exit(PROBLEMS)


def _write(plans: list[FilePlan], ledger: str, measures: Iterable[Path]) -> list[Change]:
    from tallybook.pipeline.adding import revise
    from tallybook.pipeline.importing import write_import
    from tallybook.pipeline.weighing import load_answer
    from tallybook.store import Ledger

    if not any(plan.readings for plan in plans) and not Ledger.is_there(ledger):
        return []
    with Ledger(ledger, create=True) as opened:
        write_import(opened, plans)
        return revise(opened, load_answer(tuple(measures)))


def _record(plan: FilePlan, is_written: bool) -> Record:
    return {
        "file": plan.file,
        "written": is_written,
        "rows": plan.rows,
        "first": None if not plan.days else min(plan.days).isoformat(),
        "last": None if not plan.days else max(plan.days).isoformat(),
        "missing_days": plan.missing_days,
        "duplicates": plan.duplicates,
        "unsaid": plan.unsaid,
        "corrected": plan.corrected,
        "reports": len(plan.readings),
        "claims": plan.claims,
        "added": {added.value: number for added, number in sorted(plan.added.items())},
        "unmapped": list(plan.unmapped),
        "problems": [problem_record(problem) for problem in plan.problems],
    }


def _print_plans(plans: Iterable[FilePlan]) -> None:
    for plan in plans:
        print_line(f"{shown(plan.file)}: {', '.join(_facts(plan))}")
        if plan.unmapped:
            fields = ", ".join(shown(name) for name in plan.unmapped)
            print_line(f"  fields that the mapping does not name: {fields}")


def _facts(plan: FilePlan) -> Iterable[str]:
    yield count(plan.rows, "row")
    if plan.days:
        yield f"{day(min(plan.days))} to {day(max(plan.days))}"
    if plan.missing_days:
        yield f"{count(plan.missing_days, 'day')} missing"
    if plan.duplicates:
        yield f"{count(plan.duplicates, 'row')} said twice"
    if plan.unsaid:
        yield f"{count(plan.unsaid, 'row')} without a figure"
    if plan.corrected:
        yield f"{count(plan.corrected, 'row')} corrected"
    if plan.problems:
        yield count(len(plan.problems), "problem")
    if plan.readings:
        yield count(plan.claims, "claim")
    for added, number in sorted(plan.added.items()):
        yield f"{number:,} {_ADDED.get(added.value, added.value)}"


_ADDED = {
    "new": "new",
    "known": "known already",
    "changed": "changed since they were imported",
    "reread": "read anew",
    "corrected": "with another publisher or day",
    "earlier": "older than what is there",
}


def _print_sum(changed: list[Change], ledger: str, is_written: bool, *, check: bool) -> None:
    if check:
        print_line("Checked; nothing was written.")
    elif not is_written:
        print_line("Nothing was written: mend what is named, or import the rest with --partial.")
    elif changed:
        opened = sum(change.before is None for change in changed)
        moved = len(changed) - opened
        told = f"{count(opened, 'new tally', 'new tallies')}, {moved} changed"
        print_line(f"Imported into {ledger}: {told}. See `tallybook tallies`.")
    else:
        print_line(f"Imported into {ledger}: no answer changed.")
