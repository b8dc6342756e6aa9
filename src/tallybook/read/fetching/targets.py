"""Target: one address of the web, taken apart once, so that what is checked is what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Target:
    """host: in ASCII, without brackets. path: with the query; a fragment is left away."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def url(self) -> str:
        """The whole."""
        return self.site + self.path

    @property
    def site(self) -> str:
        """Scheme, host and port: what a robots.txt holds for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.is_usual_port else f":{self.port}")

    @property
    def authority(self) -> str:
        """The Host header."""
        return self.site.partition("://")[2]

    @property
    def is_usual_port(self) -> bool:
        """Is the port the scheme's own?"""
        return self.port == PORTS[self.scheme]

    @property
    def is_address(self) -> bool:
        """Is the host a number rather than a name?"""
        try:
            ip_address(self.host)
        except ValueError:
            return False
        return True
