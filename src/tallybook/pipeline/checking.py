"""Checking: the arithmetic warnings on a ledger's claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tallybook.catalogue.measures import load_measures
from tallybook.model import Check, Claim
from tallybook.model.records import Record
from tallybook.reconcile.checks import find_checks


def warnings_of(claims: Iterable[Claim]) -> Mapping[str, list[Check]]:
    """What does not add up, by the claim that it is shown on.

    claims: whole reports, since a claim is held against the others of its report.
    """
    found: dict[str, list[Check]] = defaultdict(list)
    for check in find_checks(claims, load_measures().definitions):
        found[check.claim].append(check)
    return found


def warning_records(checks: Iterable[Check]) -> list[Record]:
    """The warnings on one claim, as they stand under its key `warnings`."""
    return [{"rule": one.rule, "text": one.text, "claims": list(one.claims)} for one in checks]
