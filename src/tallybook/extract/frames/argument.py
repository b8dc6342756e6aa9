"""Argument: what a trigger counts, and the shape of the tree that says so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Argument:
    """A counted token, the name of the shape that led to it, and how plainly it is said."""

    index: int
    rule: str
    strong: bool = True
    direct: bool = True
