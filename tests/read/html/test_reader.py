"""The reader of HTML: pages in, pieces with kinds out, Problems for what is broken."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tallybook.model import Page, Problem
from tallybook.read import Raw, ReadOptions, read_where
from tallybook.read.html.reader import HTML, read_html
from tallybook.read.text import TEXT

STORY = (
    "<p>A fire in the market of Oldtown killed at least nine people on Monday, the mayor said.</p>"
    "<p>Another 30 were taken to hospital, where two of them died during the night, she added.</p>"
)


def read(content: bytes | str, **known: object) -> tuple[Page | None, list[Problem]]:
    found = list(read_html(content, where="page.html", **known))  # type: ignore[arg-type]
    pages = [each for each in found if isinstance(each, Page)]
    assert len(pages) <= 1
    return (pages[0] if pages else None), [each for each in found if isinstance(each, Problem)]


def page_of(content: bytes | str, **known: object) -> Page:
    page, problems = read(content, **known)
    assert page is not None
    assert problems == []
    return page


def kinds(page: Page) -> list[tuple[str, str]]:
    text = page.report.text
    return [(piece.kind.value, text[piece.start : piece.end]) for piece in page.pieces]


def main_text(page: Page) -> str:
    text = page.report.text
    return "\n".join(text[piece.start : piece.end] for piece in page.pieces if piece.main)


def raw(head: bytes, name: str = "x", media_type: str | None = None) -> Raw:
    return Raw(name, Path(name), head, lambda: io.BytesIO(head), media_type=media_type)


@pytest.mark.parametrize(
    "head",
    [
        b"<!DOCTYPE html><html>",
        b"\xef\xbb\xbf \n<!-- saved --><HTML lang=en>",
        b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 '
        b'Strict//EN" "x.dtd"><html xmlns="http://www.w3.org/1999/xhtml">',
        b"<head><title>x",
        "<!doctype html><p>x".encode("utf-16"),
    ],
)
def test_pages_are_known_by_their_first_tags(head: bytes) -> None:
    assert HTML.accepts(raw(head))


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"Nine dead, the mayor said.",
        b'<?xml version="1.0"?><rss version="2.0"><channel>',
        b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">',
        b"%PDF-1.7 <html>",
        b'{"html": "<p>x</p>"}',
    ],
)
def test_other_formats_are_left_to_others(head: bytes) -> None:
    assert not HTML.accepts(raw(head))


def test_a_fragment_is_a_page_where_a_server_or_its_name_says_so() -> None:
    assert HTML.accepts(raw(b"<div><p>Nine dead</p></div>", "x.html"))
    assert HTML.accepts(raw(b"<div><p>Nine dead</p></div>", media_type="text/html; charset=x"))
    assert not HTML.accepts(raw(b"<div><p>Nine dead</p></div>", "x.txt"))
    assert not HTML.accepts(raw(b"%PDF-1.7", media_type="text/html"))
    assert not HTML.accepts(raw(b"<rss><channel>", media_type="text/html"))


def test_a_file_is_read_with_its_path(tmp_path: Path) -> None:
    path = tmp_path / "story.html"
    path.write_text(f"<html><body>{STORY}</body></html>", encoding="utf-8")
    (page,) = read_where(str(path), ReadOptions(publisher="The Post"), readers=(HTML, TEXT))
    assert isinstance(page, Page)
    assert page.report.path == str(path)
    assert page.report.publisher == "The Post"
    assert page.snapshot is not None
    assert page.snapshot.content == path.read_bytes()
    assert page.snapshot.media_type == "text/html"


def test_the_kinds_of_a_page() -> None:
    page = page_of(
        "<html><head><title>Nine die in market fire - The Post</title></head><body>"
        "<header><a href='/'>The Post</a></header><nav><a href='/w'>World</a></nav>"
        "<article><h1>Nine die in market fire</h1>"
        "<div class='byline'>By <a rel='author' href='/a'>Ana Roe</a></div>"
        "<time datetime='2024-05-06'>6 May 2024</time>"
        "<figure><img src='x.jpg'><figcaption>The market. Ana Roe/The Post</figcaption></figure>"
        f"{STORY}<h2>A night of rain</h2><p>Rain helped the firemen, their chief said later.</p>"
        "<blockquote><p>We ran, and the roof came down behind us.</p></blockquote>"
        "<ul><li>Dead: 11</li><li>Hurt: 28</li></ul>"
        "<table><tr><th>Ward</th><th>Dead</th></tr><tr><td>North</td><td>7</td></tr></table>"
        "<p>The market is to open again in a week, the council said in a short notice.</p>"
        "</article>"
        "<div class='related-stories'><h3>Related</h3>"
        "<ul><li><a href='/1'>Bridge falls, 5 dead</a></li></ul></div>"
        "<section id='comments'><p>I saw 20 dead with my own eyes, believe me or not.</p></section>"
        "<footer>© The Post</footer></body></html>"
    )
    told = kinds(page)
    assert ("title", "Nine die in market fire") in told
    assert ("byline", "By Ana Roe") in told
    assert ("byline", "6 May 2024") in told
    assert ("caption", "The market. Ana Roe/The Post") in told
    assert ("heading", "A night of rain") in told
    assert ("quote", "We ran, and the roof came down behind us.") in told
    assert ("item", "Dead: 11") in told
    assert ("row", "Ward | Dead") in told
    assert ("row", "North | 7") in told
    assert ("teaser", "Bridge falls, 5 dead") in told
    assert ("comment", "I saw 20 dead with my own eyes, believe me or not.") in told
    assert ("chrome", "World") in told
    assert ("chrome", "© The Post") in told
    main = main_text(page)
    assert "at least nine people" in main
    assert "roof came down" in main
    assert "Dead: 11" in main
    assert "20 dead" not in main
    assert "5 dead" not in main
    assert page.report.title == "Nine die in market fire"


def test_hidden_text_is_no_text() -> None:
    page = page_of(
        f"<body>{STORY}<p hidden>1 hidden</p><p style='display: none'>2 hidden</p>"
        "<noscript>3 hidden</noscript><template><p>4 hidden</p></template>"
        "<script>var a = '<p>5 hidden</p>'</script><svg><title>6 hidden</title></svg>"
        "<!-- <p>7 hidden</p> --><p>Eight people are missing in the town, she said.</p></body>"
    )
    assert "hidden" not in page.report.text
    assert "Eight people" in page.report.text


def test_a_form_around_the_whole_page_is_no_furniture() -> None:
    page = page_of(f"<body><form id='aspnetForm'><div>{STORY}</div></form></body>")
    assert "nine people" in main_text(page)


def test_a_page_named_for_comment_is_no_readers_comment() -> None:
    page = page_of(
        f"<body class='comment'><article class='content--comment'><h1>T</h1>{STORY * 3}</article>"
    )
    assert "nine people" in main_text(page)


def test_a_short_story_that_no_rule_finds_is_taken_from_its_container() -> None:
    page = page_of(
        "<body><nav><a href='/'>Home</a></nav><article><h1>Nine dead</h1>"
        "<p>A fire in Oldtown killed nine people, police say.</p></article></body>"
    )
    assert "killed nine people" in main_text(page)


def test_a_menu_in_one_line_is_no_teaser() -> None:
    page = page_of(
        "<body><div><a href='/a'>News</a> <a href='/b'>Weather</a> <a href='/c'>Sport</a></div>"
        f"<div>{STORY}</div></body>"
    )
    assert kinds(page)[0] == ("chrome", "News Weather Sport")


def test_declared_charset_of_a_server() -> None:
    text = f"<body>{STORY}<p>Пожар на рынке унёс девять жизней, сообщил мэр города.</p></body>"
    page = page_of(text.encode("cp1251"), charset="windows-1251")
    assert "девять жизней" in page.report.text
    assert page.snapshot is not None
    assert page.snapshot.encoding == "cp1251"


def test_text_instead_of_bytes() -> None:
    page = page_of(f"<meta charset='windows-1251'><body>{STORY}<p>Он сказал: девять.</p>")
    assert "девять" in page.report.text
    assert page.snapshot is not None
    assert page.snapshot.encoding == "utf-8"


def test_two_documents_in_one_are_both_read() -> None:
    page = page_of(f"<html><body>{STORY}</body></html><html><body><p>Behind it.</p></body></html>")
    assert page.report.text.endswith("Behind it.")
