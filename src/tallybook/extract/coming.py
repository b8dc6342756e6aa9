"""What is to come: figures that are planned, forecast, or would be under a condition."""

from __future__ import annotations

from tallybook.language.stances import Stances
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Stance


class Coming:
    """Tells of the verbs of one tree whether they are planned, forecast or conditional.

    measure: what is counted. is_credited: is somebody credited with it?
    """

    def __init__(self, tree: Tree, words: Stances, measure: str, is_credited: bool) -> None:
        self.tree, self.words, self.small = tree, words, words.words
        self.measure, self.is_credited = measure, is_credited

    def of(self, index: int, auxiliaries: set[str], found: set[Stance]) -> set[Stance]:
        """ "will send 300", "is to lend up to $2 billion": planned, forecast or hypothetical."""
        lemma = self.tree.tokens[index].lemma
        will = bool(auxiliaries & self.small["future"])
        if not will and self._will_in_the_past(index, auxiliaries):
            found.discard(Stance.HYPOTHETICAL)
            return {Stance.PLANNED}
        if not will and not self._is_to(index):
            return set()
        if will and self._is_conditional(index):
            found.discard(Stance.FORECAST)
            return {Stance.HYPOTHETICAL}
        planned = self.words.qualifiers[Stance.PLANNED].future
        if lemma in planned or self.measure in self.small["done"]:
            found.discard(Stance.FORECAST)
            return {Stance.PLANNED}
        if Stance.PLANNED in found:
            found.discard(Stance.FORECAST)
            return set()
        return {Stance.FORECAST}

    def _will_in_the_past(self, index: int, auxiliaries: set[str]) -> bool:
        """ "X said Norland would send 300": a plan, as long as no "if" is with it."""
        would = bool(auxiliaries & self.small["conditional"]) and self.is_credited
        planned = self.words.qualifiers[Stance.PLANNED].future
        done = self.measure in self.small["done"] or self.tree.tokens[index].lemma in planned
        told = is_relation(self.tree.tokens[index].deprel, "ccomp")
        return would and done and told and not self._is_conditional(index)

    def _is_to(self, index: int) -> bool:
        """ "is to send", or in a headline "Troops to Guard", "Norland to send"."""
        tree, token = self.tree, self.tree.tokens[index]
        to = [at for at in tree.children(index, "mark", "aux") if self._is_small(at, "to")]
        if not to or token.upos != "VERB":
            return False
        is_to = any(
            at + 1 in to for at in tree.children(index, "cop", "aux") if self._is_small(at, "be")
        )
        if token.head >= 0 and is_relation(token.deprel, "acl"):
            return is_to or tree.tokens[token.head].head < 0
        return is_to or (token.head < 0 and bool(tree.children(index, "nsubj")))

    def _is_small(self, index: int, name: str) -> bool:
        return self.tree.tokens[index].lemma in self.small[name]

    def _is_conditional(self, index: int) -> bool:
        """ "If the levee fails, 3,000 will have to leave"."""
        conditions = self.words.qualifiers[Stance.HYPOTHETICAL].marks - self.small["whether"]
        return any(
            self.tree.tokens[mark].lemma in conditions
            for clause in self.tree.children(index, "advcl")
            for mark in self.tree.children(clause, "mark")
        )
