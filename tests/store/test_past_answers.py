"""What a tally's answer was, texts of several reports, and which readings counted on a day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.readings import reading
from tests.store.test_ledger import tally


def test_past_answers_are_told_newest_first(ledger):
    first = tally(Decimal(300))
    higher = replace(first, low=Decimal(400))
    ledger.record_revisions([first])
    ledger.record_revisions([higher])
    ledger.record_revisions([])
    found = ledger.past_answers(first.id)
    assert [one.withdrawn for one in found] == [True, False, False]
    assert [one.revision.low for one in found] == [None, higher.low, first.low]
    assert found[0].tally.answer == first.answer
    assert [one.revision.low for one in ledger.past_answers(first.id, 2)] == [None, higher.low]
    assert ledger.past_answers("nothing") == []


def test_a_tally_of_old_is_found_by_the_beginning_of_its_id(ledger):
    ledger.record_revisions([tally(Decimal(3), key="feedface")])
    assert ledger.tallies_once("feed") == ["feedface"]
    assert ledger.tallies_once("%") == []
    assert ledger.tallies_once("") == []


def test_texts_of_several_reports(ledger):
    readings = [reading(f"HUR said {number} soldiers fell.") for number in range(3)]
    ledger.add_all(readings)
    names = {one.report.id: one.report.text for one in readings}
    assert ledger.texts(names) == names
    assert ledger.texts([*list(names)[:1], "nothing"]) == dict(list(names.items())[:1])
    assert ledger.texts([]) == {}


def test_each_page_counts_as_it_was_on_the_day(ledger):
    address = "https://x.example/a"
    for number, day in ((30, date(2024, 12, 16)), (40, date(2024, 12, 18))):
        ledger.add(
            reading(f"HUR said {number} soldiers.", url=address, published=date(2024, 12, 16),
                    modified=day)
        )  # fmt: skip
    first, second = ledger.counting_on(date(2024, 12, 17)), ledger.counting_on(date(2024, 12, 19))
    assert second == ledger.counting()
    assert first != second
    (old,), (new,) = (
        [claim.quantity.low for _, claim in ledger.claims_by_reading(each)]
        for each in (first, second)
    )
    assert (old, new) == (30, 40)
