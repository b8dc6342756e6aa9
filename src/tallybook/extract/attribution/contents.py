"""Where the content of a verb's credit stands: one method for each frame of cues.toml."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tallybook.extract.attribution.clause_contents import ClauseContents, is_empty
from tallybook.extract.attribution.figures import Figures, cases_of
from tallybook.extract.attribution.relatives import relative_content
from tallybook.language.cues import Cues, VerbCue
from tallybook.language.tree import Tree, is_relation

_FEARED: Final = "fear"
_ACTIONS: Final = frozenset({"VERB", "AUX", "ADJ", "NOUN"})


class VerbContents:
    """Finds the words of what is said, announced, wanted, … in one tree."""

    def __init__(self, tree: Tree, cues: Cues) -> None:
        self.tree, self.cues = tree, cues
        self.figures = Figures(tree, cues)
        self.clauses = ClauseContents(tree, cues)

    def active(self, verb: int, group: VerbCue) -> set[int] | None:
        """The words of the content of an active verb, by the first frame that fits."""
        if self.figures.is_no_speech(verb):
            return None
        if (told := relative_content(self.tree, verb, group, self.cues)) is not None:
            return told
        frames = (
            ("figure", self.figures.figure),
            ("raising", self._raising),
            ("clause", self.clauses.denied if group.act == "deny" else self.clauses.told),
            ("both", self._both),
            ("level", self.figures.level),
            ("recount", self.figures.recount),
            ("named", self._named),
            ("infinitive", self._infinitive),
            ("object", self._object),
        )
        for name, frame in frames:
            if name in group.takes and (found := frame(verb)):
                return self._without_recalled(found) if group.act == _FEARED else found
        return self._behind_preposition(verb, group)

    def _without_recalled(self, told: set[int]) -> set[int]:
        """Without ", as it did in 2015, when 1,200 died": who fears it again does not say so."""
        tokens, words = self.tree.tokens, self.cues.words
        for at in sorted(told):
            if at == 0 or tokens[at - 1].text != "," or tokens[at].lemma not in words["as"]:
                continue
            behind = tokens[at + 1 : at + 3]
            pronoun = [token.upos for token in behind] == ["PRON", "AUX"]
            if pronoun or (behind and behind[0].lemma in words["as_before"]):
                return {word for word in told if word < at}
        return told

    def _object(self, verb: int) -> set[int] | None:
        tree = self.tree
        if tree.tokens[verb].lemma in self.cues.hearers:
            return None
        objects = [
            child for child in tree.children(verb, "obj") if not is_empty(tree, child, self.cues)
        ]
        if not objects or not self._may_be_said(verb, objects):
            return None
        words = {word for child in objects for word in tree.subtree(child)}
        for child in tree.children(verb, "obl", "advcl"):
            if cases_of(self.tree, child) & self.cues.words["of_object"] and child > max(objects):
                words |= set(tree.subtree(child))
        return words

    def _may_be_said(self, verb: int, objects: Sequence[int]) -> bool:
        """ "withdrew its claim", but not "withdrew 1,200 soldiers"."""
        words = self.cues.words
        if self.tree.tokens[verb].lemma not in words["of_said"]:
            return True
        return any(self.tree.tokens[one].lemma in words["said"] for one in objects)

    def _named(self, verb: int) -> set[int] | None:
        """The object with what it is called: "called Y C", "described Y as C"."""
        words = self._object(verb)
        if words is None:
            return None
        for child in self.tree.children(verb, "xcomp", "obl", "ccomp"):
            is_predicate = not is_relation(self.tree.tokens[child].deprel, "obl")
            if child > verb and (
                is_predicate or cases_of(self.tree, child) & self.cues.words["of_named"]
            ):
                words |= set(self.tree.subtree(child))
        return words

    def _infinitive(self, verb: int) -> set[int] | None:
        words: set[int] = set()
        for child in self.tree.children(verb, "xcomp"):
            if child > verb and self.tree.tokens[child].upos in _ACTIONS:
                words |= set(self.tree.subtree(child))
        return words or None

    def _both(self, verb: int) -> set[int] | None:
        tree = self.tree
        actions = [
            child
            for child in tree.children(verb, "xcomp", "ccomp", "advcl")
            if child > verb
            and tree.tokens[child].upos in {"VERB", "AUX", "ADJ"}
            and cases_of(self.tree, child) & self.cues.words["to"]
        ]
        if not actions:
            return None
        words = {word for child in actions for word in tree.subtree(child)}
        for child in tree.children(verb, "obj", "iobj"):
            words |= set(tree.subtree(child))
        return words

    def _raising(self, verb: int) -> set[int] | None:
        tree = self.tree
        actions = tree.children(verb, "xcomp", "ccomp")
        if not actions:
            return None
        words = {word for child in actions for word in tree.subtree(child)}
        for child in tree.children(verb, "nsubj", "expl"):
            if tree.tokens[child].deprel != "expl":
                words |= set(tree.subtree(child))
        return words

    def _behind_preposition(self, verb: int, group: VerbCue) -> set[int] | None:
        tree = self.tree
        if not group.prepositions:
            return None
        for child in tree.children(verb, "obl", "advcl", "ccomp"):
            if cases_of(self.tree, child) & group.prepositions and child > verb:
                words = set(tree.subtree(child))
                return words - set(tree.children(child, "case"))
        return None

    def passive(self, verb: int, group: VerbCue) -> set[int] | None:
        """ "Y is believed to C", "it was reported that C", "Y was criticized for C"."""
        tree = self.tree
        subjects = tree.children(verb, "nsubj:pass", "nsubj")
        clauses = tree.children(verb, "ccomp", "csubj")
        actions = [
            at
            for at in tree.children(verb, "xcomp", "advcl")
            if is_relation(tree.tokens[at].deprel, "xcomp")
            or cases_of(tree, at) & self.cues.words["to"]
        ]
        if clauses and "clause" in group.takes:
            return {word for child in clauses for word in tree.subtree(child)}
        if actions and "raised" in group.takes:
            return {word for child in (*actions, *subjects) for word in tree.subtree(child)}
        if subjects and "passive" in group.takes:
            words = {word for child in subjects for word in tree.subtree(child)}
            for child in tree.children(verb, "obl", "advcl"):
                if cases_of(self.tree, child) & self.cues.words["of_passive"]:
                    words |= set(tree.subtree(child))
            return words
        return None
