"""The key of the two real reports: positions and values, and no word of theirs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tallybook.errors import DataError
from tallybook.evaluate.matching import field_differences
from tallybook.model import Claim

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A claim that must lie within the region, with the given fields."""

    row: int
    region: Span
    fields: Mapping[str, Any]

    @property
    def is_numbered(self) -> bool:
        """Does the row give a number?"""
        return "low" in self.fields or "high" in self.fields


@dataclass(frozen=True, slots=True)
class Silence:
    """A region in which no claim may be."""

    what: str
    region: Span


@dataclass(frozen=True, slots=True)
class Key:
    """One report of the key: the option it is read with, what it must give, and where it must not.

    says: what the page's own cues must fill: publisher, agency, published.
    """

    file: str
    characters: int
    published: date | None
    says: Mapping[str, str]
    rows: tuple[Row, ...]
    silences: tuple[Silence, ...]


def load_keys(path: Path) -> tuple[list[Key], list[Mapping[str, Any]]]:
    """The reports and the tallies of a key file; DataError where it is none."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        return [_key(report) for report in data["report"]], data["tally"]
    except OSError as error:
        remedy = "run in a clone of the project, where the key lies"
        raise DataError(str(path), f"cannot be read ({error.strerror})", remedy) from error
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise DataError(str(path), f"is no key: {error}", "mend it as its head says") from error


def _key(report: Mapping[str, Any]) -> Key:
    published = report.get("published")
    return Key(
        file=report["file"],
        characters=report["characters"],
        published=None if published is None else date.fromisoformat(published),
        says={k.removeprefix("says_"): v for k, v in report.items() if k.startswith("says_")},
        rows=tuple(_row(row) for row in report.get("row", ())),
        silences=tuple(Silence(each["what"], _span(each)) for each in report.get("not", ())),
    )


def _row(row: Mapping[str, Any]) -> Row:
    fields = {name: value for name, value in row.items() if name not in {"row", "region"}}
    return Row(row["row"], _span(row), fields)


def _span(data: Mapping[str, Any]) -> Span:
    start, end = data["region"]
    return (start, end)


def faults(row: Row, claim: Claim) -> dict[str, tuple[str, str]]:
    """field: (expected, found) for each given field that the claim has otherwise."""
    wrong = field_differences(row.fields, claim)
    if claim.measure != row.fields["measure"]:
        wrong["measure"] = (row.fields["measure"], claim.measure)
    if row.is_numbered:
        for end, value in (("low", claim.quantity.low), ("high", claim.quantity.high)):
            if not is_within(value, row.fields.get(end)):
                wrong[end] = (str(row.fields.get(end)), str(value))
    if row.fields.get("unresolved") and not (
        claim.period is not None and claim.period.first is None and claim.period.last is None
    ):
        wrong["period"] = ("words, unresolved", str(claim.period))
    return wrong


def is_within(value: Decimal | None, wanted: object) -> bool:
    """Is the value what the key wants: open, a number, or between two?"""
    if wanted is None:
        return value is None
    if value is None:
        return False
    if isinstance(wanted, list):
        least, most = wanted
        return bool(least <= value <= most)
    return bool(value == wanted)


def lies_within(claim: Claim, region: Span) -> bool:
    """Does the claim lie whole within the region?"""
    return region[0] <= claim.start and claim.end <= region[1]


def touches(claim: Claim, region: Span) -> bool:
    """Does the claim share a character with the region?"""
    return claim.start < region[1] and region[0] < claim.end
