"""JSON-LD: what a page states of itself in `application/ld+json` blocks, however untidy."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Node = Mapping[str, Any]
Note = tuple[str, str]
"""A reason and a remedy, as Problems have them."""

_LARGEST: Final = 8_000_000  # characters of one block
_MOST: Final = 5_000  # objects that are kept of a page
_DEEPEST: Final = 12  # of the lists and objects that are looked into for others
_WITHIN: Final = ("@graph", "mainEntity", "mainEntityOfPage", "isPartOf")
_WRAP: Final = re.compile(
    r"^\s*(?:(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?|<!--)|(?:(?://|/\*)?\s*\]\]>(?:\s*\*/)?|-->)\s*$"
)
_COMMA: Final = re.compile(r",(?=\s*[}\]])")
_TAG: Final = re.compile(r"<[^<>]{1,400}>")
_BREAK: Final = re.compile(r"<(?:/p|/h\d|/li|/div|br\s*/?)>", re.IGNORECASE)
_SCHEMA: Final = re.compile(r"^.*[/#:]")


@dataclass(frozen=True, slots=True)
class Linked:
    """nodes: the objects of a page, outer before inner. named: those that have an `@id`."""

    nodes: tuple[Node, ...] = ()
    named: Mapping[str, Node] | None = None
    notes: tuple[Note, ...] = ()

    def follow(self, value: object) -> object:
        """What a mere reference `{"@id": …}` points to; anything else as it is."""
        if isinstance(value, Mapping) and "@id" in value and len(value) <= 2:
            known = (self.named or {}).get(str(value["@id"]))
            return value if known is None else known
        return value


def find_linked(tree: Any) -> Linked:
    """All objects of the JSON-LD in an lxml tree; a note for each block that is broken."""
    nodes: list[Node] = []
    notes: list[Note] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        values, is_whole = read_objects("".join(script.itertext()))
        for value in values:
            nodes.extend(_objects(value, _MOST - len(nodes)))
        if not is_whole:
            notes.append(
                ("has a JSON-LD block that is broken", "check its date and publisher by hand")
            )
    named: dict[str, Node] = {}
    for node in nodes:
        key = node.get("@id")
        if isinstance(key, str) and len(node) > len(named.get(key, {})):
            named[key] = node
    return Linked(tuple(nodes), named, tuple(dict.fromkeys(notes)))


def read_objects(text: str) -> tuple[list[Any], bool]:
    """The JSON values of one block, one after another, and whether all of it could be read."""
    text = text.strip().lstrip("\ufeff")
    if not text or len(text) > _LARGEST:
        return [], not text
    plain = _WRAP.sub("", _WRAP.sub("", text)).strip()
    best: list[Any] = []
    for tidy in (str, _without_commas, html.unescape):
        values, is_whole = _values(tidy(plain))
        if is_whole:
            return values, True
        best = best or values
    return best, False


def types_of(node: Node) -> frozenset[str]:
    """The object's types without their vocabulary: NewsArticle."""
    stated = node.get("@type", ())
    every = stated if isinstance(stated, list) else [stated]
    return frozenset(_SCHEMA.sub("", each) for each in every if isinstance(each, str))


def text_of(value: object, limit: int = 100_000) -> str | None:
    """A string without markup, entities and needless white space; the first of a list."""
    if isinstance(value, list):
        value = next((each for each in value if isinstance(each, str)), None)
    if isinstance(value, Mapping):
        value = value.get("@value")
    if not isinstance(value, str):
        return None
    value = value[:limit]
    if "<" in value or "&" in value:
        value = html.unescape(_TAG.sub("", _BREAK.sub("\n", html.unescape(value))))
    return " ".join(value.split()) or None


def each_of(value: object) -> list[Any]:
    """A list as it is, one thing as a list of it, nothing as none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _without_commas(text: str) -> str:
    return _COMMA.sub("", text)


def _values(text: str) -> tuple[list[Any], bool]:
    decoder = json.JSONDecoder(strict=False)
    found: list[Any] = []
    at = 0
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return found, False
        found.append(value)
        while at < len(text) and (text[at].isspace() or text[at] in ",;"):
            at += 1
    return found, True


def _objects(value: object, most: int) -> Iterator[Node]:
    """An object and the ones within it that speak of the page too; lists are gone through."""
    waiting: list[tuple[object, int]] = [(value, 0)]
    count = 0
    while waiting and count < most:
        each, depth = waiting.pop(0)
        if depth > _DEEPEST:
            continue
        if isinstance(each, list):
            waiting[:0] = [(inner, depth + 1) for inner in each[:_MOST]]
        elif isinstance(each, dict):
            if "@type" in each or "@id" in each:
                count += 1
                yield each
            within = [(each[key], depth + 1) for key in _WITHIN if key in each]
            waiting[:0] = within
