"""`eval`: accuracy as a command, with floors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tallybook.cli import options as o
from tallybook.cli.output import print_line, print_records, print_table, say
from tallybook.errors import UsageError

if TYPE_CHECKING:
    from tallybook.evaluate.scores import Outcome, Score

BELOW = 1
FLOORS = Path("eval/floors.toml")
EMBEDDED = "embedded"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("eval")(evaluate)


def evaluate(
    name: Annotated[
        str | None, typer.Argument(metavar="SET", help="Which set; without it, they are listed.")
    ] = None,
    folder: Annotated[
        Path | None, typer.Argument(metavar="FOLDER", help="Where its data lies.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List each miss.")] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Only its first parts.")
    ] = None,
    floors: Annotated[
        Path | None, typer.Option(metavar="FILE", help=f"Floors to hold; {FLOORS} if there.")
    ] = None,
    extractor: o.Extractor = "embedded",
    json: o.Json = False,
) -> None:
    """Measure accuracy on a set of known answers; exit 1 where a score is below its floor."""
    from tallybook.evaluate.floors import below, load_floors
    from tallybook.evaluate.registry import evaluate_with, evaluations, load_evaluation

    if name is None:
        for known in evaluations():
            title = (load_evaluation(known).__doc__ or "").partition("\n")[0]
            print_line(f"{known}: {title}")
        return
    chosen = load_evaluation(name)
    where = folder or Path(chosen.FOLDER)
    if not where.is_dir():
        raise UsageError(f"{where}: no such folder; name the folder of the {name} data")
    path = floors or (FLOORS if FLOORS.exists() else None)
    held = load_floors(path).get(name, {}) if path is not None and limit is None else {}
    if extractor == EMBEDDED:
        outcome = chosen.evaluate(where, limit)
    else:  # the floors are those of the embedded one
        outcome, held = evaluate_with(chosen, name, where, limit, extractor), {}
    if json:
        _print_json(outcome, held, errors)
    else:
        _print(outcome, held, errors)
    failing = below(outcome, held)
    for line in failing:
        say(f"tallybook: eval {name}: {line}")
    if failing:
        raise typer.Exit(BELOW)


def _print(outcome: Outcome, held: dict[str, float], errors: bool) -> None:
    if errors:
        for miss in outcome.misses:
            print_line(f"{miss.where}\n  expected {miss.expected}\n  found    {miss.found}")
        print_line()
    rows = [
        (
            score.name,
            _value(score),
            _counts(score),
            f"{held[score.name]:g}" if score.name in held else "",
        )
        for score in outcome.scores
    ]
    print_table(("score", "value", "of", "floor"), rows)


def _print_json(outcome: Outcome, held: dict[str, float], errors: bool) -> None:
    print_records(
        {
            "score": score.name,
            "value": score.value,
            "passed": score.passed,
            "total": score.total,
            "floor": held.get(score.name),
        }
        for score in outcome.scores
    )
    if errors:
        print_records(
            {"miss": miss.where, "expected": miss.expected, "found": miss.found}
            for miss in outcome.misses
        )


def _value(score: Score) -> str:
    return f"{score.value:.4f}"


def _counts(score: Score) -> str:
    return "" if score.total is None else f"{score.passed} / {score.total}"
