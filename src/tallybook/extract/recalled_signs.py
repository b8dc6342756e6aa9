"""Words that set a happening before the news where no time is named."""

from __future__ import annotations

from collections.abc import Iterator

from tallybook.extract.clause_reading import Clause
from tallybook.extract.frames.types import Count
from tallybook.extract.recalled_clauses import Sign
from tallybook.language.background_words import BackgroundWords
from tallybook.language.tree import Tree, is_relation


def is_before_news(tree: Tree, clause: Clause, count: Count, words: BackgroundWords) -> Sign | None:
    """ "Had killed 12 in a similar raid", "the last such blast killed 43", "previously killed"."""
    if _is_told(tree, clause):
        return None
    said, had = words.earlier, _is_past_perfect(tree, clause, words)
    for noun in _happenings(tree, clause, words):
        described = {tree.tokens[c].text.lower() for c in tree.children(noun, "amod", "det")}
        token = tree.tokens[noun]
        if described & said.last and described & said.such:
            return Sign("the last before", token.start, token.end)
        if had and described & said.adjectives:
            return Sign("an earlier one", token.start, token.end)
    for verb in clause.verbs:
        for adverb in tree.children(verb, "advmod"):
            token = tree.tokens[adverb]
            if token.text.lower() in said.adverbs and verb == count.trigger:
                return Sign("earlier", token.start, token.end)
    text = " ".join(tree.tokens[i].text.lower() for i in clause.tokens)
    if any(f" {phrase} " in f" {text} " for phrase in said.phrases):
        top = tree.tokens[clause.top]
        return Sign("earlier", top.start, top.end)
    return None


def _is_told(tree: Tree, clause: Clause) -> bool:
    """Does somebody say the clause? What stands behind a semicolon goes on in the same voice."""
    relation = tree.tokens[clause.top].deprel
    first = min(tree.subtree(clause.top))
    apart = first > 0 and ";" in (tree.tokens[first].text, tree.tokens[first - 1].text)
    return is_relation(relation, "ccomp") or (is_relation(relation, "parataxis") and not apart)


def _is_past_perfect(tree: Tree, clause: Clause, words: BackgroundWords) -> bool:
    return any(
        tree.tokens[child].text.lower() in words.today.had
        for verb in clause.verbs
        for child in tree.children(verb, "aux")
    )


def _happenings(tree: Tree, clause: Clause, words: BackgroundWords) -> Iterator[int]:
    """The happenings of the clause, and the one that it is a relative clause of."""
    for index in clause.tokens:
        lemma = tree.tokens[index].lemma
        if lemma in words.events.nouns or lemma in words.earlier.such_a_one:
            yield index
    top = tree.tokens[clause.top]
    described = is_relation(top.deprel, "acl") and top.head >= 0
    if described and tree.tokens[top.head].lemma in words.events.nouns:
        yield top.head
