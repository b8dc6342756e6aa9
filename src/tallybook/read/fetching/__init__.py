"""Fetching: pages and feeds over http and https, politely, within limits."""

from tallybook.read.fetching.fetch import fetch
from tallybook.read.fetching.outcomes import Fetched, Outcome, Unchanged, Unfetched
from tallybook.read.fetching.session import Session
from tallybook.read.fetching.settings import FetchSettings, Means, fetch_settings

__all__ = [
    "FetchSettings",
    "Fetched",
    "Means",
    "Outcome",
    "Session",
    "Unchanged",
    "Unfetched",
    "fetch",
    "fetch_settings",
]
