"""Claims and reports as rows: the columns by which they are found, and the whole as JSON."""

from __future__ import annotations

from typing import Any

from tallybook.model import Claim, Report, content_id
from tallybook.model.records import claim_record, line, report_record
from tallybook.store.addresses import address_of
from tallybook.store.placing import page_of
from tallybook.store.rows import now, plain


def claim_key(claim: Claim) -> str:
    """The same for claims that are the same in every field, wherever the file lies."""
    record = claim_record(claim, parts=True)
    del record["path"]
    return content_id("record", line(record))


def report_row(report: Report) -> dict[str, Any]:
    """A row of `reports`."""
    return {
        "id": report.id,
        "page": page_of(report),
        "url": plain(report.url),
        "address": plain(address_of(report.url)),
        "path": plain(report.path),
        "publisher": plain(report.publisher),
        "published": report.published,
        "language": report.language,
        "added": now(),
        "record": line(report_record(report)),
    }


def claim_row(key: str, claim: Claim) -> dict[str, Any]:
    """A row of `claims`."""
    origin, place, period = claim.origin, claim.place, claim.period
    return {
        "key": key,
        "id": claim.id,
        "report": claim.report,
        "start": claim.start,
        "end": claim.end,
        "block": claim.block.value,
        "measure": claim.measure,
        "low": claim.quantity.low,
        "high": claim.quantity.high,
        "form": claim.quantity.form.value,
        "unit": plain(claim.quantity.unit),
        "parties": " ".join(claim.of.parties),
        "role": claim.of.role,
        "origin": plain(origin.source.name) if origin else None,
        "origin_party": origin.source.party if origin else None,
        "stance": claim.stance.value,
        "scope": claim.scope.value,
        "place": plain(place.name) if place else None,
        "countries": " ".join(place.countries) if place else "",
        "first_day": period.first if period else None,
        "last_day": period.last if period else None,
        "rule": claim.rule,
        "made_by": claim.made_by,
        "confidence": claim.confidence,
        "record": line(claim_record(claim, parts=True)),
    }
