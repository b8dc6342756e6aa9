"""Reading a count's own clause: its verb, its words, whether it goes on or happened once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.language.scope_words import ScopeWords
from tallybook.language.tree import Tree

_CLAUSES: Final = ("advcl", "acl", "ccomp", "parataxis", "conj", "csubj")
_SUBJECTS: Final = ("nsubj", "csubj")


@dataclass(frozen=True, slots=True)
class Clause:
    """verbs: from the count's word up to the verb that the clause is said by. tokens: the clause's
    own, without the clauses inside it that do not hold the count.
    """

    verbs: tuple[int, ...]
    tokens: tuple[int, ...]

    @property
    def top(self) -> int:
        """The highest verb."""
        return self.verbs[-1]


def clause_of(tree: Tree, count: Count) -> Clause:
    """The clause in which the count is said."""
    verbs = tuple(_upwards(tree, count.trigger))
    held = {count.head, count.trigger, *verbs}
    if count.way is Way.TOLL:  # "the number of people who have crossed since Friday"
        held |= set(tree.subtree(count.trigger))
    tokens: list[int] = []
    queue = [verbs[-1], count.head]
    while queue:
        index = queue.pop()
        if index in tokens:
            continue
        tokens.append(index)
        queue.extend(c for c in tree.children(index) if c in held or not _is_other(tree, c, held))
    return Clause(verbs, tuple(sorted(tokens)))


def _upwards(tree: Tree, trigger: int) -> Iterator[int]:
    """The trigger, and on to the verb that governs it: not out of a clause with its own subject."""
    index = trigger
    while True:
        yield index
        token = tree.tokens[index]
        if token.head < 0 or token.deprel.startswith(("ccomp", "parataxis", "acl:relcl", "advcl")):
            return
        own = tree.children(index, *_SUBJECTS)
        if own and token.upos in {"VERB", "AUX", "ADJ"}:
            return
        if token.deprel == "conj" and tree.tokens[token.head].upos not in {
            "VERB",
            "AUX",
            token.upos,
        }:
            return
        index = token.head


def _is_other(tree: Tree, index: int, held: set[int]) -> bool:
    """Does a clause of its own begin here, one that does not hold the count?"""
    token = tree.tokens[index]
    if not token.deprel.startswith(_CLAUSES):
        return False
    if token.deprel == "conj" and token.upos not in {"VERB", "AUX"}:
        return False
    return not held & set(tree.subtree(index))


def is_perfect(tree: Tree, clause: Clause, words: ScopeWords) -> bool:
    """ "Have died", "has killed 12 and wounded 30", "are known to have died"; no "may have".

    Nor "has been charged over two deaths": what came of it makes no running total.
    """
    said = words.perfect
    for at, verb in enumerate(clause.verbs):
        if at and _is_aftermath(tree, verb, words):
            return False
        helpers = [tree.tokens[c].text.lower() for c in tree.children(verb, "aux", "aux:pass")]
        marks = [tree.tokens[c].text.lower() for c in tree.children(verb, "mark")]
        if set(helpers) & said.have:
            if not {*helpers, *marks} & said.not_finite:
                return True
            above = clause.verbs[at + 1] if at + 1 < len(clause.verbs) else None
            return above is not None and _is_known(tree, above, words)
        if helpers and tree.tokens[verb].upos in {"VERB", "AUX"}:
            return False
    return False


def _is_aftermath(tree: Tree, verb: int, words: ScopeWords) -> bool:
    said = words.perfect
    found = {tree.tokens[c].lemma for c in tree.children(verb, "xcomp", "obj", "amod")}
    return tree.tokens[verb].lemma in said.aftermath or not said.guilty.isdisjoint(found)


def _is_known(tree: Tree, verb: int, words: ScopeWords) -> bool:
    helpers = {tree.tokens[c].text.lower() for c in tree.children(verb, "aux:pass", "aux")}
    said = words.perfect
    return bool(helpers & said.now) and tree.tokens[verb].lemma in said.known


def happened_once(tree: Tree, clause: Clause, words: ScopeWords) -> bool:
    """Is one happening named that did it ("the 1999 quake killed", "died in one night")?"""
    said = words.happening
    for index in _doers(tree, clause):
        described = {tree.tokens[c].lemma for c in tree.children(index, "amod")}
        if described & said.recalling or _is_happening(tree, clause, index, words):
            return True
    for index in clause.tokens:
        cases = {tree.tokens[c].lemma for c in tree.children(index, "case")}
        if not cases & said.within or not tree.tokens[index].deprel.startswith(("obl", "nmod")):
            continue
        if _is_happening(tree, clause, index, words):
            return True
        marked = {tree.tokens[c].lemma for c in tree.children(index, "det", "amod", "nummod")}
        if tree.tokens[index].lemma in said.moments and marked & said.single:
            return True
    return any(
        tree.tokens[mark].lemma in said.clauses
        for verb in clause.verbs
        for child in tree.children(verb, "advcl")
        for mark in tree.children(child, "mark", "advmod")
    )


def _is_happening(tree: Tree, clause: Clause, index: int, words: ScopeWords) -> bool:
    said = words.happening
    if _is_singular(tree, index, said.nouns):
        return True
    if not _is_singular(tree, index, said.lasting):
        return False
    articles = {tree.tokens[c].lemma for c in tree.children(index, "det")}
    return bool(articles & said.indefinite) or not is_perfect(tree, clause, words)


def goes_on(tree: Tree, count: Count, clause: Clause, words: ScopeWords) -> bool:
    """Is it told of a war, an outbreak, a season ("died in the war", "cholera killed 60")?"""
    said = words.running
    if any(_is_going_on(tree, index, words) for index in _doers(tree, clause)):
        return True
    held = {*clause.verbs, count.head, count.noun}
    return any(
        _is_going_on(tree, index, words)
        and tree.tokens[index].head in held
        and {tree.tokens[c].lemma for c in tree.children(index, "case")} & said.during
        for index in clause.tokens
    )


def _is_going_on(tree: Tree, index: int, words: ScopeWords) -> bool:
    said = words.running
    kinds = {tree.tokens[c].text.lower() for c in tree.children(index, "compound")}
    return tree.tokens[index].lemma in said.going_on and not kinds & said.not_going_on


def _doers(tree: Tree, clause: Clause) -> list[int]:
    """The subjects of the clause's active verbs; what a relative or participle stands behind."""
    found: list[int] = []
    for verb in clause.verbs:
        for subject in tree.children(verb, "nsubj"):
            if tree.tokens[subject].deprel != "nsubj:pass":
                found.append(subject)
        token = tree.tokens[verb]
        if token.deprel.startswith("acl") and token.head >= 0 and token.upos == "VERB":
            found.append(token.head)
    return found


def _is_singular(tree: Tree, index: int, nouns: frozenset[str]) -> bool:
    token = tree.tokens[index]
    return token.lemma in nouns and token.text.lower() == token.lemma


def lies_aside(tree: Tree, clause: Clause, start: int) -> bool:
    """Does the word at this offset stand in a relative clause that does not hold the count?"""
    index = tree.at(start)
    if index is None:
        return False
    for above in (index, *tree.ancestors(index)):
        if above in clause.verbs:
            return False
        inside = tree.subtree(above)
        aside = tree.tokens[above].deprel.startswith(("acl", "advcl")) and inside[0] != index
        if aside:
            return not set(inside) & set(clause.verbs)
    return False


def is_fought(tree: Tree, clause: Clause, days: int, words: ScopeWords) -> bool:
    """ "In last week's fighting", "in a week of clashes": many happenings. days: of its period."""
    said = words.running
    for index in clause.tokens:
        token = tree.tokens[index]
        if {token.lemma, token.text.lower()} & said.fought:
            above = tree.tokens[token.head].lemma if token.head >= 0 else ""
            if above in said.fought_for or days > 1:
                return True
    return False
