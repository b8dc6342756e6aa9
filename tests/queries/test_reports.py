"""The list of reports, a report with what is known beside it, and the versions of its page."""

from collections.abc import Iterator
from datetime import date

import pytest
from tests.readings import reading

from tallybook.model import Problem, Reading, Stage
from tallybook.queries import Desk
from tallybook.queries.reading import Asked
from tallybook.queries.reports import report_page
from tallybook.queries.reports_list import PAGE, Wanted, list_reports
from tallybook.queries.versions_shown import versions_page
from tallybook.store import Ledger

URL = "https://news.example/fire"
FIRST = "HUR said 45 soldiers died. The fire began at noon. Nobody knew why."
SECOND = "HUR said 54 soldiers died. The fire began at noon. Nobody knew why."
THIRD = "HUR said 54 soldiers died. The fire began at noon. The 12 survivors know why."


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    where = tmp_path_factory.mktemp("reports") / "ledger.db"
    with Ledger(str(where), create=True) as ledger:
        for text in (FIRST, SECOND, THIRD):
            ledger.add(reading(text, url=URL, publisher="Fire Post", title="Fire"))
        for day in range(1, 4):
            told = reading(
                f"HUR said {day} soldiers died in a story of its own.",
                publisher=f"Paper {day}",
                title=f"Day {day} of the war",
                published=date(2024, 12, day),
                agency="Meridian Wire" if day == 2 else None,
            )
            fault = Problem(Stage.EXTRACT, "x", "not all was read", "", told.report.id)
            problems = (fault,) if day == 3 else ()
            ledger.add(Reading(told.report, told.blocks, told.claims, problems, told.made_by))
    with Desk(str(where)) as opened:
        opened.wait()
        yield opened


def titles(desk: Desk, **wanted: object) -> list[str | None]:
    found = list_reports(desk.view(), desk.ledger, Wanted(**wanted))  # type: ignore[arg-type]
    return [one.head.title for day in found.days for one in day.reports]


def test_the_newest_come_first_and_the_undated_last(desk: Desk) -> None:
    assert titles(desk) == ["Day 3 of the war", "Day 2 of the war", "Day 1 of the war", "Fire"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"outlet": "paper 1"}, ["Day 1 of the war"]),
        ({"outlet": "MERIDIAN"}, ["Day 2 of the war"]),
        ({"text": "war  day 3"}, ["Day 3 of the war"]),
        ({"first": date(2024, 12, 2)}, ["Day 3 of the war", "Day 2 of the war"]),
        ({"last": date(2024, 12, 1)}, ["Day 1 of the war"]),
        ({"text": "xyzzy"}, []),
        ({"page": 99, "text": "fire"}, ["Fire"]),
    ],
)
def test_the_list_is_filtered(desk: Desk, wanted: dict[str, object], found: list[str]) -> None:
    assert titles(desk, **wanted) == found


def test_the_list_counts_claims_and_problems(desk: Desk) -> None:
    found = list_reports(desk.view(), desk.ledger, Wanted())
    rows = [one for day in found.days for one in day.reports]
    assert [one.claims for one in rows] == [1, 1, 1, 2]
    assert [one.problems for one in rows] == [1, 0, 0, 0]
    assert (found.found, found.total, found.pages) == (4, 4, 1)
    assert PAGE > 4


def test_a_claim_names_the_tally_that_it_serves(desk: Desk) -> None:
    view = desk.view()
    for claim in view.claims.values():
        page = report_page(view, desk.ledger, claim.report, Asked(claim=claim.id))
        assert page is not None
        assert page.text.chosen is not None
        serves = page.text.chosen.serves
        served = {
            (tally.id, statement.id)
            for tally in view.tallies.values()
            for statement in tally.statements
            if claim.id in statement.carriers
        }
        assert {(one.tally, one.statement) for one in serves} == served
        assert served


def test_an_older_version_has_its_own_claims_and_does_not_count(desk: Desk) -> None:
    editions = desk.ledger.editions(URL)
    old = report_page(desk.view(), desk.ledger, editions[0].report, Asked())
    new = report_page(desk.view(), desk.ledger, editions[2].report, Asked())
    assert old is not None
    assert new is not None
    assert [one.claim.text for one in old.text.notes] == ["45 soldiers"]
    assert [one.claim.text for one in new.text.notes] == ["54 soldiers", "12 survivors"]
    assert (old.counts, new.counts) == (False, True)
    assert (old.place, new.place) == (0, 2)
    assert old.newest == editions[2]


def test_nobody_knows_an_unknown_report(desk: Desk) -> None:
    assert report_page(desk.view(), desk.ledger, "nothing", Asked()) is None
    assert versions_page(desk.view(), desk.ledger, "nothing") is None


def test_versions_say_what_each_changed(desk: Desk) -> None:
    report = desk.ledger.editions(URL)[2].report
    found = versions_page(desk.view(), desk.ledger, report)
    assert found is not None
    assert [row.number for row in found.rows] == [3, 2, 1]
    third, second, first = (row.change for row in found.rows)
    assert first is None
    assert second is not None
    assert third is not None
    (changed,) = second.changed
    assert (changed.old.claim.quantity.words, changed.new.claim.quantity.words) == ("45", "54")
    assert second.silent
    assert [one.claim.text for one in third.came] == ["12 survivors"]
    assert (second.edited, second.added, second.removed) == (1, 0, 0)


def test_any_two_versions_are_compared(desk: Desk) -> None:
    report = desk.ledger.editions(URL)[0].report
    found = versions_page(desk.view(), desk.ledger, report, pair=(3, 1))
    assert found is not None
    assert found.pair is not None
    assert (found.pair.old.number, found.pair.new.number) == (1, 3)
    edits = [one.passage for one in found.pair.difference if one.passage is not None]
    old = [one.old for one in edits if one.old is not None]
    assert " ".join(old) == FIRST
    same = versions_page(desk.view(), desk.ledger, report, pair=(2, 2))
    assert same is not None
    assert same.pair is None
