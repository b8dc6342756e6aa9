"""Follow redirects by hand: every hop is checked as the first was."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tallybook.read.fetching.asking import ask_patiently
from tallybook.read.fetching.client import Answer, target_of
from tallybook.read.fetching.outcomes import Refusal, plain
from tallybook.read.fetching.session import Session
from tallybook.read.fetching.statuses import MOVED
from tallybook.read.fetching.targets import Target

Check = Callable[[Target], None]

_SHOWN = 80
_END = "open it in a browser, and give the address that it ends at"


def follow(
    target: Target, session: Session, ends: float, headers: Mapping[str, str], check: Check
) -> tuple[Target, Answer]:
    """The answer at the end of all redirects, and where it stood.

    headers: for the first hop only. check: raises Refusal for a hop that may not be fetched.
    """
    seen = {target.url}
    for hop in range(session.settings.redirects + 1):
        try:
            check(target)
            answer = ask_patiently(target, session, ends, headers if hop == 0 else {})
        except Refusal as refusal:
            if hop == 0:
                raise
            reason = f"redirects to {plain(target.url, _SHOWN)}, which {refusal.reason}"
            raise refusal.reworded(reason) from refusal
        if answer.status not in MOVED or "location" not in answer.headers:
            return target, answer
        target = _next(target, answer.headers["location"])
        if target.url in seen:
            raise Refusal("redirects in a circle", _END)
        seen.add(target.url)
    raise Refusal(f"redirects more than {session.settings.redirects} times", _END)


def _next(target: Target, location: str) -> Target:
    try:
        found = target_of(location, target)
    except Refusal as refusal:
        reason = f"redirects to {plain(location, _SHOWN)}, which {refusal.reason}"
        raise Refusal(reason, _END) from refusal
    if target.scheme == "https" and found.scheme == "http":
        where = plain(found.url, _SHOWN)
        reason = f"redirects from https to {where}, which anybody on the way can change"
        raise Refusal(reason, "give that address itself, if it is what you mean")
    return found
