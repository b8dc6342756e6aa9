"""Session: what one run knows of the sites that it asks, so that it stays polite to them."""

from __future__ import annotations

from dataclasses import dataclass, field

from tallybook.read.fetching.outcomes import Refusal
from tallybook.read.fetching.robots import Rules
from tallybook.read.fetching.settings import FetchSettings, Means
from tallybook.read.fetching.targets import Target

_SOON = 0.001


@dataclass(frozen=True, slots=True)
class Permit:
    """What a site's robots.txt says, until when it holds, and why it could not be had."""

    rules: Rules
    until: float
    fault: str | None = None


@dataclass(slots=True)
class Session:
    """permits: by site. free: by host, the clock's time from which it may be asked again."""

    settings: FetchSettings = field(default_factory=FetchSettings)
    means: Means = field(default_factory=Means)
    permits: dict[str, Permit] = field(default_factory=dict)
    free: dict[str, float] = field(default_factory=dict)

    def wait_for(self, host: str, ends: float) -> None:
        """Sleeps until the host may be asked again; Refusal where that is too long."""
        wait = self.free.get(host, 0.0) - self.means.clock()
        if wait <= _SOON:
            return
        if wait > self.settings.patience or self.means.clock() + wait > ends:
            raise asked_to_wait(wait)
        self.means.sleep(wait)

    def was_asked(self, target: Target) -> None:
        """Leaves the host alone for the pause, or for the delay that its robots.txt asks for."""
        permit = self.permits.get(target.site)
        delay = None if permit is None else permit.rules.delay
        self.leave_alone(
            target.host, max(self.settings.pause, min(delay or 0.0, self.settings.patience))
        )

    def leave_alone(self, host: str, seconds: float) -> None:
        """Nothing is asked of the host for so long."""
        until = self.means.clock() + seconds
        self.free[host] = max(self.free.get(host, until), until)


def asked_to_wait(seconds: float) -> Refusal:
    """The refusal of a request that would have to wait too long."""
    reason = f"asks to be left alone for {seconds:,.0f} seconds"
    return Refusal(reason, "try again after that", wait=seconds)
