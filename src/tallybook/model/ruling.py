"""Ruling: what a person decided about questions; withdrawn, never deleted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tallybook.model.identity import content_id


class Act(StrEnum):
    """Pin claims to a question, split them off it, merge two questions, or name one."""

    PIN = "pin"
    SPLIT = "split"
    MERGE = "merge"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's decision. Questions come and go with what is said: it holds on to claims.

    claims: the claims that are pinned, split off, merged or whose question is named. others: those
    of the question to which they are pinned, from which they are split, or with which they are
    merged; () for a name. at: the moment, ISO 8601, so that of two rulings the later one holds.
    """

    act: Act
    claims: tuple[str, ...]
    others: tuple[str, ...] = ()
    name: str = ""
    made_by: str = ""
    reason: str = ""
    at: str = ""

    @property
    def id(self) -> str:
        """The same decision by the same person at the same moment."""
        claims, others = " ".join(sorted(self.claims)), " ".join(sorted(self.others))
        return content_id("ruling", self.act, claims, others, self.name, self.made_by, self.at)
