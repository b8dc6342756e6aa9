from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallybook.extract.attribution.quotes import continued, find_quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("He said “yes, we can” and left.", ["“yes, we can”"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("A ‘significant’ loss", ["‘significant’"]),
        ("'Several Hundred' Lost at Sea", ["'Several Hundred'"]),
        ("the soldiers' families' homes", []),
        ("it’s the mayor’s house", []),
        ("“He told me ‘go’ and I went,” she said.", ["“He told me ‘go’ and I went,”"]),
        ("''Nobody came,'' he said.", ["''Nobody came,''"]),
        ("no marks at all", []),
    ],
)
def test_quotes(text: str, quotes: list[str]) -> None:
    assert [text[quote.start : quote.end] for quote in find_quotes(text)] == quotes


def test_a_speech_over_two_paragraphs_goes_on() -> None:
    text = "“We went home.\n\n“Nobody was there,” he said."
    first, second = find_quotes(text)
    assert first.continues
    assert continued([first, second], first) == [first, second]


def test_an_open_mark_does_not_swallow_the_next_paragraph() -> None:
    text = "“We went home.\n\nNobody was there."
    (quote,) = find_quotes(text)
    assert quote.end <= text.index("\n")


@given(st.text(alphabet="ab \n\"“”'‘’,.", max_size=60))
def test_quotes_are_in_order_and_apart(text: str) -> None:
    quotes = find_quotes(text)
    for before, after in pairwise(quotes):
        assert before.end <= after.start
    assert all(0 <= quote.start < quote.end <= len(text) for quote in quotes)
