"""versions: how a page changed, in its words and in what it claims."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tallybook.language.page import load_page_words
from tallybook.language.sentences import split_sentences
from tallybook.model import CLAIMING, Claim, Report, Version
from tallybook.pipeline.differing import Passage, alike, find_difference
from tallybook.store import Ledger

_EDITED: Final = 0.6
"""Two claims are one that was edited where their sentences are so much alike."""
_SAME_MATTER: Final = 0.3
"""... or so much, where both are of the same people in the same place by the same speaker."""
_GAP: Final = "#"


@dataclass(frozen=True, slots=True)
class Renumbered:
    """One claim whose number changed from one version to the next."""

    old: Claim
    new: Claim


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of a page's words and claims.

    difference: its sentences, old and new, without what is around the story. kept: how many claims
    say the same still. fell: claims of posts that fell off the page; they count. silent: a number
    changed, and the page neither has a newer date nor a note that says so.
    """

    difference: tuple[Passage, ...]
    kept: int
    changed: tuple[Renumbered, ...]
    came: tuple[Claim, ...]
    went: tuple[Claim, ...]
    fell: tuple[Claim, ...]
    silent: bool


def history(ledger: Ledger, which: str) -> list[tuple[Version, Comparison | None]]:
    """The versions of a page in time order, each with how it differs from the one before."""
    found = ledger.versions(which)
    compared = [compare(old, new) for old, new in pairwise(found)]
    return list(zip(found, [None, *compared], strict=True))


def compare(old: Version, new: Version) -> Comparison:
    """How one version became another."""
    kept, changed, came, went = _paired(old, new)
    off = {claim.id for claim in new.fallen}
    fell = tuple(claim for claim in went if claim.id in off)
    return Comparison(
        difference=find_difference(passages(old), passages(new)),
        kept=kept,
        changed=tuple(changed),
        came=tuple(came),
        went=tuple(claim for claim in went if claim.id not in off),
        fell=fell,
        silent=bool(changed) and not _says_so(old, new),
    )


def passages(version: Version) -> list[str]:
    """The sentences of a page's story, white space made even."""
    text = version.report.text
    return [
        " ".join(text[start:end].split())
        for block in version.blocks
        if block.role in CLAIMING
        for start, end in split_sentences(text, block.start, block.end)
    ]


def _paired(old: Version, new: Version) -> tuple[int, list[Renumbered], list[Claim], list[Claim]]:
    """How many claims stayed, those whose number changed, and which came and went."""
    went, came = _without_equals(old, new)
    kept = len(old.claims) - len(went)
    told = [_frame(claim, new.report) for claim in came]
    likely = []
    for i, before in enumerate(went):
        frame = _frame(before, old.report)
        for j, after in enumerate(came):
            score = _likeness(before, frame, after, told[j])
            if score is not None:
                likely.append((score, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(likely, key=lambda each: (-each[0], each[1], each[2])):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    changed = []
    for i, j in sorted(pairs.items()):
        if _figures(went[i]) == _figures(came[j]):
            kept += 1
        else:
            changed.append(Renumbered(went[i], came[j]))
    return (
        kept,
        changed,
        [claim for j, claim in enumerate(came) if j not in taken],
        [claim for i, claim in enumerate(went) if i not in pairs],
    )


def _without_equals(old: Version, new: Version) -> tuple[list[Claim], list[Claim]]:
    """The claims of each that the other does not make in the same sentence."""
    before = Counter(_saying(claim, old.report) for claim in old.claims)
    after = Counter(_saying(claim, new.report) for claim in new.claims)
    both = before & after
    return _leftover(old, Counter(both)), _leftover(new, both)


def _leftover(version: Version, both: Counter[tuple[object, ...]]) -> list[Claim]:
    left = []
    for claim in version.claims:
        saying = _saying(claim, version.report)
        if both[saying] > 0:
            both[saying] -= 1
        else:
            left.append(claim)
    return left


def _saying(claim: Claim, report: Report) -> tuple[object, ...]:
    sentence = tuple(report.text[slice(*claim.sentence)].split())
    return (claim.measure, _figures(claim), claim.of.parties, claim.of.role, claim.text, sentence)


def _figures(claim: Claim) -> tuple[object, ...]:
    quantity = claim.quantity
    return (quantity.low, quantity.high, quantity.form)


def _likeness(one: Claim, its: Counter[str], other: Claim, its_own: Counter[str]) -> float | None:
    """How surely two claims are one that was edited, by fields and frames; None: they are two."""
    kind = (one.measure, one.quantity.unit, one.increment, one.part_of is None)
    if kind != (other.measure, other.quantity.unit, other.increment, other.part_of is None):
        return None
    matter = [
        one.of.parties == other.of.parties,
        one.of.role == other.of.role,
        _where(one) == _where(other),
        _who(one) == _who(other),
    ]
    ratio = alike(its, its_own)
    if ratio < _EDITED and not (all(matter) and ratio >= _SAME_MATTER):
        return None
    return ratio + 0.1 * sum(matter) + 0.2 * (one.of.text == other.of.text)


def _frame(claim: Claim, report: Report) -> Counter[str]:
    """The words of the claim's sentence around its number."""
    start, end = claim.sentence
    at = report.text.find(claim.quantity.words, claim.start, claim.end)
    if not claim.quantity.words or at < 0:
        return Counter(report.text[start:end].split())
    around = report.text[start:at] + _GAP + report.text[at + len(claim.quantity.words) : end]
    return Counter(around.split())


def _where(claim: Claim) -> str | None:
    return None if claim.place is None else claim.place.name or claim.place.text


def _who(claim: Claim) -> str | None:
    return None if claim.origin is None else claim.origin.source.name


def _says_so(old: Version, new: Version) -> bool:
    """Does the page say that it was changed: by a newer date, or by a note?

    A page that is dated to the very day of the change may well have a newer hour.
    """
    before, after = old.report, new.report
    if after.published != before.published and after.published is not None:
        return True
    modified = after.modified
    if modified is not None and (modified != before.modified or modified >= new.since):
        return True
    return bool(_notes(after) - _notes(before))


def _notes(report: Report) -> set[str]:
    """The lines that begin as a correction does, such as “Editor's note:”."""
    words = load_page_words()
    lines = (" ".join(row.split()).lower().lstrip("•·*–—-( ") for row in report.text.splitlines())
    return {row for row in lines if row.startswith(words.notes)}
