"""Parts of a page around its title line, where its date and its maker stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

from tallybook.read.html.mastheads import folded

_ASIDE: Final = frozenset({"aside", "nav", "footer", "figure", "figcaption", "li", "form", "script",
                           "style", "noscript", "template", "svg", "iframe", "button"})  # fmt: skip
_ABOVE: Final = 3  # ancestors of the title line that are its own header
_REACH: Final = 120  # elements that are looked at below the title line
_PARAGRAPHS: Final = 2  # long paragraphs below it, where the story has begun
_LONG: Final = 90  # characters


def text_in(element: Any, limit: int = 2_000) -> str:
    """The text of an element with white space collapsed; scripts and styles left out."""
    parts: list[str] = _texts()(element)
    if len(parts) > limit:
        parts = parts[:limit]
    return " ".join("".join(parts)[: 4 * limit].split())[:limit]


def spaced_text(element: Any) -> str:
    """The same with a space between any two elements' texts, for looking patterns up in it."""
    return " ".join(_texts()(element))


@cache
def _texts() -> Any:
    from lxml import etree  # heavy: a cold start must not pay for it

    dropped = " or ".join(f"self::{tag}" for tag in ("script", "style", "template", "noscript"))
    return etree.XPath(f"descendant-or-self::*[not({dropped})]/text()", smart_strings=False)


def title_line(tree: Any, titles: Sequence[str]) -> Any | None:
    """The page's own title line: the `h1` that a stated title begins with, else the only one.

    titles: what metadata states the title to be, as it is believed.
    """
    lines = [each for each in tree.iter("h1") if text_in(each)]
    for title in titles:
        whole = folded(title)
        for line in lines:
            shown = folded(text_in(line))
            if len(shown) > 8 and (whole.startswith(shown) or shown.startswith(whole)):
                return line
    stated = [
        each for each in lines if (each.get("itemprop") or "").lower() in {"headline", "name"}
    ]
    within = [each for each in lines if not _is_site_header(each)]
    for choice in (stated, within, lines):
        if len(choice) == 1:
            return choice[0]
    return None


def _is_site_header(line: Any) -> bool:
    """A masthead: an `h1` that is a logo or a link home."""
    name = f"{line.get('class') or ''} {line.get('id') or ''}".lower()
    if any(part in name for part in ("logo", "site", "brand", "masthead")):
        return True
    return any((link.get("href") or "") in {"/", "./", "index.html"} for link in line.iter("a"))


def around_title(line: Any) -> Iterator[Any]:
    """Elements beside the title line: of its header, then below it to where the story begins."""
    header = line
    for _ in range(_ABOVE):
        parent = header.getparent()
        if parent is None or parent.tag in {"body", "main", "article", "html"}:
            break
        header = parent
    count = 0
    if header is not line:
        for element in header.iter():
            if element is line:
                break
            count += 1
            if count > _REACH:
                break
            if _is_own(element, header):
                yield element
    yield from _below(line)


def _below(line: Any) -> Iterator[Any]:
    paragraphs = 0
    count = 0
    here = line
    while here is not None:
        for sibling in here.itersiblings():
            if not isinstance(sibling.tag, str) or sibling.tag in _ASIDE | {"article"}:
                continue
            for element in sibling.iter():
                count += 1
                if not isinstance(element.tag, str) or not _is_own(element, sibling):
                    continue
                if element.tag == "p" and len(element.text_content()) > _LONG:
                    paragraphs += 1
                if paragraphs >= _PARAGRAPHS or count > _REACH:
                    return
                yield element
        here = here.getparent()
        if here is None or here.tag in {"body", "article"}:
            return


def _is_own(element: Any, top: Any) -> bool:
    """Does no side matter lie between the element and `top`?"""
    if not isinstance(element.tag, str):
        return False
    depth = 0
    while element is not None and element is not top and depth < 30:
        if element.tag in _ASIDE or (element.tag == "article" and element is not top):
            return False
        element = element.getparent()
        depth += 1
    return True
