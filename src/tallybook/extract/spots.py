"""A name of a place as it stands in a sentence, and the sentence while its names are sought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tallybook.catalogue.countries import Countries
from tallybook.catalogue.entries import Candidate
from tallybook.catalogue.gazetteer import Gazetteer
from tallybook.language.place_words import PlaceWords
from tallybook.language.tree import Name, Tree

_LARGE = frozenset({"continent", "country", "region", "water", "admin1"})
_WELL_KNOWN = 100_000


@dataclass(slots=True)
class Spot:
    """A name of a place in the text.

    first, last: its words in the sentence of number `sentence`. key: folded. kind: "toponym";
    "embedded" in the name of an institution; "demonym"; "weak", which needs to stand elsewhere
    too. kinds: what a type word beside it says that it names ("Kursk region"), empty where none
    does; phrase_start, phrase_end: with that word; plural: "villages of …" names more than one.
    """

    start: int
    end: int
    sentence: int
    first: int
    last: int
    text: str
    key: str
    kind: str
    candidates: tuple[Candidate, ...]
    phrase_start: int
    phrase_end: int
    kinds: frozenset[str] = frozenset()
    plural: bool = False

    @property
    def is_large(self) -> bool:
        """Whether a country, a region or the like bears the name as its own."""
        return any(c.main and c.entry.kind in _LARGE for c in self.candidates)

    @property
    def is_known(self) -> bool:
        """Whether it is large, or a city that needs no introduction."""
        return self.is_large or any(
            c.main and c.entry.population >= _WELL_KNOWN for c in self.candidates
        )

    @property
    def is_own(self) -> bool:
        """Whether some place bears the name as its own, not as another one."""
        return any(c.main for c in self.candidates)

    @property
    def is_country(self) -> bool:
        """Whether a country bears the name as its own."""
        return any(c.main and c.entry.kind == "country" for c in self.candidates)


@dataclass(frozen=True, slots=True)
class Atlas:
    """All that spotting knows of the world and of the language."""

    gazetteer: Gazetteer
    countries: Countries
    words: PlaceWords


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence. names: the parser's, by word. shouted: in capitals; titled: as a headline."""

    text: str
    tree: Tree
    number: int
    atlas: Atlas
    names: Mapping[int, Name]
    shouted: bool
    titled: bool

    @classmethod
    def of(cls, text: str, tree: Tree, number: int, atlas: Atlas) -> SentenceView:
        """The view of a tree."""
        names = {i: name for name in tree.names for i in range(name.first, name.last + 1)}
        letters = [sign for sign in text[tree.start : tree.end] if sign.isalpha()]
        small = sum(map(str.islower, letters))
        shouted = bool(letters) and small < 0.1 * len(letters)
        content = [
            t.text
            for t in tree.tokens
            if t.text[:1].isalpha() and len(t.text) > 3 and t.text not in atlas.words.prepositions
        ]
        capital = sum(word[0].isupper() for word in content)
        # In a headline in title case a capital says nothing.
        titled = not shouted and len(content) > 3 and capital > 0.8 * len(content)
        return cls(text, tree, number, atlas, names, shouted, titled)

    @property
    def words(self) -> PlaceWords:
        """The words around places' names."""
        return self.atlas.words

    def span(self, first: int, last: int) -> str:
        """The text from one word to another."""
        return self.text[self.tree.tokens[first].start : self.tree.tokens[last].end]

    def word(self, index: int) -> str:
        """The text of a word, empty beyond the sentence."""
        return self.tree.tokens[index].text if 0 <= index < len(self.tree.tokens) else ""


def make_spot(
    view: SentenceView, first: int, last: int, key: str, candidates: Sequence[Candidate]
) -> Spot:
    """A toponym from the word `first` to the word `last`, with what a type word beside it says.

    In "the Karrada district of Baghdad" the district is Karrada, and Baghdad may be anything.
    """
    tokens, words = view.tree.tokens, view.words
    start, end = tokens[first].start, tokens[last].end
    spot = Spot(
        start, end, view.number, first, last, view.text[start:end], key, "toponym",
        tuple(candidates), start, end,
    )  # fmt: skip
    after = view.word(last + 1)
    if after.lower() in words.types and not view.shouted and not _is_of_next(view, last + 1):
        if after.islower():
            spot.kinds, spot.phrase_end = words.types[after], tokens[last + 1].end
        return spot
    begin = first - 1
    while view.word(begin).lower() in ("the", "a"):
        begin -= 1
    word = view.word(begin - 1).lower()
    if (
        view.word(begin).lower() == "of"
        and word in words.types_of
        and not _is_of_name_before(view, begin - 1)
    ):
        spot.kinds, spot.phrase_start = words.types_of[word], tokens[begin - 1].start
        spot.plural = word not in words.types
    elif begin == first - 1 and view.word(begin) in words.types_of:
        spot.kinds, spot.phrase_start = words.types_of[view.word(begin)], tokens[begin].start
    return spot


def _is_of_next(view: SentenceView, at: int) -> bool:
    """Is a type word that of the name behind it: "the West Bank city of Jenin"?"""
    town = "town" in view.words.types[view.word(at).lower()]
    joint = view.word(at + 1) == view.words.direction_of
    return town and joint and view.word(at + 2)[:1].isupper()


def _is_of_name_before(view: SentenceView, at: int) -> bool:
    """Is a type word that of the name before it: "the Karrada district", not "the Druze town"?"""
    named = at > 0 and view.tree.tokens[at - 1].upos == "PROPN" and not view.shouted
    return named and "town" not in view.words.types_of[view.word(at).lower()]
