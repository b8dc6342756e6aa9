"""A parsed sentence: its words, how they hang together, and the names among them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import Literal

NameKind = Literal["PER", "ORG", "LOC"]

_START, _END = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: where it stands in the report's text, what it is, and which word it depends on."""

    index: int
    start: int  # code points of the report's text, half-open
    end: int
    text: str
    lemma: str  # lower case
    upos: str
    head: int  # index in the sentence, -1 for the root
    deprel: str  # Universal Dependencies relation with its subtype, such as "nsubj:pass"


@dataclass(frozen=True, slots=True)
class Name:
    """A person, organisation or place named by the tokens `first` to `last`, both included."""

    first: int
    last: int
    kind: NameKind


@dataclass(frozen=True)
class Tree:
    """A sentence `[start, end)` of the text: one root, no cycle; no tokens if it is only space."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head >= 0:
                children[token.head].append(token.index)
        object.__setattr__(self, "_children", tuple(map(tuple, children)))

    def children(self, index: int, *relations: str) -> tuple[int, ...]:
        """The dependents of a word, in order; only those in `relations` if any is given.

        A relation without a subtype covers its subtypes: "nsubj" finds "nsubj:pass" too.
        """
        found = self._children[index]
        if not relations or not found:
            return found
        tokens, covered = self.tokens, _covered_by(relations)
        return tuple([at for at in found if covered[tokens[at].deprel]])

    def subtree(self, index: int) -> tuple[int, ...]:
        """The word and all that depends on it, directly or not, in order."""
        if not self._children[index]:
            return (index,)
        found = [index]
        for word in found:
            found.extend(self._children[word])
        return tuple(sorted(found))

    def ancestors(self, index: int) -> Iterator[int]:
        """The word's head, its head's head, and so on to the root."""
        head = self.tokens[index].head
        while head >= 0:
            yield head
            head = self.tokens[head].head

    def root(self) -> int:
        """The word on which all others depend; ValueError for a tree without tokens."""
        for token in self.tokens:
            if token.head < 0:
                return token.index
        raise ValueError(f"the sentence at {self.start} has no words, so it has no root")

    def at(self, offset: int) -> int | None:
        """The word that covers an offset of the text."""
        found = self.covering(offset, offset + 1)
        return found[0] if found else None

    def covering(self, start: int, end: int) -> tuple[int, ...]:
        """The words that overlap the span `[start, end)` of the text."""
        first = bisect_right(self.tokens, start, key=_END)
        after = bisect_left(self.tokens, end, lo=first, key=_START)
        return tuple(range(first, after))

    def name_at(self, index: int) -> Name | None:
        """The name that the word is part of."""
        return next((name for name in self.names if name.first <= index <= name.last), None)


def is_relation(deprel: str, *relations: str) -> bool:
    """Whether a relation is one of those given, where one without a subtype covers its subtypes."""
    return _covered_by(relations)[deprel]


class _Covered(dict[str, bool]):
    """Whether some relations cover another, told once for each."""

    def __init__(self, relations: tuple[str, ...]) -> None:
        self._relations, self._with_subtype = relations, tuple(each + ":" for each in relations)

    def __missing__(self, deprel: str) -> bool:
        known = deprel in self._relations or deprel.startswith(self._with_subtype)
        self[deprel] = known
        return known


_covered_by = cache(_Covered)
