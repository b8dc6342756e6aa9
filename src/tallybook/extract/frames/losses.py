"""Losses without a number: "suffered heavy losses", "reports North Korean losses"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from tallybook.extract.frames.clauses import subject_of
from tallybook.extract.frames.phrases import Phrases
from tallybook.extract.frames.triggers import Trigger, Way
from tallybook.extract.frames.types import Count
from tallybook.language.frame_words import FrameWords
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Token, Tree
from tallybook.model import Form, Quantity

TWO: Final = Decimal(2)
"""Two and more: a plural without a number."""


def losses_suffered(
    tree: Tree, trigger: Trigger, phrases: Phrases, people: PeopleWords, forms: FrameWords
) -> Count | None:
    """ "suffered heavy losses", "reports North Korean losses": men lost, no number."""
    token, losses = tree.tokens[trigger.index], forms.losses
    if phrases.at(trigger.index) is not None or token.head < 0 or not is_plural(token, forms):
        return None
    verb = tree.tokens[token.head]
    if not token.deprel.startswith(("obj", "nsubj:pass")) or verb.lemma not in losses.suffered:
        return None
    if any(tree.tokens[c].lemma in losses.denied for c in tree.children(verb.index, "advmod")):
        return None
    if {t.lemma for t in tree.tokens[: verb.index]} & losses.without or _is_of_money(tree, forms):
        return None
    if any(tree.tokens[c].lemma in losses.known for c in tree.children(trigger.index, "det")):
        return None
    modifiers = [c for c in tree.children(trigger.index, "amod", "compound") if c < token.index]
    lemmas = {tree.tokens[c].lemma for c in modifiers}
    if trigger.way is Way.LOSS and not _is_of_men(tree, token.head, lemmas, people, forms):
        return None
    if trigger.way is Way.NOUN and trigger.measure not in {"killed_or_wounded", "killed"}:
        return None
    inside = [i for c in modifiers for i in tree.subtree(c)]
    start = min([tree.tokens[i].start for i in inside] + [token.start])
    form = Form.VAGUE if lemmas & losses.heavy else Form.UNSTATED
    words = " ".join(t.text for t in tree.tokens if start <= t.start < token.end)
    return Count(
        measure=trigger.measure,
        quantity=Quantity(
            TWO,
            None,
            form,
            "person",
            words,
            "default" if form is Form.VAGUE else None,
        ),
        start=start,
        end=token.end,
        head=trigger.index,
        noun=trigger.index,
        trigger=trigger.index,
        way=trigger.way,
        rule="losses-suffered",
        strong=True,
    )


def _is_of_money(tree: Tree, forms: FrameWords) -> bool:
    """ "Losses estimated at $500": of money."""
    return any(
        token.upos == "SYM"
        or token.lemma in forms.losses.money
        or set(token.text.lower().split()) & forms.losses.money
        for token in tree.tokens
    )


def _is_of_men(
    tree: Tree, verb: int, modifiers: set[str], people: PeopleWords, forms: FrameWords
) -> bool:
    if modifiers & forms.losses.not_of_men:
        return False
    if modifiers & forms.losses.of_men:
        return True
    subject = subject_of(tree, verb)
    near = {token.lemma for token in tree.tokens}
    military = near & people.fighting
    return bool(military) and (subject is not None or bool(modifiers))


def is_plural(token: Token, forms: FrameWords) -> bool:
    """Is the noun a plural, by its letters?"""
    word = token.text.lower()
    return word in forms.endings.collective_plurals or (
        word != token.lemma and word.endswith(tuple(forms.endings.plurals))
    )
