"""What the page answers, asked otherwise, is what the command line answers, for every story."""

from random import Random
from threading import Event
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from tests.web.conftest import Site

from tallybook.pipeline.answers import Question, answer_all
from tallybook.queries import asked
from tallybook.queries.asked import Asked, Otherwise, answer_otherwise
from tallybook.reconcile.policies import POLICIES


@pytest.mark.parametrize("near", [0, 10_000])
def test_as_of_each_day_by_each_policy(
    site: Site, near: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "WHOLE", near)
    desk, view, random = site.desk, site.desk.view(), Random(near)
    view._kept.pop("asked otherwise", None)
    days = sorted({one.at for tally in view.tallies.values() for one in tally.revisions if one.at})
    for day in [None, *random.sample(days, 2)]:
        policy = random.choice(sorted(POLICIES))
        wanted = Question(as_of=day, policy=policy)
        answers = {one.id: one for one in answer_all(desk.ledger, wanted, desk.answer)}
        for name in random.sample(sorted(view.tallies), 12 if near == 0 else 40):
            found = answer_otherwise(desk, view, name, Asked(as_of=day, policy=policy))
            assert isinstance(found, Otherwise)
            if name in answers:
                assert found.tally == answers[name]
            else:
                assert found.tally is None or found.tally == answers.get(found.tally.id)


def test_for_each_day(site: Site) -> None:
    desk, view, random = site.desk, site.desk.view(), Random(5)
    days = sorted({one.at for tally in view.tallies.values() for one in tally.revisions if one.at})
    for day in random.sample(days, 2):
        answers = {one.id: one for one in answer_all(desk.ledger, Question(on=day), desk.answer)}
        for name in random.sample(sorted(view.tallies), 25):
            found = answer_otherwise(desk, view, name, Asked(on=day))
            assert isinstance(found, Otherwise)
            if name in answers:
                assert found.tally == answers[name]


@pytest.mark.parametrize("page", ["", "/report", "/report.pdf", "/embed"])
def test_what_takes_long_comes_back_by_itself(
    site: Site, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    may = Event()
    worked_out = asked._worked_out

    def slow(*given: Any) -> Otherwise:
        may.wait(30)
        return worked_out(*given)

    monkeypatch.setattr(asked, "AT_ONCE", 0)
    monkeypatch.setattr(asked, "_worked_out", slow)
    tally = max(site.desk.view().tallies.values(), key=lambda one: len(one.revisions))
    address = site.url(f"/tallies/{tally.id}{page}?as_of={tally.as_of}&policy=majority")
    site.desk.view()._kept.pop("asked otherwise", None)
    with urlopen(address) as answer:
        assert answer.status == 202
        assert b'http-equiv="refresh"' in answer.read()
    may.set()
    for _ in range(300):
        with urlopen(address) as answer:
            if answer.status == 200:
                assert b'http-equiv="refresh"' not in answer.read()
                break
        Event().wait(0.05)
    assert answer.status == 200


@pytest.mark.parametrize("page", ["", "/report", "/chart.svg", "/report.pdf"])
def test_a_day_that_no_report_tells_of_is_refused(site: Site, page: str) -> None:
    name = next(iter(site.desk.view().tallies))
    with pytest.raises(HTTPError) as refused:
        urlopen(site.url(f"/tallies/{name}{page}?as_of=9999-12-31"))
    assert refused.value.code == 400
    assert "too far away" in refused.value.read().decode()


@pytest.mark.parametrize("page", [".csv", ".json", ".wikitext", "/chart.json"])
def test_who_cannot_come_back_waits(site: Site, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "AT_ONCE", 0)
    tally = max(site.desk.view().tallies.values(), key=lambda one: len(one.revisions))
    site.desk.view()._kept.pop("asked otherwise", None)
    with urlopen(
        site.url(f"/tallies/{tally.id}{page}?as_of={tally.as_of}&policy=latest")
    ) as answer:
        assert answer.status == 200
        assert answer.read()


def test_who_has_waited_long_is_told_to_ask_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    may = Event()
    monkeypatch.setattr(asked, "AT_ONCE", 0)
    monkeypatch.setattr(asked, "_AWAITED_S", 0.05)
    monkeypatch.setattr(asked, "_worked_out", lambda *_: may.wait(30))
    tally = max(site.desk.view().tallies.values(), key=lambda one: len(one.revisions))
    site.desk.view()._kept.pop("asked otherwise", None)
    with urlopen(site.url(f"/tallies/{tally.id}.csv?as_of={tally.as_of}&policy=ucdp")) as answer:
        assert answer.status == 202
        assert answer.headers["Retry-After"]
        assert b"ask again" in answer.read()
    may.set()
    site.desk.view()._kept.pop("asked otherwise", None)
