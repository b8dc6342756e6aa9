"""The options that commands share, and their checks."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from tallybook.errors import BadDate, UsageError
from tallybook.pipeline.options import Options

Wheres = Annotated[
    list[str],
    typer.Argument(metavar="WHERE", help="Files, folders, globs, URLs, or - for standard input."),
]
Ledger = Annotated[
    str,
    typer.Option(
        "--ledger", envvar="TALLYBOOK_LEDGER", metavar="URL", help="A path or sqlite:///PATH."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="JSON Lines for programs.")]
Whole = Annotated[
    bool, typer.Option("--all", help="Every statement and step, however many there are.")
]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="When it was published: YYYY-MM-DD.")
]
Publisher = Annotated[str | None, typer.Option(metavar="NAME", help="The masthead.")]
Url = Annotated[str | None, typer.Option(metavar="URL", help="Where the page came from.")]
Language = Annotated[str | None, typer.Option(metavar="CODE", help="Its language, such as en.")]
Extractor = Annotated[str, typer.Option(metavar="NAME", help="What reads: embedded, llm or both.")]
Convention = Annotated[
    str, typer.Option(metavar="NAME|FILE", help="What vague words such as dozens mean.")
]
Measures = Annotated[
    list[Path] | None,
    typer.Option("--measures", metavar="FILE", help="A measure of your own, in TOML; repeatable."),
]
Sources = Annotated[
    list[Path] | None,
    typer.Option("--sources", metavar="FILE", help="Sources of your own, in TOML; repeatable."),
]
Places = Annotated[
    list[Path] | None,
    typer.Option(
        "--places", metavar="FILE", help="Places of your own, a GeoNames table; repeatable."
    ),
]
AllowHosts = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host",
        metavar="NAME",
        help="A host that may be asked though its address is private; repeatable.",
    ),
]
Refetch = Annotated[
    bool,
    typer.Option("--refetch", help="Fetch and read URLs again that have not changed."),
]
Fields = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="NAME=FIELD,…",
        help="Which field or column of records holds what: text=story,published=when.",
    ),
]
Jobs = Annotated[int, typer.Option(min=1, metavar="N", help="How many processes read at once.")]
AsOf = Annotated[
    str | None, typer.Option(metavar="DATE", help="What was known by the end of that day.")
]
On = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DATE", help="How things stood on that day, by all that is known now."
    ),
]
Policy = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="How low, best and high are chosen: bounds, latest, ucdp, acled, airwars, majority.",
    ),
]
MeasureName = Annotated[
    str | None, typer.Option("--measure", metavar="NAME", help="Only this measure, such as killed.")
]
Conflicts = Annotated[
    list[Path] | None,
    typer.Option("--conflicts", metavar="FILE", help="Conflicts of your own, in TOML; repeatable."),
]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_day(words: str | None, option: str) -> date | None:
    """The day, None for none; BadDate names the option and the remedy."""
    if words is None:
        return None
    if not _DAY.fullmatch(words):
        raise BadDate(words, option)
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise BadDate(words, option) from None


_SPAN = re.compile(r"(\d{1,6})([smhd])")
_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


def parse_span(words: str, option: str) -> float:
    """Seconds of "30s", "15m", "2h" or "1d"; UsageError names the option and the remedy."""
    found = _SPAN.fullmatch(words.strip().lower())
    seconds = float(found[1]) * _SECONDS[found[2]] if found else 0.0
    if not seconds:
        raise UsageError(f"{option}: {words!r} is no span of time; write it as 30s, 15m, 2h or 1d")
    return seconds


def read_options(
    *,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    language: str | None = None,
    extractor: str = "embedded",
    convention: str = "default",
    measures: list[Path] | None = None,
    sources: list[Path] | None = None,
    places: list[Path] | None = None,
    jobs: int = 1,
    allow_hosts: list[str] | None = None,
    fields: str | None = None,
) -> Options:
    """The options of `add`, `extract`, `read` and `watch`, checked."""
    day = parse_day(published, "--published")
    return Options(
        published=day,
        publisher=publisher,
        url=url,
        language=language,
        extractor=extractor,
        convention=convention,
        measures=tuple(measures or ()),
        sources=tuple(sources or ()),
        places=tuple(places or ()),
        jobs=jobs,
        allow_hosts=tuple(allow_hosts or ()),
        fields=_fields(fields),
    )


def _fields(words: str | None) -> tuple[tuple[str, str], ...]:
    if words is None:
        return ()
    from tallybook.read.fields import parse_fields

    return tuple(parse_fields(words).items())
