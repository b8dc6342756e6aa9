"""The chain of a stretch: who is credited with it, the speaker nearest to it first."""

from __future__ import annotations

from collections.abc import Sequence

from tallybook.model import Attribution, SourceKind


def chain_for(start: int, end: int, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions whose content covers `[start, end)`, innermost first.

    Only those that credit a figure to somebody: no plans and judgements, no source of theirs that
    the text leaves unnamed, and not the outlet's "we". Two that name the same source are one.
    """
    covering = [
        item
        for item in attributions
        if item.credits
        and item.text
        and item.source.kind is not SourceKind.OUTLET
        and any(low <= start and end <= high for low, high in item.content)
        and not (item.start < end and start < item.end)
    ]
    covering.sort(key=lambda item: (_size(item), -item.start))
    chain: list[Attribution] = []
    for item in covering:
        if not any(item.source == known.source for known in chain):
            chain.append(item)
    return tuple(chain)


def _size(item: Attribution) -> int:
    return sum(end - start for start, end in item.content)
