"""A page's markup without its tags, with a map back: what the text is looked for in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final

from tallybook.model import Run

# Comments, what is never shown with its content, and tags; quoted values may hold ">".
_ATTRIBUTES: Final = r"""[^<>"']*+(?:"[^"]*+"[^<>"']*+|'[^']*+'[^<>"']*+)*+"""
MARKUP: Final = re.compile(
    r"<!--(?:[^-]++|-(?!->))*+(?:-->)?"
    rf"|<(?P<name>script|style|template|noscript|svg|iframe|object|title)\b"
    rf"(?:{_ATTRIBUTES}(?<!/)>|[^<>]*+(?<!/)>)"
    r"(?:[^<]++|<(?!/(?P=name)[\s>]))*+(?:</(?P=name)\s*+>)?"
    rf"|</?(?P<tag>[a-zA-Z][\w:.-]*+)(?:{_ATTRIBUTES}>|[^<>]*+>)"
    r"|<[!?][^>]*+>",
    re.IGNORECASE,
)
"""Markup: comments, elements that are never shown, tags."""

_REFERENCE: Final = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """Text, and `runs` that say which stretches of it stand unchanged where in its source."""

    text: str
    runs: tuple[Run, ...]


def whole(source: str) -> Plain:
    """A source that is plain text already."""
    return Plain(source, (Run(0, 0, len(source)),) if source else ())


def unmarked(raw: str) -> Plain:
    """HTML without markup, character references resolved.

    >>> unmarked("<p>A&amp;B</p>")
    Plain(text='A&B', runs=(Run(start=0, raw=3, length=1), Run(start=2, raw=9, length=1)))
    """
    parts: list[str] = []
    runs: list[Run] = []
    at = size = 0
    for match in MARKUP.finditer(raw):
        start, end = match.span()
        if at < start:
            size = _keep(raw, at, start, size, parts, runs)
        at = end
    _keep(raw, at, len(raw), size, parts, runs)
    return Plain("".join(parts), tuple(runs))


def compose(inner: Sequence[Run], outer: Sequence[Run]) -> tuple[Run, ...]:
    """Runs of a text in a source, from its runs in a middle text and those of that in the source.

    >>> compose([Run(0, 4, 6)], [Run(0, 10, 6), Run(6, 20, 9)])
    (Run(start=0, raw=14, length=2), Run(start=2, raw=20, length=4))
    """
    found: list[Run] = []
    i = 0
    for run in inner:
        end = run.raw + run.length
        while i > 0 and outer[i - 1].start + outer[i - 1].length > run.raw:
            i -= 1
        while i < len(outer) and outer[i].start < end:
            low = max(outer[i].start, run.raw)
            high = min(outer[i].start + outer[i].length, end)
            if low < high:
                start = run.start + low - run.raw
                found.append(Run(start, outer[i].raw + low - outer[i].start, high - low))
            i += 1
    return tuple(found)


def _keep(raw: str, start: int, end: int, size: int, parts: list[str], runs: list[Run]) -> int:
    """Add `raw[start:end]`, which holds no tags; gives the size of the whole then."""
    part = raw[start:end]
    if not part or part.isspace():
        return size
    if "&" not in part:
        parts.append(part)
        runs.append(Run(size, start, end - start))
        return size + end - start
    at = 0
    for match in _REFERENCE.finditer(part):
        letters = unescape(match[0])
        if letters == match[0]:
            continue
        kept = part[at : match.start()]
        if kept:
            runs.append(Run(size, start + at, len(kept)))
        parts += (kept, letters)
        size += len(kept) + len(letters)
        at = match.end()
    if at < len(part):
        parts.append(part[at:])
        runs.append(Run(size, start + at, len(part) - at))
        size += len(part) - at
    return size
