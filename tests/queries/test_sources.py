"""Sources: who speaks, how their figures moved, how far from others', who cites whom."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.claims import TOWN, claim, period, source

from tallybook.catalogue.conflicts import load_conflicts
from tallybook.catalogue.measures import load_measures
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.model import Claim, Report, Scope, Turn
from tallybook.pipeline.speaking import Heard, speakers
from tallybook.pipeline.weighing import load_answer
from tallybook.queries.citing import Layer, network, network_around
from tallybook.queries.sources import index_of, source_key, sources_of
from tallybook.queries.sources_apart import Apart, Ratio, apart_of, rounded
from tallybook.queries.sources_list import (
    PER_PAGE,
    Wanted,
    list_sources,
    turns_words,
    what_it_is,
)
from tallybook.queries.sources_one import find_source, source_page
from tallybook.queries.view import View, head_of

HUR = source("HUR", "UA")
CIVIL = source("Civil Guard")
RIVER = source("River Office")


def view_of(claims: Iterable[Claim]) -> View:
    """The view of a ledger with just these claims."""
    told = list(claims)
    return View(
        number=1,
        taken=datetime(2025, 6, 1, tzinfo=UTC),
        tallies={one.id: one for one in load_answer().tallies(told)},
        claims={one.id: one for one in told},
        reports={
            one.report: head_of(Report("", publisher=one.publisher, published=one.published))
            for one in told
        },
        measures=load_measures().definitions,
        sides=load_conflicts(()),
    )


def tolls(day: int, **figures: str) -> list[Claim]:
    """What each of two says of the dead of one day's flood, in a report of its own."""
    said = {"civil": CIVIL, "river": RIVER}
    when = period(f"2025-03-{day:02}")
    return [
        claim(
            words,
            by=said[name],
            place=TOWN,
            when=when,
            report=f"{name}-{day}",
            published=f"2025-03-{day + 1:02}",
        )
        for name, words in figures.items()
    ]


def names(view: View, **asked: object) -> list[str]:
    return [one.name for one in list_sources(view, Wanted(**asked)).rows]  # type: ignore[arg-type]


def test_a_key_is_the_same_everywhere_and_fit_for_an_address() -> None:
    assert source_key("HUR", "UA") == source_key("hur", "UA")
    assert source_key("HUR", "UA") != source_key("HUR", "RU") != source_key("HUR", None)
    assert source_key("A.B", None) != source_key("A B", None)
    odd = source_key("‮<b>/../?#\x00 ministère", None)
    assert not set(odd) & set("/?#<>.‮\x00 ")
    assert len(source_key("x" * 5000, None)) < 80


def test_who_speaks_is_what_the_command_lists() -> None:
    claims = [*tolls(3, civil="40", river="20"), *tolls(9, civil="12", river="10")]
    claims.append(claim("at least 30", by=HUR, of=("KP",), report="z", published="2025-03-20"))
    view = view_of(claims)
    heard = Heard(claims, [one for t in view.tallies.values() for one in t.statements])
    listed = {one.name: one for one in speakers(heard, SourceCatalogue.load())}
    found = {one.name: one for one in sources_of(view)}
    assert found.keys() == listed.keys()
    for name, one in found.items():
        same = listed[name]
        assert (one.claims, one.statements, one.reports) == (
            same.claims,
            same.statements,
            same.reports,
        )
    assert (found["HUR"].for_, what_it_is(found["HUR"])) == ("Ukraine", "intelligence")


def test_how_far_from_others_is_told_from_three_tallies_on() -> None:
    two = [*tolls(3, civil="40", river="20"), *tolls(9, civil="12", river="10")]
    few = {one.name: one.apart for one in sources_of(view_of(two))}
    assert few["Civil Guard"].usual is None
    assert few["Civil Guard"].words == "too few to say"
    three = [*two, *tolls(15, civil="30", river="20")]
    enough = {one.name: one.apart for one in sources_of(view_of(three))}
    assert enough["Civil Guard"].usual == Decimal("1.5")
    assert enough["Civil Guard"].words == "usually 1.5 times what others say"
    assert enough["River Office"].words == "usually 0.67 times what others say"


def test_only_like_is_held_against_like() -> None:
    of_another_day = claim(
        "400", by=RIVER, place=TOWN, when=period("2025-03-20"), report="a", published="2025-03-21"
    )
    assert not apart_of(view_of([*tolls(3, civil="40"), of_another_day]).tallies.values())
    nobody = [*tolls(3, civil="40"), *tolls(3, river="losses")]
    assert apart_of(view_of(tolls(3, civil="40", river="none")).tallies.values()) == {}
    assert all(one.ratios for one in apart_of(view_of(nobody).tallies.values()).values())


def test_running_totals_are_held_against_those_of_nearly_the_same_day() -> None:
    def so_far(words: str, by: object, day: str) -> Claim:
        return claim(
            words,
            by=by,  # type: ignore[arg-type]
            of=("KP",),
            role="soldier",
            scope=Scope.CUMULATIVE,
            report=f"{words} {day}",
            published=day,
        )

    kirby = source("John Kirby", "US")
    view = view_of(
        [
            so_far("at least 100", HUR, "2025-01-02"),
            so_far("at least 200", kirby, "2025-01-04"),
            so_far("at least 3000", HUR, "2025-03-01"),
        ]
    )
    apart = apart_of(view.tallies.values())
    (ratio,) = apart["hur", "UA"].ratios
    assert (ratio.own, ratio.times) == (Decimal(100), Decimal("0.5"))


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (["1", "1.02", "0.97"], "usually about what others say"),
        (["1.44", "1.4", "9"], "usually 1.4 times what others say"),
        (["0.5", "0.1", "4"], "usually 0.50 times what others say"),
        (["12.4", "15", "11"], "usually 12 times what others say"),
        (["3", "3"], "too few to say"),
    ],
)
def test_in_words(times: list[str], words: str) -> None:
    one = Decimal(1)
    told = Apart(tuple(Ratio("t", one, one, one, 1, Decimal(each)) for each in times))
    assert told.words == words
    assert rounded(Decimal("0.726")) == "0.73"


def rising() -> View:
    return view_of(
        claim(
            words,
            by=CIVIL,
            place=TOWN,
            when=period("2025-03-03"),
            report=words,
            published=f"2025-03-{day:02}",
            publisher=outlet,
            agency=agency,
        )
        for words, day, outlet, agency in (
            ("10", 3, "The Alder Post", None),
            ("25", 4, "The Birch Post", "Reuters"),
            ("18", 6, "The Alder Post", None),
        )
    )


def test_how_its_figures_moved_with_the_words_at_both_ends() -> None:
    view = rising()
    (one,) = [each for each in sources_of(view) if each.name == "Civil Guard"]
    assert sum(one.turns.values()) == 2
    assert one.turns[Turn.RISE] == 1
    assert turns_words(one).startswith("1 rise, 1 ")
    assert one.lowered == 1
    page = source_page(view, one)
    assert page.all_steps == 2
    newest = page.steps[0]
    assert newest.earlier is not None
    assert newest.later is not None
    assert (newest.earlier.text, newest.later.text) == ("25 people", "18 people")


def test_a_source_tells_what_it_said_of_each_question_newest_first() -> None:
    view = view_of([*tolls(3, civil="40", river="20"), *tolls(9, civil="12")])
    one = find_source(view, source_key("Civil Guard", None))
    assert one is not None
    page = source_page(view, one)
    assert [each.said[0].statement.low for each in page.spoken] == [12, 40]
    assert page.spoken[0].said[0].claim is not None
    assert page.spoken[0].said[0].claim.text == "12 people"
    beyond = source_page(view, one, 7)
    assert (beyond.spoken, beyond.questions) == ((), 2)


def test_a_source_is_found_by_its_other_names_too() -> None:
    view = view_of([claim("30", by=HUR, of=("KP",), report="a", published="2025-03-03")])
    found = find_source(view, "Ukraine’s military spy agency")
    assert found is not None
    assert found.name == "HUR"
    assert source_page(view, found).named is not None
    assert find_source(view, "nobody at all") is None
    assert find_source(view, "") is None


def test_the_list_is_filtered_ordered_and_paged() -> None:
    view = view_of(
        [
            *tolls(3, civil="40", river="20"),
            *tolls(9, civil="12"),
            claim("at least 30", by=HUR, of=("KP",), report="z", published="2025-03-20"),
            claim("7", by=source("a guard", unnamed=True), report="y", published="2025-03-22"),
        ]
    )
    assert names(view)[0] == "Civil Guard"
    assert names(view, sort="name") == ["a guard", "Civil Guard", "HUR", "River Office"]
    assert names(view, party="ua") == ["HUR"]
    assert set(names(view, party="-")) == {"a guard", "Civil Guard", "River Office"}
    assert names(view, kind="anonymous") == ["a guard"]
    assert names(view, branch="intelligence") == ["HUR"]
    assert set(names(view, q="guard")) == {"a guard", "Civil Guard"}
    assert names(view, sort="last")[0] == "a guard"
    assert names(view, sort="above", q="GUARD civil") == ["Civil Guard"]
    assert names(view, q="<script>") == []
    assert list_sources(view, Wanted(page=9)).rows == ()
    choices = list_sources(view, Wanted()).choices
    assert {one.value for one in choices["party"]} == {"-", "UA"}


def test_a_page_of_very_many_holds_no_more_than_it_should() -> None:
    many = [
        claim("3", by=source(f"Office {n}"), report=f"r{n}", published="2025-03-03", place=TOWN)
        for n in range(PER_PAGE + 5)
    ]
    view = view_of(many)
    found = list_sources(view, Wanted())
    assert (len(found.rows), found.pages, found.total) == (PER_PAGE, 2, PER_PAGE + 5)
    drawn = network(view)
    assert len(drawn.nodes) <= 41
    folded = [one for one in drawn.nodes if one.folded]
    assert {one.layer for one in folded} == {Layer.OUTLET, Layer.ORIGIN}
    assert sum(one.folded or 1 for one in drawn.layer(Layer.ORIGIN)) == PER_PAGE + 5


def test_the_network_goes_by_way_of_the_agency() -> None:
    view = rising()
    drawn = network(view)
    by_id = drawn.by_id
    ways = {(by_id[one.of].name, by_id[one.to].name): one.reports for one in drawn.edges}
    assert ways == {
        ("The Alder Post", "Civil Guard"): 2,
        ("The Birch Post", "Reuters"): 1,
        ("Reuters", "Civil Guard"): 1,
    }
    one = index_of(view).by_key[source_key("Civil Guard", None)]
    assert network_around(view, one) == drawn


def test_an_empty_ledger_has_nobody() -> None:
    view = view_of([])
    assert sources_of(view) == ()
    assert network(view).edges == ()
    assert list_sources(view, Wanted()).pages == 1
