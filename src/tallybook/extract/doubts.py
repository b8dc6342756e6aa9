"""Doubts: figures of something counted that nobody can tell, named and not guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tallybook.extract.frames.admission import is_people
from tallybook.extract.frames.types import Count
from tallybook.extract.frames.words import Words
from tallybook.extract.money import is_in_context
from tallybook.extract.quantities import Kind, QuantityMention
from tallybook.extract.sentences import Sentence
from tallybook.language.parser import LONGEST_SENTENCE
from tallybook.language.tree import Tree
from tallybook.model import Form, Problem, Report, Stage

_REACH: Final = 4
_REMEDY: Final = "nothing is counted there; where the page says it plainly elsewhere, that counts"


def find_doubts(report: Report, sentences: Sequence[Sentence], words: Words) -> Iterator[Problem]:
    """A Problem for each figure beside something counted that cannot be told ("1.204 people")."""
    where = report.path or report.url or report.id
    for index, sentence in enumerate(sentences):
        tree = sentence.tree
        if tree is None or not sentence.is_candidate:
            continue
        counts = sum(mention.kind == Kind.COUNT for mention in sentence.mentions)
        if len(tree.tokens) > LONGEST_SENTENCE and counts > 1:
            yield _long(report, sentence, len(tree.tokens))
        for mention in sentence.mentions:
            if mention.kind != Kind.UNCLEAR:
                continue
            before = report.text[sentences[max(0, index - 2)].start : sentence.start]
            end = _counted_end(tree, mention, words, before)
            if end is not None:
                said = " ".join(report.text[mention.start : end].split())
                reason = f"the figure in {said!r} cannot be told"
                yield Problem(Stage.EXTRACT, where, reason, _REMEDY, report.id, mention.start, end)


def _long(report: Report, sentence: Sentence, words: int) -> Problem:
    """A sentence that is read in parts: a figure may stand far from the verb that counts it."""
    return Problem(
        Stage.EXTRACT,
        report.path or report.url or report.id,
        f"a sentence of {words} words is read in parts of {LONGEST_SENTENCE}",
        "figures far from their verb may be missing: put it as several sentences, or as a table",
        report.id,
        sentence.start,
        sentence.end,
    )


def _counted_end(tree: Tree, mention: QuantityMention, words: Words, before: str) -> int | None:
    """Where the counted noun ends that the figure stands before; None where nothing is counted."""
    if mention.quantity.unit:
        money = words.lexicon.words["money"]
        return mention.end if is_in_context(tree, money, before) else None
    behind = [t for t in tree.tokens if t.start >= mention.end][:_REACH]
    for token in behind:
        known = token.lemma in words.lexicon.things or token.lemma in words.lexicon.entries
        if token.upos in {"NOUN", "PROPN"} and (
            known or is_people(tree, token.index, words.people, words.is_demonym)
        ):
            return token.end
    return None


def without_doubtful(counts: Sequence[Count], mentions: Sequence[QuantityMention]) -> list[Count]:
    """ "3O people were killed" does not say that some people were: the figure is in doubt."""
    doubtful = [mention for mention in mentions if mention.kind == Kind.UNCLEAR]
    return [
        count
        for count in counts
        if count.quantity.form is not Form.UNSTATED
        or not any(one.start <= count.end and count.start <= one.end + 1 for one in doubtful)
    ]
