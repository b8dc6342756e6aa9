"""Sized bodies: strengths inside a compound ("a 1,500-strong force", "an 80-member team")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.frames.phrases import Phrase, Phrases, span_of
from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.extract.quantities import QuantityMention
from tallybook.language.frame_words import FrameWords
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree

_REACH: Final = 4
_NEAR: Final = 8
_FORCES: Final = frozenset(
    {"soldier", "mercenary", "peacekeeper", "rescuer", "firefighter", "fighter", "police"}
)


def find_sized(tree: Tree, mentions: Sequence[QuantityMention], forms: FrameWords) -> list[Count]:
    """The forces whose size stands in an adjective before them."""
    found = []
    for mention in mentions:
        if mention.kind != "attribute" or mention.quantity.unit not in forms.presence.sizing:
            continue
        noun = _body(tree, mention, forms)
        if noun is None:
            continue
        found.append(
            Count(
                measure="deployed",
                quantity=replace(mention.quantity, unit="person"),
                start=mention.start,
                end=tree.tokens[noun].end,
                head=noun,
                noun=noun,
                trigger=noun,
                way=Way.STRENGTH,
                rule="sized-body",
                strong=True,
                mention=mention,
            )
        )
    return found


def find_numbered(
    tree: Tree, phrases: Phrases, people: PeopleWords, forms: FrameWords
) -> list[Count]:
    """ "The force, which numbers 9,500", "The brigade is 400 strong": figures said of a body."""
    found: list[Count] = []
    telling = forms.presence.numbering | forms.presence.strong
    for token in tree.tokens if phrases.all else ():
        if token.lemma not in telling:
            continue
        said = token.upos == "VERB" or token.text.lower() != token.lemma
        numbers = token.lemma in forms.presence.numbering and said
        if not numbers and token.lemma not in forms.presence.strong:
            continue
        if not any(
            t.lemma in forms.presence.bodies or people.role_of.get(t.lemma) in _FORCES
            for t in tree.tokens[max(0, token.index - _NEAR) : token.index]
        ):
            continue
        for phrase in phrases.all:
            core = tree.covering(phrase.mention.start, phrase.mention.end)
            gap = core[0] - token.index if numbers else token.index - core[-1]
            if phrase.mention.kind != "count" or gap != 1 or _has_noun(tree, phrase, people):
                continue
            found.append(
                Count(
                    measure="deployed",
                    quantity=phrase.mention.quantity,
                    start=min(phrase.mention.start, token.start),
                    end=max(span_of(tree, phrase)[1], token.end),
                    head=phrase.head,
                    noun=phrase.noun,
                    trigger=token.index,
                    way=Way.STRENGTH,
                    rule="numbered-body",
                    strong=True,
                    mention=phrase.mention,
                )
            )
    return found


def _has_noun(tree: Tree, phrase: Phrase, people: PeopleWords) -> bool:
    """Does the figure count something else ("numbered 12 dead", but "numbers 9,500 fighters")?"""
    if phrase.noun is None or tree.tokens[phrase.noun].upos not in {"NOUN", "PROPN"}:
        return False
    lemma = tree.tokens[phrase.noun].lemma
    return people.role_of.get(lemma) not in _FORCES and lemma not in people.men


def _body(tree: Tree, mention: QuantityMention, forms: FrameWords) -> int | None:
    """The body of armed men or rescuers that the size belongs to."""
    core = tree.covering(mention.start, mention.end)
    if not core:
        return None
    words = set()
    for token in tree.tokens[core[-1] + 1 : core[-1] + 1 + _REACH]:
        if token.upos not in {"NOUN", "ADJ", "PROPN", "PUNCT", "SYM"}:
            return None
        words.add(token.lemma)
        if token.upos == "NOUN" and token.deprel != "compound":
            armed = token.lemma in forms.presence.bodies
            sent = token.lemma in forms.presence.teams and words & forms.presence.missions
            return token.index if armed or sent else None
    return None
