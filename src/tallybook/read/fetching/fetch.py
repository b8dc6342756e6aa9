"""Fetch a URL: with permission, politely, hop by hop, only what is new; what fails is told."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Final

from tallybook.model import Fetch, Problem, Stage
from tallybook.read.door import HEAD, Raw
from tallybook.read.fetching.client import Answer, target_of
from tallybook.read.fetching.following import follow
from tallybook.read.fetching.outcomes import Fetched, Outcome, Refusal, Unchanged, Unfetched, plain
from tallybook.read.fetching.permission import check_permission
from tallybook.read.fetching.session import Session
from tallybook.read.fetching.statuses import GONE, GOOD, UNCHANGED, refusal_of
from tallybook.read.fetching.targets import Target

_NO_TEXT: Final = {"image": "a picture", "video": "a film", "audio": "a sound", "font": "a font"}
_CHARSET: Final = re.compile(r"""charset\s*=\s*["']?([\w.:+-]{1,40})""", re.IGNORECASE)
_LONGEST: Final = 1000


def fetch(url: str, session: Session, last: Fetch | None = None) -> Outcome:
    """What comes of a request for the URL. Nothing is raised, whatever the server does.

    last: the newest request whose answer is still at hand; its marks make this one conditional.
    """
    ends = session.means.clock() + session.settings.fetch

    def check(target: Target) -> None:
        check_permission(target, session, ends)

    try:
        target = target_of(url)
        marks = {} if last is None or last.final != target.url else _marks(last)
        final, answer = follow(target, session, ends, marks, check)
        at = session.means.now()
        if answer.status == UNCHANGED and last is not None and marks:
            return Unchanged(_fetch_of(url, final, at, answer, last))
        return Fetched(_raw(url, final, at, answer), _fetch_of(url, final, at, answer, None))
    except Refusal as refusal:
        problem = Problem(Stage.READ, plain(url), refusal.reason, refusal.remedy)
        return Unfetched(problem, refusal.wait, refusal.status == GONE)


def _marks(last: Fetch) -> Mapping[str, str]:
    """The headers that ask only for what is new since the last request."""
    marks = {"if-none-match": last.etag, "if-modified-since": last.last_modified}
    return {name: mark for name, mark in marks.items() if mark}


def _mark(answer: Answer, name: str) -> str | None:
    """A mark of the answer's version; one that cannot be sent back as it came is none."""
    value = answer.headers.get(name, "").strip()
    fits = value.isascii() and value.isprintable() and len(value) <= _LONGEST
    return value if value and fits else None


def _fetch_of(url: str, final: Target, at: datetime, answer: Answer, last: Fetch | None) -> Fetch:
    """The request as the ledger keeps it; where nothing new came, with the marks of the last."""
    etag, modified = _mark(answer, "etag"), _mark(answer, "last-modified")
    if last is None:
        digest = sha256(answer.body).hexdigest()
        return Fetch(url, final.url, at, answer.status, etag, modified, digest)
    return Fetch(
        url,
        final.url,
        at,
        answer.status,
        etag or last.etag,
        modified or last.last_modified,
        last.snapshot,
    )


def _raw(url: str, final: Target, at: datetime, answer: Answer) -> Raw:
    """The answer as content to read; Refusal where it is none."""
    if answer.status not in GOOD:
        raise refusal_of(answer.status)
    declared = answer.headers.get("content-type", "")
    media_type = declared.partition(";")[0].strip().lower()
    kind = _NO_TEXT.get(media_type.partition("/")[0])
    if kind is not None:
        reason = f"is {kind} ({plain(media_type, 40)}), which holds no text"
        raise Refusal(reason, "give the page that tells of it")
    body = answer.body
    return Raw(
        where=url,
        path=None,
        head=body[:HEAD],
        open=lambda: io.BytesIO(body),
        size=len(body),
        media_type=media_type or None,
        charset=_charset(declared),
        url=final.url,
        retrieved=at,
    )


def _charset(declared: str) -> str | None:
    """The declared encoding, where it is one that exists."""
    found = _CHARSET.search(declared)
    if found is None:
        return None
    try:
        b"    ".decode(found[1], "replace")  # of nothing at all, any name would do
    except (LookupError, ValueError):
        return None
    return found[1]
