"""Credits by nouns and adjectives: "X's claim that C", "reports from X", "is sure that C"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tallybook.extract.attribution.offices import state_beside
from tallybook.extract.attribution.spans import Credit, pieces
from tallybook.extract.attribution.subjects import source_span, subject
from tallybook.language.cues import Cues, NounCue
from tallybook.language.tree import Token, Tree, is_relation

_OF_STATES: Final = frozenset({"say", "claim", "estimate", "deny"})
"""The acts of nouns before which a state's name says whose they are; reports are the press's."""


class NounReader:
    """Finds the credits of one tree's cue nouns and adjectives."""

    def __init__(self, tree: Tree, number: int, text: str, cues: Cues) -> None:
        self.tree, self.number, self.text, self.cues = tree, number, text, cues

    def credits(self) -> Iterator[Credit]:
        """One credit for each noun or adjective that is a cue and has content."""
        for token in self.tree.tokens:
            groups: tuple[NounCue, ...] = ()
            if token.upos == "NOUN" or _is_noun_after_all(token):
                groups = self.cues.nouns.get(token.lemma, ())
            elif token.upos in {"ADJ", "VERB"} and self.tree.children(token.index, "cop"):
                groups = self.cues.adjectives.get(token.lemma, ())
            for group in groups:
                credit = self._of(token.index, group)
                if credit is not None:
                    yield credit
                    break

    def _of(self, word: int, group: NounCue) -> Credit | None:
        content = self._content(word, group)
        if not content:
            return None
        head = self._source(word, content)
        spans = pieces(self.tree, content, self.text)
        if not spans:
            return None
        token = self.tree.tokens[word]
        source = None
        if head is not None:
            source = source_span(self.tree, head, content | {word}, self.text)
        cue = (token.start, token.end)
        return Credit(self.number, word, cue, spans, group.act, group.credits, source, head)

    def _content(self, word: int, group: NounCue) -> set[int]:
        tree = self.tree
        for child in tree.children(word, "acl", "ccomp", "advcl", "xcomp", "csubj"):
            token = tree.tokens[child]
            relative = is_relation(token.deprel, "acl:relcl")
            if child < word or (relative and not self._is_that(child)):
                continue
            marks = {tree.tokens[mark].lemma for mark in tree.children(child, "mark")}
            if marks & self.cues.words["that"] or (
                token.deprel == "ccomp" and not marks & self.cues.words["to"]
            ):
                return set(tree.subtree(child))
            if marks & self.cues.words["to"] and group.infinitive:
                return set(tree.subtree(child))
            if marks & group.prepositions and not marks & self.cues.words["to"]:
                return set(tree.subtree(child)) - set(tree.children(child, "mark"))
        for child in tree.children(word, "nmod", "obl"):
            if child < word or is_relation(tree.tokens[child].deprel, "nmod:poss"):
                continue
            cases = {tree.tokens[case].lemma for case in tree.children(child, "case")}
            if cases & group.prepositions:
                return set(tree.subtree(child)) - set(tree.children(child, "case"))
        return (
            self._clause_beside(word, group) or self._figure_of(word) or self._standing(word, group)
        )

    def _figure_of(self, word: int) -> set[int]:
        """ "the rebels' claim of 300 prisoners": the figure that an owner tells."""
        tree, words = self.tree, self.cues.words
        if tree.tokens[word].lemma not in words["told_of"] or self._source(word, set()) is None:
            return set()
        for child in tree.children(word, "nmod"):
            cases = {tree.tokens[case].lemma for case in tree.children(child, "case")}
            below = tree.subtree(child)
            if (
                child > word
                and cases & words["figure_of"]
                and any(tree.tokens[at].upos == "NUM" for at in below)
            ):
                behind = {one for at in tree.children(word, "acl") for one in tree.subtree(at)}
                return set(below) | {at for at in behind if at > max(below)}
        return set()

    def _standing(self, word: int, group: NounCue) -> set[int]:
        """ "the agency's count stands at 74": what somebody's own count comes to."""
        tree = self.tree
        token = tree.tokens[word]
        owners = [
            child
            for child in tree.children(word, "nmod:poss", "nmod")
            if tree.tokens[child].lemma not in self.cues.words["times"]
            and (
                tree.tokens[child].deprel == "nmod:poss"
                or any(
                    tree.tokens[case].lemma in self.cues.words["by"]
                    for case in tree.children(child, "case")
                )
            )
        ]
        if (
            token.lemma not in self.cues.words["counts"]
            or not owners
            or not is_relation(token.deprel, "nsubj")
        ):
            return set()
        owned = {below for owner in owners for below in tree.subtree(owner)}
        return set(tree.subtree(token.head)) - owned

    def _is_that(self, child: int) -> bool:
        """A "that" clause with a subject of its own is content even where it looks relative."""
        tree = self.tree
        first = tree.subtree(child)[0]
        subjects = tree.children(child, "nsubj", "expl")
        return (
            tree.tokens[first].lemma in self.cues.words["that"]
            and bool(subjects)
            and subjects[0] != first
        )

    def _clause_beside(self, word: int, group: NounCue) -> set[int]:
        """ "claims by X that C" where the clause hangs on the verb or on X."""
        tree = self.tree
        if not group.credits:
            return set()
        for child in tree.children(word, "nmod"):
            cases = {tree.tokens[case].lemma for case in tree.children(child, "case")}
            if child > word and cases & self.cues.words["from_source"]:
                for clause in (*tree.children(child, "acl", "ccomp"), *self._behind(child)):
                    if self._is_that(clause):
                        return set(tree.subtree(clause))
        return set()

    def _behind(self, owner: int) -> Iterator[int]:
        """The "that" clause right behind an owner's name, though it hangs on a verb before."""
        tree = self.tree
        after = max(tree.subtree(owner)) + 1
        if after < len(tree.tokens) and is_relation(tree.tokens[after].deprel, "mark"):
            clause = tree.tokens[after].head
            if is_relation(tree.tokens[clause].deprel, "ccomp") and clause > after:
                yield clause

    def _state(self, word: int) -> int | None:
        """ "a US announcement that C", "the Norwegian claim that C": the state's."""
        groups = self.cues.nouns.get(self.tree.tokens[word].lemma, ())
        if not any(group.credits and group.act in _OF_STATES for group in groups):
            return None
        return state_beside(self.tree, word)

    def _is_with(self, word: int) -> bool:
        cases = self.tree.children(word, "case")
        return any(self.tree.tokens[case].lemma in self.cues.words["with"] for case in cases)

    def _may_speak(self, word: int) -> bool:
        """A person or body by name, or by a noun of those who tell."""
        name, lemma = self.tree.name_at(word), self.tree.tokens[word].lemma
        words = self.cues.words
        told = words["tellers"] | words["persons"] | words["he"] | words["they"]
        return name is not None or lemma in told

    def _source(self, word: int, content: set[int]) -> int | None:
        tree = self.tree
        for child in tree.children(word, "nmod:poss"):
            if tree.tokens[child].lemma not in self.cues.words["times"]:
                return child
        if tree.tokens[word].lemma in self.cues.words["told_of"]:
            for child in tree.children(word, "compound"):
                name = tree.name_at(child)
                body = name is not None and name.kind == "ORG"
                if body or _is_acronym(tree, child, word):
                    return child  # "the U.N. estimate of 670"
        for child in tree.children(word, "nmod", "obl"):
            cases = {tree.tokens[case].lemma for case in tree.children(child, "case")}
            if child not in content and cases & self.cues.words["from_source"]:
                return child
        if tree.tokens[word].upos in {"ADJ", "VERB"} or tree.children(word, "cop"):
            return subject(tree, word, self.cues.words)
        token = tree.tokens[word]
        head = tree.tokens[token.head].lemma if token.head >= 0 else ""
        if (state := self._state(word)) is not None:
            return state
        if is_relation(token.deprel, "obl") and (head in self.cues.verbs or self._is_with(word)):
            # "said in a note that C", "surprised Y with the announcement that C"
            found = subject(tree, token.head, self.cues.words)
            speaks = not self._is_with(word) or (found is not None and self._may_speak(found))
            return found if speaks and found not in content else None
        if is_relation(token.deprel, "obj") and head in self.cues.words["light"]:
            found = subject(tree, token.head, self.cues.words)
            return found if found not in content else None
        return None


def _is_acronym(tree: Tree, child: int, beside: int) -> bool:
    """A name in capitals, whatever the tagger of names took it for; not where all is so."""
    token = tree.tokens[child]
    shouts = tree.tokens[beside].text.isupper()
    return token.upos == "PROPN" and token.text.isupper() and len(token.text) > 1 and not shouts


def _is_noun_after_all(token: Token) -> bool:
    """A plural such as "claims" that the tagger took for a verb, in a noun's place."""
    return (
        token.upos == "VERB"
        and token.text.lower().endswith("s")
        and is_relation(token.deprel, "obj", "obl", "nmod", "nsubj")
    )
