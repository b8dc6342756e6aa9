"""Problem: what could not be read, at which stage, and why. Nothing is dropped in silence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tallybook.model.identity import content_id


class Stage(StrEnum):
    """The step that failed."""

    READ = "read"
    CLEAN = "clean"
    EXTRACT = "extract"
    LINK = "link"
    RECONCILE = "reconcile"
    STORE = "store"


@dataclass(frozen=True, slots=True)
class Problem:
    """where: a path, url or report id; reason and remedy are fit to be shown to a person."""

    stage: Stage
    where: str
    reason: str
    remedy: str = ""
    report: str | None = None
    start: int | None = None
    end: int | None = None

    @property
    def id(self) -> str:
        """The same failure at the same place."""
        return content_id("problem", self.stage, self.where, self.reason, self.start, self.end)
