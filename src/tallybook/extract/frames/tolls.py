"""Toll nouns and other subjects that a bare figure is said of.

"The death toll rose to 45 from 30", "the ministry puts the dead at 2,300", "its losses are in the
dozens", "Killed: 212".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from tallybook.catalogue.measures import MeasureWords
from tallybook.extract.frames.open_subjects import open_subjects
from tallybook.extract.frames.phrases import Phrase, Phrases
from tallybook.extract.frames.triggers import Lexicon, Trigger, Way
from tallybook.extract.frames.types import Count
from tallybook.language.frame_words import FrameWords
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree
from tallybook.model import Form, Quantity

_REACH: Final = 14
_SAID: Final = 2
CHANGE: Final = "toll-change"


def find_tolls(
    tree: Tree,
    triggers: Sequence[Trigger],
    phrases: Phrases,
    lexicon: Lexicon,
    people: PeopleWords,
) -> list[Count]:
    """The figures that toll nouns, open subjects and labels are given in the sentence."""
    forms = lexicon.forms
    tolls = [t for t in triggers if t.way is Way.TOLL and not _is_numbered(phrases, t.index)]
    return [
        toll_count(tree, trigger, phrase, rule, forms)
        for trigger in (*tolls, *open_subjects(tree, triggers, phrases, people, forms))
        for phrase, rule in figures(
            tree, trigger, phrases, forms, _is_explicit(tree, trigger, lexicon)
        )
        if not _is_of_other_measure(phrase, trigger, triggers)
        and _labels(tree, trigger, lexicon.words[trigger.measure], people)
    ]


def _is_numbered(phrases: Phrases, noun: int) -> bool:
    """Has the noun a number before it? "A toll of 17" has one behind it."""
    phrase = phrases.at(noun)
    return phrase is not None and phrase.mention.kind != "article"


def _is_explicit(tree: Tree, trigger: Trigger, lexicon: Lexicon) -> bool:
    """ "The death toll" asks for a figure; "deaths" may stand without one."""
    nouns = lexicon.words[trigger.measure].nouns
    return trigger.way is Way.TOLL and tree.tokens[trigger.index].lemma not in nouns


def _counted_before(tree: Tree, trigger: Trigger) -> int:
    """The noun right before a participle ("houses destroyed"), else the trigger itself."""
    before = trigger.index - 1
    participle = tree.tokens[trigger.index].upos in {"VERB", "ADJ"}
    if participle and before >= 0 and tree.tokens[before].upos == "NOUN":
        return before
    return trigger.index


def _labels(tree: Tree, trigger: Trigger, words: MeasureWords, people: PeopleWords) -> bool:
    """ "Houses destroyed: 6,300": a label names the things, or the people, before it."""
    if trigger.way is Way.TOLL:
        return True
    if not words.things:
        at = _counted_before(tree, trigger)
        lemma = tree.tokens[at].lemma
        return at == trigger.index or people.is_person(lemma) or people.may_be_person(lemma)
    return any(token.lemma in words.things for token in tree.tokens[: trigger.index])


def _is_of_other_measure(phrase: Phrase, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """ "18 deaths, 45 injuries": the 45 are of the injuries."""
    return phrase.noun is not None and any(
        other.index == phrase.noun and other.measure != trigger.measure for other in triggers
    )


def figures(
    tree: Tree,
    trigger: Trigger,
    phrases: Phrases,
    forms: FrameWords,
    explicit: bool = True,
    rises: bool = True,
) -> Iterator[tuple[Phrase, str]]:
    """The nearest bare figure, and the earlier one beside it ("from 30")."""
    start = trigger.partner if trigger.partner is not None else trigger.index
    label = tree.tokens[start + 1 : start + 2] and (
        tree.tokens[start + 1].text in forms.grammar.colons
    )
    if explicit:
        before = _figure_before(tree, trigger, phrases, forms)
        if before is not None:
            yield before, "toll-noun"
            return
    main = False
    start = _after_subject(tree, trigger.index, start, forms)
    for phrase in sorted(phrases.all, key=lambda p: p.mention.start):
        mention = phrase.mention
        both = mention.quantity.words in forms.tolls.both
        first = tree.covering(phrase.mention.start, phrase.mention.end)[0]
        if not start < first <= start + _REACH:
            continue
        if mention.kind != "count" or mention.increment or both:
            if mention.increment and not explicit:
                return  # "their deaths and seven more were injured, two of them …"
            continue
        between = tree.tokens[start + 1 : first]
        words = {t.text.lower() for t in between}
        led = {t.lemma for t in between[-1:] if t.deprel != "case"}
        included = not explicit and led & forms.tolls.including
        if words & forms.tolls.stops:
            return
        if _is_of_other_noun(tree, phrase, forms) and not included:
            return
        if label:
            yield phrase, "label"
            return
        led = {t.lemma for t in between[-1:]}
        if led & forms.grammar.of and len(between) > 1 and between[-2].upos == "NOUN":
            return  # "the dead included a boy of six"
        reached = {t.lemma for t in between} & forms.tolls.reaching or led & forms.grammar.point
        reached = reached or {t.lemma for t in tree.tokens[start : start + 1]} & (
            forms.tolls.reaching
        )
        if explicit and led & forms.grammar.agent:
            if phrase.mention.quantity.form is Form.BETWEEN:
                yield phrase, "toll-noun"
            elif rises:
                yield phrase, CHANGE  # "rose by 12 to 40"
            continue
        if not explicit and not reached and not _is_brought(tree, trigger, led, forms):
            return
        if _is_earlier(tree, phrase, first, forms):
            yield phrase, "earlier-figure"
        elif not main or _goes_on(tree, first, forms):
            main = True
            yield phrase, "toll-noun" if explicit else "figure-of-subject"


def _is_brought(tree: Tree, trigger: Trigger, led: set[str], forms: FrameWords) -> bool:
    """ "Would bring its total losses since May to 51,000"."""
    token = tree.tokens[trigger.index]
    verb = token.deprel == "obj" and tree.tokens[token.head].lemma in forms.tolls.reaching
    return verb and bool(led & forms.grammar.goal)


def _after_subject(tree: Tree, toll: int, start: int, forms: FrameWords) -> int:
    """From a long subject to its verb: "The toll from the fire in the shop … rose to 23"."""
    token = tree.tokens[toll]
    if not token.deprel.startswith("nsubj") or token.head <= start:
        return start
    verb = tree.tokens[token.head]
    return verb.index if verb.lemma in forms.tolls.reaching else start


def _figure_before(
    tree: Tree, trigger: Trigger, phrases: Phrases, forms: FrameWords
) -> Phrase | None:
    """ "Bringing to 403 the number of people saved"."""
    for phrase in phrases.all:
        indexes = tree.covering(phrase.mention.start, phrase.mention.end)
        gap = tree.tokens[indexes[-1] + 1 : trigger.index]
        led = indexes[0] > 0 and tree.tokens[indexes[0] - 1].lemma in forms.grammar.goal
        definite = len(gap) == 1 and gap[0].lemma in forms.tolls.definite
        if led and indexes[-1] < trigger.index and definite:
            return phrase
    return None


def _goes_on(tree: Tree, first: int, forms: FrameWords) -> bool:
    """ "at nine on Friday and at 17 by dawn": a second figure of the same toll."""
    before = [t.text.lower() for t in tree.tokens[max(0, first - 2) : first]]
    said = forms.grammar
    return len(before) == 2 and before[0] in said.addition and before[1] in said.point | said.goal


def toll_count(tree: Tree, trigger: Trigger, phrase: Phrase, rule: str, forms: FrameWords) -> Count:
    """The count of a figure that a toll word is given, with the span from one to the other."""
    last = tree.tokens[trigger.partner if trigger.partner is not None else trigger.index]
    start, end = phrase.mention.start, phrase.mention.end
    if phrase.noun is not None:
        end = max(end, tree.tokens[phrase.noun].end)
    if rule not in {"earlier-figure", CHANGE}:
        start, end = min(_toll_start(tree, trigger, forms), start), max(last.end, end)
    return Count(
        measure=trigger.measure,
        quantity=_reached(tree, trigger, phrase, rule, forms),
        start=start,
        end=end,
        head=phrase.head,
        noun=phrase.noun if phrase.noun is not None else _counted_before(tree, trigger),
        trigger=trigger.index,
        way=Way.TOLL if trigger.way is Way.TOLL else trigger.way,
        rule=rule,
        strong=True,
        mention=phrase.mention,
        increment=phrase.mention.increment or rule == CHANGE,
    )


def _reached(
    tree: Tree, trigger: Trigger, phrase: Phrase, rule: str, forms: FrameWords
) -> Quantity:
    """The figure; of "rose by 12 to 40", read as a range, the 40."""
    quantity = phrase.mention.quantity
    first = tree.covering(phrase.mention.start, phrase.mention.end)[0]
    led = first > 0 and tree.tokens[first - 1].lemma in forms.grammar.agent
    if quantity.form is Form.BETWEEN and led and rule != CHANGE:
        return replace(quantity, low=quantity.high, form=Form.EXACT)
    if trigger.way is Way.TOLL and _is_up_now(tree, trigger, phrase, forms):
        return replace(quantity, low=quantity.high, form=Form.EXACT)
    return _surpassed(tree, trigger, phrase, forms)


def _is_up_now(tree: Tree, trigger: Trigger, phrase: Phrase, forms: FrameWords) -> bool:
    """ "The toll is up to 58", "cases are now up to 27": it has risen to that."""
    quantity, words = phrase.mention.quantity, phrase.mention.quantity.words.lower()
    if quantity.form is not Form.AT_MOST or not any(up in words for up in forms.tolls.up_to):
        return False
    before = [t.lemma for t in tree.tokens[trigger.index + 1 :] if t.start < phrase.mention.start]
    if before and before[-1] in forms.tolls.going:
        return True
    return bool(before) and set(before[-_SAID:]) <= forms.grammar.be | forms.tolls.now


def _surpassed(tree: Tree, trigger: Trigger, phrase: Phrase, forms: FrameWords) -> Quantity:
    """ "The toll has passed 17,000" is more than 17,000 (codebook §3)."""
    quantity = phrase.mention.quantity
    before = [t for t in tree.tokens[trigger.index :] if t.start < phrase.mention.start]
    if quantity.form is not Form.EXACT or not before or quantity.low is None:
        return quantity
    verbs = [t.lemma for t in before if t.upos == "VERB"]
    if not verbs or verbs[-1] not in forms.tolls.surpassing:
        return quantity
    return replace(quantity, low=quantity.low + 1, high=None, form=Form.MORE_THAN)


def _toll_start(tree: Tree, trigger: Trigger, forms: FrameWords) -> int:
    """From the noun's own modifiers: "confirmed death toll", "national total"."""
    noun = trigger.index
    token = tree.tokens[noun]
    if token.deprel.startswith("nmod") and token.head < noun:  # "the number of deaths"
        noun = token.head if tree.tokens[token.head].lemma in forms.tolls.generic else noun
    words = [noun]
    for child in tree.children(noun, "compound", "amod"):
        below = [i for i in tree.subtree(child) if i <= child < noun]
        if not tree.children(child, "det", "nmod:poss"):
            words += below
    return tree.tokens[min(words)].start


def _is_of_other_noun(tree: Tree, phrase: Phrase, forms: FrameWords) -> bool:
    if phrase.noun is None:
        return False
    token = tree.tokens[phrase.noun]
    return token.lemma not in forms.tolls.counted and token.upos not in {"ADJ", "NUM", "VERB"}


def _is_earlier(tree: Tree, phrase: Phrase, first: int, forms: FrameWords) -> bool:
    cases = {tree.tokens[c].lemma for c in tree.children(phrase.head, "case")}
    before = tree.tokens[first - 1].lemma if first else ""
    return bool(({before} | cases) & forms.tolls.earlier)
