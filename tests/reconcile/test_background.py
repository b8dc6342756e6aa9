"""What a report recalls of long before its day: a question of its own time, or none."""

from __future__ import annotations

from dataclasses import replace

from tests.claims import COUNTRY, MEASURES, TOWN, claim, period
from tests.reconcile.stories import tallies_of

from tallybook.model import Claim, Scope

TODAY = {"report": "r1", "published": "2031-03-14"}


def recalled(words: str, **more: object) -> Claim:
    return replace(claim(words, **{**TODAY, **more}), background=True)  # type: ignore[arg-type]


def bounds(claims: list[Claim], measure: str = "killed") -> list[tuple[int, str]]:
    found = tallies_of(claims, MEASURES)
    return sorted(
        (int(one.low or 0), str(one.period.first) if one.period is not None else "")
        for one in found
        if one.measure == measure
    )


def test_a_dated_old_toll_is_a_question_of_its_own_time() -> None:
    news = claim("9", place=TOWN, when=period("2031-03-13"), **TODAY)
    old = recalled("51", place=TOWN, when=period("2022-05-01"))
    assert bounds([news, old]) == [(9, "2031-03-13"), (51, "2022-05-01")]


def test_an_undated_old_toll_is_no_question() -> None:
    news = claim("9", place=TOWN, **TODAY)
    assert bounds([news, recalled("51", place=TOWN)]) == [(9, "")]
    assert bounds([recalled("51", place=TOWN)]) == []


def test_an_old_toll_does_not_join_undated_news_of_the_same_report() -> None:
    news = claim("9", place=TOWN, **TODAY)
    old = recalled("51", place=TOWN, when=period("2022-05-01"))
    assert bounds([news, old]) == [(9, ""), (51, "2022-05-01")]


def test_an_old_total_does_not_enter_the_running_one() -> None:
    news = claim("9", scope=Scope.CUMULATIVE, place=COUNTRY, **TODAY)
    old = recalled("51", scope=Scope.CUMULATIVE, place=COUNTRY, when=period("2031-01-10"))
    found = tallies_of([news, old], MEASURES)
    assert sorted(int(one.low or 0) for one in found) == [9, 51]


def test_an_old_toll_sets_no_floor_under_todays_total() -> None:
    news = claim("9", scope=Scope.CUMULATIVE, place=COUNTRY, **TODAY)
    old = recalled("51", place=TOWN, when=period("2031-01-10"))
    found = tallies_of([news, old], MEASURES)
    assert sorted(int(one.low or 0) for one in found) == [9, 51]


def test_an_old_toll_takes_no_place_from_the_news() -> None:
    news = claim("9", place=TOWN, when=period("2031-03-13"), **TODAY)
    old = recalled("51", when=period("2022-05-01"))
    found = {int(one.low or 0): one for one in tallies_of([news, old], MEASURES)}
    assert found[51].place is None
    assert found[9].place == TOWN


def test_a_recalled_toll_joins_the_news_of_its_own_day() -> None:
    then = claim("51", place=TOWN, when=period("2022-05-01"), report="r0", published="2022-05-02")
    old = recalled("51", place=TOWN, when=period("2022-05-01"))
    assert bounds([then, old]) == [(51, "2022-05-01")]


def test_an_old_level_is_not_todays() -> None:
    now = claim("400", "deployed", scope=Scope.CURRENT, place=COUNTRY, **TODAY)
    old = recalled(
        "1500", measure="deployed", scope=Scope.CURRENT, place=COUNTRY,
        when=period("2022-01-01", "2022-12-31"),
    )  # fmt: skip
    found = tallies_of([now, old], MEASURES)
    assert sorted(int(one.low or 0) for one in found) == [400, 1500]
