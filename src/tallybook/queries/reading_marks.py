"""Marks: how a measure is told from others in a text, by a colour of its family and a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tallybook.model import Measure
from tallybook.model.containment import family_of

COLOURS: Final = 6
_PARTS: Final = ("solid", "dashed", "dotted")
_WHOLES: Final = ("double", "wavy")


@dataclass(frozen=True, slots=True)
class MeasureMark:
    """How claims of a measure are underlined.

    title: the measure in words. family: the measure after which its family is called. colour: from
    0 on, one for each family (a family of five shares one). line: a style of CSS. No two measures
    have both in common until there are more than thirty.
    """

    measure: str
    title: str
    family: str
    colour: int
    line: str


def mark_measures(measures: Mapping[str, Measure]) -> Mapping[str, MeasureMark]:
    """A mark for every measure, the same whatever a report has of them."""
    families: dict[str, list[str]] = defaultdict(list)
    for name in sorted(measures):
        families[family_of(name, measures)].append(name)
    above = {parent for measure in measures.values() for parent in measure.parents}
    found: dict[str, MeasureMark] = {}
    kin = [names for names in families.values() if len(names) > 1]
    for colour, names in enumerate(kin):
        parts = [name for name in names if name not in above]
        wholes = [name for name in reversed(names) if name in above]
        for lines, those in ((_PARTS, parts), (_WHOLES, wholes)):
            for i, name in enumerate(those):
                found[name] = _mark(measures[name], names[0], colour, lines[i % len(lines)])
    left = COLOURS - min(len(kin), COLOURS - 1)
    styles = (*_PARTS, *_WHOLES)
    alone = [names[0] for names in families.values() if len(names) == 1]
    for i, name in enumerate(alone):
        style = styles[i // left % len(styles)]
        found[name] = _mark(measures[name], name, COLOURS - left + i % left, style)
    return found


def unknown_mark(measure: str) -> MeasureMark:
    """The mark of a measure that is defined nowhere any more."""
    return MeasureMark(
        measure, measure.replace("_", " ").capitalize(), measure, COLOURS - 1, "wavy"
    )


def _mark(measure: Measure, family: str, colour: int, line: str) -> MeasureMark:
    return MeasureMark(measure.name, measure.title, family, colour % COLOURS, line)
