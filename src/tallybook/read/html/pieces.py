"""A tree into lines: the text that a page shows, cut where its blocks begin and end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from tallybook.read.html.contexts import HIDING, Context, enter, flags_of, is_hidden
from tallybook.read.html.lines import COUNTED, Line, collapse, join_row, make_line
from tallybook.read.html.markup import Markup, load_markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLANK: Final = re.compile(r"\n[ \t\r]*\n")
_TABLES: Final = frozenset({"tr", "table"})
_TABLED: Final = frozenset({"table", "tr", "td", "th"})
_COUNTS: Final = [
    tuple(i for i, flag in enumerate(COUNTED, 1) if flags & flag)
    for flags in range(2 * COUNTED[-1])
]
_NONE: Final[dict[str, str]] = {}


def find_lines(
    root: HtmlElement, posts: Mapping[Any, tuple[int, datetime | None]] | None = None
) -> list[Line]:
    """The lines of a page in its order; posts: number and time by a live blog's post's element.

    One walk over the tree, no recursion; linear in it.
    """
    walk = _Walk(load_markup(), posts or {})
    walk.over(root)
    return walk.lines


class _Walk:
    """The state of a walk: the lines so far, the letters of the next one, what stands open."""

    def __init__(self, markup: Markup, posts: Mapping[Any, tuple[int, datetime | None]]) -> None:
        self.lines: list[Line] = []
        self.markup = markup
        self.posts = posts
        self.parts: list[str] = []
        self.counts = [0] * (1 + len(COUNTED))
        self.total = 0
        self.numbers = 0
        self.rows: list[tuple[int, int]] = []  # a row's first line, how many tables were shut
        self.nested = 0  # how many tables were shut

    def over(self, root: HtmlElement) -> None:
        """Walk the whole tree."""
        from lxml.etree import iterwalk  # heavy: a cold start must not pay for it

        markup = self.markup
        blocks, dropped = markup.blocks, markup.dropped
        context, flags = Context(), 0
        stack: list[tuple[Context, int]] = []
        skipped: Any = None
        parts = self.parts
        known: dict[Any, bool] = {}
        walk = iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            is_block = known.get(tag)
            if is_block is None:
                is_block = known[tag] = tag in blocks or (isinstance(tag, str) and "-" in tag)
            if event == "start":
                given = element.items()
                attributes = dict(given) if given else _NONE
                if (
                    tag in dropped
                    or (tag == "sup" and self.marks_note(element))
                    or (
                        given
                        and not HIDING.isdisjoint(attributes)
                        and is_hidden(element, tag, attributes)
                    )
                ):
                    if is_block and parts:
                        self.end_line(context)
                    skipped = element
                    walk.skip_subtree()
                    continue
                stack.append((context, flags))
                if is_block:
                    if parts:
                        self.end_line(context)
                    context = self.enter_block(element, tag, attributes, context)
                elif tag == "br":
                    self.end_line(context)
                elif given or tag == "time":
                    flags = flags_of(tag, attributes, flags, markup)
                    self.counts[0] += tag == "a"
                text = element.text
            else:
                if element is skipped:
                    skipped = None
                else:
                    if is_block:
                        if parts:
                            self.end_line(context, shut=True)
                        if tag in _TABLES:
                            self.leave_table(tag)
                    context, flags = stack.pop()
                text = element.tail if stack else None
            if text and (parts or not text.isspace()):
                self.add(text, flags, context)
        self.end_line(context)

    def enter_block(
        self, element: HtmlElement, tag: str, attributes: Mapping[str, str], context: Context
    ) -> Context:
        """A block begins: what holds for the text in it."""
        context.cut = True
        self.numbers += 1
        entered = enter(element, tag, attributes, context, self.numbers, self.markup)
        if self.posts and element in self.posts:
            entered = replace(entered, like={})
            entered.post, entered.time = self.posts[element]
        if tag in _TABLED:
            self.enter_table(tag, entered)
        return entered

    def marks_note(self, element: HtmlElement) -> bool:
        """Is it a footnote's number right behind a number? "45" and a small "2" are not 452."""
        if not self.parts or not self.parts[-1][-1:].isdigit():
            return False
        link = element.find("a")
        if link is not None and (link.get("href") or "").startswith("#"):
            return True
        self.parts.append(" ")
        return False

    def add(self, text: str, flags: int, context: Context) -> None:
        """Letters of the line that is being read."""
        if context.pre and (cuts := _BLANK.split(text))[1:]:
            for other in cuts[:-1]:
                self.add(other, flags, context)
                self.end_line(context)
            text = cuts[-1]
        self.parts.append(text)
        size = len(text.strip())
        self.total += size
        if flags and size:
            counts = self.counts
            for i in _COUNTS[flags]:
                counts[i] += size

    def end_line(self, context: Context, *, shut: bool = False) -> None:
        """The line ends here; shut: because its own block does."""
        if not self.parts:
            return
        if self.total:
            text = collapse("".join(self.parts))
            if text:
                # A container without other blocks is a paragraph: its container is the one around.
                box = context.outer if shut and not context.cut else context.box
                self.lines.append(make_line(text, self.counts, self.total, context, box))
            if any(self.counts):
                self.counts = [0] * (1 + len(COUNTED))
            self.total = 0
        self.parts.clear()

    def enter_table(self, tag: str, context: Context) -> None:
        """A table, a row or a cell begins."""
        if tag == "table":
            context.row = context.cell = 0
        elif tag == "tr":
            context.row, context.cell = self.numbers, 0
            self.rows.append((len(self.lines), self.nested))
        else:
            context.cell = self.numbers

    def leave_table(self, tag: str) -> None:
        """A table or a row ends; a row without tables in it is one line."""
        if tag == "table":
            self.nested += 1
        elif self.rows:
            start, nested = self.rows.pop()
            if nested == self.nested:
                self.lines[start:] = join_row(self.lines[start:])
