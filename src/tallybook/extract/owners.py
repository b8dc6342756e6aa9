"""Owners: whose the counted people and things are, where their own noun does not say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tallybook.catalogue.sources import SourceCatalogue
from tallybook.catalogue.speakers import Context
from tallybook.extract.armed import armed_parties
from tallybook.extract.frames.clauses import subject_of
from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.extract.named_units import is_of_named_unit, whose
from tallybook.extract.populations import PopulationWords, parties_in, phrase_of
from tallybook.language.owner_words import OwnerWords, load_owner_words
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Attribution, Population

_OBJECT = "object"
GUESTS = "refugee"  # "Turkey has three million refugees": they are not Turkey's
_PREDICATES = ("nsubj", "appos", "amod", "acl", "conj")


def owned(
    tree: Tree,
    count: Count,
    of: Population,
    chain: Sequence[Attribution],
    words: PopulationWords,
    armed: frozenset[str] = frozenset(),
) -> Population:
    """The population with the party that the sentence says it belongs to; it stays as it is
    where it has parties, or where the sentence names none or several.

    chain: who says so: "its soldiers" are the speaker's. armed: the parties of whose troops the
    report speaks: where it is one, "the army" and soldiers without a party are that one's.
    """
    if count.measure == "money" or of.role == GUESTS:
        return of
    said = load_owner_words()
    if _are_its_men(tree, count, chain, said) or _are_men_lost(tree, count, words, said):
        of = replace(of, role="soldier")
    if of.parties:
        both = _loser(tree, count, words, said)
        return replace(of, parties=both) if set(both) > set(of.parties) else of
    whom = whose(tree, count, said.whose)
    if whom is not None:
        found = parties_in(tree, phrase_of(tree, whom), words)[0]
        return replace(of, parties=found) if len(found) == 1 else of
    owners = _owners(tree, count, chain, words, said)
    parties = next((found for found in owners if found), ())
    troops = of.role == "soldier" or _is_of_army(tree, count, words, said)
    if not parties and troops and count.whole is None:
        if _is_set_apart(tree, count, words, said) or is_of_named_unit(tree, count, words.people):
            return of
        here = armed_parties([tree], words)
        one = here if len(here) == 1 else armed
        parties = tuple(one) if len(one) == 1 else ()
        if set(parties) & set(_killers(tree, count, chain, words, said)):
            return of
    return replace(of, parties=parties) if parties else of


def _killers(
    tree: Tree,
    count: Count,
    chain: Sequence[Attribution],
    words: PopulationWords,
    said: OwnerWords,
) -> tuple[str, ...]:
    """Whose men did it: the speaker's in "the force said its fighters had killed 16 soldiers"."""
    subject = subject_of(tree, count.trigger) if count.rule.startswith(_OBJECT) else None
    if subject is None or tree.tokens[count.trigger].lemma in said.losing:
        return ()
    owners = {tree.tokens[child].lemma.lower() for child in tree.children(subject, "nmod:poss")}
    own = owners | {tree.tokens[subject].lemma.lower()}
    if chain and own & said.own:
        return _party_of(tree, chain[0], words)
    return parties_in(tree, phrase_of(tree, subject), words)[0]


def _is_set_apart(tree: Tree, count: Count, words: PopulationWords, said: OwnerWords) -> bool:
    """ "30 government troops and 11 Emirati soldiers": are they not those beside?"""
    noun = count.head if count.noun is None else count.noun
    beside = {tree.tokens[one].lemma for one in tree.children(noun, "amod", "compound")}
    if not beside & said.apart:
        return False
    token = tree.tokens[noun]
    top = token.head if is_relation(token.deprel, "conj") else noun
    listed = {top, *tree.children(top, "conj")} - {noun}
    return any(parties_in(tree, phrase_of(tree, one), words)[0] for one in listed)


def _are_its_men(tree: Tree, count: Count, chain: Sequence[Attribution], said: OwnerWords) -> bool:
    """Are they the men of the army, or of the ministry of defence, that says so?"""
    noun = count.head if count.noun is None else count.noun
    near = (noun, *tree.children(noun, "nmod"))
    if not chain or not any(tree.tokens[one].lemma in said.men for one in near):
        return False
    if not _is_own(tree, count, said):
        return False
    speaker = SourceCatalogue.load().identify(chain[0].source.name, Context(person=""))
    return bool(speaker.called & said.armed)


def _are_men_lost(tree: Tree, count: Count, words: PopulationWords, said: OwnerWords) -> bool:
    """ "Pro-government forces lost 40 men"."""
    noun = count.head if count.noun is None else count.noun
    return tree.tokens[noun].lemma in said.men and _is_of_army(tree, count, words, said)


def _owners(
    tree: Tree,
    count: Count,
    chain: Sequence[Attribution],
    words: PopulationWords,
    said: OwnerWords,
) -> Iterator[tuple[str, ...]]:
    """The parties that each way of saying gives, the surest first."""
    if count.whole is not None or (count.way is not Way.TOLL and _is_some_of(tree, count)):
        yield _said_to_be(tree, count, words)
    is_figure = count.way is not Way.TOLL and count.mention is not None
    if is_figure and _is_own(tree, count, said):
        yield _antecedent(tree, count, chain, words)
    if count.way in (Way.LOSS, Way.NOUN) and tree.tokens[count.trigger].upos == "NOUN":
        yield _possessor(tree, count.trigger, words)
    yield _loser(tree, count, words, said)
    yield _own_loss(tree, count, chain, said)
    if count.measure in said.things:
        yield _sender(tree, count, words, said)
    if chain and count.whole is None and count.way is not Way.TOLL:
        yield _admitting(tree, count, chain[0], words, said)


def _is_of_army(tree: Tree, count: Count, words: PopulationWords, said: OwnerWords) -> bool:
    """ "The army has lost 115 men", whosever army it is."""
    if tree.tokens[count.trigger].lemma not in said.losing:
        return False
    subject = subject_of(tree, count.trigger)
    return subject is not None and tree.tokens[subject].lemma in words.people.troops


def _is_some_of(tree: Tree, count: Count) -> bool:
    """ "82 were Iranians": a number alone, or some of a whole."""
    return count.noun is None or tree.tokens[count.head].upos == "NUM"


def _said_to_be(tree: Tree, count: Count, words: PopulationWords) -> tuple[str, ...]:
    """ "nine of whom were Iranians", "three of them British"."""
    inside = tree.covering(count.start, count.end)
    found = (
        parties_in(tree, inside, words)[0]
        or parties_in(tree, tree.children(count.head, "amod", "appos"), words)[0]
    )
    if not found:
        head = tree.tokens[count.head]
        if head.head >= 0 and is_relation(head.deprel, *_PREDICATES):
            above = head.head
            if tree.children(above, "case"):
                return ()  # joined to a place: "in Ghana and 12 in Togo"
            if tree.children(above, "cop") or tree.tokens[above].upos in ("ADJ", "PROPN"):
                found = parties_in(tree, [above, *tree.children(above, "amod", "compound")], words)[
                    0
                ]
    return found if len(found) == 1 else ()


def _is_own(tree: Tree, count: Count, said: OwnerWords) -> bool:
    nouns = [count.head] if count.noun is None else [count.noun, count.head]
    nouns += [child for noun in nouns for child in tree.children(noun, "nmod")]
    owners = {tree.tokens[c].lemma.lower() for n in nouns for c in tree.children(n, "nmod:poss")}
    return bool(owners & (said.own | said.nation))


def _antecedent(
    tree: Tree, count: Count, chain: Sequence[Attribution], words: PopulationWords
) -> tuple[str, ...]:
    """Whose "its" is: of the subject of the clause or of one above it, else of who speaks."""
    for verb in (count.head, *tree.ancestors(count.head)):
        if tree.tokens[verb].upos not in ("VERB", "AUX", "NOUN", "ADJ"):
            continue
        for subject in tree.children(verb, "nsubj"):
            if subject >= count.head or count.head in tree.subtree(subject):
                continue
            found = parties_in(tree, phrase_of(tree, subject), words)[0] or _possessor(
                tree, subject, words
            )
            if found:
                return found if len(found) == 1 else ()
    return _party_of(tree, chain[0], words) if chain else ()


def _possessor(tree: Tree, noun: int, words: PopulationWords) -> tuple[str, ...]:
    """ "Israel's military": Israel; not "deaths outside Israel", "more deaths than Israel"."""
    found: list[str] = []
    joining = words.people.of_party | words.people.within_body
    for child in tree.children(noun, "nmod:poss", "compound", "amod", "nmod"):
        cases = {tree.tokens[case].lemma for case in tree.children(child, "case")}
        if cases and not cases & joining:
            continue
        found += parties_in(tree, phrase_of(tree, child), words)[0]
    return tuple(sorted(set(found)))


def _party_of(tree: Tree, speaker: Attribution, words: PopulationWords) -> tuple[str, ...]:
    if speaker.source.party is not None:
        return (speaker.source.party,)
    found = parties_in(tree, tree.covering(speaker.start, speaker.end), words)[0]
    return found if len(found) == 1 else ()


def _loser(tree: Tree, count: Count, words: PopulationWords, said: OwnerWords) -> tuple[str, ...]:
    """ "Russian forces had lost 12 tanks", "cost Finland 25,904 dead", "put Russian losses at"."""
    for verb in (count.trigger, *tree.ancestors(count.head)):
        lemma = tree.tokens[verb].lemma
        if lemma in said.costing:
            for child in tree.children(verb, "iobj"):
                return parties_in(tree, phrase_of(tree, child), words)[0]
        for child in tree.children(verb, "obj", "nsubj", "nsubj:pass"):
            if tree.tokens[child].lemma in said.losses and child != count.head:
                return _possessor(tree, child, words) or _of_subject(tree, verb, child, words, said)
        if lemma in said.losing or lemma in said.having:
            subject = subject_of(tree, verb)
            if subject is None or subject == count.head or count.head in tree.subtree(subject):
                return ()
            return parties_in(tree, [*phrase_of(tree, subject), *_joined(tree, subject)], words)[
                0
            ] or _possessor(tree, subject, words)
        if is_relation(tree.tokens[verb].deprel, "ccomp", "parataxis", "advcl"):
            return ()
    return ()


def _own_loss(
    tree: Tree, count: Count, chain: Sequence[Attribution], said: OwnerWords
) -> tuple[str, ...]:
    """ "Moscow says it lost 12 men": they are the speaker's."""
    if not chain or tree.tokens[count.trigger].lemma not in said.losing:
        return ()
    subject = subject_of(tree, count.trigger)
    party = chain[0].source.party
    own = subject is not None and tree.tokens[subject].lemma.lower() in said.own
    beside = subject is not None and chain[0].start < tree.tokens[subject].start
    return (party,) if own and beside and party is not None else ()


def _of_subject(
    tree: Tree, verb: int, losses: int, words: PopulationWords, said: OwnerWords
) -> tuple[str, ...]:
    """ "Norland put its losses at four": Norland's."""
    owners = {tree.tokens[c].lemma.lower() for c in tree.children(losses, "nmod:poss")}
    subject = subject_of(tree, verb)
    if subject is None or not owners & said.own:
        return ()
    found = parties_in(tree, phrase_of(tree, subject), words)[0]
    return found or _possessor(tree, subject, words)


def _joined(tree: Tree, noun: int) -> list[int]:
    """The words of what a noun is joined to: "Malian soldiers and their Russian partners"."""
    return [i for child in tree.children(noun, "conj") for i in phrase_of(tree, child)]


def _sender(tree: Tree, count: Count, words: PopulationWords, said: OwnerWords) -> tuple[str, ...]:
    """ "30 of 58 drones launched by Russia"."""
    for index in (count.noun, count.head):
        if index is None:
            continue
        nouns = (index, *tree.children(index, "nmod"))
        for clause in (c for noun in nouns for c in tree.children(noun, "acl")):
            if tree.tokens[clause].lemma in said.sending:
                agents = tree.children(clause, "obl")
                return parties_in(tree, [i for a in agents for i in phrase_of(tree, a)], words)[0]
    return ()


def _admitting(
    tree: Tree, count: Count, speaker: Attribution, words: PopulationWords, said: OwnerWords
) -> tuple[str, ...]:
    """ "Bamako admitted two dead": its own, where nobody else is named."""
    above = tree.ancestors(count.head)
    behind = (aside for one in above for aside in tree.children(one, "parataxis"))
    verbs = [i for i in (*above, *behind) if tree.tokens[i].lemma in said.admitting]
    if not verbs or not any(
        s in tree.covering(speaker.start, speaker.end)
        for verb in verbs
        for s in tree.children(verb, "nsubj")
    ):
        return ()  # fmt: skip
    return _party_of(tree, speaker, words)
