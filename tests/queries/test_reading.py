"""A text with its claims: runs that join to the text, parts of a long one, notes, marks."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallybook.catalogue.measures import load_measures
from tallybook.model import (
    Attribution,
    Block,
    Claim,
    Form,
    Population,
    Quantity,
    Role,
    Scope,
    Source,
    Stance,
)
from tallybook.queries.reading import Asked, ReadText, read_text
from tallybook.queries.reading_marks import mark_measures
from tallybook.queries.reading_parts import cut_parts, part_of

MEASURES = load_measures().definitions


def claim(text: str, start: int, end: int, measure: str = "killed", **fields: object) -> Claim:
    return Claim(
        report="r",
        text=text[start:end],
        start=start,
        end=end,
        quantity=Quantity(Decimal(1), Decimal(1), Form.EXACT, words=text[start:end]),
        measure=measure,
        of=Population(),
        block=Role.BODY,
        sentence=(0, len(text)),
        rule="test",
        made_by="test 1",
        stance=Stance.CLAIMED,
        scope=Scope.INCIDENT,
        confidence=1.0,
        **fields,  # type: ignore[arg-type]
    )


def credit(
    start: int, end: int, cue: tuple[int, int] | None = None, who: str = "HUR"
) -> Attribution:
    return Attribution(Source(who), "…", start, end, "said", *(cue or (None, None)))


def runs_of(read: ReadText):
    return [run for block in read.blocks for each in block.paragraphs for run in each.runs]


LETTERS = st.text(alphabet="ab \n\t\u202e\U0001f600é.", max_size=160)


@st.composite
def told(draw: st.DrawFn):
    text = draw(LETTERS)
    edge = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(edge, edge).map(sorted), max_size=8))
    claims = []
    for number, (start, end) in enumerate(spans):
        said = tuple(
            credit(
                *draw(st.tuples(edge, edge).map(sorted)),
                tuple(draw(st.tuples(edge, edge).map(sorted))),
                f"s{i}",
            )
            for i in range(draw(st.integers(0, 2)))
        )
        if start < end:
            claims.append(claim(text, start, end, f"m{number}", attribution=said))
    cuts = sorted({0, len(text), *draw(st.lists(edge, max_size=5))})
    blocks = [Block(draw(st.sampled_from(Role)), a, b) for a, b in pairwise(cuts)]
    return text, [one for one in blocks if draw(st.booleans())], claims


@settings(max_examples=200, deadline=None)
@given(told())
def test_runs_join_to_the_text_and_to_each_claim(case):
    text, blocks, claims = case
    read = read_text(text, blocks, claims, MEASURES)
    runs = runs_of(read)
    assert "".join(run.text for run in runs) == text
    assert all(text[run.start : run.end] == run.text for run in runs)
    for note in read.notes:
        under = [
            run for run in runs if any(stroke.note.number == note.number for stroke in run.strokes)
        ]
        assert "".join(run.text for run in under) == note.claim.text
        begun = [s for run in under for s in run.strokes if s.begins and s.note is note]
        assert len(begun) <= 1
    assert len(read.notes) == len(claims)


@settings(max_examples=100, deadline=None)
@given(told(), st.integers(1, 40), st.integers(1, 4))
def test_parts_are_the_whole_text_and_part_no_claim(case, longest, most):
    text, _, claims = case
    spans = sorted((one.start, one.end) for one in claims)
    parts = cut_parts(text, spans, longest=longest, most=most)
    assert [part.start for part in parts] == [0, *(part.end for part in parts[:-1])]
    assert parts[-1].end == len(text)
    assert all(part.start < part.end <= part.start + longest for part in parts if text)
    assert sum(part.claims for part in parts) == len([one for one in spans if one[0] < len(text)])
    assert all(part_of(parts, at).holds(at) for at in range(len(text)))


def test_overlapping_claims_lie_below_each_other():
    text = "30 killed and 12 wounded in all"
    read = read_text(
        text,
        (),
        [claim(text, 0, 9), claim(text, 0, 24, "killed_or_wounded"), claim(text, 5, 24, "wounded")],
        MEASURES,
    )
    lanes = {s.note.claim.measure: s.lane for run in runs_of(read) for s in run.strokes}
    assert lanes == {"killed": 0, "killed_or_wounded": 1, "wounded": 2}
    assert [len(run.strokes) for run in runs_of(read)] == [2, 3, 2, 0]
    leads = [run.leads for run in runs_of(read)]
    assert [one.note.number if one else None for one in leads] == [1, 3, None, None]


def test_speaker_and_cue_are_told_once_for_all_their_claims():
    text = "HUR said 30 died and 12 were hurt."
    both = (credit(0, 3, (4, 8)),)
    read = read_text(
        text,
        (),
        [claim(text, 9, 11, attribution=both), claim(text, 21, 23, "wounded", attribution=both)],
        MEASURES,
    )
    touched = [
        (run.text, t.part.value, t.voice, t.numbers) for run in runs_of(read) for t in run.touches
    ]
    assert touched == [("HUR", "speaker", 1, (1, 2)), ("said", "cue", 1, (1, 2))]


def test_a_claim_names_its_whole_by_number():
    text = "30 died, 12 of them children"
    one = claim(text, 0, 7)
    read = read_text(text, (), [claim(text, 9, 28, part_of=one.id), one], MEASURES)
    assert read.notes[0].whole is None
    assert read.notes[1].whole is not None
    assert (read.notes[1].whole.number, read.notes[1].whole.text) == (1, "30 died")


def test_a_claim_whose_words_are_elsewhere_is_told_and_not_drawn():
    text = "30 died"
    wrong = replace(claim(text, 0, 7), text="40 died")
    read = read_text(text, (), [wrong], MEASURES)
    assert (read.claims, read.lost) == (0, (wrong,))


def test_blocks_name_their_role_where_it_changes_and_posts_where_they_open():
    text = "Head\n\nOne.\n\nTwo.\n\nThree.\n"
    time = datetime(2024, 12, 16, 9, tzinfo=UTC)
    blocks = [
        Block(Role.HEADLINE, 0, 6),
        Block(Role.POST, 6, 12, time),
        Block(Role.POST, 12, 18, time),
        Block(Role.POST, 18, 25, time.replace(hour=10)),
    ]
    read = read_text(text, blocks, [], MEASURES)
    assert [one.names_role for one in read.blocks] == [True, True, False, True]
    assert [one.opens for one in read.blocks] == [False, True, False, True]
    assert read.roles == {Role.HEADLINE: 1, Role.POST: 3}


def test_what_no_block_holds_is_body():
    read = read_text("ab cd ef", [Block(Role.TEASER, 3, 5)], [], MEASURES)
    assert [(one.role.value, one.start, one.end) for one in read.blocks] == [
        ("body", 0, 3),
        ("teaser", 3, 5),
        ("body", 5, 8),
    ]


def test_an_empty_text_is_one_empty_part():
    read = read_text("", (), [], MEASURES)
    assert (read.blocks, len(read.parts), read.length) == ((), 1, 0)


@pytest.fixture(scope="module")
def long_text() -> tuple[str, list[Claim]]:
    text = "\n\n".join(
        f"On day {n} some {n} people died there." + " word" * 20 for n in range(5_000)
    )
    claims, at = [], 0
    for n in range(5_000):
        at = text.index(f" {n} people died", at) + 1
        claims.append(claim(text, at, at + len(f"{n} people")))
    return text, claims


def test_a_long_text_opens_at_the_part_of_the_claim(long_text):
    text, claims = long_text
    wanted = claims[3_210]
    read = read_text(text, (), claims, MEASURES, asked=Asked(claim=wanted.id))
    assert read.chosen is not None
    assert read.chosen.number == 3_211
    assert read.part.holds(wanted.start)
    assert len(read.notes) <= 200
    assert read.part.end - read.part.start <= 60_000
    assert read.claims == 5_000
    assert read_text(text, (), claims, MEASURES, asked=Asked(9_999)).part is not None


def test_one_paragraph_of_a_megabyte_is_cut_between_words():
    text = "word " * 200_000
    read = read_text(text, (Block(Role.BODY, 0, len(text)),), [], MEASURES, asked=Asked(3))
    assert len(read.parts) > 10
    assert all(text[part.start - 1] == " " for part in read.parts[1:])
    assert sum(len(run.text) for run in runs_of(read)) == read.part.end - read.part.start


def test_no_two_measures_look_alike():
    marks = mark_measures(MEASURES)
    assert marks.keys() == MEASURES.keys()
    assert len({(mark.colour, mark.line) for mark in marks.values()}) == len(marks)
    assert marks["killed"].colour == marks["wounded"].colour
    assert marks["killed"].line != marks["wounded"].line
    assert marks["killed"].colour != marks["displaced"].colour
