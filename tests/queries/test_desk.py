"""The desk: views that never change, taken anew as the ledger grows, whatever goes wrong."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from tests.readings import reading

from tallybook.errors import LedgerError
from tallybook.model import Problem, Reading, Stage
from tallybook.queries import Desk, NotReady
from tallybook.queries.desk import Phase
from tallybook.queries.view import View
from tallybook.store import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(str(tmp_path / "book.db"), create=True) as opened:
        yield opened


def _reading(number: int) -> Reading:
    made: Reading = reading(f"HUR said {number} soldiers fell.", url=f"https://a.example/{number}")
    return made


def test_a_view_is_one_moment(ledger: Ledger) -> None:
    ledger.add(_reading(3))
    with Desk(str(ledger.path)) as desk:
        first = desk.wait()
        ledger.add(_reading(4))
        second = desk.refresh()
        assert (len(first.reports), len(second.reports)) == (1, 2)
        assert len(first.claims) == 1
        assert second.number == first.number + 1
        assert desk.refresh() is second, "nothing new, no new view"


def test_what_the_ledger_learns_comes_by_itself(ledger: Ledger) -> None:
    came = Event()

    def told(view: View) -> None:
        if view.claims:
            came.set()

    with Desk(str(ledger.path), every=0.02, prepare=[told]) as desk:
        assert desk.wait().tallies == {}
        ledger.add(_reading(3))
        assert came.wait(60)


def test_before_the_first_view_there_is_none(ledger: Ledger) -> None:
    with pytest.raises(NotReady):
        Desk(str(ledger.path)).view()


def test_a_report_without_claims_is_a_report(ledger: Ledger) -> None:
    ledger.add(reading("Nothing was counted.", publisher="The Birch"))
    with Desk(str(ledger.path)) as desk:
        (head,) = desk.wait().reports.values()
        assert (head.outlet, head.length) == ("The Birch", 20)


def test_what_is_found_in_a_view_is_found_once(ledger: Ledger) -> None:
    asked: list[int] = []

    def find(view: View) -> int:
        asked.append(view.number)
        return len(view.reports)

    with Desk(str(ledger.path), prepare=[lambda view: view.once("count", find)]) as desk:
        view = desk.wait()
        assert asked == [1], "before anybody asks"
        assert view.once("count", find) == 0
        assert asked == [1]


def test_a_fault_is_told_and_the_last_view_stays(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.add(_reading(3))
    with Desk(str(ledger.path)) as desk:
        view = desk.wait()

        def locked(_: Ledger) -> tuple[object, ...]:
            raise LedgerError("book.db: the database is locked; wait and try again")

        monkeypatch.setattr(Ledger, "mark", locked)
        assert desk.refresh() is view
        assert desk.state().phase is Phase.FAULTY
        assert "locked" in (desk.state().fault or "")
        monkeypatch.undo()
        desk.refresh()
        assert desk.state().phase is Phase.READY


def test_what_fails_before_there_is_a_view_is_told(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Ledger) -> tuple[object, ...]:
        raise RuntimeError("boom")

    monkeypatch.setattr(Ledger, "mark", broken)
    with Desk(str(ledger.path)) as desk, pytest.raises(NotReady, match="boom"):
        desk.wait()


def test_the_mark_moves_with_all_that_pages_show(ledger: Ledger) -> None:
    marks = [ledger.mark()]
    ledger.add(_reading(3))
    marks.append(ledger.mark())
    ledger.add(_reading(3))
    assert ledger.mark() == marks[-1], "the same again is nothing new"
    problem = Problem(Stage.READ, "https://a.example/9", "it is gone", "look elsewhere")
    ledger.add(Reading(None, problems=(problem,)))
    marks.append(ledger.mark())
    assert len(set(marks)) == 3
