"""A text as it was read: blocks with their roles, claims underlined, their fields in the margin.

To show any text with its claims, whether a ledger has them or not:

    read = read_text(report.text, blocks, claims, view.measures)

and in a template

    {% from "report_parts.html" import legend, reading, steps with context %}
    {{ legend(read) }}
    {{ steps(read) }}
    {{ reading(read) }}

with `pages/report.css` and, deferred, `pages/report.js` in the head. A long text is cut into parts:
`Asked(part=3)` or `Asked(claim=id)` says which is wanted, and `{{ parts(read, address) }}` links
them. What a ledger knows beside the claims (the tallies that they serve, warnings, the bytes) comes
in by `beside`, which is asked for the claims of the wanted part alone.

Offsets are code points. The texts of all runs of all parts, joined, are the text; those of the runs
under a claim's stroke, joined, are the claim's words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from tallybook.model import Block, Claim, Measure, Role
from tallybook.queries.reading_marks import MeasureMark, mark_measures, unknown_mark
from tallybook.queries.reading_notes import NOTHING, Beside, Note, Whole, make_note, voices_of
from tallybook.queries.reading_parts import Part, cut_parts, part_of
from tallybook.queries.reading_runs import Splitter, TextRun, is_within

__all__ = ["Asked", "Paragraph", "ReadBlock", "ReadText", "Used", "read_text"]

_BLANK: Final = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of a text is wanted: by its number, or by a claim in it, which is then chosen."""

    part: int | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch between blank lines, in runs; notes: of the claims that begin in it."""

    start: int
    end: int
    runs: tuple[TextRun, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A block, or as much of it as the part has.

    names_role: its role is not that of the block above it. opens: it is the first of a post.
    turns: that post is of another day than the one above it.
    """

    role: Role
    start: int
    end: int
    time: datetime | None
    background: bool
    names_role: bool
    opens: bool
    turns: bool
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Used:
    """A measure of which the text has claims, and how many."""

    mark: MeasureMark
    claims: int


@dataclass(frozen=True, slots=True)
class ReadText:
    """One part of a text with its claims; what it counts, it counts in the whole text.

    roles: those of the text, in their order there, each with how many blocks it has. lost: claims
    whose words do not stand where they say, which is a fault of their maker.
    """

    blocks: tuple[ReadBlock, ...]
    notes: tuple[Note, ...]
    part: Part
    parts: tuple[Part, ...]
    length: int
    claims: int
    roles: Mapping[Role, int]
    has_background: bool
    measures: tuple[Used, ...]
    lost: tuple[Claim, ...]
    chosen: Note | None


def read_text(
    text: str,
    blocks: Sequence[Block],
    claims: Sequence[Claim],
    measures: Mapping[str, Measure],
    *,
    asked: Asked | None = None,
    beside: Callable[[Sequence[Claim]], Beside] = lambda _: NOTHING,
) -> ReadText:
    """The wanted part of a text, the first where none is asked for or none is so named.

    blocks: disjoint; what lies in none of them is shown as body.
    """
    asked = asked or Asked()
    told = sorted((one for one in claims if is_within(one, text)), key=_place)
    parts = cut_parts(text, [(one.start, one.end) for one in told])
    part = _wanted(parts, told, asked)
    marks = mark_measures(measures)
    near = [
        (n, one) for n, one in enumerate(told, 1) if one.end > part.start and one.start < part.end
    ]
    known = beside([one for _, one in near])
    voices = voices_of(told)
    places = {one.id: at for at, one in enumerate(told)}
    notes = [
        replace(
            make_note(
                one, number, marks.get(one.measure) or unknown_mark(one.measure), voices, known
            ),
            whole=_whole(one, places, told, parts),
            disclaimer="" if one.disclaimer is None else text[slice(*one.disclaimer)],
            chosen=one.id == asked.claim,
        )
        for number, one in near
    ]
    every = list(_without_gaps(blocks, len(text)))
    return ReadText(
        blocks=tuple(_read_blocks(text, every, part, notes)),
        notes=tuple(one for one in notes if part.holds(one.claim.start)),
        part=part,
        parts=parts,
        length=len(text),
        claims=len(told),
        roles=Counter(block.role for block in every),
        has_background=any(block.background for block in every),
        measures=_used(told, marks),
        lost=tuple(one for one in claims if not is_within(one, text)),
        chosen=next((one for one in notes if one.chosen), None),
    )


def _place(claim: Claim) -> tuple[int, int, str]:
    return (claim.start, claim.end, claim.id)


def _wanted(parts: Sequence[Part], claims: Sequence[Claim], asked: Asked) -> Part:
    """A claim says more surely than a number which part is wanted."""
    for claim in claims:
        if claim.id == asked.claim:
            return part_of(parts, claim.start)
    return parts[min(max(asked.part or 1, 1), len(parts)) - 1]


def _whole(
    claim: Claim, places: Mapping[str, int], told: Sequence[Claim], parts: Sequence[Part]
) -> Whole | None:
    at = None if claim.part_of is None else places.get(claim.part_of)
    if at is None:
        return None
    return Whole(told[at].id, at + 1, told[at].text, part_of(parts, told[at].start).number)


def _without_gaps(blocks: Sequence[Block], length: int) -> Iterator[Block]:
    at = 0
    for block in sorted(blocks, key=lambda each: (each.start, each.end)):
        start, end = max(at, block.start), min(block.end, length)
        if start >= end:
            continue
        if at < start:
            yield Block(Role.BODY, at, start)
        whole = (start, end) == (block.start, block.end)
        yield block if whole else replace(block, start=start, end=end)
        at = end
    if at < length:
        yield Block(Role.BODY, at, length)


def _read_blocks(
    text: str, blocks: Sequence[Block], part: Part, notes: Sequence[Note]
) -> Iterator[ReadBlock]:
    splitter = Splitter(text, notes)
    starts = [one.claim.start for one in notes]
    before: Block | None = None
    last: datetime | None = None
    for block in blocks:
        start, end = max(block.start, part.start), min(block.end, part.end)
        if start >= end:
            before = block if block.end <= part.start else before
            continue
        opens = block.time is not None and (before is None or before.time != block.time)
        named = before is None or _looks(before) != _looks(block) or start == part.start
        yield ReadBlock(
            block.role,
            start,
            end,
            block.time,
            block.background,
            names_role=named or opens,
            opens=opens,
            turns=opens and (last is None or _day(last) != _day(block.time)),
            paragraphs=tuple(
                Paragraph(
                    left,
                    right,
                    splitter.runs(left, right),
                    tuple(notes[bisect_left(starts, left) : bisect_left(starts, right)]),
                )
                for left, right in _paragraphs(text, start, end)
            ),
        )
        before, last = block, block.time or last


def _day(time: datetime | None) -> date | None:
    return None if time is None else time.date()


def _looks(block: Block) -> tuple[Role, bool]:
    return (block.role, block.background)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _BLANK.finditer(text, start, end):
        if found.end() < end:
            yield start, found.end()
            start = found.end()
    yield start, end


def _used(claims: Sequence[Claim], marks: Mapping[str, MeasureMark]) -> tuple[Used, ...]:
    """Families together, in the order in which the text has them."""
    counted = Counter(claim.measure for claim in claims)
    used = [Used(marks.get(name) or unknown_mark(name), many) for name, many in counted.items()]
    families = list(dict.fromkeys(one.mark.family for one in used))
    return tuple(sorted(used, key=lambda one: families.index(one.mark.family)))
