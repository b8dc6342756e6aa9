"""The ledgers that benches are run on: every claim stands at its words, and the same each time."""

from pathlib import Path

from bench.ledgers import make_ledger, readings, readings_of_one

from tallybook.queries import Desk
from tallybook.store import Ledger


def test_every_claim_stands_at_its_words() -> None:
    pages = list(readings(60))
    assert len(pages) == 60
    for page in pages:
        assert page.report is not None
        text = page.report.text
        assert "".join(text[one.start : one.end] for one in page.blocks) == text
        for claim in page.claims:
            assert text[claim.start : claim.end] == claim.text
            assert claim.quantity.words in claim.text
            assert claim.report == page.report.id
            for credit in claim.attribution:
                assert text[credit.start : credit.end] == credit.text
            for named in (claim.place, claim.period):
                if named is not None:
                    assert text[named.start : named.end] == named.text


def test_it_is_the_same_each_time_and_copies_are_among_it() -> None:
    first, again = list(readings(120)), list(readings(120))
    assert first == again
    bodies = [page.report.text.partition("More from")[0] for page in first if page.report]
    assert 0 < len(bodies) - len(set(bodies)) < 60
    assert len({page.report.id for page in first if page.report}) == 120


def test_it_is_kept_in_a_ledger_with_its_history(tmp_path: Path) -> None:
    path = tmp_path / "small.db"
    claims = make_ledger(path, readings(40), looks=2, total=40)
    with Ledger(str(path)) as ledger:
        assert len(ledger.claims()) == claims
        assert ledger.changes()
    with Desk(str(path), every=3600) as desk:
        view = desk.wait()
        assert len(view.reports) == 40
        assert view.tallies


def test_all_claims_of_one_question_make_one_tally(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    assert make_ledger(path, readings_of_one(90), looks=0) == 90
    with Desk(str(path), every=3600) as desk:
        (tally,) = desk.wait().tallies.values()
        assert len(tally.statements) > 60
