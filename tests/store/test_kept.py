"""A report as the ledger keeps it, and what of the versions of a page is cheap to ask for."""

from pathlib import Path

import pytest
from tests.readings import reading

from tallybook.errors import UsageError
from tallybook.model import Problem, Reading, Run, Snapshot, Stage
from tallybook.store import Ledger

URL = "https://news.example/fire"


@pytest.fixture
def ledger(tmp_path: Path):
    with Ledger(str(tmp_path / "kept.db"), create=True) as opened:
        yield opened


def test_a_report_is_kept_whole(ledger: Ledger) -> None:
    told = reading("HUR said 45 soldiers died.", url=URL)
    problem = Problem(Stage.EXTRACT, URL, "half of it is in another language", "", told.report.id)
    snapshot = Snapshot(b"<p>HUR said 45 soldiers died.</p>", "text/html", "utf-8")
    runs = (Run(0, 3, 26),)
    ledger.add(
        Reading(told.report, told.blocks, told.claims, (problem,), told.made_by, snapshot, runs)
    )
    kept = ledger.kept(told.report.id)
    assert kept is not None
    assert kept.report == told.report
    assert kept.blocks == told.blocks
    assert kept.problems == (problem,)
    assert kept.runs == runs
    assert (kept.made_by, kept.media_type, kept.encoding) == (told.made_by, "text/html", "utf-8")
    assert ledger.snapshot(kept.snapshot) == snapshot.content
    assert ledger.kept(told.report.id[:6]) is None  # only a whole id
    assert ledger.count_problems([told.report.id, "nothing"]) == {told.report.id: 1}


def test_what_gave_no_report_is_counted(ledger: Ledger) -> None:
    for number in range(3):
        ledger.add(Reading(None, problems=(Problem(Stage.READ, f"{number}.pdf", "no text"),)))
    number, newest = ledger.unread(2)
    assert number == 3
    assert [one.where for one in newest] == ["2.pdf", "1.pdf"]


def test_editions_are_the_versions_in_short(ledger: Ledger) -> None:
    for text in ("HUR said 45 soldiers died.", "HUR said 54 soldiers died.", "No news."):
        ledger.add(reading(text, url=URL))
    whole, short = ledger.versions(URL), ledger.editions(URL)
    assert [one.report.id for one in whole] == [one.report for one in short]
    assert [one.since for one in whole] == [one.since for one in short]
    assert [len(one.claims) for one in whole] == [one.claims for one in short] == [1, 1, 0]
    assert [one.counts for one in short] == [False, False, True]
    assert [one.report.text for one in ledger.versions(URL, only={0, 2})] == [
        whole[0].report.text,
        whole[2].report.text,
    ]
    with pytest.raises(UsageError):
        ledger.editions("https://news.example/other")
