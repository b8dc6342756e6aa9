"""Reading: one report as one extractor read it, ready to be printed or kept."""

from __future__ import annotations

from dataclasses import dataclass

from tallybook.model.claim import Claim
from tallybook.model.page import Run, Snapshot
from tallybook.model.problem import Problem
from tallybook.model.report import Block, Report


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with its blocks, claims and problems; no report where it could not be read.

    made_by: the extractor and its version, even where it found nothing. snapshot, runs: the bytes
    that the report came from, and how its text maps to them.
    """

    report: Report | None
    blocks: tuple[Block, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    made_by: str = ""
    snapshot: Snapshot | None = None
    runs: tuple[Run, ...] = ()
