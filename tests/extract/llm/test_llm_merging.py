"""`--extractor both`: one claim a number, and marks where the two differ."""

import pytest
from tests.extract.llm.standin import fails, proposal, says, source

from tallybook.model import Mark
from tallybook.model.records import claim_from_record, claim_record

MODEL, OWN = "llm 1 (stand-in)", "ud-frames 1"
TEXT = "Floods killed 12 people in Kenya on Monday, the governor said."
SAME = proposal(
    "12 people",
    "12",
    of="people",
    place="in Kenya",
    period="on Monday",
    sources=[source("the governor")],
    stance="claimed",
)


def fields(claim):
    return {mark.field for mark in claim.review}


def test_what_both_read_alike_is_one_claim_without_a_mark(stand_in, read):
    stand_in.script(says([SAME]))
    (claim,) = read(TEXT, "both").claims
    assert claim.made_by == OWN
    assert claim.review == ()


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"measure": "wounded"}, "measure", "wounded"),
        ({"place": None}, "place", None),
        ({"period": None}, "period", None),
        ({"sources": [], "stance": "asserted"}, "attribution", None),
        ({"scope": "cumulative"}, "scope", "cumulative"),
        ({"stance": "denied"}, "stance", "denied"),
    ],
)
def test_a_difference_is_marked_and_the_embedded_one_kept(
    stand_in, read, settings, change, field, value
):
    settings.setenv("TALLYBOOK_LLM_CACHE", "off")
    (before,) = read(TEXT, "both").claims
    stand_in.script(says([{**SAME, **change}]))
    (claim,) = read(TEXT, "both").claims
    assert getattr(claim, field) == getattr(before, field)
    assert [(m.made_by, m.value) for m in claim.review if m.field == field] == [(MODEL, value)]


def test_a_mark_says_where_the_other_reads_it(stand_in, read):
    text = "Floods in Uganda and landslides killed 12 people in Kenya."
    stand_in.script(says([{**proposal("12 people", "12"), "place": "in Uganda"}]))
    (claim,) = read(text, "both").claims
    (mark,) = [mark for mark in claim.review if mark.field == "place"]
    assert mark.value == "Uganda"
    assert text[mark.start : mark.end] == "in Uganda"


def test_what_only_one_finds_is_kept_and_marked(stand_in, read):
    text = "Floods killed 12 people. The storm took with it 30 fishermen."
    stand_in.script(says([proposal("30 fishermen", "30", sentence=2)]))
    first, second = read(text, "both").claims
    assert (first.made_by, first.review) == (OWN, (Mark("claim", MODEL),))
    assert (second.made_by, second.review) == (MODEL, (Mark("claim", OWN),))


def test_a_part_names_the_whole_that_stays(stand_in, read):
    text = "The raid killed 30 people. Among the fallen one counted also 12 cooks."
    told = [proposal("30 people", "30"), proposal("12 cooks", "12", sentence=2, part_of=1)]
    stand_in.script(says(told))
    claims = read(text, "both").claims
    assert claims[0].made_by == OWN
    parts = [claim for claim in claims if claim.made_by == MODEL]
    assert all(part.part_of == claims[0].id for part in parts)


def test_where_no_model_answered_nothing_is_marked(stand_in, read, settings):
    settings.setenv("TALLYBOOK_LLM_TRIES", "1")
    stand_in.script(fails(500))
    found = read(TEXT, "both")
    (claim,) = found.claims
    assert claim.review == ()
    assert "answered 500" in found.problems[0].reason


def test_marks_survive_as_json(stand_in, read):
    stand_in.script(says([{**SAME, "place": None}]))
    (claim,) = read(TEXT, "both").claims
    record = claim_record(claim)
    assert record["review"][0]["field"] == "place"
    assert claim_from_record(record).review == claim.review


def test_a_page_in_another_language_is_one_problem(stand_in, read):
    text = "Bei dem Angriff auf den Hafen wurden nach Angaben der Behörden 12 Menschen getötet.\n"
    found = read(text * 3, "both", language="de")
    assert len(found.problems) == 1
    assert not found.claims
    assert not stand_in.asked
