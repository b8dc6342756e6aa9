"""HTML into a tree, whatever its markup is like; only shallow trees come out.

The parser gives up on deep nesting and drops the rest of the page. So markup that is nested deeper
than any real page is cut flat before it is parsed: its text stays, its lines stay lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tallybook.read.html.masking import MARKUP

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEEPEST: Final = 200
"""How deep elements may be nested."""

_LARGE: Final = 8_000_000  # beyond 10 MB of one text the parser must be told not to mind
_INVALID: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONG_TAG: Final = re.compile(r"(<[a-zA-Z][\w:.-]{0,40})[^<>]{5000,}+")
_LONG: Final = 5_000
_ATTRIBUTES: Final = 1_000
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_SHUT: Final = re.compile(r"/\s*>$")
_VOID: Final = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
})  # fmt: skip
_INLINE: Final = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "mark", "nobr", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var",
})  # fmt: skip


def parse_html(text: str) -> tuple[HtmlElement | None, int]:
    """The page's root element, None where there is none, and how many tags were too deep.

    >>> root, deep = parse_html("<p>Nine dead")
    >>> root.findtext(".//p"), deep
    ('Nine dead', 0)
    """
    text = _INVALID.sub("", _DECLARATION.sub("", text))
    if any(len(part) > _LONG and part[0].isalpha() for part in text.split("<")):
        text = _LONG_TAG.sub(_without_attributes, text)
    root, too_deep = _parse(text)
    if not too_deep:
        return root, 0
    text, count = _flatten(text)
    return _parse(text)[0], count


def _without_attributes(tag: re.Match[str]) -> str:
    """A tag with thousands of attributes, which would cost the square of their number, as none."""
    return tag[1] if tag[0].count("=") + tag[0].count(" ") > _ATTRIBUTES else tag[0]


def _parse(text: str) -> tuple[HtmlElement | None, bool]:
    """The root, and whether the parser gave up on nesting."""
    from lxml import etree, html  # heavy: a cold start must not pay for it

    parser = html.HTMLParser(
        collect_ids=False,
        default_doctype=False,
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=len(text) > _LARGE,
    )
    # One class for all elements: lxml.html's own choice by tag costs more than all else here.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        root = None
    while root is not None and (behind := root.getnext()) is not None:
        root.append(behind)  # a second document behind the first
    limits = {etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_INTERNAL_ERROR}
    too_deep = any(entry.type in limits for entry in parser.error_log)
    return root, too_deep


def _flatten(text: str) -> tuple[str, int]:
    """The markup with what is nested too deep as lines, and how many tags that were."""
    parts: list[str] = []
    open_tags: list[str] = []
    at = count = 0
    for match in MARKUP.finditer(text):
        if match["tag"] is None:
            continue
        name = match["tag"].lower()
        if name in _VOID or _SHUT.search(match[0]):
            continue
        if match[0][1] != "/":
            open_tags.append(name)
            dropped = len(open_tags) > DEEPEST
        else:
            dropped = len(open_tags) > DEEPEST
            _shut(open_tags, name)
        if dropped:
            parts += (text[at : match.start()], "" if name in _INLINE else "<br>")
            at = match.end()
            count += 1
    parts.append(text[at:])
    return "".join(parts), count


def _shut(open_tags: list[str], name: str) -> None:
    """Close an element, and what stands open within it if that is little."""
    for back in range(1, min(8, len(open_tags)) + 1):
        if open_tags[-back] == name:
            del open_tags[-back:]
            return
