"""Persons of a report: full names, surnames, and whom a sentence is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.catalogue.speakers import Context, Identity, singular
from tallybook.extract.attribution.full_names import full_name_of, no_forenames
from tallybook.extract.attribution.naming import head_noun
from tallybook.extract.attribution.spans import Credit
from tallybook.extract.attribution.subjects import source_span
from tallybook.language.tree import Name, Tree, is_relation
from tallybook.model import SourceKind

_OF_AGE: Final = re.compile(r"[Tt]he \d{1,3}-year-old\b(?!s)")
_SURNAMES: Final = 2
_BEFORE_NAMES: Final = frozenset({"NOUN", "ADJ", "PROPN", "PART"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody whom a sentence is about: where, and by name or by what he is.

    tells: the sentence has him give, release, show … something: he speaks.
    """

    start: int
    tree: int
    name: str | None
    identity: Identity | None
    is_plural: bool = False
    tells: bool = False


class Persons:
    """Finds the persons of one report. words: the small words of cues.toml."""

    def __init__(
        self,
        text: str,
        trees: Sequence[Tree],
        catalogue: SourceCatalogue,
        words: Mapping[str, frozenset[str]],
    ) -> None:
        self.text, self.trees, self.catalogue, self._words = text, trees, catalogue, words
        self._found = sorted({*self._find(), *self._find_officers()})
        self._full_names: dict[str, str] = {}
        for _, name in self._found:
            parts = name.split()
            for at in range(1, len(parts)):
                self._full_names.setdefault(" ".join(parts[at:]), name)
        for _, name in self._found:
            self._full_names.setdefault(name, name)
        for first, names in self._by_forename().items():
            if len(names) == 1:  # "Li said", of Li Wen
                self._full_names.setdefault(first, next(iter(names)))
        self._subjects = list(self._find_subjects())

    def last_name(self, before: int) -> str | None:
        """The full name that stands last before the offset."""
        at = bisect_left(self._found, before, key=lambda person: person[0])
        return self._found[at - 1][1] if at else None

    def of_age(self, words: str, since: int, before: int) -> str | None:
        """ "The 57-year-old teacher": the person named last, in these last sentences."""
        if _OF_AGE.match(words) is None:
            return None
        at = bisect_left(self._found, before, key=lambda person: person[0])
        return self._found[at - 1][1] if at and self._found[at - 1][0] >= since else None

    def names_before(self, before: int) -> set[str]:
        """The full names that stand before the offset."""
        return {name for at, name in self._found if at < before}

    def last_subject(self, before: int, is_plural: bool = False) -> Subject | None:
        """The person, or people, whom the last sentence with such a subject is about."""
        at = bisect_left(self._subjects, before, key=lambda subject: subject.start)
        fitting = (one for one in reversed(self._subjects[:at]) if one.is_plural == is_plural)
        return next(fitting, None)

    def named_in(self, tree: Tree, span: tuple[int, int]) -> str | None:
        """The person named inside the words by the parser, of two words at least."""
        for name in persons_in(tree):
            first, last = tree.tokens[name.first], tree.tokens[name.last]
            if name.kind == "PER" and span[0] <= first.start and last.end <= span[1]:
                words = self.text[first.start : last.end]
                beside = _is_beside(tree, name, span) and not self._is_holder(tree, name, span)
                if _is_owner(tree, name.last) or beside or words.islower():
                    continue
                if name.last > name.first and not self._is_institution(words):
                    return self._without_title(words)
        return self._behind_office(tree, span)

    def _behind_office(self, tree: Tree, span: tuple[int, int]) -> str | None:
        """ "The head of the clinic in Onda, Hodan Warsame", where the parser saw no name at all."""
        inside = tree.covering(*span)
        first = inside[-1] + 1 if inside else 0
        while first > (inside[0] if inside else 0) and _is_of_name(tree, first - 1):
            first -= 1
        if not inside or inside[-1] <= first or tree.tokens[first - 1].text != ",":
            return None
        words = self.text[tree.tokens[first].start : span[1]]
        office = head_noun(self.text[span[0] : tree.tokens[first].start].lower(), self._words)
        holds = office in self.catalogue.words.titles
        return words if holds and not self._is_institution(words) else None

    def _is_holder(self, tree: Tree, name: Name, span: tuple[int, int]) -> bool:
        """ "The director of the clinic in Kalach, Ana Lund": the name of who holds the office."""
        before = tree.tokens[name.first - 1] if name.first else None
        if before is None or before.text != "," or tree.children(name.first, "case"):
            return False
        office = head_noun(self.text[span[0] : before.start].lower(), self._words)
        return office in self.catalogue.words.titles

    def single_name(self, tree: Tree, credit: Credit) -> str | None:
        """A person of one name: "Abdullahi, a shopkeeper", "a local pharmacist, Ismael"."""
        if credit.source_head is None or credit.source_head >= len(tree.tokens):
            return None
        beside = tree.children(credit.source_head, "appos")
        name = tree.name_at(credit.source_head) or (tree.name_at(beside[0]) if beside else None)
        if name is None or name.kind != "PER" or name.first != name.last or not beside:
            return None
        token = tree.tokens[name.first]
        alone = token.text[:1].isupper() and not token.text.isupper()
        return token.text if alone and not self._is_institution(token.text) else None

    def with_title(self, tree: Tree, span: tuple[int, int]) -> str:
        """The words with the office right before the name, where the tree left it out."""
        start = tree.covering(*span)[0]
        while start and tree.tokens[start - 1].upos in _BEFORE_NAMES:
            start -= 1
        return self.text[tree.tokens[start].start : span[1]]

    def of_surname(self, words: str) -> str | None:
        """The full name that a surname of one or two words belongs to."""
        parts = [part.strip(".,'’") for part in words.split()]
        while parts and parts[0].lower() in self._words["honorifics"]:
            parts.pop(0)
        parts = [part.removesuffix("'s").removesuffix("’s") for part in parts]
        if not parts or len(parts) > 2 or not all(part[:1].isupper() for part in parts):
            return None
        return self._full_names.get(" ".join(parts))

    def told_in_text(self, words: str, tree: Tree, credit: Credit) -> str | None:
        """The full name that the text before gives to a person named by the surname alone."""
        head = credit.source_head
        name = tree.name_at(head) if head is not None and head < len(tree.tokens) else None
        parts = words.split()
        large = all(part[:1].isupper() for part in parts) and not words.isupper()
        if name is None or name.kind != "PER" or not large or len(parts) > _SURNAMES:
            return None
        if self._is_institution(words):
            return None
        small, start = no_forenames(self.catalogue, self._words), tree.tokens[name.first].start
        return full_name_of(self.text, words, start, small, self._without_title)

    def _by_forename(self) -> dict[str, set[str]]:
        """The full names by their first words: in some languages the surname stands there."""
        found: dict[str, set[str]] = {}
        for _, name in self._found:
            found.setdefault(name.split()[0], set()).add(name)
        return found

    def _find(self) -> Iterator[tuple[int, str]]:
        """Every full name of a person in the report, with where it stands."""
        for tree in self.trees:
            for name in persons_in(tree):
                if name.kind == "PER" and name.last > name.first:
                    start, end = tree.tokens[name.first].start, tree.tokens[name.last].end
                    yield start, self._without_title(self.text[start:end])

    def _find_officers(self) -> Iterator[tuple[int, str]]:
        """Those of them whom only their office tells for persons."""
        for tree in self.trees:
            for head in tree.children(tree.root(), "nsubj")[:1] if tree.tokens else ():
                span = source_span(tree, head, set(), self.text)
                name = self._behind_office(tree, span) if span is not None else None
                if span is not None and name is not None:
                    yield span[1] - len(name), name

    def _find_subjects(self) -> Iterator[Subject]:
        """Per sentence, the person who is the subject of its main verb."""
        for number, tree in enumerate(self.trees):
            if not tree.tokens:
                continue
            for head in tree.children(tree.root(), "nsubj")[:1]:
                start = tree.tokens[head].start
                named = [tree.name_at(at) for at in (head, *tree.children(head, "appos"))]
                full = [name for name in named if name is not None and name.kind == "PER"]
                full = full or list(self._parted(tree, head))
                for name in full[:1]:
                    words = self.text[tree.tokens[name.first].start : tree.tokens[name.last].end]
                    known = self.of_surname(words) or (words if name.last > name.first else None)
                    if known is not None:
                        yield Subject(start, number, self._without_title(known), None)
                span = source_span(tree, head, set(), self.text)
                inside = self.named_in(tree, span) if span is not None and not full else None
                if inside is not None:
                    yield Subject(start, number, inside, None)
                elif not full and (identity := self._described(tree, head)) is not None:
                    noun = tree.tokens[head].text.lower()
                    plural = singular(noun) != noun
                    tells = tree.tokens[tree.root()].lemma in self._words["giving"]
                    yield Subject(start, number, None, identity, plural, tells)

    def _parted(self, tree: Tree, head: int) -> Iterator[Name]:
        """The name between commas before the verb: "a doctor in the town, Ana Lund, gave"."""
        verb = tree.tokens[head].head
        for name in tree.names:
            if name.kind == "PER" and head < name.first < name.last == verb - 2:
                commas = {tree.tokens[at].text for at in (name.first - 1, name.last + 1)}
                if commas == {","}:
                    yield name

    def _described(self, tree: Tree, head: int) -> Identity | None:
        """One unnamed person, by his office or kind: "Onda's police chief"."""
        lemma = tree.tokens[head].text.lower()
        words = self.catalogue.words
        if lemma not in words.titles and lemma not in words.anonymous:
            return None
        span = source_span(tree, head, set(), self.text)
        if span is None:
            return None
        said = self.text[slice(*span)].split(", ")[0]
        identity = self.catalogue.identify(said, Context(person=""))
        spokes = lemma.startswith(tuple(self.catalogue.words.naming["spokes"]))
        if spokes and identity.kind not in {"person", ""}:
            return identity  # "a military spokesman", who speaks for the army
        anonymous = identity.source.kind is SourceKind.ANONYMOUS
        return identity if anonymous and identity.kind in {"person", ""} else None

    def _without_title(self, name: str) -> str:
        words = name.split()
        titles = self._words["honorifics"] | self.catalogue.words.titles
        while len(words) > 1 and words[0].strip(".").lower() in titles:
            words.pop(0)
        return " ".join(words).removesuffix("'s").removesuffix("’s")

    def _is_institution(self, words: str) -> bool:
        identity = self.catalogue.identify(words, Context(person=""))
        return identity.kind not in {"", "person"}


def persons_in(tree: Tree) -> Iterator[Name]:
    """The names of persons, with a first name that the parser's own name left out."""
    for name in tree.names:
        if name.kind != "PER":
            continue
        before = tree.tokens[name.first - 1] if name.first else None
        own = before is not None and before.upos == "PROPN" and tree.name_at(before.index) is None
        flat = tree.tokens[name.first]
        joined = own and is_relation(flat.deprel, "flat") and flat.head == name.first - 1
        yield replace(name, first=name.first - 1) if joined else name


def _is_of_name(tree: Tree, index: int) -> bool:
    """Is it a capitalised word of a name that the parser has no kind for?"""
    token = tree.tokens[index]
    return token.upos == "PROPN" and token.text[:1].isupper() and tree.name_at(index) is None


def as_person(identity: Identity, tree: Tree, head: int | None) -> Identity:
    """A named source that the parser takes for a person by one name: "Ambassador Pell"."""
    if head is None or head >= len(tree.tokens) or identity.source.kind is not SourceKind.NAMED:
        return identity
    name = tree.name_at(head)
    is_one = identity.kind == "" and name is not None and name.kind == "PER"
    return replace(identity, kind="person") if is_one else identity


def may_be_person(identity: Identity) -> bool:
    """Is it a person, or somebody unnamed who could be ("one of the sources")?"""
    unnamed = identity.kind == "" and identity.source.kind is SourceKind.ANONYMOUS
    return identity.kind == "person" or unnamed


def _is_owner(tree: Tree, last: int) -> bool:
    """Does the name own what follows: "Mara Lind's lawyer"?"""
    behind = tree.tokens[last + 1] if last + 1 < len(tree.tokens) else None
    return behind is not None and behind.deprel == "case" and behind.upos == "PART"


def _is_beside(tree: Tree, name: Name, span: tuple[int, int]) -> bool:
    """Does the name only say where or whose: "a nurse in El Fasher"?"""
    if tree.tokens[name.first].start <= span[0]:
        return False
    at = name.last
    for _ in range(len(tree.tokens)):
        token = tree.tokens[at]
        if is_relation(token.deprel, "nmod", "obl") and tree.children(at, "case"):
            return span[0] <= token.start and not is_relation(token.deprel, "nmod:poss")
        at = token.head
        if at < 0 or not span[0] <= tree.tokens[at].start < span[1]:
            break
    return False
