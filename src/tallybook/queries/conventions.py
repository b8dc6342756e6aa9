"""Conventions chosen by a reader: the vague words of claims, counted by another one than before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from tallybook.catalogue.conventions import convention_names, load_convention
from tallybook.errors import TallybookError, UnknownName
from tallybook.extract.quantities import find_quantities
from tallybook.language.number_words import NumberWords, load_number_words
from tallybook.model import Claim, Quantity

_ENGLISH: Final = "en"
_KEPT: Final = 20_000


@dataclass(frozen=True, slots=True)
class Told:
    """A convention that can be chosen: its name, title, and where it is published."""

    name: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Reread:
    """Claims counted by another convention. changed: how many mean something else now.

    kept: how many have vague words that could not be counted again, and mean what they did.
    """

    claims: Mapping[str, Claim]
    changed: int
    kept: int


def conventions() -> tuple[Told, ...]:
    """The built-in conventions."""
    loaded = (load_convention(name) for name in convention_names())
    return tuple(Told(one.name, one.title, one.source) for one in loaded)


def check_convention(name: str) -> str:
    """The name; UnknownName where no built-in convention has it."""
    if name not in convention_names():
        raise UnknownName("convention", name, convention_names())
    return name


def count_by(
    convention: str, claims: Iterable[Claim], languages: Mapping[str, str | None]
) -> Reread:
    """The claims, their vague words meaning what the convention says; the ids stay.

    languages: report to the language of its text. A figure is counted again only where the words
    give by their own convention just what the claim says: else what it says was made in some other
    way, and stays.
    """
    found: dict[str, Claim] = {}
    changed = kept = 0
    for claim in claims:
        own = claim.quantity.convention
        if own is None or own == convention:
            found[claim.id] = claim
            continue
        language = languages.get(claim.report) or _ENGLISH
        quantity = _counted(claim.quantity, convention, language)
        if quantity is None:
            kept += 1
            found[claim.id] = claim
        else:
            changed += (quantity.low, quantity.high) != (claim.quantity.low, claim.quantity.high)
            found[claim.id] = claim.counted_as(quantity)
    return Reread(found, changed, kept)


def is_vague(claim: Claim) -> bool:
    """Do its words mean a number only by a convention?"""
    return claim.quantity.convention is not None


@lru_cache(maxsize=_KEPT)
def _counted(quantity: Quantity, convention: str, language: str) -> Quantity | None:
    """What the words mean by the convention; None where they do not say what the quantity does."""
    before = _read(quantity.words, quantity.convention or "", language)
    same = [
        number
        for number, one in enumerate(before)
        if (one.low, one.high, one.form) == (quantity.low, quantity.high, quantity.form)
    ]
    if len(same) != 1:
        return None
    after = _read(quantity.words, convention, language)
    if len(after) != len(before):
        return None
    now = after[same[0]]
    return replace(
        quantity, low=now.low, high=now.high, form=now.form, convention=now.convention or convention
    )


@lru_cache(maxsize=_KEPT)
def _read(words: str, convention: str, language: str) -> tuple[Quantity, ...]:
    try:
        meanings = load_convention(convention)
        found = find_quantities(words, 0, len(words), _number_words(language), meanings)
    except TallybookError:  # a convention of the user's own that is gone, or that lacks a word
        return ()
    return tuple(one.quantity for one in found)


def _number_words(language: str) -> NumberWords:
    try:
        return load_number_words(language)
    except (TallybookError, OSError):
        return load_number_words(_ENGLISH)
