"""Times that date nothing: "the country's worst since 2007", "…, since many had come armed"."""

from __future__ import annotations

from typing import Final

from tallybook.language.dates.words import load_date_words
from tallybook.language.tree import Tree

_KNOWN: Final = frozenset({"PRON", "ADJ", "DET"})
_EVENTS: Final = frozenset({"VERB", "AUX", "PUNCT"})


def is_ranking(tree: Tree, since: int) -> bool:
    """Does the word at this token, a "since", stand behind a superlative of its own phrase?

    Not in "the worst since 2015, when 9,000 died": there the year is that of the dead. Or does it
    open a reason?
    """
    return _gives_reason(tree, since) or (_ranks(tree, since) and not _is_told_of(tree, since))


def is_of_scene(tree: Tree, year: int) -> bool:
    """ "In Beslan, scene of the 2004 siege, …": the year of what a place or a person stands for."""
    noun = tree.tokens[year].head
    if noun <= year or not tree.children(noun, "case"):
        return False
    above = tree.tokens[noun].head
    return above >= 0 and tree.tokens[above].lemma in load_date_words().scenes


def is_of_its_own(tree: Tree, since: int) -> bool:
    """Is it such a year, of which a clause behind it tells?"""
    return _ranks(tree, since) and _is_told_of(tree, since)


def _gives_reason(tree: Tree, since: int) -> bool:
    """ "…, since many had come with sticks": a clause behind a comma, of somebody known."""
    token = tree.tokens[since]
    opens = token.text.lower() in load_date_words().ranking_opens and since > 0
    if not opens or token.deprel != "mark" or tree.tokens[since - 1].text != ",":
        return False
    subjects = tree.children(token.head, "nsubj")
    return any(tree.tokens[at].upos in _KNOWN for at in subjects)


def _ranks(tree: Tree, since: int) -> bool:
    words = load_date_words()
    if tree.tokens[since].text.lower() not in words.ranking_opens:
        return False
    for token in reversed(tree.tokens[:since]):
        listed = token.text == "," and token.index < since - 1  # "the biggest, bloodiest day since"
        if token.upos in _EVENTS and not listed:
            return False
        if token.text.lower() in words.ranking:
            return True
    return False


def _is_told_of(tree: Tree, since: int) -> bool:
    """Does a clause about that time follow behind the next comma: ", when 9,000 died"?"""
    after = (t.index for t in tree.tokens[since:] if t.upos == "PUNCT")
    comma = next(after, len(tree.tokens))
    following = tree.tokens[comma + 1 : comma + 2]
    return any(token.upos == "ADV" and token.deprel == "advmod" for token in following)
