"""What holds for any pieces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.effort import steps
from tests.pieces import LEAD, NEXT, TITLE, Line, aside, line, page, roles_of

from tallybook.clean import find_blocks
from tallybook.model import Kind, Piece, Report

PIECES = st.lists(
    st.tuples(
        st.integers(0, 90),
        st.integers(0, 90),
        st.sampled_from(Kind),
        st.booleans(),
        st.sampled_from([0.0, 0.4, 0.8, 1.0]),
        st.integers(0, 2),
        st.sampled_from([None, None, 1, 2]),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(st.text(max_size=80), PIECES)
def test_any_pieces_give_a_partition(text: str, fields: Sequence[tuple[Any, ...]]) -> None:
    _, blocks = find_blocks(Report(text), [Piece(*each) for each in fields])
    assert "".join(text[block.start : block.end] for block in blocks) == text
    assert all(block.start < block.end for block in blocks)


LINES = st.sampled_from([LEAD, NEXT, "Read more", "Most read", "By AFP", "12:00", "Comments",
                         "Dear readers,", "Advertisement", "2 Min read", "Key points", "12",
                         "Sign up for our newsletter."])  # fmt: skip
FIELDS = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(Kind),
        "main": st.booleans(),
        "linked": st.sampled_from([0.0, 0.4, 1.0]),
        "box": st.integers(0, 2),
        "post": st.sampled_from([None, None, None, 1]),
    }
)


@settings(deadline=None)
@given(st.lists(st.tuples(LINES, FIELDS), min_size=1, max_size=14))
def test_no_comment_menu_or_list_of_others_makes_claims(lines: list[Line]) -> None:
    roles = roles_of(*lines)
    assert roles.count("headline") <= 1
    for (_, fields), role in zip(lines, roles, strict=True):
        if fields["kind"] is Kind.COMMENT:
            assert role == "boilerplate"
        if fields["kind"] is Kind.TEASER:
            assert role in {"teaser", "boilerplate"}
        if fields["kind"] is Kind.CHROME:
            assert role in {"boilerplate", "caption", "byline", "teaser"}


def test_time_is_linear_in_the_pieces() -> None:
    def cost(count: int) -> int:
        beside = [line(LEAD), aside("Most read"), aside("A ferry with 80", linked=1.0)]
        text, pieces = page(TITLE, *beside * count)
        return steps(lambda: find_blocks(Report(text), pieces))

    cost(10)
    assert cost(4_000) < 8 * 1.2 * cost(500)
