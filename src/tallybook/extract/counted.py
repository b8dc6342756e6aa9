"""Counted: of whom a count is, with what the sentence and the one before it add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract.frames.asked import FOR_QUESTION
from tallybook.extract.frames.clauses import subject_of
from tallybook.extract.frames.dividing import DIVIDED
from tallybook.extract.frames.joined import SUMMED
from tallybook.extract.frames.repeats import GAPPED, GIVEN, OF_COUNT_BEFORE
from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.extract.kit import Kit
from tallybook.extract.owners import GUESTS
from tallybook.extract.populations import PopulationWords, joined_people, parties_in, population_of
from tallybook.extract.sufferers import suffered_by
from tallybook.extract.types import Found
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Attribution, Population

_NOMINAL: Final = frozenset({"NOUN", "PROPN"})

Earlier = Sequence[tuple[Found, Count, Population]]


def counted_of(text: str, found: Found, count: Count, earlier: Earlier, kit: Kit) -> Population:
    """The population of a count."""
    tree, words = found.tree, kit.populations
    if count.measure == "money":
        return Population()
    of = Population()
    if count.noun is not None:
        skip = (count.mention.start, count.mention.end) if count.mention else None
        if count.rule == FOR_QUESTION:
            skip = _asked(tree, count.noun, kit.words.forms)
        of = population_of(text, tree, count.noun, words, skip)
        if count.rule.endswith(SUMMED):
            of = _of_all(text, tree, count, of, words)
        if count.rule.endswith(DIVIDED):
            parties, unit = parties_in(tree, tree.covering(count.start, count.end), words)
            of = replace(of, parties=parties, unit=unit)
        is_loss = count.noun == count.trigger and count.rule != "presence"
        if is_loss and not _names_people(tree, count.noun, words):
            of = _without_trigger(text, tree, count, of)
    has = count.way in _LOSING or count.rule in _INDIRECT
    if not of.parties and has and of.role != GUESTS:
        of = _by_subject(text, tree, count, of, kit)
    if not of.parties and of.role is None and _is_loss(count):
        of = suffered_by(text, tree, count, words, kit.words.forms) or of
    if not of.parties and count.measure == "deployed":
        of = _by_sender(tree, count, of, kit)
    forms = kit.words.forms
    if not of.is_stated and _is_open(tree, count, forms):
        of = _inherited(found, count, of, earlier, forms)
    if count.rule in {GAPPED, GIVEN}:
        of = _of_next(text, tree, count, of, kit)
    mixed = count.noun is not None and joined_people(tree, count.noun, words.people)
    if count.measure == "deployed" and of.role is None and of.parties and not mixed:
        of = replace(of, role="soldier")
    return of


def _of_all(
    text: str, tree: Tree, count: Count, of: Population, words: PopulationWords
) -> Population:
    """ "A soldier and a nurse", two: the parties of both, and a role only if they share it."""
    inside = [at for at in tree.covering(count.start, count.end) if at != count.noun]
    nouns = [at for at in inside if is_relation(tree.tokens[at].deprel, "conj")]
    nouns = [at for at in nouns if tree.tokens[at].upos in _NOMINAL]
    others = [population_of(text, tree, at, words) for at in nouns]
    role = of.role if all(other.role == of.role for other in others) else None
    parties = dict.fromkeys((*of.parties, *(p for other in others for p in other.parties)))
    return replace(of, role=role, parties=tuple(parties))


def _asked(tree: Tree, noun: int, forms: FrameWords) -> tuple[int, int] | None:
    """Where "many" stands in "how many soldiers": no part of who they are."""
    for child in tree.children(noun, "amod", "det", "nummod"):
        if tree.tokens[child].lemma in forms.repeats.many:
            return tree.tokens[child].start, tree.tokens[child].end
    return None


_LOSING: Final = frozenset({Way.LOSS, Way.NOUN, Way.ROLE_VERB})
_INDIRECT: Final = frozenset(
    {"losses-suffered", "number-for-losses-before", "toll-noun", OF_COUNT_BEFORE}
)


def _is_loss(count: Count) -> bool:
    """Is the word of the loss itself what is counted ("18 casualties")?"""
    return count.noun in (None, count.trigger) or count.way in _LOSING or count.rule in _INDIRECT


def _names_people(tree: Tree, noun: int, words: PopulationWords) -> bool:
    """Does the word of the loss or the stay itself say who they are: "refugees", "forces"?"""
    lemma = tree.tokens[noun].lemma
    return lemma in words.people.role_of or lemma in words.people.collectives


def _without_trigger(text: str, tree: Tree, count: Count, of: Population) -> Population:
    """ "North Korean losses": of North Koreans; "significant losses" says of nobody."""
    if of.start is None or not of.is_stated:
        return replace(of, text="", start=None, end=None)
    end = tree.tokens[count.trigger].start
    words = text[of.start : end].rstrip(_QUOTES)
    if of.start >= end or not words:
        return of
    return replace(of, text=words, end=of.start + len(words))


_QUOTES: Final = " \n\"'“”‘’"


def _by_subject(text: str, tree: Tree, count: Count, of: Population, kit: Kit) -> Population:
    """ "North Korean forces have suffered several hundred casualties"."""
    said = kit.words.forms.counted
    verbs = [i for i in tree.ancestors(count.head) if tree.tokens[i].lemma in said.suffering]
    verbs += [t.index for t in tree.tokens if t.lemma in said.suffer and t.index not in verbs]
    for verb in verbs:
        subject = subject_of(tree, verb)
        if subject is None:
            continue
        who = population_of(text, tree, subject, kit.populations)
        tells = tree.tokens[verb].lemma in said.reporting and not (who.role or who.unit)
        if who.parties and not tells:
            role = of.role or who.role
            if of.text:
                return replace(of, parties=who.parties, unit=of.unit or who.unit, role=role)
            return replace(who, unit=of.unit or who.unit, role=role)
    return of


def _of_next(text: str, tree: Tree, count: Count, of: Population, kit: Kit) -> Population:
    """ "The army lost three and the police one": the one is the police's."""
    owner: int | None = tree.covering(count.start, count.end)[0] - 1
    if count.rule == GIVEN:
        verb = tree.tokens[count.head].head
        lost = verb >= 0 and tree.tokens[verb].lemma in kit.words.forms.repeats.taking
        owner = subject_of(tree, verb) if lost else None
    if owner is None or owner < 0:
        return of
    who = population_of(text, tree, owner, kit.populations)
    if who.parties and of.parties:
        return replace(of, parties=who.parties, unit=who.unit, text="", start=None, end=None)
    return of


def _by_sender(tree: Tree, count: Count, of: Population, kit: Kit) -> Population:
    """ "Pyongyang has sent thousands of troops": they are the sender's."""
    verb = count.trigger
    if tree.tokens[verb].upos != "VERB" or not count.rule.startswith("object"):
        return of
    subject = subject_of(tree, verb)
    if subject is None:
        return of
    parties, unit = parties_in(tree, tree.subtree(subject), kit.populations)
    return replace(of, parties=parties, unit=of.unit or unit) if len(parties) == 1 else of


def with_owner(
    tree: Tree,
    count: Count,
    of: Population,
    chain: Sequence[Attribution],
    words: PopulationWords,
    forms: FrameWords,
) -> Population:
    """ "50 of its soldiers" are the speaker's own, unless the sentence names somebody else."""
    if of.parties or count.noun is None or not chain or chain[0].source.party is None:
        return of
    if count.way is Way.TOLL:  # "its count" is the speaker's, the dead are not
        return of
    owners = {tree.tokens[c].lemma for c in tree.children(count.noun, "nmod:poss")}
    if not owners & forms.counted.own:
        return of
    others = [t.index for t in tree.tokens if not any(a.start <= t.start < a.end for a in chain)]
    if set(parties_in(tree, others, words)[0]) - {chain[0].source.party}:
        return of
    return replace(of, parties=(chain[0].source.party,))


_FAR: Final = 2
_SEX_OR_AGE: Final = frozenset({"man", "woman", "child"})
_OF_ANYBODY: Final = frozenset({"displaced", "sick"})
"""Measures of whole towns: "11 firefighters hurt, 6,000 evacuated" moves no 6,000 firefighters."""
_TAKEN: Final = "prisoner"
"""The role that being taken gives: "took 20 hostages and wounded 30" makes no prisoners of 30."""


def _is_open(tree: Tree, count: Count, forms: FrameWords) -> bool:
    """Does the count leave open who they are ("8 others", "wounding 30")?"""
    if count.noun is None or count.rule in _INDIRECT:
        return True
    token = tree.tokens[count.noun]
    return token.lemma in forms.counted.others or count.noun == count.trigger


def _is_one_kind_of_two(found: Found, count: Count, earlier: Earlier) -> bool:
    """ "303 pupils and 12 teachers were taken; 265 are held": not only teachers are."""
    roles = {
        of.role
        for other_found, other, of in earlier
        if other_found.index == found.index
        and other.measure == count.measure
        and other.trigger == count.trigger
        and other.whole is None
    }
    return len(roles) > 1


def _goes_on(found: Found, count: Count, before: Found) -> bool:
    """ "Eleven of our soldiers were killed. Nineteen were wounded": of the same army."""
    if found.index - before.index != 1 or found.sentence.block != before.sentence.block:
        return False
    first = next((t.index for t in found.tree.tokens if t.upos != "PUNCT"), None)
    head = found.tree.tokens[count.head]
    return head.upos == "NUM" and head.index == first and is_relation(head.deprel, "nsubj")


def _is_of_one(count: Count, before: Count, of: Population) -> bool:
    """ "Killed a 73-year-old woman and hurt ten others": the others are no women."""
    return of.role in _SEX_OR_AGE and before.quantity.high == 1 and before.measure != count.measure


def _inherited(
    found: Found, count: Count, of: Population, earlier: Earlier, forms: FrameWords
) -> Population:
    """What the same sentence counted before; for losses, what the sentences before spoke of."""
    for other_found, other_count, other in reversed(earlier):
        if found.index - other_found.index > _FAR:
            break
        if (
            other_count.whole is not None
            or other.text.split(" ")[0] in forms.counted.others
            or other_count.increment
            or other_count.rule == "sub-count"
        ):
            continue  # "29, seven of them children, and 64 wounded": not 64 children
        near = other_found.index == found.index or (
            count.rule in _INDIRECT
            # a toll goes on about the people of its own paragraph, not of the one before
            and (count.way is not Way.TOLL or other_found.sentence.block == found.sentence.block)
            and other_found.sentence.block.time == found.sentence.block.time
        )
        goes_on = other.parties and _goes_on(found, count, other_found)
        if (near or goes_on) and other.is_stated:
            taken = other.role == _TAKEN and other_count.measure != count.measure
            taken = taken or (count.measure in _OF_ANYBODY and other_count.measure != count.measure)
            taken = taken or _is_one_kind_of_two(other_found, other_count, earlier)
            taken = taken or _is_of_one(count, other_count, other)
            role = of.role or (None if taken else other.role)
            return replace(of, parties=other.parties, role=role, unit=other.unit)
    return of
