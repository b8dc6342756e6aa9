"""Who does a verb, in the tree: its own subject, or the one that it shares with another verb."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from tallybook.extract.attribution.spans import Span, pieces
from tallybook.language.tree import Tree, is_relation

_SHARING: Final = ("conj", "advcl", "xcomp", "parataxis")
_DEPTH: Final = 6
_NOT_OF_SOURCE: Final = ("parataxis", "advcl", "ccomp")


def is_passive(tree: Tree, verb: int) -> bool:
    """Is the verb in the passive ("was told")?"""
    return bool(tree.children(verb, "nsubj:pass", "aux:pass", "csubj:pass"))


def agent(
    tree: Tree, verb: int, by: frozenset[str], without: frozenset[str] = frozenset()
) -> int | None:
    """The noun behind "by" of a passive; without: nouns that only say how ("by tests")."""
    for child in tree.children(verb, "obl"):
        if tree.tokens[child].deprel == "obl:agent":
            return child if tree.tokens[child].lemma not in without else None
        cases = tree.children(child, "case")
        if cases and tree.tokens[cases[0]].lemma in by and tree.tokens[child].upos != "NUM":
            return child
    for below in tree.children(verb, "xcomp", "obl", "advcl"):  # "listed as missing by X"
        for child in tree.children(below, "obl", "nmod"):
            cases = tree.children(child, "case")
            if cases and child > verb and tree.tokens[cases[0]].lemma in by:
                return child
    return None


def author(
    tree: Tree, head: int, papers: Collection[str], words: Mapping[str, frozenset[str]]
) -> int:
    """Whose a paper is, where a participle tells it: "figures released by X".

    The head itself where it is no paper or nobody is named. papers: the nouns that say something.
    """
    if tree.tokens[head].lemma not in papers:
        return head
    for child in tree.children(head, "acl"):
        if child > head and not is_relation(tree.tokens[child].deprel, "acl:relcl"):
            found = agent(tree, child, words["by"])
            if found is not None and tree.tokens[child].text.lower() not in words["seen"]:
                return found
    for child in tree.children(head, "nmod"):
        cases = {tree.tokens[case].lemma for case in tree.children(child, "case")}
        if child > head and cases & words["by"]:
            return child  # "the latest report by the agency"
    return head


def subject(tree: Tree, verb: int, words: Mapping[str, frozenset[str]]) -> int | None:
    """The head of the active verb's subject, shared ones included; None where there is none.

    words: the small words of cues.toml.
    """
    at = verb
    for _ in range(_DEPTH):
        own = [child for child in tree.children(at, "nsubj") if not is_day(tree, child, words)]
        if own:
            before = [child for child in own if child < at]
            return before[-1] if before else own[0]
        token = tree.tokens[at]
        if token.head < 0:
            return None
        if is_relation(token.deprel, "acl") and not is_relation(token.deprel, "acl:relcl"):
            return token.head if _may_do(tree, at, words) else None
        if is_relation(token.deprel, "acl:relcl"):
            return None
        if token.deprel.split(":")[0] not in _SHARING:
            return None
        head = tree.tokens[token.head]
        if is_relation(token.deprel, "xcomp") and head.lemma in words["object_control"]:
            objects = tree.children(token.head, "obj")
            if objects:
                return objects[0]
        if head.upos not in {"VERB", "AUX", "ADJ", "NOUN"}:
            return None
        at = token.head
    return None


def _may_do(tree: Tree, verb: int, words: Mapping[str, frozenset[str]]) -> bool:
    """Does the noun do the participle beside it: "a man saying so", no "man accused of it"?"""
    marks = {tree.tokens[mark].lemma for mark in tree.children(verb, "mark")}
    ing = tree.tokens[verb].text.lower().endswith(tuple(words["not_finite"]))
    return ing or bool(marks & words["to"])


def is_day(tree: Tree, word: int, words: Mapping[str, frozenset[str]]) -> bool:
    """Is the word a day of the week, which parsers take for a subject ("X Tuesday said")?"""
    return tree.tokens[word].text.lower().removesuffix(".") in words["days"]


def source_words(tree: Tree, head: int, without: set[int]) -> list[int]:
    """The words of a source's noun phrase, without the cue's and the content's words."""
    words = [head]
    for word in words:
        for child in tree.children(word):
            token = tree.tokens[child]
            if child in without or is_relation(token.deprel, *_NOT_OF_SOURCE):
                continue
            if word == head and is_relation(token.deprel, "case", "cc", "mark", "cop", "nsubj"):
                continue
            words.append(child)
    first = min(words)
    while first and first - 1 not in without and _is_cut_off(tree, head, first - 1):
        first -= 1
        words.append(first)
    return sorted(words)


def _is_cut_off(tree: Tree, head: int, word: int) -> bool:
    """Is the word before a name a part of it that became a subject of its own ("Iran Watch")?"""
    token, name = tree.tokens[word], tree.tokens[head]
    both = is_relation(token.deprel, "nsubj") and is_relation(name.deprel, "nsubj")
    capitals = all(other.text[:1].isupper() for other in tree.tokens[word + 1 : head + 1])
    return both and token.upos == "PROPN" and capitals and token.head == name.head


def source_span(tree: Tree, head: int, without: set[int], text: str) -> Span | None:
    """The stretch of the noun phrase, the part with its head where something splits it."""
    spans = pieces(tree, source_words(tree, head, without), text)
    token = tree.tokens[head]
    for span in spans:
        if span[0] <= token.start < span[1]:
            return span
    return (token.start, token.end)


def noun_beside(tree: Tree, first: int, last: int) -> int | None:
    """The head of a noun phrase right before or right behind the words `first` to `last`.

    For verbs whose subject the tree lost: "…," said the mayor of Onda.
    """
    behind = noun_behind(tree, last)
    return behind if behind is not None else noun_before(tree, first)


def noun_behind(tree: Tree, word: int) -> int | None:
    """The head of the noun phrase that begins right behind the word."""
    return _head_of(tree, _run_behind(tree, word))


def noun_before(tree: Tree, word: int) -> int | None:
    """The head of the noun phrase that ends right before the word."""
    return _head_of(tree, _run_before(tree, word))


def first_noun(tree: Tree, verb: int) -> int | None:
    """The head of the noun phrase that opens the sentence, where a comma ends the words before.

    "The doctor, reached by phone, said": the doctor.
    """
    if verb < 2 or tree.tokens[verb - 1].text != ",":
        return None
    words = [token for token in tree.tokens[:verb] if token.upos != "PUNCT"]
    return noun_behind(tree, words[0].index - 1) if words else None


def _head_of(tree: Tree, run: list[int]) -> int | None:
    nominal = [index for index in run if tree.tokens[index].upos in _NOMINAL]
    inside = set(run)
    heads = [index for index in nominal if tree.tokens[index].head not in inside]
    if not heads and nominal and tree.tokens[top := tree.tokens[nominal[-1]].head].upos == "NUM":
        return top  # "one of the sources"
    return heads[0] if heads else (nominal[-1] if nominal else None)


_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})
_IN_PHRASE: Final = _NOMINAL | {"DET", "ADJ", "NUM", "PART", "ADP"}


def _run_behind(tree: Tree, last: int) -> list[int]:
    run: list[int] = []
    for token in tree.tokens[last + 1 :]:
        if token.upos not in _IN_PHRASE or (not run and token.upos == "ADP"):
            break
        run.append(token.index)
    return run if run and tree.tokens[run[-1]].upos in _NOMINAL else []


def _run_before(tree: Tree, first: int) -> list[int]:
    run: list[int] = []
    for token in reversed(tree.tokens[:first]):
        joins = token.text == "-" and run and tree.tokens[run[0]].start == token.end
        if token.upos not in _IN_PHRASE and not joins:
            break
        run.insert(0, token.index)
    while run and tree.tokens[run[0]].upos in {"ADP", "PART"}:
        run.pop(0)
    return run if run and tree.tokens[run[-1]].upos in _NOMINAL | {"ADJ", "NUM"} else []
