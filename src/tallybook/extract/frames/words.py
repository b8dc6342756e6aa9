"""Words: all that the frames read by, in one record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tallybook.catalogue.measures import Measures
from tallybook.extract.frames.admission import IsDemonym
from tallybook.extract.frames.triggers import Lexicon
from tallybook.language.frame_words import FrameWords
from tallybook.language.people import PeopleWords


def nobody(_: str) -> bool:
    """No word names anybody."""
    return False


@dataclass(frozen=True, slots=True)
class Words:
    """All words that the frames read by."""

    measures: Measures
    lexicon: Lexicon
    people: PeopleWords
    is_demonym: IsDemonym
    forms: FrameWords
    states: Mapping[str, str] = field(default_factory=dict)
    is_armed: IsDemonym = nobody
    told: str | None = None
    """states: who "the dead" are, by measure. is_armed, told: of the report so far, as
    find_counts takes them.
    """
