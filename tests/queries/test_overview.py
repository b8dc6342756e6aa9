"""The overview: stories fold, what changed last comes first, minor questions last."""

from dataclasses import replace
from datetime import date

import pytest
from tests.claims import period
from tests.queries.made import ABROAD, OTHER_TOWN, TOWN, told, view_of

from tallybook.model import Move, Place, Scope, Turn
from tallybook.queries.filters import Filters
from tallybook.queries.overview import PER_PAGE, SORTS, changed_words, overview
from tallybook.queries.overview_facts import facts
from tallybook.queries.overview_stories import stories
from tallybook.queries.sparks import spark
from tallybook.queries.view import View


def members(view: View) -> list[tuple[str, ...]]:
    return [each.members for each in stories(view).all]


def test_what_the_same_reports_tell_of_one_place_is_one_story() -> None:
    view = view_of(
        told("dead", ["a", "b", "c"]),
        told("hurt", ["a", "b"], measure="wounded"),
        told("gone", ["b", "c"], measure="displaced", place=TOWN),
        told("sums", ["c"], measure="money", unit="USD", place=None),
    )
    assert members(view) == [("dead", "gone", "hurt", "sums")]


def test_another_country_another_time_and_another_town_stay_apart() -> None:
    view = view_of(
        told("dead", ["a", "b", "c"], place=TOWN),
        told("far", ["a"], place=ABROAD),
        told("town", ["a", "b"], place=OTHER_TOWN),
        told("past", ["a"], when=period("2023-11-03", "2023-11-30")),
    )
    assert sorted(members(view)) == [("dead",), ("far",), ("past",), ("town",)]


def test_a_part_lies_with_its_whole_whoever_tells_it() -> None:
    view = view_of(
        told("dead", ["a", "b"], parts=("town",)),
        told("town", ["z"], place=TOWN, wholes=("dead",)),
    )
    assert members(view) == [("dead", "town")]


def test_single_happenings_do_not_vanish_in_a_long_war() -> None:
    strike = {"when": period("2025-06-03"), "scope": Scope.INCIDENT, "wholes": ("war",)}
    view = view_of(
        told("war", ["a", "b", "c"], until="2025-12-01", parts=("strike",)),
        told("hurt", ["a", "b"], until="2025-12-01", measure="wounded"),
        told("strike", ["a"], place=TOWN, **strike),
    )
    assert members(view) == [("war", "hurt"), ("strike",)]


def test_a_table_of_many_tallies_joins_nothing() -> None:
    towns = [Place(f"T{n}", f"T{n}", ("NP",), None, 28.0, 84.0, "place") for n in range(400)]
    view = view_of(*(told(f"t{n}", ["table"], place=towns[n]) for n in range(400)))
    assert len(members(view)) == 400


def test_lives_lead_though_more_reports_tell_of_the_missing() -> None:
    view = view_of(told("lost", ["a", "b", "c", "d"], measure="missing"), told("dead", ["a", "b"]))
    assert members(view) == [("dead", "lost")]


def shown(view: View, sort: str = "changed", filters: Filters | None = None) -> list[str]:
    return [each.tally.id for each in overview(view, filters or Filters(), sort).entries]


@pytest.fixture(scope="module")
def many() -> View:
    return view_of(
        told("old", ["a"], said="2025-01-01", ends=(5_000, None), origins=2),
        told("new", ["b"], said="2025-06-01", place=ABROAD, ends=(3, None)),
        told("split", ["c"], said="2025-03-01", place=OTHER_TOWN, contested=True),
        told("sums", ["d"], said="2025-06-08", unit="USD", measure="money", place=None),
        told("nobody", ["e"], said="2025-06-09", origins=0, place=TOWN),
        told("past", ["f"], said="2025-06-10", background=True, place=None),
    )


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("changed", ["new", "split", "old"]),
        ("origins", ["old", "new", "split"]),
        ("largest", ["old", "split", "past"]),
        ("contested", ["split", "new", "old"]),
        ("nonsense", ["new", "split", "old"]),
    ],
)
def test_orders(many: View, sort: str, first: list[str]) -> None:
    assert shown(many, sort)[:3] == first


def test_what_nobody_stands_behind_and_what_is_only_recalled_come_last(many: View) -> None:
    assert shown(many)[3:] == ["past", "nobody", "sums"]


def test_the_tally_that_gives_a_story_its_place_leads_it() -> None:
    view = view_of(
        told("dead", ["a", "b"]), told("gone", ["a"], measure="displaced", ends=(40_000, None))
    )
    (entry,) = overview(view, Filters(), "largest").entries
    assert (entry.tally.id, [row.tally.id for row in entry.rows]) == ("gone", ["dead"])


def test_rows_give_each_measure_once_first_and_say_how_many_more() -> None:
    kin = [told(f"d{n}", ["a"], place=TOWN) for n in range(6)]
    view = view_of(told("dead", ["a", "b", "c"]), *kin, told("hurt", ["a"], measure="wounded"))
    (entry,) = overview(view, Filters()).entries
    assert entry.rows[0].tally.id == "hurt"
    assert (len(entry.rows), entry.more) == (5, 2)
    alone = overview(view, Filters(story="d3"))
    assert (alone.tallies, len(alone.entries)) == (8, 8)


def test_only_what_the_filters_let_through_is_listed() -> None:
    view = view_of(told("dead", ["a", "b"]), told("hurt", ["a"], measure="wounded"))
    (entry,) = overview(view, Filters(measure=("wounded",))).entries
    assert (entry.tally.id, entry.rows) == ("hurt", ())


def test_news_is_the_newest_change_of_the_story() -> None:
    view = view_of(
        told("dead", ["a", "b"], said="2025-06-03"),
        told("hurt", ["a"], measure="wounded", until="2025-06-05", before=(5, None)),
    )
    (entry,) = overview(view, Filters()).entries
    assert entry.news.day == date(2025, 6, 5)
    assert (entry.news.what, entry.news.moved) == (
        "people wounded in Nepal",
        "low rises from 5 to 10",
    )


def test_pages_hold_all_and_one_beyond_the_last_is_empty() -> None:
    places = [Place(f"T{n}", f"T{n}", ("NP",), None, 28.0, 84.0, "place") for n in range(120)]
    view = view_of(*(told(f"t{n:03}", [f"r{n}"], place=places[n]) for n in range(120)))
    pages = [overview(view, Filters(), page=number) for number in (1, 2, 3, 4)]
    assert [len(each.entries) for each in pages] == [PER_PAGE, PER_PAGE, 20, 0]
    assert pages[0].pages == 3
    seen = {entry.tally.id for each in pages for entry in each.entries}
    assert seen == view.tallies.keys()


def test_a_source_that_takes_back_is_news_though_the_answer_stays() -> None:
    tally, _ = told("dead", ["a"])
    why = "NDRRMA has taken back its earlier 12"
    move = Move(Turn.RETRACTION, "x", "y", date(2025, 6, 9), why)
    assert changed_words(replace(tally, moves=(move,))) == why
    assert changed_words(tally) == "a first figure, 10 or more"
    assert changed_words(replace(tally, revisions=())) == ""


def test_silent_parties_are_named() -> None:
    tally, carriers = told("dead", ["a"], said="2024-12-16", sides=("adversary",))
    of = replace(tally.of, parties=("KP",), role="soldier")
    place = Place("Kursk", "Kursk Oblast", ("RU",), "Kursk Oblast", 51.7, 36.2, "admin1")
    tally = replace(tally, of=of, place=place, silent=("own side",))
    (entry,) = overview(view_of((tally, carriers)), Filters()).entries
    assert entry.silent == ("North Korea", "Russia")


def test_facts_of_the_view_before_are_kept_for_what_is_the_same() -> None:
    first, second = told("dead", ["a"]), told("hurt", ["b"], measure="wounded")
    earlier = view_of(first, second)
    known = facts(earlier)
    later = view_of(first, told("hurt", ["b", "c"], measure="wounded"), before=earlier.kept())
    assert facts(later)["dead"] is known["dead"]
    assert facts(later)["hurt"].outlets == 2


def test_a_spark_steps_from_low_to_low_and_is_open_above() -> None:
    tally, _ = told("dead", ["a"], until="2025-06-08", ends=(40, None), before=(10, 20))
    drawn = spark(tally, 120, 32)
    assert drawn is not None
    assert (drawn.steps, drawn.first.high, drawn.last.high) == (2, 20, None)
    assert drawn.band.startswith("M0 ")
    assert drawn.open.endswith("z")
    assert (drawn.low.count("H"), drawn.high.count("H"), drawn.best) == (2, 1, "")


def test_there_is_no_spark_of_one_answer_or_of_none() -> None:
    assert spark(told("dead", ["a"])[0]) is None
    nothing = told("dead", ["a"], until="2025-06-08", ends=(None, None), before=(None, None))
    assert spark(nothing[0]) is None


def test_a_spark_of_thousands_of_steps_is_short() -> None:
    tally, _ = told("dead", ["a"])
    many = tuple(
        replace(tally.revisions[0], at=date.fromordinal(739_000 + n)) for n in range(5_000)
    )
    drawn = spark(replace(tally, revisions=many))
    assert drawn is not None
    assert drawn.steps == 5_000
    assert len(drawn.low) < 1_000


def test_a_ledger_without_anything_has_an_empty_page() -> None:
    found = overview(view_of(), Filters())
    assert (found.entries, found.tallies, found.pages) == ((), 0, 1)
    assert set(SORTS) == {"changed", "origins", "largest", "contested"}
