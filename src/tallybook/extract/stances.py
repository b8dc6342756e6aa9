"""Stance: how surely a figure is said, by the words that govern it (codebook §7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from tallybook.extract.coming import Coming
from tallybook.extract.modals import modals_of
from tallybook.extract.stances_of_speakers import is_apart, is_own_say, of_speaker, stances_apart
from tallybook.language.stances import Qualifiers, Stances
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Attribution, Stance

_STOP: Final = ("advcl", "acl", "parataxis")
_REACH: Final = 6
_UP: Final = 3
_ARGUMENTS: Final = ("nsubj", "obj", "nmod", "conj")
_BESIDE: Final = ("det", "amod", "compound", "nummod")


def find_stance(
    tree: Tree,
    claim_tokens: Sequence[int],
    chain: Sequence[Attribution],
    words: Stances,
    measure: str = "",
) -> Stance:
    """The strongest stance that a word over the claim, inside it, or its speaker's cue gives.

    claim_tokens: the claim's words in the tree. chain: its attributions, nearest first. measure:
    what is counted ("will" plans what people do, and forecasts what befalls them). Without any
    qualifier it is claimed where somebody is credited, else asserted.
    """
    found: set[Stance] = set()
    apart: set[Stance] = set()
    if claim_tokens:
        apart = stances_apart(tree, _head(tree, claim_tokens), words)
        reader = _Reader(tree, words, measure, chain)
        reader.is_plain |= reader.tells_plainly(claim_tokens)
        found |= reader.inside(claim_tokens)
        found |= reader.above(_head(tree, claim_tokens))
        found |= reader.before(claim_tokens)
        if not chain and reader.is_asked():
            found.add(Stance.HYPOTHETICAL)
    if chain:
        found |= of_speaker(chain[0], words) - apart
        found.add(Stance.CLAIMED)
    return words.strongest(frozenset(found)) or Stance.ASSERTED


def _head(tree: Tree, claim_tokens: Sequence[int]) -> int:
    """The claim's word whose head stands outside it."""
    inside = set(claim_tokens)
    outer = (index for index in claim_tokens if tree.tokens[index].head not in inside)
    return next(outer, claim_tokens[0])


class _Reader:
    """The stances that the words of one tree give to one claim."""

    def __init__(
        self, tree: Tree, words: Stances, measure: str, chain: Sequence[Attribution]
    ) -> None:
        self.tree, self.words, self.small = tree, words, words.words
        self.measure, self.is_credited = measure, bool(chain)
        self.is_plain = bool(chain)
        self.coming = Coming(tree, words, measure, bool(chain))
        self.cue = chain[0].cue_start if chain else None

    def inside(self, claim_tokens: Iterable[int]) -> set[Stance]:
        """Qualifiers in the claim's own words: "an estimated 300", "12 alleged spies"."""
        tree = self.tree
        own = set(claim_tokens)
        for index in claim_tokens:  # "an estimated $11 billion": the number hangs on its unit
            token = tree.tokens[index]
            if (
                token.upos in {"NUM", "SYM"}
                and token.head >= 0
                and is_relation(token.deprel, "nummod", "compound")
            ):
                own.add(token.head)
        near = own | {
            child
            for index in own
            for child in tree.children(index, "amod", "advmod", "compound", "nummod")
            if tree.tokens[child].upos in {"ADJ", "ADV", "VERB", "NUM"}
        }
        found: set[Stance] = set()
        for index in near:
            token = tree.tokens[index]
            said = token.text.lower().split()
            classed = self.measure in self.small["classed"] and set(said) & self.small["classes"]
            active = token.upos == "VERB" and tree.children(index, "obj")  # "set fire to 70 cars"
            if active or self._is_lifted(index) or (classed and self.is_credited):
                continue
            for stance, lists in self.words.qualifiers.items():
                listed = set(said) & self._meant(lists.adjectives)
                if token.lemma in lists.only_to and not self._goes_on_to(index):
                    continue  # "were set ablaze"
                if (listed and (token.upos in {"ADJ", "VERB"} or len(said) > 1)) or (
                    token.upos == "ADV" and set(said) & lists.adverbs
                ):
                    found.add(stance)
        return found

    def tells_plainly(self, claim_tokens: Sequence[int]) -> bool:
        """ "No deaths were reported", "12 confirmed cases were reported": that is no doubt."""
        near = [at for one in claim_tokens for at in self.tree.children(one, *_BESIDE)]
        said = {self.tree.tokens[index].text.lower() for index in (*claim_tokens, *near)}
        sure = self.words.qualifiers[Stance.ASSERTED].adjectives
        classed = self.measure in self.small["classed"]
        confirmed = any(word.rpartition("-")[2] in sure for word in said)
        return bool(said & self.small["none"]) or (classed and confirmed)

    def is_asked(self) -> bool:
        """ "Did 300 men really die there?"."""
        tokens = self.tree.tokens
        return tokens[0].upos == "AUX" and tokens[-1].text == "?"

    def _is_lifted(self, index: int) -> bool:
        """ "57 suspected and confirmed cases": some are, so it is no doubt of the whole."""
        sure = self.words.qualifiers[Stance.ASSERTED].adjectives
        beside = [*self.tree.children(index, "conj"), self.tree.tokens[index].head]
        return any(at >= 0 and self.tree.tokens[at].text.lower() in sure for at in beside)

    def _meant(self, listed: frozenset[str]) -> frozenset[str]:
        """Without the words that doubt only where nobody is credited: "were reported missing"."""
        return listed - self.small["reported"] if self.is_plain else listed

    def above(self, head: int) -> set[Stance]:
        """Qualifiers on the way from the claim up to its clause's end and what governs it."""
        tree = self.tree
        found = self._of_word(head, governs=False)
        if tree.tokens[head].lemma in self.words.qualifiers[Stance.ASSERTED].verbs:
            found.add(Stance.ASSERTED)
        if tree.tokens[head].head < 0:
            for child in tree.children(head, "acl"):  # a headline: "12,000 Troops to Guard Paris"
                found |= self.coming.of(child, set(), found)
        at = head
        for above in () if self._is_settled(head) else tree.ancestors(head):
            token = tree.tokens[at]
            if self._is_content(at):
                return found | self._of_content(token.head)
            if is_relation(token.deprel, *_STOP) or is_own_say(tree, at, self.words):
                break
            if is_relation(token.deprel, "obl", "nmod"):
                cases = {tree.tokens[case].lemma for case in tree.children(at, "case")}
                if cases & self.small["besides"] or is_apart(tree, at, self.small):
                    break
            apart = is_relation(token.deprel, "conj") and (
                bool(tree.children(at, "nsubj", "aux", "ccomp"))
                or any(
                    tree.tokens[word].lemma in self.small["opposing"]
                    for word in tree.children(at, "cc")
                )
            )
            if not apart:
                found |= self._of_word(above, governs=not self._is_topic(at))
            if tree.tokens[above].start == self.cue and tree.tokens[above].upos == "NOUN":
                break  # "Kyiv's claim of 300 dead was denied": not by Kyiv
            at = above
        return found

    def _is_topic(self, index: int) -> bool:
        """ "He thought of the 20 who died": is it only what somebody thinks about?"""
        tree, token = self.tree, self.tree.tokens[index]
        guessing = self.words.qualifiers[Stance.ESTIMATED].verbs
        cases = {tree.tokens[case].lemma for case in tree.children(index, "case")}
        if token.head < 0 or tree.tokens[token.head].upos != "VERB":
            return False
        return tree.tokens[token.head].lemma in guessing and bool(cases & self.small["about"])

    def _is_settled(self, head: int) -> bool:
        """ "$5 billion that Congress approved would not be sent": it is approved, all the same."""
        tree, sums = self.tree, self.small["sums"]
        if is_relation(tree.tokens[head].deprel, "nummod"):
            head = tree.tokens[head].head
        subject = self.measure in sums and is_relation(tree.tokens[head].deprel, "nsubj")
        phrase = (head, *tree.children(head, "nmod"))
        return subject and any(tree.children(at, "acl:relcl") for at in phrase)

    def _is_content(self, index: int) -> bool:
        """Is it what a noun says: "the claim that 40 were killed"?"""
        tree, token = self.tree, self.tree.tokens[index]
        marks = {tree.tokens[child].lemma for child in tree.children(index, "mark")}
        told = is_relation(token.deprel, "acl") and bool(marks & self.small["that"])
        return told and tree.tokens[token.head].upos == "NOUN"

    def _of_content(self, noun: int) -> set[Stance]:
        """What is said of what is said: "the claim that … is false", "denied reports that …"."""
        below = self._of_word(noun, governs=True)
        for at in (noun, *self.tree.ancestors(noun))[:_UP]:
            above = self.tree.tokens[at].head
            if above < 0 or not is_relation(self.tree.tokens[at].deprel, *_ARGUMENTS):
                break
            below |= self._of_word(above, governs=True)
        return below & {Stance.DENIED}

    def _of_word(self, index: int, governs: bool) -> set[Stance]:
        """The stances that a word gives by itself, its auxiliaries, adverbs and marks."""
        tree, token = self.tree, self.tree.tokens[index]
        auxiliaries = modals_of(tree, index, self.small)
        adverbs = {tree.tokens[child].text.lower() for child in tree.children(index, "advmod")}
        marks = {tree.tokens[child].lemma for child in tree.children(index, "mark")}
        passive = bool(tree.children(index, "aux:pass", "nsubj:pass"))
        negated = bool(adverbs & self.small["negations"])
        topics = set()
        if token.upos != "VERB" or tree.children(index, "cop"):
            topics = {tree.tokens[child].lemma for child in tree.children(index, "nsubj")}
        counterfactual = bool(auxiliaries & self.small["have"])
        costs = self.measure in self.small["sums"] and token.lemma in self.small["costing"]
        if costs and not counterfactual:
            # "will cost $3 million": what it costs is no plan and no doubt
            auxiliaries -= self.small["future"] | self.small["conditional"]
        found: set[Stance] = set()
        for stance, lists in self.words.qualifiers.items():
            if topics & lists.nouns:
                found.add(stance)
            if auxiliaries & lists.auxiliaries or marks & lists.marks or adverbs & lists.adverbs:
                found.add(stance)
            undone = negated and token.lemma in self._all_negated()
            if governs and not undone and self._governs(index, lists, passive):
                found.add(stance)
            if negated and token.lemma in lists.negated:
                found.add(stance)
        return found | self.coming.of(index, auxiliaries, found)

    def _all_negated(self) -> frozenset[str]:
        return frozenset().union(*(one.negated for one in self.words.qualifiers.values()))

    def _governs(self, index: int, lists: Qualifiers, passive: bool) -> bool:
        """Does the word give the stance to what it governs?"""
        token = self.tree.tokens[index]
        word = token.text.lower()
        if token.upos == "VERB":
            if passive and token.lemma in self._meant(lists.passive_only):
                return token.lemma not in lists.only_to or self._goes_on_to(index)
            if self._takes(index):
                return False
            if token.lemma in lists.only_at and not self._has_at(index):
                return False  # "put 300,000 troops on high alert"
            return token.lemma in lists.verbs - lists.passive_only
        if token.upos == "NOUN":
            return token.lemma in lists.nouns
        listed = word in self._meant(lists.adjectives) or token.lemma in lists.verbs
        return token.upos == "ADJ" and listed

    def _takes(self, index: int) -> bool:
        """ "The storm claimed the life of a student": no speech."""
        objects = {self.tree.tokens[at].lemma for at in self.tree.children(index, "obj")}
        claims = self.words.qualifiers[Stance.CLAIMED].verbs
        return self.tree.tokens[index].lemma in claims and bool(objects & self.small["taken"])

    def _goes_on_to(self, index: int) -> bool:
        """ "Is set to rise", but not "was set ablaze", "has been set aside"."""
        return any(
            self.tree.tokens[mark].lemma in self.small["to"]
            for verb in self.tree.children(index, "xcomp", "ccomp", "advcl")
            for mark in self.tree.children(verb, "mark")
        )

    def _has_at(self, index: int) -> bool:
        """ "put the toll at 14", "which puts at 14 the dead"."""
        below = self.tree.subtree(index)
        return any(self.tree.tokens[one].lemma in self.small["at"] for one in below)

    def before(self, claim_tokens: Sequence[int]) -> set[Stance]:
        """Fixed phrases right before the claim: "unconfirmed reports of 12 dead"."""
        first = min(claim_tokens)
        near = self.tree.tokens[max(0, first - _REACH) : first]
        before = " ".join(token.text.lower() for token in near)
        return {
            stance
            for stance, lists in self.words.qualifiers.items()
            if any(
                before.endswith(phrase) or f"{phrase} " in f"{before} " for phrase in lists.phrases
            )
        }
