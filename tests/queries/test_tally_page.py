"""What the page of a tally tells: every part of it typed, in pages, with its words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.claims import COUNTRY, TOWN, claim, period, source
from tests.queries.kept import made

from tallybook.model import Claim, Scope, Stance, Tally
from tallybook.queries import Desk, tally_page, tally_said, tally_steps
from tallybook.queries.asked import Asked, Otherwise
from tallybook.queries.conventions import conventions, count_by, is_vague
from tallybook.queries.tally_beside import relatives
from tallybook.queries.tally_gone import find_id, gone
from tallybook.queries.tally_page import TallyPage, Turning, choices
from tallybook.queries.tally_said import Pages, page_of, page_with
from tallybook.store import Ledger

MINISTRY, CROSS = source("Ministry of Health"), source("Red Cross")


def _total(words: str, day: str, **fields: object) -> Claim:
    told = {"scope": Scope.CUMULATIVE, "place": COUNTRY, "published": day, "report": day, **fields}
    return claim(words, **told)


CLAIMS = (
    _total("at least 30", "2031-04-03", by=MINISTRY, publisher="The Birch"),
    _total("at least 30", "2031-04-04", by=MINISTRY, publisher="The Elm"),
    _total("several dozen", "2031-04-05", by=CROSS, publisher="The Birch"),
    _total("200", "2031-04-06", by=MINISTRY, publisher="The Birch"),
    _total("150", "2031-04-06", by=CROSS, publisher="The Elm", report="other"),
    _total("12", "2031-04-06", by=CROSS, publisher="The Elm", report="town", place=TOWN,
           scope=Scope.INCIDENT, when=period("2031-04-02")),
    _total("90", "2031-04-06", measure="wounded", by=CROSS, report="hurt", publisher="The Elm"),
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    path = tmp_path_factory.mktemp("page") / "page.db"
    made(path, CLAIMS)
    with Desk(str(path)) as opened:
        opened.wait()
        yield opened


@pytest.fixture(scope="module")
def killed(desk: Desk) -> Tally:
    found = [one for one in desk.view().tallies.values() if one.measure == "killed"]
    return max(found, key=lambda one: len(one.statements))


def told(desk: Desk, tally: Tally, **turning: int) -> TallyPage:
    view = desk.view()
    found = Otherwise(tally, view.claims)
    return tally_page.tally_page(desk, view, tally, Asked(), found, Turning(**turning))


def test_ends_name_what_sets_them(desk: Desk, killed: Tally) -> None:
    page = told(desk, killed)
    assert [one.end for one in page.figures] == ["low", "best", "high"]
    assert [one.value for one in page.figures] == [killed.low, killed.best, killed.high]
    for each in page.figures:
        for proof in each.proofs:
            assert proof.value == each.value
            assert proof.by
            assert all(quote.claim in desk.view().claims for quote in proof.by)
    assert not [one for one in page.other_bounds if one.sets]
    assert len(page.other_bounds) + sum(
        1 for one in killed.bounds if getattr(killed, one.end) == one.value
    ) == len(killed.bounds)


def test_who_contradicts_whom_stands_side_by_side(desk: Desk, killed: Tally) -> None:
    assert killed.contested
    (clash,) = told(desk, killed).clashes
    assert clash.kind_words == "a genuine dispute"
    assert {one.who for one in clash.speakers} == {"the Ministry of Health", "the Red Cross"}
    assert {one.quote.number for one in clash.speakers if one.quote} == {"200", "150"}
    assert clash.reason


def test_statements_stand_in_their_sentences(desk: Desk, killed: Tally) -> None:
    page = told(desk, killed)
    first = page.rows[0]
    assert (first.number, first.who, first.carried, first.outlets) == (
        1, "the Ministry of Health", 2, 2,
    )  # fmt: skip
    assert first.independent
    assert first.quote is not None
    text = desk.ledger.report(first.quote.report).text
    assert first.quote.before + first.quote.words + first.quote.after in text
    assert [one.outlet for one in first.carriers] == ["The Birch", "The Elm"]


def test_vague_words_say_what_they_count_as(desk: Desk, killed: Tally) -> None:
    (vague,) = told(desk, killed).vague
    assert (vague.words, vague.low, vague.high) == ("several dozen", 36, 99)
    assert vague.convention == "default"


def test_steps_go_from_and_to(desk: Desk, killed: Tally) -> None:
    page = told(desk, killed)
    newest, *_, first = page.steps
    assert page.last == newest
    assert newest.now.low == killed.low
    assert first.before is None
    assert newest.before == page.steps[1].now
    assert newest.by


def test_long_lists_are_told_in_pages(
    desk: Desk, killed: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tally_page, "STATEMENTS", 2)
    monkeypatch.setattr(tally_said, "STATEMENTS", 2)
    last = told(desk, killed, statements=99)
    assert last.row_pages.number == last.row_pages.last == -(-len(killed.statements) // 2)
    assert last.rows[-1].number == len(killed.statements)
    assert page_with(killed, killed.statements[-1].id) == last.row_pages.last
    monkeypatch.setattr(tally_page, "STEPS", 1)
    second = tally_steps.steps(killed, desk.view().claims, 1, 1)
    assert [one.at for one in second] == [killed.revisions[-2].at]


@pytest.mark.parametrize(
    ("wanted", "of", "page"),
    [(1, 0, Pages(1, 1, 0)), (3, 25, Pages(1, 1, 25)), (0, 60, Pages(1, 3, 60)),
     (3, 60, Pages(3, 3, 60)), (10**9, 60, Pages(3, 3, 60))],
)  # fmt: skip
def test_pages(wanted: int, of: int, page: Pages) -> None:
    assert page_of(wanted, of, 25) == page


def test_what_stands_beside_it(desk: Desk, killed: Tally) -> None:
    found = relatives(desk.view(), killed)
    assert {one.id for one in found.parts.tallies} == set(killed.parts)
    (hurt,) = found.others.tallies
    assert "wounded" in hurt.subject
    assert not found.wholes.of


def test_the_days_to_go_back_to(killed: Tally) -> None:
    usual = choices(killed, Asked())
    days = [one.day for one in usual.stops]
    assert days == sorted({one.at for one in killed.revisions if one.at})[:-1]
    assert usual.at == len(days), "the newest"
    between = choices(killed, Asked(as_of=date(2031, 4, 4)))
    assert between.stops[between.at].day == date(2031, 4, 4)


def test_an_id_may_be_begun(desk: Desk, killed: Tally) -> None:
    view = desk.view()
    assert find_id(desk, view, killed.id) == killed.id
    assert find_id(desk, view, killed.id[:12]) == killed.id
    assert find_id(desk, view, "") is None
    assert find_id(desk, view, "nonsense") is None
    assert gone(desk, view, "nonsense") is None


def test_what_was_once_answered_is_told(tmp_path: Path) -> None:
    path = tmp_path / "once.db"
    made(path, CLAIMS[:1])
    with Desk(str(path)) as desk, Ledger(str(path)) as ledger:
        (tally,) = desk.wait().tallies.values()
        ledger.record_revisions([replace(tally, id="beef" * 4)])
        unrecorded = gone(desk, desk.view(), "beef" * 4)
        ledger.record_revisions([tally])
        found = gone(desk, desk.view(), "beef" * 4)
    assert unrecorded is not None
    assert unrecorded.withdrawn is None
    assert found is not None
    assert found.withdrawn is not None
    assert [one.ends.low for one in found.answers] == [tally.low]
    assert found.now is not None
    assert found.now.id == tally.id


def test_conventions_leave_what_they_do_not_know() -> None:
    assert {one.name for one in conventions()} >= {"default", "acled", "lowest"}
    plain, vague = claim("30"), claim("several hundred")
    odd = replace(vague, quantity=replace(vague.quantity, words="a great many heaps"))
    assert not is_vague(plain)
    found = count_by("lowest", [plain, vague, odd], {})
    assert found.claims[plain.id] is plain
    assert found.claims[vague.id].quantity.high is None
    assert found.claims[odd.id] is odd
    assert (found.changed, found.kept) == (1, 1)
    again = count_by("default", found.claims.values(), {})
    assert again.claims[vague.id].quantity == vague.quantity, "and back"


def test_a_denial_stays_one() -> None:
    denied = claim("several hundred", stance=Stance.DENIED)
    counted = count_by("acled", [denied], {}).claims[denied.id]
    assert (counted.stance, counted.id) == (Stance.DENIED, denied.id)
    assert (counted.quantity.low, counted.quantity.high) == (100, 100)


def test_what_does_not_add_up_is_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "odd.db"
    whole = _total("30", "2031-04-03", by=MINISTRY)
    part = _total("35", "2031-04-03", by=MINISTRY, role="child", people="children",
                  part_of=whole.id)  # fmt: skip
    made(path, [whole, part])
    with Desk(str(path)) as desk:
        warned = [
            one.words
            for tally in desk.wait().tallies.values()
            for row in told(desk, tally).rows
            for one in row.warnings
        ]
    assert warned
    assert "35" in warned[0]
