"""Unmeant: words of harm and of strength that the sentence uses for something else.

Road tolls, three counts of murder, a field of 26 teams, two officers involved in a shooting, a ship
built to hold 300 soldiers, a crisis that hurt millions, a poll of 40 patients: nobody is tallied by
these.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tallybook.catalogue.measures import MeasureWords
from tallybook.extract.frames.objections import SUFFERED
from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree, is_relation
from tallybook.language.unmeant_words import Unmeant
from tallybook.model import Form

_OLD: Final = 110
_FEW: Final = 20
_BESIDE: Final = 2
_OPENING: Final = 4
_AGES: Final = frozenset({Form.LESS_THAN, Form.MORE_THAN})
_KEPT: Final = frozenset({"captured", "abducted", "displaced", "deployed", "wounded", "sick"})
_BURIED: Final = frozenset({"killed"})
_TOLD: Final = SUFFERED | {"rescued", "missing", "displaced"}


def is_unmeant(
    tree: Tree, count: Count, lexical: MeasureWords, people: PeopleWords, words: Unmeant
) -> bool:
    """Does the sentence speak of something else than its words would count?

    lexical: the words of the count's measure.
    """
    if any(refuses(tree, count, words) for refuses in _REFUSALS):
        return True
    return _is_civil_arrest(tree, count, lexical, people, words)


def _is_road_toll(tree: Tree, count: Count, words: Unmeant) -> bool:
    """ "Tolls on the turnpike between Exits 1 and 6"."""
    token = tree.tokens[count.trigger]
    if count.way is not Way.TOLL or token.lemma not in words.tolls:
        return False
    return any(t.lemma in words.roads for t in tree.tokens)


def _is_charge(tree: Tree, count: Count, words: Unmeant) -> bool:
    """ "Three counts of murder", "two charges of kidnapping"."""
    phrase = {count.head, count.head if count.noun is None else count.noun}
    charged = any(_is_plural(tree, one, words.charges) for one in phrase)
    return count.measure in _TOLD and charged


def _is_plural(tree: Tree, index: int, nouns: frozenset[str]) -> bool:
    token = tree.tokens[index]
    return token.lemma in nouns and token.text.lower() != token.lemma


def _is_nearly_done(tree: Tree, count: Count, words: Unmeant) -> bool:
    """ "Stabbed a guard nearly to death", "almost killed two men"."""
    if count.measure not in SUFFERED:
        return False
    before = tree.tokens[max(0, count.trigger - _BESIDE) : count.trigger]
    if before and before[-1].lemma in words.to:
        return before[0].lemma in words.nearly
    near = {token.index for token in before}
    helping = near.intersection(tree.children(count.trigger, "advmod"))
    return any(tree.tokens[one].lemma in words.nearly for one in helping)


def _is_contest(tree: Tree, count: Count, words: Unmeant) -> bool:
    """Teams themselves are no strength; who is eliminated from a cup is not killed."""
    trigger = tree.tokens[count.trigger]
    if count.measure == "deployed" and _is_plural(tree, count.trigger, words.teams):
        return count.trigger in {count.head, count.noun}
    beside = tree.children(count.trigger, "obl")
    return trigger.lemma in words.eliminating and any(
        tree.tokens[one].lemma in words.contests for one in beside
    )


def _is_capacity(tree: Tree, count: Count, words: Unmeant) -> bool:
    """ "Built to hold 300 soldiers", "can accommodate 2,000 refugees", "room for 90 patients"."""
    above = tree.tokens[count.head].head
    if count.measure in _KEPT | _BURIED and above >= 0 and _is_built_for(tree, count, words):
        return True
    if count.measure not in _KEPT:
        return False
    if above >= 0 and count.way is Way.NOUN and tree.tokens[above].lemma in words.room:
        return True
    near = (one for one in (count.trigger, above) if one >= 0)
    verb = next((one for one in near if tree.tokens[one].lemma in words.holding), None)
    if verb is None:
        return False
    if any(tree.tokens[c].lemma in words.able for c in tree.children(verb, "aux")):
        return True
    over = tree.tokens[verb].head
    is_goal = any(tree.tokens[c].lemma in words.to for c in tree.children(verb, "mark"))
    return is_goal and over >= 0 and tree.tokens[over].lemma in words.made


def _is_built_for(tree: Tree, count: Count, words: Unmeant) -> bool:
    """ "A jail built for 600 inmates", "space for 30 bodies": whether they are there or not."""
    led = any(tree.tokens[c].lemma in words.purpose for c in tree.children(count.head, "case"))
    above = tree.tokens[count.head].head
    if not led or above >= count.head:
        return False
    if tree.tokens[above].lemma in words.room:
        return True
    return tree.tokens[above].lemma in words.built and not tree.children(above, "obj")


def _is_rammed(tree: Tree, count: Count, words: Unmeant) -> bool:
    """ "Rammed a truck into the gate": the deed is done with it, and nothing says it was lost."""
    if count.measure != "equipment_lost" or tree.tokens[count.trigger].lemma not in words.ramming:
        return False
    below = (count.trigger, count.head)
    return any(
        tree.tokens[case].lemma in words.into
        for at in below
        for goal in tree.children(at, "obl", "nmod")
        for case in tree.children(goal, "case")
    )


def _is_given_up(tree: Tree, count: Count, words: Unmeant) -> bool:
    """ "Many had given up looking for work", "ready to give up on the plan"."""
    if count.measure != "captured" or tree.tokens[count.trigger].lemma not in words.giving:
        return False
    if any(one != count.head for one in tree.children(count.trigger, "xcomp", "ccomp")):
        return True
    given = [tree.tokens[one] for one in tree.children(count.trigger, "obj") if one != count.head]
    if given:
        return any(token.upos == "NOUN" and token.lemma not in words.arms for token in given)
    return any(
        tree.tokens[case].lemma in words.on
        for one in tree.children(count.trigger, "obl")
        for case in tree.children(one, "case")
    )


def _is_work_force(tree: Tree, count: Count, words: Unmeant) -> bool:
    """ "A work force of 43 million" bears no arms."""
    kinds = (tree.tokens[c].lemma for c in tree.children(count.trigger, "compound", "amod"))
    return count.way is Way.STRENGTH and not words.civil_forces.isdisjoint(kinds)


def _is_involved(tree: Tree, count: Count, words: Unmeant) -> bool:
    """ "Two officers involved in the shooting" are no strength, nor a field of guests' presence."""
    trigger = tree.tokens[count.trigger]
    if count.measure != "deployed":
        return False
    if trigger.lemma in words.present:
        return _is_led(tree, count.trigger, words)
    if trigger.lemma not in words.involving and trigger.text.lower() not in words.involving:
        return False
    beside = tree.children(count.trigger, "obl")
    return any(tree.tokens[one].lemma in words.affairs for one in beside)


def _is_figure_of_speech(tree: Tree, count: Count, words: Unmeant) -> bool:
    """ "The crisis hurt millions", "the law has saved 1,200 lives", "rescued from debt"."""
    doers = {tree.tokens[one].lemma for one in _doers(tree, count.trigger)}
    if count.measure == "wounded" and count.way is Way.OBJECT_VERB:
        return not doers.isdisjoint(words.harmless)
    if count.measure != "rescued":
        return False
    beside = {tree.tokens[one].lemma for one in tree.children(count.trigger, "obl")}
    return not (doers.isdisjoint(words.lifesavers) and beside.isdisjoint(words.straits))


def _doers(tree: Tree, verb: int) -> list[int]:
    token = tree.tokens[verb]
    doers = list(tree.children(verb, "nsubj"))
    if is_relation(token.deprel, "acl:relcl") and token.head >= 0:
        doers.append(token.head)
    return doers


def _is_outflow(tree: Tree, count: Count, words: Unmeant) -> bool:
    """ "The county lost 2,700 people in the last decade": they moved, or changed their employer."""
    if count.measure not in SUFFERED or tree.tokens[count.trigger].lemma not in words.losing:
        return False
    if not any(tree.tokens[one].lemma in words.homes for one in _doers(tree, count.trigger)):
        return False
    beside = {tree.tokens[one].lemma for one in tree.children(count.trigger, "obl")}
    return beside <= words.spans | words.rivals


def _is_house_move(tree: Tree, count: Count, words: Unmeant) -> bool:
    """ "Both families moved west", "a man was moved to another ward"."""
    if count.measure != "displaced" or tree.tokens[count.trigger].lemma not in words.moving:
        return False
    is_one = count.mention is not None and count.mention.kind in {"article", "one"}
    if count.rule.split(",")[0] != "reduced-passive" and not is_one:
        return False
    ends = [end for end in (count.quantity.low, count.quantity.high) if end is not None]
    goals = {tree.tokens[c].lemma for c in tree.children(count.trigger, "obl", "advmod")}
    return max(ends, default=0) < _FEW and not goals & words.refuges


def _is_age(tree: Tree, count: Count, words: Unmeant) -> bool:
    """ "Most of the dead were under 15": years, not people."""
    quantity = count.quantity
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    if quantity.form not in _AGES or count.rule != "figure-of-subject" or max(ends) > _OLD:
        return False
    token = tree.tokens[count.trigger]
    return token.text.lower() == token.lemma and token.upos == "ADJ"


def _is_one_case(tree: Tree, count: Count, words: Unmeant) -> bool:
    """ "The Oct. 19 loss", "a 1970 bribery case": a number that stands before one thing."""
    kind = count.mention.kind if count.mention else None
    low = count.quantity.low
    if count.noun is None or count.trigger != count.noun or kind != "count" or low is None:
        return False
    token = tree.tokens[count.noun]
    singular = token.upos == "NOUN" and token.text.lower() == token.lemma
    return low > 1 and count.head == count.noun and singular and token.lemma in words.singular


def _is_played(tree: Tree, count: Count, words: Unmeant) -> bool:
    """Mock casualties, and what befalls people in a film."""
    if count.measure not in _TOLD:
        return False
    own = {count.head, count.trigger, count.head if count.noun is None else count.noun}
    described = {
        tree.tokens[c].lemma for one in own for c in tree.children(one, "amod", "compound")
    }
    if described & words.mock:
        return True
    return any(
        (token.lemma in words.works and _is_led(tree, token.index, words))
        or (token.lemma in words.fictions and is_relation(token.deprel, "nsubj"))
        for token in tree.tokens[: min(count.head, _OPENING)]
    )


def _is_led(tree: Tree, index: int, words: Unmeant) -> bool:
    return any(tree.tokens[c].lemma in words.within for c in tree.children(index, "case"))


def _is_civil_arrest(
    tree: Tree, count: Count, lexical: MeasureWords, people: PeopleWords, words: Unmeant
) -> bool:
    """Who gives up to the police, or whom they take into custody, is no prisoner of war."""
    if count.measure != "captured" or count.way is Way.NOUN:
        return False
    noun = None if count.noun is None else tree.tokens[count.noun]
    fights = noun is not None and people.role_of.get(noun.lemma) in lexical.verb_roles
    if fights:
        return False
    near = tree.children(count.trigger, "nsubj", "obl")
    return any(tree.tokens[one].lemma in words.lawmen for one in near)


def _is_on_film(tree: Tree, count: Count, words: Unmeant) -> bool:
    """ "Captured on video taunting passers-by"."""
    beside = {tree.tokens[one].lemma.lower() for one in tree.children(count.trigger, "obl")}
    return count.measure == "captured" and not beside.isdisjoint(words.film)


_REFUSALS: Final[tuple[Callable[[Tree, Count, Unmeant], bool], ...]] = (
    _is_road_toll,
    _is_charge,
    _is_nearly_done,
    _is_contest,
    _is_capacity,
    _is_rammed,
    _is_given_up,
    _is_work_force,
    _is_involved,
    _is_figure_of_speech,
    _is_outflow,
    _is_house_move,
    _is_age,
    _is_one_case,
    _is_played,
    _is_on_film,
)
