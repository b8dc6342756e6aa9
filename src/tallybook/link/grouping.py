"""Grouping: claims placed one by one, the best attributed first, without comparing all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from tallybook.link.agreement import NEAR, said_on
from tallybook.link.judging import SAME_FROM, UNSURE_FROM, judge, weigh
from tallybook.link.origins import origin_of
from tallybook.model import Claim, Link, Role

_TITLES: Final = frozenset({Role.HEADLINE, Role.STANDFIRST, Role.HEADING, Role.CAPTION})
_COMPARED: Final = 8

Key = tuple[object, ...]


def careful_first(claim: Claim) -> Key:
    """The order of placing: named before unnamed, body before title, most specific first."""
    vague = (claim.period is None) + (claim.place is None) + (not claim.of.is_stated)
    said = said_on(claim) or date.max
    return (
        origin_of(claim).rank,
        claim.block in _TITLES,
        vague,
        said,
        claim.report,
        claim.start,
        claim.id,
    )


class Group:
    """Claims judged one statement; the first is the best attributed."""

    __slots__ = ("claims",)

    def __init__(self, first: Claim) -> None:
        self.claims: list[Claim] = [first]

    def add(self, claim: Claim) -> None:
        """Take the claim in, best attributed first."""
        self.claims.append(claim)
        self.claims.sort(key=careful_first)

    def weigh(self, claim: Claim) -> tuple[float, Claim]:
        """How well the claim fits, by its nearest member; 0 where it contradicts any."""
        best, nearest = 0.0, self.claims[0]
        for member in self.claims[:_COMPARED]:
            weighed = weigh(member, claim)
            if weighed.contradicts:
                return 0.0, member
            if weighed.score > best:
                best, nearest = weighed.score, member
        return best, nearest


class Groups:
    """The groups of one bucket, found by report, by origin and by its party near a day."""

    def __init__(self, apart: Mapping[str, frozenset[str]]) -> None:
        self.groups: list[Group] = []
        self._apart = apart
        self._by_key: dict[Key, dict[int, Group]] = defaultdict(dict)

    def place(self, claim: Claim) -> Iterator[Link]:
        """Put the claim where it fits best, else into a group of its own; yields the verdict."""
        best: tuple[float, int, str] | None = None
        chosen: tuple[Group, Claim] | None = None
        for group in self._candidates(claim):
            if any(member.id in self._apart.get(claim.id, ()) for member in group.claims):
                continue
            score, nearest = group.weigh(claim)
            rank = (score, -_distance(nearest, claim), nearest.id)
            if score >= UNSURE_FROM and (best is None or rank > best):
                best, chosen = rank, (group, nearest)
        if best is None or chosen is None:
            self._open(claim)
            return
        group, nearest = chosen
        if best[0] >= SAME_FROM:
            group.add(claim)
            self._index(claim, group)
        else:
            self._open(claim)
        yield judge(nearest, claim)

    def _open(self, claim: Claim) -> None:
        group = Group(claim)
        self.groups.append(group)
        self._index(claim, group)

    def _index(self, claim: Claim, group: Group) -> None:
        for key in _kept_under(claim):
            self._by_key[key][id(group)] = group

    def _candidates(self, claim: Claim) -> list[Group]:
        found: dict[int, Group] = {}
        for key in _looked_up(claim):
            found.update(self._by_key.get(key, {}))
        return list(found.values())


def _kept_under(claim: Claim) -> Iterator[Key]:
    """The keys under which later claims find this one's group."""
    yield ("report", claim.report)
    era = _era(claim)
    for tag in _tags(claim):
        yield (*tag, "any day")
        yield (*tag, "undated") if era is None else (*tag, "era", era)
        if claim.period is not None and claim.period.first is not None:
            yield (*tag, "from", claim.period.first)


def _looked_up(claim: Claim) -> Iterator[Key]:
    """The keys under which groups that the claim could join were kept."""
    yield ("report", claim.report)
    era = _era(claim)
    for tag in _tags(claim):
        if era is None:
            yield (*tag, "any day")
            continue
        yield (*tag, "undated")
        yield from ((*tag, "era", era + step) for step in (-1, 0, 1))
        if claim.period is not None and claim.period.first is not None:
            yield (*tag, "from", claim.period.first)


def _tags(claim: Claim) -> list[Key]:
    origin = origin_of(claim)
    tags: list[Key] = [("origin", *origin.key)]
    if origin.party is not None:
        tags.append(("party", origin.party))
    if claim.agency is not None:
        tags.append(("agency", claim.agency))
    if origin.is_voice:
        tags.append(("text", claim.text, claim.sentence[1] - claim.sentence[0]))
    return tags


def _era(claim: Claim) -> int | None:
    said = said_on(claim)
    return said.toordinal() // NEAR.days if said is not None else None


def _distance(left: Claim, right: Claim) -> int:
    """0 upwards: characters apart in one report, days apart (in millions) in two."""
    if left.report == right.report:
        return abs(left.start - right.start)
    said, answered = said_on(left), said_on(right)
    days = abs((said - answered).days) if said is not None and answered is not None else 999
    return (1 + days) * 1_000_000
