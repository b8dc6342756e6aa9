"""Link: two claims judged same, different or unsure, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tallybook.model.identity import content_id


class Verdict(StrEnum):
    """Are two claims one statement?"""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Link:
    """A judgement over two claims, by a rule or by a person; withdrawn, never deleted.

    at: the moment at which a person gave it, ISO 8601, so that of two verdicts the later one holds;
    "" for one that a rule gives.
    """

    left: str
    right: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    made_by: str
    at: str = ""

    @property
    def id(self) -> str:
        """The same verdict by the same maker over the same two claims, given at one moment."""
        first, second = sorted((self.left, self.right))
        given = (self.at,) if self.at else ()
        return content_id("link", first, second, self.verdict, self.made_by, *given)
