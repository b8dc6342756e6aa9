"""Trees into lines: where they are cut, what of them is text, what containers say."""

from __future__ import annotations

import pytest

from tallybook.model import Kind
from tallybook.read.html.judging import region_of
from tallybook.read.html.lines import Line, collapse
from tallybook.read.html.markup import load_markup
from tallybook.read.html.pieces import find_lines
from tallybook.read.html.tree import parse_html


def lines_of(markup: str) -> list[Line]:
    root, _ = parse_html(f"<html><body>{markup}</body></html>")
    assert root is not None
    return find_lines(root)


def texts(markup: str) -> list[str]:
    return [line.text for line in lines_of(markup)]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>a <b>b</b>c\n d</p>", ["a bc d"]),
        ("<p>a<br>b</p>", ["a", "b"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<ul><li>a<li>b <a href=x>c</a></ul>", ["a", "b c"]),
        ("<td>a</td>", ["a"]),
        ("<table><tr><td>a<td>b<tr><td>c<td></table>", ["a | b", "c"]),
        ("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>", ["a", "b", "c"]),
        (
            "<table><tr><td>a</td><td><table><tr><td>b<td>c</table></td></tr></table>",
            ["a", "b | c"],
        ),
        ("<pre>a\nb\n\nc</pre>", ["a b", "c"]),
        (
            "<p>casual\u00adties, 1\u202f200\u00a0\u00a0 dead\u200b</p>",
            ["casualties, 1\u202f200 dead"],
        ),
        ("<select><option>a<option>b</select><button>c</button>", ["a", "b", "c"]),
        ("<x-card>a</x-card><x-card>b</x-card>", ["a", "b"]),
        ("<p>a<script>b</script>c<style>d</style></p>", ["ac"]),
        ("<p>a<i aria-hidden=true>›</i></p>", ["a"]),
        ("<p>a <wbr>b</p><hr>c", ["a b", "c"]),
        ("<p></p><p> </p>", []),
        ("<p>at least 45<sup><a href='#n2'>2</a></sup> people</p>", ["at least 45 people"]),
        ("<p>45<sup>2</sup> people<sup><a href='#n3'>3</a></sup></p>", ["45 2 people3"]),
    ],
)
def test_where_lines_are_cut(markup: str, expected: list[str]) -> None:
    assert texts(markup) == expected


def test_paragraphs_of_one_container_share_its_box_whatever_they_are_made_of() -> None:
    for tag in ("p", "div"):
        one, two, other = lines_of(
            f"<div><{tag}>a</{tag}><{tag}>b</{tag}></div><div><p>c</p></div>"
        )
        assert one.box == two.box != other.box


def test_the_share_of_links() -> None:
    (line,) = lines_of("<p><a href='/x'>abcd</a> efgh</p>")
    assert (line.linked, line.away) == (0.5, False)
    (line,) = lines_of("<p><a href='#x'>abcd</a></p>")
    assert (line.linked, line.away) == (1.0, False)
    (line,) = lines_of("<p><a name='x'>abcd</a></p>")
    assert line.linked == 0.0


def test_a_byline_is_told_by_its_letters() -> None:
    kinds = [
        line.kind
        for line in lines_of(
            "<p>By <a rel=author href=/a>Ana Roe</a></p><p><time>6 May</time></p>"
            "<p><span class=dateline>OLDTOWN</span> — Nine people died when the market of the town "
            "burned down on Monday night, said the mayor, who had come from the capital.</p>"
            "<p>By <time>6 May</time> nine people were known to have died in the market.</p>"
        )
    ]
    assert kinds == [Kind.BYLINE, Kind.BYLINE, Kind.PARAGRAPH, Kind.PARAGRAPH]


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<nav>a</nav>", Kind.CHROME),
        ("<div role=navigation>a</div>", Kind.CHROME),
        ("<div class='newsletter-signup'>a</div>", Kind.CHROME),
        ("<div class='mostRead'>a</div>", Kind.TEASER),
        ("<div id=disqus_thread>a</div>", Kind.COMMENT),
        ("<div itemscope itemtype='https://schema.org/Comment'>a</div>", Kind.COMMENT),
        ("<header>a</header>", Kind.CHROME),
        ("<article><header>a</header></article>", None),
        ("<blockquote><footer>a</footer></blockquote>", None),
        ("<aside class='factbox'>a</aside>", None),
        ("<aside>a</aside>", Kind.CHROME),
        ("<div class='header-image'>a</div>", None),
        ("<div class='no-sidebar has-ads category-comments tag-share'>a</div>", None),
        ("<article class='post tag-newsletter'>a</article>", None),
        ("<main class='comment'>a</main>", None),
    ],
)
def test_regions(markup: str, kind: Kind | None) -> None:
    (line,) = lines_of(markup)
    assert region_of(line) is kind


def test_the_nearest_picture_has_the_caption() -> None:
    (line,) = lines_of(
        "<div class='article-photo'><img src=x><div>The market on Monday</div></div>"
    )
    assert line.kind is Kind.CAPTION
    (line,) = lines_of("<div class='article-photo'><div>The market on Monday</div></div>")
    assert line.kind is Kind.PARAGRAPH


def test_spaces() -> None:
    assert collapse("a\u00a0b \u2009c\t1\u00a0000") == "a b c 1\u00a0000"


def test_names_are_whole_words() -> None:
    says = load_markup().says
    assert says("read-more") == {"teaser"}
    assert says("threadmore") == frozenset()
    assert says("c123-comment") == says("c7-comment") == {"comment"}


def test_a_million_tags_without_end_are_walked() -> None:
    root, deep = parse_html("<div>" * 30_000 + "end")
    assert root is not None
    assert deep > 0
    assert [line.text for line in find_lines(root)] == ["end"]
