"""`explain` for a tally: found, and its argument printed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tallybook.catalogue.conflicts import load_conflicts
from tallybook.cli.output import print_records
from tallybook.cli.whole_argument import print_whole
from tallybook.errors import UsageError
from tallybook.pipeline.answers import Question, answer_all, find_tally
from tallybook.pipeline.weighing import load_answer
from tallybook.queries.argument_records import argument_record
from tallybook.store import Ledger


def explain_tally(
    ledger: Ledger,
    prefix: str,
    wanted: Question,
    measures: Sequence[Path],
    conflicts: Sequence[Path],
    fault: UsageError,
    *,
    json: bool,
    whole: bool = False,
) -> None:
    """Prints the whole argument of the tally whose id begins so.

    whole: every statement and step of a long one. fault: why it is no claim; UsageError says so
    where it is no tally either.
    """
    tallies = answer_all(ledger, wanted, load_answer(measures, conflicts))
    if not any(prefix and tally.id.startswith(prefix) for tally in tallies):
        raise UsageError(f"{fault}; and no tally has such an id: see `tallybook tallies`")
    tally = find_tally(tallies, prefix)
    names = {name for one in tally.statements for name in one.carriers}
    names |= {name for bound in tally.bounds for name in bound.because}
    names |= {name for revision in tally.revisions for name in revision.because}
    told = {one.id: one for one in ledger.claims() if one.id in names}
    reports = {one.report for one in told.values()}
    texts = {name: ledger.report(name).text for name in reports}
    if json:
        print_records([argument_record(tally, told, texts, load_conflicts(conflicts))])
    else:
        print_whole(tally, told, texts, load_conflicts(conflicts), whole=whole)
