"""What an element makes of the text within it: its container, its region, its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from tallybook.model import Kind
from tallybook.read.html.markup import Markup

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LINKED: Final = 1
AWAY: Final = 2
TIMED: Final = 4
SIGNED: Final = 8
CREDITED: Final = 16
"""What inline elements say of their letters: a link, one that leads elsewhere, a time, a name or
date of who wrote it, a picture's credit."""

HIDING: Final = frozenset({"hidden", "style", "aria-hidden"})
"""Attributes by which an element may say that it is not shown."""

_NAMING: Final = (
    "data-testid", "data-test-id", "data-qa", "data-component", "data-component-name",
    "data-module", "data-gu-name", "data-spacefinder-role", "data-block-type", "data-type",
)  # fmt: skip
"""Attributes that name an element as classes do, where those are hashed."""

_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
_STORIES: Final = frozenset({"article", "main"})
_ROOTS: Final = frozenset({"html", "body"})
_PROPER: Final = frozenset({"html", "body", "main", "article"})  # named for what they are about
_OWN: Final = frozenset({"aside", "figure", "section", "div", "details"})
_FRAMES: Final = frozenset({"div", "p", "center", "li", "td"})
_PICTURES: Final = frozenset({"img", "picture", "amp-img"})
_ICONS: Final = frozenset({"i", "span", "b", "em", "svg"})
_SIMPLE: Final = frozenset({"p", "hr", "tbody", "thead", "tfoot", "hgroup", "address", "multicol"})
_ALIKE: Final = frozenset({"li", "dt", "dd", "h2", "h3", "h4", "h5", "h6", "figcaption"})
_NOTHING: Final = frozenset[str]()
_SIGN: Final = 3  # letters of an icon that is drawn by a font
_DEEPEST: Final = 12
_HERE: Final = ("#", "mailto:", "tel:", "javascript:", "data:")


@dataclass(slots=True, eq=False)
class Region:
    """A container whose text is not the story's, by its markup; size, main: letters of prose."""

    kind: Kind
    outer: Region | None
    element: HtmlElement
    tag: str = ""
    depth: int = 0
    size: int = 0
    main: int = 0
    void: bool = False


@dataclass(slots=True, eq=False)
class Story:
    """A container that claims to hold the story: 3 its text, 2 an article, 1 the main part."""

    rank: int
    outer: Story | None
    depth: int = 0
    size: int = 0


@dataclass(slots=True, eq=False)
class Context:
    """What holds for the text directly within a block.

    box: its container's number, outer: that container's container's. cut: another block stands
    in it. row, cell: the table's row and cell that it stands in, 0 for none. like: contexts of
    blocks within that say nothing but their tag, which those of one tag share. boxed: within a box
    of facts.
    """

    kind: Kind = Kind.PARAGRAPH
    region: Region | None = None
    story: Story | None = None
    box: int = 0
    outer: int = 0
    post: int | None = None
    time: datetime | None = None
    quoted: bool = False
    figure: bool = False
    pre: bool = False
    row: int = 0
    cell: int = 0
    cut: bool = False
    boxed: bool = False
    like: dict[str, Context] = field(default_factory=dict)


def enter(
    element: HtmlElement,
    tag: str,
    attributes: Mapping[str, str],
    parent: Context,
    number: int,
    markup: Markup,
) -> Context:
    """The context of a block within its parent's; number: for a container, one not used yet."""
    said = _NOTHING
    if attributes and tag not in _ROOTS:
        names, own = attributes.get("class"), attributes.get("id")
        said = markup.says(names) if names else _NOTHING
        said = said | markup.says(own) if own else said
        for name in _NAMING:
            if name in attributes:
                said = said | markup.says(attributes[name])
    schema = _schema(attributes, markup) if attributes else None
    plain = not said and schema is None and "role" not in attributes
    if plain and tag in _SIMPLE:
        return parent
    if plain and tag in parent.like:
        return parent.like[tag]
    context = Context(
        parent.kind,
        parent.region,
        _story(tag, attributes.get("role"), said, schema, parent),
        number if tag in markup.containers or "-" in tag else parent.box,
        parent.box,
        parent.post,
        parent.time,
        parent.quoted,
        parent.figure,
        parent.pre,
        parent.row,
        parent.cell,
    )
    context.boxed = parent.boxed or "boxed" in said
    if "picture" in said and tag in _FRAMES and _holds_picture(element):
        context.figure = True
    _set_kind(tag, said, schema, context)
    kind = _region(tag, attributes.get("role"), said, schema, context, markup)
    if kind is not None and (context.region is None or context.region.depth < _DEEPEST):
        depth = 0 if context.region is None else context.region.depth + 1
        context.region = Region(kind, context.region, element, tag, depth)
    if plain and tag in _ALIKE:
        parent.like[tag] = context
    return context


def _holds_picture(element: HtmlElement) -> bool:
    """Does a picture stand directly in it, and no more than a line or two beside it?"""
    within = [child.tag for child in element[:5]]
    return len(element) < 5 and not _PICTURES.isdisjoint(within)


def flags_of(tag: str, attributes: Mapping[str, str], flags: int, markup: Markup) -> int:
    """What an inline element adds to what is said of its letters."""
    if tag == "a":
        href = attributes.get("href")
        if href is not None:
            flags |= LINKED if href.startswith(_HERE) else LINKED | AWAY
        if "author" in attributes.get("rel", ""):
            flags |= SIGNED
    elif tag == "time":
        flags |= TIMED
    names = attributes.get("class")
    said = markup.says(names) if names else _NOTHING
    if "byline" in said:
        flags |= SIGNED
    elif "caption" in said:
        flags |= CREDITED
    prop = attributes.get("itemprop")
    if prop is not None and markup.schema.get(prop.lower()) == "byline":
        flags |= SIGNED
    return flags


def is_hidden(element: HtmlElement, tag: str, attributes: Mapping[str, str]) -> bool:
    """Does the element say that it is not shown?"""
    hidden = attributes.get("hidden")
    if hidden is not None:
        return hidden != "until-found"
    style = attributes.get("style")
    if style is not None and ("none" in style or "hidden" in style):
        plain = "".join(style.lower().split())
        if "display:none" in plain or "visibility:hidden" in plain:
            return True
    if attributes.get("aria-hidden") == "true" and tag in _ICONS:
        return len(element) == 0 and len((element.text or "").strip()) <= _SIGN
    return False


def _schema(attributes: Mapping[str, str], markup: Markup) -> str | None:
    kind = attributes.get("itemtype")
    if kind is not None:
        found = markup.schema.get(kind.rstrip("/").rpartition("/")[2].lower())
        if found is not None and found != "byline":
            return found
    prop = attributes.get("itemprop")
    return None if prop is None else markup.schema.get(prop.lower())


def _story(
    tag: str, role: str | None, said: frozenset[str], schema: str | None, parent: Context
) -> Story | None:
    if schema == "body" or ("body" in said and tag not in _ROOTS):
        rank = 3
    elif tag == "article" or role == "article":
        rank = 2
    elif tag == "main" or role == "main":
        rank = 1
    else:
        return parent.story
    depth = 0 if parent.story is None else parent.story.depth + 1
    return parent.story if depth > _DEEPEST else Story(rank, parent.story, depth)


def _set_kind(tag: str, said: frozenset[str], schema: str | None, context: Context) -> None:
    """The kind of the text directly within, before its letters have been seen."""
    if tag == "h1":
        context.kind = Kind.TITLE
    elif tag in _HEADINGS:
        context.kind = Kind.HEADING
    elif tag in {"figcaption", "caption"} or (tag == "dd" and context.figure):
        context.kind = Kind.CAPTION
    elif tag == "blockquote":
        context.kind, context.quoted = Kind.QUOTE, True
    elif tag == "th" and context.kind is Kind.PARAGRAPH:
        context.kind = Kind.ROW
    elif tag in {"li", "dt", "dd"} and context.kind is Kind.PARAGRAPH:
        context.kind = Kind.ITEM
    elif tag == "figure":
        context.figure = True
    elif tag in {"table", "tr", "td", "th"}:
        context.figure = False
    context.pre = context.pre or tag in {"pre", "listing", "plaintext", "xmp"}
    if context.quoted:
        context.kind = Kind.QUOTE
    elif schema == "title":
        context.kind = Kind.TITLE
    elif schema == "summary" or "summary" in said:
        context.kind = Kind.SUMMARY if tag not in _ROOTS else context.kind
    elif schema == "caption":
        context.kind = Kind.CAPTION
    elif schema == "byline" and tag not in _PROPER:
        context.kind = Kind.BYLINE
    elif said and tag not in _PROPER and tag != "h1":
        if "quote" in said:
            context.kind, context.quoted = Kind.QUOTE, True
        elif "caption" in said and tag not in _HEADINGS:
            context.kind = Kind.CAPTION
        elif "byline" in said and tag not in _HEADINGS:
            context.kind = Kind.BYLINE
    if context.figure and context.kind in {Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING}:
        context.kind = Kind.CAPTION


def _region(
    tag: str,
    role: str | None,
    said: frozenset[str],
    schema: str | None,
    context: Context,
    markup: Markup,
) -> Kind | None:
    """The kind of region that the element opens, None where its text may be the story's."""
    if schema == "comment":
        return Kind.COMMENT
    if schema == "chrome":
        return Kind.CHROME
    if said and tag not in _PROPER and not (context.kind is Kind.TITLE and tag == "h1"):
        for key, kind in (
            ("comment", Kind.COMMENT), ("teaser", Kind.TEASER), ("chrome", Kind.CHROME),
        ):  # fmt: skip
            own = "own" in said and tag in _OWN and key != "comment"
            if key in said and not own and "body" not in said:
                return kind
    elif said and tag == "article" and "comment" in said and context.story is not None:
        return Kind.COMMENT if context.story.outer is not None else None
    if tag in markup.chrome or role in markup.roles:
        return None if _is_own(tag, said, context) else Kind.CHROME
    return None


def _is_own(tag: str, said: frozenset[str], context: Context) -> bool:
    """Is a header, footer or aside the report's own rather than the page's?"""
    if tag == "header":
        return context.story is not None or "summary" in said or "body" in said
    if tag == "footer":
        return context.quoted or context.figure
    return ("own" in said and tag in _OWN) or context.quoted
