"""`serve`: the page in a browser."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

import typer

from tallybook.cli import options as o
from tallybook.cli.output import say


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(serve)


def serve(
    ledger: o.Ledger = "tallybook.db",
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; else only this machine asks.")
    ] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(metavar="N", help="0 for any that is free.", show_default="8391 or the next"),
    ] = None,
    allow_name: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-name",
            metavar="NAME",
            help="A name of this machine by which others may ask for the page; repeatable.",
        ),
    ] = None,
    open_browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in the browser.")
    ] = False,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Nothing can be added from the page.")
    ] = False,
    convention: o.Convention = "default",
    measures: o.Measures = None,
    sources: o.Sources = None,
    places: o.Places = None,
    conflicts: o.Conflicts = None,
    allow_hosts: o.AllowHosts = None,
) -> None:
    """Open the page: tallies, charts, reports, sources and the map, in a browser."""
    from tallybook.cli.needs import needs

    needs("web", "fastapi", "uvicorn", "jinja2", "babel", "altair", "vl_convert", "typst")
    from tallybook.queries import Desk
    from tallybook.web import Settings
    from tallybook.web.preparing import PREPARED
    from tallybook.web.serving import bind
    from tallybook.web.serving import serve as run

    options = o.read_options(
        convention=convention,
        measures=measures,
        sources=sources,
        places=places,
        allow_hosts=allow_hosts,
    )
    names = [*(allow_name or ()), *(() if host in ("0.0.0.0", "::") else (host,))]
    settings = Settings(hosts=tuple(names), writable=not read_only, options=options)
    on = bind(host, port)
    address = f"http://{_shown(host)}:{on.getsockname()[1]}/"
    desk = Desk(ledger, measures=measures or (), conflicts=conflicts or (), prepare=PREPARED)

    def ready() -> None:
        say(f"Tallybook is at {address} (ledger {ledger}); stop it with Ctrl-C.")
        if open_browser:
            import webbrowser

            webbrowser.open(address)

    with desk, suppress(KeyboardInterrupt):
        run(desk, settings, on, ready)


def _shown(host: str) -> str:
    if host in ("0.0.0.0", "::"):
        return "localhost"
    return f"[{host}]" if ":" in host else host
