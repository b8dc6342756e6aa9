"""Words of a language's frames.toml: the small words that the frames of counting lean on.

Each table of the file is a record of `frame_tables`, each of its lists a field.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tallybook.language.frame_tables import (
    Arguments,
    Counted,
    Denying,
    Endings,
    Grammar,
    Losses,
    Parts,
    Presence,
    Refusals,
    Repeats,
    Reports,
    Spans,
    Sufferers,
    Telling,
    Tolls,
)
from tallybook.language.unmeant_words import Unmeant
from tallybook.language.word_tables import check_keys, read_words, record_of


@dataclass(frozen=True, slots=True)
class FrameWords:
    """All tables of frames.toml."""

    grammar: Grammar
    endings: Endings
    arguments: Arguments
    telling: Telling
    denying: Denying
    losses: Losses
    reports: Reports
    presence: Presence
    repeats: Repeats
    parts: Parts
    spans: Spans
    tolls: Tolls
    counted: Counted
    sufferers: Sufferers
    refusals: Refusals
    unmeant: Unmeant


@cache
def load_frame_words(language: str = "en") -> FrameWords:
    """The lists of a language; DataError names one that is missing or unknown."""
    where, data = read_words(language, "frames.toml")
    check_keys(where, data, FrameWords)
    return FrameWords(
        grammar=record_of(where, data["grammar"], Grammar),
        endings=record_of(where, data["endings"], Endings),
        arguments=record_of(where, data["arguments"], Arguments),
        telling=record_of(where, data["telling"], Telling),
        denying=record_of(where, data["denying"], Denying),
        losses=record_of(where, data["losses"], Losses),
        reports=record_of(where, data["reports"], Reports),
        presence=record_of(where, data["presence"], Presence),
        repeats=record_of(where, data["repeats"], Repeats),
        parts=record_of(where, data["parts"], Parts),
        spans=record_of(where, data["spans"], Spans),
        tolls=record_of(where, data["tolls"], Tolls),
        counted=record_of(where, data["counted"], Counted),
        sufferers=record_of(where, data["sufferers"], Sufferers),
        refusals=record_of(where, data["refusals"], Refusals),
        unmeant=record_of(where, data["unmeant"], Unmeant),
    )
