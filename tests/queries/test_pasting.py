"""Paste and see: drafts are read as reports are, held for a while, and never kept unasked."""

import io
import zipfile

import pytest

from tallybook.errors import UsageError
from tallybook.pipeline.given import LONGEST, Given
from tallybook.pipeline.options import Options
from tallybook.queries.pasting import Drafts

TEXT = "At least 30 soldiers were killed near Sudzha on Monday, Ukraine's HUR agency said."


@pytest.fixture(scope="module")
def drafts() -> Drafts:
    return Drafts(Options())


def test_a_text_gives_its_claims(drafts: Drafts) -> None:
    draft = drafts.read(Given(text=TEXT))
    (reading,) = draft.readings
    (claim,) = reading.claims
    assert reading.report is not None
    assert reading.report.text[claim.start : claim.end] == claim.text
    assert draft.claims == 1
    assert drafts.get(draft.token) is draft


def test_what_is_stated_of_it_is_taken(drafts: Drafts) -> None:
    draft = drafts.read(Given(text=TEXT), Options(publisher="The Birch"))
    (reading,) = draft.readings
    assert reading.report is not None
    assert reading.report.publisher == "The Birch"


def test_a_file_is_read_by_its_content(drafts: Drafts) -> None:
    page = f"<html><head><title>Losses</title></head><body><p>{TEXT}</p></body></html>"
    (reading,) = drafts.read(Given(content=page.encode(), name="page.html")).readings
    assert reading.report is not None
    assert "<p>" not in reading.report.text
    assert len(reading.claims) == 1


def test_an_archive_gives_all_its_reports(drafts: Drafts) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(3):
            archive.writestr(f"{number}.txt", f"{TEXT} Report {number}.")
    draft = drafts.read(Given(content=packed.getvalue(), name="three.zip"))
    assert len([each for each in draft.readings if each.report is not None]) == 3


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Given(), "nothing to read"),
        (Given(text="   \n"), "nothing to read"),
        (Given(address="ftp://a.example/x"), "begin it with https"),
        (Given(address="page.html"), "begin it with https"),
    ],
)
def test_nothing_to_read_is_told(drafts: Drafts, given: Given, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        drafts.read(given)


def test_what_is_too_long_is_a_problem_with_a_remedy(drafts: Drafts) -> None:
    (reading,) = drafts.read(Given(text="ten words " * (LONGEST // 9))).readings
    (problem,) = reading.problems
    assert reading.report is None
    assert "too long" in problem.reason
    assert "tallybook add" in problem.remedy


def test_an_address_of_this_machine_is_not_asked(drafts: Drafts) -> None:
    (reading,) = drafts.read(Given(address="http://127.0.0.1:9/secret")).readings
    assert reading.report is None
    assert "--allow-host" in reading.problems[0].remedy


def test_a_draft_is_held_until_it_is_discarded_or_crowded_out(drafts: Drafts) -> None:
    first = drafts.read(Given(text="Three people were hurt."))
    drafts.discard(first.token)
    with pytest.raises(UsageError, match="paste it again"):
        drafts.get(first.token)
    held = [drafts.read(Given(text="Nothing is counted here.")) for _ in range(40)]
    assert drafts.get(held[-1].token) is held[-1]
    with pytest.raises(UsageError):
        drafts.get(held[0].token)
