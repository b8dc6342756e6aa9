"""Statements: claims that one origin said once, joined; near misses and echoes named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tallybook.link.linking import Linker
from tallybook.model import Claim, Link, Statement


class Linking(NamedTuple):
    """statements in the order said; links: the rules' verdicts that are worth keeping."""

    statements: list[Statement]
    links: list[Link]


def find_statements(claims: Sequence[Claim], links: Sequence[Link] = ()) -> Linking:
    """Statements out of claims; `links` are people's standing verdicts and override the rules.

    Whatever the order of the claims, and however often one comes, the result is the same.
    """
    linker = Linker(links)
    linker.update(claims)
    statements = sorted(linker.statements(), key=lambda one: (one.said or date.max, one.id))
    return Linking(statements, linker.links())
