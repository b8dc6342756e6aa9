"""Counts: a measure, a quantity and what is counted, read off one sentence by the frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallybook.catalogue.measures import MeasureWords
from tallybook.extract.frames.admission import IsDemonym, admits, is_people
from tallybook.extract.frames.argument import Argument
from tallybook.extract.frames.arguments import arguments_of
from tallybook.extract.frames.denying import is_denied, is_negated
from tallybook.extract.frames.dividing import divide
from tallybook.extract.frames.finishing import finished, is_of_part, unused, without_restated
from tallybook.extract.frames.implied import implied_count
from tallybook.extract.frames.joined import single_and_others
from tallybook.extract.frames.kin import kin_beside, kin_in_next
from tallybook.extract.frames.listing import with_listed
from tallybook.extract.frames.loss_lists import find_loss_lists
from tallybook.extract.frames.mismeasured import as_not_returned
from tallybook.extract.frames.neighbours import by_clause, by_label, by_neighbour
from tallybook.extract.frames.objections import (
    has_other_object,
    is_feared,
    is_group,
    is_none,
    is_off_topic,
    is_one_deed,
    is_plain_single,
    is_scene,
    is_told,
    is_weak,
    reaches,
    spoke_of_things,
    tells_of_things,
)
from tallybook.extract.frames.phrases import Phrase, Phrases, find_phrases, span_of
from tallybook.extract.frames.presence import find_presence
from tallybook.extract.frames.refusing import as_meant
from tallybook.extract.frames.repeats import find_repeats
from tallybook.extract.frames.settling import settle
from tallybook.extract.frames.singles import (
    is_another_body,
    is_bare_one,
    is_national,
    is_one_more,
    is_one_of_such,
)
from tallybook.extract.frames.sized import find_numbered, find_sized
from tallybook.extract.frames.spans import with_predicate, with_whole_spans
from tallybook.extract.frames.subcounts import find_subcounts, is_of_them, speaks
from tallybook.extract.frames.telling import as_told
from tallybook.extract.frames.tolls import find_tolls
from tallybook.extract.frames.totals import find_generic_totals
from tallybook.extract.frames.triggers import Trigger, Way, find_triggers
from tallybook.extract.frames.types import Count
from tallybook.extract.frames.wholes import with_wholes
from tallybook.extract.frames.words import Words, nobody
from tallybook.extract.quantities import QuantityMention
from tallybook.language.tree import Tree

_SINGLE: Final = frozenset({"article", "one"})
_PLAIN: Final = frozenset(
    {
        "subject-of-passive",
        "subject-of-verb",
        "subject-of-adjective",
        "secondary-predicate",
        "object-of-verb",
    }
)


def find_counts(
    tree: Tree,
    mentions: Sequence[QuantityMention],
    words: Words,
    *,
    headline: bool = False,
    before: Count | None = None,
    is_armed: IsDemonym = nobody,
    topics: frozenset[str] = frozenset(),
) -> list[Count]:
    """Every count of the sentence, in order of the text, each mention under one measure.

    is_armed: does a word name a people of whose soldiers the report speaks?
    topics: the measures of whose topics the report speaks, here or before.
    before: the last count of the sentence right before, which a bare total may go on from.
    """
    words = replace(words, is_armed=is_armed, told=before.measure if before else None)
    denied = find_phrases(tree, [m for m in mentions if m.is_denied], words.people, words.forms)
    mentions = [m for m in mentions if not m.is_denied]
    phrases = find_phrases(tree, mentions, words.people, words.forms)
    triggers = find_triggers(tree, words.lexicon)
    triggers = [t for t in triggers if t.measure in topics or not is_off_topic(tree, t, words)]
    proposals: list[Count] = []
    for trigger in triggers:
        if has_other_object(tree, trigger, words):
            continue
        negated = is_denied(tree, trigger, words.forms)
        if negated and denied.all:  # "has not lost a single tank"
            none = _by_arguments(tree, trigger, denied, words, headline)
            proposals += (count for count in none if count.mention)
        if trigger.way is Way.TOLL or negated != (trigger.way is Way.NEGATED_VERB):
            continue
        beside = by_neighbour(tree, trigger, phrases, words.lexicon)
        proposals += beside or _by_arguments(tree, trigger, phrases, words, headline)
        proposals += _by_next_word(tree, trigger, phrases, words)
        proposals += kin_in_next(tree, trigger, proposals, phrases, words)
    used = {(c.mention.start, c.mention.end) for c in proposals if c.mention}
    for trigger in triggers:
        if is_negated(tree, trigger.index, words.forms) == (trigger.way is Way.NEGATED_VERB):
            proposals += by_clause(tree, trigger, phrases, words.lexicon, used)
            proposals += by_label(tree, trigger, phrases, words.lexicon, used)
    proposals += find_tolls(tree, triggers, phrases, words.lexicon, words.people)
    proposals = _meant(tree, proposals, words)
    counts = settle(tree, proposals, triggers, words.measures, words.forms)
    counts = [as_told(tree, count, words.lexicon, words.told) for count in counts]
    parts = find_subcounts(tree, counts, phrases, words.people, words.forms, triggers, before)
    counts = [c for c in counts if not is_of_part(tree, c, parts)] + parts
    counts = with_listed(tree, counts, mentions, words, before)
    counts += find_repeats(tree, counts, phrases, words.forms, before, triggers)
    totals = find_generic_totals(
        tree,
        counts,
        phrases,
        words.forms,
        before.measure if before else None,
        triggers,
        words.lexicon.words,
    )
    if totals:
        counts += totals
        counts += unused(counts, find_subcounts(tree, totals, phrases, words.people, words.forms))
    counts = with_wholes(tree, counts, phrases, words.measures, words.forms, before)
    counts += unused(counts, find_loss_lists(tree, phrases, words))
    there = find_presence(tree, counts, phrases, words.people, is_armed, words.forms)
    counts += there
    if there:
        counts += unused(counts, find_subcounts(tree, there, phrases, words.people, words.forms))
    counts += find_sized(tree, mentions, words.forms)
    counts += unused(counts, find_numbered(tree, phrases, words.people, words.forms))
    counts = with_whole_spans(tree, counts, words.people, words.forms)
    meant = _meant(tree, finished(tree, counts, words.lexicon, before), words)
    return divide(tree, without_restated(meant), mentions)


def _meant(tree: Tree, counts: Sequence[Count], words: Words) -> list[Count]:
    """The counts as the sentence means them, without what did not happen."""
    read = words.measures.words
    counts = as_not_returned(tree, counts, words.told, words.forms)
    meant = [
        as_meant(tree, count, read[count.measure], words.people, words.forms) for count in counts
    ]
    return [count for count in meant if count is not None]


def _by_arguments(
    tree: Tree, trigger: Trigger, phrases: Phrases, words: Words, headline: bool
) -> list[Count]:
    lexical = words.lexicon.words[trigger.measure]
    arguments = arguments_of(tree, trigger, words.forms)
    summed = single_and_others(tree, trigger, arguments, phrases, lexical, words.people)
    if summed is not None:
        return [summed]
    found = []
    for argument in arguments:
        phrase = phrases.at(argument.index)
        if phrase is None or (phrase.mention.kind in _SINGLE and not argument.strong):
            continue
        count = _count(tree, trigger, argument, phrase, phrases, words)
        if count is not None:
            found.append(count)
    singles = [count for count in found if count.mention and count.mention.kind in _SINGLE]
    if not found or len(singles) == len(found):
        implied = implied_count(
            tree, trigger, arguments, phrases, lexical, words.people, words.forms, headline
        )
        return found if implied is None else [implied]
    return found + kin_beside(tree, trigger, found, phrases, words)


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
    one_more = is_one_more(tree, phrase) and argument.rule in _PLAIN
    noun = None if one_more else phrase.noun
    if itself and noun is None:
        noun = trigger.index
    way = trigger.way if itself or (trigger.idiom and argument.index == trigger.partner) else None
    named_roles = lexical.roles or trigger.way is Way.ROLE_VERB
    of_itself = itself or named_roles or (lexical.things and trigger.way is Way.SUBJECT_VERB)
    another = itself and is_another_body(tree, phrase, trigger, words.forms)
    if phrase.mention.kind == "article" and of_itself and not another:
        return None
    if argument.index != trigger.partner and is_none(tree, trigger, words.forms):
        return None
    if itself and (is_one_deed(tree, phrase, trigger) or speaks(tree, phrase.head, words.forms)):
        return None
    more = phrase.mention.increment and _goes_on(tree, trigger, noun, lexical, words)
    open_number = noun is None and lexical.counts_by_number and not more
    if open_number and is_weak(tree, trigger, words.forms):
        return None
    if trigger.way is Way.LOSS and noun is None and tells_of_things(words):
        return None
    denied = trigger.way is Way.NEGATED_VERB and noun is not None and lexical.unlisted_people
    if denied and not is_people(tree, noun or 0, words.people, words.is_demonym):
        return None  # "none of the 37 firms survived"
    if lexical.things and argument.direct and is_scene(trigger, phrase):
        return None
    if lexical.things and noun is None and is_feared(tree, trigger, words.forms):
        return None
    if trigger.idiom is not None and not reaches(phrase.mention.quantity, trigger.idiom.least):
        return None
    own = trigger.way in {Way.ROLE_VERB, Way.STRENGTH}
    admitted = way or (trigger.way if own else Way.OBJECT_VERB)
    of_them = trigger.way is not Way.ROLE_VERB and is_of_them(tree, phrase, words.forms)
    whom = None if of_them and not itself else noun
    befell = of_them and trigger.way is Way.SUBJECT_VERB
    if befell and lexical.things and not spoke_of_things(tree, phrase, lexical, words):
        return None
    if not admits(
        lexical, admitted, tree, whom, words.people, words.is_demonym, words.lexicon.things
    ) and not _goes_on(tree, trigger, noun, lexical, words):
        return None
    single = phrase.mention.kind in _SINGLE
    alone = is_bare_one(phrase, words.forms) and noun is None and argument.rule in _PLAIN
    alone = alone and is_told(tree, trigger.index, words.forms)
    alone = alone or another or is_one_of_such(tree, trigger, phrase, phrases, words.people)
    alone = alone or (one_more and is_told(tree, trigger.index, words.forms))
    if single and noun != phrase.head and is_group(tree, phrase.head, words.people):
        return None
    other = itself or noun != trigger.index  # "one of the wounded spoke" wounds nobody more
    known = other and is_plain_single(tree, noun, words.people)
    known = known or is_national(tree, noun, words.is_demonym)
    if single and not (alone or lexical.things or known):
        return None
    start, end = span_of(tree, phrase)
    if phrase.noun is None:
        start, end = with_predicate(tree, trigger, phrase, phrases)
    elif one_more:
        end = max(end, tree.tokens[trigger.index].end)
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
        strong=argument.strong and not (trigger.idiom is not None and trigger.idiom.topical),
        mention=phrase.mention,
        increment=phrase.mention.increment,
        direct=argument.direct,
    )


def _goes_on(
    tree: Tree, trigger: Trigger, noun: int | None, lexical: MeasureWords, words: Words
) -> bool:
    """ "The remaining 14 crashed", after a count of drones; "sent 900 Kenyans", known as troops."""
    if noun is None or tree.tokens[noun].lemma in words.forms.counted.others:
        if trigger.way not in {Way.OBJECT_VERB, Way.SUBJECT_VERB, Way.OF_NOUN}:
            return False
        if lexical.roles and any(
            words.people.role_of.get(t.lemma) in lexical.roles and tree.children(t.index, "nummod")
            for t in tree.tokens[: trigger.index]
        ):
            return True  # "3,700 firefighters are battling it, and Argentina is to send 150 more"
        return bool(lexical.things or lexical.roles) and trigger.measure == words.told
    return bool(lexical.roles) and words.is_armed(tree.tokens[noun].text)


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
