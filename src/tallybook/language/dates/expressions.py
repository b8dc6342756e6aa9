"""What a time phrase means before a day is known to count from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar; what the words leave out is None."""

    day: int
    month: int | None = None
    year: int | None = None
    weekday: int | None = None  # 0 is Monday; it helps to find a missing month or year
    year_step: int | None = None  # 21 December last year: -1


@dataclass(frozen=True, slots=True)
class Month:
    """A month; `step` -1, 0, 1 for last, this and next September."""

    month: int
    year: int | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Years:
    """The years first to last, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Weekday:
    """0 is Monday; `step` counts calendar weeks, None is the nearest one by tense."""

    weekday: int
    step: int | None = None


@dataclass(frozen=True, slots=True)
class DayFrom:
    """So many days from the anchor."""

    days: int
    reach: int = 0  # "overnight" reaches from the day before to the anchor


@dataclass(frozen=True, slots=True)
class NightTo:
    """The night that ends on a day: both days."""

    day: Expression


@dataclass(frozen=True, slots=True)
class Step:
    """A calendar unit: last week (-1), this month (0), next year (1)."""

    unit: str
    step: int


@dataclass(frozen=True, slots=True)
class LastWeekend:
    """The last Saturday and Sunday that lie whole at or before the anchor."""


@dataclass(frozen=True, slots=True)
class Away:
    """A moment so many units before (negative) or after the anchor, or after `origin`."""

    amounts: tuple[tuple[int, str], ...]
    sign: int
    origin: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """The past 24 hours (sign -1), the next three days (1); count None is "few"."""

    count: int | None
    unit: str
    sign: int


@dataclass(frozen=True, slots=True)
class Part:
    """Early, late, the end of, earlier in, the first half of ... a whole."""

    part: str
    whole: Expression


@dataclass(frozen=True, slots=True)
class Nth:
    """The nth week, quarter or weekday (0 to 6) within a whole; -1 is the last."""

    number: int
    unit: str
    whole: Expression | None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The first six months of 2024, the last ten days of May (sign -1)."""

    count: int
    unit: str
    sign: int
    whole: Expression


@dataclass(frozen=True, slots=True)
class UnitWith:
    """The week, month or year that holds a day."""

    unit: str
    day: Expression


@dataclass(frozen=True, slots=True)
class UnitTo:
    """The week or month, or so many of them, that end with a day."""

    unit: str
    day: Expression
    count: int = 1


@dataclass(frozen=True, slots=True)
class WeekdayIn:
    """A weekday within a week: Friday of next week."""

    weekday: int
    week: Expression


@dataclass(frozen=True, slots=True)
class DayIn:
    """A day of the month within a month given relatively: the 20th of next month."""

    day: int
    month: Expression


@dataclass(frozen=True, slots=True)
class Between:
    """From the first day of one to the last day of the other."""

    first: Expression
    last: Expression


@dataclass(frozen=True, slots=True)
class Open:
    """`side` since, until, before or after something."""

    side: str
    edge: Expression


@dataclass(frozen=True, slots=True)
class Length:
    """A duration; it lies nowhere."""

    amounts: tuple[tuple[int | None, str], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that cannot be resolved from the anchor: "the next day", "the summer".

    days: from the day last told of, "two days earlier": -2.
    """

    year: int | None = None
    days: int | None = None


Expression = (
    Day
    | Month
    | Years
    | Weekday
    | DayFrom
    | NightTo
    | Step
    | LastWeekend
    | Away
    | Span
    | Part
    | Nth
    | Stretch
    | UnitWith
    | UnitTo
    | WeekdayIn
    | DayIn
    | Between
    | Open
    | Length
    | Words
)
