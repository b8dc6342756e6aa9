"""Fetch: one request for a URL, and what the server said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Fetch:
    """What came of a request, kept so that the next one can ask only for what is new.

    url: as asked for. final: where redirects led. status: HTTP's number. snapshot: the digest of
    what came, None where nothing did (304, an error).
    """

    url: str
    final: str
    at: datetime
    status: int
    etag: str | None = None
    last_modified: str | None = None
    snapshot: str | None = None
