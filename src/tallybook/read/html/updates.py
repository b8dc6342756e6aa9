"""The posts of a live blog as its JSON-LD states them."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tallybook.read.html.json_ld import Node, each_of, text_of
from tallybook.read.html.stamps import is_no_date, read_stamp

_MOST: Final = 2_000
_BREAK: Final = re.compile(
    r"<(?:/p|/h\d|/li|/div|/blockquote|br\s*/?)\s*>|\n\s*\n|\r", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Update:
    """One entry of `liveBlogUpdate`.

    keys: fragments and names that its address and id end with. lines: its text, a paragraph each.
    """

    keys: frozenset[str]
    headline: str | None
    lines: tuple[str, ...]
    day: date | None
    at: datetime | None


def read_updates(node: Node) -> tuple[Update, ...]:
    """The updates of a LiveBlogPosting in its order; entries without any text are left out."""
    found: list[Update] = []
    for each in each_of(node.get("liveBlogUpdate"))[:_MOST]:
        if not isinstance(each, Mapping):
            continue
        headline = text_of(each.get("headline")) or text_of(each.get("name"))
        lines = _lines(each.get("articleBody") or each.get("text") or each.get("description"))
        if headline is None and not lines:
            continue
        stamp = read_stamp(each.get("datePublished") or each.get("dateCreated"))
        if stamp is not None and is_no_date(stamp.day):
            stamp = None
        day, at = (None, None) if stamp is None else (stamp.day, stamp.at)
        found.append(Update(_keys(each), headline, lines, day, at))
    return tuple(found)


def _keys(each: Node) -> frozenset[str]:
    keys: set[str] = set()
    for name in ("@id", "url", "identifier", "mainEntityOfPage"):
        value = each.get(name)
        if isinstance(value, Mapping):
            value = value.get("@id") or value.get("value")
        if not isinstance(value, str | int):
            continue
        text = str(value)
        if "#" in text:
            keys.add(text.rsplit("#", 1)[1])
        elif re.fullmatch(r"[\w:.-]{3,80}", text) and "//" not in text:
            keys.add(text)
        if found := re.search(
            r"[?&](?:page|post|pinned_post|filterKeyEvents|id)=(?:with:)?([\w:-]{3,80})", text
        ):
            keys.add(found[1])
    return frozenset(key for key in keys if key)


def _lines(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(line for each in value for line in _lines(each))
    if not isinstance(value, str):
        return ()
    plain = html.unescape(value) if "&lt;" in value else value
    parts = _BREAK.split(plain[:200_000])
    return tuple(line for part in parts if (line := text_of(part)) is not None)
