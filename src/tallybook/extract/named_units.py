"""Named units and their men: "vehicles of the 9th Tank Division" are of no side that it names."""

from __future__ import annotations

from collections.abc import Container

from tallybook.extract.frames.types import Count
from tallybook.language.people import PeopleWords
from tallybook.language.tree import Tree, is_relation


def is_of_named_unit(tree: Tree, count: Count, people: PeopleWords) -> bool:
    """Do they belong to a division, brigade or group with a name of its own, whosever it is?

    The one army of which the report speaks need not be its.
    """
    nouns = dict.fromkeys((count.head if count.noun is None else count.noun, count.head))
    owned = [child for noun in nouns for child in tree.children(noun, "nmod", "compound")]
    return any(
        tree.tokens[unit].lemma.lower() in people.troops and _is_named(tree, unit)
        for unit in (*owned, *(inner for one in owned for inner in tree.children(one, "nmod")))
    )


def _is_named(tree: Tree, unit: int) -> bool:
    """ "The 9th Tank Division", "Brigade 12": a capital, or a number that says which."""
    beside = [tree.tokens[i] for i in tree.children(unit, "amod", "compound", "nummod", "flat")]
    numbered = any(token.text[:1].isdigit() for token in beside)
    return numbered or (tree.tokens[unit].text[:1].isupper() and bool(beside))


def whose(tree: Tree, count: Count, pronouns: Container[str]) -> int | None:
    """The noun before the "whose": "Norland, whose 40 troops are to leave"; None without one."""
    for noun in dict.fromkeys((count.head if count.noun is None else count.noun, count.head)):
        if not any(tree.tokens[i].lemma in pronouns for i in tree.children(noun, "nmod:poss")):
            continue
        for above in (noun, *tree.ancestors(noun)):
            if is_relation(tree.tokens[above].deprel, "acl") and tree.tokens[above].head >= 0:
                return tree.tokens[above].head
    return None
