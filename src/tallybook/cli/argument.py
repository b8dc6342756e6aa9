"""The whole argument of a tally, as `show` prints it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from tallybook.cli.eliding import print_rows
from tallybook.cli.output import print_line, print_paragraph
from tallybook.model import Bound, Claim, Conflict, Revision, Statement, Tally
from tallybook.queries.words import SHORT, amount, count, day, figure, question, speaker


def print_argument(tally: Tally, claims: Mapping[str, Claim], *, whole: bool = False) -> None:
    """The answer, who said what in which words, what bounds it and why, and how it moved.

    whole: every statement, bound, contradiction and move, however many there are.
    """
    print_paragraph(question(tally))
    print_paragraph(tally.answer)
    print_line()
    _print_facts(tally)
    statements = {statement.id: statement for statement in tally.statements}
    print_line(f"\nSaid, by {count(tally.origins, 'independent origin')}:")
    _print = partial(_print_statement, unit=tally.unit, claims=claims)
    print_rows(tally.statements, _print, whole=whole)
    print_line("\nBounds:")
    print_rows(tally.bounds, partial(_print_bound, claims=claims), whole=whole)
    if not tally.bounds:
        print_line("  none: nothing that was said sets an end")
    _print_clash = partial(_print_conflict, statements=statements, unit=tally.unit)
    print_rows(tally.conflict, _print_clash, whole=whole, indent="")
    print_line("\nHow it moved:")
    _print_step = partial(_print_revision, unit=tally.unit, claims=claims)
    print_rows(tally.revisions, _print_step, whole=whole)


def _print_facts(tally: Tally) -> None:
    facts = {
        "tally": tally.id,
        "low": figure(tally.low),
        "best": figure(tally.best),
        "high": figure(tally.high),
        "grade": tally.grade.value,
        "speaking": ", ".join(tally.sides) or "nobody",
        "silent": ", ".join(tally.silent),
        "policy": tally.policy,
        "convention": tally.convention,
        "as of": "" if tally.as_of is None else day(tally.as_of),
    }
    for name, value in facts.items():
        if value:
            print_line(f"  {name:<12}{value}")


def _print_statement(statement: Statement, unit: str, claims: Mapping[str, Claim]) -> None:
    party = f" ({statement.party})" if statement.party else ""
    said = "" if statement.said is None else f", {day(statement.said)}"
    figures = amount(statement.low, statement.high, unit)
    print_line(f"  {statement.origin}{party}{said}: {figures}, {statement.stance}")
    for carrier in statement.carriers:
        print_paragraph(_carrier(carrier, claims), "      ")
    kind = "a witness of its own" if statement.independent else "an echo"
    if statement.reasons:
        print_paragraph(f"{kind}: {'; '.join(statement.reasons)}", "      ")
    elif not statement.independent:
        print_paragraph("an echo, no witness of its own", "      ")


def _carrier(identity: str, claims: Mapping[str, Claim]) -> str:
    claim = claims.get(identity)
    if claim is None:
        return identity[:SHORT]
    outlet = claim.publisher or claim.path or claim.url or claim.report[:SHORT]
    by = f", {speaker(claim.origin)} {claim.origin.cue}".rstrip() if claim.origin else ""
    return f"{identity[:SHORT]}  “{' '.join(claim.text.split())}” ({outlet}{by})"


def _print_bound(bound: Bound, claims: Mapping[str, Claim]) -> None:
    print_line(
        f"  {bound.end:<5}{figure(bound.value)}: {bound.rule}{_because(bound.because, claims)}"
    )


def _print_revision(revision: Revision, unit: str, claims: Mapping[str, Claim]) -> None:
    when = "undated" if revision.at is None else day(revision.at)
    figures = amount(revision.low, revision.high, unit)
    best = "" if revision.best is None else f", best {figure(revision.best)}"
    print_line(f"  {when}: {figures}{best}{_because(revision.because, claims)}")


def _print_conflict(conflict: Conflict, statements: Mapping[str, Statement], unit: str) -> None:
    sides = " against ".join(
        _side(statements.get(each), each, unit) for each in conflict.statements
    )
    print_line(f"\nContested ({conflict.kind}): {sides}")


def _side(statement: Statement | None, identity: str, unit: str) -> str:
    if statement is None:
        return identity[:SHORT]
    return f"{statement.origin} ({amount(statement.low, statement.high, unit)})"


def _because(because: Iterable[str], claims: Mapping[str, Claim]) -> str:
    words = []
    for identity in because:
        claim = claims.get(identity)
        quoted = f" “{' '.join(claim.text.split())}”" if claim else ""
        words.append(f"{identity[:SHORT]}{quoted}")
    return f", because of {'; '.join(words)}" if words else ""
