"""Candidates: any word with a source and a content may say what somebody thinks of something.

What is a credit among them is judged in `extract.attitudes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tallybook.extract.attribution.spans import Credit, pieces
from tallybook.extract.attribution.subjects import agent, is_passive, source_span, subject
from tallybook.language.cues import Cues
from tallybook.language.tree import Tree, is_relation

ACT: Final = "attitude"
"""The act of a candidate that is no cue: it credits no figure to anybody."""

_CUES: Final = frozenset({"VERB", "NOUN", "ADJ"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A credit that may be one. shape: where its content stands, doer: where its source does.

    is_cue: a cue of cues.toml made it.
    """

    credit: Credit
    shape: str
    doer: str
    is_cue: bool


def find_candidates(
    text: str, trees: Sequence[Tree], known: Sequence[Credit], cues: Cues
) -> list[Candidate]:
    """The credits that the cues made, then every other word with a source and a content."""
    by_tree: dict[int, list[Credit]] = {}
    found: list[Candidate] = []
    for credit in known:
        by_tree.setdefault(credit.tree, []).append(credit)
        reader = CandidateReader(trees[credit.tree], credit.tree, text, cues)
        shape, doer = reader.frame(credit.head)
        found.append(Candidate(credit, shape or "-", doer, is_cue=True))
    for number, tree in enumerate(trees):
        here = by_tree.get(number, ())
        taken = [credit.cue for credit in here]
        heads = {credit.head for credit in here}
        reader = CandidateReader(tree, number, text, cues)
        for token in tree.tokens:
            inside = any(start <= token.start < end for start, end in taken)
            if token.index not in heads and not inside:
                found.extend(reader.candidates(token.index))
    return found


class CandidateReader:
    """Reads source and content of any verb, noun or adjective of one tree."""

    def __init__(self, tree: Tree, number: int, text: str, cues: Cues) -> None:
        self.tree, self.number, self.text, self.words = tree, number, text, cues.words

    def frame(self, word: int) -> tuple[str, str]:
        """Where content and source stand; empty where the word has none or is a mark."""
        if word < 0 or self.tree.tokens[word].upos not in _CUES:
            return "", ""
        return self._content(word)[1], self._source(word)[1]

    def candidates(self, word: int) -> Iterator[Candidate]:
        """The candidate that the word makes, if it has a source and a content."""
        token = self.tree.tokens[word]
        if token.upos not in _CUES:
            return
        head, doer = self._source(word)
        if head is None:
            return
        words, shape = self._content(word)
        if not words or head in words:
            return
        content = pieces(self.tree, words - {word}, self.text)
        source = source_span(self.tree, head, words | {word}, self.text)
        if content and source is not None:
            cue = (token.start, token.end)
            credit = Credit(self.number, word, cue, content, ACT, False, source, head)
            yield Candidate(credit, shape, doer, is_cue=False)

    def _source(self, word: int) -> tuple[int | None, str]:
        tree = self.tree
        token = tree.tokens[word]
        if token.upos == "VERB":
            if is_passive(tree, word):
                return agent(tree, word, self.words["by"]), "agent"
            return subject(tree, word, self.words), "subject"
        for child in tree.children(word, "nmod:poss"):
            return child, "owner"
        for child in tree.children(word, "nmod"):
            if child > word and set(self.cases(child)) & self.words["from_source"]:
                return child, "from"
        if tree.children(word, "cop"):
            return subject(tree, word, self.words), "copula"
        head = token.head
        if (
            token.upos == "NOUN"
            and head >= 0
            and tree.tokens[head].upos == "VERB"
            and is_relation(token.deprel, "obj", "obl")
            and not is_passive(tree, head)
        ):
            return subject(tree, head, self.words), "light"
        return None, ""

    def _content(self, word: int) -> tuple[set[int], str]:
        if self.tree.tokens[word].upos == "VERB":
            return self._of_verb(word)
        return self._of_noun(word)

    def _of_verb(self, verb: int) -> tuple[set[int], str]:
        tree = self.tree
        passive = is_passive(tree, verb)
        parts = list(tree.children(verb, "ccomp"))
        shape = "clause" if parts else ""
        for child in tree.children(verb, "xcomp"):
            if child > verb:
                parts.append(child)
                kind = "to" if self.cases(child) else tree.tokens[child].upos
                shape = shape or f"open:{kind}"
        objects = self._objects(verb, passive)
        if objects:
            parts += objects
            shape = "+".join(part for part in ("passive" if passive else "object", shape) if part)
        for child in tree.children(verb, "advcl"):
            if parts and child > verb and set(self.cases(child)) & self.words["to"]:
                parts.append(child)
        behind = [
            child
            for child in tree.children(verb, "obl", "advcl")
            if child > verb and tree.tokens[child].deprel != "obl:agent" and self.cases(child)
        ]
        if parts:
            if objects:
                with_object = [c for c in behind if self.cases(c)[0] in self.words["of_attitude"]]
                parts += with_object
                shape += "+p" * len(with_object)
            return {below for part in parts for below in tree.subtree(part)} - {verb}, shape
        for child in behind[:1]:
            words = set(tree.subtree(child)) - set(tree.children(child, "case"))
            return words, f"behind:{self.cases(child)[0]}"
        token = tree.tokens[verb]
        relative = is_relation(token.deprel, "acl:relcl") and token.head >= 0
        if relative and tree.children(verb, "nsubj"):
            return set(tree.subtree(token.head)) - set(tree.subtree(verb)), "gap"
        return set(), ""

    def _objects(self, verb: int, passive: bool) -> list[int]:
        if passive:
            return list(self.tree.children(verb, "nsubj", "csubj"))
        empty = self.words["empty_objects"]
        children = self.tree.children(verb, "obj")
        return [child for child in children if self.tree.tokens[child].lemma not in empty]

    def _of_noun(self, noun: int) -> tuple[set[int], str]:
        tree = self.tree
        for child in tree.children(noun, "acl", "ccomp", "advcl", "csubj", "xcomp"):
            if child < noun or is_relation(tree.tokens[child].deprel, "acl:relcl"):
                continue
            marks = self.cases(child)
            if marks:
                kept = self.words["that"] | self.words["to"]
                without = {
                    mark
                    for mark in tree.children(child, "mark")
                    if tree.tokens[mark].lemma not in kept
                }
                return set(tree.subtree(child)) - without, f"clause:{marks[0]}"
            if tree.tokens[child].deprel == "ccomp":
                return set(tree.subtree(child)), "clause:"
        for child in tree.children(noun, "nmod", "obl"):
            if child < noun or is_relation(tree.tokens[child].deprel, "nmod:poss"):
                continue
            marks = self.cases(child)
            if marks and marks[0] not in self.words["from_source"]:
                words = set(tree.subtree(child)) - set(tree.children(child, "case"))
                return words, f"of:{marks[0]}"
        return set(), ""

    def cases(self, word: int) -> list[str]:
        """The lemmas of the word's prepositions and marks."""
        return [self.tree.tokens[mark].lemma for mark in self.tree.children(word, "case", "mark")]
