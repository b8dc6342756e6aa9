"""How a tally may be asked for otherwise than it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from tallybook.errors import UnknownName
from tallybook.queries.conventions import check_convention
from tallybook.reconcile.policies import POLICIES

USUAL: Final = "bounds"


@dataclass(frozen=True, slots=True)
class Asked:
    """How a tally is asked for; as it is, the newest answer.

    as_of: what was public by the end of that day. on: what holds for that day, by all that is
    known. convention: by which vague words are counted, None: as they were read.
    """

    as_of: date | None = None
    on: date | None = None
    policy: str = USUAL
    convention: str | None = None

    def __post_init__(self) -> None:
        if self.policy not in POLICIES:
            raise UnknownName("policy", self.policy, sorted(POLICIES))
        if self.convention is not None:
            check_convention(self.convention)

    @property
    def is_usual(self) -> bool:
        """Is it just the newest answer?"""
        return self == Asked()
