"""Contents of figures: what a body counts, lists, puts at a level or counts anew."""

from __future__ import annotations

from typing import Final

from tallybook.extract.attribution.subjects import subject
from tallybook.language.cues import Cues
from tallybook.language.tree import Tree, is_relation

_NOT_SAID: Final = ("parataxis", "punct", "aux", "mark", "cc", "nsubj", "compound:prt")


def cases_of(tree: Tree, word: int) -> set[str]:
    """The lemmas of the word's prepositions and marks."""
    return {tree.tokens[mark].lemma for mark in tree.children(word, "case", "mark")}


class Figures:
    """Finds the words of a figure that somebody tells, in one tree."""

    def __init__(self, tree: Tree, cues: Cues) -> None:
        self.tree, self.cues = tree, cues

    def told(self, verb: int) -> set[int]:
        """What a speaker tells by any verb that does nothing to it: "officials tied 9 deaths"."""
        tree, words = self.tree, self.cues.words
        token = tree.tokens[verb]
        doers = tree.children(verb, "nsubj")
        if not doers or token.lemma in words["doing"] or tree.children(verb, "aux:pass"):
            return set()
        if not any(tree.tokens[at].lemma in words["tellers"] for at in doers):
            return set()
        behind = [at for at in tree.children(verb, "obj", "obl") if at > verb]
        counts = [
            at
            for at in behind
            for below in (at, *tree.children(at, "nmod"))
            if tree.tokens[below].lemma in words["tallied"] and self._is_level(below)
        ]
        return self._rest(verb) if counts else set()

    def figure(self, verb: int) -> set[int] | None:
        """The whole of what a body counts, lists, gives, …: "reported two men dead"."""
        if self._clause_told(verb) or not self._has_figure(verb):
            return None
        doer = subject(self.tree, verb, self.cues.words)
        if doer is None or doer > verb:
            return None
        said = self._rest(verb)
        return said if any(self._is_number(word) for word in said) else None

    def _has_figure(self, verb: int) -> bool:
        """Is there something that it counts, and no hearer, gift or captive ("released 40")?"""
        tree, words = self.tree, self.cues.words
        token = tree.tokens[verb]
        objects = [tree.tokens[child] for child in tree.children(verb, "obj", "ccomp", "xcomp")]
        told = any(
            tree.tokens[at].lemma in words["of"] and tree.tokens[at].upos == "ADP"
            for at in self._rest(verb)
        )
        if token.deprel == "acl" or token.lemma in self.cues.hearers:
            return told and token.deprel != "acl"
        if token.lemma in words["giving"]:
            return any(
                one.upos in {"NUM", "ADJ", "VERB"}
                or one.lemma in words["levels"]
                or one.text.isdecimal()
                for one in objects
            )
        return bool(objects) or told

    def _clause_told(self, verb: int) -> bool:
        """Has the verb a clause for content, "reported that C"?"""
        tree = self.tree
        clauses = tree.children(verb, "ccomp")
        told = any(tree.children(clause, "mark") for clause in clauses)
        return told or (
            any(tree.children(clause, "nsubj") for clause in clauses)
            and not tree.children(verb, "obj")
        )

    def asks_for_some(self, said: set[int]) -> bool:
        """ "Called on Norway to take in 400": its own figure; not "to free the 40 it holds"."""
        tree, definite = self.tree, self.cues.words["definite"]
        nouns = [tree.tokens[word].head for word in said if self._is_number(word)]
        owned = [tree.children(noun, "det", "nmod:poss") if noun >= 0 else () for noun in nouns]
        return any(not any(tree.tokens[at].lemma in definite for at in one) for one in owned)

    def is_no_speech(self, verb: int) -> bool:
        """ "The storm claimed 41 lives", "Spain registered 674 deaths": that is where they were."""
        tree, words = self.tree, self.cues.words
        lemma = tree.tokens[verb].lemma
        if tree.children(verb, "ccomp"):
            return False
        objects = {tree.tokens[child].lemma for child in tree.children(verb, "obj")}
        doers = {tree.tokens[child].lemma for child in tree.children(verb, "nsubj")}
        if lemma in words["taking"] and objects and doers & words["wards"]:
            return True
        if lemma in words["taking"] and objects & words["taken"]:
            return True
        doer = subject(tree, verb, words) if lemma in words["of_places"] else None
        name = tree.name_at(doer) if doer is not None else None
        return name is not None and name.kind == "LOC"

    def _is_state_of_number(self, word: int) -> bool:
        """ "Spoke of 60 wounded", where the tree takes "wounded" for what else they did."""
        alone = not self.tree.children(word, "nsubj", "aux", "cc", "obj", "ccomp")
        return alone and word > 0 and self._is_number(word - 1)

    def _rest(self, verb: int) -> set[int]:
        """All that hangs on the verb behind it, up to the next clause with a doer of its own."""
        tree = self.tree
        words: set[int] = set()
        for child in tree.children(verb):
            token = tree.tokens[child]
            if child < verb or is_relation(token.deprel, *_NOT_SAID):
                continue
            if is_relation(token.deprel, "conj") and token.upos in {"VERB", "AUX"}:
                reduced = tree.children(child, "nsubj:pass") and not tree.children(child, "aux")
                if not (reduced or self._is_state_of_number(child)):
                    break  # but "reported minor damage and two men hurt" goes on
            groups = self.cues.verbs.get(token.lemma, ())
            against = cases_of(self.tree, child) & self.cues.words["against"]
            speaks = any("clause" in group.takes for group in groups)
            if is_relation(token.deprel, "advcl") and (speaks or against):
                continue
            words |= set(tree.subtree(child))
        return words

    def _is_number(self, word: int) -> bool:
        token = self.tree.tokens[word]
        named = token.upos == "NUM" or token.text[0].isdecimal()
        return named or token.lemma in self.cues.words["vague"]

    def level(self, verb: int) -> set[int] | None:
        """What is put at which level: "put the toll at 14"."""
        return self._levelled(verb, self.cues.words["at"])

    def recount(self, verb: int) -> set[int] | None:
        """What a body counts anew: "lowered its count from 16 to 14"."""
        head = subject(self.tree, verb, self.cues.words)
        if head is None:
            return None
        doers = [self.tree.tokens[at] for at in (head, *self.tree.children(head, "conj"))]
        counters = self.cues.words["counters"]
        if not any(
            one.upos == "PROPN" or {one.text.lower(), one.lemma} & counters for one in doers
        ):
            return None
        return self._levelled(verb, self.cues.words["changed"])

    def _levelled(self, verb: int, cases: frozenset[str]) -> set[int] | None:
        tree = self.tree
        levels = [
            at
            for at in tree.subtree(verb)
            if at > verb and tree.tokens[at].lemma in cases and self._is_level(tree.tokens[at].head)
        ]
        objects = [
            child
            for child in tree.children(verb, "obj")
            if tree.tokens[child].lemma in self.cues.words["levels"]
            or tree.tokens[child].upos == "PRON"
            or any(tree.tokens[at].head in tree.children(verb, "obl") for at in levels)
        ]
        if not objects or not levels:
            return None
        named = {word for child in objects for word in tree.subtree(child)}
        return named | {at for at in self._rest(verb) if at > verb}

    def _is_level(self, word: int) -> bool:
        """Is it a number, or does it hold one: "14", "15 billion dollars"?"""
        return any(self._is_number(at) for at in (word, *self.tree.children(word, "nummod")))
