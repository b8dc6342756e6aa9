"""Filters: what an address asks for, what it lets through, and what each further value leaves."""

from datetime import date
from urllib.parse import parse_qsl

import pytest
from tests.queries.made import ABROAD, TOWN, told, view_of

from tallybook.errors import BadDate
from tallybook.model import Grade, Population
from tallybook.queries.filters import Filters, parse_filters, side_slug
from tallybook.queries.filters_matching import find_chips, find_facets, matching
from tallybook.queries.view import View


def read(query: str) -> Filters:
    return parse_filters(parse_qsl(query, keep_blank_values=True))


@pytest.fixture(scope="module")
def view() -> View:
    return view_of(
        told("dead", ["a", "b"], sides=("own side",), answer="Ten people died in Bājil."),
        told("hurt", ["a"], measure="wounded", said="2025-06-05", contested=True),
        told("town", ["c"], place=TOWN, grade=Grade.FAIR, said="2025-06-09"),
        told("far", ["d"], place=ABROAD, of=Population("", ("IN",)), sides=("own side's ally",)),
    )


def ids(view: View, query: str) -> list[str]:
    return [each.id for each in matching(view, read(query))]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["dead", "hurt", "town", "far"]),
        ("measure=killed", ["dead", "town", "far"]),
        ("measure=killed&measure=wounded", ["dead", "hurt", "town", "far"]),
        ("country=NP&measure=killed", ["dead", "town"]),
        ("place=Jumla", ["town"]),
        ("party=IN", ["far"]),
        ("grade=fair", ["town"]),
        ("contested=1", ["hurt"]),
        ("side=own-sides-ally", ["far"]),
        ("since=2025-06-05", ["hurt", "town"]),
        ("since=2025-06-04&until=2025-06-05", ["hurt"]),
        ("until=2025-06-03", ["dead", "far"]),
        ("q=bajil", ["dead"]),
        ("q=people+baj", ["dead"]),
        ("q=…", []),
        ("story=hurt", ["dead", "hurt"]),
        ("story=nothing", []),
        ("grade=excellent", []),
    ],
)
def test_what_is_let_through(view: View, query: str, found: list[str]) -> None:
    assert ids(view, query) == found


@pytest.mark.parametrize(
    "query",
    [
        "measure=killed&measure=wounded&country=NP&contested=1&since=2025-06-01&q=a+b",
        "story=dead&until=2025-06-01&side=own-side&grade=weak&place=Jumla&party=NP",
        "",
    ],
)
def test_the_address_gives_the_same_filters_back(query: str) -> None:
    assert read(read(query).query()) == read(query)


def test_values_that_ask_for_nothing_are_passed_over() -> None:
    assert read("measure=&q=+&since=&contested=0&nonsense=1") == Filters()
    assert not Filters()


def test_a_day_that_is_none_is_told() -> None:
    with pytest.raises(BadDate, match="since: '2025-13-01' is not a date"):
        read("since=2025-13-01")


def test_absurd_addresses_are_bounded() -> None:
    asked = parse_filters([("measure", str(n)) for n in range(5_000)] + [("q", "x" * 100_000)])
    assert len(asked.measure) == 50
    assert len(asked.q) == 200


def test_facets_count_what_each_value_would_leave(view: View) -> None:
    facets = {each.name: each for each in find_facets(view, read("country=NP"))}
    measures = {each.value: each.tallies for each in facets["measure"].choices}
    countries = {each.value: (each.tallies, each.is_chosen) for each in facets["country"].choices}
    assert measures == {"killed": 2, "wounded": 1}
    assert countries == {"NP": (3, True), "PK": (1, False)}
    assert facets["measure"].choices[0].words == "Killed"
    assert [each.value for each in facets["place"].choices] == ["Nepal", "Jumla"]


def test_a_chosen_value_that_nothing_has_stays_to_be_taken_off(view: View) -> None:
    facets = {each.name: each for each in find_facets(view, read("grade=excellent"))}
    assert [(each.value, each.tallies) for each in facets["grade"].choices if each.is_chosen] == [
        ("excellent", 0)
    ]


def test_each_chip_takes_one_filter_off(view: View) -> None:
    asked = read("measure=killed&measure=wounded&contested=1&since=2025-06-01&q=a&story=dead")
    chips = find_chips(view, asked)
    assert [each.words for each in chips] == [
        "Killed",
        "Wounded",
        "contested",
        "1 June 2025",
        "a",
        "people killed in Nepal",
    ]
    assert chips[0].without.measure == ("wounded",)
    assert chips[3].without.since is None
    for chip in chips:
        assert len(list(chip.without.pairs())) == len(list(asked.pairs())) - 1


def test_more_values_widen_and_come_off() -> None:
    asked = Filters().having("country", "NP").having("country", "PK").having("country", "NP")
    assert asked.country == ("NP", "PK")
    assert asked.without("country", "NP").country == ("PK",)
    assert asked.without("country") == Filters()
    assert Filters(since=date(2025, 6, 1)).without("since") == Filters()


def test_sides_have_names_fit_for_an_address() -> None:
    assert side_slug("adversary's ally") == "adversarys-ally"
