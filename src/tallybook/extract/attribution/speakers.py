"""Who the words of a source stand for: pronouns, "the agency", surnames, introductions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallybook.catalogue.source_words import normal_name
from tallybook.catalogue.sources import SourceCatalogue
from tallybook.catalogue.speakers import Context, Identity
from tallybook.extract.attribution.bodies import (
    as_other_states,
    find_bodies,
    has_other_name,
    has_other_words,
    last_subject,
    named_behind,
    named_fully,
    timeless,
    without_cited,
    without_relative,
)
from tallybook.extract.attribution.mentions import History, Mention
from tallybook.extract.attribution.naming import head_noun, in_small_letters, is_plural
from tallybook.extract.attribution.offices import as_government, holder
from tallybook.extract.attribution.papers import author_of_paper, is_known_paper
from tallybook.extract.attribution.persons import Persons, as_person, may_be_person
from tallybook.extract.attribution.spans import Credit
from tallybook.extract.attribution.subjects import source_span
from tallybook.language.cues import Cues
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Source, SourceKind

_NEAR: Final = 3
_OUTLET: Final = Identity(Source("outlet", SourceKind.OUTLET), "masthead")


class Speakers:
    """Resolves the sources of one report's credits, in the order of the text."""

    def __init__(
        self, text: str, trees: Sequence[Tree], catalogue: SourceCatalogue, cues: Cues
    ) -> None:
        self.text, self.trees, self.catalogue = text, trees, catalogue
        self._words, self._own = cues.words, cues.phrases["own"]
        self._papers = frozenset(
            noun for noun, groups in cues.nouns.items() if any(group.credits for group in groups)
        )
        self._body_nouns = catalogue.body_nouns
        self._persons = Persons(text, trees, catalogue, cues.words)
        self._bodies = list(find_bodies(text, trees, catalogue))
        self._parties: dict[str, str] = {}
        self._history = History(text, self._bodies, cues.words)
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
                self._remember(found[at], span, identity)
                resolved[at] = identity.source if identity.source.name else None
        return resolved

    def _source(self, credit: Credit, span: tuple[int, int]) -> Identity:
        words = timeless(self.text[span[0] : span[1]], self._words)
        tree = self.trees[credit.tree]
        plain = normal_name(words)
        lowered = words.lower().strip()
        if any(lowered in self._words[name] for name in ("he", "they", "it")):
            words = lowered  # who stays unresolved has no name
        if (lowered in self._words["we"] and words != "US") or lowered == "i":
            return _OUTLET
        unseen = self._unseen(lowered)
        if any(phrase in unseen for phrase in self._own):
            return _OUTLET
        identity = self._pronoun(self._owner(lowered), credit, span)
        if identity is None and lowered in self._words["who"]:
            identity = self._antecedent(tree, credit)
        if identity is None and is_known_paper(words, self._words):
            identity = self._author(credit, span)
        return identity or self._phrase(words, plain, tree, credit, span)

    def _author(self, credit: Credit, span: tuple[int, int]) -> Identity | None:
        """Whose "the statement" is, by this sentence or one before."""
        found = author_of_paper(self.trees, credit.tree, span[0], self._words)
        if found is None:
            return None
        tree = self.trees[found[0]]
        owner = source_span(tree, found[1], set(), self.text)
        if owner is None:
            return None
        told = self._history.at(owner[0])
        return told or self._source(replace(credit, tree=found[0], source_head=found[1]), owner)

    def _owner(self, words: str) -> str:
        """ "his" of "his statement", which he speaks by; other words as they are."""
        first, _, rest = words.partition(" ")
        head = head_noun(rest.replace(",", ", "), self._words)
        owned = first in self._words["whose"] and head in self._papers
        return first if owned else words

    def _unseen(self, words: str) -> str:
        """ "an internal report" of "an internal report seen by this newspaper"."""
        parts = words.split()
        cut = next((at for at, word in enumerate(parts) if word in self._words["seen"]), None)
        return " ".join(parts[:cut])

    # pronouns

    def _pronoun(self, word: str, credit: Credit, span: tuple[int, int]) -> Identity | None:
        if word in self._words["he"]:
            return self._one_person(span[0], credit.tree)
        if word in self._words["they"]:
            return self._several(span[0], credit.tree)
        if word in self._words["it"]:
            about = last_subject(self._bodies, credit.tree, span[0])
            said = self._history.last(span[0], lambda m: m.identity.kind != "person")
            if about is not None and (said is None or about.start > said.start):
                return about.identity
            return said.identity if said is not None else None
        return None

    def _one_person(self, before: int, tree: int) -> Identity | None:
        """Whom "he" stands for: who spoke last, or whom a sentence since then is about."""
        spoke = self._history.last(before, lambda m: may_be_person(m.identity) and not m.is_plural)
        about = self._persons.last_subject(before)
        if about is not None and about.tree >= tree - _NEAR:
            since = spoke is None or (about.tree > spoke.tree and about.tree < tree)
            if since and about.name is not None:
                return self._named(about.name)
            if since and (spoke is None or about.tells):
                return about.identity
        if (one := self._one_of_several(before, tree)) is not None:
            return self._named(one)
        if spoke is not None:
            return spoke.identity
        name = self._persons.last_name(before)
        return self._named(name) if name is not None else None

    def _one_of_several(self, before: int, tree: int) -> str | None:
        """ "Witnesses, including Ana Lund, said so. She …": the one of them who is named."""
        last = self._history.last(before, lambda mention: True)
        if last is None or not last.is_plural or last.tree != tree - 1:
            return None
        named = self._persons.names_before(before) - self._persons.names_before(last.start)
        return named.pop() if len(named) == 1 else None

    def _several(self, before: int, tree: int) -> Identity | None:
        """Whom "they" stands for."""
        spoke = self._history.last(before, lambda m: m.is_plural)
        about = self._persons.last_subject(before, is_plural=True)
        if spoke is None and about is not None and tree - _NEAR <= about.tree < tree:
            return about.identity
        if spoke is not None:
            return spoke.identity
        return self._history.last_identity(before)

    def _named(self, name: str) -> Identity:
        identity = self.catalogue.identify(name, Context(person=name))
        known = self.catalogue.person(name)
        party = self._parties.get(identity.source.name) or (known.party if known else None)
        return replace(identity, source=replace(identity.source, party=party))

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
        words = without_cited(without_relative(words, self._words), self._words)
        words = named_behind(words, self._words)
        person = self._persons.named_in(tree, span)
        if person is None and (surname := self._persons.of_surname(words.split(",")[0])):
            return self._named(surname)
        if person is None and (single := self._persons.single_name(tree, credit)):
            return self._named(single)
        since = self.trees[max(0, credit.tree - _NEAR)].start
        if person is None and (aged := self._persons.of_age(words, since, span[0])):
            return self._named(aged)
        if person is None and (full := self._persons.told_in_text(words, tree, credit)):
            return self._named(full)
        words = in_small_letters(words, tree, span)
        identity = self.catalogue.identify(words, Context(person=person or None))
        if person:
            titled = self._persons.with_title(tree, span)
            if titled != words and identity.source.party is None:
                identity = self.catalogue.identify(titled, Context(person=person))
            return self._introduced(identity, titled, credit, span)
        if self._points_back(words, identity):
            earlier = self._history.called(words, identity, span[0])
            if earlier is not None:
                return earlier
        head = head_noun(plain, self._words)
        definite = words.split()[0].lower() not in self._words["indefinite"]
        if definite and not identity.source.party and head in self._body_nouns:
            found = named_fully(self._bodies, plain, head, span[0])
            other = found and (
                has_other_words(words, head, found.identity, self.text, found.start)
                or has_other_name(words, identity, found.identity)
            )
            if found and not other:
                return found.identity
        if definite and identity.source.party and head in self._body_nouns:
            before = [one for one in self._bodies if one.start < span[0]]
            return as_other_states(before, words, head, identity, self.catalogue) or identity
        names = self._persons.names_before(span[0])
        if (name := holder(words, identity, names, self.catalogue, self._words)) is not None:
            return self._named(name)
        identity = as_government(words, identity, self.catalogue)
        return as_person(identity, tree, credit.source_head)

    def _points_back(self, words: str, identity: Identity) -> bool:
        """Are these the words for somebody already named: "the agency", "the Ukrainian agency"?"""
        source, kind = identity.source, identity.kind
        person = kind == "person" and source.kind is SourceKind.NAMED
        if person or kind == "government" or self.catalogue.entry(source.name) is not None:
            return False
        if words.split()[0].lower() in self._words["definite"]:
            return True
        return len(words.split()) <= 2 and kind == "ministry" and not source.party

    def _introduced(
        self, identity: Identity, words: str, credit: Credit, span: tuple[int, int]
    ) -> Identity:
        """A person by name: the party of his office, or of the unnamed official just before."""
        name = identity.source.name
        party = identity.source.party or self._parties.get(name)
        bodies = self.catalogue.body_nouns & {word.lower() for word in words.split()}
        if party is None and self._has_office(words) and not bodies:
            for mention in reversed(self._history.mentions):
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

    def _is_several(self, words: str, identity: Identity) -> bool:
        """Do the words mean more than one; for "who said", whom it takes up?"""
        lowered = words.lower()
        if lowered in self._words["they"]:
            return True
        if identity.kind == "person" and identity.source.kind is SourceKind.NAMED:
            return False  # "James"
        told = identity.source.name if lowered in self._words["who"] else words
        first = told.lower().split()[:1]
        if self._words["one"] & set(first):
            return False
        head = head_noun(normal_name(told), self._words)
        return is_plural(head, self._words) or bool(self._words["few"] & {head, *first})

    def _remember(self, credit: Credit, span: tuple[int, int], identity: Identity) -> None:
        words = timeless(self.text[span[0] : span[1]], self._words)
        if identity.source.kind is SourceKind.OUTLET:
            return
        several = self._is_several(words, identity)
        nested = any(
            start <= credit.cue[0] < end
            for other in self._by_tree.get(credit.tree, ())
            if other is not credit
            for start, end in other.content
        )
        self._history.add(Mention(span[0], credit.tree, identity, several, nested))
