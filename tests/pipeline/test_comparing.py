"""How one version of a page became another, in words and in claims."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pipeline.fakes import ANSWER
from tests.readings import reading

from tallybook.model import Attribution, Block, Place, Role, Source, Version
from tallybook.pipeline.adding import add, of_one_page, revise
from tallybook.pipeline.answers import Question, answer_all
from tallybook.pipeline.differing import Fate, find_difference, find_edit
from tallybook.pipeline.versions import compare, history, passages
from tallybook.store import Ledger

URL = "https://news.example/fire"
READ = datetime(2024, 12, 18, 12, tzinfo=UTC)


def version(text, since=date(2024, 12, 18), **metadata):
    found = reading(text, url=URL, **metadata)
    return Version(found.report, found.blocks, with_sentences(found), READ, since)


def with_sentences(found):
    """Each claim in the sentence that holds it."""
    text = found.report.text
    return tuple(
        replace(
            claim,
            sentence=(
                text.rfind(". ", 0, claim.start) + 2 if ". " in text[: claim.start] else 0,
                text.find(".", claim.end) + 1 or len(text),
            ),
        )
        for claim in found.claims
    )


OLD = version("A fire killed 45 men in the port. The search for others went on. It rained.")


def figures(change):
    return [(c.old.quantity.low, c.new.quantity.low) for c in change.changed]


def test_a_number_that_changed_is_one_claim_with_two_numbers():
    new = version("A fire killed 54 men in the port. The search for others went on. It rained.")
    change = compare(OLD, new)
    assert figures(change) == [(45, 54)]
    assert (change.came, change.went, change.kept) == ((), (), 0)
    edited, *rest = change.difference
    assert [(w.fate, w.text) for w in edited.words][1:3] == [(Fate.GONE, "45"), (Fate.CAME, "54")]
    assert all(passage.is_same for passage in rest)


def test_claims_that_came_and_went():
    new = version("The search for others went on. It rained. Later 7 boys drowned in a lake.")
    change = compare(OLD, new)
    assert [int(c.quantity.low) for c in change.came] == [7]
    assert [int(c.quantity.low) for c in change.went] == [45]
    assert change.changed == ()
    assert not change.silent
    assert [p.old for p in change.difference if p.new is None] == [
        "A fire killed 45 men in the port."
    ]


def test_a_sentence_put_in_other_words_keeps_its_claim():
    new = version("A large fire killed 45 men in the old port. The search went on.")
    change = compare(OLD, new)
    assert (change.kept, change.changed, change.came, change.went) == (1, (), (), ())


def test_two_numbers_of_one_sentence_are_told_apart():
    old = version("The fire killed 45 men and 12 boys in the port.")
    new = version("The fire killed 54 men and 14 boys in the port.")
    assert figures(compare(old, new)) == [(45, 54), (12, 14)]


@pytest.mark.parametrize("other", ["measure", "unit"])
def test_other_measures_are_other_claims(other):
    new = version("A fire killed 54 men in the port.")
    (claim,) = new.claims
    if other == "measure":
        claim = replace(claim, measure="wounded")
    else:
        claim = replace(claim, quantity=replace(claim.quantity, unit="tank"))
    change = compare(OLD, replace(new, claims=(claim,)))
    assert (len(change.came), len(change.went), change.changed) == (1, 1, ())


def test_of_two_likely_pairs_the_same_place_and_speaker_decide():
    def told(text, *wheres):
        made = version(text)
        claims = [
            replace(c, place=Place(w, w), attribution=(Attribution(Source(w), w, 0, 1, "said"),))
            for c, w in zip(made.claims, wheres, strict=True)
        ]
        return replace(made, claims=tuple(claims))

    old = told("Shelling killed 4 men. Shelling killed 8 men.", "Sumy", "Kherson")
    new = told("Shelling killed 9 men. Shelling killed 5 men.", "Kherson", "Sumy")
    assert sorted(figures(compare(old, new))) == [(4, 5), (8, 9)]


NEW_TEXT = "A fire killed 54 men in the port."


@pytest.mark.parametrize(
    ("new", "silent"),
    [
        (version(NEW_TEXT), True),
        (version(NEW_TEXT, modified=date(2024, 12, 18)), False),
        (version(NEW_TEXT, published=date(2024, 12, 18)), False),
        (version(NEW_TEXT + "\nCorrection: the toll was given wrongly."), False),
        (version(NEW_TEXT + "\n• Editor’s note: this was amended."), False),
        (version(NEW_TEXT + "\nCorrections were made to the road."), True),
    ],
)
def test_a_change_of_a_number_that_nothing_tells_of_is_silent(new, silent):
    assert compare(OLD, new).silent is silent


def test_a_note_or_date_that_was_there_before_tells_of_nothing():
    note = "\nCorrection: the name of the port was given wrongly."
    dated = {"modified": date(2024, 12, 16)}
    old = version(OLD.report.text + note, **dated)
    assert compare(old, version(NEW_TEXT + note, **dated)).silent
    assert not compare(old, version(NEW_TEXT + note, modified=date(2024, 12, 17))).silent


def test_claims_of_posts_that_fell_off_did_not_go():
    new = replace(version("Nothing new."), fallen=OLD.claims)
    change = compare(OLD, new)
    assert (change.went, change.fell) == ((), OLD.claims)


def test_only_the_story_is_compared():
    text = "Home | War\nA fire burned."
    blocks = (Block(Role.BOILERPLATE, 0, 11), Block(Role.BODY, 11, len(text)))
    assert passages(replace(version(text), blocks=blocks)) == ["A fire burned."]


sentences = st.lists(
    st.text("ab 1.\u00e9", min_size=1, max_size=12) | st.sampled_from(["a b c d 1", "a b c d 2"]),
    max_size=9,
)


@given(old=sentences, new=sentences)
def test_the_difference_gives_both_texts_back(old, new):
    found = find_difference(old, new)
    assert [p.old for p in found if p.old is not None] == old
    assert [p.new for p in found if p.new is not None] == new
    assert all(words.text for passage in found for words in passage.words)


@given(old=st.text(min_size=1), new=st.text(min_size=1))
def test_an_edit_gives_both_sentences_back(old, new):
    edit = find_edit(old, new)
    assert (edit.old, edit.new) == (old, new)
    fates = [words.fate for words in edit.words]
    assert all(a is not b for a, b in pairwise(fates))


def test_neighbouring_words_are_one_change():
    edit = find_edit("killed forty five men", "killed fifty four men")
    assert [w.text for w in edit.words] == ["killed ", "forty five", "fifty four", " men"]


@given(text=st.lists(st.text("ab 1.", min_size=1), max_size=5))
def test_a_text_does_not_differ_from_itself(text):
    assert all(passage.is_same for passage in find_difference(text, text))


@pytest.fixture
def ledger(tmp_path):
    with Ledger(str(tmp_path / "t.db"), create=True) as opened:
        yield opened


def page(text, day, **metadata):
    retrieved = datetime(2024, 12, day, 9, tzinfo=UTC)
    return reading(text, url=URL, retrieved=retrieved, published=date(2024, 12, 16), **metadata)


def test_the_tally_moves_with_the_page_from_the_day_on_which_it_changed(ledger):
    (first,) = add(ledger, [page("45 men died.", 16)])
    revise(ledger, ANSWER)
    (second,) = add(ledger, [page("54 men died.", 19)])
    (change,) = revise(ledger, ANSWER)
    assert first.change is None
    assert figures(second.change) == [(45, 54)]
    assert (change.before.low, change.revision.low) == (45, 54)
    assert change.revision.at == date(2024, 12, 19)

    def low(day):
        found = answer_all(ledger, Question(as_of=date(2024, 12, day)), ANSWER)
        return [int(tally.low) for tally in found]

    assert [low(day) for day in (15, 16, 18, 19, 30)] == [[], [45], [45], [54], [54]]
    assert [c if c is None else figures(c) for _, c in history(ledger, URL)] == [
        None,
        [(Decimal(45), Decimal(54))],
    ]


def test_one_url_for_several_pages_is_a_problem():
    pages = [reading(f"{n} men died.", url=URL) for n in range(3)]
    broken = replace(pages[0], report=None)
    assert list(of_one_page(pages, None)) == pages
    assert list(of_one_page(pages[:1], URL)) == pages[:1]
    assert list(of_one_page([broken, pages[0]], URL)) == [broken, pages[0]]
    (found,) = of_one_page(pages, URL)
    assert found.report is None
    assert found.problems[0].reason.startswith("--url names one page; 3 were found")
    assert found.problems[0].where == URL
