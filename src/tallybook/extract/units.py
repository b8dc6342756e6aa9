"""Units: in what a count counts, persons unless the noun or the measure says otherwise."""

from __future__ import annotations

from tallybook.extract.frames.admission import noun_lemmas
from tallybook.extract.frames.types import Count
from tallybook.extract.frames.words import Words
from tallybook.language.tree import Tree


def unit_of(tree: Tree, count: Count, words: Words) -> str:
    """The currency, "share", "household", the kind of thing ("tank"), or the measure's own unit."""
    if count.measure == "money" or not count.quantity.is_count:
        return count.quantity.unit
    lexical = words.lexicon.words[count.measure]
    if count.noun is not None:
        lemmas = noun_lemmas(tree, count.noun)
        if lexical.things:
            return next((lemma for lemma in lemmas if lemma in lexical.things), lemmas[-1])
        if lemmas[-1] in lexical.counted:
            return lemmas[-1]
        if any(lemma in words.people.households for lemma in lemmas):
            return "household"
    return words.measures[count.measure].unit
