"""`sources`: who speaks in the ledger, for whom, and who cites whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from tallybook.cli import options as o
from tallybook.cli.output import print_line, print_records, print_table, shown


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(sources)


def sources(
    ledger: o.Ledger = "tallybook.db",
    measure: o.MeasureName = None,
    party: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only who speaks for this party, such as UA.")
    ] = None,
    cites: Annotated[
        bool, typer.Option("--cites", help="Instead, which outlet cites which source.")
    ] = False,
    measures: o.Measures = None,
    sources: o.Sources = None,
    conflicts: o.Conflicts = None,
    json: o.Json = False,
) -> None:
    """List who speaks: what each source is, for whom, how often, where and since when."""
    from tallybook.catalogue.conflicts import load_conflicts
    from tallybook.catalogue.measures import load_measures
    from tallybook.catalogue.sources import SourceCatalogue
    from tallybook.errors import UnknownName
    from tallybook.pipeline.speaking import citings, hear, speakers
    from tallybook.store import Ledger

    known = load_measures(extra=measures or ()).definitions
    if measure is not None and measure not in known:
        raise UnknownName("measure", measure, sorted(known))
    catalogue = SourceCatalogue.load(tuple(sources or ()))
    called = load_conflicts(conflicts or ()).name_of
    with Ledger(ledger) as opened:
        heard = hear(opened, measure)
    if cites:
        pairs = citings(heard, party)
        if json:
            print_records(
                {
                    "outlet": one.outlet,
                    "source": one.source,
                    "party": one.party,
                    "claims": one.claims,
                    "statements": one.statements,
                    "via": list(one.via),
                }
                for one in pairs
            )
            return
        _print(
            ("claims", "statements", "outlet", "cites", "via"),
            (
                (
                    str(one.claims),
                    str(one.statements),
                    shown(one.outlet),
                    shown(one.source),
                    shown(", ".join(one.via)),
                )
                for one in pairs
            ),
            "Nobody is cited.",
        )
        return
    found = speakers(heard, catalogue, party)
    if json:
        print_records(
            {
                "name": one.name,
                "kind": one.kind.value,
                "branch": one.branch or None,
                "party": one.party,
                "party_name": None if one.party is None else called(one.party),
                "speaks_for": one.speaks_for,
                "claims": one.claims,
                "statements": one.statements,
                "reports": one.reports,
                "outlets": one.outlets,
                "first": _written(one.first),
                "last": _written(one.last),
            }
            for one in found
        )
        return
    _print(
        ("statements", "claims", "reports", "outlets", "first", "last", "is", "for", "source"),
        (
            (
                str(one.statements),
                str(one.claims),
                str(one.reports),
                str(one.outlets),
                _written(one.first) or "",
                _written(one.last) or "",
                _is(one.kind.value, one.branch),
                shown(one.speaks_for or ("" if one.party is None else called(one.party))),
                shown(one.name),
            )
            for one in found
        ),
        "No sources: no claim names anybody. See `tallybook claims`.",
    )


def _is(kind: str, branch: str) -> str:
    """ "unnamed, military" of an anonymous source; "intelligence" of a named one."""
    if kind == "anonymous":
        return f"unnamed, {branch}" if branch else "unnamed"
    return branch or kind


def _written(when: object) -> str | None:
    return None if when is None else str(when)


def _print(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], nothing: str) -> None:
    filled = list(rows)
    if filled:
        print_table(head, filled)
    else:
        print_line(nothing)
