"""Who does a verb of speech: its subject, the main clause's, or the noun that the tree lost."""

from __future__ import annotations

from tallybook.extract.attribution.inverted import aged_behind
from tallybook.extract.attribution.subjects import (
    first_noun,
    is_day,
    noun_before,
    noun_beside,
    subject,
)
from tallybook.language.cues import Cues, VerbCue
from tallybook.language.tree import Tree, is_relation


class Doers:
    """Finds who does a verb of one tree."""

    def __init__(self, tree: Tree, cues: Cues) -> None:
        self.tree, self.cues = tree, cues

    def doer(self, verb: int, group: VerbCue) -> int | None:
        """The subject; for a finite verb of speech without its own, the noun right before it."""
        before = self.tree.tokens[verb - 1] if verb else None
        if (
            "clause" in group.takes
            and before is not None
            and before.upos in {"NOUN", "PROPN"}
            and not self.tree.children(verb, "nsubj", "mark", "aux")
            and self.is_finite(verb)
            and not is_day(self.tree, before.index, self.cues.words)
            and is_relation(self.tree.tokens[verb].deprel, "advcl", "conj", "parataxis", "ccomp")
            and verb not in self.tree.subtree(before.index)
            and (lost := noun_before(self.tree, verb)) is not None
        ):
            return lost
        return (
            self._quoted(verb) or self._of_main(verb) or subject(self.tree, verb, self.cues.words)
        )

    def _quoted(self, verb: int) -> int | None:
        """ "X quoted Y as saying that C": Y."""
        tree, words = self.tree, self.cues.words
        head = tree.tokens[verb].head
        marks = {tree.tokens[mark].lemma for mark in tree.children(verb, "mark", "case")}
        if head < 0 or not marks & words["as"] or tree.tokens[head].lemma not in words["quoting"]:
            return None
        objects = tree.children(head, "obj", "nsubj:pass")
        return objects[-1] if objects else None

    def _of_main(self, verb: int) -> int | None:
        """ "X rejected reports that Y had fired, saying C": X, of the main clause."""
        tree = self.tree
        root = tree.root()
        token = tree.tokens[verb]
        parted = verb > 0 and tree.tokens[verb - 1].text == ","
        ing = token.text.lower().endswith(tuple(self.cues.words["not_finite"]))
        if not (parted and ing and is_relation(token.deprel, "advcl")) or token.head == root:
            return None
        if tree.tokens[root].lemma not in self.cues.verbs or tree.children(verb, "nsubj"):
            return None
        return subject(tree, root, self.cues.words)

    def lost_subject(self, verb: int) -> int | None:
        """The noun phrase beside a finite verb of speech that has no subject in the tree."""
        token = self.tree.tokens[verb]
        if not self.is_finite(verb) or is_relation(token.deprel, "conj", "xcomp"):
            return None
        if (aged := aged_behind(self.tree, verb, self.cues)) is not None:
            return aged
        hears = self.tree.tokens[verb].lemma in self.cues.hearers
        head = noun_before(self.tree, verb) if hears else noun_beside(self.tree, verb, verb)
        if (
            head is None
            or is_day(self.tree, head, self.cues.words)
            or verb in self.tree.subtree(head)
        ):
            return None
        if head > verb and (self.tree.children(head, "nummod") or self._does(head)):
            # "police in Onda, …, say 68 people died", "the doctor, …, said the morgue held"
            before = noun_before(self.tree, verb)
            return before if before is not None else first_noun(self.tree, verb)
        return head

    def _does(self, head: int) -> bool:
        """Does the noun's phrase have a verb right behind it, whose subject it is?"""
        last = max(self.tree.subtree(head))
        behind = self.tree.tokens[last + 1] if last + 1 < len(self.tree.tokens) else None
        return behind is not None and behind.upos in {"VERB", "AUX"}

    def is_finite(self, verb: int) -> bool:
        """Is it neither a participle nor an infinitive?"""
        words = self.cues.words
        marks = self.tree.children(verb, "mark")
        ending = self.tree.tokens[verb].text.lower().endswith(tuple(words["not_finite"]))
        return not ending and not any(self.tree.tokens[mark].lemma in words["to"] for mark in marks)

    def hears(self, verb: int, head: int) -> bool:
        """Is the noun behind a verb such as "told" the one who is told?"""
        return head > verb and self.tree.tokens[verb].lemma in self.cues.hearers
