"""Phrases that count from the report's day: yesterday, last week, two days ago, the weekend."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache

from tallybook.language.dates import expressions as ex
from tallybook.language.dates.reading import Item, Match, Reading
from tallybook.language.dates.words import DateWords

_STEPS = {"last": -1, "this": 0, "next": 1}
_SPANNING = {"hour", "day", "week", "month", "year", "decade"}


def relative(reading: Reading, i: int) -> Match:
    """The longest relative phrase that begins at token i."""
    if i not in reading.relatives:
        reading.relatives[i] = _read(reading, i)
    return reading.relatives[i]


def _read(reading: Reading, i: int) -> Match:
    if not 0 <= i < len(reading.tokens):
        return None
    numeric = reading.tokens[i].is_number
    fitting = _OF_NUMBERS if numeric else _by_opening(reading.words).get(reading.word(i), ())
    found = [rule(reading, i) for rule in fitting]
    return max((each for each in found if each), key=lambda each: each[1], default=None)


def _near_day(reading: Reading, i: int) -> Match:
    """Today, last night, the day before yesterday; overnight."""
    found = reading.named(i, reading.words.days)
    if found is not None:
        return ex.DayFrom(found[0]), found[1]
    if reading.is_one_of(i, reading.words.overnight):
        return ex.DayFrom(0, reach=1), i + 1
    return None


def _step(reading: Reading, i: int) -> Item[str]:
    return reading.named(i, reading.words.steps)


def _step_unit(reading: Reading, i: int) -> Match:
    """Last week, this year, next month, the past week; that week stays words."""
    step = _step(reading, i)
    if step is None:
        return None
    unit = reading.unit(step[1])
    if unit is None:
        return None
    name, end = unit
    if step[0] == "same":
        return ex.Words(), end
    if reading.is_plural(step[1]):
        signs = {"next": 1, "last": -1, "recent": -1, "rolling": -1}
        sign = signs.get(step[0])
        return None if sign is None else (ex.Span(None, name, sign), end)
    if step[0] == "rolling" and name != "weekend":
        return ex.Span(1, name, -1), end  # "in the last week", not "last week"
    if step[0] == "recent":
        return (ex.LastWeekend() if name == "weekend" else ex.Span(1, name, -1)), end
    if name == "hour":
        return ex.Span(1, name, -1), end
    if name == "day" and step[0] == "next":
        return ex.Words(), end  # the day after the one told of
    return ex.Step(name, _STEPS.get(step[0], -1)), end


def _step_name(reading: Reading, i: int) -> Match:
    """Last Tuesday, this Friday, next March, the past Monday; last September."""
    step = _step(reading, i)
    if step is None or step[0] == "same":
        return None
    weekday = reading.weekday(step[1])
    if weekday is not None:
        return ex.Weekday(weekday[0], _STEPS.get(step[0])), weekday[1]
    month = reading.month(step[1])
    if month is not None:
        return ex.Month(month[0], step=_STEPS.get(step[0], -1)), month[1]
    return None


def _weekday_and_week(reading: Reading, i: int) -> Match:
    """Friday of next week, Friday this week, next week on Friday, last week Sunday."""
    weekday = reading.weekday(i)
    if weekday is not None:
        at = weekday[1] + 1 if reading.is_one_of(weekday[1], {"of", "in"}) else weekday[1]
        week = _step_unit(reading, at)
        if week is not None and week[0] in _WEEKS:
            return ex.WeekdayIn(weekday[0], week[0]), week[1]
        return None
    week = _step_unit(reading, i)
    if week is None or week[0] not in _WEEKS:
        return None
    at = week[1] + 1 if reading.word(week[1]) == "on" else week[1]
    weekday = reading.weekday(at)
    return None if weekday is None else (ex.WeekdayIn(weekday[0], week[0]), weekday[1])


_WEEKS = {ex.Step("week", step) for step in (-1, 0, 1)}


def _weekday(reading: Reading, i: int) -> Match:
    weekday = reading.weekday(i)
    if weekday is None:
        return None
    end = i + 1  # the point after "Tues" ends the sentence as often as the word
    return ex.Weekday(weekday[0]), end


def _weekend(reading: Reading, i: int) -> Match:
    """The weekend is the one just over; last weekend and this weekend count calendar weeks."""
    at = i + 1 if reading.word(i) == "the" else i
    told = reading.word(i - 1) == "a" and reading.word(i + 1) == "of"  # "in a weekend of fighting"
    led = at > i or (told and reading.is_one_of(i - 2, {"in", "during", "over"}))
    if reading.words.units.get(reading.word(at)) != "weekend" or not led:
        return None
    return ex.LastWeekend(), at + 1


def _amounts(
    reading: Reading, i: int, joined_by: Collection[str] = ()
) -> Item[list[tuple[int | None, str]]]:
    """Two days; 1 year and 3 months; few weeks; three-day."""
    amounts: list[tuple[int | None, str]] = []
    at = i
    while True:
        count = reading.count(at)
        if count is None:
            break
        place = count[1] + 1 if reading.word(count[1]) == "-" else count[1]
        unit = reading.unit(place)
        if unit is None or unit[0] == "weekend":
            break
        amounts.append((count[0], unit[0]))
        i = at = unit[1]
        if reading.is_one_of(at, joined_by):
            at += 1
        elif joined_by == ():
            break
    return (amounts, i) if amounts else None


def _away(reading: Reading, i: int) -> Match:
    """Two days ago, a month ago, three weeks from now, two days before yesterday."""
    amounts = _amounts(reading, i, joined_by=("and", ","))
    if amounts is None:
        return None
    found, at = amounts
    named = reading.named(at, reading.words.counts)
    counted = tuple((count, unit) for count, unit in found if count is not None)
    if named is not None and named[0] in {"ago", "ahead"}:
        if len(counted) != len(found):
            return ex.Words(), named[1]
        return ex.Away(counted, -1 if named[0] == "ago" else 1), named[1]
    signs = {"before": -1, "after": 1, "from": 1}
    sign = signs.get(reading.word(at))
    day = reading.named(at + 1, reading.words.days)
    if sign is None or day is None or len(counted) != len(found):
        return None
    return ex.Away(counted, sign, day[0]), day[1]


def _span(reading: Reading, i: int) -> Match:
    """The past 24 hours, the last two weeks, next 3 days, recent weeks."""
    at = i + 1 if reading.word(i) == "the" else i
    named = reading.named(at, reading.words.counts)
    if named is None or named[0] not in {"past", "coming", "recent"}:
        return None
    if named[0] == "recent":
        unit = reading.unit(named[1])
        return None if unit is None else (ex.Span(None, unit[0], -1), unit[1])
    amounts = _amounts(reading, named[1])
    if amounts is None:
        return None
    count, unit_name = amounts[0][0]
    return ex.Span(count, unit_name, -1 if named[0] == "past" else 1), amounts[1]


def _length(reading: Reading, i: int) -> Match:
    """Several days, 24 hours, a three-year war: long, but nowhere; not "in as many days"."""
    amounts = _amounts(reading, i) if reading.word(i - 1) != "as" else None
    return None if amounts is None else (ex.Length(tuple(amounts[0])), amounts[1])


def _season(reading: Reading, i: int) -> Match:
    """This summer, the winter of 2022: hemispheres differ, so the days stay unknown."""
    at = i
    if reading.word(i) == "the":
        at = i + 1
    elif (step := _step(reading, i)) is not None:
        at = step[1]
    if not reading.is_one_of(at, reading.words.seasons) or _is_named(reading, at):
        return None
    year_at = at + 2 if reading.word(at + 1) == "of" else at + 1
    year = reading.year(year_at)
    if year is not None:
        return ex.Words(year[0]), year[1]
    return (ex.Words(), at + 1) if at != i or reading.word(i - 1) == "in" else None


def _is_named(reading: Reading, at: int) -> bool:
    """ "the Winter War"."""
    both = reading.tokens[at : at + 2]
    return len(both) == 2 and all(token.raw[:1].isupper() for token in both)


def _story_day(reading: Reading, i: int) -> Match:
    """The next day, two days later: counted from the story, not from the report."""
    end = reading.phrase(i, reading.words.unresolved["relative"])
    if end is None or reading.words.units.get(reading.word(end)):
        return None
    if end == i + 1 and reading.word(i) == "then":
        return None
    return ex.Words(), end


def _days_from_story(reading: Reading, i: int) -> Match:
    """Two days earlier, three days before, a week later: from the day told of; "after" it."""
    amounts = _amounts(reading, i)
    if amounts is None or len(amounts[0]) != 1:
        return None
    (count, unit), at = amounts[0][0], amounts[1]
    named = reading.named(at, reading.words.story)
    length = _DAYS_OF.get(unit)
    if named is None or count is None or length is None:
        return None
    stands_alone = at + 1 >= len(reading.tokens) or not reading.tokens[at + 1].raw[:1].isalnum()
    if reading.is_one_of(at, reading.words.joining) and not stands_alone:
        return None  # "two days before the vote"
    sign = -1 if named[0] == "earlier" else 1
    return ex.Words(days=sign * count * length), named[1]


_DAYS_OF = {"day": 1, "week": 7}


def _hour(reading: Reading, i: int) -> Match:
    """Before dawn, by nightfall: an hour without a day; "since midnight" is of the report's day."""
    end = reading.phrase(i, reading.words.hours["words"])
    if end is None or reading.phrase_before(i, reading.words.hours["led_by"]) is None:
        return None
    if any(reading.weekday(at) or reading.month(at) for at in (end, end + 1)):
        return None  # "before dawn on Monday" is a day
    since = reading.phrase_before(i, reading.words.leads["since"]) is not None
    return (ex.DayFrom(0) if since else ex.Words()), end


_Rule = Callable[[Reading, int], Match]

_RULES: tuple[_Rule, ...] = (
    _near_day,
    _step_unit,
    _step_name,
    _weekday_and_week,
    _weekday,
    _weekend,
    _away,
    _span,
    _length,
    _season,
    _story_day,
    _days_from_story,
    _hour,
)
_OF_NUMBERS: tuple[_Rule, ...] = (_away, _length, _days_from_story)


@cache
def _by_opening(words: DateWords) -> Mapping[str, tuple[_Rule, ...]]:
    """By its first word, the rules that may fit, in their order; numbers in digits apart."""
    steps, weekdays, the = _firsts(words.steps), {*words.weekdays}, {"the"}
    counts = {*words.numbers} | _firsts(words.ranges["vague"]) | _firsts(words.ranges["pair"])
    openings: Mapping[_Rule, set[str]] = {
        _near_day: _firsts(words.days) | words.overnight,
        _step_unit: steps,
        _step_name: steps,
        _weekday_and_week: weekdays | steps,
        _weekday: weekdays,
        _weekend: the | {*words.units},
        _away: counts,
        _span: the | _firsts(words.counts),
        _length: counts,
        _season: the | steps | words.seasons,
        _story_day: _firsts(words.unresolved["relative"]),
        _days_from_story: counts,
        _hour: _firsts(words.hours["words"]),
    }
    every = set[str]().union(*openings.values())
    return {word: tuple(rule for rule in _RULES if word in openings[rule]) for word in every}


def _firsts(phrases: Iterable[tuple[str, ...]]) -> set[str]:
    return {phrase[0] for phrase in phrases}
