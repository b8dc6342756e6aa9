"""Counts without a number: "a driver was killed", "soldiers have been killed", "heavy losses"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from tallybook.catalogue.measures import MeasureWords
from tallybook.extract.frames.arguments import Argument
from tallybook.extract.frames.clauses import subject_of
from tallybook.extract.frames.phrases import Phrases
from tallybook.extract.frames.triggers import Trigger, Way
from tallybook.extract.frames.types import Count
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Token, Tree
from tallybook.model import Form, Quantity

_PREDICATES: Final = frozenset(
    {
        "subject-of-passive",
        "object-of-verb",
        "subject-of-verb",
        "reduced-passive",
        "subject-of-participle",
        "subject-of-idiom",
    }
)
_SUFFERED: Final = frozenset(
    ("suffer", "sustain", "take", "incur", "inflict", "report", "cause", "see", "have", "face")
)
_HEAVY: Final = frozenset({"heavy", "mass", "massive", "severe", "huge", "enormous"})
_COLLECTIVE_PLURALS: Final = frozenset({"people", "men", "women", "children", "troops", "police"})
_TWO: Final = Decimal(2)


def implied_count(
    tree: Tree,
    trigger: Trigger,
    arguments: Sequence[Argument],
    phrases: Phrases,
    lexical: MeasureWords,
    people: PeopleWords,
    headline: bool,
) -> Count | None:
    """The count that a predicate makes of nouns without a number, or None."""
    if trigger.way in {Way.LOSS, Way.NOUN}:
        return _suffered(tree, trigger, phrases, people)
    if lexical.counts_by_number:
        return None
    strong = [a for a in arguments if a.rule in _PREDICATES]
    if not strong or lexical.roles or lexical.things or trigger.way in {Way.IDIOM, Way.ROLE_VERB}:
        return None
    nouns = [a.index for a in strong]
    if not all(_is_unnamed_person(tree, index, people) for index in nouns):
        return None
    single = [_is_single(tree, index, phrases, headline) for index in nouns]
    if all(single):
        quantity = Quantity(
            Decimal(len(nouns)),
            Decimal(len(nouns)),
            Form.EXACT,
            "person",
            _words(tree, nouns, phrases),
        )
        return _count(tree, trigger, strong, quantity, phrases, "single")
    plural = [index for index in nouns if _is_bare_plural(tree, index, phrases)]
    if plural and len(plural) == len(nouns) and _is_told(tree, trigger.index, headline):
        quantity = Quantity(_TWO, None, Form.UNSTATED, "person", tree.tokens[plural[0]].text)
        return _count(tree, trigger, strong, quantity, phrases, "bare-plural")
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


def _is_unnamed_person(tree: Tree, index: int, people: PeopleWords) -> bool:
    token = tree.tokens[index]
    if token.upos != "NOUN" or tree.name_at(index) is not None:
        return False
    if not (people.is_person(token.lemma) or people.may_be_person(token.lemma)):
        return False
    return not any(
        tree.tokens[child].upos == "PROPN" for child in tree.children(index, "appos", "flat")
    )


def _is_single(tree: Tree, index: int, phrases: Phrases, headline: bool) -> bool:
    token = tree.tokens[index]
    if _is_plural(token):
        return False
    phrase = phrases.at(index)
    if phrase is not None:
        return phrase.mention.kind in {"article", "one"}
    if any(tree.tokens[c].text.lower() in {"a", "an"} for c in tree.children(index, "det")):
        return True
    determined = tree.children(index, "det", "nmod:poss", "nummod")
    return headline and not determined


def _is_plural(token: Token) -> bool:
    word = token.text.lower()
    return word in _COLLECTIVE_PLURALS or (
        word != token.lemma and word.endswith(("s", "men", "ren", "people"))
    )


def _is_bare_plural(tree: Tree, index: int, phrases: Phrases) -> bool:
    if phrases.at(index) is not None or not _is_plural(tree.tokens[index]):
        return False
    return not tree.children(index, "det", "nmod:poss", "nummod", "acl:relcl")


def _is_told(tree: Tree, verb: int, headline: bool) -> bool:
    """Is it told as something that happened?"""
    token = tree.tokens[verb]
    helpers = {tree.tokens[c].text.lower() for c in tree.children(verb, "aux", "aux:pass")}
    if helpers & {"was", "were", "has", "have", "had", "been"}:
        return not helpers & {"would", "could", "may", "might", "should", "will", "can"}
    if helpers:
        return False
    past = token.upos == "VERB" and token.text.lower() != token.lemma
    return past and (headline or token.text.lower().endswith(("ed", "t", "d")))


def _suffered(tree: Tree, trigger: Trigger, phrases: Phrases, people: PeopleWords) -> Count | None:
    """ "suffered heavy losses", "reports North Korean losses": men lost, no number."""
    token = tree.tokens[trigger.index]
    if phrases.at(trigger.index) is not None or token.head < 0 or not _is_plural(token):
        return None
    verb = tree.tokens[token.head]
    if not token.deprel.startswith(("obj", "nsubj:pass")) or verb.lemma not in _SUFFERED:
        return None
    if any(tree.tokens[c].lemma in {"not", "never"} for c in tree.children(verb.index, "advmod")):
        return None
    if any(
        tree.tokens[c].lemma in {"the", "this", "that", "any", "no", "further"}
        for c in tree.children(trigger.index, "det")
    ):
        return None
    modifiers = [c for c in tree.children(trigger.index, "amod", "compound") if c < token.index]
    lemmas = {tree.tokens[c].lemma for c in modifiers}
    if trigger.way is Way.LOSS and not _is_of_men(tree, token.head, lemmas, people):
        return None
    if trigger.way is Way.NOUN and trigger.measure not in {"killed_or_wounded", "killed"}:
        return None
    inside = [i for c in modifiers for i in tree.subtree(c)]
    start = min([tree.tokens[i].start for i in inside] + [token.start])
    form = Form.VAGUE if lemmas & _HEAVY else Form.UNSTATED
    words = " ".join(t.text for t in tree.tokens if start <= t.start < token.end)
    return Count(
        measure=trigger.measure,
        quantity=Quantity(
            _TWO,
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


_OF_MEN: Final = frozenset({"troop", "human", "battlefield", "combat", "personnel", "manpower"})
_NOT_OF_MEN: Final = frozenset(
    {"financial", "economic", "crop", "job", "revenue", "net", "annual", "quarterly", "trading"}
    | {"property", "tax", "insured", "material", "weight", "insurance", "hearing", "memory"}
)


def _is_of_men(tree: Tree, verb: int, modifiers: set[str], people: PeopleWords) -> bool:
    if modifiers & _NOT_OF_MEN:
        return False
    if modifiers & _OF_MEN:
        return True
    subject = subject_of(tree, verb)
    near = {token.lemma for token in tree.tokens}
    military = near & people.fighting
    return bool(military) and (subject is not None or bool(modifiers))
