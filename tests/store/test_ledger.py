"""What a ledger promises, whatever database it is in."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import nouns
from tests.readings import reading

from tallybook.errors import UsageError
from tallybook.model import (
    Form,
    Grade,
    Link,
    Population,
    Problem,
    Quantity,
    Revision,
    Scope,
    Stage,
    Tally,
    Verdict,
)
from tallybook.store import Added, Ledger

TEXT = "HUR said 30 soldiers died, then 8 guards."


def numbers(ledger):
    return [claim.quantity.low for claim in ledger.claims()]


def test_what_is_added_comes_back_whole(ledger):
    given_reading = reading(TEXT, url="https://x.example/a", published=date(2024, 12, 17))
    assert ledger.add(given_reading) is Added.NEW
    assert tuple(ledger.claims()) == given_reading.claims
    assert ledger.claims()[0].parts == given_reading.claims[0].parts
    assert ledger.reports() == [given_reading.report]
    assert ledger.blocks(given_reading.report.id) == given_reading.blocks


def test_adding_the_same_page_twice_changes_nothing(ledger):
    ledger.add(reading(TEXT, path="a.txt"))
    assert ledger.add(reading(TEXT, path="a.txt")) is Added.KNOWN
    assert ledger.add(reading(TEXT, path="copied/a.txt")) is Added.KNOWN
    assert numbers(ledger) == [30, 8]


def test_a_better_extractor_adds_claims_beside_the_old_and_they_count(ledger):
    old, new = reading(TEXT), reading(TEXT, made_by="counting 2")
    ledger.add(old)
    assert ledger.add(new) is Added.REREAD
    assert {claim.made_by for claim in ledger.claims()} == {"counting 2"}
    assert ledger.claim(old.claims[0].id).made_by == "counting 1"


def test_an_extractor_that_fails_takes_no_claims_away(ledger):
    old = reading(TEXT)
    fault = Problem(Stage.EXTRACT, "a.txt", "the endpoint did not answer", "try again")
    failed = replace(reading(TEXT, made_by="model 1"), claims=(), problems=(fault,))
    ledger.add(old)
    assert ledger.add(failed) is Added.FAILED
    assert tuple(ledger.claims()) == old.claims
    assert [problem.reason for problem in ledger.problems()] == ["the endpoint did not answer"]


def test_an_extractor_that_fails_on_a_new_page_is_on_record(ledger):
    fault = Problem(Stage.EXTRACT, "a.txt", "the endpoint did not answer", "try again")
    failed = replace(reading(TEXT), claims=(), problems=(fault,))
    assert ledger.add(failed) is Added.NEW
    assert ledger.claims() == []
    assert ledger.add(reading(TEXT)) is Added.REREAD
    assert numbers(ledger) == [30, 8]


def test_a_better_extractor_that_finds_nothing_leaves_nothing(ledger):
    ledger.add(reading(TEXT))
    ledger.add(replace(reading(TEXT, made_by="counting 2"), claims=()))
    assert ledger.claims() == []


def test_a_claim_whose_other_fields_changed_is_not_lost(ledger):
    """An id does not hash all fields: the newest reading's are those that count."""
    first = reading(TEXT)
    ledger.add(first)
    better = replace(first.claims[0], confidence=0.5)
    assert ledger.add(replace(first, claims=(better, first.claims[1]))) is Added.REREAD
    assert ledger.claims()[0].confidence == 0.5
    assert ledger.claim(better.id).confidence == 0.5


def test_another_convention_is_another_reading(ledger):
    first = reading(TEXT)
    ledger.add(first)
    wide = replace(first.claims[0], quantity=Quantity(Decimal(3), Decimal(99), Form.VAGUE))
    ledger.add(replace(first, claims=(wide,)))
    assert [claim.quantity.high for claim in ledger.claims()] == [99]


@pytest.mark.parametrize("metadata", [{"path": "a.txt"}, {"url": "https://x.example/a"}, {}])
def test_the_same_page_with_other_metadata_supersedes(ledger, metadata):
    undated = reading(TEXT, **metadata)
    dated = reading(TEXT, published=date(2024, 12, 17), **metadata)
    ledger.add(undated)
    assert ledger.add(dated) is Added.CORRECTED
    assert ledger.reports() == [dated.report]
    assert numbers(ledger) == [30, 8]
    assert ledger.claim(undated.claims[0].id).published is None
    assert ledger.add(dated) is Added.KNOWN
    assert ledger.add(undated) is Added.CORRECTED
    assert ledger.reports() == [undated.report]


def test_one_file_given_two_mastheads_counts_once(ledger):
    ledger.add(reading(TEXT, path="a.txt", publisher="The Gazete"))
    ledger.add(reading(TEXT, path="a.txt", publisher="The Gazette"))
    assert [report.publisher for report in ledger.reports()] == ["The Gazette"]


def test_a_reprint_is_a_report_of_its_own(ledger):
    ledger.add(reading(TEXT, publisher="Agency"))
    assert ledger.add(reading(TEXT, publisher="Gazette")) is Added.NEW
    assert ledger.add(reading(TEXT, publisher="Gazette", url="https://g.example")) is (
        Added.CORRECTED
    )
    assert len(ledger.reports()) == 2


def test_piped_texts_have_no_place_of_their_own(ledger):
    ledger.add(reading(TEXT, path="-", publisher="Agency"))
    assert ledger.add(reading(TEXT, path="-", publisher="Gazette")) is Added.NEW


def test_problems_stay_with_their_reading_or_alone(ledger):
    alone = Problem(Stage.READ, "gone.txt", "no such file", "check the name")
    for _ in range(2):
        ledger.add(replace(reading(TEXT), report=None, blocks=(), claims=(), problems=(alone,)))
    assert ledger.problems() == [alone]
    assert ledger.reports() == []
    bad = reading(TEXT)
    fault = Problem(Stage.EXTRACT, "a.txt", "it broke", report=bad.report.id)
    ledger.add(replace(bad, problems=(fault,), claims=()))
    assert ledger.problems() == [alone, fault]
    ledger.add(bad)
    assert ledger.problems() == [alone]


def test_ids_are_shortened_to_what_is_unambiguous(ledger):
    known = reading(TEXT)
    ledger.add(known)
    claim = known.claims[0]
    assert ledger.claim(claim.id[:8]) == claim
    assert ledger.report(known.report.id[:8]) == known.report
    with pytest.raises(UsageError, match="no claim has an id"):
        ledger.claim("zz")
    with pytest.raises(UsageError, match="no claim has an id"):
        ledger.claim("%")
    many = reading(" ".join(f"{number} men" for number in range(40)))
    ledger.add(many)
    first = max(
        "0123456789abcdef", key=lambda digit: sum(c.id.startswith(digit) for c in many.claims)
    )
    with pytest.raises(UsageError, match="write more of it"):
        ledger.claim(first)


def test_claims_of_a_measure(ledger):
    ledger.add(reading(TEXT))
    assert len(ledger.claims("killed")) == 2
    assert ledger.claims("wounded") == []


def test_links_are_withdrawn_never_deleted(ledger):
    link = Link("a", "b", Verdict.SAME, 0.9, ("the same words",), "copies 1")
    assert ledger.add_links([link, link]) == 1
    assert ledger.add_links([link]) == 0
    assert ledger.links() == [link]
    ledger.withdraw_link(link.id, "two events")
    assert ledger.links() == []
    with pytest.raises(UsageError, match="nothing was withdrawn"):
        ledger.withdraw_link("nothing", "why")


def tally(low, best=None, high=None, key="t"):
    return Tally(
        id=key,
        measure="killed",
        of=Population("soldiers", ("KP",)),
        place=None,
        period=None,
        scope=Scope.CUMULATIVE,
        unit="person",
        low=low,
        best=best,
        high=high,
        grade=Grade.WEAK,
        policy="bounds",
        convention="default",
        as_of=None,
        origins=1,
        sides=(),
        silent=(),
        contested=False,
        conflict=(),
        statements=(),
        bounds=(),
        revisions=(Revision(date(2024, 12, 16), low, best, high, ("claim",)),),
        answer="some",
    )


def test_an_answer_that_changed_is_a_new_revision(ledger):
    assert ledger.record_revisions([tally(Decimal(30))]) == 1
    assert ledger.record_revisions([tally(Decimal("3E+1"))]) == 0
    assert ledger.record_revisions([tally(Decimal(300), high=Decimal("999.5"))]) == 1
    first, second = ledger.changes()
    assert (first.before, second.before) == (None, first.revision)
    assert second.revision.supersedes == first.revision.id
    assert (second.revision.low, second.revision.high) == (300, Decimal("999.5"))
    assert second.revision.because == ("claim",)


def test_a_question_that_nothing_asks_any_more_is_withdrawn_and_may_return(ledger):
    ledger.record_revisions([tally(Decimal(30)), tally(Decimal(8), key="u")])
    assert ledger.record_revisions([tally(Decimal(8), key="u")]) == 1
    assert ledger.record_revisions([tally(Decimal(8), key="u")]) == 0
    assert ledger.changes()[-1].withdrawn
    assert ledger.record_revisions([tally(Decimal(30)), tally(Decimal(8), key="u")]) == 1
    assert ledger.changes()[-1].revision.low == 30


def test_changes_since_a_moment(ledger):
    ledger.record_revisions([tally(Decimal(30))])
    moment = datetime.now(UTC)
    ledger.record_revisions([tally(Decimal(31))])
    (change,) = ledger.changes(moment)
    assert (change.before.low, change.revision.low) == (30, 31)
    assert change.recorded >= moment


def test_text_that_databases_dislike_is_kept(ledger):
    odd = reading("a\x00b \ud800 7 men", publisher="\udcff\x00", path="\udcfe.txt")
    ledger.add(odd)
    assert ledger.reports() == [odd.report]
    assert tuple(ledger.claims()) == odd.claims


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=st.lists(nouns.claims(), max_size=4, unique_by=lambda claim: claim.id))
def test_any_claim_comes_back(tmp_path_factory, found):
    page = reading("a page")
    found = tuple(replace(claim, report=page.report.id) for claim in found)
    with Ledger(str(tmp_path_factory.mktemp("any") / "t.db"), create=True) as ledger:
        ledger.add(replace(page, claims=found))
        assert tuple(ledger.claims()) == found


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["5 men", "6 men and 7 boys"]),
        st.sampled_from(["one 1", "one 2"]),
        st.sampled_from([None, date(2024, 1, 1)]),
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None)
@given(actions=ACTIONS)
def test_only_the_newest_reading_of_each_page_counts(tmp_path_factory, actions):
    newest = {}
    with Ledger(str(tmp_path_factory.mktemp("runs") / "t.db"), create=True) as ledger:
        for text, made_by, published in actions:
            page = reading(text, made_by=made_by, published=published, path=text)
            ledger.add(page)
            assert ledger.add(page) is Added.KNOWN
            newest[text] = page
        claims = {claim for page in newest.values() for claim in page.claims}
        assert set(ledger.claims()) == claims
        assert {report.id for report in ledger.reports()} == {
            page.report.id for page in newest.values()
        }


def test_the_newest_changes_are_asked_for_by_number_and_by_tally(ledger):
    assert ledger.newest_changes(5) == []
    assert ledger.first_change() is None
    ledger.record_revisions([tally(Decimal(30)), tally(Decimal(8), key="u")])
    ledger.record_revisions([tally(Decimal(31)), tally(Decimal(8), key="u")])
    newest = ledger.newest_changes(2)
    told = ledger.changes_by_id(newest)
    assert [(one.tally.id, one.revision.low) for one in told] == [("t", 31), ("u", 8)]
    assert told[0].before.low == 30
    (only,) = ledger.changes_by_id(ledger.newest_changes(5, {"u"}))
    assert only.tally.id == "u"
    assert ledger.newest_changes(1, {"t"}) == newest[:1]
    assert ledger.newest_changes(5, set()) == []
    assert ledger.changes_by_id(["nothing"]) == []
    oldest = ledger.changes()[0]
    assert ledger.first_change() == (oldest.revision.id, oldest.recorded)
