"""read → clean → extract: from where reports lie to readings, one report after another.

What fails on one report becomes a Problem of that report, and the rest goes on. The steps are
passed in as functions; `tallybook.pipeline.steps` holds the real ones.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from tallybook.errors import ReadError, TallybookError
from tallybook.model import Block, Claim, Page, Piece, Problem, Reading, Report, Stage
from tallybook.pipeline.future import without_future
from tallybook.pipeline.options import Options
from tallybook.pipeline.processes import Broken, in_processes


class Extraction(Protocol):
    """What an extractor gives back."""

    @property
    def claims(self) -> Sequence[Claim]:
        """The claims, in the order of the text."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What could not be read."""

    @property
    def made_by(self) -> str:
        """The extractor's name and version."""


Read = Callable[[str, Options], Iterator[Page | Problem]]
Clean = Callable[[Report, Sequence[Piece]], tuple[Report, tuple[Block, ...]]]
Extract = Callable[[Report, tuple[Block, ...]], Extraction]


@dataclass(frozen=True, slots=True)
class Pages:
    """The functions that find reports and their blocks."""

    read: Read
    clean: Clean


@dataclass(frozen=True, slots=True)
class Steps:
    """The functions that a report goes through.

    With more than one job all but `read` are sent to other processes: functions of a module, not
    lambdas.
    """

    pages: Pages
    extract: Extract


def extract_reports(wheres: Iterable[str], options: Options, steps: Steps) -> Iterator[Reading]:
    """Readings of all reports found at the places, in their order."""
    found = read_reports(wheres, options, steps.pages.read)
    work = partial(read_found, clean=steps.pages.clean, extract=steps.extract)
    if options.jobs <= 1:
        yield from map(work, found)
        return
    for source, result in in_processes(work, found, options.jobs):
        yield _died(source) if isinstance(result, Broken) else result


def clean_reports(wheres: Iterable[str], options: Options, pages: Pages) -> Iterator[Reading]:
    """Readings with blocks and no claims: what was kept of each page, and as what."""
    for found in read_reports(wheres, options, pages.read):
        yield _cleaned(found, pages.clean)


def read_reports(wheres: Iterable[str], options: Options, read: Read) -> Iterator[Page | Problem]:
    """Pages as read, and a Problem for each place that gave none."""
    for where in wheres:
        try:
            yield from read(where, options)
        except ReadError as error:
            yield Problem(Stage.READ, error.where, error.reason, error.remedy)
        except TallybookError:
            raise
        except Exception as error:  # noqa: BLE001 - one report's fault must not stop the rest
            yield _fault(Stage.READ, where, error)


def read_found(found: Page | Problem, clean: Clean, extract: Extract) -> Reading:
    """clean → extract: the reading of one page, or of what could not be read."""
    cleaned = _cleaned(found, clean)
    report = cleaned.report
    if report is None or any(each.stage is not Stage.READ for each in cleaned.problems):
        return cleaned
    try:
        extraction = extract(report, cleaned.blocks)
    except TallybookError as error:
        if not isinstance(error, ReadError):
            raise
        problem = Problem(Stage.EXTRACT, error.where, error.reason, error.remedy, report.id)
    except Exception as error:  # noqa: BLE001 - one report's fault must not stop the rest
        problem = _fault(Stage.EXTRACT, place_of(report), error, report.id)
    else:
        claims = tuple(extraction.claims)
        problems = (*cleaned.problems, *extraction.problems)
        return replace(cleaned, claims=claims, problems=problems, made_by=extraction.made_by)
    return replace(cleaned, problems=(*cleaned.problems, problem))


def _cleaned(found: Page | Problem, clean: Clean) -> Reading:
    if isinstance(found, Problem):
        return Reading(None, problems=(found,))
    read = found.report
    try:
        report, blocks = clean(read, found.pieces)
    except ReadError as error:
        problem = Problem(Stage.CLEAN, error.where, error.reason, error.remedy, read.id)
    except TallybookError:
        raise
    except Exception as error:  # noqa: BLE001 - one report's fault must not stop the rest
        problem = _fault(Stage.CLEAN, place_of(read), error, read.id)
    else:
        report, doubts = without_future(report, read, place_of(read))
        return Reading(report, blocks, (), doubts, snapshot=found.snapshot, runs=found.runs)
    return Reading(read, problems=(problem,), snapshot=found.snapshot, runs=found.runs)


def place_of(report: Report) -> str:
    """Where a person finds the report: its file, its url, or the pipe that it came through."""
    return report.path or report.url or "standard input"


def _died(found: Page | Problem) -> Reading:
    """A reading of what killed the process that read it."""
    if isinstance(found, Problem):
        return Reading(None, problems=(found,))
    reason = "the process that read it was killed, most often for want of memory"
    remedy = "read it alone with --jobs 1, or split it"
    report = found.report
    problem = Problem(Stage.EXTRACT, place_of(report), reason, remedy, report.id)
    return Reading(report, problems=(problem,), snapshot=found.snapshot, runs=found.runs)


def _fault(stage: Stage, where: str, error: Exception, report: str | None = None) -> Problem:
    *_, frame = traceback.extract_tb(error.__traceback__)
    spot = f"{Path(frame.filename).name}:{frame.lineno}"
    reason = f"the {stage.value} stage failed: {type(error).__name__}: {error} ({spot})"
    remedy = "this is a fault of Tallybook: please report it with the text that shows it"
    return Problem(stage, where, reason, remedy, report)
