"""A decoded page into a Page: its tree, lines, judgement, metadata and runs, one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tallybook.model import Kind, Page, Piece, Problem, Report, Run, Snapshot
from tallybook.read import mapping
from tallybook.read.decoding import Decoded
from tallybook.read.door import ReadOptions
from tallybook.read.html.aligning import align
from tallybook.read.html.anchors import STAMPS
from tallybook.read.html.contexts import Context
from tallybook.read.html.judging import judge
from tallybook.read.html.lines import Line
from tallybook.read.html.masking import compose
from tallybook.read.html.metadata import Metadata, believed_language, find_metadata
from tallybook.read.html.naming import name_lines
from tallybook.read.html.pieces import find_lines
from tallybook.read.html.posts import ExtraPost, Post, extra_posts, find_posts
from tallybook.read.html.tree import DEEPEST, parse_html
from tallybook.read.mojibake import Mended, mend
from tallybook.read.refusals import problem

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SHELL: Final = 40  # letters and digits that an app shows before its scripts have run
_SAMPLE: Final = 4_000  # letters that tell the language
_POSTS: Final = 3
_OPENING: Final = 80  # letters of a line in which a post's clock stands
_CLOCK: Final = re.compile(r"\d{1,2}\s?(?:[:.h]\d\d|[ap]\.?m)", re.IGNORECASE)
_ELSEWHERE: Final = frozenset({Kind.TEASER, Kind.COMMENT})
_MENUS: Final = frozenset({"nav", "footer", "header", "form", "button", "select"})
_SAVE: Final = "save the page as the browser shows it and read that"


@dataclass(frozen=True, slots=True)
class Given:
    """A page's bytes, what they say, and what is known of it."""

    content: bytes
    decoded: Decoded
    where: str
    options: ReadOptions
    url: str | None
    retrieved: datetime | None
    path: Path | None


def make_page(given: Given) -> Iterator[Page | Problem]:
    """The page, then Problems for what was guessed; only a Problem where it has no text."""
    mended = mend(given.decoded.text)
    text = given.decoded.text if mended is None else mended.text
    root, deep = parse_html(text)
    # While they are held, no walk over the tree has to make them anew.
    elements = [] if root is None else list(root.iter())
    metadata = Metadata() if root is None else _metadata(root, given)
    lines, unseen = ([], []) if root is None else _lines(root, metadata, given)
    if not any(line.key for line in (*lines, *unseen)) or root is None:
        yield _no_text(given.where, root)
        return
    page = _page(lines, unseen, metadata, mended, given)
    yield page
    for reason, remedy in _doubts(given, mended, deep, metadata):
        yield problem(given.where, reason, remedy, page.report.id)
    elements.clear()
    if _is_shell(root, lines):
        reason = "holds hardly any text: it is drawn by scripts"
        yield problem(given.where, reason, _SAVE, page.report.id)


def _metadata(root: HtmlElement, given: Given) -> Metadata:
    now = (given.retrieved or datetime.now(UTC)).date()
    return find_metadata(root, given.url or given.options.url, now)


def _lines(root: HtmlElement, metadata: Metadata, given: Given) -> tuple[list[Line], list[Line]]:
    """The lines that the page shows, and those of posts that only its JSON-LD has."""
    lines = find_lines(root)
    posts: list[tuple[HtmlElement, Post]] = []
    if metadata.live or _may_be_live(lines, given.decoded.text):
        posts = find_posts(root, metadata)
        if posts:
            lines = find_lines(root, {each: (post.number, post.time) for each, post in posts})
    judge(root, lines, given.url)
    name_lines(lines, metadata.title, metadata.summary)
    if not metadata.updates:
        return lines, []
    extra = extra_posts(metadata, posts, "\n".join(line.text for line in lines))
    return lines, [line for post in extra for line in _unseen(post)]


def _unseen(post: ExtraPost) -> Iterator[Line]:
    """The lines of a post that waits behind a button: it is the page's own all the same."""
    context = Context(post=post.number, time=post.time)
    told = [(Kind.HEADING, post.headline or ""), *((Kind.PARAGRAPH, line) for line in post.lines)]
    for kind, text in told:
        if text:
            yield Line(text, kind, context, -post.number, 0.0, False, main=True)


def _may_be_live(lines: Sequence[Line], text: str) -> bool:
    """Could there be posts? Looking for them costs more than reading the page."""
    clocks = 0
    for line in lines:
        region = line.context.region
        if region is not None and (region.kind in _ELSEWHERE or region.tag in _MENUS):
            continue
        if line.timed or _CLOCK.search(line.text[:_OPENING]):
            clocks += 1
            if clocks == _POSTS:
                return True
    return any(name in text for name in STAMPS)


def _page(
    shown: Sequence[Line],
    unseen: Sequence[Line],
    metadata: Metadata,
    mended: Mended | None,
    given: Given,
) -> Page:
    lines = (*shown, *unseen)
    text = "\n".join(line.text for line in lines)
    told = " ".join(line.text for line in lines if line.main) or text
    options = given.options
    report = Report(
        text,
        url=options.url or metadata.url or given.url,
        publisher=options.publisher or metadata.publisher,
        agency=metadata.agency,
        title=metadata.title,
        language=options.language or believed_language(metadata.language, told[:_SAMPLE]),
        published=options.published or metadata.published,
        modified=metadata.modified,
        retrieved=given.retrieved,
        path=None if given.path is None else str(given.path),
    )
    snapshot = Snapshot(given.content, "text/html", given.decoded.encoding)
    runs = _runs("\n".join(line.text for line in shown), mended, given)
    if unseen:
        start = len(text) - len(behind := "\n".join(line.text for line in unseen))
        runs = (*runs, *mapping.align(behind, given.decoded.text, start))
    return Page(report, _pieces(lines), snapshot, runs)


def _pieces(lines: Sequence[Line]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = 0
    for line in lines:
        end = at + len(line.text)
        context = line.context
        pieces.append(
            Piece(at, end, line.kind, line.main, line.linked, line.box, context.post, context.time)
        )
        at = end + 1
    return tuple(pieces)


def _runs(text: str, mended: Mended | None, given: Given) -> tuple[Run, ...]:
    if mended is None:
        return align(text, given.decoded.text)
    return compose(align(text, mended.text), mended.runs)


def _doubts(
    given: Given, mended: Mended | None, deep: int, metadata: Metadata
) -> Iterator[tuple[str, str]]:
    if given.decoded.doubt is not None:
        yield given.decoded.doubt
    nuls = given.decoded.text.count("\x00")
    if nuls:
        told = "one NUL byte, which was" if nuls == 1 else f"{nuls} NUL bytes, which were"
        yield f"holds {told} left out", "fetch or save it again"
    if mended is not None:
        reason = f"has {mended.count} letters that were encoded twice (mojibake); they were mended"
        yield reason, "check its names and marks, or fetch it again"
    if deep:
        reason = f"is nested deeper than {DEEPEST} tags; what is deeper was read as plain lines"
        yield reason, "check the end of its text, or save it as plain text"
    yield from metadata.notes


def _no_text(where: str, root: HtmlElement | None) -> Problem:
    if root is not None and _scripts(root):
        return problem(where, "holds no text: it is drawn by scripts", _SAVE)
    return problem(where, "holds no text", "fetch or save the page again")


def _is_shell(root: HtmlElement, lines: Sequence[Line]) -> bool:
    """Has an app not yet drawn anything but a word or two?"""
    shown = sum(len(line.text) for line in lines)
    return (
        shown < 2 * _SHELL and sum(len(line.key) for line in lines) < _SHELL and _scripts(root) > 1
    )


def _scripts(root: HtmlElement) -> int:
    """How many programs the page runs; data in scripts is none."""
    return sum("json" not in (script.get("type") or "").lower() for script in root.iter("script"))
