"""Runs: a text split wherever a claim, a speaker or a cue begins or ends: none need nest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from tallybook.model import Claim
from tallybook.queries.reading_notes import Note

LANES: Final = 3
"""So many underlines lie one below the other; what overlaps more shares the last."""


class Does(StrEnum):
    """What words do for a claim, other than being it."""

    SPEAKER = "speaker"
    CUE = "cue"
    DISCLAIMER = "disclaimer"


@dataclass(frozen=True, slots=True)
class Stroke:
    """An underline under a run. lane: how far below it lies, from 0 on.

    begins, ends: is it the first, the last run of the claim?
    """

    note: Note
    lane: int
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True)
class Touch:
    """What a run is to some claims, by their numbers. voice: the speaker's number, 0 for none."""

    part: Does
    voice: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TextRun:
    """`text` at `[start, end)` of the report; strokes: outermost first.

    blank: it is the white space behind a paragraph, which the layout stands for.
    """

    start: int
    end: int
    text: str
    strokes: tuple[Stroke, ...] = ()
    touches: tuple[Touch, ...] = ()
    blank: bool = False

    @property
    def leads(self) -> Stroke | None:
        """The stroke that leads to its note: of those that begin here the innermost."""
        return next((one for one in reversed(self.strokes) if one.begins), None)


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    note: Note
    part: Does | None
    voice: int = 0
    lane: int = 0


class Splitter:
    """Splits stretches of a text into runs. notes: in the order of their claims' starts."""

    def __init__(self, text: str, notes: Sequence[Note]) -> None:
        self._text = text
        spans = [*_underlined(notes), *_touched(notes)]
        self._spans = sorted(spans, key=lambda one: (one.start, -one.end, one.note.number))
        self._starts = [one.start for one in self._spans]
        edges = {edge for one in spans for edge in (one.start, one.end)}
        self._edges = sorted(edges)
        self._reach = max((one.end - one.start for one in spans), default=0)

    def runs(self, start: int, end: int) -> tuple[TextRun, ...]:
        """The runs of `text[start:end]`; the white space at its end is apart, and blank."""
        kept = start + len(self._text[start:end].rstrip())
        return (*self._split(start, kept), *self._split(kept, end, blank=True))

    def _split(self, start: int, end: int, *, blank: bool = False) -> Iterator[TextRun]:
        if start >= end:
            return
        inner = self._edges[bisect_right(self._edges, start) : bisect_left(self._edges, end)]
        first = bisect_left(self._starts, start - self._reach)
        near = [
            one for one in self._spans[first : bisect_left(self._starts, end)] if one.end > start
        ]
        active: list[_Span] = []
        at = 0
        for left, right in zip([start, *inner], [*inner, end], strict=True):
            active = [one for one in active if one.end > left]
            while at < len(near) and near[at].start <= left:
                active.append(near[at])
                at += 1
            yield self._run(left, right, active, blank)

    def _run(self, start: int, end: int, active: Sequence[_Span], blank: bool) -> TextRun:
        strokes = tuple(
            Stroke(one.note, one.lane, start == one.start, end == one.end)
            for one in active
            if one.part is None
        )
        return TextRun(start, end, self._text[start:end], strokes, tuple(_joined(active)), blank)


def _joined(active: Sequence[_Span]) -> Iterator[Touch]:
    """Words that speak for several claims, once, with the numbers of all."""
    numbers: dict[tuple[Does, int], list[int]] = defaultdict(list)
    for one in active:
        if one.part is not None:
            numbers[one.part, one.voice].append(one.note.number)
    for (part, voice), told in numbers.items():
        yield Touch(part, voice, tuple(sorted(set(told))))


def _underlined(notes: Sequence[Note]) -> Iterator[_Span]:
    ends = [0] * LANES
    for note in notes:
        claim = note.claim
        lane = next((i for i, end in enumerate(ends) if end <= claim.start), LANES - 1)
        ends[lane] = max(ends[lane], claim.end)
        yield _Span(claim.start, claim.end, note, None, lane=lane)


def _touched(notes: Sequence[Note]) -> Iterator[_Span]:
    for note in notes:
        for credit in note.credits:
            said = credit.said
            if said.start < said.end:
                yield _Span(said.start, said.end, note, Does.SPEAKER, credit.voice)
            if said.cue_start is not None and said.cue_end is not None:
                yield _Span(said.cue_start, said.cue_end, note, Does.CUE, credit.voice)
        if note.claim.disclaimer is not None:
            yield _Span(*note.claim.disclaimer, note, Does.DISCLAIMER)


def is_within(claim: Claim, text: str) -> bool:
    """Do the claim's offsets hold its words?"""
    return 0 <= claim.start < claim.end and text[claim.start : claim.end] == claim.text
