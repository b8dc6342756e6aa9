"""The chain of a stretch: who is credited with it, the speaker nearest to it first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tallybook.model import Attribution, SourceKind

_PAGE: Final = 4096
CITED: Final = "source"
"""The act of a credit to whom a speaker cites: of two with the same content, the origin."""


class ContentIndex:
    """Attributions by where their content stands: a look-up costs the same in any length."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._pages: dict[int, list[Attribution]] = {}
        for item in attributions:
            pages = {
                page
                for start, end in item.content
                for page in range(start // _PAGE, max(end - 1, start) // _PAGE + 1)
            }
            for page in pages:
                self._pages.setdefault(page, []).append(item)

    def near(self, start: int, end: int) -> Iterator[Attribution]:
        """The attributions whose content shares a character with `[start, end)`."""
        seen: set[int] = set()
        for page in range(start // _PAGE, max(end - 1, start) // _PAGE + 1):
            for item in self._pages.get(page, ()):
                if id(item) not in seen and any(
                    low < end and start < high for low, high in item.content
                ):
                    seen.add(id(item))
                    yield item


def chain_for(
    start: int, end: int, attributions: Sequence[Attribution] | ContentIndex
) -> tuple[Attribution, ...]:
    """The attributions whose content covers `[start, end)`, innermost first.

    Only those that credit a figure to somebody: no plans and judgements, no source of theirs that
    the text leaves unnamed, and not the outlet's "we". Two that name the same source are one.
    Give a ContentIndex where many stretches of one report are asked for.
    """
    if isinstance(attributions, ContentIndex):
        attributions = list(attributions.near(start, end))
    covering = [
        item
        for item in attributions
        if item.credits
        and item.text
        and item.source.name
        and item.source.kind is not SourceKind.OUTLET
        and _covers(item, start, end)
    ]
    covering.sort(key=lambda item: (_size(item), item.act != CITED, -item.start))
    chain: list[Attribution] = []
    for item in covering:
        if not any(item.source == known.source for known in chain):
            chain.append(item)
    return tuple(chain)


def _covers(item: Attribution, start: int, end: int) -> bool:
    """Does the content hold the stretch: "The dead, X said, were 12" also around its cue?"""
    if any(low <= start and end <= high for low, high in item.content):
        return not (item.start < end and start < item.end)
    cue = item.cue_start
    around = cue is not None and start < cue < end and start < item.start < end
    return around and all(
        any(low <= at < high for low, high in item.content) for at in (start, end - 1)
    )


def _size(item: Attribution) -> int:
    return sum(end - start for start, end in item.content)
