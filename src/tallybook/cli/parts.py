"""`quantities`, `attributions` and `places`: the parts alone, for measuring them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import typer

from tallybook.cli import options as o
from tallybook.cli.output import print_problem, print_records, watched
from tallybook.model import Problem
from tallybook.model.records import Record
from tallybook.pipeline.options import Options

PROBLEMS = 1


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(quantities)
    app.command()(attributions)
    app.command()(places)


def quantities(
    wheres: o.Wheres,
    language: o.Language = None,
    convention: o.Convention = "default",
    json: o.Json = False,
) -> None:
    """Print every quantity, counted or not: text, start, end, low, high, form, unit."""
    from tallybook.pipeline.parts import quantities_of

    _print_parts(quantities_of, wheres, o.read_options(language=language, convention=convention))


def attributions(
    wheres: o.Wheres,
    language: o.Language = None,
    sources: o.Sources = None,
    json: o.Json = False,
) -> None:
    """Print every attribution: where its source, cue and content stand."""
    from tallybook.pipeline.parts import attributions_of

    _print_parts(attributions_of, wheres, o.read_options(language=language, sources=sources))


def places(
    wheres: o.Wheres,
    language: o.Language = None,
    own: o.Places = None,
    json: o.Json = False,
) -> None:
    """Print every place name: text, start, end, lat, lon, country, precision."""
    from tallybook.pipeline.parts import places_of

    _print_parts(places_of, wheres, o.read_options(language=language, places=own))


def _print_parts(
    find: Callable[[Iterable[str], Options], Iterator[Record | Problem]],
    wheres: Iterable[str],
    options: Options,
) -> None:
    faulty = False
    for found in watched(find(wheres, options), "found"):
        if isinstance(found, Problem):
            faulty = True
            print_problem(found)
        else:
            print_records([found])
    if faulty:
        raise typer.Exit(PROBLEMS)
