"""Search: words folded, the last one begun only, results by kind, what came since taken in."""

from dataclasses import replace

import pytest
from tests.effort import steps
from tests.queries.made import TOWN, told, view_of

from tallybook.queries.search import KINDS, search
from tallybook.queries.search_index import Shelf, shelve
from tallybook.queries.search_kinds import library
from tallybook.queries.search_words import distinct, fold, marked, passage, terms_of
from tallybook.queries.view import View


@pytest.fixture(scope="module")
def view() -> View:
    return view_of(
        told("aa11bb22", ["wire"], answer="1,268 people died in Bājil, says Łukasz.", by="Łukasz"),
        told("cc33dd44", ["post"], place=TOWN, answer="Nobody died in Sana’a.", by="Sana’a police"),
    )


def kinds(view: View, query: str) -> dict[str, int]:
    return {group.kind: group.count for group in search(view, query).groups}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("bajil", {"tallies": 1}),
        ("BĀJ", {"tallies": 1}),
        ("1268", {"tallies": 1}),
        ("1,268 people", {"tallies": 1}),
        ("lukasz", {"tallies": 1, "sources": 1, "claims": 1}),
        ("sanaa", {"tallies": 1, "sources": 1, "claims": 1}),
        ("sana'a pol", {"sources": 1, "claims": 1}),
        ("jumla", {"tallies": 1, "places": 1}),
        ("news wire", {"reports": 1}),
        ("bajil jumla", {}),
        ("peopl died", {}),
        ("", {}),
        ("… — !", {}),
    ],
)
def test_what_has_all_the_words_is_found(view: View, query: str, found: dict[str, int]) -> None:
    assert kinds(view, query) == found


def test_words_that_were_searched_for_are_marked(view: View) -> None:
    (group,) = search(view, "died baj").groups
    pieces = group.hits[0].pieces
    assert [each.text for each in pieces if each.is_hit] == ["died", "Bājil"]
    assert "".join(each.text for each in pieces) == "1,268 people died in Bājil, says Łukasz."


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Bājil", "bajil"),
        ("ŁÓDŹ", "lodz"),
        ("Straße", "strasse"),
        ("Kyiv", "kyiv"),
        ("Київ", "киів"),
        ("İzmir", "izmir"),
    ],
)
def test_words_are_folded(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_text_in_other_scripts_is_words_too() -> None:
    assert [each.text for each in marked("नेपाल में", terms_of("नेपाल")) if each.is_hit] == ["नेपाल"]
    assert [each.text for each in marked("in غزّة now", terms_of("غزة")) if each.is_hit] == ["غزّة"]


def test_a_word_that_is_nowhere_is_named_with_one_that_is(view: View) -> None:
    (lost,) = search(view, "bakil").lost
    assert (lost.word, lost.instead) == ("bakil", "bajil")
    (lost,) = search(view, "xyzzyx").lost
    assert lost.instead is None


def test_the_id_of_a_tally_finds_it(view: View) -> None:
    found = search(view, "aa11bb").tally
    assert found is not None
    assert found.id == "aa11bb22"
    assert search(view, "aa11").tally is None


def test_one_kind_alone_is_paged(view: View) -> None:
    many = view_of(*(told(f"t{n}", [f"r{n}"]) for n in range(120)))
    first = search(many, "people", "tallies")
    last = search(many, "people", "tallies", 3)
    assert (first.pages, len(first.groups[0].hits), len(last.groups[0].hits)) == (3, 50, 20)
    assert len(search(many, "people").groups[0].hits) == 8
    assert search(many, "people", "nonsense").kind is None
    assert set(KINDS) == {"tallies", "sources", "places", "claims", "reports"}


REPORT = (
    "The mayor spoke first. " * 30 + "At the maternity ward 1,268 were treated; Bājil waits. " * 2
)


def test_a_report_is_found_by_any_word_of_its_text() -> None:
    bare = view_of(told("t1", ["wire"]))
    (name,) = bare.reports
    head = replace(bare.reports[name], words=distinct(REPORT))
    whole = replace(bare, reports={name: head}, _kept={})
    assert kinds(whole, "ward maternity") == {"reports": 1}
    assert kinds(whole, "bajil 1268 wai") == {"reports": 1}
    assert kinds(bare, "maternity") == {}
    (group,) = search(whole, "ward treat", texts=lambda ids: dict.fromkeys(ids, REPORT)).groups
    (hit,) = group.hits
    assert {each.text for each in hit.passage if each.is_hit} == {"ward", "treated"}


@pytest.mark.parametrize(
    "query", ["ward", "bajil maternity", "mayor waits", "1268", "ward nowhere"]
)
def test_a_passage_is_cut_from_the_text_between_words(query: str) -> None:
    shown = "".join(piece.text for piece in passage(REPORT, terms_of(query)))
    cut = shown.removeprefix("… ").removesuffix(" …")
    assert f" {cut} " in f" {REPORT} "
    assert len(cut) < 230


def test_no_passage_of_what_the_text_does_not_say() -> None:
    assert passage(REPORT, terms_of("nowhere")) == ()
    assert passage("", terms_of("ward")) == ()


def _words(text: str) -> str:
    return text


def _find(shelf: Shelf[str], query: str) -> list[str]:
    return sorted(shelf.find(terms_of(query)))


def test_what_came_changed_or_went_is_taken_in() -> None:
    texts = {str(n): f"village {n}" for n in range(10_000)}
    first = shelve(texts, _words)
    now = {**texts, "5": "town five", "new": "hamlet"}
    del now["7"]
    second = shelve(now, _words, first)
    assert second.old is first.old
    assert _find(second, "village 7 ") == []
    assert _find(second, "town") == ["5"]
    assert "5" not in _find(second, "village")
    assert _find(second, "hamlet") == ["new"]
    third = shelve({**now, "5": "village 5", "7": "village 7"}, _words, second)
    assert third.old is first.old
    assert _find(third, "village 7 ") == ["7"]
    assert _find(third, "village 5 ") == ["5"]
    assert _find(third, "town") == []
    again = shelve(dict(third.things), _words, third)
    assert again.new is third.new


def test_once_much_is_new_all_is_made_into_one() -> None:
    first = shelve({str(n): f"village {n}" for n in range(1_000)}, _words)
    now = {str(n): f"village {n}" for n in range(10_000)}
    second = shelve(now, _words, first)
    assert second.new.keys == ()
    assert len(second.old.keys) == 10_000


def test_a_view_takes_the_shelves_of_the_one_before(view: View) -> None:
    known = library(view)
    later = replace(view, number=2, _kept={}, _before=view.kept())
    assert library(later).claims.old is known.claims.old


def test_texts_are_indexed_in_time_that_grows_as_they_do() -> None:
    def texts(count: int) -> dict[str, str]:
        return {
            str(n): f"At least {n} soldiers of the {n % 700}th brigade, spokesman {n % 900} said"
            for n in range(count)
        }

    few, many = texts(5_000), texts(20_000)
    shelf = shelve(many, _words)
    assert steps(shelve, many, _words) < 4 * 1.4 * steps(shelve, few, _words)
    assert len(shelf.find(terms_of("soldiers spokesm"))) == 20_000
