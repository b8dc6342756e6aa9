"""Runs: where each stretch of a text stands in what it was read from."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tallybook.model import Run, raw_span
from tallybook.read.html.aligning import align, align_words
from tallybook.read.html.masking import Plain, compose, unmarked, whole


def holds(text: str, raw: str, runs: tuple[Run, ...]) -> None:
    last = 0
    for run in runs:
        assert run.start >= last
        assert run.length > 0
        last = run.start + run.length
        assert text[run.start : last] == raw[run.raw : run.raw + run.length]


def mapped(text: str, raw: str, words: str) -> str | None:
    """What of the raw text stands for the words of the text."""
    start = text.index(words)
    span = raw_span(align(text, raw), start, start + len(words))
    return None if span is None else raw[span[0] : span[1]]


def test_tags_within_words_and_references_do_not_matter() -> None:
    raw = "<p>The\n mayor&#8217;s aide: <b>4</b>5&nbsp;dead</p><p>A &amp; B</p>"
    text = "The mayor’s aide: 45 dead\nA & B"
    assert mapped(text, raw, "45 dead") == "4</b>5&nbsp;dead"
    assert mapped(text, raw, "A & B") == "A &amp; B"
    holds(text, raw, align(text, raw))


def test_what_stands_in_markup_is_not_taken_for_text() -> None:
    raw = (
        '<title>45 dead</title><script>var a="45 dead"</script><!-- 45 dead -->'
        '<img alt="45 dead"><p title=">45 dead">45 dead</p>'
    )
    (run,) = align("45 dead", raw)
    assert run.raw == raw.rindex("45 dead")


def test_the_second_of_two_like_lines_is_the_second() -> None:
    raw = "<p>Share</p><p>Nine dead</p><p>Share</p>"
    runs = align("Share\nNine dead\nShare", raw)
    assert [run.raw for run in runs] == [3, 15, 31]


def test_a_line_with_hidden_words_in_it_is_mapped_around_them() -> None:
    raw = "<p>Nine people <span hidden>were not </span>died in Oldtown</p>"
    text = "Nine people died in Oldtown"
    assert mapped(text, raw, "Nine people") == "Nine people"
    assert mapped(text, raw, "died in Oldtown") == "died in Oldtown"


def test_cells_of_a_row_stand_apart() -> None:
    raw = "<tr><th>Dead</th><td>1,204</td></tr>"
    assert mapped("Dead | 1,204", raw, "1,204") == "1,204"


def test_a_text_that_is_not_there_has_no_runs() -> None:
    assert align("Something else altogether", "<p>Nine dead</p>") == ()
    assert align("", "<p>x</p>") == ()
    assert align("x", "") == ()


def test_other_sources_have_plain_texts_of_their_own() -> None:
    raw = r'{"text": "Nine \"dead\""}'
    plain = Plain('Nine "dead"', (Run(0, 10, 5), Run(6, 17, 4)))
    assert align_words('Nine "dead"', plain) == (Run(0, 10, 5), Run(6, 17, 4))
    holds('Nine "dead"', raw, align_words('Nine "dead"', plain))
    assert align_words("Nine dead", whole("Nine  dead")) == (Run(0, 0, 5), Run(5, 6, 4))


def test_runs_compose() -> None:
    assert compose([Run(0, 0, 4), Run(4, 2, 4)], [Run(0, 10, 3), Run(3, 20, 5)]) == (
        Run(0, 10, 3),
        Run(3, 20, 1),
        Run(4, 12, 1),
        Run(5, 20, 3),
    )


MARKED = st.lists(
    st.one_of(
        st.sampled_from(
            ["<p>", "</p>", "<b>", "<br/>", "&amp;", "&#x41;", "\n", " ", "\u00ad", "<"]
        ),
        st.text(alphabet="ab1 <>&;\"'", max_size=8),
    ),
    max_size=40,
).map("".join)


@settings(deadline=None)
@given(MARKED, st.text(alphabet="ab1& |\n", max_size=60))
def test_runs_hold_whatever_is_aligned(raw: str, text: str) -> None:
    holds(text, raw, align(text, raw))


@settings(deadline=None)
@given(MARKED)
def test_runs_of_the_unmarked_text_hold(raw: str) -> None:
    plain = unmarked(raw)
    holds(plain.text, raw, plain.runs)
    holds(plain.text, raw, align(plain.text, raw))


def test_it_ends_where_nothing_is_found() -> None:
    lines = "\n".join(f"a line of words that is not there {i}" for i in range(20_000))
    raw = "<p>" + "quite another text. " * 50_000
    assert len(align(lines, raw)) < len(lines)
