"""Who made the text that the page carries: agencies credited in JSON-LD, meta tags and bylines."""

from __future__ import annotations

from typing import Any, Final

from tallybook.language.credits import (
    agency_of_url,
    credited_agency,
    is_agency,
    named_agency,
    rights_holder,
)
from tallybook.language.page import PageWords
from tallybook.read.html import heads
from tallybook.read.html.articles import Article
from tallybook.read.html.heads import Head
from tallybook.read.html.markup import load_markup
from tallybook.read.html.mastheads import folded
from tallybook.read.html.zones import around_title, text_in

_LONGEST: Final = 15  # words of a byline


def find_agency(
    article: Article, head: Head, line: Any | None, original: str | None, words: PageWords
) -> str | None:
    """The agency that is credited with the text, as it is kept; None where none is.

    line: the page's title line, near which bylines stand. original: an address on another site
    that the page names as its own.
    """
    carriers = {folded(name) for name in (*article.publishers, *head.all(heads.SITES))}
    for name, is_body in article.makers:
        agency = _of_text(name, words)
        if agency is None and is_body and is_agency(name, words) and folded(name) not in carriers:
            agency = name
        if agency is not None:
            return agency
    for name in (*head.all(heads.AUTHORS), *head.props.get("author", ())):
        if (agency := _of_text(name, words)) is not None:
            return agency
    for address in (*head.all(heads.ORIGINALS), original):
        if address and (agency := agency_of_url(address, words) or named_agency(address, words)):
            return agency
    if line is not None and (agency := _of_bylines(line, words)) is not None:
        return agency
    rights = (rights_holder(f"© {text}", words) for text in head.all(heads.RIGHTS))
    return next((agency for agency in rights if agency is not None), None)


def _of_text(text: str, words: PageWords) -> str | None:
    if text.lower().startswith(("http://", "https://")):
        return agency_of_url(text, words)
    if len(text.split()) > _LONGEST:
        return rights_holder(text, words)
    return credited_agency(text, words) or rights_holder(text, words)


def _of_bylines(line: Any, words: PageWords) -> str | None:
    """Names in the lines beside the title that markup says are of who wrote it."""
    markup = load_markup()
    for element in around_title(line):
        names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
        said = markup.says(names) if names else frozenset()
        signs = "byline" in said and "caption" not in said
        if (
            not signs
            and "author" not in f"{element.get('rel') or ''} {element.get('itemprop') or ''}"
        ):
            continue
        text = text_in(element, 200)
        if len(text.split()) <= _LONGEST and (agency := credited_agency(text, words)) is not None:
            return agency
    return None
