"""Rulings and checks as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tallybook.model.check import Check
from tallybook.model.records.values import Record
from tallybook.model.ruling import Act, Ruling


def ruling_record(ruling: Ruling) -> Record:
    """What a person decided about questions."""
    return {
        "id": ruling.id,
        "act": ruling.act.value,
        "claims": list(ruling.claims),
        "others": list(ruling.others),
        "name": ruling.name,
        "made_by": ruling.made_by,
        "reason": ruling.reason,
        "at": ruling.at,
    }


def ruling_from_record(record: Mapping[str, Any]) -> Ruling:
    """The ruling that `ruling_record` wrote."""
    return Ruling(
        act=Act(record["act"]),
        claims=tuple(record["claims"]),
        others=tuple(record["others"]),
        name=record["name"],
        made_by=record["made_by"],
        reason=record["reason"],
        at=record["at"],
    )


def check_record(check: Check) -> Record:
    """Arithmetic that a claim fails."""
    return {
        "claim": check.claim,
        "rule": check.rule,
        "text": check.text,
        "claims": list(check.claims),
    }
