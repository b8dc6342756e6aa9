"""Where the clause stands that a verb of speech tells: behind it, around it, or before it."""

from __future__ import annotations

from typing import Final

from tallybook.extract.attribution.figures import cases_of
from tallybook.extract.attribution.parted import adds_or_denies, is_parted, speaks
from tallybook.extract.attribution.relatives import lost_clauses
from tallybook.language.cues import Cues
from tallybook.language.tree import Token, Tree, is_relation

_TRAILING: Final = ("obl", "advcl", "advmod", "ccomp", "xcomp", "obj", "appos")
_MARKS: Final = frozenset({":", "“", '"', ",", "''", "``", "‘"})


class ClauseContents:
    """Finds the words of the clause that is told, in one tree."""

    def __init__(self, tree: Tree, cues: Cues) -> None:
        self.tree, self.cues = tree, cues

    def told(self, verb: int) -> set[int] | None:
        """The words of the clause that the verb tells; None where it tells none."""
        tree = self.tree
        behind = [child for child in self._clauses(verb) if child > verb]
        behind += [child for child in tree.children(verb, "xcomp") if child > verb]
        if not behind and adds_or_denies(tree, verb, self.cues):
            return None
        if (
            is_relation(tree.tokens[verb].deprel, "parataxis")
            and not behind
            and (found := self._outer_clause(verb))
        ):
            return found
        for child in self._clauses(verb):
            return self._to_the_end(verb, child)
        token = tree.tokens[verb]
        if self._tells_else(verb):
            return None
        if is_relation(token.deprel, "parataxis", "advcl", "conj", "ccomp") and token.head >= 0:
            found = self._outer_clause(verb)
            if found:
                return found
        for hearer in tree.children(verb, "obl"):  # "wrote to X that C"
            for child in tree.children(hearer, "acl"):
                first = tree.tokens[min(tree.subtree(child))]
                has_doer = any(at != first.index for at in tree.children(child, "nsubj"))
                is_hearer = hearer > verb and cases_of(tree, hearer) & self.cues.words["to"]
                if is_hearer and has_doer and first.lemma in self.cues.words["that"]:
                    return set(tree.subtree(child))
        for child in tree.children(verb, "parataxis"):
            if (
                child > verb
                and self._marked_between(verb, child)
                and not speaks(tree, child, self.cues)
            ):
                return set(tree.subtree(child))
        return self._all_before(verb)

    def denied(self, verb: int) -> set[int] | None:
        """What is told behind the verb: "30 died; the army disputes it" are not the army's 30."""
        told = [clause for clause in self._clauses(verb) if clause > verb]
        return self._to_the_end(verb, told[0]) if told else None

    def _clauses(self, verb: int) -> list[int]:
        """The clauses told; "says X, who sells phones" has none behind it."""
        tree, who = self.tree, self.cues.words["who"] - self.cues.words["that"]
        aside = is_relation(tree.tokens[verb].deprel, "parataxis")
        found = [
            at for at in tree.children(verb, "xcomp") if at > verb and self._is_counted(at)
        ]  # "estimated 670 dead"
        clauses = tree.children(verb, "ccomp") or lost_clauses(tree, verb, self.cues)
        return [
            clause
            for clause in sorted([*clauses, *found])
            if not (aside and is_parted(tree, clause, self.cues))
            and not any(
                tree.tokens[at].lemma in who and tree.tokens[at - 1].text == ","
                for at in tree.children(clause, "nsubj")
            )
        ]

    def _is_counted(self, word: int) -> bool:
        """Has it a number of its own, and no "to" before it?"""
        children = self.tree.children(word, "nummod")
        return (bool(children) or self.tree.tokens[word].upos == "NUM") and not self.tree.children(
            word, "mark"
        )

    def _all_before(self, verb: int) -> set[int] | None:
        """The whole sentence before a closing ", X said", however the tree hangs it."""
        tree = self.tree
        subjects = tree.children(verb, "nsubj")
        told = [*tree.children(verb, "obj", "xcomp"), *self._clauses(verb)]
        told = [at for at in told if at > verb]
        if not subjects or told or tree.children(verb, "mark"):
            return None
        first = min(verb, *tree.subtree(subjects[-1]))
        while first > 0 and _opens(tree.tokens[first - 1], verb):
            first -= 1  # "C, or so X says"
        behind = set(tree.subtree(verb)) | {t.index for t in tree.tokens if t.upos == "PUNCT"}
        closes = all(token.index in behind for token in tree.tokens[verb + 1 :])
        words = {token.index for token in tree.tokens[: max(0, first - 1)]}
        verbs = any(tree.tokens[word].upos in {"VERB", "AUX"} for word in words)
        if not closes or not verbs or tree.tokens[first - 1].text != ",":
            return None
        return words

    def _to_the_end(self, verb: int, clause: int) -> set[int]:
        """The clause with what follows it up to the next verb of the same subject.

        What stands behind a reported clause mostly belongs to it, wherever a parser hangs it.
        """
        tree = self.tree
        words = set(tree.subtree(clause))
        if clause < verb:
            return words | self._beside(verb, clause)
        for child in tree.children(verb):
            token = tree.tokens[child]
            if child < clause:
                if verb < child and is_relation(token.deprel, "obj") and self._is_counted(child):
                    words |= set(tree.subtree(child))  # "estimated 40 homes destroyed"
                continue
            if is_relation(token.deprel, "conj", "cc", "parataxis"):
                break
            if is_relation(token.deprel, *_TRAILING):
                words |= set(tree.subtree(child))
        return words

    def _beside(self, verb: int, clause: int) -> set[int]:
        """What else hangs on a closing "…, X said" in front of X: a clause that fell into parts."""
        tree = self.tree
        doers = [at for at in tree.children(verb, "nsubj") if at > clause]
        if not doers:
            return set()
        end = min(tree.subtree(doers[0]))
        parts = [at for at in tree.children(verb, *_TRAILING, "nsubj") if at < end]
        return {word for part in parts for word in tree.subtree(part) if word < end}

    def _marked_between(self, verb: int, child: int) -> bool:
        first = self.tree.subtree(child)[0]
        return any(
            token.text in _MARKS for token in self.tree.tokens[verb + 1 : max(first + 1, verb + 2)]
        )

    def _outer_clause(self, verb: int) -> set[int] | None:
        """The clause that the verb stands in as an aside: "C, X said", "as X said, C"."""
        tree = self.tree
        token = tree.tokens[verb]
        if not tree.children(verb, "nsubj"):
            return None
        own = set(tree.subtree(verb))
        if is_relation(token.deprel, "advcl") and not self._is_aside(verb):
            return None
        if is_relation(token.deprel, "conj", "ccomp"):
            return None
        outer = set(tree.subtree(token.head)) - own
        before = [word for word in outer if word < verb]
        if not before and not is_relation(token.deprel, "advcl"):
            return None
        return outer

    def _is_aside(self, verb: int) -> bool:
        """Is the adverbial clause "as X said", or an "…, X said" that lost its relation?"""
        tree = self.tree
        marks = tree.children(verb, "mark", "advmod", "aux")
        if any(tree.tokens[mark].lemma in self.cues.words["as"] for mark in marks):
            return True
        first = min(tree.subtree(verb))
        opens = tree.tokens[first]
        parted = opens.text == "," or (first > 0 and tree.tokens[first - 1].text == ",")
        return not marks and parted and not tree.children(verb, "obj", "ccomp", "xcomp")

    def _tells_else(self, verb: int) -> bool:
        """ "…, as mediators reported little progress": what they report is its own object."""
        token = self.tree.tokens[verb]
        if not is_relation(token.deprel, "advcl") or token.lemma in self.cues.hearers:
            return False
        objects = self.tree.children(verb, "obj")
        return any(child > verb and not is_empty(self.tree, child, self.cues) for child in objects)


def is_empty(tree: Tree, word: int, cues: Cues) -> bool:
    """Is the object a reflexive or a relative pronoun, which holds no content?"""
    return tree.tokens[word].lemma in cues.words["empty_objects"]


def _opens(token: Token, verb: int) -> bool:
    return token.head == verb and token.upos in {"CCONJ", "ADV"}
