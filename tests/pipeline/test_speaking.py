"""Who speaks: sources with what they said, and who cites whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from tests.claims import claim, source

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.link import find_statements
from tallybook.model import Claim, SourceKind
from tallybook.pipeline.speaking import Citing, Heard, Speaker, citings, speakers

HUR = source("HUR", "UA")
KIRBY = source("John Kirby", "US")
MEDICS = source("hospital sources", None, unnamed=True)
OFFICIAL = source("senior US military official", "US", unnamed=True)


def heard(*claims: Claim) -> Heard:
    return Heard(claims, find_statements(claims).statements)


def told(*claims: Claim, party: str | None = None) -> dict[str, Speaker]:
    found = speakers(heard(*claims), SourceCatalogue.load(), party)
    return {one.name: one for one in found}


def test_a_source_is_counted_over_reports_and_outlets() -> None:
    first = claim("at least 30", by=HUR, report="r1", published="2024-12-16", publisher="A")
    again = claim("at least 30", by=HUR, report="r2", published="2024-12-18", publisher="B")
    other = claim("8", by=HUR, report="r2", published="2024-12-18", publisher="B")
    hur = told(first, again, other)["HUR"]
    assert (hur.claims, hur.reports, hur.outlets) == (3, 2, 2)
    assert hur.statements == len(find_statements([first, again, other]).statements)
    assert (hur.first, hur.last) == (date(2024, 12, 16), date(2024, 12, 18))
    assert (hur.branch, hur.party, hur.kind) == ("intelligence", "UA", SourceKind.NAMED)


def test_what_each_is_and_for_whom_it_speaks() -> None:
    found = told(
        claim("30", by=KIRBY, report="r1", published="2022-03-01"),
        claim("40", by=MEDICS, report="r1", published="2022-03-01"),
        claim("50", by=OFFICIAL, report="r1", published="2022-03-01"),
        claim("60", report="r1", published="2022-03-01", publisher="The Onda Star"),
    )
    assert found["John Kirby"].speaks_for == "Pentagon"
    assert found["John Kirby"].branch == "person"
    assert (found["hospital sources"].branch, found["hospital sources"].party) == ("medical", None)
    assert found["senior US military official"].branch == "military"
    assert found["The Onda Star"].kind is SourceKind.OUTLET


def test_the_office_is_the_one_held_when_last_heard() -> None:
    later = claim("30", by=KIRBY, report="r1", published="2024-12-17")
    assert told(later)["John Kirby"].speaks_for == "Government of the United States"


def test_only_one_party_is_listed() -> None:
    claims = (claim("30", by=HUR), claim("40", by=KIRBY), claim("50", by=MEDICS))
    assert list(told(*claims, party="ua")) == ["HUR"]
    assert told(*claims, party="KP") == {}


def test_the_order_of_claims_changes_nothing_nor_does_a_claim_read_twice() -> None:
    claims = [
        claim("30", by=HUR, report="r1", published="2024-12-16"),
        claim("40", by=KIRBY, report="r2", published="2024-12-17"),
        claim("50", by=KIRBY, report="r3", published="2024-12-18"),
    ]
    plain = speakers(heard(*claims), SourceCatalogue.load())
    assert plain == speakers(heard(*reversed(claims)), SourceCatalogue.load())
    assert plain == speakers(heard(*claims, claims[0]), SourceCatalogue.load())
    assert [one.name for one in plain] == ["John Kirby", "HUR"]


def test_a_post_has_its_own_day_and_a_report_may_have_none() -> None:
    post = replace(claim("30", by=HUR, published="2024-12-18"), post=datetime(2024, 12, 17, 9))
    assert told(post)["HUR"].first == date(2024, 12, 17)
    assert told(claim("30", by=HUR))["HUR"].last is None


def test_who_cites_whom_and_by_way_of_whom() -> None:
    wire = claim("30", by=HUR, report="r1", publisher="The Onda Star", agency="AFP")
    chain = claim("40", by=HUR, report="r2", publisher="The Onda Star")
    chain = replace(chain, attribution=(HUR, source("BBC")))
    own = claim("50", report="r3", publisher="The Onda Star")
    (pair,) = citings(heard(wire, chain, own))
    assert pair == Citing("The Onda Star", "HUR", "UA", 2, 2, ("AFP", "BBC"))
    assert citings(heard(wire), party="US") == []


def test_an_agencys_own_voice_is_cited_by_who_prints_it() -> None:
    (pair,) = citings(heard(claim("30", publisher="The Onda Star", agency="AFP")))
    assert (pair.outlet, pair.source, pair.via) == ("The Onda Star", "AFP", ())
