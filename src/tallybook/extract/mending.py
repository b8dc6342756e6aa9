"""Trees mended where the parser's arc contradicts the order of the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from tallybook.extract import mending_clauses as clauses
from tallybook.extract import mending_gaps as gaps
from tallybook.extract import mending_words as words
from tallybook.language.tree import Name, Token, Tree


def mended(tree: Tree) -> Tree:
    """The tree with its impossible tags and arcs mended; itself where it has none."""
    if not tree.tokens:
        return tree
    counts = any(token.upos == "NUM" for token in tree.tokens)
    tokens = list(tree.tokens)
    for mend in _MENDS:
        if (counts or mend not in _OF_NUMBERS) and mend(tree, tokens):
            if not _is_whole(tokens):
                tokens = list(tree.tokens)  # two mends that contradict each other
                continue
            tree = Tree(tree.start, tree.end, tuple(tokens), tree.names)
    names = tuple(_joined_place(tree, name) for name in tree.names)
    return Tree(tree.start, tree.end, tree.tokens, names) if names != tree.names else tree


def _is_whole(tokens: Sequence[Token]) -> bool:
    """Does every word hang on the one root, with no circle?"""
    safe: set[int] = set()
    for token in tokens:
        path: list[int] = []
        at = token.index
        while at >= 0 and at not in safe:
            if len(path) > len(tokens):
                return False
            path.append(at)
            at = tokens[at].head
        safe.update(path)
    return sum(token.head < 0 for token in tokens) == 1


def _joined_place(tree: Tree, name: Name) -> Name:
    """ "On the road between Cuenca and Molleturo": what is joined to a place is one too."""
    token = tree.tokens[name.first]
    if name.kind == "LOC" or token.deprel != "conj" or tree.children(token.index, "case"):
        return name
    place = tree.name_at(token.head)
    joined = place is not None and place.kind == "LOC" and tree.children(token.head, "case")
    return replace(name, kind="LOC") if joined else name


def _second_subject(tree: Tree, tokens: list[Token]) -> bool:
    """ "One man was killed and two people wounded": the two are the second verb's."""
    changed = False
    for verb in tree.tokens:
        if verb.upos != "VERB" or verb.deprel != "conj" or verb.head < 0:
            continue
        subjects = tree.children(verb.head, "nsubj")
        if len(subjects) < 2 or tree.children(verb.index, "nsubj"):
            continue
        second = subjects[-1]
        between = tree.tokens[verb.head : second]
        if second < verb.index and any(token.deprel == "cc" for token in between):
            tokens[second] = replace(tokens[second], head=verb.index)
            changed = True
    return changed


def _doubled_subjects(tree: Tree, tokens: list[Token]) -> bool:
    """ "Two tanks, five cars and an M777 howitzer were destroyed": one subject, the rest joined.

    A second subject right behind a name joined to the first one is what that name describes.
    """
    changed = False
    for verb in tree.tokens:
        subjects = [at for at in tree.children(verb.index, "nsubj") if at < verb.index]
        if len(subjects) < 2:
            continue
        first, second = subjects[0], tokens[subjects[-1]]
        name = tokens[second.index - 1]
        if name.deprel != "conj" or name.head != first or second.index - 1 <= first:
            continue
        tokens[name.index] = replace(name, head=second.index, deprel="compound")
        tokens[second.index] = replace(second, head=first, deprel="conj")
        for at, token in enumerate(tokens):
            if token.head == name.index and at < name.index:
                tokens[at] = replace(token, head=second.index)
        changed = True
    return changed


def _number_before_preposition(tree: Tree, tokens: list[Token]) -> bool:
    """ "Fire kills 25 near aid site": the number is the verb's object, no number of sites.

    A number never stands before the preposition of the noun that it counts; where it seems to, it
    gets the noun's place, and the noun hangs on the same word by its preposition.
    """
    changed = False
    for token in tree.tokens:
        if token.upos != "NUM" or token.deprel != "nummod" or token.head <= token.index:
            continue
        noun = tokens[token.head]
        above = noun.head
        cases = [c for c in tree.children(noun.index, "case") if token.index < c < noun.index]
        if not cases or above < 0 or above >= token.index or tokens[above].upos != "VERB":
            continue
        tokens[token.index] = replace(token, head=above, deprel=noun.deprel)
        tokens[noun.index] = replace(noun, deprel="obl")
        changed = True
    return changed


_MENDS: Final = (
    _doubled_subjects,
    _number_before_preposition,
    _second_subject,
    clauses.later_subjects,
    clauses.split_subjects,
    words.small_names,
    words.verbal_nouns,
    words.nominal_participles,
    words.counted_plurals,
    words.loose_numbers,
    words.designations,
    words.passive_participles,
    words.active_subjects,
    words.labelled_numbers,
    words.run_places,
    clauses.marked_subjects,
    clauses.asides,
    clauses.participles,
    clauses.stamped,
    clauses.after_colons,
    clauses.beside_numbers,
    clauses.doubled_objects,
    clauses.gapped_numbers,
    clauses.named_objects,
    clauses.behind_labels,
    clauses.relatives_of_numbers,
    gaps.joined_nouns,
    gaps.second_verbs,
    gaps.bare_subjects,
    gaps.counted_behind_nouns,
    gaps.gapped_phrases,
    gaps.gapped_passives,
    gaps.numbers_elsewhere,
    gaps.headless_subjects,
)
"""Each is given the tree as mended so far, and says whether it changed the tokens."""

_OF_NUMBERS: Final = frozenset(
    {
        _number_before_preposition,
        words.counted_plurals,
        words.loose_numbers,
        words.designations,
        words.labelled_numbers,
        clauses.beside_numbers,
        clauses.gapped_numbers,
        gaps.second_verbs,
        gaps.bare_subjects,
        gaps.counted_behind_nouns,
        gaps.gapped_phrases,
        gaps.gapped_passives,
        gaps.numbers_elsewhere,
    }
)
"""Those that mend nothing where no word is a number."""
