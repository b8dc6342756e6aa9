"""queries: what a page, and every other door to a running book, asks of a ledger, typed.

A `Desk` holds the ledger's answers while it grows and gives a `View` of them: one moment, which
never changes. Every other module here is plain functions of a view (and, for texts, of the ledger)
to frozen dataclasses. Nothing here knows of HTTP or HTML.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tallybook.queries.desk import Desk, NotReady, State
    from tallybook.queries.view import Head, View

__all__ = ["Desk", "Head", "NotReady", "State", "View"]

_HOMES = {"Desk": "desk", "NotReady": "desk", "State": "desk", "Head": "view", "View": "view"}


def __getattr__(name: str) -> object:
    """Commands use the words of this package without a ledger: the rest comes when asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
