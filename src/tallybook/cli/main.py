"""The command line: each command parses, calls one function and prints.

Data goes to stdout, progress and problems to stderr. Exit 0 is fine, 1 says that some reports had
problems, 2 that the call was wrong. Commands import what they need when they run, so that none
waits for the parts of another.
"""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from tallybook import __version__
from tallybook.cli import (
    adding,
    answers,
    claims,
    evaluation,
    health,
    importing,
    judging,
    parts,
    plotting,
    reading,
    ruling,
    serving,
    speakers,
    versions,
    watching,
)
from tallybook.cli.output import say
from tallybook.errors import TallybookError

USAGE = 2
INTERRUPTED = 130


class Commands(TyperGroup):
    """A group whose commands end with one line for an error, never a traceback."""

    def invoke(self, ctx: Any) -> object:
        """Runs the command; an error of ours becomes its message and exit code 2."""
        try:
            result: object = super().invoke(ctx)
        except TallybookError as error:
            say(f"tallybook: {error}")
            raise typer.Exit(USAGE) from error
        except KeyboardInterrupt as error:
            say("tallybook: stopped; what was added before is kept")
            raise typer.Exit(INTERRUPTED) from error
        return result


app = typer.Typer(
    cls=Commands,
    name="tallybook",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"tallybook {__version__}\n")
        raise typer.Exit


@app.callback()
def tallybook(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Who said how many, of whom, where and when; and what follows from it."""


for group in (
    adding,
    reading,
    watching,
    answers,
    claims,
    judging,
    ruling,
    serving,
    versions,
    parts,
    evaluation,
    health,
    speakers,
    importing,
    plotting,
):
    group.register(app)


def main() -> None:
    """The entry point of the `tallybook` command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    app(prog_name="tallybook")
