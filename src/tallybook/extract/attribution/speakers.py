"""Who the words of a source stand for: pronouns, "the agency", surnames, introductions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tallybook.catalogue.source_words import normal_name
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.catalogue.speakers import Context, Identity
from tallybook.extract.attribution.bodies import (
    differ_in_seat,
    find_bodies,
    last_subject,
    named_fully,
    timeless,
)
from tallybook.extract.attribution.spans import Credit
from tallybook.language.cues import Cues
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Source, SourceKind

_NEAR: Final = 3
_BACK: Final = 60
_NOBODY: Final = Identity(Source("", SourceKind.ANONYMOUS), "")
_OUTLET: Final = Identity(Source("outlet", SourceKind.OUTLET), "masthead")


@dataclass(frozen=True, slots=True)
class _Mention:
    """One earlier speaker: where, who, and whether the words are plural."""

    start: int
    tree: int
    identity: Identity
    is_plural: bool
    is_nested: bool = False


class Speakers:
    """Resolves the sources of one report's credits, in the order of the text."""

    def __init__(
        self, text: str, trees: Sequence[Tree], catalogue: SourceCatalogue, cues: Cues
    ) -> None:
        self.text, self.trees, self.catalogue = text, trees, catalogue
        self._words, self._own = cues.words, cues.phrases["own"]
        self._body_nouns = catalogue.body_nouns
        self._persons = list(self._find_persons())
        self._full_names: dict[str, str] = {}
        for _, name in self._persons:
            words = name.split()
            for at in range(1, len(words)):
                self._full_names.setdefault(" ".join(words[at:]), name)
        for _, name in self._persons:
            self._full_names.setdefault(name, name)
        self._bodies = list(find_bodies(text, trees, catalogue))
        self._parties: dict[str, str] = {}
        self._history: list[_Mention] = []
        self._by_tree: dict[int, list[Credit]] = {}

    def resolve(self, found: Sequence[Credit]) -> list[Source | None]:
        """The source of each credit, in the credits' order; None where the text names nobody."""
        order = sorted(range(len(found)), key=lambda at: found[at].source or found[at].cue)
        resolved: list[Source | None] = [None] * len(found)
        self._by_tree = {}
        for credit in found:
            self._by_tree.setdefault(credit.tree, []).append(credit)
        for at in order:
            span = found[at].source
            if span is not None:
                identity = self._source(found[at], span)
                resolved[at] = identity.source if identity.source.name else None
        return resolved

    def _source(self, credit: Credit, span: tuple[int, int]) -> Identity:
        words = timeless(self.text[span[0] : span[1]], self._words)
        tree = self.trees[credit.tree]
        plain = normal_name(words)
        lowered = words.lower().strip()
        if (lowered in self._words["we"] and not words.isupper()) or lowered == "i":
            return _OUTLET
        if any(phrase in lowered for phrase in self._own):
            return _OUTLET
        identity = self._pronoun(lowered, credit, span)
        if identity is None and lowered in self._words["who"]:
            identity = self._antecedent(tree, credit)
        if identity is None:
            identity = self._phrase(words, plain, tree, credit, span)
        self._remember(credit, span, identity, words)
        return identity

    # pronouns

    def _pronoun(self, word: str, credit: Credit, span: tuple[int, int]) -> Identity | None:
        if word in self._words["he"]:
            one = self._last(span[0], lambda m: m.identity.kind == "person" and not m.is_plural)
            return one or self._last_person(span[0])
        if word in self._words["they"]:
            return self._last(span[0], lambda m: m.is_plural) or self._last(
                span[0], lambda m: m.identity.kind != "person"
            )
        if word in self._words["it"]:
            about = last_subject(self._bodies, credit.tree, span[0])
            said = self._last_mention(span[0], lambda m: m.identity.kind != "person")
            if about is not None and (said is None or about.start > said.start):
                return about.identity
            return said.identity if said is not None else _NOBODY
        return None

    def _last(self, before: int, fits: Callable[[_Mention], bool]) -> Identity | None:
        mention = self._last_mention(before, fits)
        return mention.identity if mention is not None else None

    def _last_mention(self, before: int, fits: Callable[[_Mention], bool]) -> _Mention | None:
        fitting = [m for m in self._history[-_BACK:] if m.start < before and fits(m)]
        outer = [mention for mention in fitting if not mention.is_nested]
        return (outer or fitting)[-1] if fitting else None

    def _last_person(self, before: int) -> Identity | None:
        at = bisect_left(self._persons, before, key=lambda person: person[0])
        return self._named(self._persons[at - 1][1]) if at else None

    def _antecedent(self, tree: Tree, credit: Credit) -> Identity | None:
        """The noun that a relative pronoun takes up."""
        if credit.source_head is None:
            return None
        for above in (credit.source_head, *tree.ancestors(credit.source_head)):
            token = tree.tokens[above]
            if is_relation(token.deprel, "acl:relcl", "acl") and token.head >= 0:
                words = [
                    index
                    for index in tree.subtree(token.head)
                    if index not in set(tree.subtree(above))
                ]
                while len(words) > 1 and tree.tokens[words[0]].upos == "ADP":
                    words.pop(0)
                start, end = tree.tokens[words[0]].start, tree.tokens[words[-1]].end
                noun = self.text[start:end]
                return self._phrase(noun, normal_name(noun), tree, credit, (start, end))
        return None

    # noun phrases

    def _phrase(
        self, words: str, plain: str, tree: Tree, credit: Credit, span: tuple[int, int]
    ) -> Identity:
        person = self._person_in(tree, span)
        if person is None and (surname := self._surname(words.split(",")[0])):
            return self._named(surname)
        identity = self.catalogue.identify(words, Context(person=person or None))
        if person:
            titled = self._with_title(tree, span)
            if titled != words and identity.source.party is None:
                identity = self.catalogue.identify(titled, Context(person=person))
            return self._introduced(identity, titled, credit, span)
        if self._points_back(words, identity):
            earlier = self._called(plain, identity, span[0])
            if earlier is not None:
                return earlier
        if not identity.source.party and (head := self._head_noun(plain)) in self._body_nouns:
            return named_fully(self._bodies, plain, head, span[0]) or identity
        return identity

    def _points_back(self, words: str, identity: Identity) -> bool:
        """Are these the words for somebody already named: "the agency", "the Ukrainian agency"?"""
        first = words.split()[0].lower()
        if self.catalogue.entry(identity.source.name) is not None or identity.kind == "government":
            return False
        if first in self._words["definite"]:
            return True
        short = len(words.split()) <= 2
        return short and identity.kind == "ministry" and not identity.source.party

    def _called(self, plain: str, identity: Identity, before: int) -> Identity | None:
        head = self._head_noun(plain)
        for mention in reversed(self._history[-_BACK:]):
            if mention.start >= before:
                continue
            known = mention.identity
            if identity.source.party and known.source.party != identity.source.party:
                continue
            if differ_in_seat(plain, known.source.name):
                continue
            own = self._head_noun(normal_name(known.source.name))
            fits = self._is_plural(head) == mention.is_plural or known.kind != "person"
            if fits and (head in known.called or head == own):
                return known
        return None

    def _person_in(self, tree: Tree, span: tuple[int, int]) -> str | None:
        """The person named inside the words by the parser, of two words at least."""
        for name in tree.names:
            first, last = tree.tokens[name.first], tree.tokens[name.last]
            if name.kind == "PER" and span[0] <= first.start and last.end <= span[1]:
                words = self.text[first.start : last.end]
                if self._is_owner(tree, name.last):
                    continue
                if name.last > name.first and not self._is_institution(words):
                    return self._without_title(words)
        return None

    def _with_title(self, tree: Tree, span: tuple[int, int]) -> str:
        """The words with the office right before the name, where the tree left it out."""
        first = tree.covering(*span)[0]
        start = first
        while start and tree.tokens[start - 1].upos in {"NOUN", "ADJ", "PROPN", "PART"}:
            start -= 1
        return self.text[tree.tokens[start].start : span[1]]

    def _is_owner(self, tree: Tree, last: int) -> bool:
        """Does the name own what follows: "Mara Lind's lawyer"?"""
        behind = tree.tokens[last + 1] if last + 1 < len(tree.tokens) else None
        return behind is not None and behind.deprel == "case" and behind.upos == "PART"

    def _is_institution(self, words: str) -> bool:
        identity = self.catalogue.identify(words, Context(person=""))
        return identity.kind not in {"", "person"}

    def _surname(self, words: str) -> str | None:
        """The full name that a surname of one or two words belongs to."""
        parts = [part.strip(".,'’") for part in words.split()]
        while parts and parts[0].lower() in self._words["honorifics"]:
            parts.pop(0)
        parts = [part.removesuffix("'s").removesuffix("’s") for part in parts]
        if not parts or len(parts) > 2 or not all(part[:1].isupper() for part in parts):
            return None
        wanted = " ".join(parts)
        return self._full_names.get(wanted)

    def _named(self, name: str) -> Identity:
        identity = self.catalogue.identify(name, Context(person=name))
        return replace(identity, source=replace(identity.source, party=self._parties.get(name)))

    def _introduced(
        self, identity: Identity, words: str, credit: Credit, span: tuple[int, int]
    ) -> Identity:
        """A person by name: the party of his office, or of the unnamed official just before."""
        name = identity.source.name
        party = identity.source.party or self._parties.get(name)
        if party is None and self._has_office(words):
            for mention in reversed(self._history):
                if credit.tree - mention.tree > _NEAR:
                    break
                if mention.identity.source.kind is SourceKind.ANONYMOUS and not mention.is_plural:
                    party = mention.identity.source.party
                    break
        if party is not None:
            self._parties[name] = party
        return replace(identity, source=replace(identity.source, party=party))

    def _has_office(self, words: str) -> bool:
        titles = self.catalogue.words.titles
        return any(word.strip(".,").lower() in titles for word in words.split())

    def _remember(
        self, credit: Credit, span: tuple[int, int], identity: Identity, words: str
    ) -> None:
        if identity.source.kind is SourceKind.OUTLET:
            return
        head = self._head_noun(normal_name(words))
        is_plural = words.lower() in self._words["they"] or self._is_plural(head)
        nested = any(
            start <= credit.cue[0] < end
            for other in self._by_tree.get(credit.tree, ())
            if other is not credit
            for start, end in other.content
        )
        self._history.append(_Mention(span[0], credit.tree, identity, is_plural, nested))

    def _find_persons(self) -> Iterator[tuple[int, str]]:
        """Every full name of a person in the report, with where it stands."""
        for tree in self.trees:
            for name in tree.names:
                if name.kind == "PER" and name.last > name.first:
                    start, end = tree.tokens[name.first].start, tree.tokens[name.last].end
                    yield start, self._without_title(self.text[start:end])

    def _without_title(self, name: str) -> str:
        words = name.split()
        titles = self._words["honorifics"] | self.catalogue.words.titles
        while len(words) > 1 and words[0].strip(".").lower() in titles:
            words.pop(0)
        return " ".join(words).removesuffix("'s").removesuffix("’s")

    def _head_noun(self, plain: str) -> str:
        """The last word before the first preposition, comma or relative pronoun."""
        words = plain.split()
        for at, word in enumerate(words):
            if at and (word in self._words["after_head"] or words[at - 1].endswith(",")):
                words = words[:at]
                break
        return words[-1].strip(",.") if words else ""

    def _is_plural(self, noun: str) -> bool:
        ends = noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
        return ends or noun in self._words["plurals"]
