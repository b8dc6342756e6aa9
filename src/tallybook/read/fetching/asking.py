"""Ask one target: at addresses that were checked, politely, again where that may help."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tallybook.read.fetching.addresses import inner_kind
from tallybook.read.fetching.client import Answer, ask
from tallybook.read.fetching.outcomes import Refusal, plain
from tallybook.read.fetching.session import Session
from tallybook.read.fetching.statuses import AGAIN, refusal_of, retry_after
from tallybook.read.fetching.targets import Target

_ADDRESSES: Final = 4
_OWN_NAMES: Final = ("localhost", "local", "internal", "localdomain", "home.arpa")


def ask_patiently(
    target: Target, session: Session, ends: float, headers: Mapping[str, str]
) -> Answer:
    """The target's answer, whatever its status; Refusal where none came, or only errors that pass.

    ends: the clock's time after which nothing more is begun.
    """
    settings, means = session.settings, session.means
    addresses = _addresses(target, session)
    tried = 0
    while True:
        tried += 1
        session.wait_for(target.host, ends)
        try:
            answer = _ask_any(target, addresses, session, headers)
            if answer.status not in AGAIN:
                return answer
            wait = retry_after(answer.headers.get("retry-after"), means.now())
            refusal = refusal_of(answer.status, wait)
        except Refusal as failed:
            refusal = failed
        pause = settings.backoff * 2 ** (tried - 1) * (0.5 + means.chance())
        if refusal.wait is not None:
            session.leave_alone(target.host, refusal.wait)
            pause = max(pause, refusal.wait)
        is_late = pause > settings.patience or means.clock() + pause > ends
        if not refusal.again or tried >= settings.tries or is_late:
            raise refusal
        means.sleep(pause)


def _ask_any(
    target: Target,
    addresses: tuple[str | None, ...],
    session: Session,
    headers: Mapping[str, str],
) -> Answer:
    """The answer of the first address that takes a connection."""
    *others, last = addresses
    try:
        for address in others:
            try:
                return ask(target, address, headers, session.settings)
            except Refusal as refusal:
                if refusal.reached:
                    raise
        return ask(target, last, headers, session.settings)
    finally:
        session.was_asked(target)


def _addresses(target: Target, session: Session) -> tuple[str | None, ...]:
    """The host's addresses, every one of them checked; (None,) is for the proxy to find.

    They are what is connected to: a name that resolves otherwise a moment later leads nowhere else.
    """
    is_allowed = target.host in session.settings.allow_hosts
    if session.settings.proxy and not target.is_address:
        if not is_allowed and f".{target.host}".endswith(tuple(f".{name}" for name in _OWN_NAMES)):
            raise _inside(target, "a name of this machine or its network")
        return (None,)
    found = [target.host] if target.is_address else _resolve(target, session)
    for address in found:
        kind = None if is_allowed else inner_kind(address)
        if kind is not None:
            raise _inside(target, kind if target.is_address else f"{kind} ({address})")
    return (None,) if session.settings.proxy else tuple(found[:_ADDRESSES])


def _resolve(target: Target, session: Session) -> list[str]:
    reason = f"cannot be found: the name {target.host} has no address"
    try:
        found = session.means.resolve(target.host, target.port)
    except OSError as error:
        told = plain(error.strerror or str(error), 80).lower()
        remedy = "check the name and the connection"
        raise Refusal(f"{reason} ({told})", remedy, reached=False) from error
    if not found:
        raise Refusal(reason, "check the name", reached=False)
    return list(found)


def _inside(target: Target, kind: str) -> Refusal:
    reason = f"is at {kind}, which is asked only where you allow it"
    remedy = f"if you mean it, allow the host by name: --allow-host {target.host}"
    return Refusal(reason, remedy, reached=False)
