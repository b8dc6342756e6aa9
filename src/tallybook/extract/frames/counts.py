"""Counts: a measure, a quantity and what is counted, read off one sentence by the frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from tallybook.catalogue.measures import Measures, MeasureWords
from tallybook.extract.frames.admission import IsDemonym, admits
from tallybook.extract.frames.arguments import Argument, arguments_of
from tallybook.extract.frames.implied import implied_count
from tallybook.extract.frames.phrases import Phrase, Phrases, find_phrases, span_of
from tallybook.extract.frames.presence import find_presence
from tallybook.extract.frames.repeats import find_repeats
from tallybook.extract.frames.settling import settle
from tallybook.extract.frames.subcounts import find_subcounts
from tallybook.extract.frames.tolls import find_generic_totals, find_tolls
from tallybook.extract.frames.triggers import Lexicon, Trigger, Way, find_triggers
from tallybook.extract.frames.types import Count
from tallybook.extract.quantities import QuantityMention
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree

_SINGLE: Final = frozenset({"article", "one"})
_NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "nor"})
_DISEASE_NEAR: Final = 15
_PLAIN: Final = frozenset({"subject-of-passive", "subject-of-verb", "secondary-predicate"})


def _nobody(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Words:
    """All words that the frames read by."""

    measures: Measures
    lexicon: Lexicon
    people: PeopleWords
    is_demonym: IsDemonym


def find_counts(
    tree: Tree,
    mentions: Sequence[QuantityMention],
    words: Words,
    *,
    headline: bool = False,
    before: Count | None = None,
    is_armed: IsDemonym = _nobody,
) -> list[Count]:
    """Every count of the sentence, in order of the text, each mention under one measure.

    is_armed: does a word name a people of whose soldiers the report speaks?
    before: the last count of the sentence right before, which a bare total may go on from.
    """
    phrases = find_phrases(tree, mentions, words.people)
    triggers = find_triggers(tree, words.lexicon)
    proposals: list[Count] = []
    for trigger in triggers:
        if _has_other_object(tree, trigger, words):
            continue
        negated = _is_negated(tree, trigger.index)
        if trigger.way is Way.TOLL or negated != (trigger.way is Way.NEGATED_VERB):
            continue
        beside = _by_neighbour(tree, trigger, phrases, words)
        proposals += beside or _by_arguments(tree, trigger, phrases, words, headline)
        proposals += _by_next_word(tree, trigger, phrases, words)
    proposals += find_tolls(tree, triggers, phrases, words.lexicon.words, words.people)
    counts = settle(tree, proposals, triggers, words.measures)
    counts = [_of_illness(tree, count, words) for count in counts]
    counts += find_subcounts(tree, counts, phrases, words.people, triggers, before)
    counts += find_repeats(tree, counts, phrases)
    counts += find_generic_totals(
        tree, counts, phrases, before.measure if before else None, triggers
    )
    counts += find_presence(tree, counts, phrases, words.people, is_armed)
    return sorted(counts, key=lambda count: (count.start, count.end))


def _by_arguments(
    tree: Tree, trigger: Trigger, phrases: Phrases, words: Words, headline: bool
) -> list[Count]:
    lexical = words.lexicon.words[trigger.measure]
    arguments = arguments_of(tree, trigger)
    found: list[Count] = []
    for argument in arguments:
        phrase = phrases.at(argument.index)
        if phrase is None or (phrase.mention.kind in _SINGLE and not argument.strong):
            continue
        count = _count(tree, trigger, argument, phrase, phrases, words)
        if count is not None:
            found.append(count)
    singles = [count for count in found if count.mention and count.mention.kind in _SINGLE]
    if not found or len(singles) == len(found):
        implied = implied_count(tree, trigger, arguments, phrases, lexical, words.people, headline)
        if implied is not None:
            return [implied]
    return found


def _count(
    tree: Tree,
    trigger: Trigger,
    argument: Argument,
    phrase: Phrase,
    phrases: Phrases,
    words: Words,
) -> Count | None:
    lexical = words.lexicon.words[trigger.measure]
    itself = argument.index == trigger.index
    noun = phrase.noun
    if itself and noun is None:
        noun = trigger.index
    way = trigger.way if itself or (trigger.idiom and argument.index == trigger.partner) else None
    if trigger.way is Way.CASE and not _is_disease(tree, trigger.index, lexical):
        return None
    named_roles = lexical.roles or trigger.way is Way.ROLE_VERB
    of_itself = itself or named_roles or (lexical.things and trigger.way is Way.SUBJECT_VERB)
    if phrase.mention.kind == "article" and of_itself:
        return None
    own = trigger.way in {Way.ROLE_VERB, Way.STRENGTH}
    admitted = way or (trigger.way if own else Way.OBJECT_VERB)
    if not admits(
        lexical, admitted, tree, noun, words.people, words.is_demonym, words.lexicon.things
    ):
        return None
    single = phrase.mention.kind in _SINGLE
    alone = phrase.mention.kind == "one" and noun is None and argument.rule in _PLAIN
    if single and not (alone or lexical.things or _is_plain_single(tree, noun, words.people)):
        return None
    start, end = span_of(tree, phrase)
    if phrase.noun is None:
        start, end = _with_predicate(tree, trigger, phrase, phrases)
    return Count(
        measure=trigger.measure,
        quantity=phrase.mention.quantity,
        start=start,
        end=end,
        head=phrase.head,
        noun=noun,
        trigger=trigger.index,
        way=trigger.way,
        rule=argument.rule,
        strong=argument.strong,
        mention=phrase.mention,
        increment=phrase.mention.increment,
        direct=argument.direct,
    )


def _is_plain_single(tree: Tree, noun: int | None, people: PeopleWords) -> bool:
    """One person without a name: a named person's death is an event, not a count."""
    if noun is None:
        return False
    token = tree.tokens[noun]
    if token.upos != "NOUN" or not (
        people.is_person(token.lemma) or people.may_be_person(token.lemma)
    ):
        return False
    return not any(
        tree.tokens[child].upos == "PROPN" for child in tree.children(noun, "appos", "flat")
    )


def _is_disease(tree: Tree, index: int, lexical: MeasureWords) -> bool:
    near = tree.tokens[max(0, index - _DISEASE_NEAR) : index + _DISEASE_NEAR]
    return any(token.lemma in lexical.diseases for token in near)


def _with_predicate(
    tree: Tree, trigger: Trigger, phrase: Phrase, phrases: Phrases
) -> tuple[int, int]:
    """A number without a noun is shown with its predicate ("killing 12", "two injured").

    Not across another number: of "killed 12 in Manila and seven in Cebu" the seven stand alone.
    """
    start, end = span_of(tree, phrase)
    token = tree.tokens[trigger.index]
    low, high = min(start, token.start), max(end, token.end)
    others = any(
        low <= other.mention.start < high and other.mention.kind == "count"
        for other in phrases.all
        if other is not phrase
    )
    return (start, end) if others or len(tree.covering(low, high)) > 9 else (low, high)


def _by_neighbour(tree: Tree, trigger: Trigger, phrases: Phrases, words: Words) -> list[Count]:
    """A bare number right before the word: "12 dead", "two injured", whatever the tree says."""
    if trigger.way not in {Way.ADJECTIVE, Way.OBJECT_VERB} or trigger.index == 0:
        return []
    lexical = words.lexicon.words[trigger.measure]
    phrase = phrases.at(trigger.index - 1)
    if phrase is None or phrase.mention.kind in _SINGLE or lexical.roles or lexical.things:
        return []
    last = tree.covering(phrase.mention.number_start, phrase.mention.number_end)[-1]
    following = tree.tokens[trigger.index + 1] if trigger.index + 1 < len(tree.tokens) else None
    if last != trigger.index - 1 or (following and following.upos in {"NOUN", "PROPN", "ADJ"}):
        return []
    if trigger.way is Way.OBJECT_VERB and tree.children(trigger.index, "obj"):
        return []
    end = tree.tokens[trigger.index].end
    return [
        Count(
            measure=trigger.measure,
            quantity=phrase.mention.quantity,
            start=phrase.mention.start,
            end=max(end, phrase.mention.end),
            head=trigger.index,
            noun=None,
            trigger=trigger.index,
            way=trigger.way,
            rule="number-before-predicate",
            strong=True,
            mention=phrase.mention,
            increment=phrase.mention.increment,
        )
    ]


def _of_illness(tree: Tree, count: Count, words: Words) -> Count:
    """ "Hundreds hospitalised as cholera spreads" are sick, not hurt."""
    for name, lexical in words.lexicon.words.items():
        if not lexical.open_words or count.measure != "wounded":
            continue
        near = {token.lemma for token in tree.tokens}
        spoken = {tree.tokens[count.trigger].lemma, *_partners(tree, count)}
        if spoken & lexical.open_words and near & lexical.diseases:
            return replace(count, measure=name, rule=f"{count.rule}, of a disease")
    return count


def _partners(tree: Tree, count: Count) -> set[str]:
    return {tree.tokens[c].lemma for c in tree.children(count.trigger, "obl", "obj")}


def _has_other_object(tree: Tree, trigger: Trigger, words: Words) -> bool:
    """ "Fled the scene" displaces nobody."""
    if trigger.way is not Way.SUBJECT_VERB:
        return False
    lexical = words.lexicon.words[trigger.measure]
    if tree.children(trigger.index, "obj") and (
        tree.tokens[trigger.index].lemma in lexical.object_verbs
    ):
        return True
    objects = tree.children(trigger.index, "obj", "obl")
    return any(tree.tokens[child].lemma in lexical.not_objects for child in objects)


def _by_next_word(tree: Tree, trigger: Trigger, phrases: Phrases, words: Words) -> list[Count]:
    """A number right behind the verb: "killed 3 and wounded 12 civilians", whatever the tree."""
    if trigger.way is not Way.OBJECT_VERB or tree.children(trigger.index, "aux:pass"):
        return []
    phrase = phrases.at(trigger.index + 1)
    if phrase is None or phrase.mention.kind != "count":
        return []
    if tree.covering(phrase.mention.start, phrase.mention.end)[0] != trigger.index + 1:
        return []
    argument = Argument(phrase.head, "number-behind-verb")
    count = _count(tree, trigger, argument, phrase, phrases, words)
    return [count] if count is not None else []


def _is_negated(tree: Tree, index: int) -> bool:
    return any(
        tree.tokens[child].text.lower() in _NEGATIONS for child in tree.children(index, "advmod")
    )
