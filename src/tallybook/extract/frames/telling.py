"""Telling: what a count's own words make of its measure: "hospitalised" by a disease, "fatally"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tallybook.extract.frames.triggers import Lexicon, Way
from tallybook.extract.frames.types import Count
from tallybook.language.tree import Tree

_HURT: Final = "wounded"
_DEAD: Final = "killed"


def as_told(tree: Tree, count: Count, lexicon: Lexicon, told: str | None = None) -> Count:
    """ "Hundreds hospitalised as cholera spreads" are sick; "fatally wounded" is killed.

    As is who lost a life. told: what the sentence before counted, of which the sick may be some.
    """
    if count.way is Way.LOSS and count.noun is not None:
        lives = tree.tokens[count.noun].lemma in lexicon.forms.telling.lives
        return replace(count, measure=_DEAD) if lives else count
    if count.measure != _HURT:
        return count
    adverbs = {tree.tokens[c].lemma for c in tree.children(count.trigger, "advmod")}
    if adverbs & lexicon.forms.telling.fatal:
        return replace(count, measure=_DEAD, rule=f"{count.rule}, fatal")
    following = tree.tokens[count.trigger + 1 : count.trigger + 3]
    if " ".join(t.text.lower() for t in following) in lexicon.words[_DEAD].results:
        end = following[-1].end if count.end == tree.tokens[count.trigger].end else count.end
        return replace(count, measure=_DEAD, end=end, rule=f"{count.rule}, fatal")
    for name, lexical in lexicon.words.items():
        if not lexical.open_words:
            continue
        near = {token.lemma for token in tree.tokens}
        spoken = {tree.tokens[count.trigger].lemma, *_partners(tree, count)}
        ill = told == name or near & (lexical.diseases | lexical.adjectives)
        if spoken & lexical.open_words and ill:
            return replace(count, measure=name, rule=f"{count.rule}, of a disease")
    return count


def _partners(tree: Tree, count: Count) -> set[str]:
    return {tree.tokens[c].lemma for c in tree.children(count.trigger, "obl", "obj")}
