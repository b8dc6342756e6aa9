"""`extract` and `read`: reports to JSON Lines, no ledger needed."""

from __future__ import annotations

import typer

from tallybook.cli import options as o
from tallybook.cli.output import print_problem, print_records, watched
from tallybook.model.records import claim_record, report_record

PROBLEMS = 1


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(extract)
    app.command()(read)


def extract(
    wheres: o.Wheres,
    published: o.Published = None,
    publisher: o.Publisher = None,
    url: o.Url = None,
    language: o.Language = None,
    extractor: o.Extractor = "embedded",
    convention: o.Convention = "default",
    measures: o.Measures = None,
    sources: o.Sources = None,
    places: o.Places = None,
    allow_hosts: o.AllowHosts = None,
    fields: o.Fields = None,
    jobs: o.Jobs = 1,
    json: o.Json = False,
) -> None:
    """Print the claims of reports as JSON Lines; no ledger needed."""
    options = o.read_options(
        published=published,
        publisher=publisher,
        url=url,
        language=language,
        extractor=extractor,
        convention=convention,
        measures=measures,
        sources=sources,
        places=places,
        jobs=jobs,
        allow_hosts=allow_hosts,
        fields=fields,
    )
    from tallybook.pipeline.readings import extract_reports
    from tallybook.pipeline.steps import load_steps

    faulty = False
    for found in watched(extract_reports(wheres, options, load_steps(options)), "reports"):
        print_records(claim_record(claim) for claim in found.claims)
        for problem in found.problems:
            faulty = True
            print_problem(problem)
    if faulty:
        raise typer.Exit(PROBLEMS)


def read(
    wheres: o.Wheres,
    published: o.Published = None,
    publisher: o.Publisher = None,
    url: o.Url = None,
    language: o.Language = None,
    allow_hosts: o.AllowHosts = None,
    fields: o.Fields = None,
    json: o.Json = False,
) -> None:
    """Print reports with their blocks as JSON Lines: what was kept of a page, and as what."""
    options = o.read_options(
        published=published,
        publisher=publisher,
        url=url,
        language=language,
        allow_hosts=allow_hosts,
        fields=fields,
    )
    from tallybook.pipeline.pages import load_pages
    from tallybook.pipeline.readings import clean_reports

    faulty = False
    for found in watched(clean_reports(wheres, options, load_pages()), "reports"):
        if found.report is not None:
            print_records([report_record(found.report, found.blocks)])
        for problem in found.problems:
            faulty = True
            print_problem(problem)
    if faulty:
        raise typer.Exit(PROBLEMS)
