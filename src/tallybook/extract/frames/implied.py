"""Counts without a number: "a driver was killed", "soldiers have been killed", "heavy losses"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from tallybook.catalogue.measures import MeasureWords
from tallybook.extract.frames.admission import noun_lemmas
from tallybook.extract.frames.argument import Argument
from tallybook.extract.frames.losses import TWO, is_plural, losses_suffered
from tallybook.extract.frames.phrases import Phrases
from tallybook.extract.frames.triggers import Trigger, Way
from tallybook.extract.frames.types import Count
from tallybook.language.frame_words import FrameWords
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree
from tallybook.model import Form, Quantity

_PREDICATES: Final = frozenset(
    {
        "subject-of-passive",
        "object-of-verb",
        "subject-of-verb",
        "reduced-passive",
        "subject-of-participle",
        "subject-of-idiom",
        "member-of-those",
    }
)
OF_NOUN: Final = "of-counted-noun"
KNOWN_PLURAL: Final = "known-plural"
"""The rule's end of a plural without a number that the text takes for known."""


def implied_count(
    tree: Tree,
    trigger: Trigger,
    arguments: Sequence[Argument],
    phrases: Phrases,
    lexical: MeasureWords,
    people: PeopleWords,
    forms: FrameWords,
    headline: bool,
) -> Count | None:
    """The count that a predicate makes of nouns without a number, or None."""
    if trigger.way in {Way.LOSS, Way.NOUN}:
        suffered = losses_suffered(tree, trigger, phrases, people, forms)
        if suffered is not None or lexical.roles or lexical.things or lexical.counts_by_number:
            return suffered
        named = [a for a in arguments if a.rule == OF_NOUN and _is_definite(tree, a.index, forms)]
        if not lexical.tells_of_known:
            return None
        return _known_plural(tree, trigger, named, phrases, people, forms)
    if lexical.counts_by_number:
        return None
    strong = [a for a in arguments if a.rule in _PREDICATES]
    if not strong or lexical.roles or lexical.things or trigger.way is Way.ROLE_VERB:
        return None
    if trigger.way is Way.IDIOM and len(strong) < 2:
        return None
    unnamed = [a for a in strong if is_unnamed_person(tree, a.index, people)]
    if len(unnamed) < len(strong):
        return _others_with_named(tree, trigger, strong, unnamed, phrases, people, forms)
    nouns = [a.index for a in strong]
    single = [_is_single(tree, index, phrases, forms, headline) for index in nouns]
    if all(single):
        number = Decimal(sum(2 if tree.tokens[i].lemma in people.pairs else 1 for i in nouns))
        quantity = Quantity(
            number,
            number,
            Form.EXACT,
            "person",
            _words(tree, nouns, phrases),
        )
        return _count(tree, trigger, strong, quantity, phrases, "single")
    if trigger.way is Way.IDIOM:
        return None
    if tree.tokens[trigger.index].lemma in forms.telling.weak:
        return None
    plural = [index for index in nouns if _is_bare_plural(tree, index, phrases, forms)]
    told = _is_told(tree, trigger.index, forms, headline)
    if plural and len(plural) == len(nouns) and told:
        quantity = Quantity(TWO, None, Form.UNSTATED, "person", tree.tokens[plural[0]].text)
        return _count(tree, trigger, strong, quantity, phrases, "bare-plural")
    if lexical.tells_of_known and _is_told(tree, trigger.index, forms, headline=False):
        return _known_plural(tree, trigger, strong, phrases, people, forms)
    return None


def _others_with_named(
    tree: Tree,
    trigger: Trigger,
    arguments: Sequence[Argument],
    unnamed: Sequence[Argument],
    phrases: Phrases,
    people: PeopleWords,
    forms: FrameWords,
) -> Count | None:
    """ "Father Ruiz, other priests and civilians were killed": the plurals are counted."""
    named = [a for a in arguments if tree.tokens[a.index].upos == "PROPN"]
    if len(named) + len(unnamed) < len(arguments) or not _is_told(
        tree, trigger.index, forms, headline=False
    ):
        return None
    return _known_plural(tree, trigger, unnamed, phrases, people, forms)


def _is_definite(tree: Tree, noun: int, forms: FrameWords) -> bool:
    known = {tree.tokens[c].lemma for c in tree.children(noun, "det", "nmod:poss")}
    definite = forms.parts.known | forms.tolls.owners
    head = tree.tokens[noun].head
    deed = {tree.tokens[c].lemma for c in tree.children(head, "det")} if head >= 0 else set()
    return bool(known & definite) or bool(deed & forms.parts.known)


def _known_plural(
    tree: Tree,
    trigger: Trigger,
    arguments: Sequence[Argument],
    phrases: Phrases,
    people: PeopleWords,
    forms: FrameWords,
) -> Count | None:
    """ "The murder of the priests": people whom the text takes for known (see `untold`)."""
    for argument in arguments:
        token = tree.tokens[argument.index]
        person = people.is_person(token.lemma) and token.upos in {"NOUN", "PROPN"}
        if _is_asked(tree, argument.index, forms):
            continue
        if person and is_plural(token, forms) and phrases.at(argument.index) is None:
            quantity = Quantity(TWO, None, Form.UNSTATED, "person", token.text)
            return _count(tree, trigger, [argument], quantity, phrases, KNOWN_PLURAL)
    return None


def _count(
    tree: Tree,
    trigger: Trigger,
    arguments: Sequence[Argument],
    quantity: Quantity,
    phrases: Phrases,
    rule: str,
) -> Count:
    nouns = [a.index for a in arguments]
    starts = [_start(tree, index, phrases) for index in nouns]
    first = phrases.at(nouns[0])
    return Count(
        measure=trigger.measure,
        quantity=quantity,
        start=min(starts),
        end=max(tree.tokens[index].end for index in nouns),
        head=nouns[0],
        noun=nouns[0],
        trigger=trigger.index,
        way=trigger.way,
        rule=f"{arguments[0].rule}, {rule}",
        strong=True,
        mention=first.mention if first and rule == "single" else None,
    )


def _start(tree: Tree, noun: int, phrases: Phrases) -> int:
    inside = [noun]
    inside += [c for c in tree.children(noun, "det", "amod", "compound", "nummod") if c < noun]
    phrase = phrases.at(noun)
    start = min(tree.tokens[index].start for index in inside)
    return min(start, phrase.mention.start) if phrase else start


def _words(tree: Tree, nouns: Sequence[int], phrases: Phrases) -> str:
    words = []
    for noun in nouns:
        phrase = phrases.at(noun)
        words.append(phrase.mention.quantity.words if phrase else tree.tokens[noun].text)
    return ", ".join(words)


def is_unnamed_person(tree: Tree, index: int, people: PeopleWords) -> bool:
    """Is it a noun for a person, and not one who is named?"""
    token = tree.tokens[index]
    if token.upos != "NOUN" or tree.name_at(index) is not None:
        return False
    known = any(map(people.is_person, noun_lemmas(tree, index)))  # "a blue helmet"
    if not (known or people.may_be_person(token.lemma)):
        return False
    return not any(
        tree.tokens[child].upos == "PROPN" for child in tree.children(index, "appos", "flat")
    )


def _is_single(tree: Tree, index: int, phrases: Phrases, forms: FrameWords, headline: bool) -> bool:
    token = tree.tokens[index]
    if is_plural(token, forms):
        return False
    phrase = phrases.at(index)
    if phrase is not None:
        return phrase.mention.kind in {"article", "one"}
    determiners = {tree.tokens[c].text.lower() for c in tree.children(index, "det")}
    if determiners & forms.grammar.articles:
        return True
    if token.deprel == "conj" and tree.children(index, "nmod:poss"):
        return True  # "a boy and his grandmother"
    determined = tree.children(index, "det", "nmod:poss", "nummod")
    return headline and not determined


def _is_asked(tree: Tree, noun: int, forms: FrameWords) -> bool:
    """ "How many mayors have been killed?", "(of which children: 11)"."""
    following = tree.tokens[noun + 1 : noun + 2]
    if following and following[0].text in forms.grammar.colons:
        return True
    before = {t.text.lower() for t in tree.tokens[max(0, noun - 3) : noun]}
    return bool(before & forms.telling.questions)


def _is_bare_plural(tree: Tree, index: int, phrases: Phrases, forms: FrameWords) -> bool:
    if phrases.at(index) is not None or not is_plural(tree.tokens[index], forms):
        return False
    if _is_asked(tree, index, forms):
        return False
    return not tree.children(index, "det", "nmod:poss", "nummod", "acl:relcl")


def _is_told(tree: Tree, verb: int, forms: FrameWords, headline: bool) -> bool:
    """Is it told as something that happened?"""
    token = tree.tokens[verb]
    helpers = {tree.tokens[c].text.lower() for c in tree.children(verb, "aux", "aux:pass")}
    if helpers & forms.telling.past:
        return not helpers & forms.telling.modal
    if helpers:
        return False
    unchanged = headline and token.text.lower() in forms.endings.irregular
    past = token.upos == "VERB" and (token.text.lower() != token.lemma or unchanged)
    return past and (headline or token.text.lower().endswith(tuple(forms.endings.past)))
