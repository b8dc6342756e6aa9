"""Members: those said to be among the dead or hurt, and those left in a state by a loose phrase.

"Six teachers were among those killed", "Among the dead were two nuns", "with 12 still missing",
"dozens of miners believed trapped".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tallybook.language.frame_words import FrameWords
from tallybook.language.tree import Tree

_NOMINAL: Final = frozenset({"NOUN", "PROPN"})
_VERBAL: Final = frozenset({"VERB", "AUX"})
_NEAR: Final = 8
_INSERTED: Final = 5


def members_of(tree: Tree, noun: int, forms: FrameWords) -> Iterator[int]:
    """The tokens of those who are said to be among the noun's."""
    cases = {tree.tokens[c].lemma for c in tree.children(noun, "case")}
    if not cases & forms.parts.among:
        return
    head = tree.tokens[noun].head
    subjects = tree.children(noun, "nsubj")
    counted = head >= 0 and tree.tokens[head].lemma in forms.parts.belonging
    if counted and tree.tokens[head].deprel == "acl":
        yield tree.tokens[head].head  # "counted among the dead are 37 pupils"
        return
    behind = _behind_copula(tree, noun, forms)
    if behind is not None:
        subjects = (behind,)
    elif (
        not subjects
        and head >= 0
        and (tree.tokens[head].lemma in forms.parts.belonging or tree.children(head, "cop"))
    ):
        subjects = tree.children(head, "nsubj") or (head,)
    elif not subjects and head < 0:
        subjects = tree.children(noun, "nmod", "appos", "parataxis", "obj")
    yield from (subject for subject in subjects if subject != noun)


def _behind_copula(tree: Tree, noun: int, forms: FrameWords) -> int | None:
    """ "Among the dead were a nurse and her son, police said": the noun right behind the verb."""
    verb = _next(tree, noun)
    opens = tree.tokens[0].lemma in forms.parts.among
    if not opens or verb is None or tree.tokens[verb].lemma not in forms.grammar.be:
        return None
    for token in tree.tokens[verb + 1 : verb + 1 + _NEAR]:
        if token.upos == "VERB" or token.text in forms.grammar.pauses:
            return None
        above = tree.tokens[token.head] if token.head > token.index else None
        if token.upos in _NOMINAL and (above is None or above.upos in _VERBAL):
            return token.index
    return None


def _next(tree: Tree, noun: int) -> int | None:
    """The next word, past an insertion between commas ("Among the dead, he wrote, were")."""
    following = tree.tokens[noun + 1 : noun + 2 + _INSERTED]
    commas = [token.index for token in following if token.text == ","]
    if following and commas[:1] == [following[0].index]:
        return commas[1] + 1 if len(commas) > 1 and commas[1] + 1 < len(tree.tokens) else None
    return following[0].index if following else None


def left_in_state(tree: Tree, index: int, forms: FrameWords) -> int | None:
    """ "With 12 people still missing": those whom a preposition puts before the adjective."""
    marks = {tree.tokens[c].lemma for c in tree.children(index, "mark", "case")}
    if not marks & forms.grammar.company:
        return None
    before = [c for c in tree.children(index, "obl", "obj") if c < index]
    return before[-1] if before else None


def supposed(tree: Tree, index: int, forms: FrameWords) -> int | None:
    """ "Dozens of miners believed trapped": those of whom it is only believed."""
    if index < 2 or tree.tokens[index - 1].text.lower() not in forms.telling.supposed:
        return None
    before = tree.tokens[index - 2]
    return before.index if before.upos in _NOMINAL | {"NUM"} else None


def made_of(tree: Tree, noun: int, forms: FrameWords) -> bool:
    """ "Five guards held hostage": what they are made, though it looks like whom one holds."""
    token = tree.tokens[noun]
    bare = token.text.lower() in forms.arguments.captives
    return bare and not tree.children(noun, "det", "nummod", "amod", "nmod:poss", "compound")
