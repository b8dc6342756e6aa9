"""The feed: the newest changes first, each with a name that stays, in whose words."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.queries.made import told, view_of

from tallybook.model import Report
from tallybook.model.reading import Reading
from tallybook.queries.feed import feed, newest
from tallybook.queries.filters import Filters
from tallybook.queries.view import View
from tallybook.store import Ledger


@pytest.fixture
def view() -> View:
    return view_of(told("dead", ["a", "b"]), told("hurt", ["c"], measure="wounded"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Any]:
    with Ledger(str(tmp_path / "feed.db"), create=True) as ledger:
        yield SimpleNamespace(ledger=ledger)


def test_an_empty_ledger_has_an_empty_feed(desk: Any, view: View) -> None:
    found = feed(desk, view, Filters(), newest(desk, view, Filters()))
    assert found.items == ()
    assert found.updated == datetime.fromtimestamp(0, UTC)


def test_the_newest_change_comes_first_and_says_what_moved(desk: Any, view: View) -> None:
    first, _ = told("dead", ["a"], ends=(10, None))
    then, _ = told("dead", ["a"], until="2025-06-08", ends=(40, None), before=(10, None))
    desk.ledger.record_revisions([first, view.tallies["hurt"]])
    desk.ledger.record_revisions([then, view.tallies["hurt"]])
    found = feed(desk, view, Filters(), newest(desk, view, Filters()))
    assert [each.title for each in found.items] == [
        "People killed in Nepal: low rises from 10 to 40",
        "People wounded in Nepal: a first figure, 10 or more",
        "People killed in Nepal: a first figure, 10 or more",
    ]
    assert found.updated == found.items[0].recorded
    assert found.items[0].tally == "dead"
    assert found.items[0].terms == {"measure": "killed", "grade": "weak"}
    assert len({each.id for each in found.items}) == 3


def test_names_stay_as_more_comes_and_marks_change(desk: Any, view: View) -> None:
    desk.ledger.record_revisions([view.tallies["dead"]])
    before = newest(desk, view, Filters())
    one = feed(desk, view, Filters(), before)
    assert newest(desk, view, Filters()) == before
    desk.ledger.record_revisions(list(view.tallies.values()))
    after = newest(desk, view, Filters())
    two = feed(desk, view, Filters(), after)
    assert before.mark != after.mark
    assert one.id == two.id
    assert two.items[1].id == one.items[0].id


def test_filters_choose_the_changes_that_are_told(desk: Any, view: View) -> None:
    desk.ledger.record_revisions(list(view.tallies.values()))
    wanted = Filters(measure=("wounded",))
    found = feed(desk, view, wanted, newest(desk, view, wanted))
    assert [each.tally for each in found.items] == ["hurt"]
    assert found.id != feed(desk, view, Filters(), newest(desk, view, Filters())).id


def test_what_nothing_asks_any_more_is_told_without_a_link(desk: Any, view: View) -> None:
    desk.ledger.record_revisions(list(view.tallies.values()))
    desk.ledger.record_revisions([view.tallies["hurt"]])
    found = feed(desk, view, Filters(), newest(desk, view, Filters()))
    assert found.items[0].tally is None
    assert "withdrawn" in found.items[0].title


def test_the_words_that_set_the_answer_are_told_with_their_place(desk: Any) -> None:
    tally, carriers = told("dead", [])
    _, carriers = told("dead", ["r"])
    text = "NDRRMA said at least 10 people died."
    report = Report(text, publisher="The Paper")
    from dataclasses import replace

    said = replace(carriers[0], report=report.id, start=12, end=30, publisher="The Paper")
    desk.ledger.add(Reading(report=report, claims=(said,)))
    revision = replace(tally.revisions[0], because=(said.id,))
    tally = replace(tally, revisions=(revision,))
    desk.ledger.record_revisions([tally])
    view = view_of((tally, [said]))
    (item,) = feed(desk, view, Filters(), newest(desk, view, Filters())).items
    (words,) = item.said
    assert (words.who, words.words, words.outlet) == ("NDRRMA", said.text, "The Paper")
    assert (words.claim, words.report) == (said.id, report.id)
    assert "NDRRMA said “at least 10”" in item.told
