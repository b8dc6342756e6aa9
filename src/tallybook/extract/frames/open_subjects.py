"""Open subjects: words of a state that a bare figure is said of: "the dead", "its losses"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tallybook.extract.frames.phrases import Phrases
from tallybook.extract.frames.triggers import Trigger, Way
from tallybook.language.frame_words import FrameWords
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree

_STRENGTH: Final = "deployed"
_FORCES: Final = frozenset({"soldier", "fighter", "mercenary"})
_OPEN: Final = frozenset({Way.NOUN, Way.LOSS, Way.ADJECTIVE, Way.STRENGTH})


def open_subjects(
    tree: Tree,
    triggers: Sequence[Trigger],
    phrases: Phrases,
    people: PeopleWords,
    forms: FrameWords,
) -> Iterator[Trigger]:
    """Nouns without a number of their own: "the dead", "its losses"; labels: "Missing: 17"."""
    yield from _forces_put_at(tree, triggers, phrases, people, forms)
    for trigger in triggers:
        token = tree.tokens[trigger.index]
        following = tree.tokens[trigger.index + 1 : trigger.index + 2]
        if _is_label(tree, trigger, forms) and following and following[0].text == ":":
            yield trigger
            continue
        described = trigger.way in _OPEN | {Way.OBJECT_VERB} and token.deprel == "amod"
        if described and _is_said_to_reach(tree, trigger.index, forms):
            yield trigger
            continue
        if _is_of_those(tree, trigger, people, forms):
            yield trigger
            continue
        if trigger.way not in _OPEN or phrases.at(trigger.index) is not None:
            continue
        if token.deprel == "xcomp" and _is_put_at(tree, trigger.index, forms):
            yield trigger
            continue
        if (
            following
            and following[0].text in forms.grammar.colons
            and _is_label(tree, trigger, forms)
        ):
            yield trigger
        elif (
            (trigger.way is Way.LOSS and not _tells_of_men(tree, people, forms))
            or token.deprel == "amod"
            or token.upos not in {"NOUN", "ADJ", "PROPN"}
            or (token.upos == "NOUN" and token.text.lower() in forms.tolls.singular)
        ):
            continue
        elif any(
            tree.tokens[c].lemma in forms.tolls.owners
            or tree.tokens[c].deprel == "nmod:poss"
            or tree.tokens[c].upos in {"ADJ", "PROPN"}
            for c in tree.children(trigger.index)
            if c < trigger.index
        ) or token.deprel.startswith("nsubj"):
            yield trigger


def _forces_put_at(
    tree: Tree,
    triggers: Sequence[Trigger],
    phrases: Phrases,
    people: PeopleWords,
    forms: FrameWords,
) -> Iterator[Trigger]:
    """ "He put the attackers at several hundred": how many they were."""
    told = {trigger.index for trigger in triggers}
    for token in tree.tokens[1:]:
        if token.deprel != "obj" or people.role_of.get(token.lemma) not in _FORCES:
            continue
        before, behind = tree.tokens[token.index - 1], tree.tokens[token.index + 1 :][:1]
        definite = before.lemma in forms.tolls.definite
        put = tree.tokens[token.head].lemma in forms.repeats.giving
        led = any(t.lemma in forms.grammar.point for t in behind)
        if definite and put and led and not phrases.at(token.index) and token.index not in told:
            yield Trigger(token.index, _STRENGTH, Way.STRENGTH)


def _is_of_those(tree: Tree, trigger: Trigger, people: PeopleWords, forms: FrameWords) -> bool:
    """ "Those injured are about 30", "those killed number nine"."""
    token = tree.tokens[trigger.index]
    before = tree.tokens[trigger.index - 1]
    told = trigger.way in _OPEN | {Way.OBJECT_VERB} and token.deprel.startswith("acl")
    if not told or token.head != before.index or before.text.lower() not in people.pronouns:
        return False
    behind = tree.tokens[trigger.index + 1 : trigger.index + 2]
    return before.deprel.startswith("nsubj") and any(
        t.lemma in forms.tolls.reaching for t in behind
    )


def _is_said_to_reach(tree: Tree, state: int, forms: FrameWords) -> bool:
    """ "The dead numbered 45", which the parser takes for adjectives of the figure."""
    known = state > 0 and tree.tokens[state - 1].lemma in forms.tolls.definite
    behind = [t for t in tree.tokens[state + 1 : state + 3] if t.upos != "ADV"][:1]
    return known and any(t.upos == "VERB" and t.lemma in forms.tolls.reaching for t in behind)


def _is_put_at(tree: Tree, state: int, forms: FrameWords) -> bool:
    """ "Kyiv puts its military dead at 31,000", where the parser takes "dead" for a predicate."""
    above, behind = tree.tokens[state].head, tree.tokens[state + 1 : state + 2]
    given = above >= 0 and tree.tokens[above].lemma in forms.tolls.reaching
    return given and any(t.lemma in forms.grammar.point for t in behind)


def _tells_of_men(tree: Tree, people: PeopleWords, forms: FrameWords) -> bool:
    """Losses are men's only where the sentence is about men, and not about money."""
    lemmas = {token.lemma for token in tree.tokens}
    fights = lemmas & people.fighting or _FORCES & {people.role_of.get(one) for one in lemmas}
    return bool(fights) and not lemmas & forms.losses.money


def _is_label(tree: Tree, trigger: Trigger, forms: FrameWords) -> bool:
    return trigger.index <= 2 or tree.tokens[trigger.index - 1].text in forms.tolls.bullets
