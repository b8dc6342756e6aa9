"""Telling: the words of a chart, for the eye, for the pointer and for those who hear it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from tallybook.catalogue.phrases import amount, count, day, subject_parts
from tallybook.charts.rows import Page, Said
from tallybook.charts.scales import CountScale
from tallybook.model import Scope, Tally

_OUTLETS: Final = 4
_SHORT: Final = 8
_SCOPES: Final[Mapping[Scope, str]] = {
    Scope.INCIDENT: "in this event",
    Scope.CUMULATIVE: "so far",
    Scope.CURRENT: "at the time",
}
NO_NUMBER: Final = ("no number", "named")
NO_UPPER_LIMIT: Final = "no upper limit"
_STANCES: Final[Mapping[str, str]] = {
    "asserted": "asserted",
    "claimed": "claimed",
    "estimated": "estimated",
    "denied": "denied: it says that this is not so",
    "unconfirmed": "unconfirmed; bounds nothing",
    "hypothetical": "supposed; bounds nothing",
    "planned": "planned; bounds nothing",
    "forecast": "forecast; bounds nothing",
}


def title_of(tally: Tally) -> str:
    """The question in words; a name that a person gave it comes first."""
    *parts, last = subject_parts(tally)
    words = " ".join(parts) + (", " if last[:1].isdigit() else " ") + last if parts else last
    asked = f"{words[:1].upper()}{words[1:]}"
    return f"{tally.name}: {words}" if tally.name else asked


def answer_of(tally: Tally) -> str:
    """The answer sentence; where it begins with the question, what follows."""
    asked = f"{title_of(tally)}: "
    answer = tally.answer
    if answer.casefold().startswith(asked.casefold()):
        answer = answer[len(asked) :]
    return f"{answer[:1].upper()}{answer[1:]}"


def description_of(tally: Tally, statements: int) -> str:
    """What the chart shows, for those who hear it. statements: how many."""
    said = count(statements, "statement")
    found = amount(tally.low, tally.high, tally.unit)
    return (
        f"{title_of(tally)}. {answer_of(tally)} The chart shows {said} by "
        f"{count(tally.origins, 'independent origin')} over time, and the span that follows "
        f"from them: {found}."
    )


def facts_of(tally: Tally, rows: Sequence[Said]) -> list[str]:
    """By which rules, as of when, and on how many independent origins the answer stands."""
    pages = sum(len(said.pages) for said in rows)
    return [
        f"As of {day(tally.as_of)}" if tally.as_of is not None else "As of no known day",
        f"{count(tally.origins, 'independent origin')} in {count(len(rows), 'statement')} "
        f"on {count(pages, 'page')}",
        f"grade: {tally.grade.value}",
        f"policy: {tally.policy}",
        f"convention: {tally.convention}",
        *([f"no figure from: {', '.join(tally.silent)}"] if tally.silent else []),
        f"tally {tally.id[:_SHORT]}",
    ]


def axis_note(tally: Tally, counts: CountScale) -> str:
    """What the count is of, and whether it is logarithmic or does not begin at zero."""
    note = f"{'people' if tally.unit == 'person' else tally.unit}, {_SCOPES[tally.scope]}"
    if counts.is_log:
        return f"{note} (logarithmic scale)"
    return f"{note} (not from zero)" if counts.floor > 0 else note


def statement_words(said: Said, tally: Tally) -> dict[str, str]:
    """A statement for the pointer: words, figure, speaker, day, outlets, standing."""
    figure = amount(said.low, said.high, tally.unit) if said.has_figure else "no number"
    if said.is_vague:
        figure = f"{figure}, by convention"
    return {
        "words": quoted(said.text or said.words),
        "figure": figure,
        "speaker": said.speaker,
        "stance": _STANCES.get(said.stance, said.stance),
        "day": day(said.day) if said.day is not None else "undated",
        "speaks_to": said.speaks_to or "no day told",
        "outlets": _outlets(said.pages),
        "standing": _standing(said),
    }


def told(words: Mapping[str, str], side: str) -> str:
    """A statement in one sentence."""
    return (
        f"{words['speaker']} ({side}), {words['day']}: {words['words']}, {words['figure']}; "
        f"{words['standing']}; carried by {words['outlets']}"
    )


def quoted(words: str) -> str:
    """Words in quotation marks, those that they bring along taken off."""
    return f"“{words.strip(_MARKS)}”" if words else ""


_MARKS: Final = "\"'“”‘’ "


def _outlets(pages: Sequence[Page]) -> str:
    names = list(dict.fromkeys(page.outlet for page in pages))
    more = len(names) - _OUTLETS
    return ", ".join(names[:_OUTLETS]) + (f" and {more} more" if more > 0 else "") or "no page"


def _standing(said: Said) -> str:
    found = []
    if said.is_gone:
        found.append("taken back or corrected by its speaker")
    if not said.is_witness:
        found.append("an echo, no witness of its own")
    if said.is_beside:
        found.append("counts others than the question asks about")
    return "; ".join(found) or ("a figure of its own" if said.has_figure else "names no number")
