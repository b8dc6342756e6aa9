"""Entries: lines of a bulletin that open with a day and a place: "Monday, Homs – two killed".

The opening is parsed apart from what it opens, whose subject it would else be taken for.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from tallybook.language.tree import Name, Tree

_UPPER: Final = "A-ZÀ-ÖØ-Þ"
_NAME: Final = rf"(?:[{_UPPER}][\w.’'-]*|\d{{1,2}})"
_PART: Final = rf"(?:[a-z]{{2,9}} ){{0,2}}{_NAME}(?: {_NAME}){{0,3}}(?: [a-z]{{2,9}})?"
_OPENING: Final = re.compile(rf"{_PART}(?:, {_PART}){{1,3}} (?:–|—|--?) (?=[a-z\d])")
_DASH: Final = re.compile(r" (?:–|—|--?) ")
_PERSON: Final = "PER"
_PLACE: Final = "LOC"
_OPENS: Final = "obl:unmarked"


def opening_end(text: str, start: int, end: int) -> int | None:
    """Where the opening of an entry ends, behind its dash; None where the sentence has none."""
    found = _OPENING.match(text, start, end)
    if found is None or _DASH.search(text, found.end(), end):
        return None  # "Homs, Syria – a town of 700,000 – fell": the dash encloses
    return found.end()


def with_opening(opening: Tree, entry: Tree) -> Tree:
    """One tree of both: the opening hangs from the root of what it opens, and names a place."""
    if not opening.tokens or not entry.tokens:
        return replace(entry, start=opening.start)
    size = len(opening.tokens)
    root = entry.root() + size
    first = tuple(replace(t, head=root, deprel=_OPENS) if t.head < 0 else t for t in opening.tokens)
    rest = tuple(
        replace(t, index=t.index + size, head=t.head + size if t.head >= 0 else -1)
        for t in entry.tokens
    )
    names = tuple(Name(n.first + size, n.last + size, n.kind) for n in entry.names)
    places = (replace(n, kind=_PLACE) if n.kind == _PERSON else n for n in opening.names)
    return Tree(opening.start, entry.end, (*first, *rest), (*places, *names))
