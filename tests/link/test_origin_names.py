"""Whose figure it is: organs and their spokesmen, unnamed speakers, outlets and their voices."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.claims import FAR_TOWN, TOWN, claim, source

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.catalogue.spokespeople import body_beside
from tallybook.link import judge
from tallybook.link.origins import compare_origins, origin_of
from tallybook.model import SourceKind, Verdict

SOURCES = SourceCatalogue.load()
STAFF = source("General Staff of Ukraine", "UA")
HUR = source("HUR", "UA")
STATE = source("Government of Ukraine", "UA")
OFFICIAL = source("senior official", "UA", unnamed=True)


def speaking(name, text, party=None, cue="said"):
    credit = source(name, party)
    return replace(credit, text=text, cue=cue, speaks_for=body_beside(name, text, SOURCES))


def apart(left, right, **more):
    shared = {"words": "24", "place": TOWN, "published": "2031-03-03"}
    first = claim(**{**shared, "report": "a", "by": left})
    return judge(first, claim(**{**shared, "report": "b", "by": right, **more}))


YUSOV = speaking("Andriy Yusov", "Andriy Yusov, a spokesman for HUR", "UA")
ROE = speaking("Jane Roe", "HUR spokeswoman Jane Roe", "UA")


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        (YUSOV, HUR, "Andriy Yusov speaks for HUR"),
        (YUSOV, ROE, "Andriy Yusov and Jane Roe speak for HUR"),
        (STATE, HUR, "speak for one state"),
        (HUR, HUR, "both are credited to HUR"),
    ],
)
def test_one_origin_under_two_names(left, right, reason):
    link = apart(left, right)
    assert link.verdict is Verdict.SAME, link.reasons
    assert reason in "; ".join(link.reasons)


@pytest.mark.parametrize(
    ("left", "right"),
    [(HUR, STAFF), (YUSOV, STAFF), (speaking("Jane Roe", "Jane Roe", "UA"), HUR)],
)
def test_two_origins_of_one_party(left, right):
    assert apart(left, right).verdict is Verdict.DIFFERENT


def test_two_unnamed_officials_of_one_party_are_unsure():
    assert apart(OFFICIAL, OFFICIAL).verdict is Verdict.UNSURE
    assert apart(OFFICIAL, HUR).verdict is Verdict.UNSURE


def test_an_unnamed_official_who_spoke_to_one_agency_is_one():
    told = (OFFICIAL, source("Meridian Wire"))
    first = replace(claim("24", place=TOWN, report="a", published="2031-03-03"), attribution=told)
    second = replace(first, report="b")
    assert judge(first, second).verdict is Verdict.SAME


def test_the_innermost_speaker_is_the_origin():
    citing = replace(claim("24"), attribution=(source("Alba Hospital"), STATE))
    assert origin_of(citing).name == "Alba Hospital"


def test_bodies_without_a_name_of_their_own_need_a_place():
    police = source("police")
    assert apart(police, police).verdict is Verdict.SAME
    assert apart(police, police, place=None).verdict is Verdict.UNSURE
    assert apart(police, police, place=FAR_TOWN).verdict is Verdict.DIFFERENT


def test_an_outlet_is_known_by_all_its_names():
    first = claim("24", place=TOWN, report="a", published="2031-03-03", agency="AFP")
    second = claim(
        "24", place=TOWN, report="b", published="2031-03-03", by=source("Agence France-Presse")
    )
    assert origin_of(first).key == origin_of(second).key
    assert compare_origins(first, second) == (1.0, "both give it as AFP's own word")


@pytest.mark.parametrize(
    ("text", "cue", "worked"),
    [
        ("a Reuters tally", "according to", True),
        ("A Reuters count", "found", True),
        ("Reuters", "has verified", True),
        ("Reuters", "reported", False),
    ],
)
def test_an_outlets_own_work(text, cue, worked):
    origin = origin_of(claim("24", by=speaking("Reuters", text, cue=cue)))
    assert (origin.is_outlet, origin.is_own_work) == (True, worked)
    assert origin.rank == (0 if worked else 3)


def test_we_are_the_outlet_that_prints_it():
    ours = replace(source("outlet"), source=replace(source("outlet").source,
                                                    kind=SourceKind.OUTLET))  # fmt: skip
    origin = origin_of(claim("24", by=ours, publisher="The Alba Star"))
    assert (origin.name, origin.is_voice) == ("The Alba Star", True)


def test_own_work_is_not_the_report_repeating_its_source():
    named = claim("24", by=HUR, place=TOWN, start=0)
    counted = claim("24", by=speaking("BBC", "BBC", cue="verified"), place=TOWN, start=500)
    assert judge(named, counted).verdict is Verdict.DIFFERENT


def test_a_ministrys_own_page_is_the_ministry_speaking():
    page = claim("24", publisher="Ministry of Defence of the Republic of Armenia")
    origin = origin_of(page)
    assert (origin.name, origin.party) == ("Ministry of Defence of Armenia", "AM")
    assert (origin.is_outlet, origin.rank) == (False, 0)
    assert origin_of(claim("24", publisher="Government Gazette")).is_outlet


DIRECTOR = speaking("Ana Brod", "The director of the hospital, Ana Brod", "XA")


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        (source("hospital in Alba"), source("the town's hospital", "XA"), Verdict.SAME),
        (DIRECTOR, source("hospital"), Verdict.SAME),
        (DIRECTOR, source("hospital", "XB"), Verdict.DIFFERENT),
        (source("Hill Hospital"), source("Lake Hospital"), Verdict.DIFFERENT),
        (source("Hill Hospital"), source("hospital"), Verdict.SAME),
        (speaking("Jan Roe", "The Ministry's spokesman, Colonel Jan Roe", "UA"),
         source("Ministry of Defence of Ukraine", "UA"), Verdict.SAME),
        (speaking("Jan Roe", "The Ministry's spokesman, Colonel Jan Roe", "UA"), HUR,
         Verdict.DIFFERENT),
    ],
)  # fmt: skip
def test_the_hospital_of_a_place_and_the_ministrys_spokesman(left, right, verdict):
    link = apart(left, right)
    assert link.verdict is verdict, link.reasons
    if verdict is Verdict.SAME:
        assert apart(left, right, place=FAR_TOWN).verdict is Verdict.DIFFERENT
