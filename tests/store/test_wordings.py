"""Signatures of reports' texts, kept beside them."""

from dataclasses import replace

from tests.readings import reading

from tallybook.model.signature import Signature
from tallybook.pipeline.wordings import signature_of, signatures_of

MADE = Signature((1, 2**32 - 1), frozenset({2**63 + 1}), 40, "a maker")


def test_a_signature_is_kept_for_a_report_that_is_there(ledger):
    read = reading("HUR said 30 soldiers died.")
    ledger.add(read)
    name = read.report.id
    assert ledger.add_signatures({name: MADE, "nowhere": MADE}) == 1
    assert ledger.add_signatures({name: MADE}) == 0
    assert ledger.signatures() == ledger.signatures([name, "nowhere"]) == {name: MADE}
    assert ledger.signatures([]) == {}


def test_another_makers_takes_its_place(ledger):
    read = reading("HUR said 30 soldiers died.")
    ledger.add(read)
    newer = replace(MADE, made_by="a better maker")
    ledger.add_signatures({read.report.id: MADE})
    assert ledger.add_signatures({read.report.id: newer}) == 1
    assert ledger.signatures() == {read.report.id: newer}


def test_a_ledger_without_signatures_gets_them_when_they_are_asked_for(ledger):
    read = reading("HUR said 30 soldiers died.")
    ledger.add(read)
    found = signatures_of(ledger, {read.report.id})
    assert found == {read.report.id: signature_of(read)} == ledger.signatures()
    ledger.add_signatures({read.report.id: MADE})
    assert signatures_of(ledger, [read.report.id]) == found
