"""B³ (Bagga and Baldwin 1998): how well one clustering of things agrees with another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass

from tallybook.evaluate.scores import Score


@dataclass(frozen=True, slots=True)
class Merged:
    """Things of two or more gold clusters that stand in one found cluster."""

    found: Hashable
    gold: Mapping[Hashable, tuple[str, ...]]


def b_cubed(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> tuple[Score, ...]:
    """Precision, recall and F1 over the things that have both; the two must name the same ones.

    Each thing's precision is the share of those in its found cluster that are in its gold one too,
    itself among them; its recall the other way round.
    """
    if not gold:
        return tuple(Score(name, 1.0) for name in ("precision", "recall", "f1"))
    golds, founds = Counter(gold.values()), Counter(found[one] for one in gold)
    both = Counter((gold[one], found[one]) for one in gold)
    precision = sum(both[gold[one], found[one]] / founds[found[one]] for one in gold) / len(gold)
    recall = sum(both[gold[one], found[one]] / golds[gold[one]] for one in gold) / len(gold)
    f1 = 2 * precision * recall / (precision + recall)
    return Score("precision", precision), Score("recall", recall), Score("f1", f1)


def wrongly_merged(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> Iterator[Merged]:
    """The found clusters that mix gold ones, in the order of the things that they hold."""
    told: dict[Hashable, dict[Hashable, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in sorted(gold):
        told[found[one]][gold[one]].append(one)
    for cluster, parts in told.items():
        if len(parts) > 1:
            yield Merged(cluster, {chain: tuple(ones) for chain, ones in parts.items()})
