"""Conventions: what vague words for numbers mean, by name, out of TOML files.

A user's own convention is one such file; it may extend a built-in one, and then says only what
differs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tallybook.errors import DataError, UnknownName

Interval = tuple[Decimal, Decimal | None]

_TEXTS: Final = ("name", "title", "source", "composition", "about", "nearly")
_KEYS: Final = frozenset((*_TEXTS, "vague", "phrase", "notes", "extends"))
_COMPOSITIONS: Final = ("fill", "point")
_DOZEN: Final = Decimal(12)
_PLURALS: Final = {
    Decimal(12): "dozens",
    Decimal(20): "scores",
    Decimal(100): "hundreds",
    Decimal(1000): "thousands",
    Decimal(100_000): "lakhs",
    Decimal(1_000_000): "millions",
    Decimal(10_000_000): "crores",
    Decimal(1_000_000_000): "billions",
    Decimal(1_000_000_000_000): "trillions",
}


@dataclass(frozen=True, slots=True)
class Convention:
    """One way to read vague words as intervals.

    composition: "fill" reads "several hundred" from three hundred to just before the next hundred
    above nine (300 to 999); "point" reads it as the plural alone (hundreds).
    about: how far "about n" reaches each way, as a share of n. nearly: where "nearly n" begins, as
    a share of n. vague: interval by the word's name in language/*/vague.toml; phrase: exceptions,
    "several dozen". notes: the reason for each.
    """

    name: str
    title: str
    source: str
    composition: str
    about: Decimal
    nearly: Decimal
    vague: Mapping[str, Interval]
    phrase: Mapping[str, Interval] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    def around(self, number: Decimal) -> tuple[Decimal, Decimal]:
        """The interval of "about `number`", outwards to whole numbers where it is whole."""
        reach = abs(number) * self.about
        low, high = number - reach, number + reach
        if number == number.to_integral_value():
            return _floor(low), _ceiling(high)
        return low, high

    def almost(self, number: Decimal) -> Decimal:
        """The low end of "nearly `number`"."""
        if number <= 0:
            return number
        low = number * self.nearly
        return _ceiling(low) if number == number.to_integral_value() else low

    def meaning(self, word: str, multipliers: Iterable[tuple[str, Decimal]] = ()) -> Interval:
        """What a vague word means before its multipliers: ("several", [("hundred", 100)]).

        Raises UnknownName for a word that the convention does not define.
        """
        if word not in self.vague:
            raise UnknownName(f"word of convention {self.name}", word, sorted(self.vague))
        interval = self.vague[word]
        for position, (name, unit) in enumerate(multipliers):
            exception = self.phrase.get(f"{word} {name}") if position == 0 else None
            if exception is not None:
                interval = exception
            elif self.composition == "point" and position == 0 and unit in _PLURALS:
                plural = word in _PLURALS.values() or word == "tens"
                interval = self._times(interval, unit) if plural else self.vague[_PLURALS[unit]]
            else:
                interval = self._times(interval, unit)
        return interval

    def _times(self, interval: Interval, unit: Decimal) -> Interval:
        low, high = interval
        if high is None:
            return low * unit, None
        if self.composition == "point" or unit == _DOZEN:
            return low * unit, high * unit
        return low * unit, (high + 1) * unit - 1


def load_convention(where: str = "default") -> Convention:
    """A built-in convention by name, or a user's by the path of its file.

    Raises UnknownName for a name that is neither, DataError for a file that breaks the rules.
    """
    return _load(where)


def convention_names() -> list[str]:
    """The names of the built-in conventions."""
    folder = files("tallybook.catalogue") / "conventions"
    return sorted(
        f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")
    )


@cache
def _load(where: str) -> Convention:
    if where in convention_names():
        path = files("tallybook.catalogue") / "conventions" / f"{where}.toml"
        return _convention(f"{where}.toml", path.read_text("utf-8"))
    if not where.endswith(".toml"):
        raise UnknownName("convention", where, [*convention_names(), "a path ending in .toml"])
    try:
        text = Path(where).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(where, f"cannot be read ({error})", "check the path") from error
    return _convention(where, text)


def _convention(where: str, text: str) -> Convention:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(where, f"is no TOML ({error})", "mend the line it names") from error
    for key in data:
        if key not in _KEYS:
            raise DataError(where, f"unknown key {key!r}", f"known: {', '.join(sorted(_KEYS))}")
    for key in _TEXTS:
        if not isinstance(data.get(key), str):
            raise DataError(where, f"{key} is missing", f'write {key} = "..." at the top')
    if data["composition"] not in _COMPOSITIONS:
        raise DataError(where, f"composition is {data['composition']!r}", 'write "fill" or "point"')
    base = _base(where, data.get("extends"))
    return Convention(
        name=data["name"],
        title=data["title"],
        source=data["source"],
        composition=data["composition"],
        about=_share(where, "about", data["about"]),
        nearly=_share(where, "nearly", data["nearly"]),
        vague={**(base.vague if base else {}), **_intervals(where, data, "vague")},
        phrase={**(base.phrase if base else {}), **_intervals(where, data, "phrase")},
        notes={**(base.notes if base else {}), **_notes(where, data)},
    )


def _base(where: str, name: object) -> Convention | None:
    if name is None:
        return None
    if name not in convention_names() or where == f"{name}.toml":
        known = ", ".join(convention_names())
        raise DataError(where, f"extends {name!r}, no built-in convention", f"use one of {known}")
    return _load(str(name))


def _share(where: str, key: str, written: str) -> Decimal:
    try:
        share = Decimal(written)
    except InvalidOperation:
        share = Decimal(-1)
    if not 0 <= share <= 1:
        raise DataError(where, f"{key} is {written!r}", 'write a share as text, such as "0.10"')
    return share


def _intervals(where: str, data: Mapping[str, Any], table: str) -> dict[str, Interval]:
    found: dict[str, Interval] = {}
    for word, ends in _table(where, data, table).items():
        if not isinstance(ends, list) or not 1 <= len(ends) <= 2 or not all(map(_is_count, ends)):
            raise DataError(where, f"{table}: {word} is {ends!r}", "write [low, high] or [low]")
        if len(ends) == 2 and ends[0] > ends[1]:
            raise DataError(where, f"{table}: {word} has low above high", "swap the two numbers")
        found[word] = (Decimal(ends[0]), Decimal(ends[1]) if len(ends) == 2 else None)
    return found


def _notes(where: str, data: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(note) for key, note in _table(where, data, "notes").items()}


def _table(where: str, data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise DataError(where, f"{name} is no table", f"write [{name}] and its lines under it")
    return table


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _floor(number: Decimal) -> Decimal:
    return number.to_integral_value(ROUND_FLOOR)


def _ceiling(number: Decimal) -> Decimal:
    return number.to_integral_value(ROUND_CEILING)
