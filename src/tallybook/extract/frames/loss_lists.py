"""Loss lists: "Losses: 37 tanks, two ships", "losses as of Friday: personnel – 910; tanks – 22"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tallybook.catalogue.measures import Measures
from tallybook.extract.frames.admission import noun_lemmas
from tallybook.extract.frames.phrases import Phrase, Phrases, span_of
from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.extract.frames.words import Words
from tallybook.language.tree import Tree

LISTED_LOSS: Final = "listed-loss"
_MEN: Final = "killed_or_wounded"


def find_loss_lists(tree: Tree, phrases: Phrases, words: Words) -> list[Count]:
    """Every figure of a list under a heading that speaks of losses."""
    start = _heading_end(tree, words)
    if start is None:
        return []
    losses, colon = start
    return [
        count
        for phrase in phrases.all
        for count in _item(tree, phrase, losses, colon, words)
        if phrase.mention.kind == "count"
    ]


def _heading_end(tree: Tree, words: Words) -> tuple[int, int] | None:
    """The noun of the losses, and the colon behind it."""
    nouns = {noun for lexical in words.measures.words.values() for noun in lexical.loss_nouns}
    for token in tree.tokens:
        several = token.text.lower() != token.lemma
        if token.lemma in nouns and several and token.upos in {"NOUN", "PROPN"}:
            behind = [t.index for t in tree.tokens[token.index :] if t.text == ":"]
            return (token.index, behind[0]) if behind else None
    return None


def _item(tree: Tree, phrase: Phrase, losses: int, colon: int, words: Words) -> Iterator[Count]:
    inside = tree.covering(phrase.mention.start, phrase.mention.end)
    first = inside[0]
    said = words.forms.grammar
    if first <= colon or tree.tokens[first - 1].text in said.brackets | {"+"}:
        return  # "(+910)", the day's own among all
    dashed = tree.tokens[first - 1].text in said.colons and first - 2 > colon
    noun = first - 2 if dashed else phrase.noun
    measure = None if noun is None else _measure_of(tree, noun, words)
    if noun is None or measure is None:
        return
    start, end = span_of(tree, phrase)
    if dashed:
        below = [at for at in tree.subtree(noun) if at <= noun and tree.tokens[at].upos != "PUNCT"]
        start, end = tree.tokens[min(below, default=noun)].start, phrase.mention.end
    yield Count(
        measure=measure,
        quantity=phrase.mention.quantity,
        start=start,
        end=end,
        head=phrase.head,
        noun=noun,
        trigger=losses,
        way=Way.LOSS,
        rule=LISTED_LOSS,
        strong=True,
        mention=phrase.mention,
        increment=False,
    )


def _measure_of(tree: Tree, noun: int, words: Words) -> str | None:
    lemmas = [*noun_lemmas(tree, noun), tree.tokens[noun].text.removesuffix("s")]
    people = words.people
    if any(people.is_person(lemma) or lemma in people.men for lemma in lemmas):
        return _MEN
    return _of_things(lemmas, words.measures, words)


def _of_things(lemmas: Sequence[str], measures: Measures, words: Words) -> str | None:
    """The measure of things of which losses are spoken."""
    nouns = {noun for lexical in measures.words.values() for noun in lexical.loss_nouns}
    for name, lexical in measures.words.items():
        if lexical.of_nouns & nouns and lexical.things & set(lemmas):
            return name
    return None
