"""A tally asked otherwise is just what the whole ledger would answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event

import pytest
from bench.claims import claims_of
from hypothesis import given
from hypothesis import strategies as st
from tests.claims import COUNTRY, claim, source
from tests.queries.kept import keep, made
from tests.reconcile.worlds import BEGIN, SPAN, few
from tests.reconcile.worlds_telling import worlds
from tests.reconcile.worlds_words import Telling

from tallybook.errors import UnknownName
from tallybook.model import Act, Block, Claim, Reading, Report, Role, Ruling, Scope, Tally
from tallybook.pipeline.answers import Question, answer_all
from tallybook.queries import Desk, asked
from tallybook.queries.asked import Asked, Otherwise, answer_otherwise
from tallybook.queries.asked_around import around, near
from tallybook.queries.asked_kept import Underway
from tallybook.reconcile.policies import POLICIES
from tallybook.store import Ledger

DAY = date(2031, 4, 3)


def whole(desk: Desk, how: Asked) -> dict[str, Tally]:
    """What `tallies --as-of … --on … --policy …` gives."""
    wanted = Question(as_of=how.as_of, policy=how.policy, on=how.on)
    return {one.id: one for one in answer_all(desk.ledger, wanted, desk.answer)}


def answered(desk: Desk, tally: str, how: Asked) -> Otherwise:
    found = answer_otherwise(desk, desk.wait(), tally, how)
    assert isinstance(found, Otherwise)
    return found


def check(desk: Desk, how: Asked, names: list[str]) -> None:
    answers = whole(desk, how)
    for name in names:
        found = answered(desk, name, how).tally
        if name in answers:
            assert found == answers[name]
        else:
            assert found is None or (found.id != name and found == answers.get(found.id))


@few(5)
@given(worlds(Telling(lies=True)), st.integers(0, SPAN + 10), st.sampled_from(sorted(POLICIES)))
def test_of_worlds(world, after: int, policy: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "world.db"
        made(path, world.claims)
        with Desk(str(path)) as desk:
            names = list(desk.wait().tallies)
            day = BEGIN + timedelta(days=after)
            for how in (Asked(policy=policy), Asked(as_of=day, policy=policy), Asked(on=day)):
                check(desk, how, names)


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Some thousand claims of wars and disasters."""
    path = tmp_path_factory.mktemp("wide") / "wide.db"
    made(path, (one for report in claims_of(100) for one in report))
    with Desk(str(path)) as desk:
        desk.wait()
        yield desk


def test_of_a_ledger_of_which_only_what_is_near_is_asked(
    wide: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "WHOLE", 0)
    view, random = wide.view(), Random(3)
    days = sorted({one.published for one in view.claims.values() if one.published})
    for day in random.sample(days, 3):
        check(wide, Asked(as_of=day, policy="ucdp"), random.sample(sorted(view.tallies), 10))
    nearest = [len(near(one, around(view), 0)) for one in view.tallies.values()]
    assert max(nearest) < len(view.claims) / 2, "not the whole ledger"


def test_another_policy_alone_asks_nothing_anew(
    wide: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "_opened", lambda *_: pytest.fail("a book was opened"))
    names = Random(4).sample(sorted(wide.view().tallies), 10)
    for policy in ("acled", "majority"):
        check(wide, Asked(policy=policy), names)


def test_as_it_is_it_is_the_newest(wide: Desk) -> None:
    for name, tally in wide.view().tallies.items():
        assert answered(wide, name, Asked()).tally is tally


def test_before_all_reports_nothing_answers(wide: Desk) -> None:
    name = next(iter(wide.view().tallies))
    assert answered(wide, name, Asked(as_of=date(1990, 1, 1))).tally is None


def test_what_there_is_not_cannot_be_asked_for() -> None:
    with pytest.raises(UnknownName, match="guess"):
        Asked(policy="guess")
    with pytest.raises(UnknownName, match="/etc/passwd"):
        Asked(convention="/etc/passwd")


def _killed(words: str, day: str, by: str, **fields: object) -> Claim:
    return claim(words, place=COUNTRY, published=day, by=source(by), **fields)


def test_a_page_is_taken_as_it_was_on_the_day(tmp_path: Path) -> None:
    path = tmp_path / "edited.db"
    address = "https://a.example/story"
    with Ledger(str(path), create=True) as ledger:
        for text, number, day in (("twelve", "12", DAY), ("forty", "40", DAY + timedelta(days=3))):
            report = Report(
                f"{text} people were killed in Xanadu, said the ministry. {text * 20}",
                url=address, published=DAY, modified=day,
            )  # fmt: skip
            said = _killed(number, str(DAY), "Ministry", report=report.id, start=0)
            told = replace(said, url=address)
            block = Block(Role.BODY, 0, len(report.text))
            ledger.add(Reading(report, (block,), (told,), (), "made"))
    with Desk(str(path)) as desk:
        (name,) = desk.wait().tallies
        for day, low in ((DAY, 12), (DAY + timedelta(days=4), 40)):
            found = answered(desk, name, Asked(as_of=day)).tally
            assert found is not None
            assert found.low == low
            assert found == whole(desk, Asked(as_of=day)).get(found.id)


def test_what_people_ruled_holds(tmp_path: Path) -> None:
    path = tmp_path / "ruled.db"
    with Ledger(str(path), create=True) as ledger:
        told = keep(ledger, [
            _killed("12", "2031-04-03", "Ministry", report="a", scope=Scope.CUMULATIVE),
            _killed("40", "2031-04-05", "Red Cross", report="b", scope=Scope.CUMULATIVE),
        ])  # fmt: skip
        ledger.add_ruling(
            Ruling(Act.NAME, (told[0].id,), name="The flood", made_by="x", at="2031-05-01T00:00:00")
        )
    with Desk(str(path)) as desk:
        for how in (Asked(as_of=DAY), Asked(policy="latest"), Asked(convention="lowest")):
            for name in desk.wait().tallies:
                found = answered(desk, name, how).tally
                assert found is not None
                assert found.name == "The flood"


def test_vague_words_are_counted_by_another_convention(tmp_path: Path) -> None:
    path = tmp_path / "vague.db"
    made(path, [_killed("several hundred", "2031-04-03", "Ministry", report="a")])
    with Desk(str(path)) as desk:
        (tally,) = desk.wait().tallies.values()
        assert (tally.low, tally.high) == (300, 999)
        for convention, ends in (("lowest", (300, None)), ("acled", (100, 100))):
            found = answered(desk, tally.id, Asked(convention=convention))
            assert found.tally is not None
            assert (found.tally.low, found.tally.high) == ends
            assert found.tally.convention == convention
            assert (found.changed, found.kept) == (1, 0)
            assert found.tally.statements[0].carriers == tally.statements[0].carriers
        policy = answered(desk, tally.id, Asked(convention="lowest", policy="acled")).tally
        assert policy is not None
        assert policy.best == 100, "ACLED reads vague words by its own codebook"


def test_very_many_claims_are_worked_out_beside(
    wide: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "AT_ONCE", 1)
    view = wide.view()
    name, how = next(iter(view.tallies)), Asked(as_of=date(2024, 3, 1), policy="latest")
    first = answer_otherwise(wide, view, name, how, 0)
    assert isinstance(first, Underway)
    assert first.claims > 1
    found = answer_otherwise(wide, view, name, how)
    assert isinstance(found, Otherwise), "who cannot come back waits for it"
    assert found.tally is not None
    assert found.tally == whole(wide, how)[found.tally.id]


def test_what_fails_beside_is_told(wide: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(asked, "AT_ONCE", 1)
    monkeypatch.setattr(asked, "_opened", broken)
    view = wide.view()
    name, how = next(iter(view.tallies)), Asked(as_of=date(2024, 3, 2))
    for _ in range(200):
        found = answer_otherwise(wide, view, name, how)
        assert isinstance(found, Underway)
        if found.fault:
            break
        Event().wait(0.02)
    assert found.fault == "RuntimeError: boom"
