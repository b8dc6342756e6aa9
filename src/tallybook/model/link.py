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
    """A judgement over two claims, by a rule or by a person; withdrawn, never deleted."""

    left: str
    right: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    made_by: str

    @property
    def id(self) -> str:
        """The same verdict by the same maker over the same two claims."""
        first, second = sorted((self.left, self.right))
        return content_id("link", first, second, self.verdict, self.made_by)
