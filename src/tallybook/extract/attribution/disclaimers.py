"""Disclaimers: what says that a figure is not checked, and which stretch it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tallybook.extract.attribution.chains import ContentIndex
from tallybook.extract.attribution.spans import Span, trimmed
from tallybook.language.cues import Cues, DisclaimerCue
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Attribution

_BACK: Final = 3
_MOST: Final = 0.6
_WITHOUT: Final = 4

Small = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """`[start, end)`: the words; covers: the stretches they are about, nearest first."""

    start: int
    end: int
    covers: tuple[Span, ...]


def find_disclaimers(
    text: str,
    trees: Sequence[Tree],
    attributions: Sequence[Attribution],
    words: Cues,
) -> list[Disclaimer]:
    """All disclaimers in order.

    One inside a sentence covers that sentence. One that is a sentence covers what the same source
    said before, or, where no source is named, the credited sentences right before it in its
    paragraph; without any, the sentence before.
    """
    found: list[Disclaimer] = []
    index = ContentIndex(attributions)
    for number, tree in enumerate(trees):
        lemmas = frozenset(token.lemma for token in tree.tokens)
        for cue in words.disclaimers:
            if lemmas.isdisjoint(cue.verbs or cue.objects):
                continue
            for span in _spans(tree, cue, words.words):
                stretch = trimmed(text, *span)
                if stretch is not None and not any(item.start == stretch[0] for item in found[-5:]):
                    covers = _covered(text, trees, number, stretch, index, words.words)
                    found.append(Disclaimer(*stretch, covers))
    return sorted(found, key=lambda item: item.start)


def _spans(tree: Tree, cue: DisclaimerCue, small: Small) -> Iterator[Span]:
    """The stretches of a tree that disclaim in the cue's form."""
    find = _FORMS[cue.form]
    for token in tree.tokens:
        wanted = cue.verbs if cue.verbs else cue.objects
        if token.lemma in wanted and (span := find(tree, token.index, cue, small)) is not None:
            yield span


def _negated_passive(tree: Tree, verb: int, cue: DisclaimerCue, small: Small) -> Span | None:
    """ "could not be verified", "none of which could be checked"."""
    passive = tree.children(verb, "aux:pass", "nsubj:pass")
    token = tree.tokens[verb]
    none = is_relation(token.deprel, "acl:relcl") and token.head >= 0
    if passive and none and tree.tokens[token.head].lemma in small["negations"]:
        return _clause(tree, token.head)
    return _clause(tree, verb) if passive and _is_negated(tree, verb, small) else None


def _negated_object(tree: Tree, verb: int, cue: DisclaimerCue, small: Small) -> Span | None:
    """ "did not provide evidence", "offered no evidence"."""
    for child in tree.children(verb, "obj", "obl"):
        if tree.tokens[child].lemma in cue.objects and (
            _is_negated(tree, verb, small) or _is_negated(tree, child, small)
        ):
            return _clause(tree, verb)
    return None


def _unable(tree: Tree, verb: int, cue: DisclaimerCue, small: Small) -> Span | None:
    """ "was unable to verify", "could not confirm"."""
    head = tree.tokens[verb].head
    if head >= 0 and tree.tokens[head].lemma in small["unable"]:
        return _clause(tree, head)
    abilities = {tree.tokens[child].lemma for child in tree.children(verb, "aux")}
    if not abilities and _no_one(tree, verb, small):
        return _clause(tree, verb)
    active = not tree.children(verb, "aux:pass", "nsubj:pass")
    if active and abilities & small["abilities"] and _is_negated(tree, verb, small):
        return _clause(tree, verb)
    return None


def _no_one(tree: Tree, verb: int, small: Small) -> bool:
    """ "No official confirms it"."""
    doers = tree.children(verb, "nsubj")
    return any(
        tree.tokens[at].lemma in small["negations"]
        for doer in doers
        for at in (doer, *tree.children(doer, "det"))
    )


def _there_is_no(tree: Tree, noun: int, cue: DisclaimerCue, small: Small) -> Span | None:
    """ "there was no independent confirmation"."""
    determiners = {tree.tokens[child].lemma for child in tree.children(noun, "det")}
    if not determiners & small["no"]:
        return None
    head = tree.tokens[noun].head
    is_there = head >= 0 and tree.children(head, "expl")
    if not is_there and not tree.children(noun, "expl", "cop"):
        return None
    return _clause(tree, head if is_there else noun)


def _without(tree: Tree, noun: int, cue: DisclaimerCue, small: Small) -> Span | None:
    """ "without giving evidence"."""
    first = max(0, noun - _WITHOUT)
    for token in tree.tokens[first:noun]:
        if token.lemma in cue.prepositions:
            return token.start, tree.tokens[noun].end
    return None


_FORMS: Final[Mapping[str, Callable[[Tree, int, DisclaimerCue, Small], Span | None]]] = {
    "negated-passive": _negated_passive,
    "negated-object": _negated_object,
    "unable": _unable,
    "there-is-no": _there_is_no,
    "without": _without,
}


def _is_negated(tree: Tree, word: int, small: Small) -> bool:
    near = [*tree.children(word)]
    for child in tree.children(word, "nsubj", "nsubj:pass"):
        near += [child, *tree.children(child, "det", "cc")]
    lemmas = {tree.tokens[child].lemma for child in near}
    return bool((lemmas | {tree.tokens[child].text.lower() for child in near}) & small["negations"])


def _clause(tree: Tree, word: int) -> Span:
    """The verb's clause without the subject's relative clauses and what is coordinated."""
    words = set(tree.subtree(word))
    for child in tree.children(word, "conj", "parataxis", "advcl"):
        words -= set(tree.subtree(child))
    return tree.tokens[min(words)].start, tree.tokens[max(words)].end


def _covered(
    text: str,
    trees: Sequence[Tree],
    number: int,
    span: Span,
    index: ContentIndex,
    small: Small,
) -> tuple[Span, ...]:
    tree = trees[number]
    sentence = trimmed(text, tree.start, tree.end)
    if sentence is None:
        return ()
    said = text[slice(*span)].lower().split()
    several = not small["several_claims"].isdisjoint(word.strip(".,") for word in said)
    before = _before(text, trees, number, index, several=several)
    if span[1] - span[0] < _MOST * (sentence[1] - sentence[0]):
        return (sentence, *before)
    return (sentence, *(before or ((_sentence(text, trees, number - 1),) if number else ())))


def _sentence(text: str, trees: Sequence[Tree], number: int) -> Span:
    tree = trees[number]
    return trimmed(text, tree.start, tree.end) or (tree.start, tree.end)


def _before(
    text: str,
    trees: Sequence[Tree],
    number: int,
    index: ContentIndex,
    several: bool,
) -> tuple[Span, ...]:
    """Credited sentences right before, nearest first, as long as nobody else speaks.

    several: the disclaimer is of more than one claim, so that others may speak too.
    """
    found: list[Span] = []
    source: str | None = None
    beside = (
        several and number > 0 and "\n" not in text[trees[number - 1].end : trees[number].start]
    )
    for at in range(number - 1, max(-1, number - 1 - _BACK), -1):
        tree = trees[at]
        if found and beside and "\n" in text[tree.end : trees[at + 1].start]:
            break  # "the figures" are those of its paragraph
        credited = [item for item in index.near(tree.start, tree.end) if item.credits and item.text]
        names = {item.source.name for item in credited}
        if not credited and not found:
            continue
        if not credited or (source is not None and source not in names and not several):
            break
        if source is None:
            source = credited[0].source.name
        found.append(_sentence(text, trees, at))
    return tuple(found)
