"""Permission: what a site's robots.txt lets us fetch, asked for once and kept for a day."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tallybook.read.fetching.client import target_of
from tallybook.read.fetching.following import follow
from tallybook.read.fetching.outcomes import Refusal
from tallybook.read.fetching.robots import LARGEST, Rules, parse_rules
from tallybook.read.fetching.session import Permit, Session
from tallybook.read.fetching.statuses import TOO_MANY
from tallybook.read.fetching.targets import Target

_HOPS: Final = 5
_TRIES: Final = 2
_DAY: Final = 24 * 3600.0
_SOON: Final = 300.0


def check_permission(target: Target, session: Session, ends: float) -> None:
    """Raises Refusal where the target may not be fetched.

    By RFC 9309 a site without a robots.txt (4xx) allows all; one that cannot say (5xx, silence)
    allows nothing, until it can.
    """
    permit = session.permits.get(target.site)
    if permit is None or session.means.clock() >= permit.until:
        permit = _ask_for(target, session, ends)
        session.permits[target.site] = permit
    if permit.fault is not None:
        reason = f"may not be fetched, since its site's robots.txt {permit.fault}"
        raise Refusal(reason, "try again later", wait=permit.until - session.means.clock())
    if not permit.rules.allows(target.path):
        reason = "may not be fetched by programs: its site's robots.txt says so"
        raise Refusal(reason, "save the page with a browser and read the file")


def _ask_for(target: Target, session: Session, ends: float) -> Permit:
    modest = replace(session.settings, redirects=_HOPS, tries=_TRIES, largest=LARGEST, cut=True)
    now = session.means.clock
    try:
        start = target_of(f"{target.site}/robots.txt")
        _, answer = follow(start, replace(session, settings=modest), ends, {}, _anything)
    except Refusal as refusal:
        if not refusal.reached or refusal.wait is not None:
            raise  # the page would fare no better, and this says why
        return Permit(Rules(), now() + _SOON, refusal.reason)
    session.free.pop(target.host, None)  # the page itself need not wait for its robots.txt
    if 200 <= answer.status < 300:
        return Permit(parse_rules(answer.body), now() + _DAY)
    if 400 <= answer.status < 500 and answer.status != TOO_MANY:
        return Permit(Rules(), now() + _DAY)
    return Permit(Rules(), now() + _SOON, f"answers {answer.status}")


def _anything(_: Target) -> None:
    """robots.txt itself is always allowed."""
