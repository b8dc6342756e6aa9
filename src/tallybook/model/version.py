"""Version: a page as it stood from one moment to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tallybook.model.claim import Claim
from tallybook.model.report import Block, Report


@dataclass(frozen=True, slots=True)
class Version:
    """A page's text and claims as they were from `since` on.

    read: when the ledger first had it. snapshot: the digest of the bytes, None where none were
    kept. counts: is it the one that the answers go by now? fallen: claims of posts that earlier
    versions of a live blog had, that fell off the page and still count with this version.
    """

    report: Report
    blocks: tuple[Block, ...]
    claims: tuple[Claim, ...]
    read: datetime
    since: date
    snapshot: str | None = None
    counts: bool = True
    fallen: tuple[Claim, ...] = ()
