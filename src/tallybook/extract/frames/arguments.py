"""Arguments: from a trigger to the tokens that it counts, by the shape of the tree.

Each shape has a name, which becomes the claim's rule. `strong` arguments are said of the counted
by the sentence's predicates; weak ones by modifiers only ("30 wounded soldiers"). `direct` ones
are not only joined to another argument ("47 killed and 50 people").
"""

from __future__ import annotations

from collections.abc import Iterator

from tallybook.extract.frames.argument import Argument
from tallybook.extract.frames.clauses import (
    aims_at,
    antecedent,
    controller,
    has_perfect,
    is_passive,
    left_object,
    nearest,
    passive_subject,
    subject_of,
)
from tallybook.extract.frames.completion import is_counted_partner, is_led
from tallybook.extract.frames.denying import is_sought, none_of
from tallybook.extract.frames.instruments import done_with
from tallybook.extract.frames.kinds import SAID_TO_BE, what_was
from tallybook.extract.frames.members import left_in_state, made_of, members_of, supposed
from tallybook.extract.frames.sharing import before_brackets, conjuncts, nearer_part, sharers
from tallybook.extract.frames.triggers import Trigger, Way, is_participle
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Tree


def arguments_of(tree: Tree, trigger: Trigger, forms: FrameWords) -> list[Argument]:
    """The tokens that the trigger counts; conjuncts included, in order, each once."""
    found = list(_direct(tree, trigger, forms))
    spread: dict[int, Argument] = {}
    for argument in found:
        spread[argument.index] = argument
    for argument in found:
        beside = sharers(tree, trigger.index, argument.index, forms)
        for index in (one for noun in beside for one in conjuncts(tree, noun, forms)):
            joined = Argument(index, argument.rule, argument.strong, direct=False)
            spread.setdefault(index, joined)
    return sorted(spread.values(), key=lambda argument: argument.index)


def _direct(tree: Tree, trigger: Trigger, forms: FrameWords) -> Iterator[Argument]:
    if trigger.way in {Way.OBJECT_VERB, Way.ROLE_VERB}:
        yield from _object_verb(tree, trigger.index, forms)
    elif trigger.way is Way.SUBJECT_VERB:
        yield from _subject_verb(tree, trigger.index, forms)
    elif trigger.way is Way.ADJECTIVE:
        yield from _adjective(tree, trigger.index, forms)
    elif trigger.way is Way.IDIOM:
        yield from _idiom(tree, trigger, forms)
    elif trigger.way is Way.NEGATED_VERB and is_sought(tree, trigger.index, forms):
        yield Argument(tree.tokens[trigger.index].head, "relative-clause")
    elif trigger.way is Way.NEGATED_VERB and none_of(tree, trigger.index, forms) is not None:
        yield Argument(none_of(tree, trigger.index, forms) or 0, "subject-of-verb")
    elif trigger.way is Way.NEGATED_VERB:
        yield from (_object_verb if is_passive(tree, trigger.index, forms) else _subject_verb)(
            tree, trigger.index, forms
        )
    elif trigger.way is Way.WITH_VERB:
        for child in done_with(tree, trigger.index, forms):
            yield Argument(child, "done-with")
    elif trigger.way is Way.STATE:
        yield from _state(tree, trigger.index, forms)
    elif trigger.way is Way.RESULT:
        head = tree.tokens[trigger.index].head
        if head >= 0:
            done_to = is_passive(tree, head, forms) or bool(tree.children(head, "obj"))
            yield from (_object_verb if done_to else _subject_verb)(tree, head, forms)
    elif trigger.way is not Way.TOLL:
        yield from _noun(tree, trigger, forms)


def _object_verb(tree: Tree, verb: int, forms: FrameWords) -> Iterator[Argument]:
    token = tree.tokens[verb]
    among = _members(tree, token.head, forms) if token.deprel == "acl" else iter(())
    if is_passive(tree, verb, forms) and (members := list(among)):
        yield from members
        return
    if is_passive(tree, verb, forms) and not aims_at(tree, verb, forms):
        subject = passive_subject(tree, verb, forms)
        if subject is not None:
            if subject == token.head and token.deprel == "acl:relcl":
                subject = nearer_part(tree, subject, verb, forms)
            yield Argument(antecedent(tree, subject, verb, forms), "subject-of-passive")
            other = before_brackets(tree, verb, subject, forms)
            if other is not None:
                yield Argument(other, "subject-of-passive", direct=False)
            return
    done_to = tree.children(verb, "obj") or tree.children(verb, "iobj")
    objects = [one for one in done_to if not made_of(tree, one, forms)]
    if objects:
        for index in objects:
            yield Argument(antecedent(tree, index, verb, forms), "object-of-verb")
        return
    if token.deprel == "amod":
        yield Argument(token.head, "attribute-of-noun", strong=False)
        return
    if token.deprel.startswith("acl") and token.deprel != "acl:relcl":
        if aims_at(tree, verb, forms):
            return
        if not token.text.lower().endswith(tuple(forms.endings.active)):
            yield Argument(nearer_part(tree, token.head, verb, forms), "participle-of-noun")
            yield from _members(tree, token.head, forms)
        return
    if token.deprel == "acl:relcl":
        yield Argument(token.head, "relative-clause")
        subjects = tree.children(verb, "nsubj")
        if subjects and is_participle(token, forms) and tree.tokens[subjects[0]].upos != "PRON":
            yield Argument(subjects[0], "reduced-passive")
        return
    for child in tree.children(verb, "conj"):
        shared = tree.children(child, "obj")
        if shared and tree.tokens[child].upos == "VERB" and shared[0] > child > verb:
            yield Argument(shared[0], "object-of-both-verbs")
            return
    if token.deprel == "conj" and token.head >= 0 and not tree.children(verb, "nsubj"):
        yield from _object_verb(tree, token.head, forms)
        return
    if is_participle(token, forms):
        subjects = tree.children(verb, "nsubj")
        climbed = controller(tree, verb, forms)
        if climbed is not None and not (subjects and token.deprel == "conj"):
            yield Argument(climbed, "subject-of-participle")
            return
        perfect = has_perfect(tree, verb, forms)
        if subjects and not perfect and not aims_at(tree, verb, forms):
            yield Argument(antecedent(tree, subjects[0], verb, forms), "reduced-passive")
            return
        for child in (*tree.children(verb, "nummod"), *tree.children(verb, "dep")):
            yield Argument(child, "number-before-participle")
        if token.head >= 0 and tree.tokens[token.head].upos == "NUM":
            yield Argument(token.head, "number-before-participle")


def _members(tree: Tree, noun: int, forms: FrameWords) -> Iterator[Argument]:
    for member in members_of(tree, noun, forms):
        yield Argument(member, "member-of-those")


def _subject_verb(tree: Tree, verb: int, forms: FrameWords) -> Iterator[Argument]:
    token = tree.tokens[verb]
    subject = subject_of(tree, verb)
    if subject is not None:
        yield Argument(antecedent(tree, subject, verb, forms), "subject-of-verb")
        return
    objects = tree.children(verb, "obj")
    infinitive = any(
        tree.tokens[c].lemma in forms.grammar.goal for c in tree.children(verb, "mark")
    )
    if objects and objects[0] > verb and not infinitive and token.deprel == "root":
        yield Argument(objects[0], "subject-behind-verb")
    elif token.deprel == "amod":
        yield Argument(token.head, "attribute-of-noun", strong=False)
    elif token.deprel.startswith("acl"):
        yield Argument(nearer_part(tree, token.head, verb, forms), "participle-of-noun")
    else:
        climbed = controller(tree, verb, forms)
        if climbed is not None:
            yield Argument(climbed, "subject-by-control")


def _adjective(tree: Tree, index: int, forms: FrameWords) -> Iterator[Argument]:
    token = tree.tokens[index]
    subjects = tree.children(index, "nsubj")
    if subjects:
        yield Argument(antecedent(tree, subjects[0], index, forms), "subject-of-adjective")
        return
    yield from _members(tree, index, forms)
    if token.deprel == "amod":
        # "50 people missing" says it of them; "50 missing people" only adds it
        behind = token.head < index
        left = left_object(tree, index, forms) if behind else None
        if left is not None:  # "left six soldiers and a driver dead"
            yield Argument(left, "secondary-predicate")
        yield Argument(token.head, "attribute-of-noun", strong=behind)
        return
    were = what_was(tree, index, forms)
    if were is not None:
        yield Argument(were, SAID_TO_BE)
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
            yield from _adjective(tree, token.head, forms)
            if head.upos == "VERB":
                yield from _object_verb(tree, token.head, forms)
        elif head.deprel == "amod":
            yield Argument(head.head, "attribute-of-noun", strong=False)
        return
    for find in (supposed, controller, left_object, left_in_state):
        climbed = find(tree, index, forms)
        if climbed is not None:
            yield Argument(climbed, "secondary-predicate")
            return


def _state(tree: Tree, index: int, forms: FrameWords) -> Iterator[Argument]:
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
    elif tree.tokens[head].upos in {"VERB", "AUX", "ADJ"}:
        subject = passive_subject(tree, head, forms)
        left = left_object(tree, index, forms)
        if left is not None:
            yield Argument(left, "left-in-state")
        elif subject is not None:
            yield Argument(antecedent(tree, subject, head, forms), "subject-of-state")


def _of(tree: Tree, index: int, forms: FrameWords) -> Iterator[Argument]:
    for child in tree.children(index, "nmod"):
        if any(tree.tokens[c].lemma in forms.grammar.of for c in tree.children(child, "case")):
            yield Argument(child, "of-counted-noun")


def _noun(tree: Tree, trigger: Trigger, forms: FrameWords) -> Iterator[Argument]:
    index = trigger.index
    if trigger.way is Way.OF_NOUN:
        yield from _of(tree, index, forms)
        return
    if trigger.way in {Way.STRENGTH, Way.CASE}:
        yield Argument(index, f"{trigger.way}-noun")
    elif trigger.way in {Way.NOUN, Way.LOSS}:
        yield Argument(index, "counted-noun")
    yield from _members(tree, index, forms)
    head = tree.tokens[index].head
    if head >= 0 and tree.tokens[head].lemma in forms.arguments.become:
        subject = subject_of(tree, head)
        if subject is not None:
            yield Argument(antecedent(tree, subject, head, forms), "predicate-noun")
    if trigger.way is Way.NOUN:
        for child in tree.children(index, "nmod:poss"):  # "the six Jesuits' slaying"
            if tree.children(child, "nummod"):
                yield Argument(child, "of-counted-noun")
    for child in tree.children(index, "nmod"):
        cases = {tree.tokens[c].lemma for c in tree.children(child, "case")}
        if cases & (forms.grammar.of | forms.grammar.among) or (
            trigger.way is Way.STRENGTH and not cases
        ):
            yield Argument(child, "of-counted-noun")


def _idiom(tree: Tree, trigger: Trigger, forms: FrameWords) -> Iterator[Argument]:
    idiom, partner, verb = trigger.idiom, trigger.partner, trigger.index
    if idiom is None or partner is None:
        return
    if idiom.counted == "subject":
        subject = subject_of(tree, verb)
        if subject is not None:
            yield Argument(antecedent(tree, subject, verb, forms), "subject-of-idiom")
        elif tree.tokens[verb].deprel.startswith("acl"):
            yield Argument(tree.tokens[verb].head, "participle-of-noun")
        else:
            climbed = controller(tree, verb, forms)
            if climbed is not None:
                yield Argument(climbed, "subject-by-control")
    elif idiom.counted == "oblique":
        for child in (*tree.children(verb, "obl", "obj"), *tree.children(partner, "nmod")):
            led = idiom.objects or not idiom.led or is_led(tree, child, idiom.led)
            if child != partner and led:
                yield Argument(child, "oblique-of-idiom")
    elif idiom.objects and is_counted_partner(tree, partner, forms):
        yield Argument(partner, "object-of-idiom")
        for child in tree.children(verb, "obj", "iobj"):
            if child < partner and tree.children(partner, "nmod:poss"):
                yield Argument(child, "object-of-idiom")  # "cost 37 soldiers their lives"
        for child in tree.children(partner, "nmod"):
            if any(tree.tokens[c].lemma in forms.grammar.of for c in tree.children(child, "case")):
                yield Argument(child, "object-of-idiom")
    else:
        yield from _object_verb(tree, verb, forms)
