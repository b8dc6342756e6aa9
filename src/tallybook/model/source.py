"""Source and Attribution: who is credited, by which words, for which stretch of text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """A named person or institution, an unnamed one, or the outlet itself."""

    NAMED = "named"
    ANONYMOUS = "anonymous"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True)
class Source:
    """Who is credited. name: the catalogue's name, else the text's; party: whom it speaks for."""

    name: str
    kind: SourceKind = SourceKind.NAMED
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """One credit: source, cue and the content it covers.

    text: the source's words in the report (`[start, end)`); where they are a pronoun or "the
    agency", `source` is what they stand for. cue: the reporting words ("said").
    content: spans of the text that are credited (a quotation may be split).
    quoted: does the content stand in quotation marks?
    act: what the cue does ("say", "estimate", "deny", "plan": the acts of cues.toml).
    credits: is a figure inside the content this source's own? (Not where it only wants or judges.)
    speaks_for: the body for which a person speaks, by what the report says of him anywhere: "coast
    guard" of "Balilo", whom it calls the coast guard's spokesman elsewhere.
    """

    source: Source
    text: str
    start: int
    end: int
    cue: str
    cue_start: int | None = None
    cue_end: int | None = None
    content: tuple[tuple[int, int], ...] = ()
    quoted: bool = False
    act: str = "say"
    credits: bool = True
    speaks_for: str | None = None
