"""The nouns as JSON: the contract between the extractor, the ledger and everyone downstream.

Every `*_record` gives a dict of plain JSON values in a stable key order; every `*_from_record`
gives the noun back. `null` is "not stated" or "not known". Numbers stay exact: whole ones are
integers, others the shortest decimal that reads back the same, and the few that no JSON reader
would keep are strings of digits.
"""

from tallybook.model.records.claims import claim_from_record, claim_record
from tallybook.model.records.fields import (
    attribution_from_record,
    attribution_record,
    period_from_record,
    period_record,
    place_from_record,
    place_record,
    population_from_record,
    population_record,
    quantity_from_record,
    quantity_record,
)
from tallybook.model.records.reports import (
    block_from_record,
    block_record,
    link_from_record,
    link_record,
    problem_from_record,
    problem_record,
    report_from_record,
    report_record,
)
from tallybook.model.records.rulings import check_record, ruling_from_record, ruling_record
from tallybook.model.records.tallies import (
    revision_from_record,
    revision_record,
    statement_from_record,
    statement_record,
    tally_from_record,
    tally_record,
)
from tallybook.model.records.values import Record, bits, decimal, line, number

__all__ = [
    "Record",
    "attribution_from_record",
    "attribution_record",
    "bits",
    "block_from_record",
    "block_record",
    "check_record",
    "claim_from_record",
    "claim_record",
    "decimal",
    "line",
    "link_from_record",
    "link_record",
    "number",
    "period_from_record",
    "period_record",
    "place_from_record",
    "place_record",
    "population_from_record",
    "population_record",
    "problem_from_record",
    "problem_record",
    "quantity_from_record",
    "quantity_record",
    "report_from_record",
    "report_record",
    "revision_from_record",
    "revision_record",
    "ruling_from_record",
    "ruling_record",
    "statement_from_record",
    "statement_record",
    "tally_from_record",
    "tally_record",
]
