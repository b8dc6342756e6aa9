"""Singles: "one", "another" and "a Dane", where they count one of those the sentence tells of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.frames.admission import IsDemonym
from tallybook.extract.frames.phrases import Phrase, Phrases
from tallybook.extract.frames.triggers import Trigger, Way
from tallybook.extract.frames.types import Count
from tallybook.extract.quantities import QuantityMention
from tallybook.language.frame_words import FrameWords
from tallybook.language.number_words import load_number_words
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree, is_relation

_NOMINAL: Final = frozenset({"NOUN", "PROPN"})


def is_another_body(tree: Tree, phrase: Phrase, trigger: Trigger, forms: FrameWords) -> bool:
    """ "Another body was found in the river", "a fourth death from flu": one more of the dead."""
    said, token = forms.parts, tree.tokens[trigger.index]
    if trigger.way is not Way.NOUN or token.head < 0:
        return False
    ranked = any(is_rank(tree.tokens[at].text) for at in tree.children(trigger.index, "amod"))
    if ranked and phrase.mention.kind == "article" and token.text.lower() in said.deaths:
        return True
    another = ranked or phrase.mention.quantity.words.lower() in said.another
    if not another or token.text.lower() not in said.bodies:
        return False
    found = [token.head] if is_relation(token.deprel, "nsubj", "obj", "obl") else []
    found += tree.children(trigger.index, "acl")
    return any(tree.tokens[verb].lemma in said.finding for verb in found)


def is_bare_one(phrase: Phrase, forms: FrameWords) -> bool:
    """ "One was hurt", "another was wounded"."""
    words = phrase.mention.quantity.words.lower()
    return phrase.mention.kind == "one" or words in forms.parts.another


def is_one_more(tree: Tree, phrase: Phrase) -> bool:
    """ "A fifth died", "a 34th has succumbed": a person known by the rank alone."""
    noun = phrase.noun
    if phrase.mention.kind != "article" or noun is None or not is_rank(tree.tokens[noun].text):
        return False
    return not tree.children(noun, "nmod")


def is_rank(word: str) -> bool:
    """Is it an ordinal beyond the first: "fourth", "12th"?"""
    words, lower = load_number_words(), word.lower()
    ending = lower.lstrip("0123456789")
    if ending != lower:
        return words.has("ordinal_ending", ending) and lower != f"1{ending}"
    return (words.value("ordinal", lower) or 0) > 1


def is_one_of_such(
    tree: Tree, trigger: Trigger, phrase: Phrase, phrases: Phrases, people: PeopleWords
) -> bool:
    """ "Killed nine soldiers and captured one": one of those counted under the verb before."""
    token = tree.tokens[trigger.index]
    if phrase.mention.kind != "one" or phrase.noun is not None or token.deprel != "conj":
        return False
    for noun in tree.children(token.head, "obj", "nsubj:pass"):
        before = phrases.at(noun)
        if before is None or before.noun is None or before.mention.kind != "count":
            continue
        lemma = tree.tokens[before.noun].lemma
        if people.is_person(lemma) or people.may_be_person(lemma):
            return not tree.children(phrase.head, "nmod")
    return False


def is_national(tree: Tree, noun: int | None, is_demonym: IsDemonym) -> bool:
    """ "A Dane", "an Italian": one person, known by the nation alone."""
    if noun is None or not is_demonym(tree.tokens[noun].text):
        return False
    name = tree.name_at(noun)
    if (name is not None and name.kind == "PER") or tree.children(noun, "flat", "appos"):
        return False
    following = tree.tokens[noun + 1 : noun + 2]
    return not any(token.upos in _NOMINAL for token in following)


def with_ranks(
    tree: Tree, counts: Sequence[Count], mentions: Sequence[QuantityMention]
) -> Iterator[Count]:
    """The counts, a "third civilian" being one more: the rank is no number of people (codebook §4).

    "The first soldier" adds to nobody.
    """
    ranks = {
        at
        for mention in mentions
        if mention.kind == "ordinal" and (mention.quantity.low or 0) > 1
        for at in tree.covering(mention.start, mention.end)
    }
    for count in counts:
        alone = count.quantity.low == count.quantity.high == 1
        described = (count.head, *tree.children(count.head, "amod", "nummod"))
        if ranks and alone and not ranks.isdisjoint(described):
            count = replace(count, increment=True)
        yield count
