"""Find the time phrases of a text and the days they mean beside the report's own day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tallybook.extract.periods_context import Context
from tallybook.language.dates import DateWords, Grammar, resolve, tokenize
from tallybook.language.dates import expressions as ex
from tallybook.model import Period

_FRESH = timedelta(days=31)
"""A period that ended longer before the report is recalled, not reported."""

_LINE = 50
_DASHES = ("--", "—", "–", "- ")

_KINDS: dict[type, str] = {
    ex.Day: "date",
    ex.Weekday: "date",
    ex.WeekdayIn: "date",
    ex.DayIn: "date",
    ex.NightTo: "date",
    ex.Month: "range",
    ex.Years: "range",
    ex.Between: "range",
    ex.UnitWith: "range",
    ex.UnitTo: "range",
    ex.Nth: "range",
    ex.Stretch: "range",
    ex.Part: "range",
    ex.Open: "open",
    ex.Length: "duration",
}


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A time phrase, `text[start:end]` with the preposition that belongs to it.

    kind: date, range, relative (counts from the anchor or the story), since, until, before,
    after, duration. is_recalled: it ended over a month before the report. of_speech: it stands
    right behind a word of saying ("said Tuesday"), so that it dates the saying. edge: of "since
    2015", the year itself. opens: a clause behind it tells of that time (", when 9,000 died"), so
    that it dates nothing before it. shift: of "two days earlier" -2, from the day told of.
    """

    start: int
    end: int
    period: Period
    kind: str
    is_recalled: bool = False
    of_speech: bool = False
    edge: Period | None = None
    opens: bool = False
    shift: int | None = None


def find_periods(
    text: str, start: int, end: int, words: DateWords, anchor: date | None
) -> list[PeriodMention]:
    """The time phrases of text[start:end], sorted and disjoint.

    anchor: the day that "yesterday" counts from, normally the report's date. Without it such
    words stay words: both days None.
    """
    tokens = tokenize(text, start, end)
    grammar = Grammar(tokens, words)
    context = Context(grammar.reading)
    found: list[PeriodMention] = []
    i = floor = 0
    while i < len(tokens):
        match = _at(grammar, context, i)
        if match is None:
            i += 1
            continue
        expression, begins, ends = match
        side, first = context.lead(begins, floor, expression)
        if side is not None and not isinstance(expression, ex.Length):
            expression = ex.Open(side, expression)
        last = context.trail(ends)
        if context.is_owner(last):
            first = first if side is not None else begins
            last += 1
        span = tokens[first].start, tokens[last - 1].end
        future = context.looks_ahead(first)
        of_speech = context.is_speech(first) and not context.is_owner(last - 1)
        of_speech = of_speech or _is_of_dateline(text, start, span)
        mention = _mention(text, span, expression, anchor, future, of_speech)
        if isinstance(expression, ex.Words):
            shift = words.shifts.get(grammar.reading.spelled[begins:ends], expression.days)
            mention = mention if shift is None else _shifted(mention, shift, found)
        found.append(mention)
        i = floor = max(last, i + 1)
    return found


def _is_of_dateline(text: str, start: int, span: tuple[int, int]) -> bool:
    """ "BOGOTA, 20 FEB --": the day of writing."""
    before, after = text[start : span[0]], text[span[1] : span[1] + 4].lstrip()
    return len(before) < _LINE and before.isupper() and after.startswith(_DASHES)


def _shifted(mention: PeriodMention, days: int, before: list[PeriodMention]) -> PeriodMention:
    """The previous day, a day later: counted from the last day that the sentence named."""
    named = (one.period for one in reversed(before) if one.period.first is not None)
    base = next((one for one in named if one.first == one.last), None)
    if base is None or base.first is None:
        return replace(mention, shift=days)
    day = base.first + timedelta(days=days)
    return replace(mention, period=replace(mention.period, first=day, last=day), shift=days)


def _at(grammar: Grammar, context: Context, i: int) -> tuple[ex.Expression, int, int] | None:
    """The phrase at token i that context allows: expression, first token, token after it."""
    if not grammar.can_start(i):
        event = context.since_event(i)
        if event is None or _is_of_calendar(grammar, i + 1, event):
            return None
        return ex.Words(), i + 1, event
    night = _overnight(grammar, i)
    match = night or grammar.match(i)
    if match is None or not context.allows(i, match[1], match[0]):
        return None
    return match[0], i, match[1]


def _is_of_calendar(grammar: Grammar, i: int, event: int) -> bool:
    """ "Since the start of the month": no event began then, and the days are known."""
    found = (grammar.match(at) for at in range(i, event) if grammar.can_start(at))
    return any(
        one is not None and one[1] > event and not isinstance(one[0], ex.Words | ex.Length)
        for one in found
    )


def _overnight(grammar: Grammar, i: int) -> tuple[ex.Expression, int] | None:
    """Overnight into Tuesday: the night that ends that day."""
    reading = grammar.reading
    if not reading.is_one_of(i, reading.words.overnight):
        return None
    at = i + 2 if reading.is_one_of(i + 1, {"into", "to", "on", "from"}) else i + 1
    day = grammar.single(at) if at < len(reading.tokens) else None
    if day is None or not isinstance(day[0], ex.Day | ex.Weekday):
        return None
    ends_it = reading.is_one_of(i + 1, {"into", "to"})
    return (ex.NightTo(day[0]) if ends_it else day[0]), day[1]


def _mention(
    text: str,
    span: tuple[int, int],
    expression: ex.Expression,
    anchor: date | None,
    future: bool,
    of_speech: bool,
) -> PeriodMention:
    first, last = resolve(expression, anchor, future)
    period = Period(text[span[0] : span[1]], first, last, *span)
    kind = _kind(expression)
    recalled = (
        anchor is not None and kind != "since" and last is not None and anchor - last > _FRESH
    )
    edge = None
    if isinstance(expression, ex.Open):
        begins, ends = resolve(expression.edge, anchor, future)
        edge = replace(period, first=begins, last=ends)
    return PeriodMention(*span, period, kind, recalled, of_speech, edge)


def _kind(expression: ex.Expression) -> str:
    if isinstance(expression, ex.Part):
        return _kind(expression.whole)
    if isinstance(expression, ex.Open):
        return "until" if expression.side == "by" else expression.side
    if isinstance(expression, ex.Month) and expression.step is not None:
        return "relative"
    return _KINDS.get(type(expression), "relative")
