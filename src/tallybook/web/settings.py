"""What the page is run with."""

from __future__ import annotations

from dataclasses import dataclass, field

from tallybook.pipeline.options import Options

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""The names by which a browser on this machine asks for the page."""


@dataclass(frozen=True, slots=True)
class Settings:
    """hosts: names by which the page may be asked for, beside this machine's own; anything else is
    refused, so that no page of the outside can reach in by a name that it points here.

    writable: may reports be kept in the ledger from the page? options: how pasted text is read.
    """

    hosts: tuple[str, ...] = ()
    writable: bool = True
    options: Options = field(default_factory=Options)
