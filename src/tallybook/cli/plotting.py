"""`plot`: a tally as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tallybook.cli import options as o
from tallybook.cli.output import print_line, print_records
from tallybook.queries.words import SHORT, count


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(plot)


def plot(
    tally: Annotated[str, typer.Argument(metavar="TALLY", help="Its id, or the beginning of it.")],
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Ends in .svg, .png, .html or .json.")
    ],
    ledger: o.Ledger = "tallybook.db",
    as_of: o.AsOf = None,
    policy: o.Policy = "bounds",
    measures: o.Measures = None,
    log: Annotated[
        bool | None,
        typer.Option(
            "--log/--linear",
            help="A logarithmic count, or --linear; else as the figures lie.",
            show_default=False,
        ),
    ] = None,
    width: Annotated[int, typer.Option(metavar="PIXELS", help="How wide it is.")] = 900,
    theme: Annotated[
        str, typer.Option(metavar="NAME", help="light or dark: what the paper is.")
    ] = "light",
    no_title: Annotated[
        bool, typer.Option("--no-title", help="Without question and answer above it.")
    ] = False,
    json: o.Json = False,
) -> None:
    """Draw a tally: who said how many and when, and the low, best and high that follow."""
    from tallybook.charts import ChartOptions, Scale, Theme, check_target, write_chart
    from tallybook.errors import UnknownName
    from tallybook.pipeline.answers import Question
    from tallybook.pipeline.plotting import find_plotted

    scale = Scale.AUTO if log is None else Scale.LOG if log else Scale.LINEAR
    themes = [each.value for each in Theme]
    if theme not in themes:
        raise UnknownName("theme", theme, themes)
    look = ChartOptions(width=width, scale=scale, theme=Theme(theme), titled=not no_title)
    form = check_target(out)
    wanted = Question(o.parse_day(as_of, "--as-of"), policy)
    found = find_plotted(ledger, tally, wanted, measures or ())
    write_chart(found.spec(look), out)
    said = len(found.tally.statements)
    if json:
        record = {"tally": found.tally.id, "out": str(out), "format": form, "statements": said}
        print_records([record])
    else:
        print_line(f"{out}: {count(said, 'statement')} of tally {found.tally.id[:SHORT]}")
