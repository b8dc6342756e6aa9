"""An index of words in memory, which takes in what is new without being made anew.

A shelf holds things of one kind by their keys: a large part made long ago, and a small one with
what came or changed since; once the small one has grown, all is made into one again.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, Generic, TypeVar

from tallybook.queries.search_words import Term, words_of

Thing = TypeVar("Thing")

_LAST_LETTER: Final = "\U0010ffff"
_SMALL: Final = 2_000
_SMALL_PART: Final = 8
"""What came since may be one so-manieth of the whole before all is made into one."""
_ALIKE: Final = 0.7
_LONGER: Final = 2
"""A word meant instead of another is at most so much shorter or longer."""


@dataclass(frozen=True, slots=True)
class Part:
    """Keys, and for each word the places of the keys whose text has it, in order."""

    keys: tuple[str, ...]
    places: Mapping[str, array[int]]
    words: tuple[str, ...]

    def having(self, term: Term) -> set[str]:
        """The keys whose text has the word."""
        found: set[int] = set()
        for word in self._written(term):
            found.update(self.places[word])
        return set(map(self.keys.__getitem__, found))

    def _written(self, term: Term) -> Iterator[str]:
        for form in term.forms:
            if term.is_begun:
                first = bisect_left(self.words, form)
                yield from self.words[first : bisect_left(self.words, form + _LAST_LETTER)]
            elif form in self.places:
                yield form


def make_part(texts: Iterable[tuple[str, str]]) -> Part:
    """The index of texts by their keys."""
    keys: list[str] = []
    places: dict[str, array[int]] = {}
    for at, (key, text) in enumerate(texts):
        keys.append(key)
        for word in set(words_of(text)):
            known = places.get(word)
            if known is None:
                places[word] = array("L", (at,))
            else:
                known.append(at)
    return Part(tuple(keys), places, tuple(sorted(places)))


_EMPTY: Final = Part((), {}, ())


@dataclass(frozen=True, slots=True)
class Shelf(Generic[Thing]):
    """Things of one kind by key, and the index of their texts.

    lost: keys of the old part that are no more there, or that the new part has.
    """

    things: Mapping[str, Thing]
    old: Part
    new: Part
    lost: frozenset[str]

    def find(self, terms: Sequence[Term]) -> set[str]:
        """The keys of the things whose text has all of these words."""
        found = self._in(self.old, terms)
        found -= self.lost
        return found | self._in(self.new, terms) if self.new.keys else found

    def has(self, term: Term) -> bool:
        """Is the word in anything?"""
        return bool(self.find((term,)))

    def near(self, form: str) -> list[str]:
        """Words that are there and written much like this one, the likest first."""
        known = (*self.old.words, *self.new.words)
        alike = [
            word for word in known if word[:1] == form[:1] and abs(len(word) - len(form)) <= _LONGER
        ]
        return get_close_matches(form, alike, n=1, cutoff=_ALIKE)

    @staticmethod
    def _in(part: Part, terms: Sequence[Term]) -> set[str]:
        found: set[str] | None = None
        for term in sorted(terms, key=lambda each: each.is_begun):
            having = part.having(term)
            found = having if found is None else found & having
            if not found:
                break
        return found or set()


def shelve(
    things: Mapping[str, Thing],
    text_of: Callable[[Thing], str],
    before: Shelf[Thing] | None = None,
) -> Shelf[Thing]:
    """The things on a shelf. before: the shelf as it was; what is the same on it is not read again.

    text_of: the text of a thing by which it is found.
    """
    if before is None:
        return Shelf(things, _whole(things, text_of), _EMPTY, frozenset())
    stale = {
        key for key, thing in before.things.items() if not _is_same(thing, things.get(key), text_of)
    }
    fresh = [key for key in things if key in stale or key not in before.things]
    if not stale and not fresh:
        return Shelf(things, before.old, before.new, before.lost)
    added = {*fresh, *(key for key in before.new.keys if key in things)}
    if len(added) > max(_SMALL, len(things) // _SMALL_PART):
        return Shelf(things, _whole(things, text_of), _EMPTY, frozenset())
    kept = set(before.old.keys)
    new = make_part((key, text_of(things[key])) for key in sorted(added))
    gone = {key for key in (*before.lost, *stale) if key in kept}
    return Shelf(things, before.old, new, frozenset(gone | (added & kept)))


def _whole(things: Mapping[str, Thing], text_of: Callable[[Thing], str]) -> Part:
    return make_part((key, text_of(thing)) for key, thing in things.items())


def _is_same(one: Thing, two: Thing | None, text_of: Callable[[Thing], str]) -> bool:
    if one is two:
        return True
    return two is not None and text_of(one) == text_of(two)
