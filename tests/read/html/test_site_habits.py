"""Habits of many sites' markup that tell, or only seem to tell, what a line is."""

from __future__ import annotations

import pytest

from tallybook.model import Kind, Page
from tallybook.read.fragments import read_fragment
from tallybook.read.html.markup import load_markup
from tallybook.read.html.reader import read_html

TITLE = "<h1>Bridge in Kell falls, killing nine</h1>"
STORY = (
    "<p>Nine people were killed when the old bridge in Kell fell into the river on Monday.</p>"
    "<p>The mayor said that 14 others had been taken to the hospital of the next town.</p>"
    "<p>The road over the bridge had been closed to lorries since the beginning of the year.</p>"
)


def page_of(body: str) -> Page:
    page = f"<html><head><title>Bridge in Kell falls</title></head><body>{body}</body></html>"
    found = list(read_html(page, where="page.html"))
    return next(each for each in found if isinstance(each, Page))


def kinds_of(body: str) -> dict[str, tuple[Kind, bool]]:
    page = page_of(body)
    return {page.report.text[p.start : p.end]: (p.kind, p.main) for p in page.pieces}


def test_what_a_record_shares_is_not_its_text() -> None:
    fragment = read_fragment("<p>Nine died.</p><div class='sharedaddy'><p>Tell a friend</p></div>")
    assert [piece.main for piece in fragment.pieces] == [True, False]


@pytest.mark.parametrize("names", ["drop-cap", "drop-cap-letter", "dropcap"])
def test_a_large_first_letter_is_no_caption(names: str) -> None:
    assert load_markup().says(names) == frozenset()


def test_a_footer_is_no_page_s_own_name() -> None:
    assert load_markup().says("page-footer") == {"chrome"}
    assert load_markup().says("page-news") == frozenset()


def test_attributes_name_what_hashed_classes_do_not() -> None:
    body = (
        f"<main><article>{TITLE}{STORY}"
        "<div class='x1' data-testid='comments-summary'><p>Readers say that 90 died.</p></div>"
        "</article></main>"
    )
    assert kinds_of(body)["Readers say that 90 died."] == (Kind.COMMENT, False)


def test_a_standfirst_may_be_called_a_teaser() -> None:
    lead = "The bridge had been old, and the mayor had known it, say those who live beside it."
    teaser = f"<p class='teaser-text'>{lead}</p>"
    body = f"<main><article>{TITLE}{teaser}<div>{STORY}</div></article></main>"
    assert kinds_of(body)[lead] == (Kind.SUMMARY, True)


def test_a_linked_teaser_under_the_title_is_none() -> None:
    lead = "The bridge of 1902, and how the town of Kell came to have it: a story in pictures."
    body = (
        f"<main><article>{TITLE}<div class='teaser'><h3><a href='/b'>A bridge too old</a></h3>"
        f"<p>{lead}</p></div><div>{STORY}</div></article></main>"
    )
    assert kinds_of(body)[lead] == (Kind.TEASER, False)


def test_what_holds_the_page_s_title_is_no_post() -> None:
    body = (
        "<main><section><p>Updated 3:14 PM, June 3, 2024</p>"
        f"{TITLE}<p>By Ana Roe and Li Wu for this page</p></section>"
        f"<section>{STORY}<p class='length'>0:46</p></section></main>"
    )
    assert all(piece.post is None for piece in page_of(body).pieces)
