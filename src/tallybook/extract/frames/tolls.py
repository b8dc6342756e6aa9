"""Toll nouns and other subjects that a bare figure is said of.

"The death toll rose to 45 from 30", "the ministry puts the dead at 2,300", "its losses are in the
dozens", "Killed: 212".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from tallybook.catalogue.measures import MeasureWords
from tallybook.extract.frames.phrases import Phrase, Phrases
from tallybook.extract.frames.triggers import Trigger, Way
from tallybook.extract.frames.types import Count
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree
from tallybook.model import Form, Quantity

_REACH: Final = 14
_STOPS: Final = frozenset({";", "while", "whereas", "but", "who", "which"})
_EARLIER: Final = frozenset({"from"})
_GENERIC: Final = frozenset({"total", "count", "figure", "tally", "number", "toll", "sum"})
_REACHING: Final = frozenset(
    ("put", "stand", "reach", "number", "rise", "exceed", "pass", "top", "climb", "hit", "total")
    + ("be", "grow", "jump", "surpass", "fall", "drop", "increase", "bring", "raise", "lower")
    + ("estimate", "run", "take", "remain", "revise", "set", "swell", "mount", "near", "soar")
    + ("approach", "amount", "come", "go", "list", "include", "decline", "double", "edge")
)
_COUNTED: Final = frozenset(
    ("people", "person", "dead", "death", "victim", "injured", "wounded", "soldier", "civilian")
    + ("fatality", "casualty", "injury", "life", "refugee", "body", "child", "woman", "family")
    + ("man", "name", "missing", "personnel", "troop", "patient", "infection", "case", "member")
)
_OPEN: Final = frozenset({Way.NOUN, Way.LOSS, Way.ADJECTIVE, Way.STRENGTH})
_SINGULAR: Final = frozenset(
    ("body", "death", "killing", "murder", "corpse", "army", "group", "presence", "injury", "wound")
    + ("casualty", "victim", "survivor", "rescue", "patient", "prisoner", "hostage", "refugee")
)
_SURPASSING: Final = frozenset({"pass", "exceed", "surpass", "top"})
_FIRST_OF: Final = frozenset({"death", "casualty", "body", "injury", "confirmed", "official"})


def find_tolls(
    tree: Tree,
    triggers: Sequence[Trigger],
    phrases: Phrases,
    words: Mapping[str, MeasureWords],
    people: PeopleWords,
) -> list[Count]:
    """The figures that toll nouns, open subjects and labels are given in the sentence."""
    tolls = [trigger for trigger in triggers if trigger.way is Way.TOLL]
    return [
        _count(tree, trigger, phrase, rule)
        for trigger in (*tolls, *_open_subjects(tree, triggers, phrases, people))
        for phrase, rule in _figures(tree, trigger, phrases)
        if not _is_of_other_measure(phrase, trigger, triggers)
        and _labels(tree, trigger, words[trigger.measure])
    ]


def _counted_before(tree: Tree, trigger: Trigger) -> int:
    """The noun right before a participle ("houses destroyed"), else the trigger itself."""
    before = trigger.index - 1
    participle = tree.tokens[trigger.index].upos in {"VERB", "ADJ"}
    if participle and before >= 0 and tree.tokens[before].upos == "NOUN":
        return before
    return trigger.index


def _labels(tree: Tree, trigger: Trigger, words: MeasureWords) -> bool:
    """ "Houses destroyed: 6,300": a label of things names the things before it."""
    if not words.things or trigger.way is Way.TOLL:
        return True
    return any(token.lemma in words.things for token in tree.tokens[: trigger.index])


def _is_of_other_measure(phrase: Phrase, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """ "18 deaths, 45 injuries": the 45 are of the injuries."""
    return phrase.noun is not None and any(
        other.index == phrase.noun and other.measure != trigger.measure for other in triggers
    )


def _open_subjects(
    tree: Tree, triggers: Sequence[Trigger], phrases: Phrases, people: PeopleWords
) -> Iterator[Trigger]:
    """Nouns without a number of their own: "the dead", "its losses"; labels: "Missing: 17"."""
    for trigger in triggers:
        token = tree.tokens[trigger.index]
        following = tree.tokens[trigger.index + 1 : trigger.index + 2]
        if _is_label(tree, trigger) and following and following[0].text == ":":
            yield trigger
            continue
        if trigger.way not in _OPEN or phrases.at(trigger.index) is not None:
            continue
        if following and following[0].text in {":", "–", "—", "-"} and _is_label(tree, trigger):
            yield trigger
        elif (
            (trigger.way is Way.LOSS and not _tells_of_men(tree, people))
            or token.deprel == "amod"
            or token.upos not in {"NOUN", "ADJ", "PROPN"}
            or (token.upos == "NOUN" and token.text.lower() in _SINGULAR)
        ):
            continue
        elif any(
            tree.tokens[c].lemma in {"the", "its", "their", "his", "this", "own"}
            or tree.tokens[c].deprel == "nmod:poss"
            or tree.tokens[c].upos in {"ADJ", "PROPN"}
            for c in tree.children(trigger.index)
            if c < trigger.index
        ):
            yield trigger


def _tells_of_men(tree: Tree, people: PeopleWords) -> bool:
    """Losses are men's only where the sentence is about men, and not about money."""
    lemmas = {token.lemma for token in tree.tokens}
    return bool(lemmas & people.fighting) and not lemmas & _MONEY


_MONEY: Final = frozenset(
    ("million", "billion", "dollar", "euro", "peso", "pound", "economic", "damage", "financial")
)


def _is_label(tree: Tree, trigger: Trigger) -> bool:
    return trigger.index <= 2 or tree.tokens[trigger.index - 1].text in {",", ";", "•", "-", "\n"}


def _figures(tree: Tree, trigger: Trigger, phrases: Phrases) -> Iterator[tuple[Phrase, str]]:
    """The nearest bare figure, and the earlier one beside it ("from 30")."""
    start = trigger.partner if trigger.partner is not None else trigger.index
    label = tree.tokens[start + 1 : start + 2] and (
        tree.tokens[start + 1].text in {":", "–", "—", "-"}
    )
    explicit = trigger.way is Way.TOLL
    if explicit:
        before = _figure_before(tree, trigger, phrases)
        if before is not None:
            yield before, "toll-noun"
            return
    main = False
    for phrase in sorted(phrases.all, key=lambda p: p.mention.start):
        mention = phrase.mention
        if mention.kind != "count" or mention.increment or mention.quantity.words == "both":
            continue
        first = tree.covering(phrase.mention.start, phrase.mention.end)[0]
        if not start < first <= start + _REACH:
            continue
        between = tree.tokens[start + 1 : first]
        words = {t.text.lower() for t in between}
        if words & _STOPS or _is_of_other_noun(tree, phrase):
            return
        if label:
            yield phrase, "label"
            return
        if not explicit and not {t.lemma for t in between} & _REACHING and not words & {"at"}:
            return
        if _is_earlier(tree, phrase, first):
            yield phrase, "earlier-figure"
        elif not main or _goes_on(tree, first):
            main = True
            yield phrase, "toll-noun" if explicit else "figure-of-subject"


def _figure_before(tree: Tree, trigger: Trigger, phrases: Phrases) -> Phrase | None:
    """ "Bringing to 403 the number of people saved"."""
    for phrase in phrases.all:
        indexes = tree.covering(phrase.mention.start, phrase.mention.end)
        gap = tree.tokens[indexes[-1] + 1 : trigger.index]
        led = indexes[0] > 0 and tree.tokens[indexes[0] - 1].lemma == "to"
        if led and indexes[-1] < trigger.index and [t.lemma for t in gap] in (["the"], ["its"]):
            return phrase
    return None


def _goes_on(tree: Tree, first: int) -> bool:
    """ "at nine on Friday and at 17 by dawn": a second figure of the same toll."""
    before = [t.text.lower() for t in tree.tokens[max(0, first - 2) : first]]
    return before[:1] == ["and"] and before[1:] in (["at"], ["to"])


def _count(tree: Tree, trigger: Trigger, phrase: Phrase, rule: str) -> Count:
    last = tree.tokens[trigger.partner if trigger.partner is not None else trigger.index]
    start, end = phrase.mention.start, phrase.mention.end
    if phrase.noun is not None:
        end = max(end, tree.tokens[phrase.noun].end)
    if rule != "earlier-figure":
        start, end = min(_toll_start(tree, trigger), start), max(last.end, end)
    return Count(
        measure=trigger.measure,
        quantity=_surpassed(tree, trigger, phrase),
        start=start,
        end=end,
        head=phrase.head,
        noun=phrase.noun if phrase.noun is not None else _counted_before(tree, trigger),
        trigger=trigger.index,
        way=Way.TOLL if trigger.way is Way.TOLL else trigger.way,
        rule=rule,
        strong=True,
        mention=phrase.mention,
        increment=phrase.mention.increment,
    )


def _surpassed(tree: Tree, trigger: Trigger, phrase: Phrase) -> Quantity:
    """ "The toll has passed 17,000" is more than 17,000 (codebook §3)."""
    quantity = phrase.mention.quantity
    before = [t for t in tree.tokens[trigger.index :] if t.start < phrase.mention.start]
    if quantity.form is not Form.EXACT or not before or quantity.low is None:
        return quantity
    verbs = [t.lemma for t in before if t.upos == "VERB"]
    if not verbs or verbs[-1] not in _SURPASSING:
        return quantity
    return replace(quantity, low=quantity.low + 1, high=None, form=Form.MORE_THAN)


def _toll_start(tree: Tree, trigger: Trigger) -> int:
    before = [c for c in tree.children(trigger.index, "compound", "amod") if c < trigger.index]
    words = [c for c in before if tree.tokens[c].lemma in _FIRST_OF]
    return tree.tokens[min([*words, trigger.index])].start


def _is_of_other_noun(tree: Tree, phrase: Phrase) -> bool:
    if phrase.noun is None:
        return False
    token = tree.tokens[phrase.noun]
    return token.lemma not in _COUNTED and token.upos not in {"ADJ", "NUM", "VERB"}


def _is_earlier(tree: Tree, phrase: Phrase, first: int) -> bool:
    cases = {tree.tokens[c].lemma for c in tree.children(phrase.head, "case")}
    before = tree.tokens[first - 1].lemma if first else ""
    return bool(({before} | cases) & _EARLIER)


def find_generic_totals(
    tree: Tree,
    counts: Sequence[Count],
    phrases: Phrases,
    measure: str | None,
    triggers: Sequence[Trigger] = (),
) -> list[Count]:
    """ "…, bringing the total to 133": a total of what the sentence, or the one before, counts."""
    used = {(c.mention.start, c.mention.end) for c in counts if c.mention}
    for token in tree.tokens:
        if token.lemma not in _GENERIC or token.upos != "NOUN":
            continue
        before = [t.lemma for t in tree.tokens[max(0, token.index - 4) : token.index]]
        if "the" not in before and "its" not in before:
            continue
        earlier = [c for c in counts if c.end <= token.start]
        meant = earlier[-1].measure if earlier else counts[0].measure if counts else measure
        own = [t.measure for t in triggers if t.index in tree.subtree(token.index)]
        meant = own[0] if own else meant  # "its count of the rescued stays at 74"
        if meant is None or meant == "money":
            continue
        trigger = Trigger(token.index, meant, Way.TOLL)
        found = [
            _count(tree, trigger, phrase, rule)
            for phrase, rule in _figures(tree, trigger, phrases)
            if (phrase.mention.start, phrase.mention.end) not in used
        ]
        if found:
            return found
    return []
