"""Atom 1.0 (RFC 4287) of the newest changes. All foreign words go in as text, never as markup."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from tallybook import __version__
from tallybook.queries.feed import Feed, Item, Said
from tallybook.queries.filters import Filters
from tallybook.web.shown import one_line

_ATOM: Final = "http://www.w3.org/2005/Atom"
_NAME: Final = "Tallybook"


def atom(feed: Feed, base: str, filters: Filters) -> bytes:
    """The feed as a document. base: the address that the page is asked for by, with a slash."""
    register_namespace("", _ATOM)
    query = filters.query()
    root = Element(f"{{{_ATOM}}}feed", {"xml:lang": "en"})
    _text(root, "id", feed.id)
    _text(root, "title", f"{_NAME}: changes of tallies" + (" (filtered)" if query else ""))
    _text(root, "subtitle", "How answers moved, by whom and in whose words, the newest first.")
    _text(root, "updated", _moment(feed.updated))
    _link(root, "self", f"{base}feed.atom{'?' if query else ''}{query}", "application/atom+xml")
    _link(root, "alternate", f"{base}{'?' if query else ''}{query}", "text/html")
    author = SubElement(root, f"{{{_ATOM}}}author")
    _text(author, "name", _NAME)
    SubElement(root, f"{{{_ATOM}}}generator", {"version": __version__}).text = _NAME
    for item in feed.items:
        _entry(root, item, base)
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _entry(root: Element, item: Item, base: str) -> None:
    entry = SubElement(root, f"{{{_ATOM}}}entry")
    _text(entry, "id", item.id)
    _text(entry, "title", one_line(item.title))
    _text(entry, "updated", _moment(item.recorded))
    _text(entry, "published", _moment(item.recorded))
    # an entry needs a place to go: that of a question that is asked no more is the overview
    there = base if item.tally is None else f"{base}tallies/{quote(item.tally)}"
    _link(entry, "alternate", there, "text/html")
    for scheme, term in item.terms.items():
        SubElement(
            entry,
            f"{{{_ATOM}}}category",
            {"term": term, "label": term.replace("_", " "), "scheme": f"urn:tallybook:{scheme}"},
        )
    _text(entry, "summary", one_line(item.told))
    _text(entry, "content", _content(item, there, base)).set("type", "html")


def _content(item: Item, there: str, base: str) -> str:
    """The change as HTML: a small tree of our own, written out, so that words stay words."""
    told = Element("div")
    SubElement(told, "p").text = one_line(item.told)
    for said in item.said:
        _quote(told, said, base)
    if item.tally is not None:
        SubElement(SubElement(told, "p"), "a", {"href": there}).text = one_line(item.answer)
    written: str = tostring(told, encoding="unicode", method="html")
    return written


def _quote(told: Element, said: Said, base: str) -> None:
    """The words, with a link to the sentence that they stand in."""
    paragraph = SubElement(SubElement(told, "blockquote"), "p")
    claim = quote(said.claim)
    there = f"{base}reports/{quote(said.report)}?claim={claim}#claim-{claim}"
    link = SubElement(paragraph, "a", {"href": there})
    link.text = f"“{one_line(said.words)}”"
    credit = f"{one_line(said.who)}, in " if said.who else ""
    link.tail = f" – {credit}{one_line(said.outlet)}"


def _text(parent: Element, name: str, words: str) -> Element:
    made = SubElement(parent, f"{{{_ATOM}}}{name}")
    made.text = words
    return made


def _link(parent: Element, rel: str, address: str, kind: str) -> None:
    SubElement(parent, f"{{{_ATOM}}}link", {"rel": rel, "href": address, "type": kind})


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
