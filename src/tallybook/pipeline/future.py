"""Days that have not come: what a page's own text says of them is told, not believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from tallybook.model import Problem, Report, Stage

_REMEDY: Final = "state its date with --published if you know it"


def without_future(report: Report, read: Report, where: str) -> tuple[Report, tuple[Problem, ...]]:
    """The cleaned report without dates that lie ahead of its retrieval, or else of today.

    read: the report before its text was looked at; what the user and the reader said stays.
    """
    latest = (report.retrieved or datetime.now(UTC)).date() + timedelta(days=1)
    said: list[str] = []
    if report.published is not None and report.published > latest and read.published is None:
        said.append(f"published on {report.published}")
        report = replace(report, published=None)
    if report.modified is not None and report.modified > latest and read.modified is None:
        said.append(f"modified on {report.modified}")
        report = replace(report, modified=None)
    reasons = [f"says it was {each}, a day that has not come" for each in said]
    problems = [Problem(Stage.READ, where, reason, _REMEDY, report.id) for reason in reasons]
    return report, tuple(problems)
