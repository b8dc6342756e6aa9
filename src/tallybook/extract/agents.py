"""Agents: by whom, only where the text says who did it (codebook §5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.extract.populations import PopulationWords, population_of
from tallybook.language.agent_words import AgentWords
from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Attribution, Population

_NO_AGENT: Final = frozenset({"deployed", "missing", "money", "sick", "displaced"})
_HELD: Final = frozenset({"captured", "abducted"})
_WAYS: Final = frozenset(
    {Way.OBJECT_VERB, Way.SUBJECT_VERB, Way.ADJECTIVE, Way.NOUN, Way.RESULT, Way.ROLE_VERB}
)
_ACTIVE: Final = frozenset({Way.OBJECT_VERB, Way.ROLE_VERB, Way.RESULT})
_ACTIVE_RULES: Final = ("object", "number-behind-verb")
_FAR: Final = 4
_CODE: Final = len("UA")
_ROLES: Final = frozenset({"soldier", "fighter", "police"})


@dataclass(frozen=True, slots=True)
class AgentKit:
    """What agents are read by."""

    words: PopulationWords
    said: AgentWords
    forms: FrameWords


def agent_of(
    text: str, tree: Tree, count: Count, chain: Sequence[Attribution], kit: AgentKit
) -> Population | None:
    """Who did it: the passive's agent, the active verb's subject, or whose strike it was.

    chain: who says so, for "it said it had killed 23".
    """
    if count.measure in _NO_AGENT or not (count.way in _WAYS or _is_state(count)):
        return None
    bare: Population | None = None
    for index in dict.fromkeys(_candidates(tree, count, kit)):
        if index in {count.head, count.noun}:
            continue
        population = _party(text, tree, index, chain, kit)
        if population is not None and population.parties:
            return population
        bare = bare or population
    return bare


def _is_state(count: Count) -> bool:
    return count.way is Way.STATE and count.measure in _HELD


def _candidates(tree: Tree, count: Count, kit: AgentKit) -> Iterator[int]:
    """The words that could name who did it, the likeliest first."""
    said, verb = kit.said, count.trigger
    if count.measure in _HELD:
        yield from _keepers(tree, count, said)
    yield from tree.children(verb, "obl:agent")
    losing = tree.tokens[verb].lemma in said.losing | said.helping
    if count.way in _ACTIVE and count.rule.startswith(_ACTIVE_RULES) and not losing:
        yield from _doers(tree, _subjects(tree, verb, said), kit)
    above = tree.tokens[verb].head
    if count.way is Way.ADJECTIVE and above >= 0 and tree.tokens[above].lemma in said.leaving:
        yield from _doers(tree, _subjects(tree, above, said), kit)
    if losing:
        return
    for one in _joined(tree, verb):
        for child in tree.children(one, "obl", "nmod"):
            if tree.tokens[child].lemma in said.attacks:
                yield from _owners(tree, child, kit)
            elif _is_by(tree, child, kit.forms) and tree.tokens[child].lemma not in said.accounts:
                yield from _doers(tree, [child], kit)
        yield from _attackers(tree, one, kit)
    for index in tree.subtree(verb):
        cases = {tree.tokens[c].lemma for c in tree.children(index, "case")}
        path = list(tree.ancestors(index))
        lemmas = {tree.tokens[i].lemma for i in path}
        if cases & said.against and lemmas & said.fight and not _is_of_who(tree, path, verb):
            yield index


def _is_of_who(tree: Tree, above: Sequence[int], verb: int) -> bool:
    """ "A man who went to fight against Wagner was killed": that says who he is, not by whom."""
    inside = above[: above.index(verb)] if verb in above else above
    return any(is_relation(tree.tokens[i].deprel, "acl:relcl", "nsubj") for i in inside)


def _keepers(tree: Tree, count: Count, said: AgentWords) -> Iterator[int]:
    """ "Russia holds 8,000 soldiers", "8,000 are in Russian captivity"."""
    for index in (count.trigger, count.head, count.noun):
        if index is None:
            continue
        for child in (index, *tree.children(index, "nmod", "obl")):
            if tree.tokens[child].lemma in said.keeping:
                yield from tree.children(child, "amod", "nmod:poss", "compound")
        above = tree.tokens[index].head
        if above >= 0 and tree.tokens[above].lemma in said.kept:
            yield from _subjects(tree, above, said)


def _joined(tree: Tree, verb: int) -> list[int]:
    """The verb and those joined to it: "one was killed and six were hurt in a strike"."""
    found = [verb, *tree.children(verb, "conj")]
    token = tree.tokens[verb]
    own = tree.children(verb, "nsubj") and tree.children(verb, "aux", "aux:pass")
    if token.deprel == "conj" and token.head >= 0 and not own:
        found.append(token.head)
    return found


def _subjects(tree: Tree, verb: int, said: AgentWords) -> list[int]:
    """The subject of an active verb, or of the verb that it is joined to."""
    index = verb
    for step in range(_FAR):
        if tree.children(index, "aux:pass"):
            return []
        before = [s for s in tree.children(index, "nsubj", "csubj") if s < index]
        if step and any(tree.tokens[s].deprel == "nsubj:pass" for s in before):
            before = [s for s in before if tree.tokens[s].lemma in said.attacks]
        token = tree.tokens[index]
        if before or token.head < 0:
            return before
        above = tree.tokens[token.head]
        if is_relation(token.deprel, "acl"):
            return [token.head]
        if not is_relation(token.deprel, "conj", "advcl", "xcomp", "obj"):
            return []
        if above.upos not in {"VERB", "AUX"} and not is_relation(above.deprel, "obj", "xcomp"):
            return []
        index = token.head
    return []


def _doers(tree: Tree, subjects: Sequence[int], kit: AgentKit) -> Iterator[int]:
    """The subjects; of a strike, those whose strike it was."""
    for subject in subjects:
        if tree.tokens[subject].lemma in kit.said.attacks:
            yield from _owners(tree, subject, kit)
        else:
            yield subject


def _owners(tree: Tree, attack: int, kit: AgentKit) -> Iterator[int]:
    """ "Israeli strikes", "a strike by Myanmar's military", "raids ordered by the US president"."""
    for child in tree.children(attack, "nmod:poss", "amod"):
        yield child
    for child in tree.children(attack, "compound"):
        name = tree.tokens[child].text
        if kit.words.parties.named(name) or name.lower() in kit.said.adjectival:
            yield child
        else:
            yield from tree.children(child, "amod")
    for child in tree.children(attack, "nmod", "obl"):
        if _is_by(tree, child, kit.forms):
            yield child
    for child in tree.children(attack, "acl"):
        yield from tree.children(child, "obl:agent")
        yield from (c for c in tree.children(child, "obl") if _is_by(tree, c, kit.forms))


def _attackers(tree: Tree, verb: int, kit: AgentKit) -> Iterator[int]:
    """ "Injured when an Israeli tank fired at a tower"."""
    for child in tree.children(verb, "advcl"):
        marks = {tree.tokens[c].lemma for c in tree.children(child, "mark", "advmod")}
        if marks & kit.said.clauses and tree.tokens[child].lemma in kit.said.attacking:
            yield from (s for s in tree.children(child, "nsubj") if s < child)


def _is_by(tree: Tree, index: int, forms: FrameWords) -> bool:
    return any(tree.tokens[c].lemma in forms.grammar.agent for c in tree.children(index, "case"))


def _can_do(tree: Tree, index: int, population: Population, kit: AgentKit) -> bool:
    """Is it people, a body of people, arms or a party by name, no landslide of a country?"""
    token, people = tree.tokens[index], kit.words.people
    if token.upos != "NOUN" or population.role is not None or people.is_person(token.lemma):
        return True
    bodies = people.collectives | people.groups | people.authorities | kit.said.attacks
    return token.lemma in bodies | kit.said.bodies


def _subject_above(tree: Tree, pronoun: int) -> int | None:
    """ "Xanadu freed six whom it had captured, the envoy says": Xanadu, and not who says so."""
    verb = tree.tokens[pronoun].head
    if tree.tokens[pronoun].upos != "PRON" or verb < 0 or tree.tokens[verb].head < 0:
        return None
    noun, is_subject = tree.tokens[verb].head, pronoun in tree.children(verb, "nsubj")
    if not is_subject or not is_relation(tree.tokens[verb].deprel, "acl"):
        return None
    above = next((up for up in tree.ancestors(noun) if tree.tokens[up].upos == "VERB"), None)
    subjects = [] if above is None else tree.children(above, "nsubj")
    return subjects[0] if len(subjects) == 1 and subjects[0] < noun else None


def _party(
    text: str, tree: Tree, index: int, chain: Sequence[Attribution], kit: AgentKit
) -> Population | None:
    """The people that the word names, if they are a party or under arms."""
    population = population_of(text, tree, index, kit.words)
    if population.parties:
        if not _can_do(tree, index, population, kit):
            return None
        irregular = tree.tokens[index].lemma in kit.said.irregulars
        groups = tuple(party for party in population.parties if len(party) != _CODE)
        return replace(population, parties=groups) if irregular else population
    token = tree.tokens[index]
    above = _subject_above(tree, index) if token.lemma in kit.said.speaking else None
    if above is not None:
        whose = population_of(text, tree, above, kit.words).parties
        if whose:
            return Population(token.text, whose, start=token.start, end=token.end)
        if chain and chain[0].start > token.start:
            return None
    origin = chain[0].source.party if chain else None
    owner = [tree.tokens[c] for c in tree.children(index, "nmod:poss", "det")]
    owner += [tree.tokens[c] for o in owner for c in tree.children(o.index, "nmod:poss")]
    pronouns = {t.text.lower() for t in (token, *owner) if t.upos in {"PRON", "DET"}}
    ours = population.role in _ROLES or token.upos == "PRON" or token.lemma in kit.said.attacks
    if origin is not None and pronouns & kit.said.speaking and ours:
        return Population(
            text=population.text or token.text,
            parties=(origin,),
            role=population.role,
            start=token.start if population.start is None else population.start,
            end=token.end if population.end is None else population.end,
        )
    return population if population.role in _ROLES else None
