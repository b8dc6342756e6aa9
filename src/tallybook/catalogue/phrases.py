"""Phrases for people: figures, intervals, days, who is counted, what a tally asks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tallybook.catalogue.countries import load_countries
from tallybook.catalogue.parties import Party, load_parties
from tallybook.model import Period, Place, Population, Scope, Tally
from tallybook.model.quantity import SHARE

_LARGE = ((Decimal(10**9), "billion"), (Decimal(10**6), "million"))
_BESIDE = ", "
_SCOPES = {Scope.INCIDENT: "in one event", Scope.CUMULATIVE: "so far", Scope.CURRENT: "at a time"}


def figure(value: Decimal | None) -> str:
    """A number: 70,000, 18.1 billion, or ? where it is not known. Nothing is rounded."""
    if value is None:
        return "?"
    for size, name in _LARGE:
        if value >= size and value % (size / 10) == 0:
            return f"{(value / size).normalize():f} {name}"
    return f"{value.normalize():,f}"


def interval(low: Decimal | None, high: Decimal | None) -> str:
    """An interval: 30 or more, up to 8, 20–60, 8, or ? where neither end is known."""
    if low is None and high is None:
        return "?"
    if high is None:
        return f"{figure(low)} or more"
    if low is None:
        return f"up to {figure(high)}"
    if low == high:
        return figure(low)
    dash = " – " if " " in figure(low) + figure(high) else "–"
    return f"{figure(low)}{dash}{figure(high)}"


def amount(low: Decimal | None, high: Decimal | None, unit: str) -> str:
    """An interval with its unit, where that is not a person: 8 tank, 20 per day, 30% or more."""
    if unit == SHARE:
        figures, _, more = interval(_per_cent(low), _per_cent(high)).partition(" or ")
        return f"{figures}% or {more}" if more else f"{figures}%"
    one, _, per = unit.partition("/")
    figures = interval(low, high) if one == "person" else f"{interval(low, high)} {one}"
    return f"{figures} per {per}" if per else figures


def _per_cent(share: Decimal | None) -> Decimal | None:
    return None if share is None else (100 * share).normalize()


def population(of: Population) -> str:
    """Of whom: "North Korean soldiers", "Akhmat", "people"."""
    if of.unit:
        return of.unit
    people = "people" if of.role is None else _plural(of.role.replace("_", " "))
    if not of.parties:
        return people if of.role else of.text or people
    if people == "people" and len(of.parties) == 1:
        return _people(of.parties[0])
    return f"{' and '.join(_adjective(code) for code in of.parties)} {people}"


def question(tally: Tally) -> str:
    """What a tally asks: of whom, measure, where, when, and of one event or all so far."""
    return f"{subject(tally)}, {_SCOPES[tally.scope]}"


def subject(tally: Tally) -> str:
    """What a tally is of, in one phrase."""
    return " ".join(subject_parts(tally))


def subject_parts(tally: Tally) -> list[str]:
    """What a tally is of: of whom, measure, where, when, as far as it has them."""
    measure = tally.measure.replace("_", " ")
    if tally.unit == "person":
        parts = [population(tally.of), measure]
    else:
        things = tally.of.text or tally.unit
        parts = [measure] if things == measure else [f"{measure}: {things}"]
    if tally.place is not None:
        parts.append(_where(tally.place))
    days = period(tally.period)
    if days:
        parts.append(days)
    return parts


def period(when: Period | None) -> str:
    """Days: "14 to 15 December 2024", "by 18 December 2024", or the words where unresolved."""
    if when is None:
        return ""
    first, last = when.first, when.last
    if first is None and last is None:
        return f"“{when.text}”"
    if first is None:
        return f"by {day(last)}"
    if last is None:
        return f"since {day(first)}"
    if first == last:
        return f"on {day(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def day(when: date | None) -> str:
    """A day: 18 December 2024."""
    return "a day not known" if when is None else f"{when.day} {when:%B %Y}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 report", "12 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def party_name(code: str) -> str:
    """What a party is called: the name of the state or the group, its id where nobody said."""
    country = load_countries().by_code.get(code)
    return country.name if country is not None else _group(code)


def _where(place: Place) -> str:
    """Where: "in Ukraine and Russia"; a town or region called as a state is told with its own."""
    if not place.name:
        return f"“{place.text}”"
    names = place_names(place)
    *before, last = names
    return f"in {', '.join(before)} and {last}" if before else f"in {last}"


def place_names(place: Place) -> tuple[str, ...]:
    """What a place is called: several that are taken together, each by its name.

    A town or region that is called as another state is named with its own ("Armenia (Colombia)").
    """
    known = load_countries()
    name = place.name or place.text
    names = tuple(name.split(_BESIDE)) if len(place.countries) != 1 else (name,)
    if len(names) > 1 or len(place.countries) != 1 or place.precision == "country":
        return names
    own = known.by_code.get(place.countries[0])
    is_state = any(each.name == name for each in known.by_code.values())
    return (f"{name} ({own.name})",) if own is not None and is_state and own.name != name else names


def _adjective(code: str) -> str:
    country = load_countries().by_code.get(code)
    if country is not None:
        return country.demonyms[0] if country.demonyms else country.name
    party = _groups().get(code)
    return (party.adjective or party.name) if party is not None else code


def _people(code: str) -> str:
    """Many of a party: "Nepalis", "Houthis", "French people"."""
    adjective, country = _adjective(code), load_countries().by_code.get(code)
    party = _groups().get(code)
    if party is not None and party.people:
        return party.people
    many = f"{adjective}s"
    return many if country is not None and many in country.demonyms else f"{adjective} people"


def _groups() -> dict[str, Party]:
    return {party.id: party for party in load_parties().by_alias.values() if not party.unit}


def _group(code: str) -> str:
    party = _groups().get(code)
    return code if party is None else party.name


def _plural(role: str) -> str:
    irregular = {"child": "children", "woman": "women", "man": "men", "person": "people"}
    if role in irregular:
        return irregular[role]
    return role if role.endswith("s") or role == "people" else f"{role}s"
