"""HTTP's numbers: which lead elsewhere, which may pass, and what the others mean in words."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

from tallybook.read.fetching.outcomes import Refusal

GOOD: Final = frozenset({200, 203})
MOVED: Final = frozenset({301, 302, 303, 307, 308})
AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""What may be otherwise in a moment."""

UNCHANGED: Final = 304
TOO_MANY: Final = 429
GONE: Final = 410

_BROWSER: Final = "save the page with a browser and read the file"
_REMEDIES: Final = {
    401: f"it wants a login: {_BROWSER}",
    402: f"it wants to be paid: {_BROWSER}",
    403: f"the site refuses programs or this network: {_BROWSER}",
    404: "check the address; the page may have moved",
    410: "the page was taken away for good: take it off your list",
    429: "the site wants fewer requests: try again later",
    451: "the page is withheld for legal reasons: look for another carrier",
}


def refusal_of(status: int, wait: float | None = None) -> Refusal:
    """Why an answer of that status is none. wait: seconds that the server asks to wait."""
    try:
        meaning = f" ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        meaning = ""
    reason = f"answers {status}{meaning}"
    if wait is not None:
        reason += f" and asks to wait {wait:,.0f} seconds"
    usual = "try again later" if status >= 500 else f"open it in a browser; if it shows, {_BROWSER}"
    remedy = _REMEDIES.get(status, usual)
    return Refusal(reason, remedy, again=status in AGAIN, wait=wait, status=status)


def retry_after(told: str | None, now: datetime) -> float | None:
    """Seconds of a Retry-After header: a number, or the time until a date; None for neither."""
    if told is None:
        return None
    told = told.strip()
    if told.isascii() and told.isdigit():
        return float(told[:9])
    try:
        until = parsedate_to_datetime(told)
    except (ValueError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
