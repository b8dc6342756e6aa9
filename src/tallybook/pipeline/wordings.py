"""Wordings: the signatures of reports' texts, made when a report is added, or when first needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from tallybook.link.signatures import MAKER, quotations, sign
from tallybook.model import CLAIMING, Block, Reading, Report
from tallybook.model.signature import Signature
from tallybook.store import Ledger

_BATCH: Final = 500


def signature_of(reading: Reading) -> Signature | None:
    """The signature of what the report itself tells; None where there is no report."""
    return None if reading.report is None else signature_of_text(reading.report, reading.blocks)


def signature_of_text(report: Report, blocks: Iterable[Block]) -> Signature:
    """The signature of the blocks that may make claims, white space made even."""
    stretches = (report.text[one.start : one.end] for one in blocks if one.role in CLAIMING)
    text = "\n".join(" ".join(stretch.split()) for stretch in stretches)
    return sign(text, quotations(text))


def keep_signature(ledger: Ledger, reading: Reading) -> None:
    """Puts the signature of a reading that was added beside it."""
    made = signature_of(reading)
    if made is not None and reading.report is not None:
        ledger.add_signatures({reading.report.id: made})


def signatures_of(ledger: Ledger, which: Collection[str]) -> dict[str, Signature]:
    """The signatures of these reports; one that the ledger has not is made now and kept.

    So with reports from before there were any, and where another version made them.
    """
    known = ledger.signatures(which)
    missing = [name for name in sorted(which) if name not in known or known[name].made_by != MAKER]
    for start in range(0, len(missing), _BATCH):
        made = {
            name: signature_of_text(ledger.report(name), ledger.blocks(name))
            for name in missing[start : start + _BATCH]
        }
        ledger.add_signatures(made)
        known.update(made)
    return known
