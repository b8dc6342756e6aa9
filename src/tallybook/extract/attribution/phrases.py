"""Credits by set phrases: "according to X, C", "by X's count", "X: C"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tallybook.extract.attribution.offices import state_beside
from tallybook.extract.attribution.spans import Credit, pieces
from tallybook.extract.attribution.subjects import author, noun_behind, source_span
from tallybook.language.cues import Cues
from tallybook.language.tree import Name, Token, Tree, is_relation

_CLAUSES: Final = frozenset({"VERB", "AUX"})


class PhraseReader:
    """Finds the credits of one tree's set phrases."""

    def __init__(self, tree: Tree, number: int, text: str, cues: Cues) -> None:
        self.tree, self.number, self.text, self.cues = tree, number, text, cues

    def credits(self) -> Iterator[Credit]:
        """One credit for each phrase with a source."""
        lowered = [token.text.lower() for token in self.tree.tokens]
        said = frozenset(lowered)
        for phrase in self.cues.phrases["before_source"]:
            words = phrase.split()
            if not said.issuperset(words):
                continue
            for at in range(len(lowered) - len(words)):
                if lowered[at : at + len(words)] == words:
                    credit = self._before_source(at, at + len(words))
                    if credit is not None:
                        yield credit
        yield from self._owned(lowered)

    def _before_source(self, first: int, after: int) -> Credit | None:
        """ "according to X": X is the noun that the phrase belongs to."""
        tree = self.tree
        if self._is_rate(first, after) or self._is_denied(first):
            return None
        head = self._noun_after(after, first)
        if head is None:
            head = noun_behind(tree, after - 1)
        if head is None:
            return None
        phrase = self._phrase(head, first)
        predicate = self._predicate(head, phrase)
        head = author(tree, head, self.cues.phrases["authored"], self.cues.words)
        if predicate is None:
            return None
        content = set(tree.subtree(predicate)) - phrase
        source = source_span(tree, head, {*range(first, after), *self._citing(head)}, self.text)
        cue = (tree.tokens[first].start, tree.tokens[after - 1].end)
        if source is not None and (name := self._name_behind(head)) is not None:
            last = tree.tokens[name.last]
            source = (source[0], last.end)
            content -= {*range(name.first, name.last + 1), *self._relatives(name.first)}
        spans = pieces(tree, content, self.text)
        if not spans or source is None:
            return None
        cited = self.text[slice(*cue)].lower() in self.cues.phrases["papers"]
        act = "source" if cited else "say"
        return Credit(self.number, first, cue, spans, act, True, source, head)

    def _name_behind(self, head: int) -> Name | None:
        """ "According to the mayor, Ana Lund, C": the name of who holds the office."""
        tree, tellers = self.tree, self.cues.words["persons"] | self.cues.words["tellers"]
        if tree.tokens[head].lemma not in tellers or head + 2 >= len(tree.tokens):
            return None
        name = tree.name_at(head + 2)
        if name is None or name.kind != "PER" or name.first != head + 2:
            return None
        marks = [tree.tokens[at].text for at in (head + 1, name.last + 1) if at < len(tree.tokens)]
        return name if marks == [",", ","] else None

    def _relatives(self, name: int) -> set[int]:
        clauses = self.tree.children(name, "acl:relcl")
        return {word for clause in clauses for word in self.tree.subtree(clause)}

    def _citing(self, head: int) -> set[int]:
        """ "Cited by the police" of "survivors cited by the police": no part of their name."""
        tree, quoting = self.tree, self.cues.words["quoting"]
        cited = [at for at in tree.children(head, "acl") if tree.tokens[at].lemma in quoting]
        return {word for at in cited if at > head for word in tree.subtree(at)}

    def _is_rate(self, first: int, after: int) -> bool:
        """ "14 per cent", "per day": no source."""
        words, tokens = self.cues.words, self.tree.tokens
        if tokens[after - 1].text.lower() not in words["per"]:
            return False
        return after >= len(tokens) or tokens[after].lemma in words["rates"]

    def _is_denied(self, first: int) -> bool:
        """ "without citing a source": nobody is cited."""
        before = self.tree.tokens[first - 1].text.lower() if first else ""
        return before in self.cues.words["negations"]

    def _noun_after(self, after: int, first: int) -> int | None:
        """The head of the noun phrase that begins behind the phrase."""
        tree = self.tree
        if after >= len(tree.tokens):
            return None
        at = after
        seen = 0
        while seen < 12:
            token = tree.tokens[at]
            if token.head < after or (token.head < 0) or token.head == first:
                break
            if (
                token.upos in {"NOUN", "PROPN", "PRON"}
                and is_relation(token.deprel, "obl", "nmod", "obj")
                and token.deprel != "nmod:poss"
                and (tree.tokens[token.head].upos == "VERB" or tree.children(token.head, "nsubj"))
            ):
                break
            at = token.head
            seen += 1
        return (
            at
            if tree.tokens[at].upos in {"NOUN", "PROPN", "PRON", "X", "NUM", "ADJ", "SYM"}
            else None
        )

    def _phrase(self, head: int, first: int) -> set[int]:
        tree = self.tree
        words = set(tree.subtree(head)) | set(tree.subtree(first))
        if first in tree.subtree(head):
            return words
        if head in tree.subtree(first):
            return set(tree.subtree(first))
        return words

    def _predicate(self, head: int, phrase: set[int]) -> int | None:
        """The word whose clause the phrase modifies: the whole sentence's root, mostly."""
        tree = self.tree
        top = head
        for above in tree.ancestors(head):
            if above not in phrase:
                top = above
                break
        else:
            return None
        clause = top
        for above in (top, *tree.ancestors(top)):
            clause = above
            if tree.tokens[above].upos in _CLAUSES or tree.children(above, "nsubj"):
                break
        if is_relation(
            tree.tokens[clause].deprel, "acl", "advcl", "xcomp", "conj", "nmod", "ccomp"
        ):
            edge = phrase
            words = [t.index for t in tree.tokens if t.upos != "PUNCT"]
            if words and (min(edge) <= words[0] + 1 or max(edge) >= words[-1]):
                return self._top_clause(clause)
        return clause

    def _top_clause(self, clause: int) -> int:
        tree = self.tree
        at = clause
        for above in tree.ancestors(clause):
            if is_relation(tree.tokens[at].deprel, "conj", "advcl", "acl", "xcomp", "nmod"):
                at = above
        return at

    def _is_of_some(self, noun: Token) -> bool:
        """ "By some estimates", "by all accounts": of whoever they are."""
        beside = self.tree.children(noun.index, "det", "amod")
        several = noun.text.lower() != noun.lemma
        told = any(self.tree.tokens[at].lemma in self.cues.words["some"] for at in beside)
        return several and told and not self.tree.children(noun.index, "nmod:poss", "nmod")

    def _of_some(self, noun: int, case: int) -> Iterator[Credit]:
        tree = self.tree
        token, phrase = tree.tokens[noun], set(tree.subtree(noun))
        predicate = self._predicate(noun, phrase)
        source = source_span(tree, noun, {case}, self.text)
        top = token.head if predicate is None else predicate
        spans = pieces(tree, set(tree.subtree(top)) - phrase, self.text) if top >= 0 else ()
        if source is not None and spans:
            act = "estimate" if token.lemma in self.cues.words["guesses"] else "say"
            cue = (tree.tokens[case].start, token.end)
            yield Credit(self.number, noun, cue, spans, act, True, source, noun)

    def _owned(self, lowered: list[str]) -> Iterator[Credit]:
        """ "by the ministry's count", "in their view"."""
        tree = self.tree
        nouns = self.cues.phrases["owned"]
        prepositions = self.cues.phrases["owned_prepositions"]
        for token in tree.tokens:
            if token.lemma not in nouns and lowered[token.index] not in nouns:
                continue
            said = token.lemma in nouns and is_relation(token.deprel, "obl", "nmod")
            verbal = lowered[token.index] in nouns and token.upos == "VERB"  # "by X's reckoning"
            if not said and not verbal:
                continue
            cases = tree.children(token.index, "case")
            if cases and lowered[cases[0]] in self.cues.words["by"] and self._is_of_some(token):
                yield from self._of_some(token.index, cases[0])
                continue
            state = state_beside(tree, token.index)
            owners = tree.children(token.index, "nmod:poss") or (() if state is None else (state,))
            if not cases or not owners or lowered[cases[0]] not in prepositions:
                continue
            if lowered[cases[0]] in {"on", "from", "to"} or token.head < 0:
                continue
            phrase = set(tree.subtree(token.index))
            head = tree.tokens[token.index].head
            if tree.tokens[head].lemma in self.cues.verbs and tree.children(head, "ccomp"):
                continue
            predicate = self._predicate(token.index, phrase)
            content = set(tree.subtree(head if predicate is None else predicate)) - phrase
            owner = owners[0]
            if tree.tokens[owner].upos == "PRON" and predicate is not None:
                doers = [
                    at
                    for at in tree.children(predicate, "nsubj")
                    if at > token.index
                    and tree.tokens[at].upos in {"NOUN", "PROPN"}
                    and not tree.children(at, "nummod")
                ]
                owner = doers[-1] if doers else owner  # "by its own count X has lost 300"
            source = source_span(tree, owner, {token.index}, self.text)
            spans = pieces(tree, content, self.text)
            if source is not None and spans:
                yield Credit(
                    self.number,
                    token.index,
                    (tree.tokens[cases[0]].start, token.end),
                    spans,
                    "estimate"
                    if {token.lemma, lowered[token.index]} & self.cues.words["guesses"]
                    else "say",
                    True,
                    source,
                    owner,
                )
