"""Statements: claims that one origin said once, joined; near misses and echoes named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tallybook.link.copies import kin_by, kin_by_claims
from tallybook.link.linking import Linker
from tallybook.model import Claim, Link, Statement
from tallybook.model.signature import Signature


class Linking(NamedTuple):
    """statements in the order said; links: the rules' verdicts that are worth keeping."""

    statements: list[Statement]
    links: list[Link]


def find_statements(
    claims: Sequence[Claim],
    links: Sequence[Link] = (),
    signatures: Mapping[str, Signature] | None = None,
) -> Linking:
    """Statements out of claims; `links` are people's standing verdicts and override the rules.

    Whatever the order of the claims, and however often one comes, the result is the same.
    signatures: of the texts of their reports, as far as known, by report.
    """
    linker = Linker(links, kin_by(signatures) if signatures else kin_by_claims)
    linker.update(claims)
    statements = sorted(linker.statements(), key=lambda one: (one.said or date.max, one.id))
    return Linking(statements, linker.links())
