"""Whole time phrases: single days and periods, parts of them, and ranges between them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from tallybook.language.dates import expressions as ex
from tallybook.language.dates.absolute import absolute
from tallybook.language.dates.joining import alike, follows, from_one_to_other
from tallybook.language.dates.reading import Match, Reading
from tallybook.language.dates.relative import relative
from tallybook.language.dates.tokens import Token
from tallybook.language.dates.words import DateWords


class Grammar:
    """Reads time phrases off tokens. `match(i)` is the longest that begins at token i."""

    def __init__(self, tokens: list[Token], words: DateWords) -> None:
        self.reading = Reading(tokens, words)
        self._starters = _starters(words)
        self._singles: dict[int, Match] = {}

    def can_start(self, i: int) -> bool:
        """Can a phrase begin at the token at all? Most cannot, which saves the trying."""
        token = self.reading.tokens[i]
        return token.is_number or token.word in self._starters

    def match(self, i: int) -> Match:
        """The longest phrase that begins here and the index after it."""
        found = [self._range(i), self._days_of_month(i), self._within_week(i), self.single(i)]
        return max((each for each in found if each), key=lambda each: each[1], default=None)

    def single(self, i: int) -> Match:
        """A phrase that is no range."""
        if i not in self._singles:
            self._singles[i] = self._read_single(i)
        return self._singles[i]

    def _read_single(self, i: int) -> Match:
        found = [
            self._with_year(absolute(self.reading, i)),
            relative(self.reading, i),
            self._part(i),
            self._nth(i),
            self._unit_with(i),
            self._bare(i),
        ]
        return max((each for each in found if each), key=lambda each: each[1], default=None)

    def _with_year(self, found: Match) -> Match:
        """21 December last year; 5 July that year stays words."""
        if found is None or not isinstance(found[0], ex.Day) or found[0].year is not None:
            return found
        step = relative(self.reading, found[1])
        if step is None:
            return found
        if isinstance(step[0], ex.Step) and step[0].unit == "year":
            return replace(found[0], year_step=step[0].step), step[1]
        return step if isinstance(step[0], ex.Words) else found

    def _bare(self, i: int) -> Match:
        """A month or year alone, with "next year" after it; who calls checks what stands before."""
        month = self.reading.month(i)
        if month is not None:
            step = relative(self.reading, month[1])
            if step is not None and isinstance(step[0], ex.Step) and step[0].unit == "year":
                return ex.Nth(month[0], "month", step[0]), step[1]
            if step is not None and isinstance(step[0], ex.Words):
                return step
            return ex.Month(month[0]), i + 1
        at = i + 1 if self.reading.word(i) == "year" else i
        year = self.reading.year(at)
        if year is None:
            return None
        shortened = self.reading.digits(year[1] + 1, 0, 99, widths=(2,))
        joined = self.reading.is_one_of(year[1], {"-", "–"}) and self.reading.touches(year[1] + 1)
        if joined and shortened is not None and year[0] % 100 < shortened:
            return ex.Years(year[0], year[0] - year[0] % 100 + shortened), year[1] + 2
        return ex.Years(year[0], year[0]), year[1]

    def _part(self, i: int) -> Match:
        """Mid-December, late last year, earlier in the week, the end of March."""
        named = self.reading.named(i, self.reading.words.parts)
        if named is None:
            return None
        part, at = named
        if self.reading.word(at) == "-":
            at += 1
        whole = self._whole(at) or self.single(at)
        if whole is None or isinstance(whole[0], ex.Length | ex.Part | ex.Day | ex.Span):
            return None
        return ex.Part(part, whole[0]), whole[1]

    def _whole(self, i: int) -> Match:
        """The week, the month, the year: the one that the anchor lies in."""
        unit = self.reading.unit(i + 1) if self.reading.word(i) == "the" else self.reading.unit(i)
        if unit is None or unit[0] in {"hour", "day"} or self.reading.is_plural(unit[1] - 1):
            return None
        return ex.Step(unit[0], 0), unit[1]

    def _nth(self, i: int) -> Match:
        """The first week of October, the second quarter of 2023, the 20th of last month."""
        at = i + 1 if self.reading.word(i) == "the" else i
        if self.reading.word(at) == "last":
            number, after = -1, at + 1
        elif (ordinal := self.reading.ordinal(at)) is not None:
            number, after = ordinal
        else:
            return self._short_quarter(at)
        if self.reading.word(after) == "-":
            after += 1
        stretch = self._stretch(number, after)
        if stretch is not None:
            return stretch
        unit = self._nth_unit(after)
        if unit is None:
            return self._day_in(number, after) if number > 0 else None
        name, weekday, end = unit
        place = end + 1 if self.reading.is_one_of(end, {"of", "in"}) else end
        whole = self._of_whole(place)
        if whole is None and name == "quarter" and number > 0:
            return ex.Nth(number, name, None), end  # "in the second quarter"
        if whole is None or not isinstance(whole[0], ex.Month | ex.Years | ex.Step | ex.Nth):
            return None
        return ex.Nth(number, name, whole[0], weekday), whole[1]

    def _stretch(self, number: int, i: int) -> Match:
        """The first six months of 2024."""
        count = self.reading.count(i) if number in (1, -1) else None
        unit = self.reading.unit(count[1]) if count is not None else None
        if count is None or count[0] is None or unit is None or unit[0] == "weekend":
            return None
        whole = self._of_whole(unit[1] + 1) if self.reading.word(unit[1]) == "of" else None
        if whole is None or not isinstance(whole[0], ex.Month | ex.Years | ex.Step):
            return None
        return ex.Stretch(count[0], unit[0], number, whole[0]), whole[1]

    def _of_whole(self, i: int) -> Match:
        whole = self._whole(i) if self.reading.word(i) == "the" else self.single(i)
        # "In the first week of October 14 died": the 14 is no day.
        return self._bare(i) if whole is not None and isinstance(whole[0], ex.Day) else whole

    def _nth_unit(self, i: int) -> tuple[str, int | None, int] | None:
        if self.reading.word(i) == "quarter":
            return "quarter", None, i + 1
        unit = self.reading.unit(i)
        if unit is not None and unit[0] in {"week", "weekend", "day"}:
            return unit[0], None, unit[1]
        weekday = self.reading.weekday(i)
        return None if weekday is None else ("weekday", weekday[0], i + 1)

    def _short_quarter(self, i: int) -> Match:
        number = self.reading.digits(i + 1, 1, 4, widths=(1,))
        if self.reading.word(i) != "q" or number is None:
            return None
        whole = self.single(i + 2)
        if whole is None or not isinstance(whole[0], ex.Years | ex.Step):
            return ex.Nth(number, "quarter", ex.Step("year", 0)), i + 2
        return ex.Nth(number, "quarter", whole[0]), whole[1]

    def _day_in(self, number: int, i: int) -> Match:
        at = i + 1 if self.reading.word(i) == "of" else i
        month = relative(self.reading, at)
        if month is None or not isinstance(month[0], ex.Step) or month[0].unit != "month":
            return None
        return ex.DayIn(number, month[0]), month[1]

    def _unit_with(self, i: int) -> Match:
        """The week of December 9, the month of January, the 24 hours to Monday."""
        at = i + 1 if self.reading.word(i) == "the" else i
        count = self.reading.count(at) if at > i else None
        if count is not None and count[0] is not None:
            return self._units_to(count[0], count[1])
        unit = self.reading.unit(at)
        if unit is not None and unit[0] == "year" and at > i:
            return self._units_to(1, at)
        if unit is None or unit[0] not in {"week", "weekend", "month"}:
            return None
        place = unit[1]
        if self.reading.is_one_of(place, {"beginning", "starting", "commencing"}):
            place += 1
        if self.reading.is_one_of(place, {"of", "on"}):
            place += 1
        if self.reading.is_one_of(place, {"to", "ending", "ended"}):
            last = self.single(place + 1)
            dated = last is not None and isinstance(last[0], ex.Day | ex.Weekday)
            return (ex.UnitTo(unit[0], last[0]), last[1]) if last and dated else None
        if place == unit[1]:
            return None
        if unit[0] != "month" and (days := self._days_of_month(place)) is not None:
            return days  # "the weekend of 3-4 September"
        day = absolute(self.reading, place) or self._bare(place)
        if day is None or isinstance(day[0], ex.Years):
            return None
        if isinstance(day[0], ex.Month):
            return (day[0], day[1]) if unit[0] == "month" else None
        return ex.UnitWith(unit[0], day[0]), day[1]

    def _units_to(self, count: int, i: int) -> Match:
        """The 24 hours to Monday morning, the twelve months to March, the year to June."""
        unit, ends = self.reading.unit(i), {"to", "ending", "ended"}
        if unit is None or unit[0] == "weekend" or not self.reading.is_one_of(unit[1], ends):
            return None
        last = self.single(unit[1] + 1) or self._bare(unit[1] + 1)
        if last is None or not isinstance(last[0], ex.Day | ex.Weekday | ex.Month | ex.DayFrom):
            return None
        return ex.UnitTo(unit[0], last[0], count), last[1]

    def _range(self, i: int) -> Match:
        """From Monday to Friday, between March and May 2023, Oct. 2 until today."""
        ranges = self.reading.words.ranges
        opened = self.reading.phrase(i, ranges["open"])
        first = self.single(i if opened is None else opened)
        if first is None and opened is not None:
            first = self._now(opened)
        if first is None or isinstance(first[0], ex.Length | ex.Words):
            return None
        joined = self.reading.phrase(first[1], ranges["to"])
        if joined is None or (opened is None and self.reading.word(first[1]) == "up"):
            return None
        last = self.single(joined) or self._now(joined) or self._day_alone(joined, first[0])
        if last is None or isinstance(last[0], ex.Length | ex.Words):
            return None
        if opened is None and not alike(first[0], last[0]):
            return None
        together = self.reading.word(first[1]) == "and" and opened is None
        if together and not (follows(first[0], last[0]) and self.reading.word(last[1]) != "'"):
            return None
        return from_one_to_other(first[0], last[0]), last[1]

    def _now(self, i: int) -> Match:
        end = self.reading.phrase(i, self.reading.words.ranges["now"])
        return None if end is None else (ex.DayFrom(0), end)

    def _day_alone(self, i: int, first: ex.Expression) -> Match:
        """November 15th through the 19th: the second day is in the month of the first."""
        day = self.reading.day_number(i)
        if day is None or not isinstance(first, ex.Day) or day[0] <= first.day:
            return None
        year = self.reading.year(day[1] + 1 if self.reading.word(day[1]) == "," else day[1])
        number, end = year if year else (first.year, day[1])
        return ex.Day(day[0], first.month, number), end

    def _days_of_month(self, i: int) -> Match:
        """3-5 May, between 3 and 5 May 2023, December 14 and 15, from 4 to 22 this month."""
        opened = self.reading.phrase(i, self.reading.words.ranges["open"])
        at = i if opened is None else opened
        month = self.reading.month(at)
        if month is not None:
            place = self.reading.phrase(month[1], self.reading.words.ranges["open"]) or month[1]
            days = self._two_days(place)
            if days is None or (opened is None and self.reading.word(i - 1) == "in"):
                return None
            first, last, end = days
            comma = self.reading.word(end) == ","
            year = self.reading.year(end + 1 if comma else end)
            number, end = year if year else (None, end)
            return ex.Between(ex.Day(first, month[0], number), ex.Day(last, month[0], number)), end
        days = self._two_days(at)
        if days is None:
            return None
        first, last, end = days
        end = end + 1 if self.reading.is_one_of(end, {"of", "in"}) else end
        whole = self._of_whole(end)  # "between 3 and 9 May, 21 died": the 21 is no day
        if whole is None:
            return None
        if isinstance(whole[0], ex.Month):
            opening = ex.Day(first, whole[0].month, whole[0].year)
            return ex.Between(opening, replace(opening, day=last)), whole[1]
        if isinstance(whole[0], ex.Step) and whole[0].unit == "month":
            return ex.Between(ex.DayIn(first, whole[0]), ex.DayIn(last, whole[0])), whole[1]
        return None

    def _two_days(self, i: int) -> tuple[int, int, int] | None:
        first = self.reading.day_number(i)
        if first is None:
            return None
        joined = self.reading.phrase(first[1], self.reading.words.ranges["join"])
        last = None if joined is None else self.reading.day_number(joined)
        if last is None or last[0] <= first[0]:
            return None
        return first[0], last[0], last[1]

    def _within_week(self, i: int) -> Match:
        """Next week between Wednesday and Friday."""
        week = relative(self.reading, i)
        if week is None or not isinstance(week[0], ex.Step) or week[0].unit != "week":
            return None
        days = self._range(week[1])
        if days is None or not isinstance(days[0], ex.Between):
            return None
        first, last = days[0].first, days[0].last
        if not (isinstance(first, ex.Weekday) and isinstance(last, ex.Weekday)):
            return None
        inside = [ex.WeekdayIn(each.weekday, week[0]) for each in (first, last)]
        return ex.Between(*inside), days[1]


@cache
def _starters(words: DateWords) -> frozenset[str]:
    return words.starters()
