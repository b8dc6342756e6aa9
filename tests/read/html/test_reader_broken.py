"""The reader of HTML and what is broken: a Problem or a page that holds, never an exception."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallybook.model import Page, Problem
from tallybook.read import Raw, ReadOptions
from tallybook.read.html.reader import HTML, read_html
from tallybook.read.html.tree import DEEPEST
from tallybook.read.text import LIMIT

STORY = (
    "<p>A fire in the market of Oldtown killed at least nine people on Monday, the mayor said.</p>"
    "<p>Another 30 were taken to hospital, where two of them died during the night, she added.</p>"
)


def read(content: bytes | str, **known: object) -> tuple[Page | None, list[Problem]]:
    found = list(read_html(content, where="page.html", **known))  # type: ignore[arg-type]
    pages = [each for each in found if isinstance(each, Page)]
    assert len(pages) <= 1
    return (pages[0] if pages else None), [each for each in found if isinstance(each, Problem)]


@pytest.mark.parametrize("content", [b"", b" \n", b"<html></html>", b"<!-- x -->", b"<p> </p>"])
def test_an_empty_page_is_a_problem(content: bytes) -> None:
    page, (problem,) = read(content)
    assert page is None
    assert "holds no text" in problem.reason
    assert problem.remedy


def test_an_app_without_text_is_said_to_be_one() -> None:
    page, (problem,) = read("<html><body><div id=root></div><script src=a.js></script></body>")
    assert page is None
    assert "scripts" in problem.reason
    assert "browser" in problem.remedy


def test_few_nuls_are_left_out_and_many_refused() -> None:
    page, (problem,) = read(f"<body>{STORY}<p>Four\x00teen are missing.</p>".encode())
    assert page is not None
    assert "Fourteen" in page.report.text
    assert "NUL" in problem.reason
    page, (problem,) = read(b"<html>" + b"\x00\x01" * 500)
    assert page is None
    assert "NUL" in problem.reason


def test_mojibake_is_mended_and_said() -> None:
    right = f"<body>{STORY}<p>“It’s the café’s fault”, he said – à la carte.</p></body>"
    spoilt = "".join(
        bytes([byte]).decode("cp1252" if byte not in b"\x81\x8d\x8f\x90\x9d" else "latin-1")
        for byte in right.encode()
    )
    page, (problem,) = read(spoilt.encode())
    assert page is not None
    assert "“It’s the café’s fault”" in page.report.text
    assert "mojibake" in problem.reason
    holds(page)


def test_nesting_ten_thousand_deep_is_read() -> None:
    deep = "<div>" * 10_000 + "<p>Nine people died at the bottom.</p>" + "</div>" * 10_000
    page, (problem,) = read(f"<body>{STORY}{deep}<p>Behind it.</p></body>")
    assert page is not None
    assert "Nine people died at the bottom." in page.report.text
    assert page.report.text.endswith("Behind it.")
    assert str(DEEPEST) in problem.reason
    holds(page)


def test_a_line_of_megabytes_is_read() -> None:
    line = "word " * 2_500_000
    page, problems = read(f"<body><p>{line}</p></body>")
    assert page is not None
    assert problems == []
    assert len(page.report.text) == len(line) - 1
    holds(page)


def test_what_is_too_large_is_refused() -> None:
    big = Raw("big.html", None, b"<html>", lambda: io.BytesIO(b""), size=LIMIT + 1)
    (problem,) = HTML.read(big, ReadOptions())
    assert isinstance(problem, Problem)
    assert "limit" in problem.reason


def holds(page: Page) -> None:
    """Every piece is a line of the text, every run stands in the decoded snapshot."""
    text = page.report.text
    assert [text[piece.start : piece.end] for piece in page.pieces] == text.split("\n")
    assert page.snapshot is not None
    decoded = page.snapshot.content.decode(page.snapshot.encoding or "utf-8", errors="replace")
    last = 0
    for run in page.runs:
        assert run.length > 0
        assert run.start >= last
        last = run.start + run.length
        assert text[run.start : last] == decoded[run.raw : run.raw + run.length]


TAGS = st.sampled_from(
    ["p", "div", "span", "b", "br", "table", "tr", "td", "th", "ul", "li", "h1", "h2", "a", "time"]
    + ["figure", "figcaption", "blockquote", "article", "main", "nav", "aside", "footer", "form"]
    + ["script", "style", "svg", "pre", "hr", "section", "title", "body", "html", "sup", "x-y"]
)
NAMES = st.sampled_from(
    ["", ' class="share"', ' id="comments"', " hidden", ' href="/a"', ' "', ">"]
)
PARTS = st.one_of(
    st.builds(lambda tag, names: f"<{tag}{names}>", TAGS, NAMES),
    st.builds(lambda tag: f"</{tag}>", TAGS),
    st.text(max_size=30),
    st.sampled_from(
        ["&amp;", "&nbsp;", "&#8217;", "&bogus;", "<!--", "-->", "\u00ad", "\x00", " | "]
    ),
    st.sampled_from(["Nine people died, the mayor said.", "1\u202f200 dead", "<![CDATA[", "<?x"]),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS, max_size=40).map("".join))
def test_whatever_comes_is_a_page_that_holds_or_a_problem(markup: str) -> None:
    for found in read_html(markup, where="x"):
        if isinstance(found, Page):
            holds(found)
        else:
            assert found.reason


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_of_any_kind_raise_nothing(content: bytes) -> None:
    for found in read_html(b"<html><body><p>" + content, where="x"):
        if isinstance(found, Page):
            holds(found)
