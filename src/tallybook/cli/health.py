"""`doctor`: what is there, what is not, and what helps."""

from __future__ import annotations

from dataclasses import asdict

import typer

from tallybook.cli import options as o
from tallybook.cli.output import print_records, print_table

FAULTS = 1
_WORDS = {True: "ok", False: "WRONG", None: "absent"}


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(doctor)


def doctor(ledger: o.Ledger = "tallybook.db", json: o.Json = False) -> None:
    """Check Python, the parser, the gazetteer, the ledger and the extras, and name remedies."""
    from tallybook.pipeline.health import examine

    checks = examine(ledger)
    if json:
        print_records(asdict(check) for check in checks)
    else:
        rows = [(check.name, _WORDS[check.ok], check.found, check.remedy) for check in checks]
        print_table(("what", "state", "found", "remedy"), rows)
    if any(check.ok is False for check in checks):
        raise typer.Exit(FAULTS)
