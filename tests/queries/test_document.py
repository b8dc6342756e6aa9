"""A tally to print: bounded, cited by number, and nothing in it that is not somebody's words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.claims import TOWN, claim, day, period, source
from tests.queries.kept import made

from tallybook.model import Tally
from tallybook.queries import Desk, View
from tallybook.queries.document import STATEMENTS, Document, document_of

CIVIL = source("Civil Guard")
FIRST = day("2025-03-03")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Three offices' figures of one flood, one of them carried by two outlets, one taken back."""
    path = tmp_path_factory.mktemp("document") / "l.db"
    told = [("40", CIVIL, "a", 4), ("at least 25", source("River Office"), "b", 4)]
    told += [("40", CIVIL, "c", 5), ("31", CIVIL, "d", 7)]
    made(
        path,
        [
            claim(
                words,
                by=by,
                place=TOWN,
                when=period("2025-03-03"),
                report=report,
                published=f"2025-03-{when:02}",
                publisher=f"The {report} Post",
                start=40,
            )
            for words, by, report, when in told
        ],
    )
    with Desk(str(path), every=3600) as opened:
        opened.wait()
        yield opened


def only(view: View) -> Tally:
    (tally,) = view.tallies.values()
    return tally


@pytest.fixture
def document(desk: Desk) -> Document:
    view = desk.view()
    return document_of(desk, view, only(view), view.claims)


def test_every_number_of_a_citation_is_in_the_list(document: Document) -> None:
    numbers = [one.number for one in document.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    cited = {number for one in document.statements for number in one.cited}
    cited |= {number for one in (*document.proofs, *document.stages) for number in one.cited}
    assert cited <= set(numbers)
    assert {one.outlet for one in document.citations} >= {"The a Post", "The b Post"}


def test_a_citation_has_the_words_in_their_sentence(desk: Desk, document: Document) -> None:
    first = document.citations[0]
    text = desk.ledger.report(first.report).text
    assert first.quotes
    assert all(quote in " ".join(text.split()) for quote in first.quotes)
    assert first.day is not None
    assert first.url is None


def test_statements_stand_in_the_order_of_their_days(document: Document) -> None:
    days = [one.day for one in document.statements]
    assert days == sorted(days)  # type: ignore[type-var]
    assert document.all_statements == len(document.statements)
    civil = next(one for one in document.statements if one.words == "40")
    assert len(civil.cited) == 2
    assert document.answer
    assert document.would_change


def test_of_very_many_statements_those_that_matter_stand(desk: Desk) -> None:
    view = desk.view()
    tally = only(view)
    pattern = tally.statements[0]
    crowd = tuple(
        replace(pattern, id=f"s{n}", carriers=(), said=FIRST + timedelta(days=n))  # type: ignore[operator]
        for n in range(5000)
    )
    found = document_of(
        desk, view, replace(tally, statements=(*crowd, *tally.statements)), view.claims
    )
    assert len(found.statements) == STATEMENTS
    assert found.all_statements == 5000 + len(tally.statements)
    setting = {name for one in tally.bounds for name in one.because}
    words = {view.claims[name].quantity.words for name in setting}
    assert words <= {one.words for one in found.statements}
    assert len(found.citations) <= 200


def test_a_tally_of_nobody_has_a_document(desk: Desk) -> None:
    view = desk.view()
    bare = replace(
        only(view),
        statements=(),
        bounds=(),
        revisions=(),
        moves=(),
        conflict=(),
        low=None,
        best=None,
        high=None,
    )
    found = document_of(desk, view, bare, {})
    assert (found.statements, found.citations, found.proofs) == ((), (), ())


def test_only_addresses_of_the_web_are_links(desk: Desk) -> None:
    view = desk.view()
    for url, kept in (
        ("javascript:alert(1)", None),
        ("https://x.example/a", "https://x.example/a"),
    ):
        heads = {name: replace(head, url=url) for name, head in view.reports.items()}
        seen = replace(view, reports=heads, _kept={})
        found = document_of(desk, seen, only(view), view.claims)
        assert {one.url for one in found.citations} == {kept}
