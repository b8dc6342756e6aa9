"""Counts: a measure, a quantity and what is counted, read off one sentence by the frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tallybook.catalogue.measures import Measures, MeasureWords
from tallybook.extract.frames.admission import IsDemonym, admits
from tallybook.extract.frames.arguments import Argument, arguments_of
from tallybook.extract.frames.implied import implied_count
from tallybook.extract.frames.phrases import Phrase, Phrases, find_phrases, span_of
from tallybook.extract.frames.subcounts import find_subcounts
from tallybook.extract.frames.tolls import find_tolls
from tallybook.extract.frames.triggers import Lexicon, Trigger, Way, find_triggers
from tallybook.extract.frames.types import Count
from tallybook.extract.quantities import QuantityMention
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree

_SINGLE: Final = frozenset({"article", "one"})
_NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never", "nor"})
_WEAK_RULES: Final = frozenset({"attribute-of-noun", "counted-noun", "strength-noun"})


@dataclass(frozen=True, slots=True)
class Words:
    """All words that the frames read by."""

    measures: Measures
    lexicon: Lexicon
    people: PeopleWords
    is_demonym: IsDemonym


def find_counts(
    tree: Tree, mentions: Sequence[QuantityMention], words: Words, *, headline: bool = False
) -> list[Count]:
    """Every count of the sentence, in order of the text, each mention under one measure."""
    phrases = find_phrases(tree, mentions, words.people)
    triggers = find_triggers(tree, words.lexicon)
    proposals: list[Count] = []
    for trigger in triggers:
        if trigger.way is Way.TOLL or _is_negated(tree, trigger.index):
            continue
        proposals += _by_arguments(tree, trigger, phrases, words, headline)
        proposals += _by_neighbour(tree, trigger, phrases, words)
    proposals += find_tolls(tree, triggers, phrases)
    counts = _settle(tree, proposals, words.measures)
    counts += find_subcounts(tree, counts, phrases, words.people)
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
        count = _count(tree, trigger, argument, phrase, lexical, words)
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
    lexical: MeasureWords,
    words: Words,
) -> Count | None:
    itself = argument.index == trigger.index
    noun = phrase.noun
    if itself and noun is None:
        noun = trigger.index
    way = trigger.way if itself or (trigger.idiom and argument.index == trigger.partner) else None
    if trigger.way is Way.CASE and not _is_disease(tree, trigger.index, lexical):
        return None
    if trigger.way is Way.STRENGTH:
        noun = phrase.noun if phrase.noun is not None else noun
    if not admits(lexical, way or Way.OBJECT_VERB, tree, noun, words.people, words.is_demonym):
        return None
    if phrase.mention.kind in _SINGLE and not _is_plain_single(tree, noun, words.people):
        return None
    start, end = span_of(tree, phrase)
    if phrase.noun is None:
        start, end = _with_predicate(tree, trigger, start, end)
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
    near = {tree.tokens[i].lemma for i in tree.subtree(index)}
    near |= {t.lemma for t in tree.tokens[max(0, index - 3) : index + 5]}
    return bool(near & lexical.diseases)


def _with_predicate(tree: Tree, trigger: Trigger, start: int, end: int) -> tuple[int, int]:
    """A number without a noun is shown with its predicate ("killing 12", "two injured")."""
    token = tree.tokens[trigger.index]
    low, high = min(start, token.start), max(end, token.end)
    return (low, high) if len(tree.covering(low, high)) <= 9 else (start, end)


def _by_neighbour(
    tree: Tree, trigger: Trigger, phrases: Phrases, words: Words
) -> list[Count]:
    """A bare number right before the word: "12 dead", "two injured", whatever the tree says."""
    if trigger.way not in {Way.ADJECTIVE, Way.OBJECT_VERB, Way.NOUN} or trigger.index == 0:
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
            noun=trigger.index if trigger.way is Way.NOUN else None,
            trigger=trigger.index,
            way=trigger.way,
            rule="number-before-predicate",
            strong=True,
            mention=phrase.mention,
            increment=phrase.mention.increment,
        )
    ]


def _is_negated(tree: Tree, index: int) -> bool:
    return any(
        tree.tokens[child].text.lower() in _NEGATIONS for child in tree.children(index, "advmod")
    )


def _settle(tree: Tree, proposals: Sequence[Count], measures: Measures) -> list[Count]:
    """One count a mention: coordinated measures are united, weaker readings give way."""
    by_mention: dict[tuple[int, int], list[Count]] = {}
    settled: list[Count] = []
    for count in proposals:
        if count.mention is None:
            settled.append(count)
        else:
            key = (count.mention.start, count.mention.end)
            by_mention.setdefault(key, []).append(count)
    for group in by_mention.values():
        settled += _choose(tree, group, measures)
    unique = {(c.start, c.end, c.measure): c for c in reversed(settled)}
    return list(unique.values())


def _choose(tree: Tree, group: Sequence[Count], measures: Measures) -> list[Count]:
    best: dict[str, Count] = {}
    for count in group:
        known = best.get(count.measure)
        if known is None or _rank(count, measures) > _rank(known, measures):
            best[count.measure] = count
    united = _unite(tree, best, measures.unions)
    if united is not None:
        return [united]
    ranked = sorted(best.values(), key=lambda count: _rank(count, measures), reverse=True)
    return ranked[:1]


def _rank(count: Count, measures: Measures) -> tuple[int, int, int]:
    """Predicates before modifiers, events before levels, the nearer word before the farther."""
    strong = int(count.strong and count.rule not in _WEAK_RULES)
    events = int(measures[count.measure].accrual == "events")
    return (strong, events, -abs(count.trigger - count.head))


def _unite(
    tree: Tree, best: Mapping[str, Count], unions: Mapping[frozenset[str], str]
) -> Count | None:
    """ "killed or wounded", "dead or missing": one figure for two measures joined in the text."""
    for parts, whole in unions.items():
        if parts <= best.keys():
            counts = [best[part] for part in sorted(parts)]
            low, high = sorted(count.trigger for count in counts)
            joined = {t.lemma for t in tree.tokens[low + 1 : high]}
            if high - low <= 6 and joined & {"or", "and", "/", "and/or"}:
                return replace(counts[0], measure=whole, rule=f"{counts[0].rule}, joined")
    return None
