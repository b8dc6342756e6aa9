"""Arguments: from a trigger to the tokens that it counts, by the shape of the tree.

Each shape has a name, which becomes the claim's rule. `strong` arguments are said of the counted
by the sentence's predicates; weak ones by modifiers only ("30 wounded soldiers"). `direct` ones
are not only joined to another argument ("47 killed and 50 people").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tallybook.extract.frames.clauses import (
    antecedent,
    controller,
    has_perfect,
    is_passive,
    left_object,
    nearest,
    passive_subject,
    subject_of,
)
from tallybook.extract.frames.triggers import Trigger, Way, is_participle
from tallybook.language.tree import Tree

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X", "ADV"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A counted token, the name of the shape that led to it, and how plainly it is said."""

    index: int
    rule: str
    strong: bool = True
    direct: bool = True


def arguments_of(tree: Tree, trigger: Trigger) -> list[Argument]:
    """The tokens that the trigger counts; conjuncts included, in order, each once."""
    found = list(_direct(tree, trigger))
    spread: dict[int, Argument] = {}
    for argument in found:
        spread[argument.index] = argument
    for argument in found:
        beside = companions(tree, trigger.index, argument.index)
        for index in (*conjuncts(tree, argument.index), *beside):
            joined = Argument(index, argument.rule, argument.strong, direct=False)
            spread.setdefault(index, joined)
    return sorted(spread.values(), key=lambda argument: argument.index)


def companions(tree: Tree, verb: int, noun: int) -> Iterator[int]:
    """Those who share it: "was shot dead along with two of his guards"."""
    for above in (verb, noun):
        for child in tree.children(above, "obl", "nmod", "advcl"):
            before = [tree.tokens[c] for c in tree.children(child, "case", "mark")]
            if any(t.lemma == "with" for t in before):
                first = min(t.index for t in before)
                words = {t.text.lower() for t in tree.tokens[max(0, first - 1) : child]}
                if words & {"along", "together"}:
                    yield child


def conjuncts(tree: Tree, index: int) -> Iterator[int]:
    """A noun and the nouns joined to it ("two soldiers and a medic")."""
    yield index
    adjective = tree.tokens[index].upos == "ADJ"
    for child in tree.children(index, "conj"):
        token = tree.tokens[child]
        if token.upos not in _NOMINAL or tree.children(child, "nsubj", "cop"):
            continue
        if (token.upos == "ADJ") == adjective and not (adjective and is_participle(token)):
            yield from conjuncts(tree, child)


def _direct(tree: Tree, trigger: Trigger) -> Iterator[Argument]:
    if trigger.way in {Way.OBJECT_VERB, Way.ROLE_VERB}:
        yield from _object_verb(tree, trigger.index)
    elif trigger.way is Way.SUBJECT_VERB:
        yield from _subject_verb(tree, trigger.index)
    elif trigger.way is Way.ADJECTIVE:
        yield from _adjective(tree, trigger.index)
    elif trigger.way is Way.IDIOM:
        yield from _idiom(tree, trigger)
    elif trigger.way is Way.NEGATED_VERB:
        yield from (_object_verb if is_passive(tree, trigger.index) else _subject_verb)(
            tree, trigger.index
        )
    elif trigger.way is Way.STATE:
        yield from _state(tree, trigger.index)
    elif trigger.way is Way.RESULT:
        head = tree.tokens[trigger.index].head
        if head >= 0:
            done_to = is_passive(tree, head) or bool(tree.children(head, "obj"))
            yield from (_object_verb if done_to else _subject_verb)(tree, head)
    elif trigger.way is not Way.TOLL:
        yield from _noun(tree, trigger)


def _object_verb(tree: Tree, verb: int) -> Iterator[Argument]:
    token = tree.tokens[verb]
    if is_passive(tree, verb):
        subject = passive_subject(tree, verb)
        if subject is not None:
            yield Argument(antecedent(tree, subject, verb), "subject-of-passive")
            return
    objects = tree.children(verb, "obj")
    if objects:
        for index in objects:
            yield Argument(antecedent(tree, index, verb), "object-of-verb")
        return
    if token.deprel == "amod":
        yield Argument(token.head, "attribute-of-noun", strong=False)
        return
    if token.deprel.startswith("acl") and token.deprel != "acl:relcl":
        if not token.text.lower().endswith("ing"):
            yield Argument(token.head, "participle-of-noun")
        return
    if token.deprel == "acl:relcl":
        yield Argument(token.head, "relative-clause")
        subjects = tree.children(verb, "nsubj")
        if subjects and is_participle(token) and tree.tokens[subjects[0]].upos != "PRON":
            yield Argument(subjects[0], "reduced-passive")
        return
    for child in tree.children(verb, "conj"):
        shared = tree.children(child, "obj")
        if shared and tree.tokens[child].upos == "VERB" and shared[0] > child > verb:
            yield Argument(shared[0], "object-of-both-verbs")
            return
    if token.deprel == "conj" and token.head >= 0 and not tree.children(verb, "nsubj"):
        yield from _object_verb(tree, token.head)
        return
    if is_participle(token):
        climbed = controller(tree, verb)
        if climbed is not None:
            yield Argument(climbed, "subject-of-participle")
            return
        subjects = tree.children(verb, "nsubj")
        if subjects and not has_perfect(tree, verb) and not _aims_at(tree, verb):
            yield Argument(antecedent(tree, subjects[0], verb), "reduced-passive")
            return
        for child in (*tree.children(verb, "nummod"), *tree.children(verb, "dep")):
            yield Argument(child, "number-before-participle")
        if token.head >= 0 and tree.tokens[token.head].upos == "NUM":
            yield Argument(token.head, "number-before-participle")


def _aims_at(tree: Tree, verb: int) -> bool:
    """ "Four youths shot at the guards": they shot, they were not shot."""
    return any(
        tree.tokens[case].lemma in {"at", "into", "on"}
        for child in tree.children(verb, "obl")
        for case in tree.children(child, "case")
    ) and tree.tokens[verb].lemma in {"shoot", "fire", "strike", "hit"}


def _subject_verb(tree: Tree, verb: int) -> Iterator[Argument]:
    token = tree.tokens[verb]
    subject = subject_of(tree, verb)
    if subject is not None:
        yield Argument(antecedent(tree, subject, verb), "subject-of-verb")
        return
    objects = tree.children(verb, "obj")
    infinitive = any(tree.tokens[c].lemma == "to" for c in tree.children(verb, "mark"))
    if objects and objects[0] > verb and not infinitive and token.deprel == "root":
        yield Argument(objects[0], "subject-behind-verb")
    elif token.deprel == "amod":
        yield Argument(token.head, "attribute-of-noun", strong=False)
    elif token.deprel.startswith("acl"):
        yield Argument(token.head, "participle-of-noun")
    else:
        climbed = controller(tree, verb)
        if climbed is not None:
            yield Argument(climbed, "subject-by-control")


def _adjective(tree: Tree, index: int) -> Iterator[Argument]:
    token = tree.tokens[index]
    subjects = tree.children(index, "nsubj")
    if subjects:
        yield Argument(antecedent(tree, subjects[0], index), "subject-of-adjective")
        return
    if token.deprel == "amod":
        yield Argument(token.head, "attribute-of-noun", strong=False)
        return
    if tree.children(index, "nummod"):
        yield Argument(index, "adjective-as-noun")
        return
    if token.deprel.startswith(("nsubj", "obj", "obl", "root", "appos", "conj", "parataxis")):
        yield Argument(index, "adjective-as-noun")
    if token.deprel in {"acl", "appos", "nmod", "dep", "acl:relcl"} and token.head >= 0:
        yield Argument(token.head, "adjective-behind-noun")
        return
    if token.deprel == "conj" and token.head >= 0:
        head = tree.tokens[token.head]
        if head.upos in {"ADJ", "VERB"} and head.deprel != "amod":
            yield from _adjective(tree, token.head)
            if head.upos == "VERB":
                yield from _object_verb(tree, token.head)
        elif head.deprel == "amod":
            yield Argument(head.head, "attribute-of-noun", strong=False)
        return
    climbed = controller(tree, index)
    if climbed is None:
        climbed = left_object(tree, index)
    if climbed is not None:
        yield Argument(climbed, "secondary-predicate")


def _state(tree: Tree, index: int) -> Iterator[Argument]:
    """ "30 are in hospital", "another six in hospital", "were admitted in critical condition"."""
    subjects = tree.children(index, "nsubj")
    if subjects:
        yield Argument(nearest(subjects, index), "subject-of-state")
        return
    head = tree.tokens[index].head
    if head < 0:
        return
    if tree.tokens[index].deprel.startswith(("nmod", "orphan")):
        yield Argument(head, "state-of-noun")
    elif tree.tokens[head].upos in {"VERB", "AUX"}:
        subject = passive_subject(tree, head)
        if subject is not None:
            yield Argument(antecedent(tree, subject, head), "subject-of-state")


def _of(tree: Tree, index: int) -> Iterator[Argument]:
    for child in tree.children(index, "nmod"):
        if any(tree.tokens[c].lemma == "of" for c in tree.children(child, "case")):
            yield Argument(child, "of-counted-noun")


def _noun(tree: Tree, trigger: Trigger) -> Iterator[Argument]:
    index = trigger.index
    if trigger.way is Way.OF_NOUN:
        yield from _of(tree, index)
        return
    if trigger.way in {Way.STRENGTH, Way.CASE}:
        yield Argument(index, f"{trigger.way}-noun")
    elif trigger.way in {Way.NOUN, Way.LOSS}:
        yield Argument(index, "counted-noun")
    head = tree.tokens[index].head
    if head >= 0 and tree.tokens[head].lemma == "become":
        subject = subject_of(tree, head)
        if subject is not None:
            yield Argument(antecedent(tree, subject, head), "predicate-noun")
    for child in tree.children(index, "nmod"):
        cases = {tree.tokens[c].lemma for c in tree.children(child, "case")}
        if cases & {"of", "among"} or (trigger.way is Way.STRENGTH and not cases):
            yield Argument(child, "of-counted-noun")


def _idiom(tree: Tree, trigger: Trigger) -> Iterator[Argument]:
    idiom, partner, verb = trigger.idiom, trigger.partner, trigger.index
    if idiom is None or partner is None:
        return
    if idiom.counted == "subject":
        subject = subject_of(tree, verb)
        if subject is not None:
            yield Argument(antecedent(tree, subject, verb), "subject-of-idiom")
        elif tree.tokens[verb].deprel.startswith("acl"):
            yield Argument(tree.tokens[verb].head, "participle-of-noun")
        else:
            climbed = controller(tree, verb)
            if climbed is not None:
                yield Argument(climbed, "subject-by-control")
    elif (
        tree.tokens[partner].deprel.startswith("obj") or tree.tokens[partner].deprel == "nsubj:pass"
    ):
        yield Argument(partner, "object-of-idiom")
        for child in tree.children(partner, "nmod"):
            if any(tree.tokens[c].lemma == "of" for c in tree.children(child, "case")):
                yield Argument(child, "object-of-idiom")
    else:
        yield from _object_verb(tree, verb)
