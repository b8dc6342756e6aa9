"""Untold: people whom a report takes for known, where it nowhere says how many they are.

"The murder of the priests" says of nobody new. It is a claim only in a report that gives no
number of the measure; there, the first such mention is the one that tells of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tallybook.catalogue.measures import Measures
from tallybook.extract.frames.implied import KNOWN_PLURAL
from tallybook.extract.frames.types import Count
from tallybook.extract.types import Found


def without_told(found: Sequence[Found], measures: Measures) -> list[Found]:
    """The counts of a report without the known plurals that another count tells of."""
    told = {c.measure for f in found for c in f.counts if not _is_known(c) and not _is_one(c)}
    told |= {whole for measure in told for whole in measures.wholes(measure)}
    told |= {m for m in measures.definitions if set(measures.wholes(m)) & told}
    kept: list[Found] = []
    for one in found:
        counts: list[Count] = []
        for count in one.counts:
            if _is_known(count):
                if count.measure in told:
                    continue
                told.add(count.measure)
            counts.append(count)
        if counts:
            kept.append(
                one if len(counts) == len(one.counts) else replace(one, counts=tuple(counts))
            )
    return kept


def _is_one(count: Count) -> bool:
    """One person says nothing of how many the others were."""
    return count.quantity.high == 1


def _is_known(count: Count) -> bool:
    return count.rule.endswith(KNOWN_PLURAL)
