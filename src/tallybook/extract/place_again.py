"""A name said again: what the report has placed once, it means further on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tallybook.catalogue.entries import Entry
from tallybook.extract.spots import Spot


def place_again(
    spots: Sequence[Spot], within: Mapping[int, int], entries: list[Entry | None]
) -> None:
    """Gives a bare name that could not be placed the one entry that it has elsewhere.

    "The shelling of the town of Berd … died at the bus station in Berd".
    """
    known: dict[str, set[Entry]] = {}
    for spot, entry in zip(spots, entries, strict=True):
        if entry is not None and spot.kind == "toponym":
            known.setdefault(spot.key, set()).add(entry)
    for number, spot in enumerate(spots):
        if entries[number] is not None or number in within or spot.kind != "toponym":
            continue
        found = known.get(spot.key, set())
        fitting = [entry for entry in found if any(c.entry == entry for c in spot.candidates)]
        if len(found) == 1 and fitting:
            entries[number] = fitting[0]
